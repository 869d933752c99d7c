"""Makes a finished clip fit into a given number of bytes, losing as little as it can.

The ladder: the same picture at a lower bitrate, as long as every pixel gets enough bits to look
right; then a smaller picture; then, last of all, a shorter clip.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.container import OutputContainer

from generation.errors import CannotShrink

FILLED = 0.9  # of the bytes: a bitrate is an average, and container and manifest need room
OVERHEAD = 12_000  # bytes of container and manifest, at most
ENOUGH_BITS = 0.04  # per pixel and frame; below, x264 shows blocks
SCALES = (1.0, 0.75, 0.5, 0.35)
SHARES = (1.0, 0.5, 0.25)  # of the length
SMALLEST_SIDE = 64  # pixels
AGAIN = 0.7  # of the bitrate, when the first try came out too large


@dataclass(frozen=True)
class Shape:
    """What one rung of the ladder makes of a clip."""

    width: int
    height: int
    frames: int
    bits_per_s: int


def fit_clip(source: Path, target: Path, max_bytes: int) -> Shape:
    """Write `source` to `target` in at most `max_bytes`, unsigned. Blocking.

    Raises:
        CannotShrink: it cannot be made so small.
        OSError, av.FFmpegError: a file could not be read or written.
    """
    for shape in _ladder(source, max_bytes):
        for share in (1.0, AGAIN):
            _encode(source, target, shape, round(shape.bits_per_s * share))
            if target.stat().st_size <= max_bytes - OVERHEAD:
                return shape
    raise CannotShrink(max_bytes)


def _ladder(source: Path, max_bytes: int) -> Iterator[Shape]:
    """The shapes to try, the least changed first; the very last whatever it looks like."""
    with av.open(str(source)) as container:
        stream = container.streams.video[0]
        width, height, frames = stream.width, stream.height, stream.frames
        fps = float(stream.average_rate or 24)
        sound_rate = sum(track.bit_rate or 0 for track in container.streams.audio)
    budget = (max_bytes - OVERHEAD) * 8 * FILLED
    shapes = []
    for share in SHARES:
        length = max(1, int(frames * share))
        rate = int(budget / (length / fps) - sound_rate)
        shapes += [
            Shape(_even(width * scale), _even(height * scale), length, rate)
            for scale in SCALES
            if rate > 0 and (min(width, height) * scale >= SMALLEST_SIDE or scale == 1)
        ]
    for shape in shapes:
        bits_per_pixel = shape.bits_per_s / (shape.width * shape.height * fps)
        if bits_per_pixel >= ENOUGH_BITS or shape is shapes[-1]:
            yield shape


def _encode(source: Path, target: Path, shape: Shape, bits_per_s: int) -> None:
    movable = {"movflags": "+faststart"}
    with av.open(str(source)) as old, av.open(str(target), "w", options=movable) as new:
        film = old.streams.video[0]
        rate = film.average_rate or Fraction(24)
        new.metadata.update(old.metadata)
        stream = new.add_stream("libx264", rate=rate)
        stream.width, stream.height, stream.pix_fmt = shape.width, shape.height, "yuv420p"
        stream.options = {
            "preset": "fast",
            "profile": "high",
            "b": str(bits_per_s),
            "maxrate": str(bits_per_s),
            "bufsize": str(bits_per_s),
        }
        _copy_sound(source, new, shape.frames / rate)
        for number, frame in enumerate(old.decode(film)):
            if number == shape.frames:
                break
            picture = frame.reformat(shape.width, shape.height, "yuv420p")
            picture.pts, picture.time_base = number, 1 / rate
            new.mux(stream.encode(picture))
        new.mux(stream.encode())


def _copy_sound(source: Path, new: OutputContainer, seconds: Fraction) -> None:
    """Take the sound over as it is, as long as the pictures last."""
    with av.open(str(source)) as old:
        for track in old.streams.audio:
            copy = new.add_stream_from_template(track)
            for packet in old.demux(track):
                if packet.pts is None or packet.pts * (track.time_base or 1) >= seconds:
                    continue
                packet.stream = copy
                new.mux(packet)


def _even(length: float) -> int:
    return max(2, int(length / 2) * 2)

"""Streams frames, and a sound if there is one, into an MP4 that every player takes.

It works on a thread of its own: the caller draws the next frames while these are encoded; at most
`QUEUED_CHUNKS` wait in between, so memory does not grow with the length of the clip.
"""

import queue
import threading
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType

import av
import av.video.plane
import av.video.stream
import numpy as np
import torch

from effects.planes import to_planes, to_rgb
from generation.sound_track import SoundTrack
from generation.watermark import Watermark

QUEUED_CHUNKS = 2
BT709 = 1  # ITU-T H.273, tables 2 to 4: primaries, transfer and matrix share this number
LIMITED_RANGE = 1  # AVCOL_RANGE_MPEG
SECONDS_BETWEEN_KEYFRAMES = 2


@dataclass(frozen=True)
class Encoding:
    """How a clip is compressed."""

    crf: int = 18  # 0 lossless … 51; 18 to 20 look like the source
    preset: str = "veryfast"


class ClipWriter:
    """Writes one MP4: H.264 High, yuv420p, BT.709 tagged, AAC, index in front (faststart).

    Use as a context manager. Leaving it normally closes the file; leaving it by an error leaves a
    broken file behind, which the caller deletes.
    """

    def __init__(
        self,
        path: Path,
        *,
        width: int,
        height: int,
        fps: int,
        watermark: Watermark | None = None,
        encoding: Encoding | None = None,
        title: str = "",
        comment: str = "",
        poster_frame: int = 0,
        sound: np.ndarray | None = None,
    ) -> None:
        """Shapes: sound: (N,) int16, one channel, 48,000 a second, as long as the clip."""
        self.frames = 0
        self.poster: np.ndarray | None = None  # (H, W, 3) uint8 RGB: the frame at `poster_frame`
        self._poster_frame = poster_frame
        self.width, self.height = width, height
        self._fps = fps
        self._watermark = watermark
        self._shapes = (height, width, 3), (height * 3 // 2, width)
        self._container = av.open(str(path), "w", options={"movflags": "+faststart"})
        self._container.metadata.update({"title": title, "comment": comment})
        self._stream = self._open_stream(width, height, encoding or Encoding())
        self._track = None if sound is None else SoundTrack(self._container, sound)
        self._chunks: queue.Queue[torch.Tensor | None] = queue.Queue(QUEUED_CHUNKS)
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._encode_all, name="encoder")

    def __enter__(self) -> "ClipWriter":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._chunks.put(None)
        self._thread.join()
        if error is None and self._failure is not None:
            raise self._failure

    def write(self, chunk: torch.Tensor) -> None:
        """Hand frames over. Waits while the encoder is `QUEUED_CHUNKS` behind.

        Shapes:
            chunk: (N, H, W, 3) uint8 RGB or (N, H * 3 / 2, W) planes. Not changed here; the caller
                leaves it alone, too.

        Raises:
            ValueError: the frames are not of the clip's size.
            OSError, av.FFmpegError: the file could not be written.
        """
        if chunk.shape[1:] not in self._shapes:  # PyAV would scale them without a word
            raise ValueError(f"frames of {tuple(chunk.shape[1:])} in a clip of {self._shapes}")
        if self._failure is not None:
            raise self._failure
        self._chunks.put(to_planes(chunk).cpu())

    def _open_stream(
        self, width: int, height: int, encoding: Encoding
    ) -> av.video.stream.VideoStream:
        stream = self._container.add_stream("libx264", rate=self._fps)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        context = stream.codec_context
        context.colorspace = context.color_primaries = context.color_trc = BT709
        context.color_range = LIMITED_RANGE
        context.gop_size = self._fps * SECONDS_BETWEEN_KEYFRAMES
        stream.options = {
            "crf": str(encoding.crf),
            "preset": encoding.preset,
            "profile": "high",
            "x264-params": "chromaloc=1",  # our chroma is averaged over 2 x 2: centred
        }
        return stream

    def _encode_all(self) -> None:
        """Encode until the closing None, then finish the file. Runs on the encoder's thread."""
        try:
            while (chunk := self._chunks.get()) is not None:
                for planes in chunk.numpy():
                    self._encode(planes)
            self._container.mux(self._stream.encode())
            if self._track is not None:
                self._track.finish()
            self._container.close()
        except BaseException as error:  # noqa: BLE001 - handed to the thread that writes
            self._failure = error
            while self._chunks.get() is not None:
                pass  # the writer may be waiting for room

    def _encode(self, planes: np.ndarray) -> None:
        if self.frames == self._poster_frame:
            self.poster = to_rgb(planes)
        picture = av.VideoFrame.from_ndarray(planes, format="yuv420p")  # a copy, which is ours
        if self._watermark is not None:
            self._watermark.stamp(*map(_pixels, picture.planes))
        picture.pts, picture.time_base = self.frames, Fraction(1, self._fps)
        picture.colorspace, picture.color_range = BT709, LIMITED_RANGE
        self._container.mux(self._stream.encode(picture))
        self.frames += 1
        if self._track is not None:
            self._track.encode_until(Fraction(self.frames, self._fps))


def _pixels(plane: av.video.plane.VideoPlane) -> np.ndarray:
    """A plane of a frame as an array of its memory, without the padding of its rows. (h, w)."""
    rows = np.asarray(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width]

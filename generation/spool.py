"""Keeps a clip's frames on disk so that they can be read backwards, a few at a time."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from types import TracebackType

import av
import av.container
import numpy as np
import torch

from effects.api import CHUNK_FRAMES

GROUP = 12  # frames between two that stand alone: what is in memory when reading backwards
NEARLY_LOSSLESS: dict[str, object] = {
    "crf": "4",
    "preset": "ultrafast",
    "bf": "0",
    "sc_threshold": "0",
}
BT709 = "ITU709"


class Spool:
    """Frames written once and read in either direction; the file goes with the context.

    Nearly lossless: H.264 in 4:4:4 at CRF 4, about 45 dB, so that a minute of 1080p takes hundreds
    of megabytes of disk instead of nine gigabytes.
    """

    def __init__(self, path: Path, fps: int) -> None:
        self._path = path
        self._fps = fps
        self.frames = 0

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._path.unlink(missing_ok=True)

    def record(self, chunks: Iterable[torch.Tensor]) -> Iterator[torch.Tensor]:
        """Write every frame down while handing it on.

        Shapes:
            chunks: (N, H, W, 3) uint8 RGB each. Yields the same.

        Raises:
            OSError, av.FFmpegError: the frames could not be written.
        """
        with av.open(str(self._path), "w", format="matroska") as container:
            stream = None
            for chunk in chunks:
                if stream is None:
                    stream = self._open_stream(container, *chunk.shape[1:3])
                for frame in chunk.numpy(force=True):
                    container.mux(stream.encode(self._picture(frame)))
                    self.frames += 1
                yield chunk
            if stream is not None:
                container.mux(stream.encode())

    def backwards(self, start: int, stop: int) -> Iterator[torch.Tensor]:
        """Yield the frames from `start` down to `stop`, both included.

        Shapes:
            Yields (N, H, W, 3) uint8 RGB, N at most `CHUNK_FRAMES`.
        """
        with av.open(str(self._path)) as container:
            for group in range(start // GROUP, stop // GROUP - 1, -1):
                first, last = group * GROUP, min(start, group * GROUP + GROUP - 1)
                frames = self._read_group(container, first, last)[max(0, stop - first) :]
                for end in range(len(frames), 0, -CHUNK_FRAMES):
                    part = frames[max(0, end - CHUNK_FRAMES) : end]
                    yield torch.from_numpy(np.stack(part[::-1]))

    def _open_stream(
        self, container: av.container.OutputContainer, height: int, width: int
    ) -> "av.VideoStream":
        stream = container.add_stream("libx264", rate=self._fps)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv444p"
        stream.codec_context.gop_size = GROUP
        stream.options = NEARLY_LOSSLESS | {"keyint_min": str(GROUP)}
        return stream

    def _picture(self, frame: np.ndarray) -> av.VideoFrame:
        picture = av.VideoFrame.from_ndarray(frame, format="rgb24")
        picture = picture.reformat(format="yuv444p", dst_colorspace=BT709)
        picture.pts, picture.time_base = self.frames, Fraction(1, self._fps)
        return picture

    def _read_group(
        self, container: av.container.InputContainer, first: int, last: int
    ) -> list[np.ndarray]:
        """Decode frames `first` to `last`, which begin with one that stands alone."""
        stream = container.streams.video[0]
        base = stream.time_base or Fraction(1, 1000)
        container.seek(round(first / self._fps / base), stream=stream, backward=True)
        wanted: list[np.ndarray] = []
        for frame in container.decode(stream):
            number = round(float((frame.pts or 0) * base) * self._fps)
            if number > last:
                break
            if number >= first:
                picture = frame.reformat(format="rgb24", src_colorspace=BT709)
                wanted.append(picture.to_ndarray())
        return wanted

"""Contact sheets: a clip at a glance."""

from pathlib import Path

import av
import cv2
import numpy as np

FRAMES = 8
FRAME_WIDTH_PX = 320


def contact_sheet(clip: Path) -> np.ndarray:
    """Frames of a clip at even times, in two rows of four. Returns (h, w, 3) uint8 RGB.

    Raises:
        OSError, av.FFmpegError: it cannot be read.
    """
    with av.open(str(clip)) as container:
        count = container.streams.video[0].frames
        wanted = set(np.linspace(0, count - 1, FRAMES).round().astype(int).tolist())
        frames = [
            _small(frame.to_ndarray(format="rgb24"))
            for index, frame in enumerate(container.decode(video=0))
            if index in wanted
        ]
    half = FRAMES // 2
    return np.vstack([np.hstack(frames[:half]), np.hstack(frames[half:])])


def _small(frame: np.ndarray) -> np.ndarray:
    height = round(FRAME_WIDTH_PX * frame.shape[0] / frame.shape[1])
    return np.asarray(cv2.resize(frame, (FRAME_WIDTH_PX, height), interpolation=cv2.INTER_AREA))

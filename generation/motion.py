"""Follows the camera from frame to frame: shift, zoom and roll, to a few hundredths of a pixel."""

import cv2
import numpy as np
from numpy.typing import NDArray

Luma = NDArray[np.float32]  # (h, w), 0..255
Motion = NDArray[
    np.float64
]  # shift right, shift down, zoom and roll: pixels at the side of the frame

_FIRST_STEPS = 3  # Gauss-Newton steps from rest; later ones start from the last motion: one will do
_MARGIN = 4  # pixels at the border that a warp may have invented
_SOFTNESS = 1.2  # pixels: slopes are only those of the picture where it has no finer detail


class CameraTrack:
    """Fits one similarity to all pixels of each pair of frames.

    Source:
        Lucas, Kanade, "An Iterative Image Registration Technique", 1981, with the four parameters
        of a similarity over the whole frame and the slopes of the mean of both frames.
    """

    def __init__(self, width: int, height: int) -> None:
        self._half = width / 2
        self._centre = ((width - 1) / 2, (height - 1) / 2)
        rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
        self._x = (columns - self._centre[0]) / self._half
        self._y = (rows - self._centre[1]) / self._half
        self._inside = (slice(_MARGIN, -_MARGIN), slice(_MARGIN, -_MARGIN))
        self._before: Luma | None = None
        self._motion: Motion | None = None

    def follow(self, frame: Luma) -> Motion | None:
        """Tell how the camera moved since the last frame; None for the first."""
        soft = np.asarray(cv2.GaussianBlur(frame, (0, 0), _SOFTNESS))
        before, self._before = self._before, soft
        if before is None:
            return None
        steps = _FIRST_STEPS if self._motion is None else 1
        motion = np.zeros(4) if self._motion is None else self._motion
        for _ in range(steps):
            motion = motion + self._step(before, self._bring_back(soft, motion))
        self._motion = motion
        return motion

    def matrix(self, motion: Motion, scale: float = 1.0) -> NDArray[np.float64]:
        """The motion as a 3 x 3 matrix on pixel positions of a frame `scale` times the size."""
        right, down, zoom, roll = motion
        grow, turn = zoom / self._half, roll / self._half
        linear = np.array([[grow, -turn], [turn, grow]])
        shift = np.array([right, down]) - linear @ self._centre
        # Pixel centres of the larger frame lie half a small pixel apart from those of the smaller.
        matrix = np.eye(3)
        matrix[:2, :2] += linear
        matrix[:2, 2] = shift * scale - linear @ np.full(2, (scale - 1) / 2)
        return matrix

    def _bring_back(self, frame: Luma, motion: Motion) -> Luma:
        """The frame as it was before the motion."""
        return np.asarray(
            cv2.warpAffine(
                frame,
                self.matrix(motion)[:2],
                frame.shape[::-1],
                flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                borderMode=cv2.BORDER_REPLICATE,
            )
        )

    def _step(self, before: Luma, after: Luma) -> Motion:
        """One least-squares step of the four parameters."""
        both = cv2.addWeighted(before, 0.5, after, 0.5, 0)
        right = cv2.Sobel(both, cv2.CV_32F, 1, 0, ksize=1, scale=1 / 2)
        down = cv2.Sobel(both, cv2.CV_32F, 0, 1, ksize=1, scale=1 / 2)
        outward = right * self._x + down * self._y
        around = down * self._x - right * self._y
        slopes = np.stack([part[self._inside] for part in (right, down, outward, around)])
        slopes = slopes.reshape(4, -1)
        change = (after - before)[self._inside].ravel()
        # One product after the other: BLAS is slow at a matrix of four very long rows.
        normal = np.array([slopes @ slope for slope in slopes], np.float64)
        # A frame without texture, or with stripes, leaves some motion unknown: call it none.
        normal += np.eye(4) * (1e-6 * np.trace(normal) + 1e-9)
        return np.asarray(np.linalg.solve(normal, -(slopes @ change).astype(np.float64)))

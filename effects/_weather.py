"""Drops and flakes that fall for ever: where each is at every time, so that the loop closes.

Slow things fall in files, one behind the other on one path at equal distances. A loop ends when
every one has come to where the one before it began, so the fall need not cross the frame a whole
number of times and may be as slow as the clip is short. Fast things fall through the frame again
and again, each time somewhere else.
"""

import cv2
import numpy as np

from effects._grading import Colour, suit, tint, to_bytes

LUMA = np.array([0.299, 0.587, 0.114])  # ITU-R BT.601
CLOUD = (0.82, 0.86, 0.9)
FRACTION = 4  # bits of a fraction of a pixel that OpenCV draws at


class Fall:
    """Many things that fall on their own paths.

    Shapes:
        size, turn: (count,), 0 to 1, for what differs from path to path.
    """

    def __init__(self, rng: np.random.Generator, count: int, *, falls: float, file: int) -> None:
        """Choose the paths.

        Args:
            rng: where the randomness comes from.
            count: about how many things.
            falls: about how many frame heights they fall in the clip.
            file: how many follow one another on one path.
        """
        paths = max(1, count // file)
        self._steps = max(1, round(falls * file))
        self._file = file
        laps = self._steps if file == 1 else 1  # in a file, all must take the same path
        self._x = np.repeat(rng.random((paths, laps)), file, axis=0)
        self.size, self.turn = (np.repeat(rng.random(paths), file) for _ in range(2))
        self._start = np.repeat(rng.random(paths), file) + np.tile(np.arange(file), paths) / file

    def at(self, t: float) -> tuple[np.ndarray, np.ndarray]:
        """Where each path begins, in frame widths, and how far down each is, 0 to 1. (count,)."""
        way = self._start + self._steps / self._file * t
        lap = way.astype(int) % self._x.shape[1]
        return self._x[np.arange(len(lap)), lap], way % 1


def fixed(places: np.ndarray) -> np.ndarray:
    """Places in pixels as OpenCV takes fractions of them. Returns int32."""
    return np.asarray(np.rint(places * (1 << FRACTION)), np.int32)


def cover(picture: np.ndarray, veil: np.ndarray, colour: np.ndarray) -> np.ndarray:
    """Lay a veil of one colour over a picture.

    Shapes:
        picture: (H, W, 3) uint8. veil: (H, W) uint8, 0 clear. colour: (3,), 0 to 255.
    """
    clear = cv2.cvtColor(cv2.bitwise_not(veil), cv2.COLOR_GRAY2RGB)
    laid = cv2.merge([cv2.convertScaleAbs(veil, alpha=float(part) / 255) for part in colour])
    return np.asarray(cv2.add(cv2.multiply(picture, clear, scale=1 / 255), laid))


def soften(veil: np.ndarray, sigma: float) -> np.ndarray:
    """Blur a veil, quicker than OpenCV's own blur of bytes, which is exact to the bit.

    Shapes:
        veil: (H, W) uint8. sigma: in pixels. Returns the same.
    """
    half = round(3 * sigma)
    kernel = cv2.getGaussianKernel(2 * half + 1, sigma)
    return np.asarray(cv2.sepFilter2D(veil, -1, kernel, kernel))


def overcast(pixels: np.ndarray, gain: Colour, colour: float, haze: float) -> np.ndarray:
    """The picture under a covered sky.

    Args:
        pixels: (H, W, 3) uint8.
        gain: of each channel; of all alike, where the picture has no colours.
        colour: how colourful it is, 1 as before.
        haze: how much of a grey veil lies on it.
    """
    light, cloud = suit(gain, pixels), suit(CLOUD, pixels)
    seen = tint(LUMA, light, colour, np.full(3, haze), cloud)
    return to_bytes(cv2.transform(pixels.astype(np.float32) / np.float32(255), seen))

"""Brings a picture into another shape: cropped around what matters, or extended softly."""

from enum import StrEnum

import cv2
import numpy as np

from effects.focus import find_focus

WIDEST_CROP = 0.45  # more than this share of the picture is not cut away: it is extended instead
BACKDROP_BLUR = 0.04  # of the long side
BACKDROP_DIM = 0.6


class Aspect(StrEnum):
    """The shape of a clip."""

    ORIGINAL = "original"
    SQUARE = "1:1"
    PORTRAIT = "9:16"
    LANDSCAPE = "16:9"

    @property
    def ratio(self) -> float | None:
        """Width over height; None for the picture's own."""
        if self is Aspect.ORIGINAL:
            return None
        width, height = self.value.split(":")
        return int(width) / int(height)


class Fit(StrEnum):
    """How a picture comes into another shape."""

    AUTO = "auto"  # cropped when little is lost, else extended
    CROP = "crop"
    EXTEND = "extend"


def frame(pixels: np.ndarray, aspect: Aspect, fit: Fit = Fit.AUTO) -> np.ndarray:
    """Give a picture the shape of the clip.

    A crop keeps the point where the eye goes as near to the middle as the picture allows; an
    extension puts the whole picture before a blurred, darker copy of itself.

    Shapes:
        pixels: (H, W, 3) uint8 RGB. Returns (H', W', 3).
    """
    if aspect.ratio is None:
        return pixels
    height, width = pixels.shape[:2]
    kept = min(width, height * aspect.ratio) * min(height, width / aspect.ratio)
    is_small_loss = kept / (width * height) >= 1 - WIDEST_CROP
    if fit is Fit.CROP or (fit is Fit.AUTO and is_small_loss):
        return crop(pixels, aspect.ratio)
    return _extend(pixels, aspect.ratio)


def crop(pixels: np.ndarray, ratio: float) -> np.ndarray:
    """Cut a picture to a shape, as much as fits of it around what matters.

    Shapes:
        pixels: (H, W, 3) uint8 RGB. Returns (H', W', 3) with W' / H' the ratio, to a pixel.
    """
    height, width = pixels.shape[:2]
    new_width, new_height = round(min(width, height * ratio)), round(min(height, width / ratio))
    x, y = find_focus(pixels)
    left = round(min(max(0.0, x * width - new_width / 2), width - new_width))
    top = round(min(max(0.0, y * height - new_height / 2), height - new_height))
    return np.ascontiguousarray(pixels[top : top + new_height, left : left + new_width])


def _extend(pixels: np.ndarray, ratio: float) -> np.ndarray:
    height, width = pixels.shape[:2]
    new_width, new_height = round(max(width, height * ratio)), round(max(height, width / ratio))
    canvas = _backdrop(pixels, new_width, new_height)
    top, left = (new_height - height) // 2, (new_width - width) // 2
    canvas[top : top + height, left : left + width] = pixels
    return canvas


def _backdrop(pixels: np.ndarray, width: int, height: int) -> np.ndarray:
    """The picture filling the whole shape, blurred and dimmed. Worked out small: it is soft."""
    scale = 160 / max(width, height)
    small_size = (max(2, round(width * scale)), max(2, round(height * scale)))
    filled = crop(pixels, width / height)
    small = cv2.resize(filled, small_size, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), BACKDROP_BLUR * max(small_size))
    dim = (soft * BACKDROP_DIM).astype(np.uint8)
    return np.asarray(cv2.resize(dim, (width, height), interpolation=cv2.INTER_CUBIC))

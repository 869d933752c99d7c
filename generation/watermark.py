"""The visible mark on free clips: light letters with a dark halo, legible on any picture."""

from functools import cache

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from effects.planes import chroma_of, luma_of, to_i420

TEXT = "Zoetrope"
HEIGHT_OF_SHORT_SIDE = 0.055  # letters, as a share of the clip's short side
SMALLEST_PX = 12
INK_OPACITY = 0.78
HALO_OPACITY = 0.6
INK_GREY, HALO_GREY = 250, 12


class Watermark:
    """The mark for clips of one size, ready to be blended into each frame's planes."""

    def __init__(self, width: int, height: int) -> None:
        colour, opacity = _draw_mark(_letter_height(width, height))
        mark_height, mark_width = opacity.shape
        margin = max(4, round(0.03 * min(width, height)))
        self._top = max(0, (height - mark_height - margin) // 2 * 2)
        self._left = max(0, (width - mark_width - margin) // 2 * 2)
        room = (slice(0, height - self._top), slice(0, width - self._left))
        self._luma, self._chroma = _planes(colour[room], opacity[room])

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Where the mark is: top, left, height, width, in pixels."""
        return (self._top, self._left, *self._luma[1].shape)

    def stamp(self, luma: np.ndarray, blue: np.ndarray, red: np.ndarray) -> None:
        """Blend the mark into the planes of one frame, in place.

        Shapes:
            luma: (H, W) uint8, of the size the mark was made for. blue, red: (H / 2, W / 2) uint8.
        """
        _blend(luma, *self._luma, self._top, self._left)
        colours, opacity = self._chroma
        for plane, colour in zip((blue, red), colours, strict=True):
            _blend(plane, colour, opacity, self._top // 2, self._left // 2)


def _letter_height(width: int, height: int) -> int:
    return max(SMALLEST_PX, round(HEIGHT_OF_SHORT_SIDE * min(width, height)))


@cache
def _draw_mark(letters_px: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw the word and its halo. Returns colour (h, w, 3) uint8 and opacity (h, w) float32."""
    font = ImageFont.load_default(letters_px)
    left, top, right, bottom = font.getbbox(TEXT)
    pad = letters_px // 2
    size = (int(right - left) + 2 * pad, int(bottom - top) + 2 * pad)
    letters = Image.new("L", (size[0] + size[0] % 2, size[1] + size[1] % 2))
    ImageDraw.Draw(letters).text((pad - left, pad - top), TEXT, 255, font)
    spread = letters.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.GaussianBlur(pad / 4))
    ink = np.asarray(letters, np.float32) / 255 * INK_OPACITY
    halo = np.clip(np.asarray(spread, np.float32) / 255 * 1.4, 0, 1) * HALO_OPACITY * (1 - ink)
    opacity = ink + halo
    grey = (ink * INK_GREY + halo * HALO_GREY) / np.maximum(opacity, 1e-6)
    return np.repeat(grey[..., None], 3, axis=2).round().astype(np.uint8), opacity


def _planes(
    colour: np.ndarray, opacity: np.ndarray
) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Split into (luma, its opacity) and (both chroma planes, their opacity at half size)."""
    height, width = opacity.shape
    planes = to_i420(np.ascontiguousarray(colour))
    half = cv2.resize(opacity, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    return (luma_of(planes), opacity), (chroma_of(planes), half)


def _blend(plane: np.ndarray, colour: np.ndarray, opacity: np.ndarray, top: int, left: int) -> None:
    height, width = opacity.shape
    under = plane[top : top + height, left : left + width]
    under[:] = np.rint(under + (colour.astype(np.float32) - under) * opacity).astype(np.uint8)

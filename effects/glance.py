"""The small picture in which everything is looked for, so that every size of a clip shows the same.

What a search finds can hang on single grey levels: in one picture at two sizes it may find two
things. Made from all the pixels that the picture has, this one does not know the clip's size.
"""

import cv2
import numpy as np

GLANCE_PX = 320  # long side; smaller pictures are looked at as they are


def take_glance(pixels: np.ndarray) -> np.ndarray:
    """Average a picture down to the size at which it is looked at.

    Shapes:
        pixels: (H, W, 3) uint8 RGB. Returns (h, w, 3) uint8.
    """
    return shrink(pixels, GLANCE_PX)


def shrink(pixels: np.ndarray, long_side: int) -> np.ndarray:
    """Average a picture down until it is no longer than that; never enlarge it.

    Shapes:
        pixels: (H, W, 3) uint8. Returns (h, w, 3) uint8.
    """
    height, width, _ = pixels.shape
    share = min(1.0, long_side / max(height, width))
    size = (max(1, round(width * share)), max(1, round(height * share)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA))

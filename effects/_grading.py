"""Two gradings of one picture and a soft map of how much of each is seen: light without bands.

A gain in bytes steps visibly over a clear sky. Here the gradings are worked out once, in float,
with the rounding dithered; a frame only blends them, in float as well.

Source: triangular dither as in Lipshitz, Wannamaker, Vanderkooy, "Quantization and Dither", 1992.
"""

from typing import TypeAlias

import cv2
import numpy as np

from effects._mesh import Field, Mesh

Colour: TypeAlias = tuple[float, float, float]  # red, green, blue
COLOURED_SHARE = 0.01  # of the pixels, in which a picture with colours shows them
COLOURED = 32  # levels between the channels of what has a colour


def to_bytes(picture: np.ndarray) -> np.ndarray:
    """Round a picture to bytes, dithered so that smooth slopes stay smooth.

    Shapes:
        picture: (H, W, 3) float32, 0 to 1. Returns (H, W, 3) uint8.
    """
    rng = np.random.default_rng(0)  # of the rounding, not of the effect: the same for every seed
    grain = rng.random(picture.shape[:2], np.float32) - rng.random(picture.shape[:2], np.float32)
    levels = picture * np.float32(255) + grain[..., None] * np.float32(0.5)
    return np.asarray(np.clip(np.rint(levels), 0, 255), np.uint8)


def suit(colour: Colour, pixels: np.ndarray) -> np.ndarray:
    """The colour of a light or a veil as a picture can take it: grey where it has no colours.

    A drawing in ink stays one in the rain.

    Shapes:
        pixels: (H, W, 3) uint8. Returns (3,) float32, in the scale of `colour`.
    """
    spread = np.ptp(pixels[::2, ::2], axis=2).ravel()
    most = max(1, int(spread.size * COLOURED_SHARE))
    share = min(1.0, float(np.partition(spread, -most)[-most]) / COLOURED)
    grey = np.mean(colour)
    return np.asarray(grey + (np.array(colour) - grey) * share, np.float32)


def blend(first: np.ndarray, second: np.ndarray, mesh: Mesh, share: Field) -> np.ndarray:
    """Show the second picture as much as a share on a mesh says, 0 to 1, and the first otherwise.

    Shapes:
        first, second: (H, W, 3) uint8. share: of the mesh.
    """
    weight = np.ascontiguousarray(mesh.spread(share.astype(np.float32)))
    return np.asarray(cv2.blendLinear(second, first, weight, 1 - weight))

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
    levels = cv2.addWeighted(picture, 255, cv2.merge((grain,) * 3), 0.5, 0)
    return np.asarray(np.clip(np.rint(levels, levels), 0, 255, levels), np.uint8)


def tint(
    luma: np.ndarray, gain: np.ndarray, colour: float, haze: np.ndarray, veil: np.ndarray | float
) -> np.ndarray:
    """What to multiply pixels by so that they lose colour, take a light's, and then a veil's.

    Args:
        luma: how bright each channel is, (3,), 1 in all.
        gain: of each channel, (3,).
        colour: how colourful they are, 1 as before.
        haze: how much of the veil lies on each channel, (3,).
        veil: its colour, (3,) or one level for all.

    Shapes:
        Returns (3, 4) float32 for `cv2.transform`.
    """
    graded = (colour * np.eye(3) + (1 - colour) * np.broadcast_to(luma, (3, 3))) * gain[:, None]
    laid = np.broadcast_to(haze * veil, 3)
    return np.column_stack([graded * (1 - np.reshape(haze, (-1, 1))), laid]).astype(np.float32)


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

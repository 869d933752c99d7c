"""Smooth randomness: hills and hollows of a chosen size, never a value per column."""

import cv2
import numpy as np


def smooth_noise(
    rng: np.random.Generator, shape: tuple[int, int], cells: tuple[float, float]
) -> np.ndarray:
    """Draw a smooth random field.

    Args:
        rng: where the randomness comes from.
        shape: rows and columns of the field.
        cells: how many hills fit across its height and its width.

    Shapes:
        Returns (rows, columns) float32 with mean about 0 and most values in [-1, 1].
    """
    rows, columns = (max(4, round(count) + 3) for count in cells)
    coarse = rng.uniform(-1.7, 1.7, (rows, columns)).astype(np.float32)
    scale = np.array([[(columns - 3) / shape[1], 0, 1], [0, (rows - 3) / shape[0], 1]], np.float32)
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(coarse, scale, shape[::-1], flags=flags))


def cloud_noise(
    rng: np.random.Generator, shape: tuple[int, int], cells: tuple[float, float], octaves: int = 4
) -> np.ndarray:
    """Sum smooth fields of halving size and strength, as clouds and torn paper have.

    Shapes:
        Returns (rows, columns) float32, most values in [-1, 1].

    Source:
        Perlin, "An Image Synthesizer", 1985 (fractal sums of noise).
    """
    total = np.zeros(shape, np.float32)
    for octave in range(octaves):
        size = (cells[0] * 2**octave, cells[1] * 2**octave)
        total += smooth_noise(rng, shape, size) * 0.5**octave
    return total / 1.4

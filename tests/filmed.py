"""Photographs to film in tests, and rulers to hold against the frames."""

from itertools import pairwise

import cv2
import numpy as np
import torch
from scipy.signal import savgol_filter
from skimage import data

from effects.api import Take
from effects.library import find_effect
from effects.scene import Scene


def a_photo(width=480, height=320, name="coffee"):
    """A real photograph as a scene. Its sides are no multiples of anything the effects use."""
    pixels = getattr(data, name)()
    return Scene(
        torch.from_numpy(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA))
    )


def film(name, scene, fps=24, seed=0, **options):
    """All frames of an effect. (N, H, W, 3) uint8."""
    effect = find_effect(name)
    take = Take(fps=fps, seed=seed)
    return torch.cat(list(effect.draw(scene, effect.parse(options), take))).numpy()


def psnr(first, second):
    """Peak signal to noise of 8-bit pictures, in dB."""
    error = np.mean((first.astype(np.float64) - second) ** 2)
    return 10 * np.log10(255**2 / max(error, 1e-9))


def change(first, second):
    """How different two frames are: mean grey levels."""
    return np.abs(first.astype(np.int16) - second).mean()


def movements(frames, side=112):
    """How far what is seen in four patches moves from frame to frame, measured from the pixels.

    Shapes:
        Returns (N - 1, 4, 2), right and down, in pixels.
    """
    greys = [cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY).astype(np.float32) for frame in frames]
    height, width = greys[0].shape
    corners = [
        (round(height * down) - side // 2, round(width * across) - side // 2)
        for down, across in ((0.32, 0.3), (0.32, 0.68), (0.66, 0.3), (0.66, 0.68))
    ]
    return np.array(
        [
            [_movement(before, after, corner, side) for corner in corners]
            for before, after in pairwise(greys)
        ]
    )


def _movement(before, after, corner, side):
    """How far a patch moved, by enhanced correlation (Evangelidis, Psarakis, PAMI 2008)."""
    patch = np.s_[corner[0] : corner[0] + side, corner[1] : corner[1] + side]
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 60, 1e-6)
    motion = np.eye(2, 3, dtype=np.float32)
    _, motion = cv2.findTransformECC(
        before[patch], after[patch], motion, cv2.MOTION_AFFINE, criteria, None, 3
    )
    middle = (side - 1) / 2
    return motion @ (middle, middle, 1) - middle


def jitter(frames):
    """What is left of the movements when everything smooth is taken off: RMS, in pixels."""
    moved = movements(frames)
    return float(np.sqrt(np.mean((moved - savgol_filter(moved, 9, 3, axis=0)) ** 2)))

"""Where the eye goes first in a picture: the point that a camera move should favour."""

import cv2
import numpy as np


def find_focus(pixels: np.ndarray) -> tuple[float, float]:
    """The centre of what stands out from the picture by its colour, preferring its middle.

    Shapes:
        pixels: (H, W, 3) uint8 RGB. Returns x, y as fractions of width and height, 0.2 to 0.8.

    Source:
        Achanta et al., "Frequency-tuned Salient Region Detection", CVPR 2009; the weight of the
        middle is ours.
    """
    small = cv2.resize(pixels, (64, 64), interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    stands_out = np.linalg.norm(cv2.GaussianBlur(lab, (0, 0), 1.5) - lab.mean((0, 1)), axis=2)
    y, x = (np.mgrid[0:64, 0:64] + 0.5) / 64
    middle = np.exp(-((x - 0.5) ** 2 + (y - 0.5) ** 2) / (2 * 0.25**2))
    weight = stands_out**2 * middle
    total = weight.sum() + 1e-6
    across, down = (weight * x).sum() / total, (weight * y).sum() / total
    return float(np.clip(across, 0.2, 0.8)), float(np.clip(down, 0.2, 0.8))

"""Ink lines along the edges of a picture, drawn in strokes that follow its shapes."""

import cv2
import numpy as np

from effects.easing import smoothstep

WORKED_AT_PX = 600  # shorter side of the picture that is drawn: beyond it lines are enlarged
FLOW_SIGMA = 3.0  # over which directions of edges agree
LINE_SIGMA = 1.35  # half the width of a line
SURROUND = 1.6  # times as wide is what a line is compared with
SURROUND_SHARE = 0.98  # how much of it is taken off: below 1, dark places get a little ink as well
STROKE_SIGMA = 4.0  # along an edge, over which a stroke is drawn in one go
STRIDE = 2.0  # pixels from look to look along a stroke
SHORTEST = 24.0  # stroke that is kept, in pixels from corner to corner of its box


def draw_ink(light: np.ndarray, ink: float, spared: np.ndarray) -> np.ndarray:
    """Where ink is laid on a picture: 1 none, 0 black.

    An edge is looked for across its direction and drawn along it, so that a line holds together and
    noise, which has no direction, gets none.

    Args:
        light: lightness of a picture without texture, 0 to 1.
        ink: how much is drawn, 0 to 1.
        spared: where to draw only what is certain, 1, and where all, 0.

    Shapes:
        light, spared: (H, W) float32. Returns the same.

    Source:
        Kyprianidis, Döllner, "Image Abstraction by Structure Adaptive Filtering", 2008 (flow, and
        the two passes); Kang, Lee, Chui, "Coherent Line Drawing", 2007; Winnemöller, Kyprianidis,
        Olsen, "XDoG", Computers & Graphics 36, 2012 (soft threshold).
    """
    height, width = light.shape
    share = min(1.0, WORKED_AT_PX / min(height, width))
    size = (round(width * share), round(height * share))
    small = cv2.resize(light, size, interpolation=cv2.INTER_AREA)
    scale = min(size) / WORKED_AT_PX
    along, agreement = _flow(small, FLOW_SIGMA * max(scale, 0.6))
    steps = _along(_across(small, along, LINE_SIGMA * max(scale, 0.7)), along, STROKE_SIGMA * scale)
    depth = -steps * smoothstep(np.clip(agreement / 0.5, 0, 1)).astype(np.float32)
    least = (0.016 - 0.013 * ink) * (1 + 1.6 * cv2.resize(spared, size))
    depth = _without_crumbs(depth - least, SHORTEST * scale)
    large = cv2.resize(depth, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(1 - np.tanh(np.maximum(0, large) * 160), np.float32)


def _flow(light: np.ndarray, sigma: float) -> tuple[np.ndarray, np.ndarray]:
    """The direction along the edges near every pixel, and how far those edges agree on it.

    Shapes:
        light: (H, W). Returns (H, W, 2) unit vectors, x first, and (H, W) from 0 to 1.

    Source:
        The smoothed structure tensor: Brox et al., "Adaptive Structure Tensors and their
        Applications", 2006.
    """
    x, y = (cv2.Scharr(light, cv2.CV_32F, *axis) for axis in ((1, 0), (0, 1)))
    xx, xy, yy = (cv2.GaussianBlur(part, (0, 0), sigma) for part in (x * x, x * y, y * y))
    spread = np.hypot(xx - yy, 2 * xy)
    angle = 0.5 * np.arctan2(2 * xy, xx - yy) + np.pi / 2
    agreement = spread / (xx + yy + 1e-3)
    return np.dstack((np.cos(angle), np.sin(angle))).astype(np.float32), agreement


def _across(light: np.ndarray, along: np.ndarray, sigma: float) -> np.ndarray:
    """How much lighter every pixel is than what lies across the edge; below 0 on its dark side."""
    away = along[..., ::-1] * np.array((1, -1), np.float32)
    here = _places(light.shape)
    reach = int(np.ceil(2.5 * SURROUND * sigma))
    fine, broad, fine_sum, broad_sum = 0.0, 0.0, 0.0, 0.0
    for step in range(-reach, reach + 1):
        seen = _look(light, here + step * away)
        near, far = (np.exp(-0.5 * (step / s) ** 2) for s in (sigma, SURROUND * sigma))
        fine, broad = fine + near * seen, broad + far * seen
        fine_sum, broad_sum = fine_sum + near, broad_sum + far
    return np.asarray(fine / fine_sum - broad / broad_sum, np.float32)


def _along(values: np.ndarray, along: np.ndarray, sigma: float) -> np.ndarray:
    """The average of values along the flow, from every pixel a stroke each way. (H, W)."""
    total, weights = values.copy(), 1.0
    for way in (1, -1):
        place, heading = _places(values.shape), way * along
        for step in range(1, int(np.ceil(2 * sigma / STRIDE)) + 1):
            place = place + STRIDE * heading
            turned = _look(along, place)
            back = turned[..., 0] * heading[..., 0] + turned[..., 1] * heading[..., 1] < 0
            heading = np.where(back[..., None], -turned, turned)
            weight = float(np.exp(-0.5 * (step * STRIDE / sigma) ** 2))
            total, weights = total + weight * _look(values, place), weights + weight
    return np.asarray(total / weights, np.float32)


def _without_crumbs(depth: np.ndarray, shortest: float) -> np.ndarray:
    """The strokes that are long enough; elsewhere no ink. (H, W), above 0 where there is ink."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats((depth > 0).astype(np.uint8))
    long = np.hypot(boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT]) >= shortest
    return np.where(long[labels], depth, np.minimum(depth, 0))


def _places(shape: tuple[int, ...]) -> np.ndarray:
    """Where every pixel is. (H, W, 2) float32, x first."""
    y, x = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    return np.dstack((x, y))


def _look(values: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Values between pixels. (H, W, ...)."""
    return np.asarray(
        cv2.remap(values, places, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    )

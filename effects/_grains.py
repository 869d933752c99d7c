"""Many small points, of colour in a frame or of light on a mesh, at fractions of a pixel."""

import numpy as np


def draw_grains(
    frame: np.ndarray,
    x: np.ndarray,
    y: np.ndarray,
    colour: np.ndarray,
    weight: np.ndarray,
    size: int = 1,
) -> None:
    """Blend grains into a frame, in place; of two that share a pixel, the later one is seen.

    `size`: of a grain, in pixels; it lies on one row and column more.

    Shapes:
        frame: (H, W, 3) uint8. x, y: (count,), in pixels. colour: (count, 3), 0 to 255.
        weight: (count,), 0 clear to 1; up to 2 makes a grain fatter.
    """
    height, width = frame.shape[:2]
    inside = (x > 0) & (y > 0) & (x < width - size - 1) & (y < height - size - 1) & (weight > 0.01)
    x, y, colour, weight = x[inside], y[inside], colour[inside], weight[inside]
    column, row = x.astype(int), y.astype(int)
    part_x, part_y = x - column, y - row
    pixels = frame.reshape(-1, 3)
    whole = [np.ones_like(part_x)] * (size - 1)
    for down, weight_y in enumerate((1 - part_y, *whole, part_y)):
        for right, weight_x in enumerate((1 - part_x, *whole, part_x)):
            at = (row + down) * width + column + right
            share = np.minimum(1, 2.2 * weight_x * weight_y * weight)[:, None]
            pixels[at] = np.minimum(pixels[at] * (1 - share) + colour * share, 255)


def add_points(light: np.ndarray, x: np.ndarray, y: np.ndarray, bright: np.ndarray) -> None:
    """Add points of light to a field, in place, at fractions of its points.

    Shapes:
        light: (rows, columns, 3) float32. x, y: (count,), in columns and rows. bright: (count, 3).
    """
    rows, columns = light.shape[:2]
    inside = (x >= 0) & (y >= 0) & (x < columns - 1) & (y < rows - 1)
    x, y, bright = x[inside], y[inside], bright[inside]
    column, row = x.astype(int), y.astype(int)
    part_x, part_y = (x - column)[:, None], (y - row)[:, None]
    for down, weight_y in ((0, 1 - part_y), (1, part_y)):
        for right, weight_x in ((0, 1 - part_x), (1, part_x)):
            np.add.at(light, (row + down, column + right), bright * weight_x * weight_y)

"""A coarse mesh over a frame: smooth fields are worked out on it and spread to every pixel.

A field on every fourth pixel costs a sixteenth of one on every pixel and, being smooth, looks the
same. The mesh has one ring of points beyond the frame, so that spreading never clamps at a border.
"""

import math
from typing import TypeAlias

import cv2
import numpy as np

USUAL_SIDE = 960  # pixels of a frame's longer side
USUAL_STEP = 4  # pixels between the points of its mesh
Field: TypeAlias = np.ndarray  # (rows, columns) float32, one value per mesh point


def pixel_scale(height: int, width: int) -> float:
    """What to multiply a length in pixels by that looks right in a frame of the usual size.

    A power of two, and so twice as much in a frame of exactly twice the size: an upscaled clip
    shows what the smaller one does.
    """
    return 2.0 ** math.floor(math.log2(max(height, width) / USUAL_SIDE))


class Mesh:
    """Points every `step` pixels over a frame, or a part of it, and one ring beyond.

    Without a step they are as many, about, in every frame.

    Shapes:
        x, y: (rows, columns) float32, where the points are, in pixels of the frame.
    """

    def __init__(self, height: int, width: int, step: int = 0) -> None:
        step = step or max(1, round(USUAL_STEP * pixel_scale(height, width)))
        rows, columns = -(-height // step) + 2, -(-width // step) + 2
        middle = (step - 1) / 2 - step
        y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
        self.height, self.width, self.step = height, width, step
        self.x: Field = x * step + middle
        self.y: Field = y * step + middle

    def spread(self, field: np.ndarray) -> np.ndarray:
        """Interpolate a field at every pixel of the frame; linear fields stay exact.

        Shapes:
            field: (rows, columns) or (rows, columns, C), float32 or uint8. Returns (H, W) or
            (H, W, C) of the same kind.
        """
        rows, columns = self.x.shape
        step = self.step
        full = cv2.resize(field, (columns * step, rows * step), interpolation=cv2.INTER_LINEAR)
        return np.asarray(full[step : step + self.height, step : step + self.width])

    def cover(self, deep: Field) -> Field:
        """How much of its surroundings is inside a shape at each point, 0 to 1.

        Shapes:
            deep: of the mesh: pixels to the shape's edge, negative outside.
        """
        return np.asarray(np.clip(deep / (2 * self.step) + 0.5, 0, 1))

    def around(self, coverage: Field) -> "Window":
        """The smallest window outside which `coverage` is 0, so that only it need be drawn."""
        rows, columns = (_extent(coverage.max(axis=axis)) for axis in (1, 0))
        return Window(self, rows, columns)


class Window:
    """A rectangle of a mesh.

    Attributes:
        mesh: the mesh of the rectangle alone.
        points: which points of the whole mesh these are.
        pixels: which pixels of the frame they cover.
    """

    def __init__(self, whole: Mesh, rows: tuple[int, int], columns: tuple[int, int]) -> None:
        step = whole.step
        bottom = min((rows[1] - 2) * step, whole.height)
        right = min((columns[1] - 2) * step, whole.width)
        self.points = np.s_[rows[0] : rows[1], columns[0] : columns[1]]
        self.pixels = np.s_[rows[0] * step : bottom, columns[0] * step : right]
        self.mesh = Mesh(bottom - rows[0] * step, right - columns[0] * step, step)
        self.mesh.x, self.mesh.y = whole.x[self.points], whole.y[self.points]


def _extent(covered: np.ndarray) -> tuple[int, int]:
    """First and last-but-one index of a window over what is above 0, at least 3 points long."""
    inside = np.flatnonzero(covered > 0)
    first, last = (int(inside[0]), int(inside[-1])) if inside.size else (0, 0)
    first = max(0, min(first - 2, len(covered) - 3))
    return first, max(first + 3, min(last + 3, len(covered)))

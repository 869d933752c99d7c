"""Tear: the picture is torn in two, like paper, and the halves part.

It is a print with a white border in a dark room. A ragged tear runs down through it, showing the
white core of the paper along its edge; above the tear's tip the halves bend apart and towards the
light, and when it is through they swing away from each other. It is always the whole photo: a
print is paper, its subject is not.

Source: own work.
"""

from collections.abc import Iterator

import cv2
import numpy as np
import torch

from effects._layers import Picture, over, read, shade
from effects._mesh import Field, pixel_scale
from effects._noise import cloud_noise
from effects._room import Room
from effects._timing import act, stage
from effects.api import Chunk, Options, Take, effect
from effects.easing import smootherstep
from effects.scene import Scene

SIDES = (1, -1)  # right, which lies below, then left
SCALE = 0.7  # how large the picture is in the end, relative to the frame
BORDER = 0.028  # of white paper, in shorter sides
BACK = 0.26  # when the camera has arrived and the tear begins
FINE = 26  # tatters of the paper along the tear
OVERLAP = 3  # pixels in a usual frame: below the left half, so that no seam shows between them
THROUGH = 0.7  # when it has reached the lower edge


@effect("tear", "is torn in two like paper", category="transform", price=2)
def tear(scene: Scene, options: Options, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it is torn."""
    paper = Paper(scene, take, options.strength)
    yield from act(paper.draw, scene, options, take)


class Paper:
    """The print, the line along which it tears, and how its halves move."""

    def __init__(self, scene: Scene, take: Take, strength: float) -> None:
        rng = take.rng()
        self._room = Room(scene, take, scale=SCALE, floor=None)
        self._border = round(BORDER * min(scene.width, scene.height))
        line = _line(rng, scene.height + 2 * self._border, scene.width / 2 + self._border)
        halves = _halves(scene.pixels, self._border, line, rng)
        self._halves = [torch.from_numpy(half).to(take.device) for half in halves]
        self._bend = 0.05 + 0.12 * strength

    def draw(self, done: float) -> Picture:
        """One frame. `done`: 0 at rest, 1 when the halves have parted."""
        room = self._room
        away = stage(done, 0, BACK)
        x, y = room.camera(away).see(room.mesh)
        seen = [self._find(x, y, side, done) for side in SIDES]
        shapes = [self._coverage(*half[:2], side) for half, side in zip(seen, SIDES, strict=True)]
        frame = room.cast(np.maximum(*shapes), away)
        for (half_x, half_y, gain), shape, side in zip(seen, shapes, SIDES, strict=True):
            window = room.mesh.around(shape)
            part = window.points
            layer = read(
                self._halves[(side + 1) // 2],
                window.mesh,
                half_x[part] + self._border,
                half_y[part] + self._border,
            )
            layer = shade(layer, window.mesh, gain[part])
            frame[window.pixels] = over(layer, frame[window.pixels])
        return frame

    def _coverage(self, x: Field, y: Field, side: int) -> Field:
        """About where a half is, for its shadow and its window."""
        room = self._room
        inside = room.inside(x, y) + self._border
        on_side = (x - room.width / 2) * side + room.width * 0.06
        return np.asarray(room.mesh.cover(np.minimum(inside, on_side)))

    def _find(self, x: Field, y: Field, side: int, done: float) -> tuple[Field, Field, Field]:
        """Look up where a half is bent and swung to, and how the light falls on it.

        Shapes:
            x, y: of the mesh, in pixels of the print. Returns x, y and the light's gain.
        """
        room = self._room
        torn = stage(done, BACK, THROUGH)
        tip = room.height * (-0.06 + 1.2 * torn**1.3)  # where the tear has got to
        loose = stage(done, THROUGH - 0.06, 1, smootherstep)
        angle = side * self._bend * 0.9 * loose
        pivot_x, pivot_y = room.width * (0.5 + 0.5 * side), room.height * 1.15
        from_x = x - pivot_x - side * self._bend * 0.32 * room.width * loose
        from_y = y - pivot_y - 0.05 * room.height * loose
        x = np.cos(angle) * from_x + np.sin(angle) * from_y + pivot_x
        y = np.cos(angle) * from_y - np.sin(angle) * from_x + pivot_y
        over_tip = np.maximum(tip - y, 0) / room.height
        near = np.exp(-(((x / room.width - 0.5) / 0.55) ** 2))
        bent = self._bend * (1 - 0.45 * loose) * over_tip**1.5 * near
        x = x - side * bent * room.width
        y = y - 0.25 * bent * room.height
        gain = 1 + np.clip(bent * (1.3 if side < 0 else -2.2), -0.45, 0.25)
        return x, y, gain


def _line(rng: np.random.Generator, rows: int, middle: float) -> np.ndarray:
    """Where the tear runs in each row of the paper, in pixels: it wanders, finely. (rows,)."""
    broad = cloud_noise(rng, (rows, 4), (2.5, 1), octaves=3)[:, 1]
    fine = cloud_noise(rng, (rows, 4), (FINE, 1), octaves=4)[:, 1]
    return np.asarray(middle + broad * rows * 0.055 + fine * rows * 0.006)


def _halves(
    pixels: np.ndarray, border: int, line: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """The left and the right half of the bordered print, with the paper's torn white core.

    The right half reaches below the left one and ends in its core.

    Shapes:
        Returns two of (H + 2 border, W + 2 border, 4) uint8, premultiplied.
    """
    frame = ((border, border), (border, border), (0, 0))
    paper = np.pad(pixels, frame, constant_values=238).astype(np.float32)
    rows, columns = paper.shape[:2]
    x = np.arange(columns, dtype=np.float32)[None, :] - line[:, None].astype(np.float32)
    fibre = cloud_noise(rng, (rows, 64), (4 * FINE, 12), octaves=3)
    wide = rows * 0.008 * (1.2 + cloud_noise(rng, (rows, 4), (FINE, 1), octaves=3)[:, 1:2])
    core = 232 + 14 * cv2.resize(fibre, (columns, rows), interpolation=cv2.INTER_LINEAR)
    overlap = OVERLAP * max(1.0, pixel_scale(*pixels.shape[:2]))
    left = np.clip(0.5 - x, 0, 1)
    right = np.clip(x + overlap + wide + 0.5, 0, 1)
    white = np.clip(-overlap - x, 0, 1)
    torn = paper * (1 - white[..., None]) + (core * white)[..., None]
    return _layer(paper, left), _layer(torn, right)


def _layer(colour: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """Join colours and alpha, 0 to 1, to a premultiplied layer."""
    layer = np.dstack((colour * alpha[..., None], alpha * 255))
    return np.asarray(np.clip(layer, 0, 255).round(), np.uint8)

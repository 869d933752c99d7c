"""Deflate: the subject, or else the whole photo, is a balloon with a leak that goes limp.

A photo stands on the floor of a dark room, a subject where it is, plump. As the air goes, its skin
wrinkles, its upper edge droops unevenly, it trembles like anything that air leaves in bursts, and
at last it flops down.

Source: own work, after the deflate effect that Pika made popular.
"""

from collections.abc import Iterator

import cv2
import numpy as np

from effects._layers import Picture, gloss, over, read, shade
from effects._light import light_up
from effects._mesh import Field
from effects._noise import smooth_noise
from effects._object import ObjectOptions, find_object
from effects._timing import act, stage
from effects.api import Chunk, Take, effect
from effects.easing import ease_in, smoothstep
from effects.scene import Scene

FLOOR = 0.86  # where the picture stands, in frame heights
SCALE = 0.62  # how large it is at first, relative to the frame
LEAK, FLOP = 0.3, 0.78  # when the air begins to go, and when the rest of it collapses
GRAIN = 96  # rows and columns of the noise that wrinkles are made of


@effect(
    "deflate", "loses its air and goes limp", category="transform", price=2, options=ObjectOptions
)
def deflate(scene: Scene, options: ObjectOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it goes limp."""
    balloon = Balloon(scene, options, take)
    yield from act(balloon.draw, scene, options, take)


class Balloon:
    """The picture as a balloon that is losing its air.

    A point of its skin is said as (across, above): -1 to 1 from side to side, 0 at the foot, 1 at
    the top.
    """

    def __init__(self, scene: Scene, options: ObjectOptions, take: Take) -> None:
        rng = take.rng()
        self._room = find_object(scene, take, options, scale=SCALE, floor=FLOOR)
        self._most = 0.5 + 0.3 * options.strength
        self._droop = smooth_noise(rng, (GRAIN, GRAIN), (1, 4))
        folds = (
            smooth_noise(rng, (GRAIN, GRAIN), (4, 7)),
            smooth_noise(rng, (GRAIN, GRAIN), (9, 13)),
        )
        # A ridge where the noise crosses zero: skin creases along lines, it does not ripple.
        self._folds = 1 - np.abs(folds[0]) + np.float32(0.45) * (1 - np.abs(folds[1]))

    def draw(self, done: float) -> Picture:
        """One frame. `done`: 0 at rest, 1 when it lies limp."""
        room = self._room
        away = stage(done, 0, LEAK)
        plump = stage(done, 0.1, LEAK, smoothstep)
        limp = 0.72 * stage(done, LEAK, FLOP, smoothstep) + 0.28 * stage(done, FLOP, 0.92, ease_in)
        x, y = room.camera(away).see(room.mesh)
        across, above = self._find(x, y, limp, done)
        x = (across + 1) / 2 * room.width - 0.5
        y = (1 - above) * room.height - 0.5
        deep = room.inside(x, y, 0.16 * plump * min(room.width, room.height))
        coverage = room.mesh.cover(deep)
        frame = room.cast(coverage, away)

        window = room.mesh.around(coverage)
        mesh, part = window.mesh, window.points
        layer = read(room.sheet, mesh, x[part], y[part])
        height = self._height(across[part], above[part], plump, limp)
        diffuse, shine = light_up(height * room.height * room.scale / 2 / mesh.step)
        layer = shade(layer, mesh, 1 + (diffuse - 1) * plump)
        layer = gloss(layer, mesh, shine * plump * (1 - 0.8 * limp))
        layer = room.trim(layer, mesh, deep[part])
        frame[window.pixels] = over(layer, frame[window.pixels])
        return frame

    def _find(self, x: Field, y: Field, limp: float, done: float) -> tuple[Field, Field]:
        """Look up which point of the skin is where. `limp`: 0 full of air, 1 empty."""
        room = self._room
        above = 1 - (y + 0.5) / room.height
        across = (x + 0.5) / room.width * 2 - 1
        leaking = stage(done, LEAK, LEAK + 0.08) * (1 - stage(done, FLOP, FLOP + 0.12))
        tremble = 0.012 * np.sin(done * 120) + 0.007 * np.sin(done * 207 + 1)
        lean = 0.1 * limp * np.sin(done * 17) * (1 - limp)
        across = across - (tremble * leaking + lean) * np.clip(above / (1 - 0.7 * limp), 0, 1.2)
        droop = self._noise(self._droop, across, np.zeros_like(above))
        stands = 1 - self._most * limp * (1.06 + 0.16 * droop + 0.1 * across**2 * (1 - limp))
        found = above / np.maximum(stands, 0.08)
        crease = self._noise(self._folds, across, found) - 0.9
        wide = 1 + 0.1 * limp * (1 - np.clip(found, 0, 1)) - 0.06 * limp
        return across / wide + 0.035 * limp * crease, found + 0.05 * limp * crease

    def _height(self, across: Field, above: Field, plump: float, limp: float) -> Field:
        """How far the skin stands out: a full belly at first, creases in the end."""
        width, height = self._room.width, self._room.height
        belly = self._room.belly((across + 1) / 2 * width - 0.5, (1 - above) * height - 0.5, 4)
        full = 0.55 * (np.sqrt(belly + 0.03) - 0.17) * (1 - 0.85 * limp)
        return np.asarray(plump * full + 0.16 * limp * self._noise(self._folds, across, above))

    def _noise(self, noise: np.ndarray, across: Field, above: Field) -> Field:
        """Read a noise at points of the skin."""
        x = np.float32((across + 1.4) / 2.8 * (GRAIN - 1))
        y = np.float32((above + 0.3) / 1.6 * (GRAIN - 1))
        border = cv2.BORDER_REFLECT
        return np.asarray(cv2.remap(noise, x, y, cv2.INTER_CUBIC, borderMode=border))

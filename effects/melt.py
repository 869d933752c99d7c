"""Melt: the subject, or else the whole photo, softens like wax and runs down in thick drips.

Every point of it is carried down by a slow, steady flow: all of it sags, some broad parts
sooner than others, and at the lower edge a few round drips draw it down with them. A frame looks
each point up backwards, by following the flow back to where its colour came from, so that colours
are only moved, never mixed or made.

Source: backward tracing as in Stam, "Stable Fluids", SIGGRAPH 1999; the flow is ours.
"""

from collections.abc import Iterator

import cv2
import numpy as np

from effects._layers import Picture, cut, gloss, over, read, shade
from effects._mesh import Field
from effects._noise import smooth_noise
from effects._object import ObjectOptions, find_object
from effects._place import Place
from effects._room import Room
from effects._timing import act, stage
from effects.api import Chunk, Take, effect
from effects.easing import smoothstep
from effects.scene import Scene

REACH = 2.9  # how long the flow runs at full strength, in its own time
STEP = 0.03  # the longest step along the flow, in its own time


@effect(
    "melt",
    "melts like wax and runs down in thick drips",
    category="transform",
    price=2,
    options=ObjectOptions,
)
def melt(scene: Scene, options: ObjectOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it melts."""
    room = find_object(scene, take, options, scale=0.64, floor=None)
    flow = Flow(room, take.rng())
    reach = REACH * (0.25 + 0.75 * options.strength)

    def draw(done: float) -> Picture:
        flow.run_to(reach * stage(done, 0.1, 1, smoothstep) ** 1.3)
        return _draw(room, flow, stage(done, 0, 0.3))

    yield from act(draw, scene, options, take)


class Flow:
    """A steady downward flow, and from how far above it took what is now seen at each point.

    Shapes:
        fallen: (rows, columns) of the room's mesh as seen where the camera ends, in pixels of the
        print: how far what is there has come down.
    """

    def __init__(self, room: Room | Place, rng: np.random.Generator) -> None:
        self.time = 0.0
        self._height = room.height
        x, self._y = room.camera(1).see(room.mesh)
        self.fallen: Field = np.zeros_like(self._y)
        # Both are read at one column per point of the mesh, as the flow never leaves its column.
        columns = x[0] / room.width
        self._drip = _drips(rng, columns, room.width / room.height)
        across = 4 * room.width / room.height
        self._sag = smooth_noise(rng, room.mesh.x.shape, (2, across)) * 0.2
        self._sag += smooth_noise(rng, room.mesh.x.shape, (2, across * 3)) * 0.1

    def run_to(self, time: float) -> None:
        """Follow the flow further back, to `time` since it began."""
        steps = int(np.ceil((time - self.time) / STEP))
        for _ in range(steps):
            self.fallen += self._speed() * ((time - self.time) / steps)
        self.time = time

    def _speed(self) -> Field:
        """How fast the flow is at the points traced so far, in pixels per unit of time."""
        above = 1 - (self._y - self.fallen) / self._height  # over the lower edge, in print heights
        sagging = (0.06 + 0.55 * np.clip(above, 0, 1.3)) * (1 + self._sag)
        drawn = np.exp(-5 * np.maximum(above, 0))  # how much the drips draw it along
        return np.asarray((sagging + drawn * (0.05 + 0.75 * self._drip - sagging)) * self._height)


def _drips(rng: np.random.Generator, x: np.ndarray, aspect: float) -> np.ndarray:
    """How strongly drips draw at places across a print, 0 to 1: a few round ones.

    Shapes:
        x: (columns,), in print widths. Returns (columns,) float32.
    """
    count = max(4, round(6.3 * aspect))
    middles = 0.03 + 0.94 * (np.arange(count) + rng.uniform(0.2, 0.8, count)) / count
    widths = rng.uniform(0.022, 0.045, count) / aspect
    speeds = rng.uniform(0.15, 1, count)
    profile = np.exp(-(((x[:, None] - middles) / widths) ** 4))  # flat-topped: a thick, round drip
    return np.asarray((speeds * profile).max(axis=1), np.float32)


def _draw(room: Room | Place, flow: Flow, away: float) -> Picture:
    """One frame: the sheet where the flow took it, wet and rounded, in the room."""
    camera = room.camera(away)
    x, y = camera.see(room.mesh)
    y = y - room.seen(flow.fallen, camera)
    wet = min(1.0, flow.time * 3)
    body = room.mesh.cover(room.inside(x, y))
    rounded = cv2.GaussianBlur(body, (0, 0), 0.5 + 2.2 * wet)  # as surface tension does
    frame = room.cast(rounded, away)

    window = room.mesh.around(rounded)
    mesh, part = window.mesh, window.points
    x, y = np.clip(x, 0, room.width - 1), np.clip(y, 0, room.height - 1)
    layer = read(room.skin, mesh, x[part], y[part])
    slope_y, slope_x = np.gradient(cv2.GaussianBlur(body, (0, 0), 1 + 3 * wet)[part])
    lit = slope_x * 0.5 + slope_y  # the light comes from the upper left
    layer = shade(layer, mesh, 1 + wet * np.clip(lit * 4, -0.45, 0.3))
    layer = gloss(layer, mesh, wet * 0.7 * np.clip(lit * 10 - 0.75, 0, 1) ** 2)
    layer = cut(layer, mesh, (rounded[part] - 0.5) * (2 + 3 * wet) * mesh.step)
    frame[window.pixels] = over(layer, frame[window.pixels])
    return frame

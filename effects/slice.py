"""Slice: a blade flashes through the subject, or else the whole photo; then it slides apart.

A photo hangs in a dark room; a subject that the edge of the picture cuts off is not sliced alone,
as its pieces would end in mid-air. Every cut is a streak of light, quicker than the eye; for a
moment nothing happens; then the pieces slip along the clean cuts, each with its own shadow and a
lit edge.

Source: own work.
"""

from collections.abc import Iterator

import numpy as np
from pydantic import Field

from effects._layers import Picture, cut, glow, over, read, shade
from effects._mesh import Field as MeshField
from effects._mesh import pixel_scale
from effects._object import ObjectOptions, find_object
from effects._timing import act, stage
from effects.api import Chunk, Take, effect
from effects.easing import smootherstep
from effects.scene import Scene

SCALE = 0.68  # how large the picture is in the end, relative to the frame
BACK = 0.28  # when the camera has arrived
FLASH = 0.04  # how long one cut takes
SLIDE = 0.58  # when the pieces begin to slip


class SliceOptions(ObjectOptions):
    """What a user may change about the slicing."""

    cuts: int = Field(default=1, ge=1, le=4)
    """How many times the blade goes through."""


@effect(
    "slice",
    "is cut through and slides apart",
    category="transform",
    price=2,
    options=SliceOptions,
)
def slice_apart(scene: Scene, options: SliceOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it is cut and slides apart."""
    block = Block(scene, take, options)
    yield from act(block.draw, scene, options, take)


class Block:
    """The picture, the cuts through it, and where each piece is at any moment.

    Places are said along and across the cuts, in pixels of the print from its middle.
    """

    def __init__(self, scene: Scene, take: Take, options: SliceOptions) -> None:
        rng = take.rng()
        self._scale = pixel_scale(scene.height, scene.width)
        self._room = room = find_object(scene, take, options, scale=SCALE, floor=None, moves=True)
        angle = np.deg2rad(rng.uniform(-34, -22))
        self._along = np.array((np.cos(angle), np.sin(angle)))
        self._across = np.array((-self._along[1], self._along[0]))
        half = np.array((room.width, room.height)) / 2
        reach = float(np.abs(self._across) @ half)
        wide = 0.62 * reach * (1 if options.cuts > 1 else 0)
        shift = rng.uniform(-0.04, 0.04) * reach
        self._cuts = np.linspace(-wide, wide, options.cuts) + shift
        self._slip = (0.05 + 0.13 * options.strength) * min(room.width, room.height) * 1.25
        self._length = float(np.abs(self._along) @ half)

    def draw(self, done: float) -> Picture:
        """One frame. `done`: 0 at rest, 1 when the pieces have slid apart."""
        room = self._room
        away = stage(done, 0, BACK)
        camera = room.camera(away)
        x, y = camera.see(room.mesh)
        apart = stage(done, SLIDE, 1, smootherstep)
        if apart:
            pieces = [self._find(x, y, piece, apart) for piece in range(len(self._cuts) + 1)]
        else:
            pieces = [(x, y, room.inside(x, y), np.full_like(x, np.inf))]
        depths = [np.minimum(inside, edge) for _, _, inside, edge in pieces]
        frame = room.cast(room.mesh.cover(np.max(depths, axis=0)), away)
        for piece in pieces:
            self._lay(frame, *piece, min(1.0, apart * 8))
        return self._flash(frame, x, y, done)

    def _find(
        self, x: MeshField, y: MeshField, piece: int, apart: float
    ) -> tuple[MeshField, MeshField, MeshField, MeshField]:
        """Look a piece up once it has slid: the print's points, and depths inside print and cuts.

        Shapes:
            x, y: of the mesh, in pixels of the print. Returns x, y, inside the print, inside the
            cuts, all of the mesh and in pixels.
        """
        room, count = self._room, len(self._cuts)
        middle = piece - count / 2
        slide = self._along * self._slip * (1 if piece % 2 else -1) * apart
        part = self._across * self._slip * 0.16 * middle * apart
        angle = np.deg2rad(1.6) * middle * apart
        from_x = x - room.width / 2 - (slide + part)[0]
        from_y = y - room.height / 2 - (slide + part)[1]
        turned_x = np.cos(angle) * from_x + np.sin(angle) * from_y
        turned_y = np.cos(angle) * from_y - np.sin(angle) * from_x
        across = turned_x * self._across[0] + turned_y * self._across[1]
        low = across - self._cuts[piece - 1] if piece > 0 else np.full_like(across, np.inf)
        high = self._cuts[piece] - across if piece < count else np.full_like(across, np.inf)
        found_x, found_y = turned_x + room.width / 2, turned_y + room.height / 2
        return found_x, found_y, room.inside(found_x, found_y), np.minimum(low, high)

    def _lay(
        self,
        frame: Picture,
        x: MeshField,
        y: MeshField,
        inside: MeshField,
        edge: MeshField,
        lit: float,
    ) -> None:
        """Lay one piece over the frame, in place, with light on its cut edge."""
        coverage = self._room.mesh.cover(np.minimum(inside, edge))
        window = self._room.mesh.around(coverage)
        part = window.points
        layer = read(self._room.sheet, window.mesh, x[part], y[part])
        if lit:
            rim = np.exp(-np.maximum(edge[part], 0) / (4 * self._scale)) * lit
            layer = cut(shade(layer, window.mesh, 1 + 0.35 * rim), window.mesh, edge[part])
        frame[window.pixels] = over(layer, frame[window.pixels])

    def _flash(self, frame: Picture, x: MeshField, y: MeshField, done: float) -> Picture:
        """Add the streak of light that each cut is, while it lasts."""
        room = self._room
        from_x, from_y = x - room.width / 2, y - room.height / 2
        along = from_x * self._along[0] + from_y * self._along[1]
        across = from_x * self._across[0] + from_y * self._across[1]
        light = np.zeros_like(x)
        for number, place in enumerate(self._cuts):
            age = (done - BACK - 0.06 - number * 0.03) / FLASH
            if 0 < age < 3.5:
                way = -1 if number % 2 else 1  # the blade comes back the other way
                beside = (across - place) / self._scale
                light += _streak(along * way / self._length, beside, age)
        return glow(frame, room.mesh, np.clip(light, 0, 1)) if light.any() else frame


def _streak(along: MeshField, across: MeshField, age: float) -> MeshField:
    """How bright the streak of a blade is.

    Shapes:
        along: in half lengths of the cut. across: in pixels of a usual frame. age: 1 when the
        blade has left.
    """
    ahead = along - (-1.6 + 3.2 * min(age, 1.0))
    trail = np.where(ahead < 0, np.exp(ahead / 1.2), np.exp(-ahead * 30))
    core = np.exp(-((across / (5.0 + 3.0 * max(0.0, 1 - age))) ** 2))
    halo = 0.35 * np.exp(-np.abs(across) / 26)
    return np.asarray(trail * (core + halo) * np.exp(-max(0.0, age - 1) * 1.4), np.float32)

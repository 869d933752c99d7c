"""Inflate: the subject, or else the whole photo, is pumped up like a foil balloon.

A photo hangs in a dark room; a subject stays where it is, before its background. Three strokes of a
pump swell it: its middle grows most, its sides bow out and its corners round off; foil wrinkles
gather along its seam and light slides over its belly.

The swelling is a magnification about the middle that falls off smoothly and is known forwards
(where a point goes); frames need it backwards, which a few fixed-point steps give. Along every ray
from the middle it only ever grows, so no part of the picture is seen twice.

Source: own work, after the inflate effect that Pika made popular.
"""

import math
from collections.abc import Iterator

import cv2
import numpy as np

from effects._layers import Picture, gloss, over, read, shade
from effects._light import light_up
from effects._mesh import Field
from effects._noise import smooth_noise
from effects._object import ObjectOptions, find_object
from effects._place import Place
from effects._room import Camera, Room
from effects._timing import act, stage
from effects.api import Chunk, Take, effect
from effects.easing import smootherstep, spring
from effects.scene import Scene

SCALE = 0.52  # how large the picture is before it swells, relative to the frame
STROKES = ((0.26, 0.3), (0.4, 0.33), (0.54, 0.37))  # when each begins, and its share
MIDDLE, SIDES = 0.62, 0.12  # how much its middle swells more, and all of it
AT_EDGE = 0.46  # how much that is where the middle of a side is
ROUND = 5  # fixed-point steps: the error of the last is below a tenth of a pixel


@effect(
    "inflate", "is pumped up like a balloon", category="transform", price=2, options=ObjectOptions
)
def inflate(scene: Scene, options: ObjectOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it swells."""
    room = find_object(scene, take, options, scale=SCALE, floor=None)
    foil = Foil(room, take.rng(), 0.35 + 0.65 * options.strength)
    yield from act(lambda done: _draw(room, foil, done), scene, options, take)


class Foil:
    """The skin of the balloon: how it swells and where it is wrinkled.

    Points of the skin are said as q: (0, 0) its middle, 1 the middle of a side.
    """

    def __init__(self, room: Room | Place, rng: np.random.Generator, most: float) -> None:
        self._room = room
        self._half = np.array([room.width, room.height], np.float32) / 2
        self._most = most
        rows, columns = 48, 48
        self._uneven = smooth_noise(rng, (rows, columns), (6, 6))

    def find(self, x: Field, y: Field, swell: tuple[float, float]) -> tuple[Field, Field]:
        """Which point of the skin is seen at a point of the room.

        Shapes:
            x, y: of the mesh, in pixels of the flat print. swell: across and down.
            Returns qx, qy.
        """
        room_x = (x + 0.5) / self._half[0] - 1
        room_y = (y + 0.5) / self._half[1] - 1
        across, down = room_x, room_y
        for _ in range(ROUND):
            belly = np.exp(-0.6 * (across**2 + down**2))
            across = room_x / (1 + swell[0] * self._most * (SIDES + MIDDLE * belly))
            down = room_y / (1 + swell[1] * self._most * (SIDES + MIDDLE * belly))
        return across, down

    def overflow(self, camera: Camera, swell: float) -> float:
        """How far its top would leave the frame, in pixels of the flat print."""
        over_it = camera.top / camera.scale
        return max(0.0, swell * self._most * AT_EDGE * float(self._half[1]) - over_it)

    def radius(self, swell: float) -> float:
        """How far its corners round off as it swells, in pixels of the flat print."""
        return float(self._half.min() * (0.02 + 0.5 * min(1.0, swell * self._most)))

    def height(self, across: Field, down: Field, deep: Field, swell: float) -> Field:
        """How far the skin stands out, in shorter half-sides, with the wrinkles along its seam."""
        x, y = (across + 1) * self._half[0] - 0.5, (down + 1) * self._half[1] - 0.5
        belly = self._room.belly(x, y, 3)
        least = self._half.min()
        uneven = cv2.remap(
            self._uneven,
            np.float32((across + 1.2) * 20),
            np.float32((down + 1.2) * 20),
            cv2.INTER_LINEAR,
        )
        near = np.exp(-np.maximum(deep, 0) / (0.13 * least))
        pitch = least / self._half * 0.13
        along_x = np.cos(across / pitch[0] * 2 + 5 * uneven)
        along_y = np.cos(down / pitch[1] * 2 + 5 * uneven)
        # From how far inside each pair of sides: wrinkles run away from the nearer one.
        to_side = (1 - np.abs(across)) * self._half[0] - (1 - np.abs(down)) * self._half[1]
        upright = 1 / (1 + np.exp(np.clip(to_side / (0.08 * least), -30, 30)))
        wrinkle = (along_x + (along_y - along_x) * upright) * near * (0.6 + 0.6 * uneven)
        return np.asarray(
            swell * self._most * (0.85 * (np.sqrt(belly + 0.03) - 0.17) + 0.03 * wrinkle)
        )


def _draw(room: Room | Place, foil: Foil, done: float) -> Picture:
    """One frame: the balloon as swollen as it is, in the room."""
    away = stage(done, 0, 0.3)
    camera = room.camera(away)
    swell, wobble = _pumped(done)
    free = stage(done, 0.62, 1, smootherstep) * room.is_free
    x, y = _sway(*camera.see(room.mesh), room, done, free)
    y = y - foil.overflow(camera, swell)
    across, down = foil.find(x, y, (swell * (1 + wobble), swell * (1 - wobble)))
    print_x, print_y = (across + 1) * room.width / 2 - 0.5, (down + 1) * room.height / 2 - 0.5
    deep = room.inside(print_x, print_y, foil.radius(swell))
    coverage = room.mesh.cover(deep).astype(np.float32)
    frame = room.cast(coverage, away)

    window = room.mesh.around(coverage)
    mesh, part = window.mesh, window.points
    across, down, deep = across[part], down[part], deep[part]
    layer = read(room.sheet, mesh, print_x[part], print_y[part])
    height = foil.height(across, down, deep, swell) * room.height / 2 * camera.scale / mesh.step
    diffuse, shine = light_up(height)
    layer = shade(layer, mesh, diffuse)
    layer = gloss(layer, mesh, shine * min(1.0, swell * 2))
    layer = room.trim(layer, mesh, deep)
    frame[window.pixels] = over(layer, frame[window.pixels])
    return frame


def _pumped(done: float) -> tuple[float, float]:
    """How swollen it is, about 1 in the end, and how its width trembles against its height."""
    swell = wobble = 0.0
    for start, share in STROKES:
        since = (done - start) / 0.22
        if since > 0:
            swell += share * float(spring(np.asarray(since), damping=0.35, turns=1.2))
            wobble += 0.1 * share * math.exp(-2.2 * since) * math.sin(2 * math.pi * 1.7 * since)
    return swell, wobble


def _sway(x: Field, y: Field, room: Room | Place, done: float, free: float) -> tuple[Field, Field]:
    """Points of the room as a balloon that floats there sees them: risen, and rocking a little."""
    rise = room.height * free * (0.05 + 0.012 * math.sin(done * 14))
    # Python's own numbers: NumPy's would make doubles of the fields that they are multiplied with.
    angle = math.radians(2.2) * free * math.sin(done * 9 - 5.6)
    from_x, from_y = x - room.width / 2, y - room.height / 2 + rise
    cosine, sine = math.cos(angle), math.sin(angle)
    turned_x = cosine * from_x + sine * from_y
    turned_y = cosine * from_y - sine * from_x
    return turned_x + room.width / 2, turned_y + room.height / 2

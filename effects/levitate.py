"""Levitate: the subject, or else the whole photo, lifts off the ground and floats.

A photo stands on the floor of a dark room, a subject where it is, unless the edge of the picture
cuts it off: half a person does not float. It bobs and turns a little; its shadow under it grows
wide and faint as it rises, and motes of dust, lit in its own colours, drift up around it.

Source: own work, after the levitate effect that Pika made popular.
"""

from collections.abc import Iterator

import cv2
import numpy as np

from effects._grains import add_points
from effects._layers import Picture, glow, over, read, shade
from effects._mesh import Field
from effects._object import ObjectOptions, find_object
from effects._timing import act, stage
from effects.api import Chunk, Take, effect
from effects.easing import smootherstep
from effects.scene import Scene

FLOOR = 0.86  # where the picture stands at first, in frame heights
SCALE = 0.6  # how large it is in the end, relative to the frame
BACK = 0.3  # when the camera has arrived
LENS = 2.2  # how far the eye is, in frame widths: nearer bends a turned picture more
MOTES = 150


@effect(
    "levitate",
    "lifts off the ground and floats",
    category="transform",
    price=2,
    options=ObjectOptions,
)
def levitate(scene: Scene, options: ObjectOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it rises."""
    spell = Spell(scene, options, take)
    yield from act(spell.draw, scene, options, take)


class Spell:
    """The picture, the room, and the motes around it, at any moment of the rise."""

    def __init__(self, scene: Scene, options: ObjectOptions, take: Take) -> None:
        rng = take.rng()
        self._room = find_object(scene, take, options, scale=SCALE, floor=FLOOR, moves=True)
        self._most = 0.06 + 0.15 * options.strength
        self._turn = np.deg2rad(6 + 12 * options.strength)
        self._place = rng.uniform((0.06, 0.1), (0.94, 1.0), (MOTES, 2)) * (
            scene.width,
            scene.height,
        )
        self._pace = rng.uniform(0.15, 0.6, MOTES) * scene.height
        self._phase = rng.uniform(0, 2 * np.pi, MOTES)
        rows = (self._place[:, 1] * 0.99).astype(int) % scene.height
        own = scene.pixels[rows, self._place[:, 0].astype(int) % scene.width]
        self._glow = (own / 255 * 0.6 + 0.4) * rng.uniform(0.3, 1.6, (MOTES, 1)) ** 2

    def draw(self, done: float) -> Picture:
        """One frame. `done`: 0 at rest, 1 at the end of the clip's action."""
        room, mesh = self._room, self._room.mesh
        away = stage(done, 0, BACK)
        free = stage(done, BACK - 0.06, 0.75, smootherstep)
        bob = 0.012 * free * np.sin(done * 11)
        lift = self._most * free + bob
        x, y = room.camera(away).see(mesh)
        turn = self._turn * free * np.sin((done - BACK) * 5.2)
        x, y = self._turned(x, y + lift / room.scale * mesh.height, turn)
        coverage = mesh.cover(room.inside(x, y))
        frame = room.cast(coverage, away, lift=max(lift, 0.0))

        window = mesh.around(coverage)
        part = window.points
        layer = read(room.sheet, window.mesh, x[part], y[part])
        facing = np.full_like(x[part], np.clip(1 - 0.55 * np.sin(turn), 0.5, 1.25))
        layer = shade(layer, window.mesh, facing)
        frame[window.pixels] = over(layer, frame[window.pixels])
        return self._drift(frame, done, free) if free else frame

    def _turned(self, x: Field, y: Field, angle: float) -> tuple[Field, Field]:
        """Points of the print that are seen at points of its plane once it has turned upright.

        Shapes:
            x, y: of the mesh, in pixels of the print.
        """
        room = self._room
        lens = LENS * room.width
        from_x, from_y = x - room.width / 2, y - room.height / 2
        turned = from_x / (np.cos(angle) - from_x * (np.sin(angle) / lens))
        depth = 1 + turned * (np.sin(angle) / lens)
        return turned + room.width / 2, from_y * depth + room.height / 2

    def _drift(self, frame: Picture, done: float, free: float) -> Picture:
        """Let the motes drift up: out of focus, and each in a colour of the picture."""
        room = self._room
        height = room.mesh.height
        x = self._place[:, 0] + np.sin(done * 5 + self._phase) * 0.012 * height
        y = (self._place[:, 1] - self._pace * done * 0.8) % height
        twinkle = 0.25 + 0.75 * np.sin(done * 9 + self._phase) ** 2
        soft = np.minimum(1, np.minimum(y, height - y) / (0.1 * height))
        light = np.zeros((*room.mesh.x.shape, 3), np.float32)
        bright = (free * twinkle * soft)[:, None] * self._glow
        add_points(light, x / room.mesh.step + 0.6, y / room.mesh.step + 0.6, bright)
        return glow(frame, room.mesh, cv2.GaussianBlur(light, (0, 0), 0.8))

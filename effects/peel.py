"""Peel: the picture is peeled off like a sticker, rolling up from a corner.

It lies on the wall of a dark room. The corner at the lower right lifts and rolls over a cylinder
that moves across the picture; the roll shows the pale back of the paper, with a hint of the picture
shining through, and shadows what it has not reached yet. It is always the whole photo: a sticker is
a sheet, and its subject alone would leave a hole.

Source: the page on a cylinder as in Hong, Card and Chen, "Turning Pages of 3D Electronic Books",
2006.
"""

from collections.abc import Iterator

import cv2
import numpy as np
import torch

from effects._layers import Layer, Picture, cut, opaque, over, read, shade
from effects._mesh import Field
from effects._room import Room
from effects._timing import act, stage
from effects.api import Chunk, Options, Take, effect
from effects.easing import smoothstep
from effects.scene import Scene

SCALE = 0.72  # how large the picture is in the end, relative to the frame
BACK = 0.26  # when the camera has arrived
ANGLE = np.deg2rad(38)  # the way the roll goes: from the lower right corner, up and left
RADIUS = 0.11  # of the roll, in shorter sides


@effect("peel", "is peeled off like a sticker", category="transform", price=2)
def peel(scene: Scene, options: Options, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it is peeled off."""
    sticker = Sticker(scene, take, options.strength)
    yield from act(sticker.draw, scene, options, take)


class Sticker:
    """The picture on the wall and the roll that takes it off.

    A place is said by how far it is along the roll's way, in pixels of the print: the corner where
    it begins is the farthest ahead, and the roll comes towards lower values.
    """

    def __init__(self, scene: Scene, take: Take, strength: float) -> None:
        self._room = Room(scene, take, scale=SCALE, floor=None)
        front = scene.still.to(take.device)
        self._front: Layer = opaque(front)
        pale = 224 + (front.float() - 128) * 0.13  # the print shines through its back a little
        self._back: Layer = opaque(pale.clamp(0, 255).to(torch.uint8))
        self._way = np.array((np.cos(ANGLE), np.sin(ANGLE)))
        self._radius = RADIUS * min(scene.width, scene.height)
        self._length = float(self._way @ (scene.width, scene.height))
        self._reach = 0.35 + 0.65 * strength

    def draw(self, done: float) -> Picture:
        """One frame. `done`: 0 at rest, 1 when as much is peeled off as will be."""
        room = self._room
        away = stage(done, 0, BACK)
        x, y = room.camera(away).see(room.mesh)
        peeled = stage(done, BACK - 0.04, 1, smoothstep) * self._reach
        ahead = x * self._way[0] + y * self._way[1] - self._length * (1 - peeled)
        up = np.arcsin(np.clip(ahead / self._radius, 0, 1))  # how far round the roll, from below

        face = self._find(x, y, np.where(ahead > 0, self._radius * up - ahead, 0))
        gone_over = np.where(ahead > 0, self._radius * (np.pi - up), self._radius * np.pi - ahead)
        flap = self._find(x, y, gone_over - ahead)
        face_depth = np.minimum(room.inside(*face), self._radius - ahead)
        flap_depth = np.minimum(room.inside(*flap), self._radius - ahead)
        covers = [self._room.mesh.cover(depth) for depth in (face_depth, flap_depth)]
        frame = room.cast(np.maximum(*covers), away)

        shadow = cv2.GaussianBlur(covers[1].astype(np.float32), (0, 0), 5)
        dim = (1 - 0.55 * shadow) * (1 - 0.5 * up)
        self._lay(frame, self._front, face, face_depth, covers[0], dim)
        round_it = ahead / self._radius  # light catches the roll's shoulder and leaves its far side
        bright = 0.84 + 0.16 * np.exp(-(((round_it - 0.15) / 0.5) ** 2))
        bright += (
            0.08 * (1 - np.exp(np.minimum(round_it, 0) / 4)) - 0.5 * np.clip(round_it, 0, 1) ** 3
        )
        if covers[1].any():
            self._lay(frame, self._back, flap, flap_depth, covers[1], bright)
        return frame

    def _find(self, x: Field, y: Field, farther: Field) -> tuple[Field, Field]:
        """The point of the paper that is so much farther along the roll's way than it seems."""
        return x + farther * self._way[0], y + farther * self._way[1]

    def _lay(
        self,
        frame: Picture,
        layer: Layer,
        place: tuple[Field, Field],
        depth: Field,
        cover: Field,
        gain: Field,
    ) -> None:
        """Lay one side of the paper over the frame, in place.

        Shapes:
            place: x and y of what is seen, in pixels of the print. All fields: of the mesh.
        """
        window = self._room.mesh.around(cover)
        part = window.points
        seen = read(layer, window.mesh, place[0][part], place[1][part])
        seen = cut(shade(seen, window.mesh, gain[part]), window.mesh, depth[part] + 1)
        frame[window.pixels] = over(seen, frame[window.pixels])

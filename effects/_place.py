"""Where a picture's subject is at home: it is the object, and the rest of the picture its room.

The same to an effect as a `Room`, but the camera stays: instead of backing away from a print, it
lets what is behind the subject go out of focus.
"""

import cv2
import numpy as np
import torch

from effects._cutout import Cutout
from effects._layers import Layer, Picture, darken, mix, opaque
from effects._mesh import Field, Mesh
from effects._room import Camera, floor_shadow
from effects.api import Take
from effects.scene import Scene

SHADE = 0.6  # how dark its shadow on the ground is, beside one in a room


class Place:
    """The subject of a scene in front of its background; see `_room.Room` for what each part does.

    Its `width` and `height` are those of the subject's box.
    """

    scale = 1.0

    def __init__(self, scene: Scene, take: Take, cutout: Cutout) -> None:
        self.mesh = Mesh(scene.height, scene.width)
        self.height, self.width = cutout.deep.shape
        self.is_free = cutout.is_free
        self.ground = (cutout.top + self.height) / scene.height
        self.sheet: Layer = torch.from_numpy(cutout.layer).to(take.device)
        self.skin: Layer = opaque(torch.from_numpy(cutout.flesh)).to(take.device)
        self.backdrop: Picture = torch.from_numpy(cutout.calm).to(take.device)
        self._clean: Picture = torch.from_numpy(cutout.clean).to(take.device)
        self._cutout = cutout

    def camera(self, away: float) -> Camera:
        """The camera does not move."""
        return Camera(1.0, self._cutout.left, self._cutout.top)

    def seen(self, field: np.ndarray, camera: Camera) -> np.ndarray:
        """The field itself."""
        return field

    def inside(self, x: Field, y: Field, radius: float = 0.0) -> Field:
        """How deep inside the subject points are, in pixels, negative outside."""
        beyond = np.hypot(
            *(at - self._held(at, n) for at, n in ((x, self.width), (y, self.height)))
        )
        return np.asarray(self._read(self._cutout.deep, x, y) - beyond)

    def belly(self, x: Field, y: Field, power: float) -> Field:
        """How far the subject stands out at points if it is pumped up, 0 to 1."""
        return self._read(self._cutout.belly, x, y)

    def trim(self, layer: Layer, mesh: Mesh, deep: Field) -> Layer:
        """Keep light to the subject's own outline, which is in the layer and softer than `deep`."""
        return torch.minimum(layer, layer[..., 3:])

    def cast(self, coverage: Field, away: float, *, lift: float = 0.0) -> Picture:
        """The background, the more out of focus the more `away`, with the subject's shadow."""
        frame = mix(self._clean, self.backdrop, away)
        if not self.is_free:
            return frame
        shadow = floor_shadow(coverage, self.mesh, self.ground, lift)
        return darken(frame, self.mesh, shadow * (SHADE * away))

    def _held(self, at: Field, length: int) -> Field:
        return np.asarray(np.clip(at, 0, length - 1), np.float32)

    def _read(self, field: np.ndarray, x: Field, y: Field) -> Field:
        """A field of the box at points, beyond its edge that of the edge."""
        x, y = self._held(x, self.width), self._held(y, self.height)
        return np.asarray(cv2.remap(field, x, y, cv2.INTER_LINEAR))

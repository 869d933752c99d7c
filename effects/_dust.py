"""Puffs of dust: soft clouds that burst from a place, drift and thin out."""

import cv2
import numpy as np
import torch

from effects._layers import Picture, over
from effects._mesh import Field, Mesh
from effects._noise import cloud_noise

DUST = (150, 142, 132)  # its colour in the light of the room, RGB


class Dust:
    """Draws puffs over the mesh of a frame, with one cloudy texture for all of them."""

    def __init__(self, mesh: Mesh, rng: np.random.Generator) -> None:
        self._mesh = mesh
        rows, columns = mesh.x.shape
        self._cloud = cloud_noise(rng, (rows, columns), (5, 5 * columns / rows))

    def puff(self, x: float, y: float, radius: float, flat: float, age: float) -> Field:
        """How dense a puff is: 0 clear, 1 hides what is behind it.

        Args:
            x: where it burst, in pixels of the frame.
            y: likewise.
            radius: how far it has spread, in pixels.
            flat: how wide it is for its height.
            age: 0 it bursts, 1 it is gone.

        Shapes:
            Returns (rows, columns) of the mesh.
        """
        reach = np.hypot((self._mesh.x - x) / flat, (self._mesh.y - y) * flat) / max(radius, 1.0)
        # The texture swells with the puff: read nearer to its middle as it ages.
        zoom = 1 / (0.6 + age)
        middle = (np.array(self._cloud.shape[::-1]) * (1 - zoom) / 2).astype(np.float32)
        matrix = np.array([[zoom, 0, middle[0]], [0, zoom, middle[1] + 6 * age]], np.float32)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        size = self._cloud.shape[::-1]
        cloud = cv2.warpAffine(
            self._cloud, matrix, size, flags=flags, borderMode=cv2.BORDER_REFLECT
        )
        body = np.clip(1.15 - reach + 0.55 * cloud, 0, 1)
        return np.asarray(body**1.5 * (1 - age) ** 1.5, np.float32)

    def lay(self, frame: Picture, density: Field) -> Picture:
        """Lay dust of a density given on the mesh over a frame."""
        rgb = [np.clip(density * tone, 0, 255) for tone in DUST]
        small = cv2.merge([*rgb, density * 255]).round().astype(np.uint8)
        window = self._mesh.around(density)
        layer = torch.from_numpy(np.ascontiguousarray(window.mesh.spread(small[window.points])))
        frame[window.pixels] = over(layer.to(frame.device), frame[window.pixels])
        return frame

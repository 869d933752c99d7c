"""Light leak: warm light seeps over the picture from its edges, as into an old camera.

Soft patches of amber, red and magenta wander along the edges, swell and fade; the picture itself is
untouched where none falls, and at the beginning none does.

Source: own code; light is added as two exposures of one film are (screen).
"""

from collections.abc import Iterator

import cv2
import numpy as np
import torch

from effects._mesh import Mesh
from effects.api import Chunk, Options, Take, effect
from effects.easing import there_and_back
from effects.scene import Scene

LOOP = 4.0  # at least how many seconds a loop lasts at speed 1
FASTEST = 2.0  # light that comes and goes more quickly flickers
COLOURS = np.array(
    ((1.0, 0.5, 0.08), (1.0, 0.3, 0.05), (0.95, 0.16, 0.2), (1.0, 0.62, 0.2), (0.85, 0.16, 0.4)),
    np.float32,
)
POINTS = 120  # of the mesh along the longer side: light is soft


@effect(
    "light-leak", "is washed by warm light from its edges", category="light", price=1, loops=True
)
def light_leak(scene: Scene, options: Options, take: Take) -> Iterator[Chunk]:
    """Yield the picture while light seeps in."""
    leaks = Leaks(scene, options, take.rng())
    loops = max(1, int(options.duration * min(options.speed, FASTEST) / LOOP))
    for times in take.timeline(options.duration):
        frames = [torch.from_numpy(leaks.at(float(t) * loops % 1)) for t in times]
        yield torch.stack(frames).to(take.device)


class Leaks:
    """A picture and the patches of light that wander along its edges."""

    def __init__(self, scene: Scene, options: Options, rng: np.random.Generator) -> None:
        longer = max(scene.height, scene.width)
        self._mesh = Mesh(scene.height, scene.width, max(4, round(longer / POINTS)))
        self._x, self._y = self._mesh.x / longer, self._mesh.y / longer
        self._still = scene.pixels
        # What screening adds is light times what each pixel lacks of white; dithered once.
        self._paths = [self._choose_path(rng, part) for part in range(len(COLOURS))]
        grain = rng.random(scene.pixels.shape[:2], np.float32) - np.float32(0.5)
        self._lacks = (255 - scene.pixels.astype(np.float32)) / 255
        self._dithered = scene.pixels + grain[..., None]
        self._bright = 255 * (0.4 + 0.5 * options.strength)

    def at(self, t: float) -> np.ndarray:
        """The picture at a time of the loop, 0 <= t < 1. (H, W, 3) uint8."""
        if t == 0:
            return self._still
        light = np.zeros((*self._x.shape, 3), np.float32)
        for colour, path in zip(COLOURS, self._paths, strict=True):
            light += self._patch(t, *path)[..., None] * colour
        # Film takes less and less of more and more light.
        light = (1 - np.exp(-1.9 * light)) * np.float32(
            self._bright * there_and_back(np.float64(t))
        )
        added = cv2.multiply(self._mesh.spread(light), self._lacks)
        return np.asarray(np.clip(np.rint(added + self._dithered), 0, 255), np.uint8)

    def _choose_path(self, rng: np.random.Generator, part: int) -> tuple[float, ...]:
        """Where a patch begins on the edge and how far it goes; its size, swelling and phase."""
        begins = (part + rng.uniform(0.1, 0.9)) / len(COLOURS)
        return begins, rng.uniform(-0.16, 0.16), rng.uniform(0.12, 0.24), *rng.uniform(0, 1, 2)

    def _patch(
        self, t: float, begins: float, goes: float, size: float, phase: float, lean: float
    ) -> np.ndarray:
        """How bright a patch is, 0 to about 1, on the mesh."""
        turn = 2 * np.pi * (t + phase)
        x, y = self._edge_at(begins + goes * np.sin(turn))
        size = size * (1 + 0.25 * np.sin(turn + 2))
        away_x, away_y = self._x - np.float32(x), self._y - np.float32(y)
        angle = np.pi * lean + 0.3 * np.sin(turn)
        along = away_x * np.cos(angle) + away_y * np.sin(angle)
        across = away_y * np.cos(angle) - away_x * np.sin(angle)
        far = (along / (1.7 * size)) ** 2 + (across / (0.75 * size)) ** 2
        return np.asarray(np.exp(-far) * (0.8 + 0.3 * np.sin(turn)), np.float32)

    def _edge_at(self, turn: float) -> tuple[float, float]:
        """A point just outside the frame, part of the way round it, in longer sides."""
        longer = max(self._mesh.height, self._mesh.width)
        half_x, half_y = self._mesh.width / longer / 2, self._mesh.height / longer / 2
        angle = 2 * np.pi * turn
        far = 1.12 / max(abs(np.cos(angle)), abs(np.sin(angle)))
        return half_x * (1 + far * np.cos(angle)), half_y * (1 + far * np.sin(angle))

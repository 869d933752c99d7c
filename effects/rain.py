"""Rain: slanting streaks at three depths over a darkened, wet picture, for ever.

Each drop is a streak as long as it falls while a shutter is open, thin and faint far off, broad and
out of focus near by; farther still they are a mist that comes and goes in gusts. What is wet is
darker and shinier.

Source: streaks as in Garg, Nayar, "Photorealistic Rendering of Rain Streaks", SIGGRAPH 2006,
without their database; wetness as in Lekner, Dorf, "The Optics of Wet Surfaces", 1988.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from pydantic import Field

from effects._grading import suit
from effects._mesh import Mesh
from effects._noise import smooth_noise
from effects._weather import FRACTION, Fall, cover, fixed, overcast
from effects.api import Chunk, Options, Take, effect
from effects.scene import Scene

SILVER = (205, 214, 224)
SHUTTER_S = 1 / 40  # how long it is open: a streak is as long as a drop falls meanwhile

GUST_S = 4.0  # about how many seconds from gust to gust


@dataclass(frozen=True)
class Depth:
    """One of the depths that rain falls at. Lengths are in shorter sides of the frame."""

    count: int  # at strength 1
    speed: float  # frame heights per second
    width: float
    blur: float
    opacity: float


DEPTHS = (
    Depth(520, 1.5, 0.0012, 0.0012, 0.75),
    Depth(190, 2.4, 0.002, 0.0016, 0.5),
    Depth(28, 3.8, 0.005, 0.005, 0.42),
)


class RainOptions(Options):
    """What a user may change about the rain."""

    wind: float = Field(default=0.25, ge=-1.0, le=1.0, allow_inf_nan=False)
    """Where the rain is driven: -1 left, 0 straight down, 1 right."""


@effect(
    "rain",
    "stands in the rain",
    category="motion",
    price=1,
    options=RainOptions,
    loops=True,
    starts_on_still=False,
)
def rain(scene: Scene, options: RainOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture while it rains."""
    rng = take.rng()
    wet, silver = _wet(scene.pixels, options.strength), suit(SILVER, scene.pixels)
    layers = [Streaks(depth, scene, options, rng) for depth in DEPTHS]
    behind = (255 * (1 - 0.6 * scene.depth.numpy(force=True))).astype(np.uint8)
    mist = Mist(scene, options, rng)
    for times in take.timeline(options.duration):
        frames = []
        for t in times:
            veil = cv2.multiply(layers[0].at(t), behind, scale=1 / 255)
            for layer in layers[1:]:
                veil = cv2.add(veil, layer.at(t))
            veil = cv2.add(veil, mist.at(t))
            frames.append(torch.from_numpy(cover(wet, veil, silver)))
        yield torch.stack(frames).to(take.device)


class Streaks:
    """The drops at one depth."""

    def __init__(
        self, depth: Depth, scene: Scene, options: RainOptions, rng: np.random.Generator
    ) -> None:
        count = round(depth.count * (0.2 + 0.8 * options.strength))
        self._fall = Fall(rng, count, falls=depth.speed * options.duration * options.speed, file=1)
        self._shape = scene.height, scene.width
        side = min(self._shape)
        # Far drops are shorter because they look slower; a streak shows one opening of the shutter.
        length = depth.speed * SHUTTER_S * scene.height * (1.4 + 1.2 * self._fall.size)
        self._slant = 0.35 * options.wind
        self._streak = np.stack((length * self._slant, length), axis=1)
        width = side * depth.width
        self._thickness = max(1, round(width))
        self._blur = max(0.6, side * depth.blur)
        # Thinner than a pixel, it hides less of one.
        self._opacity = depth.opacity * min(1, width) * (0.35 + 0.65 * self._fall.turn)

    def at(self, t: float) -> np.ndarray:
        """How much of every pixel is hidden by rain. (H, W) uint8."""
        height, width = self._shape
        tall = height + self._streak[:, 1]
        begins, down = self._fall.at(t)
        y = down * tall - self._streak[:, 1]
        wide = width + height * abs(self._slant)
        x = (begins * wide + y * self._slant) % wide - height * abs(self._slant) / 2
        head = np.stack((x, y), axis=1)
        veil = np.zeros((height, width), np.uint8)
        ends = fixed(head).tolist(), fixed(head + self._streak).tolist()
        for top, foot, level in zip(*ends, (self._opacity * 255).astype(int).tolist(), strict=True):
            cv2.line(veil, top, foot, level, self._thickness, cv2.LINE_AA, FRACTION)
        return np.asarray(cv2.GaussianBlur(veil, (0, 0), self._blur))


class Mist:
    """The rain that is too far off to see its drops."""

    def __init__(self, scene: Scene, options: RainOptions, rng: np.random.Generator) -> None:
        self._mesh = Mesh(scene.height, scene.width, step=8)
        shape = self._mesh.x.shape
        self._gusts = [smooth_noise(rng, shape, (1.5, 3)) for _ in range(3)]
        self._cycles = max(1, round(options.duration * options.speed / GUST_S))
        self._dense = 255 * (0.03 + 0.06 * options.strength)

    def at(self, t: float) -> np.ndarray:
        """How much of every pixel is hidden. (H, W) uint8."""
        turns = 2 * np.pi * (t * self._cycles + np.arange(3) / 3)
        mixed = sum(gust * np.sin(turn) for gust, turn in zip(self._gusts, turns, strict=True))
        dense = self._dense * (1 - np.cos(turns[0]) + np.clip(mixed, -1, 1))
        return self._mesh.spread(np.clip(dense, 0, 255).astype(np.float32)).astype(np.uint8)


def _wet(pixels: np.ndarray, strength: float) -> np.ndarray:
    """The picture, wet, under a rainy sky."""
    dark = 0.8 - 0.24 * strength
    soaked = overcast(pixels, (dark * 0.96, dark, dark * 1.05), 0.88, 0.04 + 0.05 * strength)
    broad = cv2.GaussianBlur(soaked, (0, 0), max(1.0, min(pixels.shape[:2]) * 0.012))
    return np.asarray(cv2.addWeighted(soaked, 1.3, broad, -0.3, 0))  # wet things are shiny

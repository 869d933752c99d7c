"""Snow: large flakes out of focus near by, fine ones far off, all drifting down for ever.

Source: own code; three depths, each with its own size, speed and blur, and behind things that stand
in front the far snow is thinner.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from pydantic import Field

from effects._grading import suit
from effects._weather import FRACTION, Fall, cover, fixed, overcast, soften
from effects.api import Chunk, Options, Take, effect
from effects.scene import Scene

WHITE = (250, 252, 255)
FAR_OUT = 3.0  # pixels of blur


@dataclass(frozen=True)
class Depth:
    """One of the depths that snow falls at. Lengths are in shorter sides of the frame."""

    count: int  # at strength 1
    radius: tuple[float, float]  # smallest and largest flake
    speed: float  # frame heights per second
    sway: float
    blur: float
    opacity: float


DEPTHS = (
    Depth(1100, (0.0016, 0.0032), 0.08, 0.006, 0.0015, 1.0),
    Depth(340, (0.0032, 0.0068), 0.13, 0.014, 0.0022, 1.0),
    Depth(64, (0.012, 0.03), 0.22, 0.03, 0.009, 0.62),
)


class SnowOptions(Options):
    """What a user may change about the snow."""

    wind: float = Field(default=0.15, ge=-1.0, le=1.0, allow_inf_nan=False)
    """Where the flakes are blown: -1 left, 0 straight down, 1 right."""


@effect(
    "snow",
    "stands in gently falling snow",
    category="motion",
    price=1,
    options=SnowOptions,
    loops=True,
    starts_on_still=False,
)
def snow(scene: Scene, options: SnowOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture while it snows."""
    rng = take.rng()
    winter = overcast(scene.pixels, (0.86, 0.9, 0.95), 0.82, 0.05 + 0.07 * options.strength)
    white = suit(WHITE, scene.pixels)
    layers = [Flakes(depth, scene, options, rng) for depth in DEPTHS]
    behind = (255 * (1 - 0.75 * scene.depth.numpy(force=True))).astype(np.uint8)
    for times in take.timeline(options.duration):
        frames = []
        for t in times:
            veil = cv2.multiply(layers[0].at(t), behind, scale=1 / 255)
            for layer in layers[1:]:
                veil = cv2.max(veil, layer.at(t))
            frames.append(torch.from_numpy(cover(winter, veil, white)))
        yield torch.stack(frames).to(take.device)


class Flakes:
    """The flakes at one depth."""

    def __init__(
        self, depth: Depth, scene: Scene, options: SnowOptions, rng: np.random.Generator
    ) -> None:
        count = round(depth.count * (0.25 + 0.75 * options.strength))
        self._fall = Fall(rng, count, falls=depth.speed * options.duration * options.speed, file=4)
        self._shape = scene.height, scene.width
        side = min(self._shape)
        small, large = depth.radius
        self._radius = side * (small + (large - small) * self._fall.size**2)
        self._sway = side * depth.sway
        self._blown = side * options.wind * 0.5
        self._blur = side * depth.blur
        # Smaller than a pixel, it hides less of one.
        self._opacity = depth.opacity * np.minimum(1, self._radius) ** 2
        self._opacity *= 0.45 + 0.55 * self._fall.turn

    def at(self, t: float) -> np.ndarray:
        """How much snow covers every pixel. (H, W) uint8."""
        height, width = self._shape
        margin = self._radius.max() + 3 * self._blur
        begins, down = self._fall.at(t)
        y = down * (height + 2 * margin) - margin
        # A path's swing depends on how far down it is, so that all on one path follow it.
        swing = np.sin(2 * np.pi * (2 * down + self._fall.turn)) * self._sway
        across = (begins * (width + 2 * margin) + self._blown * down + swing) % (
            width + 2 * margin
        ) - margin
        # What is far out of focus needs no more than every second pixel.
        every = 2 if self._blur > FAR_OUT else 1
        veil = np.zeros((height // every, width // every), np.uint8)
        middle = (every - 1) / 2  # of a pixel's pixels
        places = fixed((np.stack((across, y), axis=1) - middle) / every)
        radii, levels = fixed(self._radius / every), (self._opacity * 255).astype(int)
        for place, radius, level in zip(
            places.tolist(), radii.tolist(), levels.tolist(), strict=True
        ):
            cv2.circle(veil, place, radius, level, cv2.FILLED, cv2.LINE_AA, FRACTION)
        # At least a little blur: OpenCV draws the smallest circles as crosses.
        veil = soften(veil, max(0.8, self._blur / every))
        return np.asarray(cv2.resize(veil, (width, height), interpolation=cv2.INTER_LINEAR))

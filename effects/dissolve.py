"""Dissolve: the subject, or else the whole photo, turns to dust that the wind carries off.

A cloudy front crosses it. Where it passes, the picture glows for a moment and falls into
grains of its own colours; they drift off in wisps, shrink and go out. Nothing is left but
what was behind it: a dark room, or the background of the subject.

Source: own work; grains that are near one another are blown alike, as by curl noise (Bridson,
Hourihan and Nordenstam, "Curl-Noise for Procedural Fluid Flow", SIGGRAPH 2007).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import cv2
import numpy as np
import torch
from pydantic import Field

from effects._grains import draw_grains
from effects._layers import over, read
from effects._mesh import pixel_scale
from effects._noise import cloud_noise, smooth_noise
from effects._object import ObjectOptions, find_object
from effects._place import Place
from effects._room import Room
from effects._timing import act
from effects.api import Chunk, Take, effect
from effects.scene import Scene

SCALE = 0.76  # how large the picture is in the end, relative to the frame
BACK = 0.22  # when the camera has arrived and the front sets off
GONE = 0.66  # when the front has crossed the picture
LIFE = 0.27  # how long a grain is seen, in the action's time
GRAINS_PER_PIXEL = 0.24  # of a frame of the usual size
SMALLEST_SCALE = 0.25  # of the usual size, that a frame is drawn for
SOLID = 250  # alpha of what grains come from, of 255


class DissolveOptions(ObjectOptions):
    """What a user may change about the dissolve."""

    wind: Literal["left", "right"] = Field(default="right")
    """Which way the dust is blown."""


@effect(
    "dissolve",
    "turns to dust that the wind carries off",
    category="transform",
    price=2,
    options=DissolveOptions,
)
def dissolve(scene: Scene, options: DissolveOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it turns to dust."""
    dust = Ashes(scene, replace(take, device="cpu"), options)
    yield from act(lambda done: dust.draw(done).to(take.device), scene, options, take)


class Ashes:
    """The picture, when each part of it turns to dust, and the grains that it turns into."""

    def __init__(self, scene: Scene, take: Take, options: DissolveOptions) -> None:
        rng = take.rng()
        self._room = room = find_object(scene, take, options, scale=SCALE, floor=None)
        camera = room.camera(1)
        height, width = round(room.height * room.scale), round(room.width * room.scale)
        left, top = round(camera.left), round(camera.top)
        usual = Usual(scene, room)
        self._area = np.s_[top : top + height, left : left + width]
        seen = read(room.sheet, room.mesh, *camera.see(room.mesh)).numpy()[self._area]
        self._print, self._solid = seen[..., :3].copy(), seen[..., 3].copy()
        blown = 1.0 if options.wind == "right" else -1.0
        when = _front(rng, (height, width), usual, blown)
        self._when = (when * 254 + 1).astype(np.uint8)
        self._grains = Grains(seen, when, (left, top), usual, blown, options.strength, rng)

    def draw(self, done: float) -> torch.Tensor:
        """One frame. `done`: 0 at rest, 1 when the last grain has gone out."""
        away = done / BACK
        room = self._room
        x, y = room.camera(min(away, 1)).see(room.mesh)
        if away < 1:
            whole = room.mesh.cover(room.inside(x, y))
            return over(read(room.sheet, room.mesh, x, y), room.cast(whole, away))
        now = (done - BACK) / (GONE - BACK)
        frame = self._lay_rest(min(now, 1.2))
        self._grains.draw(frame, now)
        return torch.from_numpy(frame)

    def _lay_rest(self, now: float) -> np.ndarray:
        """What the front has not reached, glowing where it is about to, and its shadow."""
        room = self._room
        reached = 1 + 254 * now
        steps = np.arange(256)
        alpha = cv2.LUT(self._when, np.clip((steps - reached) * 90, 0, 255).astype(np.uint8))
        glow = np.exp(-np.maximum(steps - reached, 0) / 5.0)
        gain = cv2.LUT(self._when, np.clip(100 + 110 * glow, 0, 255).astype(np.uint8))
        frame = room.cast(self._coverage(alpha), 1).numpy()
        lit = cv2.multiply(self._print, cv2.cvtColor(gain, cv2.COLOR_GRAY2RGB), scale=1 / 100)
        mask = cv2.cvtColor(alpha, cv2.COLOR_GRAY2RGB)
        covered = cv2.cvtColor(cv2.multiply(alpha, self._solid, scale=1 / 255), cv2.COLOR_GRAY2RGB)
        area = frame[self._area]
        behind = cv2.multiply(area, 255 - covered, scale=1 / 255)
        area[:] = cv2.add(behind, cv2.multiply(lit, mask, scale=1 / 255))
        return frame

    def _coverage(self, alpha: np.ndarray) -> np.ndarray:
        """Where the rest of the picture is, on the room's mesh, for its shadow."""
        mesh = self._room.mesh
        full = np.zeros((mesh.height, mesh.width), np.uint8)
        full[self._area] = cv2.multiply(alpha, self._solid, scale=1 / 255)
        size = mesh.x.shape[::-1]
        small = cv2.resize(full, size, interpolation=cv2.INTER_AREA)
        return np.asarray(small, np.float32) / 255


class Usual:
    """The picture as it is in a frame of the usual size: chance is drawn alike in every other."""

    def __init__(self, scene: Scene, room: Room | Place) -> None:
        self.scale = max(SMALLEST_SCALE, pixel_scale(scene.height, scene.width))
        self.height = max(4, round(room.height / self.scale * room.scale))
        self.width = max(4, round(room.width / self.scale * room.scale))


class Grains:
    """Grains of dust: each has a colour of the picture, a moment to come loose, and a path."""

    def __init__(
        self,
        picture: np.ndarray,
        when: np.ndarray,
        corner: tuple[int, int],
        usual: Usual,
        blown: float,
        strength: float,
        rng: np.random.Generator,
    ) -> None:
        height, width = when.shape
        self._size = max(1, round(usual.scale))
        self._times = max(1, round(1 / usual.scale))
        count = round(usual.height * usual.width * GRAINS_PER_PIXEL)
        x, y = rng.uniform(0, width - 1, count), rng.uniform(0, height - 1, count)
        column, row = x.astype(int), y.astype(int)
        self._is_solid = picture[row, column, 3] >= SOLID
        self._colour = picture[row, column, :3].astype(np.float32)
        self._born = when[row, column] + rng.normal(0, 0.012, count)
        self._x, self._y = x + corner[0], y + corner[1]
        self._life = LIFE / (GONE - BACK) * rng.uniform(0.5, 1.25, count)
        self._push = blown * width * (0.1 + 0.3 * strength) * rng.uniform(0.6, 1.3, count)
        self._lift = height * (0.08 + 0.12 * strength) * rng.uniform(0.5, 1.4, count)
        shape = (usual.height // 4, usual.width // 4)
        cells = (5.0, 5.0 * usual.width / usual.height)
        at = (y / height * shape[0]).astype(int), (x / width * shape[1]).astype(int)
        swirl = [smooth_noise(rng, shape, cells)[at] for _ in range(4)]
        self._swirl = np.array(swirl) * height * 0.09

    def draw(self, frame: np.ndarray, now: float) -> None:
        """Draw the grains that are loose at a moment of the front's crossing, in place.

        Shapes:
            frame: (H, W, 3) uint8.
        """
        age = (now - self._born) / self._life
        loose = np.flatnonzero((age > 0) & (age < 1) & self._is_solid)
        age = age[loose]
        swirl = self._swirl[:, loose]
        drift = age**1.9
        x = self._x[loose] + self._push[loose] * drift + swirl[0] * age + swirl[2] * age**2
        y = self._y[loose] - self._lift[loose] * drift + swirl[1] * age + swirl[3] * age**2
        fade = np.minimum(1, 3 * (1 - age)) ** 1.5
        bright = (1 + 0.7 * np.exp(-age * 9))[:, None] * self._colour[loose]
        if self._times == 1:
            draw_grains(frame, x, y, bright, fade, self._size)
            return
        # In a small frame a grain is smaller than a pixel: draw it in a larger one.
        large = frame.repeat(self._times, axis=0).repeat(self._times, axis=1)
        draw_grains(large, x * self._times, y * self._times, bright, fade)
        frame[:] = cv2.resize(large, frame.shape[1::-1], interpolation=cv2.INTER_AREA)


def _front(
    rng: np.random.Generator, size: tuple[int, int], usual: Usual, blown: float
) -> np.ndarray:
    """When the front reaches each pixel, 0 first to 1 last: from the lee side, cloudy, grainy.

    Shapes:
        size: height and width. Returns (height, width) float32.
    """
    height, width = size
    across = np.linspace(1, 0, width, dtype=np.float32) if blown > 0 else np.linspace(0, 1, width)
    cloud = cloud_noise(rng, size, (3, 3 * usual.width / usual.height), octaves=5)
    grain = rng.uniform(-1, 1, (usual.height, usual.width)).astype(np.float32)
    method = cv2.INTER_AREA if usual.height > height else cv2.INTER_LINEAR
    grain = cv2.resize(grain, (width, height), interpolation=method)
    front = 0.8 * across + 0.15 * cloud + 0.025 * grain
    low, high = np.percentile(front, (0.5, 99.5))
    return np.asarray(np.clip((front - low) / (high - low), 0, 1), np.float32)

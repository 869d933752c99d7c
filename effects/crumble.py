"""Crumble: the subject, or else the whole photo, turns brittle and falls to a heap of rubble.

A photo stands on the floor of a dark room, a subject where it is, like plaster. Cracks run ahead of
a front that eats its way down from an upper corner; what the front reaches breaks off, tumbles
down, hops once and comes to rest on the heap, in a haze of dust.

Source: own work, after the crumble effect that Pika made popular.
"""

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
import torch

from effects._dust import Dust
from effects._layers import over, read
from effects._mesh import pixel_scale
from effects._noise import smooth_noise
from effects._object import ObjectOptions, find_object
from effects._place import Place
from effects._room import Room
from effects._shards import Pose, break_up, cut_out, draw_shard
from effects._timing import act, stage
from effects.api import Chunk, Take, effect
from effects.scene import Scene

FLOOR = 0.86  # where the picture stands, in frame heights
SCALE = 0.62  # how large it is in the end, relative to the frame
PIECES = 260
RAGS = 9  # of a crack, along the height of the picture
SECONDS = 3.3  # of falling, in the action
GRAVITY = 1.7  # frame heights per second per second
BACK = 0.27  # when the camera has arrived and the first piece breaks off
LAST = 0.8  # when the last one does


@effect(
    "crumble", "cracks and falls to rubble", category="transform", price=2, options=ObjectOptions
)
def crumble(scene: Scene, options: ObjectOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it falls apart."""
    slab = Slab(scene, options, replace(take, device="cpu"))
    yield from act(lambda done: slab.draw(done).to(take.device), scene, options, take)


class Slab:
    """The picture as a slab and the heap that it becomes. Its frames are drawn in order of time."""

    def __init__(self, scene: Scene, options: ObjectOptions, take: Take) -> None:
        rng = take.rng()
        self._room = find_object(scene, take, options, scale=SCALE, floor=FLOOR)
        self._dust = Dust(self._room.mesh, rng)
        self._left, self._top, self._print, self._solid = self._standing()
        height, width = self._print.shape[:2]
        seeds = rng.uniform((0, 0), (width, height), (PIECES, 2))
        # Of the object's own shape: that of the print is rounded, and not alike at every size.
        rags = (RAGS, RAGS * self._room.width / self._room.height)
        labels = break_up((width, height), seeds, rng, ragged=height / 40, rags=rags)
        self._scale = pixel_scale(scene.height, scene.width)
        corner = self._left, self._top
        self._shards = cut_out(
            self._print, labels, thick=4, scale=self._scale, solid=self._solid, corner=corner
        )
        places = seeds / (width, height)
        self._breaks = _breaking(places, options.strength, rng)
        for index, shard in self._shards.items():
            places[index] = (shard.x - corner[0]) / width, (shard.y - corner[1]) / height
        self._when = (1 + 254 * self._breaks)[labels].astype(np.uint8)
        border = self._when.copy()
        border[:-1, :-1][
            (labels[:-1, :-1] == labels[1:, :-1]) & (labels[:-1, :-1] == labels[:-1, 1:])
        ] = 0
        self._cracks = cv2.dilate(border, np.ones((max(1, round(self._scale)),) * 2, np.uint8))
        self._fall = Fall(places, self._breaks, self._room, rng)
        self._heap = np.zeros((scene.height, scene.width, 4), np.uint8)
        self._empty = self._shadows()
        # Of two seeds on one pixel only one has a shard.
        self._landed = np.array([index not in self._shards for index in range(PIECES)])

    def draw(self, done: float) -> torch.Tensor:
        """One frame. `done`: 0 at rest, 1 when all has come to rest."""
        if done < BACK:
            return self._whole(done)
        now = stage(done, BACK, LAST)
        seconds = (done - BACK) * SECONDS
        self._bake(seconds)
        frame = self._lay_slab(now)
        for index in filter(self._shards.__contains__, self._fall.flying(seconds)):
            draw_shard(frame, self._shards[index], self._fall.pose(index, seconds))
        return self._raise_dust(torch.from_numpy(frame), done)

    def _whole(self, done: float) -> torch.Tensor:
        """The slab before it breaks, while the camera backs away."""
        away = done / BACK
        x, y = self._room.camera(away).see(self._room.mesh)
        coverage = self._room.mesh.cover(self._room.inside(x, y))
        return over(read(self._room.sheet, self._room.mesh, x, y), self._room.cast(coverage, away))

    def _standing(self) -> tuple[int, int, np.ndarray, np.ndarray]:
        """The slab as seen where the camera ends.

        Shapes:
            Returns its left and top in the frame, its colours (h, w, 3) and its alpha (h, w).
        """
        room = self._room
        camera = room.camera(1)
        left, top = round(camera.left), round(camera.top)
        width, height = round(room.width * room.scale), round(room.height * room.scale)
        area = np.s_[top : top + height, left : left + width]
        sheet, skin = (
            read(layer, room.mesh, *camera.see(room.mesh)).numpy()[area]
            for layer in (room.sheet, room.skin)
        )
        return left, top, skin[..., :3].copy(), sheet[..., 3].copy()

    def _shadows(self) -> tuple[np.ndarray, np.ndarray]:
        """The empty room with the slab's shadow, and with the heap's."""
        room = self._room
        x, y = room.camera(1).see(room.mesh)
        slab = room.inside(x, y) > 0
        aside = ((room.mesh.x - self._left) / self._print.shape[1] - 0.5) * 2 * SCALE
        over_floor = room.ground - room.mesh.y / room.mesh.height
        heap = (over_floor > 0) & (over_floor < 0.1 - 0.16 * aside**2)
        casts = (room.cast(shape.astype(np.float32), 1).numpy() for shape in (slab, heap))
        return next(casts), next(casts)

    def _bake(self, seconds: float) -> None:
        """Draw what has come to rest onto the heap, once."""
        for index in self._fall.resting(seconds):
            if not self._landed[index]:
                pose = self._fall.pose(index, seconds)
                draw_shard(self._heap, self._shards[index], pose, self._fall.light[index])
                self._landed[index] = True

    def _lay_slab(self, now: float) -> np.ndarray:
        """The heap with what still stands of the slab before it, cracked ahead of the front."""
        slab, heap = self._empty
        floor = torch.from_numpy(cv2.addWeighted(slab, 1 - now**0.6, heap, now**0.6, 0))
        frame = over(torch.from_numpy(self._heap), floor).numpy()
        height, width = self._print.shape[:2]
        reached = 1 + 254 * now
        stands = cv2.LUT(self._when, np.where(np.arange(256) > reached, 255, 0).astype(np.uint8))
        ahead = np.clip(1 - (np.arange(256) - reached) / 45, 0, 1) * 150
        ahead[0] = 0
        lines = cv2.LUT(self._cracks, ahead.astype(np.uint8))
        cracks = cv2.GaussianBlur(lines, (0, 0), 0.6 * max(1.0, self._scale))
        stands = cv2.multiply(cv2.GaussianBlur(stands, (3, 3), 0), self._solid, scale=1 / 255)
        alpha = cv2.cvtColor(stands, cv2.COLOR_GRAY2RGB)
        face = cv2.multiply(
            cv2.subtract(self._print, cv2.merge((cracks,) * 3)), alpha, scale=1 / 255
        )
        area = frame[self._top : self._top + height, self._left : self._left + width]
        side = np.zeros_like(alpha)  # the slab's thickness, seen below and right of what broke off
        below, right = (max(1, round(length * self._scale)) for length in (4, 2))
        side[below:, right:] = alpha[:-below, :-right]
        area[:] = cv2.multiply(area, 255 - cv2.max(side, alpha) // 255 * 170, scale=1 / 255)
        area[:] = cv2.add(cv2.multiply(area, 255 - alpha, scale=1 / 255), face)
        return frame

    def _raise_dust(self, frame: torch.Tensor, done: float) -> torch.Tensor:
        """A haze over the heap while pieces fall on it."""
        age = stage(done, BACK + 0.08, 1)
        if not 0 < age < 1:
            return frame
        room = self._room
        reach = room.mesh.height * (0.12 + 0.1 * age)
        middle = self._left + self._print.shape[1] * (0.37 + 0.16 * age)
        rise = np.sin(np.pi * age) ** 0.7
        density = self._dust.puff(
            middle, room.ground * room.mesh.height - reach * 0.3, reach, 2.0, 0.25 + 0.5 * age
        )
        return self._dust.lay(frame, density * 0.75 * rise)


class Fall:
    """How the pieces fall: from their place in the slab to one on the heap."""

    def __init__(
        self, places: np.ndarray, breaks: np.ndarray, room: Room | Place, rng: np.random.Generator
    ) -> None:
        count = len(places)
        width, height = room.width * room.scale, room.height * room.scale
        tall = room.mesh.height
        camera = room.camera(1)
        self._start = places * (width, height) + (camera.left, camera.top)
        self._breaks = breaks * (LAST - BACK) * SECONDS
        drift = rng.normal(0, 0.09 * width, count) + (places[:, 0] - 0.5) * 0.12 * width
        lands = np.clip(self._start[:, 0] + drift, 0.13 * room.mesh.width, 0.87 * room.mesh.width)
        aside = (lands - camera.left - width / 2) / (0.55 * width)
        mound = 0.24 * height * np.exp(-(aside**2) * 1.6)
        order = np.argsort(np.argsort(breaks)) / count
        level = (room.ground + 0.015) * tall - mound * order * rng.uniform(0.5, 1, count)
        self._end = np.stack((lands, level), axis=1)
        drop = np.maximum(self._end[:, 1] - self._start[:, 1], 1) / tall
        self._time = np.sqrt(2 * drop / GRAVITY)
        self._hop = 0.25 * self._time  # one low hop after the fall
        self._spin = rng.normal(0, 2.5, count)
        self._lie = rng.uniform(0.2, 1.1, count)
        self._axis = np.pi / 2 + rng.normal(0, 0.3, count)
        self._height = tall
        self.light = rng.uniform(0.6, 1.0, count)

    def flying(self, seconds: float) -> list[int]:
        """Which pieces have broken off and not come to rest."""
        since = seconds - self._breaks
        return [
            int(index) for index in np.flatnonzero((since > 0) & (since < self._time + self._hop))
        ]

    def resting(self, seconds: float) -> list[int]:
        """Which pieces have come to rest, the first first."""
        rests = self._breaks + self._time + self._hop
        return [int(index) for index in np.argsort(rests) if rests[index] <= seconds]

    def pose(self, index: int, seconds: float) -> Pose:
        """Where a piece is and how it has tumbled."""
        since = min(seconds - self._breaks[index], self._time[index] + self._hop[index])
        fallen = min(since, self._time[index])
        part = since / (self._time[index] + self._hop[index])
        x = self._start[index, 0] + (self._end[index, 0] - self._start[index, 0]) * part
        y = self._start[index, 1] + self._height * GRAVITY * fallen**2 / 2
        hop = (since - fallen) * (self._hop[index] - (since - fallen)) if since > fallen else 0.0
        y -= hop * self._height * GRAVITY / 2
        return Pose(x, y, 1.0, self._spin[index] * part, self._lie[index] * part, self._axis[index])


def _breaking(places: np.ndarray, strength: float, rng: np.random.Generator) -> np.ndarray:
    """When each piece breaks off, 0 first to 1 last; what weak crumbling leaves standing, never.

    Shapes:
        places: (count, 2), 0 to 1 across and down. Returns (count,).
    """
    uneven = smooth_noise(rng, (32, 32), (3, 3))
    at = (places * 31).astype(int).clip(0, 31)
    front = 0.28 * (1 - places[:, 0]) + 0.72 * places[:, 1] + 0.12 * uneven[at[:, 1], at[:, 0]]
    front += rng.uniform(-0.05, 0.05, len(places))
    front = (front - front.min()) / (front.max() - front.min())
    return np.asarray(front / (0.45 + 0.55 * min(1.0, strength * 2)))

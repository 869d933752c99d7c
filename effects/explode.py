"""Explode: a blow cracks the subject, or else the whole photo, like glass; it bursts into shards.

Cracks run out from where the blow falls, then the pieces fly: fast at first, then in slow motion,
tumbling and glinting, some of them past the camera, until gravity takes them.

Source: pieces are the cells of Voronoi, 1908, denser near the blow; the rest is own work.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import cv2
import numpy as np
import torch
from pydantic import Field

from effects._layers import over
from effects._mesh import pixel_scale
from effects._object import ObjectOptions, find_object
from effects._shards import Pose, Shard, break_up, cut_out, draw_shard, scatter_seeds
from effects._timing import act, stage
from effects.api import Chunk, Take, effect
from effects.easing import ease_in, ease_out
from effects.scene import Scene

BURST = 0.16  # when the pane gives way


class ExplodeOptions(ObjectOptions):
    """What a user may change about the explosion."""

    pieces: int = Field(default=140, ge=20, le=400)
    """How many pieces it bursts into."""


@effect(
    "explode",
    "cracks like glass and bursts into pieces",
    category="transform",
    price=2,
    options=ExplodeOptions,
)
def explode(scene: Scene, options: ExplodeOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it bursts."""
    pane = Pane(scene, options, take)
    yield from act(lambda done: pane.draw(done).to(take.device), scene, options, take)


class Pane:
    """The picture as a pane of glass, whole, cracked or in flight."""

    def __init__(self, scene: Scene, options: ExplodeOptions, take: Take) -> None:
        rng = take.rng()
        cpu = replace(take, device="cpu")
        self._room = room = find_object(scene, cpu, options, scale=1.0, floor=None)
        width, height = room.width, room.height
        camera = room.camera(1)
        self._corner = round(camera.left), round(camera.top)
        self._sheet = room.sheet.numpy()
        self._blow = np.array((rng.uniform(0.38, 0.62) * width, rng.uniform(0.36, 0.58) * height))
        seeds = scatter_seeds(rng, (width, height), options.pieces, tuple(self._blow))
        labels = break_up((width, height), seeds, rng)
        self._scale = pixel_scale(scene.height, scene.width)
        solid = None if self._fills_frame else self._sheet[..., 3]
        skin = room.skin[..., :3].numpy()
        shards = cut_out(skin, labels, thick=3, scale=self._scale, solid=solid, corner=self._corner)
        self._cracks = _cracks(labels, self._blow, self._scale)
        blow, heights = self._blow + self._corner, (scene.height, height)
        self._flight = Flight(shards, len(seeds), blow, heights, options.strength, rng)

    @property
    def _fills_frame(self) -> bool:
        """Whether it is the whole photo."""
        mesh = self._room.mesh
        return self._sheet.shape[:2] == (mesh.height, mesh.width)

    def draw(self, done: float) -> torch.Tensor:
        """One frame. `done`: 0 at rest, 1 when the shards have flown."""
        frame = self._cracked(done) if done < BURST else self._burst(done)
        flash = max(0.0, 1 - abs(done - BURST) / 0.03)
        if flash:
            frame = cv2.convertScaleAbs(frame, alpha=1 + 0.5 * flash, beta=70 * flash)
        return torch.from_numpy(frame)

    def _cracked(self, done: float) -> np.ndarray:
        """The pane before it gives way: cracks as far as they have run."""
        reached = stage(done, 0.02, BURST, ease_out) * 255
        white = cv2.LUT(self._cracks, _ramp(reached))
        lines = cv2.cvtColor(white, cv2.COLOR_GRAY2RGB)
        aside = max(1, round(self._scale))
        dark = np.roll(lines, (aside, aside), axis=(0, 1)) // 2
        shake = np.sin(done * 260) * 3 * self._scale * stage(done, 0.02, BURST)
        pane = self._sheet.copy()
        pane[..., :3] = cv2.subtract(cv2.add(pane[..., :3], lines // 2), dark)
        pane = np.minimum(pane, pane[..., 3:])  # no crack runs beyond the outline
        left, top = self._corner
        matrix = np.array([[1, 0, left + shake], [0, 1, top + shake * 0.6]], np.float32)
        mesh = self._room.mesh
        border = cv2.BORDER_REFLECT if self._fills_frame else cv2.BORDER_CONSTANT
        seen = cv2.warpAffine(pane, matrix, (mesh.width, mesh.height), borderMode=border)
        behind = self._room.cast(np.zeros_like(mesh.x), stage(done, 0.02, BURST))
        return over(torch.from_numpy(seen), behind).numpy()

    def _burst(self, done: float) -> np.ndarray:
        """The shards where they are by now, the farthest first."""
        frame = self._room.backdrop.numpy().copy()
        for shard, pose, light in self._flight.at(done):
            draw_shard(frame, shard, pose, light)
        return frame


class Flight:
    """How the shards of a burst pane fly: thrown out from the blow, braked by air, pulled down."""

    def __init__(
        self,
        shards: Mapping[int, Shard],
        count: int,
        blow: np.ndarray,
        heights: tuple[int, int],
        strength: float,
        rng: np.random.Generator,
    ) -> None:
        """Args: count: of seeds, each with its own chance, whether or not it has a shard."""
        which = list(shards)
        self._height, height = heights  # of the frame, of what bursts
        self._shards, self._blow = list(shards.values()), blow
        self._places = np.array([(shard.x, shard.y) for shard in self._shards])
        away = (self._places - blow) / height
        far = np.hypot(*away.T)[:, None]
        force = (0.35 + 0.75 * strength) * rng.uniform(0.6, 1.5, (count, 1))[which]
        self._speed = height * force * away / (far + 0.22)
        self._speed += rng.normal(0, 0.06 * height, (count, 2))[which]
        self._nearing = rng.uniform(-0.5, 1.1, count)[which] * (0.4 + 0.8 * strength)
        self._spin = rng.normal(0, 2.2, count)[which] * (0.5 + strength)
        self._tumble = rng.normal(0, 4.5, count)[which] * (0.5 + strength)
        self._axis = rng.uniform(0, np.pi, count)[which]

    def at(self, done: float) -> list[tuple[Shard, Pose, float]]:
        """Every shard with its pose and its light, the farthest first."""
        time = _slowed(done)
        travelled = (1 - np.exp(-1.2 * time)) / 1.2
        scale = 1 / np.maximum(1 - self._nearing * travelled, 0.4)
        places = self._places + self._speed * travelled
        places = self._blow + (places - self._blow) * scale[:, None]
        places[:, 1] += 0.45 * self._height * time**2
        tilt = self._tumble * travelled
        glint = np.maximum(np.cos(tilt + self._axis * 2), 0) ** 16 * min(time * 6, 1)
        light = 0.75 + 0.25 * np.cos(tilt) + 0.5 * glint
        poses = zip(*places.T, scale, self._spin * travelled, tilt, self._axis, strict=True)
        flying = list(zip(self._shards, (Pose(*pose) for pose in poses), light, strict=True))
        return [flying[index] for index in np.argsort(scale)]


def _slowed(done: float) -> float:
    """Seconds of flight: fast out of the blow, then slow motion, then as things fall."""
    fast = 0.22 * stage(done, BURST, BURST + 0.14, ease_out)
    slow = 0.3 * stage(done, BURST, 1)
    return fast + slow + 0.5 * stage(done, 0.7, 1.1, ease_in)


def _cracks(labels: np.ndarray, blow: np.ndarray, scale: float) -> np.ndarray:
    """Lines between the pieces, numbered by when the crack gets there.

    `scale`: see `pixel_scale`.

    Shapes:
        labels: (H, W). Returns (H, W) uint8: 0 no crack, then 1 at the blow to 255 farthest away.
    """
    border = np.zeros(labels.shape, np.uint8)
    border[:-1, :-1] = (labels[:-1, :-1] != labels[1:, :-1]) | (labels[:-1, :-1] != labels[:-1, 1:])
    border = cv2.dilate(border, np.ones((max(1, round(scale)),) * 2, np.uint8))
    y, x = np.mgrid[0 : labels.shape[0], 0 : labels.shape[1]]
    far = np.hypot(x - blow[0], y - blow[1])
    return np.asarray(border * (1 + 254 * far / far.max()), np.uint8)


def _ramp(reached: float) -> np.ndarray:
    """A table from when a crack is reached to how bright it is, once `reached` is."""
    when = np.arange(256)
    bright = np.clip((reached - when) / 12, 0, 1) * 255
    bright[0] = 0
    return np.asarray(bright, np.uint8)

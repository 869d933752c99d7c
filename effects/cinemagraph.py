"""Cinemagraph: the water, the sky, hair or smoke of a picture moves for ever; all else holds still.

What flows is named, or found where the picture surely shows water or a sky. Where nothing is named
and nothing is sure, nothing is moved: the shade of passing clouds drifts over the picture instead.

Source: Eulerian flow and its loop as in `_drift.py`; the regions as in `_regions.py`.
"""

from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

import cv2
import numpy as np
import torch

from effects._drift import Drift, Sway
from effects._grading import blend, suit, to_bytes
from effects._mesh import Field, Mesh
from effects._noise import smooth_noise
from effects._regions import Kind, Part, Region, around_face, find_flowing, outline
from effects.api import Chunk, Options, Take, effect
from effects.easing import smoothstep
from effects.faces import Face
from effects.scene import Scene
from effects.warp import stack_frames

LOOP = 4.0  # about how many seconds a loop of the motion lasts
POINTS = 240  # of the mesh, along the longer side
SPEEDS = {"water": 1.0, "sky": 0.55, "smoke": 0.9}  # where it is fastest
USUAL_PARTS: dict[str, Part] = {
    "water": "bottom",
    "sky": "top",
    "smoke": "centre",
}
WAYS = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "up": (0.0, -1.0), "down": (0.0, 1.0)}

Mover: TypeAlias = Callable[[float], np.ndarray]  # from a time of the loop to (H, W, 3) uint8


class CinemagraphOptions(Options):
    """What a user may change about the cinemagraph."""

    direction: Literal["auto", "left", "right", "up", "down"] = "auto"
    """Where it flows to. Auto: smoke up, all else to a side."""

    region: Literal["auto", "all", "top", "bottom", "left", "right", "centre"] = "auto"
    """Where it flows. Auto: water or sky if the picture surely shows one; hair around a face."""

    kind: Literal["auto", "water", "sky", "hair", "smoke"] = "auto"
    """What flows, as each moves in its own way. Auto: judged by where it is."""


@effect(
    "cinemagraph",
    "comes alive where water, sky, hair or smoke would move",
    category="motion",
    price=2,
    options=CinemagraphOptions,
    loops=True,
)
def cinemagraph(scene: Scene, options: CinemagraphOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture while what flows in it flows."""
    draw_at = _mover(scene, options, take.rng())
    loops = max(1, round(options.duration * options.speed / LOOP))
    for times in take.timeline(options.duration):
        frames = [torch.from_numpy(draw_at(float(t) * loops % 1)) for t in times]
        yield stack_frames(frames).to(take.device)


def _mover(scene: Scene, options: CinemagraphOptions, rng: np.random.Generator) -> Mover:
    """What draws the picture at each time of the loop."""
    mesh = Mesh(scene.height, scene.width, max(4, round(max(scene.height, scene.width) / POINTS)))
    regions = _regions(scene, options)
    coverages = [_on(mesh, region.coverage) * _spare(mesh, scene.faces) for region in regions]
    if not regions:
        return Shade(scene.pixels, mesh, rng).at
    if regions[0].kind == "hair":
        return _sway(scene.pixels, mesh, coverages[0], options, rng).at
    flow = np.zeros((*mesh.x.shape, 2), np.float32)
    side = rng.choice(("left", "right"))
    for region, coverage in zip(regions, coverages, strict=True):
        flow += _flow(mesh, coverage, region.kind, _way(region.kind, options, side), rng)
    travel = (0.04 + 0.14 * options.strength) * max(scene.height, scene.width)
    return Drift(scene.pixels, mesh, np.maximum.reduce(coverages), flow * np.float32(travel)).at


def _regions(scene: Scene, options: CinemagraphOptions) -> tuple[Region, ...]:
    """What moves and where, as named or as found for sure."""
    if options.kind == options.region == "auto":
        return find_flowing(scene.glance)
    if options.kind == "hair" and options.region == "auto":
        return tuple(Region("hair", around_face(scene.pixels, face)) for face in scene.faces[:1])
    part = USUAL_PARTS[options.kind] if options.region == "auto" else options.region
    kind = options.kind if options.kind != "auto" else _usual_kind(part, options.direction)
    return (Region(kind, outline(scene.glance, part)),)


def _usual_kind(part: Part, direction: str) -> Kind:
    """What most likely flows in a part of a picture."""
    if part == "top":
        return "sky"
    return "smoke" if part == "centre" or direction == "up" else "water"


def _way(kind: str, options: CinemagraphOptions, side: str) -> tuple[float, float]:
    """The direction of a flow, right and down."""
    if options.direction != "auto":
        return WAYS[options.direction]
    return WAYS["up" if kind == "smoke" else side]


def _flow(
    mesh: Mesh, coverage: Field, kind: str, way: tuple[float, float], rng: np.random.Generator
) -> np.ndarray:
    """How far things flow in a loop, in parts of the farthest that anything does.

    Shapes:
        coverage: of the mesh. Returns (rows, columns, 2) float32, right and down.
    """
    rows = np.flatnonzero(coverage.max(axis=1) > 0.5)
    first, last = (rows[0], rows[-1]) if rows.size else (0, coverage.shape[0] - 1)
    down = (np.arange(coverage.shape[0]) - first) / max(1, last - first)
    near = {"water": down, "sky": 1 - down, "smoke": np.ones_like(down)}[kind]
    speed = SPEEDS[kind] * (0.15 + 0.85 * np.clip(near, 0, 1))[:, None] * coverage
    speed = speed * (1 + 0.25 * smooth_noise(rng, coverage.shape, (4, 4)))
    astray = (0.25 if kind == "smoke" else 0.1) * smooth_noise(rng, coverage.shape, (4, 4))
    right, below = way
    flow = np.stack((right + below * astray, below + right * astray), axis=-1)
    return np.asarray(flow * speed[..., None], np.float32)


def _sway(
    pixels: np.ndarray,
    mesh: Mesh,
    coverage: Field,
    options: CinemagraphOptions,
    rng: np.random.Generator,
) -> Sway:
    """Strands that swing across the wind, one after the other."""
    right, down = WAYS["right" if options.direction == "auto" else options.direction]
    most = (0.003 + 0.01 * options.strength) * max(mesh.height, mesh.width)
    reach = coverage * np.float32(most) * (1 + 0.3 * smooth_noise(rng, coverage.shape, (4, 4)))
    along = (mesh.x * right + mesh.y * down) / max(mesh.height, mesh.width)
    phase = 0.35 * smooth_noise(rng, coverage.shape, (3, 4)) - 1.3 * along
    return Sway(pixels, mesh, np.stack((reach * right, reach * down), axis=-1), phase)


class Shade:
    """A picture over which the shade of a cloud passes, while nothing in it moves."""

    def __init__(self, pixels: np.ndarray, mesh: Mesh, rng: np.random.Generator) -> None:
        self._pixels, self._mesh = pixels, mesh
        darker = (pixels / np.float32(255)) ** np.float32(1.12)
        self._shaded = to_bytes(darker * suit((0.62, 0.66, 0.72), pixels))
        aslant = 0.3 * (mesh.y / mesh.height - 0.5)
        self._ragged = aslant + 0.16 * smooth_noise(rng, mesh.x.shape, (2, 3))

    def at(self, t: float) -> np.ndarray:
        """The picture at a time of the loop, 0 <= t < 1. (H, W, 3) uint8."""
        middle = -0.8 + 2.6 * t  # of the cloud, in frame widths
        away = np.abs(self._mesh.x / self._mesh.width + self._ragged - middle) / 0.6
        cloud = smoothstep(1 - away)
        return blend(self._pixels, self._shaded, self._mesh, cloud)


def _spare(mesh: Mesh, faces: tuple[Face, ...]) -> Field:
    """1 everywhere but on faces, which never move. Of the mesh."""
    spared = np.ones_like(mesh.x)
    for face in faces:
        across = (mesh.x - face.left - face.width / 2) / (0.65 * face.width)
        down = (mesh.y - face.top - face.height / 2) / (0.85 * face.height)
        spared *= smoothstep((np.hypot(across, down) - 1) / 0.25).astype(np.float32)
    return spared


def _on(mesh: Mesh, coverage: np.ndarray) -> Field:
    """A coverage at the points of a mesh."""
    rows, columns = mesh.x.shape
    inner = cv2.resize(coverage, (columns - 2, rows - 2), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.copyMakeBorder(inner, 1, 1, 1, 1, cv2.BORDER_REPLICATE))

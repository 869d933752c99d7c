"""Ripple: drops fall on the picture as if it were the face of still water.

Each drop sends out a ring of waves that refracts the picture, catches the light and dies away
before the next round begins, so the clip loops. The water is the whole photo: waves stop at no
outline.

Source: small waves travel at one speed here; refraction by the slope of the surface as in Gomez,
"Interactive Simulation of Water Surfaces", Game Programming Gems, 2000.
"""

from collections.abc import Iterator

import numpy as np

from effects._layers import Picture, bend
from effects._mesh import Field, Mesh
from effects.api import Chunk, Options, Take, effect
from effects.scene import Scene
from effects.warp import stack_frames

ROUND = 4.0  # about how many seconds a round of drops lasts
DROPS = (0.07, 0.26, 0.43)  # when each falls, in its round
LIFE = 0.55  # how long its ring is seen
WAVE = 0.085  # from crest to crest, in shorter sides of the frame


@effect(
    "ripple", "ripples like water that drops fall on", category="transform", price=1, loops=True
)
def ripple(scene: Scene, options: Options, take: Take) -> Iterator[Chunk]:
    """Yield the picture as the rings cross it."""
    still = scene.still.to(take.device)
    mesh = Mesh(scene.height, scene.width)
    places = _places(scene, take.rng())
    rounds = max(1, round(options.duration * options.speed / ROUND))
    amount = (0.25 + 0.75 * options.strength) * min(scene.height, scene.width)
    for times in take.timeline(options.duration):
        yield stack_frames([_draw(still, mesh, places, t * rounds % 1, amount) for t in times])


def _places(scene: Scene, rng: np.random.Generator) -> np.ndarray:
    """Where the drops fall: the first where the eye goes, the others anywhere. (3, 2), pixels."""
    size = np.array((scene.width, scene.height))
    others = rng.uniform(0.2, 0.8, (len(DROPS) - 1, 2))
    return np.asarray(np.vstack((scene.focus, others)) * size)


def _draw(still: Picture, mesh: Mesh, places: np.ndarray, now: float, amount: float) -> Picture:
    """One frame, `now` being how much of its round has passed."""
    if now < DROPS[0]:
        return still
    slope_x, slope_y = np.zeros_like(mesh.x), np.zeros_like(mesh.y)
    shorter = min(mesh.height, mesh.width)
    for (x, y), fell in zip(places, DROPS, strict=True):
        age = (now - fell) / LIFE
        if 0 < age < 1:
            away_x, away_y = mesh.x - np.float32(x), mesh.y - np.float32(y)
            far = np.hypot(away_x, away_y) + np.float32(1e-3)
            slope = _ring(far / shorter, age) / far
            slope_x += slope * away_x
            slope_y += slope * away_y
    shift = np.float32(amount * 0.042)
    facing = -(slope_x * 0.6 + slope_y * 0.8)  # the light comes from the upper left
    strong = amount / shorter
    light = 1 + strong * (0.42 * facing + 1.2 * np.clip(facing - 0.35, 0, 1) ** 2)
    return bend(still, mesh, mesh.x - shift * slope_x, mesh.y - shift * slope_y, light)


def _ring(far: Field, age: float) -> Field:
    """How steep the water is, at most about 1, at distances from where a drop fell.

    Shapes:
        far: in shorter sides of the frame. age: 0 the drop falls, 1 its ring has died.
    """
    front = 1.5 * age
    behind = (far - front) / WAVE
    packet = np.exp(-((behind / (1.1 + 1.2 * age)) ** 2)) * np.sin(2 * np.pi * behind)
    return np.asarray(packet * min(1, age * 12) * (1 - age) ** 1.2 / (0.75 + far), np.float32)

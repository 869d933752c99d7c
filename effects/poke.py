"""Poke: something invisible pokes the picture, and it wobbles like jelly.

Each poke presses a dent where it lands; let go, the dent springs back past flat and swings itself
to rest, while a wave of it runs outwards. All is at rest again at the end, so the clip loops. The
jelly is the whole photo: with its edges held nothing opens, so no background is missed.

Source: own work, after the poke effect that Pika made popular; the dent's radial map is monotone
for every depth used here, so nothing is seen twice.
"""

from collections.abc import Iterator

import numpy as np

from effects._layers import Picture, bend
from effects._mesh import Mesh
from effects._timing import jelly
from effects.api import Chunk, Options, Take, effect
from effects.easing import smoothstep
from effects.scene import Scene
from effects.warp import stack_frames

ROUND = 4.0  # about how many seconds a round of pokes lasts
POKES = (0.09, 0.34, 0.57)  # when each lands, in its round
LIFE = 0.38  # how long the jelly swings
PRESS = 0.16  # part of that for which it is pressed
SIZE = 0.24  # how wide the dent is, in shorter sides of the frame


@effect("poke", "is poked and wobbles like jelly", category="transform", price=1, loops=True)
def poke(scene: Scene, options: Options, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it is poked."""
    still = scene.still.to(take.device)
    mesh = Mesh(scene.height, scene.width)
    places = _places(scene, take.rng())
    rounds = max(1, round(options.duration * options.speed / ROUND))
    for times in take.timeline(options.duration):
        frames = (_draw(still, mesh, places, t * rounds % 1, options.strength) for t in times)
        yield stack_frames(list(frames))


def _places(scene: Scene, rng: np.random.Generator) -> np.ndarray:
    """Where the pokes land: around what the picture is about. (3, 2), in pixels."""
    size = np.array((scene.width, scene.height))
    middle = np.clip(scene.focus, 0.3, 0.7)
    turn = rng.uniform(0, 2 * np.pi) + np.arange(len(POKES)) * 2 * np.pi / len(POKES)
    around = np.stack((np.cos(turn), np.sin(turn)), axis=1) * 0.26 * size.min() / size
    return np.asarray((middle + around) * size)


def _draw(still: Picture, mesh: Mesh, places: np.ndarray, now: float, strength: float) -> Picture:
    """One frame, `now` being how much of its round has passed."""
    if now < POKES[0]:
        return still
    x, y, light = mesh.x.copy(), mesh.y.copy(), np.ones_like(mesh.x)
    hold_x, hold_y = _held(mesh.x, mesh.width), _held(mesh.y, mesh.height)
    reach = SIZE * min(mesh.height, mesh.width)
    for (at_x, at_y), landed in zip(places, POKES, strict=True):
        age = (now - landed) / LIFE
        if 0 < age < 1:
            away_x, away_y = (mesh.x - at_x) / reach, (mesh.y - at_y) / reach
            far = away_x**2 + away_y**2
            dent = jelly(age, PRESS) * (0.5 + 0.6 * strength)
            pull = dent * np.exp(-far) + _wave(np.sqrt(far), age, strength)
            x += away_x * pull * reach * hold_x
            y += away_y * pull * reach * hold_y
            light += pull * (away_x * 0.5 + away_y * 0.7) * 1.1 - 0.3 * max(dent, 0) * np.exp(
                -far * 2
            )
    return bend(still, mesh, x, y, np.clip(light, 0.3, 1.5))


def _held(at: np.ndarray, length: int) -> np.ndarray:
    """How freely the jelly moves across its edges: not at all there, so that none opens."""
    return np.asarray(smoothstep(np.minimum(at, length - 1 - at) / (0.22 * length)))


def _wave(far: np.ndarray, age: float, strength: float) -> np.ndarray:
    """The wave that runs outwards when the dent is let go."""
    free = (age - PRESS) / (1 - PRESS)
    if free <= 0:
        return np.zeros_like(far)
    behind = far - 4.5 * free
    height = 0.16 * (0.3 + strength) * (1 - free) ** 2 * min(1, free * 10)
    return np.asarray(height * np.exp(-(behind**2)) * np.cos(3.2 * behind) / (0.5 + far))

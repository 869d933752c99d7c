"""Eye-pop: the eyes bulge out of the face like a cartoon's, twice, and snap back.

Where a face looks at the camera, its eyes are looked for inside the face's box; where none does,
the spot that stands out most bulges instead: often an eye, too. It is a lens that springs, drawn
from the picture's own pixels: eyeballs on stalks would need to know what is behind them. The clip
loops.

Source: own work, after the eye-pop effect that Pika made popular; the lens is monotone, so nothing
is seen twice.
"""

from collections.abc import Iterator

import cv2
import numpy as np

from effects._layers import Picture, bend
from effects._mesh import Mesh
from effects._timing import stage
from effects.api import Chunk, Options, Take, effect
from effects.easing import smoothstep, spring
from effects.faces import Face
from effects.scene import Scene
from effects.warp import stack_frames

ROUND = 4.0  # about how many seconds a round of two pops lasts
POPS = ((0.1, 0.44), (0.54, 0.9))  # when each begins and when it snaps back, in its round
SNAP = 0.05  # how long the snap takes
LEVEL = 0.36  # of the eyes in a face's box, from its top
APART = (0.29, 0.71)  # of the eyes, from its left
EYE = 0.2  # how wide a bulge is, in widths of the face's box
DEEPEST = 0.82  # of a lens; from 1 on, it would show things twice
FACES = 3  # the largest ones
SPOT = 0.2  # how wide a bulge without a face is, in shorter sides of the picture
SPOT_SEARCH_PX = 96  # shorter side of the picture in which its place is looked for


@effect(
    "eye-pop", "has its eyes pop out like a cartoon's", category="transform", price=1, loops=True
)
def eye_pop(scene: Scene, options: Options, take: Take) -> Iterator[Chunk]:
    """Yield the picture as its eyes pop."""
    still = scene.still.to(take.device)
    mesh = Mesh(scene.height, scene.width)
    lenses = _lenses(scene)
    rounds = max(1, round(options.duration * options.speed / ROUND))
    most = 0.38 + 0.26 * options.strength
    for times in take.timeline(options.duration):
        yield stack_frames([_draw(still, mesh, lenses, t * rounds % 1, most) for t in times])


def _lenses(scene: Scene) -> np.ndarray:
    """Where to bulge: x, y and width of every lens, in pixels. (count, 3)."""
    if not scene.faces:
        return np.array([(*_find_spot(scene), SPOT * min(scene.width, scene.height))])
    grey = cv2.cvtColor(scene.pixels, cv2.COLOR_RGB2GRAY)
    eyes = (_find_eye(grey, face, side) for face in scene.faces[:FACES] for side in APART)
    return np.array(list(eyes))


def _find_spot(scene: Scene) -> tuple[float, float]:
    """The round spot that differs most from what is around it, not far from where the eye goes.

    Returns x and y, in pixels.
    """
    scale = SPOT_SEARCH_PX / min(scene.width, scene.height)
    small = cv2.resize(scene.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    sigma = 0.3 * SPOT * SPOT_SEARCH_PX
    inner, outer = (cv2.GaussianBlur(lab, (0, 0), times * sigma) for times in (1, 2))
    rows, columns = lab.shape[:2]
    y, x = (np.mgrid[0:rows, 0:columns].T + 0.5).T
    away = ((x / columns - scene.focus[0]) ** 2 + (y / rows - scene.focus[1]) ** 2) / 0.2**2
    odd = np.linalg.norm(inner - outer, axis=2) * np.exp(-away / 2)
    row, column = np.unravel_index(int(odd.argmax()), odd.shape)
    return (float(column) + 0.5) / scale, (float(row) + 0.5) / scale


def _find_eye(grey: np.ndarray, face: Face, side: float) -> tuple[float, float, float]:
    """Where an eye is: the darkest spot of its size near where eyes are in faces.

    Shapes:
        grey: (H, W) uint8. Returns x, y and the width of its bulge, in pixels.
    """
    x, y = face.left + side * face.width, face.top + LEVEL * face.height
    reach_x, reach_y = 0.1 * face.width, 0.09 * face.height
    left, top = max(0, int(x - reach_x)), max(0, int(y - reach_y))
    near = grey[top : int(y + reach_y) + 1, left : int(x + reach_x) + 1]
    if near.size:
        soft = cv2.GaussianBlur(near.astype(np.float32), (0, 0), max(0.5, 0.045 * face.width))
        row, column = np.unravel_index(int(soft.argmin()), soft.shape)
        x, y = left + float(column), top + float(row)
    return x, y, EYE * face.width


def _draw(still: Picture, mesh: Mesh, lenses: np.ndarray, now: float, most: float) -> Picture:
    """One frame, `now` being how much of its round has passed."""
    x, y, light = mesh.x.copy(), mesh.y.copy(), np.ones_like(mesh.x)
    popped = [_popped(now, number) for number in range(len(lenses))]
    if not any(popped):
        return still
    for (at_x, at_y, reach), out in zip(lenses, popped, strict=True):
        away_x, away_y = (mesh.x - at_x) / reach, (mesh.y - at_y) / reach
        far = away_x**2 + away_y**2
        deep = min(most * out, DEEPEST)
        lens = deep * np.exp(-far)
        x -= away_x * lens * reach
        y -= away_y * lens * reach
        rim = far * np.exp(-((far / 1.3) ** 2))
        light -= deep * rim * (0.1 + 0.4 * (away_x * 0.5 + away_y * 0.8))
        light += 0.3 * deep * np.exp(-(((away_x + 0.3) ** 2 + (away_y + 0.35) ** 2) * 9))
    return bend(still, mesh, x, y, np.clip(light, 0.4, 1.4))


def _popped(now: float, number: int) -> float:
    """How far a lens is out: 0 not, 1 as far as it goes; every other one pops a little later."""
    late = 0.018 * (number % 2)
    for start, end in POPS:
        if start + late < now < end + SNAP:
            since = (now - start - late) / 0.3
            out = float(spring(np.asarray(since), damping=0.2, turns=3.2))
            return out * (1 - stage(now, end, end + SNAP, smoothstep))
    return 0.0

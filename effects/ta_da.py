"""Ta-da: the subject, or else the whole photo, pops up with a bounce, and confetti flies.

A photo stands on the floor of a dark room, a subject where it is. It ducks and trembles for a
moment, and leaps into its full size; soft rays turn behind it and paper shot from both sides
flutters down around it.

Source: own work, after the ta-da effect that Pika made popular.
"""

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from effects._layers import Picture, glow, over, read
from effects._mesh import Field
from effects._object import ObjectOptions, find_object
from effects._shards import Pose, Shard, draw_shard
from effects._timing import act, stage
from effects.api import Chunk, Take, effect
from effects.easing import smoothstep, spring
from effects.scene import Scene

FLOOR = 0.88  # where the picture stands, in frame heights
SCALE = 0.56  # how large it is before it pops, relative to the frame
DUCK, POP = 0.26, 0.38  # when it begins to duck, and when it leaps
PIECES = 170
SECONDS = 3.3  # of confetti, in the action
DRAG = 2.2  # per second: how quickly the air brakes a piece of paper
SINK = 0.2  # frame heights per second: how fast paper sinks in the end


@effect(
    "ta-da", "pops up in a shower of confetti", category="transform", price=2, options=ObjectOptions
)
def tada(scene: Scene, options: ObjectOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it is presented."""
    show = Show(scene, options, replace(take, device="cpu"))
    yield from act(lambda done: show.draw(done).to(take.device), scene, options, take)


class Show:
    """The picture, the rays behind it and the confetti around it."""

    def __init__(self, scene: Scene, options: ObjectOptions, take: Take) -> None:
        rng = take.rng()
        self._room = find_object(scene, take, options, scale=SCALE, floor=FLOOR)
        over_it = self._room.camera(1).top / self._room.scale / self._room.height
        self._grown = min(0.16 + 0.2 * options.strength, max(0.03, over_it))  # stays in the frame
        self._confetti = Confetti(scene, options.strength, rng)

    def draw(self, done: float) -> Picture:
        """One frame. `done`: 0 at rest, 1 when the confetti has come down."""
        room, mesh = self._room, self._room.mesh
        away = stage(done, 0, DUCK)
        x, y = self._leap(*room.camera(away).see(mesh), done)
        coverage = room.mesh.cover(room.inside(x, y))
        frame = room.cast(coverage, away)
        shown = stage(done, POP, POP + 0.08, smoothstep)
        if shown:
            frame = glow(frame, mesh, shown * self._rays(done))
        seconds = (done - POP) * SECONDS
        self._confetti.draw(frame.numpy(), seconds, behind=True)
        window = mesh.around(coverage)
        layer = read(room.sheet, window.mesh, x[window.points], y[window.points])
        frame[window.pixels] = over(layer, frame[window.pixels])
        self._confetti.draw(frame.numpy(), seconds, behind=False)
        return frame

    def _leap(self, x: Field, y: Field, done: float) -> tuple[Field, Field]:
        """Look up what of the picture is where as it ducks, leaps and bounces.

        Shapes:
            x, y: of the mesh, in pixels of the print. Returns both there.
        """
        room = self._room
        duck = stage(done, DUCK, POP - 0.02, smoothstep) - stage(done, POP - 0.02, POP, smoothstep)
        since = (done - POP) / 0.3
        popped = float(spring(np.asarray(since), damping=0.22, turns=2.6)) if since > 0 else 0.0
        speed = np.exp(-4 * since) * np.cos(16 * since) if since > 0 else 0.0
        stretch = 0.12 * duck - 0.1 * speed * (since > 0)
        tremble = 0.006 * duck * np.sin(done * 400)
        size = 1 + self._grown * popped
        from_x = (x + 0.5) / room.width - 0.5 - tremble
        above = 1 - (y + 0.5) / room.height
        return (
            (from_x / size / (1 + stretch * 0.6) + 0.5) * room.width - 0.5,
            (1 - above / size / (1 - stretch)) * room.height - 0.5,
        )

    def _rays(self, done: float) -> np.ndarray:
        """Soft rays that turn behind the picture. (rows, columns, 3) of the mesh, 0 to 1."""
        mesh = self._room.mesh
        from_x, from_y = mesh.x - mesh.width / 2, mesh.y - mesh.height * 0.52
        angle = np.arctan2(from_y, from_x)
        beams = 0.5 + 0.5 * np.cos(9 * angle + done * 4) * np.cos(5 * angle - done * 2.5)
        far = np.hypot(from_x, from_y) / np.hypot(mesh.width, mesh.height)
        light = 0.3 * beams**2 * np.exp(-far * 2.2)
        return np.asarray(light[..., None] * (1.0, 0.93, 0.8), np.float32)


class Confetti:
    """Bits of paper in the picture's colours, shot from both lower corners."""

    def __init__(self, scene: Scene, strength: float, rng: np.random.Generator) -> None:
        self._width, self._height = scene.width, scene.height
        shorter = min(scene.width, scene.height)
        self._shards = [_bit(colour, shorter, rng) for colour in _palette(scene, rng)]
        side = np.where(np.arange(PIECES) % 2, 1.0, -1.0)
        self._x = scene.width * (0.5 + 0.52 * side)
        throw = (1.15 + 0.5 * strength) * rng.uniform(0.35, 1.1, PIECES)
        angle = np.deg2rad(rng.uniform(48, 84, PIECES))
        self._right = -side * np.cos(angle) * throw * DRAG * max(0.55 * scene.width, shorter * 0.6)
        self._up = np.sin(angle) * throw * DRAG * scene.height * 0.95
        self._late = rng.uniform(0, 0.25, PIECES)
        self._sway = rng.uniform(0, 2 * np.pi, PIECES)
        self._spin = rng.normal(0, 3, PIECES)
        self._tumble = rng.uniform(4, 10, PIECES)
        self._is_behind = rng.uniform(0, 1, PIECES) < 0.5
        self._near = np.where(self._is_behind, 0.8, rng.uniform(1.0, 1.5, PIECES))

    def draw(self, frame: np.ndarray, seconds: float, *, behind: bool) -> None:
        """Draw the bits in front of the picture or behind it, in place."""
        for index in np.flatnonzero(self._is_behind == behind):
            since = seconds - self._late[index]
            if since > 0:
                pose, light = self._at(int(index), since)
                if pose.y < self._height * 1.05:
                    draw_shard(frame, self._shards[index], pose, light)

    def _at(self, index: int, since: float) -> tuple[Pose, float]:
        """Where a bit is, some seconds after it was shot, and how the light falls on it."""
        braked = (1 - np.exp(-DRAG * since)) / DRAG
        sink = SINK * self._height
        sway = 0.03 * self._height * np.sin(3 * since + self._sway[index]) * min(1.0, since)
        x = self._x[index] + self._right[index] * braked + sway
        y = 1.02 * self._height - self._up[index] * braked + sink * self._near[index] * since
        tilt = self._tumble[index] * since
        light = 0.72 + 0.4 * abs(float(np.cos(tilt + self._sway[index])))
        turn = self._spin[index] * since
        return Pose(x, y, self._near[index], turn, tilt, self._sway[index]), light


def _palette(scene: Scene, rng: np.random.Generator) -> np.ndarray:
    """Colours of the picture for the confetti, the lively ones, brightened. (PIECES, 3) uint8."""
    small = cv2.resize(scene.pixels, (48, 48), interpolation=cv2.INTER_AREA)
    colours = cv2.cvtColor(small, cv2.COLOR_RGB2HSV).reshape(-1, 3).astype(np.float32)
    liveliness = colours[:, 1] * colours[:, 2] + 2000
    chosen = colours[rng.choice(len(colours), PIECES, p=liveliness / liveliness.sum())]
    chosen[:, 1] = np.where(chosen[:, 1] > 25, np.minimum(255, chosen[:, 1] * 1.25), chosen[:, 1])
    chosen[:, 2] = np.maximum(chosen[:, 2], 190)
    return np.asarray(cv2.cvtColor(chosen.astype(np.uint8)[None], cv2.COLOR_HSV2RGB)[0])


def _bit(colour: np.ndarray, shorter: int, rng: np.random.Generator) -> Shard:
    """One bit of paper: a small rectangle with smooth edges."""
    width, height = (
        max(2, round(shorter * side)) for side in rng.uniform((0.012, 0.02), (0.02, 0.034))
    )
    sprite = np.zeros((height + 4, width + 4, 4), np.uint8)
    sprite[2:-2, 2:-2] = (*colour, 255)
    return Shard(cv2.GaussianBlur(sprite, (0, 0), 0.6), 0.0, 0.0)

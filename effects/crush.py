"""Crush: a hydraulic press comes down on the subject, or else the whole photo, and folds it flat.

A photo stands on the floor of a dark room, a subject where it is; a steel plate on a shaft
descends, hits its upper edge with a jolt and drives it down. The picture gives way in folds, like a
can: each fold runs across it, bulges to the sides and catches the light. Then the press lifts off
what is left.

Source: own work, after the crush effect that Pika made popular.
"""

from collections.abc import Iterator

import cv2
import numpy as np
import torch

from effects._dust import Dust
from effects._layers import Layer, Picture, over, read, shade
from effects._mesh import Field
from effects._noise import smooth_noise
from effects._object import ObjectOptions, find_object
from effects._place import Place
from effects._room import Camera, Room
from effects._timing import act, stage
from effects.api import Chunk, Take, effect
from effects.easing import ease_in, smootherstep, smoothstep
from effects.scene import Scene
from effects.warp import transform

FLOOR = 0.87  # where the picture stands, in frame heights
SCALE = 0.58  # how large it is in the end, relative to the frame
FOLDS = 4.5
HIT, FLAT, LIFT = 0.42, 0.7, 0.82  # when the press hits, stops and lifts


@effect(
    "crush",
    "is folded flat by a hydraulic press",
    category="transform",
    price=2,
    options=ObjectOptions,
)
def crush(scene: Scene, options: ObjectOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it is crushed."""
    yield from act(Bench(scene, options, take).draw, scene, options, take)


class Bench:
    """The room, the picture in it and the press, at any moment of the crush."""

    def __init__(self, scene: Scene, options: ObjectOptions, take: Take) -> None:
        rng = take.rng()
        self._room = room = find_object(scene, take, options, scale=SCALE, floor=FLOOR)
        self._sheets = [_softened(room.sheet, rows) for rows in (1, 3, 6)]
        self._plate = torch.from_numpy(_steel(room, rng)).to(take.device)
        self._dust = Dust(room.mesh, rng)
        over_it = room.camera(1).top / room.scale / room.height  # room for the plate to come from
        self._far = max(0.75, 1.2 * over_it + 0.1)
        self._crease = smooth_noise(rng, (64, 64), (2.5, 3.5))
        self._most = 0.62 + 0.24 * options.strength  # how much of its height the picture loses

    def draw(self, done: float) -> Picture:
        """One frame. `done`: 0 at rest, 1 when the press has lifted."""
        room, mesh = self._room, self._room.mesh
        away = stage(done, 0, 0.3)
        camera = _shaken(room.camera(away), done, mesh.height)
        lost = self._most * _pressed(done)
        x, y = camera.see(mesh)
        x, y, gain = self._fold(x, y, lost)
        deep = room.inside(x, y)
        coverage = mesh.cover(deep)
        frame = room.cast(coverage, away)

        window = mesh.around(coverage)
        part = window.points
        sheet = self._sheets[(lost > 0.35) + (lost > 0.6)]
        layer = read(sheet, window.mesh, x[part], y[part])
        layer = shade(layer, window.mesh, (gain * self._under_plate(y, lost, done))[part])
        frame[window.pixels] = over(layer, frame[window.pixels])
        self._lower_plate(frame, camera, lost, done)
        return self._raise_dust(frame, camera, done)

    def _fold(self, x: Field, y: Field, lost: float) -> tuple[Field, Field, Field]:
        """Look up where a crushed picture shows what, and how the light falls on its folds.

        Shapes:
            All of the mesh, in pixels of the print. Returns x, y there and the gain of the light.
        """
        room = self._room
        above = (room.height - 0.5 - y) / room.height / (1 - lost)  # 0 at the foot, 1 at the top
        aside = (x + 0.5) / room.width - 0.5
        crease = cv2.remap(
            self._crease,
            (aside + 1) * 32,
            np.clip(above, -0.5, 1.5) * 30 + 16,
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT,
        )
        phase = 2 * np.pi * FOLDS * above + 2.4 * crease * lost
        bulge = 1 + lost * (0.24 * np.sin(np.pi * np.clip(above, 0, 1)) + 0.05 * np.cos(phase))
        lean = 0.035 * lost * np.sin(phase * 0.5 + 1)
        source_x = ((aside - lean) / bulge + 0.5) * room.width - 0.5
        ripple = 0.6 * min(lost, 0.8) / (2 * np.pi * FOLDS) * np.sin(phase)
        source_y = room.height * (1 - above - ripple) - 0.5
        light = np.sin(phase + 0.7) + 0.35 * np.sin(2 * phase + 1.1)
        gain = 1 + lost * np.clip(0.5 * light - 0.12, -0.75, 0.4)
        return source_x.astype(np.float32), source_y.astype(np.float32), gain

    def _under_plate(self, y: Field, lost: float, done: float) -> Field:
        """How much light reaches the picture below the nearing plate."""
        gap = self._gap(lost, done)
        below = y / self._room.height * (1 - lost)
        near = stage(done, 0.14, HIT) * np.exp(-3 * gap)
        return np.asarray(1 - 0.6 * near * np.exp(-np.maximum(below, 0) * 9))

    def _gap(self, lost: float, done: float) -> float:
        """How far the plate is over the picture, in print heights."""
        coming = 1 - stage(done, 0.14, HIT, ease_in)
        going = stage(done, LIFT, 1.0, smootherstep)
        return self._far * coming + (self._far - 0.4 + 0.7 * self._most) * going

    def _lower_plate(self, frame: Picture, camera: Camera, lost: float, done: float) -> None:
        """Draw the press into a frame."""
        room, plate = self._room, self._plate
        edge = room.height * (lost - self._gap(lost, done)) * camera.scale + camera.top
        shown = min(room.mesh.height, int(edge) + 2)
        if shown <= 0:
            return
        grown = (
            camera.scale / room.scale
        )  # as large beside the picture as when the camera has arrived
        left = camera.left + camera.scale * room.width / 2 - plate.shape[1] * grown / 2
        first, last = (
            max(0, int(left)),
            min(room.mesh.width, int(left + plate.shape[1] * grown) + 2),
        )
        look = np.array(
            [
                [1 / grown, 0, (first - left) / grown],
                [0, 1 / grown, plate.shape[0] - 1 - edge / grown],
                [0, 0, 1],
            ]
        )
        layer = transform(plate, look[None], shown, last - first, border="empty")[0]
        frame[:shown, first:last] = over(layer, frame[:shown, first:last])

    def _raise_dust(self, frame: Picture, camera: Camera, done: float) -> Picture:
        """Let dust burst from both ends of the picture's foot when it is hit."""
        age = stage(done, HIT + 0.02, HIT + 0.4)
        if not 0 < age < 1:
            return frame
        room = self._room
        reach = camera.scale / SCALE * room.height * (0.06 + 0.2 * age**0.5)
        foot = room.ground * room.mesh.height
        middle = camera.left + camera.scale * room.width / 2
        half = camera.scale * room.width * (0.5 + 0.12 * age)
        sides = (middle - half, middle + half)
        density = sum(self._dust.puff(x, foot - reach * 0.25, reach, 1.3, age) for x in sides)
        return self._dust.lay(frame, np.clip(density, 0, 1) * 0.5)


def _softened(sheet: Layer, rows: int) -> Layer:
    """A layer averaged over some rows, to be read when that many are pressed into one."""
    return torch.from_numpy(cv2.blur(sheet.numpy(force=True), (1, rows))).to(sheet.device)


def _pressed(done: float) -> float:
    """How far down the picture is, 0 to 1: a jolt, resistance, giving way, a little spring back."""
    jolt = 0.1 * stage(done, HIT, HIT + 0.034, smoothstep)
    back = 0.035 * stage(done, LIFT, LIFT + 0.06, smoothstep)
    give = stage(done, HIT + 0.056, FLAT, smoothstep)
    return jolt + 0.9 * give * give - back


def _shaken(camera: Camera, done: float, height: int) -> Camera:
    """The camera as the blow shakes it: two short, dying tremors."""
    shake = 0.0
    for blow, force in ((HIT, 0.006), (FLAT, 0.009)):
        since = done - blow
        if since > 0:
            shake += force * np.exp(-since * 28) * np.sin(since * 190)
    return Camera(camera.scale, camera.left, camera.top + shake * height)


def _steel(room: Room | Place, rng: np.random.Generator) -> np.ndarray:
    """The press: a thick brushed plate, as wide as the picture, under a polished shaft.

    Shapes:
        Returns (H, w, 4) uint8, premultiplied; its last row is the plate's lower edge.
    """
    height, width = room.mesh.height, round(room.width * room.scale * 1.3)
    thick = round(height * 0.085)
    x = np.linspace(-1, 1, width, dtype=np.float32)
    brushed = cv2.GaussianBlur(rng.normal(0, 1, (1, width)).astype(np.float32), (0, 0), 0.8)[0]
    steel = np.zeros((height, width, 4), np.float32)
    _polish(steel[:-thick], x / 0.3, brushed * 3)
    down = np.linspace(0, 1, thick, dtype=np.float32)[:, None]
    grain = cv2.GaussianBlur(
        rng.normal(0, 1, (thick, width)).astype(np.float32), (0, 0), 9, None, 0.6
    )
    face = 150 - 62 * down + 34 * np.exp(-((x / 0.55) ** 2)) + 26 * grain
    face += 70 * np.exp(-(((down - 0.06) / 0.05) ** 2)) - 60 * np.exp(-(((down - 1) / 0.1) ** 2))
    ends = np.clip((1 - np.abs(x)) / 0.024, 0, 1) ** 0.5
    steel[-thick:, :, :3] = (face * (0.45 + 0.55 * ends))[..., None]
    steel[-thick:, :, 3] = 255
    steel[-thick:, :, 3] *= np.clip((1 - np.abs(x)) * width / 2, 0, 1)
    tone = np.array([0.95, 1.0, 1.06, 1], np.float32)
    steel = np.clip(steel * tone, 0, 255)
    steel[..., :3] = np.minimum(steel[..., :3], steel[..., 3:])
    return np.asarray(steel.round(), np.uint8)


def _polish(shaft: np.ndarray, x: np.ndarray, brushed: np.ndarray) -> None:
    """Paint a polished cylinder across where x is within -1 to 1, in place."""
    inside = np.abs(x) < 1
    tone = 70 + 120 * np.exp(-(((x + 0.35) / 0.2) ** 2)) + 50 * np.exp(-(((x - 0.6) / 0.12) ** 2))
    tone = (tone + brushed) * np.sqrt(np.clip(1 - x**2, 0, 1)) ** 0.7
    shaft[:, inside, :3] = tone[inside, None]
    shaft[:, inside, 3] = 255
    shaft[-40:, :, :3] *= 1 - np.linspace(0, 0.45, 40)[:, None, None]  # in the plate's shade

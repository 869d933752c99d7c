"""Relight: a light of your choice comes round the picture and settles where you want it.

The picture is graded twice, as if all of it were lit and as if none of it were; how much of each is
seen follows from where the light stands and how the surface of the scene, known from its depth,
faces it. The surface is kept smooth, so there are no halos, and nothing in the picture moves.

Source: Lambert, "Photometria", 1760, on the normals of the relief; the grading is our own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
import torch
from pydantic import Field as Ranged
from pydantic import field_validator

from effects._grading import blend, tint, to_bytes
from effects._light_words import LightWish, read_wish
from effects._mesh import Field, Mesh
from effects._timing import action, stage
from effects.api import Chunk, Options, Take, effect
from effects.easing import smootherstep, smoothstep
from effects.scene import Scene

SWEEP = np.radians(130)  # how far the light comes round
SWING = np.radians(14)  # to either side, when it has come
SWING_S = 5.0  # seconds to and fro
SOFTNESS = 0.02  # of the relief, in longer sides: sharper ones would show as halos
SLOPE = 0.22  # how tall the relief is, in longer sides
WARM, COLD = (1.5, 1.0, 0.5), (0.62, 0.92, 1.5)  # gains of linear light, before they are evened out
LUMA = np.array((0.2126, 0.7152, 0.0722), np.float32)
SIDES = {
    "left": (-1, 0),
    "right": (1, 0),
    "above": (0, -1),
    "below": (0, 1),
    "front": (0, 0),
    "upper-left": (-1, -1),
    "upper-right": (1, -1),
    "lower-left": (-1, 1),
    "lower-right": (1, 1),
}


@dataclass(frozen=True)
class Mood:
    """How a time of day lights things. Levels are of linear light, 1 as it was."""

    key: float  # in the light
    ambient: float  # out of it
    sky: tuple[float, float, float]  # colour out of it
    warmth: float  # of the light: -1 cold to 1 warm
    colour: float = 1.0  # how colourful things are
    haze: float = 0.0  # how much the light veils what it falls on
    side: tuple[int, int] = (-1, -1)  # where it comes from if nobody says
    height: float = 0.5  # of the light before the picture, 0 grazing to 1


MOODS: dict[str, Mood] = {
    "dawn": Mood(1.35, 0.45, (0.86, 0.86, 1.24), 0.5, 1.1, 0.1, (-1, 0), 0.35),
    "noon": Mood(1.6, 0.55, (0.97, 1.0, 1.05), 0.06, 1.08, side=(0, -1), height=0.7),
    "golden-hour": Mood(1.5, 0.34, (0.98, 0.9, 1.12), 0.85, 1.15, 0.06, (-1, 0), 0.3),
    "dusk": Mood(0.75, 0.22, (0.78, 0.8, 1.45), 0.3, 0.95, 0.02, (1, 0), 0.3),
    "night": Mood(0.36, 0.04, (0.66, 0.86, 1.4), -0.8, 0.6, side=(1, -1), height=0.45),
    "": Mood(1.6, 0.3, (1.0, 1.0, 1.0), 0.0),  # a lamp
}


class RelightOptions(Options):
    """What a user may change about the light."""

    words: str = Ranged(default="", max_length=200)
    """The light in words, such as "golden hour from the left" or "cold moonlight from above"."""

    time: Literal["auto", "dawn", "noon", "golden-hour", "dusk", "night"] = "auto"
    """Time of day. Auto: as the words say, or else the golden hour."""

    direction: Literal[
        "auto",
        "left",
        "right",
        "above",
        "below",
        "front",
        "upper-left",
        "upper-right",
        "lower-left",
        "lower-right",
    ] = "auto"
    """Where the light comes from. Auto: as the words say, or as usual at that time."""

    warmth: float = Ranged(default=0.0, ge=-1.0, le=1.0, allow_inf_nan=False)
    """How much colder (-1) or warmer (1) the light is than at that time or in those words."""

    @field_validator("words")
    @classmethod
    def _are_about_light(cls, words: str) -> str:
        read_wish(words)
        return words


@dataclass(frozen=True)
class Light:
    """A light that settles on a picture."""

    mood: Mood
    warmth: float
    side: tuple[int, int]  # where it comes from, right and down; (0, 0) is the front
    strength: float


@effect(
    "relight",
    "is lit anew, at the time of day you name",
    category="light",
    price=2,
    options=RelightOptions,
)
def relight(scene: Scene, options: RelightOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture while the light comes round."""
    light = choose_light(options)
    room = Surface(scene)
    mood, share = light.mood, 0.5 + 0.5 * light.strength
    still = scene.pixels
    shaded = _grade(still, mood.ambient * np.array(mood.sky), mood.colour, 0.0, share)
    lit = _grade(still, mood.key * _colour(light.warmth), mood.colour, mood.haze, share)

    def draw(done: float, t: float) -> np.ndarray:
        if done == 0:
            return still
        there = stage(done, 0, 0.95, smootherstep)
        swing = SWING * np.sin(2 * np.pi * t * options.duration / SWING_S) * there
        seen = room.light_from(light.side, mood.height, turned=SWEEP * (1 - there) + swing)
        frame = blend(shaded, lit, room.mesh, seen)
        come = stage(done, 0, 0.3, smoothstep)
        return cv2.addWeighted(still, 1 - come, frame, come, 0) if come < 1 else frame

    for times in take.timeline(options.duration):
        frames = [draw(*moment) for moment in zip(action(times, options), times, strict=True)]
        yield torch.from_numpy(np.stack(frames)).to(take.device)


def choose_light(options: RelightOptions) -> Light:
    """The light that was asked for: a choice beats the words, the words beat what is usual."""
    wish = read_wish(options.words)
    time: str | None = wish.time if options.time == "auto" else options.time
    if time is None:
        asked = wish != LightWish() or options.warmth != 0
        time = "" if asked else "golden-hour"
    mood = MOODS[time]
    side = SIDES.get(options.direction, wish.side if wish.side is not None else mood.side)
    usual = mood.warmth if wish.warmth is None else wish.warmth
    warmth = max(-1.0, min(1.0, usual + options.warmth))
    strength = options.strength
    if wish.strength is not None and "strength" not in options.model_fields_set:
        strength = wish.strength
    return Light(mood, warmth, side, strength)


class Surface:
    """The smooth surface of a scene, and how much light of a direction each part of it gets."""

    def __init__(self, scene: Scene) -> None:
        self.mesh = Mesh(scene.height, scene.width)
        longer = max(scene.height, scene.width)
        rows, columns = self.mesh.x.shape
        # The step around a subject is no surface: lit as one, it would be a ring.
        depth = scene.gentle_depth.numpy(force=True)
        small = cv2.resize(depth, (columns, rows), interpolation=cv2.INTER_AREA)
        step = self.mesh.step / longer
        small = cv2.GaussianBlur(small, (0, 0), SOFTNESS / step)
        slope_y, slope_x = (
            np.clip(slope * SLOPE / step, -1.5, 1.5) for slope in np.gradient(small)
        )
        steep = np.sqrt(1 + slope_x**2 + slope_y**2)
        self._normal = -slope_x / steep, -slope_y / steep, 1 / steep
        self._across = self.mesh.x / scene.width * 2 - 1
        self._down = self.mesh.y / scene.height * 2 - 1
        focus_x, focus_y = scene.focus
        self._off = np.hypot(self._across - focus_x * 2 + 1, self._down - focus_y * 2 + 1)

    def light_from(self, side: tuple[int, int], height: float, turned: float) -> Field:
        """How much of a light is seen, 0 to 1, on the mesh.

        Args:
            side: where the light will come from, right and down; (0, 0) is the front.
            height: of the light before the picture, 0 grazing to 1.
            turned: how far it still has to come round, in radians.
        """
        if side == (0, 0):
            near = 0.9 - 0.8 * self._off**2 * (0.5 + 0.5 * turned / SWEEP)
            return _soft(0.5 * near + 0.25 + 0.9 * (self._normal[2] - 0.9))
        angle = np.arctan2(side[1], side[0]) + turned
        right, down = np.cos(angle), np.sin(angle)
        flat = np.sqrt(1 - height**2)
        facing = (self._normal[0] * right + self._normal[1] * down) * flat
        facing += (self._normal[2] - 1) * height
        near = self._across * right + self._down * down
        return _soft(0.5 + 0.34 * near + 0.95 * facing)


def _soft(level: Field) -> Field:
    """Bring what may lie beyond 0 or 1 softly into that range."""
    return np.asarray(0.5 + 0.5 * np.tanh((level - 0.5) * 2.2) / np.tanh(1.1), np.float32).clip(
        0, 1
    )


def _colour(warmth: float) -> np.ndarray:
    """The colour of a light, as bright as white. (3,), gains of linear light."""
    end = np.array(WARM if warmth > 0 else COLD)
    colour = 1 + (end - 1) * abs(warmth)
    return np.asarray(colour / (colour @ LUMA))


def _grade(
    pixels: np.ndarray, gain: np.ndarray, colour: float, haze: float, share: float
) -> np.ndarray:
    """A picture in a light.

    Args:
        pixels: the picture, (H, W, 3) uint8.
        gain: of linear light, (3,).
        colour: how colourful it is, 1 as before.
        haze: how much of the light veils it.
        share: how much of all this is done, 0 to 1.
    """
    levels = (np.arange(256) / 255) ** 2.2
    linear = cv2.LUT(pixels, levels.astype(np.float32))
    graded = cv2.transform(linear, tint(LUMA, gain, colour, haze * gain, 1.0))
    bright = 1 - 0.4 * cv2.exp((0.6 - graded) / 0.4)  # a shoulder: it must not burn out
    seen = cv2.pow(np.maximum(np.where(graded > 0.6, bright, graded), 0), 1 / 2.2)
    return to_bytes(cv2.addWeighted(pixels.astype(np.float32), (1 - share) / 255, seen, share, 0))

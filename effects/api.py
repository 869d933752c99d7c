"""What an effect is: options, a timeline, and a generator of frame chunks over a scene.

A file in this folder that calls `@effect(...)` is an effect; nothing else needs to change. Frames
are uint8 RGB, channels last, because that is what OpenCV warps at memory speed on a CPU and what
the encoder takes; an effect that computes in float rounds once, at the end (`to_frames`).
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from effects.errors import Allowed, BadOptions, RenderCancelled
from effects.scene import Scene

# N consecutive frames: (N, H, W, 3) uint8 RGB or, in a take that takes them, `effects.planes`.
Chunk: TypeAlias = torch.Tensor

CHUNK_FRAMES = 4  # frames drawn between two checkpoints, at most
CHUNK_PIXELS = 4_200_000  # of large frames fewer are drawn at once, so that memory suffices


class Options(BaseModel):
    """What every effect lets a user change. Ranged and described; unknown names are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    duration: float = Field(default=4.0, ge=1.0, le=60.0, allow_inf_nan=False)
    """Length of the clip in seconds."""

    strength: float = Field(default=0.5, ge=0.0, le=1.0, allow_inf_nan=False)
    """How much happens: 0 barely, 1 all the way."""

    speed: float = Field(default=1.0, ge=0.25, le=4.0, allow_inf_nan=False)
    """How fast it happens: 2 is twice as fast, the rest of the clip is held or repeats."""


@dataclass(frozen=True)
class Take:
    """One rendering of one effect: its clock, its randomness, its voice and its stop button.

    Shapes:
        voice: (frames,) float64 or None: how loud the clip's sound is at every frame, from 0 (the
            room) to 1 (its loudest).
    """

    fps: int = 24
    seed: int = 0
    chunk_frames: int = CHUNK_FRAMES
    """How many frames are drawn at once."""
    device: str = "cpu"
    takes_planes: bool = False
    """Whether frames may come as the encoder's planes: an effect that can draws them so."""
    stop: threading.Event = field(default_factory=threading.Event)
    alive: Callable[[], None] = lambda: None
    """Told at every checkpoint: a render that reaches none for long hangs."""
    prepared: Callable[[float], None] = lambda _share: None
    """Told how much is done, 0..1, of work that comes before the first frame."""
    depth_is_guessed: Callable[[], None] = lambda: None
    """Told when what is drawn stands on a depth that no model has measured."""
    joined: Callable[[float], None] = lambda _seam: None
    """Told of each joint between stretches how much more changes there than elsewhere."""
    drawn_smaller: Callable[[int, int], None] = lambda _width, _height: None
    """Told the size of the frames where memory did not suffice for the clip's own."""
    voice: np.ndarray | None = field(default=None, compare=False)

    def frame_count(self, seconds: float) -> int:
        """How many frames a clip of this length has. At least 1."""
        return max(1, round(seconds * self.fps))

    def timeline(self, seconds: float) -> Iterator[np.ndarray]:
        """Yield the normalised times t of the frames, 0 <= t < 1, a chunk at a time.

        Every chunk is a checkpoint.

        Shapes:
            Yields (n,) float64, n <= `chunk_frames`.

        Raises:
            RenderCancelled: the render was told to stop.
        """
        times = np.arange(self.frame_count(seconds)) / self.frame_count(seconds)
        for start in range(0, len(times), self.chunk_frames):
            self.checkpoint()
            yield times[start : start + self.chunk_frames]

    def checkpoint(self) -> None:
        """Leave the render here if it was cancelled.

        Raises:
            RenderCancelled: the render was told to stop.
        """
        if self.stop.is_set():
            raise RenderCancelled
        self.alive()

    def rng(self) -> np.random.Generator:
        """The take's only randomness: the same seed draws the same clip."""
        return np.random.default_rng(self.seed)


Draw: TypeAlias = Callable[[Scene, Any, Take], Iterator[Chunk]]


@dataclass(frozen=True)
class Effect:
    """One thing to do to a still."""

    name: str
    summary: str  # what it does to a picture, completing "the picture …"
    category: str  # "camera", "depth", "transform", "motion", "light", "style"
    price: int  # for a clip of the default length at the default size
    options: type[Options]
    draw: Draw
    loops: bool  # the frame after the last is the first again, at speed 1
    starts_on_still: bool  # frame 0 is the still itself
    takes_sound: bool = False  # it moves to a sound, which the clip then plays
    export: Callable[[Scene], bytes] | None = None  # a PNG to take away beside the clip

    def parse(self, values: dict[str, Any]) -> Options:
        """Check options as typed by a user.

        Raises:
            BadOptions: the first option that is unknown or out of range, with what is allowed.
        """
        try:
            return self.options.model_validate(values)
        except ValidationError as error:
            raise explain_refusal(self.options, error) from None


def effect(
    name: str,
    summary: str,
    *,
    category: str,
    price: int,
    options: type[Options] = Options,
    loops: bool = False,
    starts_on_still: bool = True,
    takes_sound: bool = False,
    export: Callable[[Scene], bytes] | None = None,
) -> Callable[[Draw], Effect]:
    """Turn a generator `draw(scene, options, take)` into an effect.

    One that takes a sound must draw something fitting without a voice, too: its preview.
    """

    def decorate(draw: Draw) -> Effect:
        return Effect(
            name,
            summary,
            category,
            price,
            options,
            draw,
            loops,
            starts_on_still,
            takes_sound,
            export,
        )

    return decorate


def chunk_frames(height: int, width: int) -> int:
    """How many frames of this size are drawn at once: 1 to `CHUNK_FRAMES`."""
    return max(1, min(CHUNK_FRAMES, CHUNK_PIXELS // (height * width)))


def to_frames(pictures: torch.Tensor) -> Chunk:
    """Round float pictures to frames.

    Shapes:
        pictures: (N, 3, H, W) float in [0, 1]. Returns (N, H, W, 3) uint8.
    """
    scaled = pictures.clamp(0, 1).mul(255).round()
    return scaled.to(torch.uint8).permute(0, 2, 3, 1).contiguous()


def explain_refusal(options: type[BaseModel], error: ValidationError) -> BadOptions:
    """The first complaint of pydantic as facts: which option, what was typed, what is allowed."""
    first = error.errors()[0]
    name = str(first["loc"][0])
    if name not in options.model_fields:
        return BadOptions(name, "", Allowed(tuple(options.model_fields)), is_unknown=True)
    # Of an option that is missing, pydantic shows everything that was typed.
    value = "" if first["type"] == "missing" else str(first["input"])
    return BadOptions(name, value, allowed_values(options, name))


def option_schema(options: type[BaseModel], name: str) -> dict[str, Any]:
    """The JSON schema of one option in one piece: enumerations and "or nothing" resolved."""
    whole = options.model_json_schema()
    schema = dict(whole["properties"][name])
    for part in [*schema.get("anyOf", ()), schema.copy()]:
        reference = part.get("$ref", "").rpartition("/")[2]
        schema = whole.get("$defs", {}).get(reference, {}) | _unless_null(part) | schema
    return schema


def _unless_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {} if schema.get("type") == "null" else schema


def allowed_values(options: type[BaseModel], name: str) -> Allowed:
    """What an option takes, as a person would type it."""
    schema = option_schema(options, name)
    if schema.get("type") == "boolean":
        return Allowed(("yes", "no"))
    return Allowed(
        tuple(map(str, schema.get("enum", ()))), schema.get("minimum"), schema.get("maximum")
    )

"""A model as a value: where it is, how it is called, what it needs, and what it may be used for.

A new model is an entry in the settings, not code: what differs from pipeline to pipeline are names
of arguments, rules for frame counts and sizes, and memory; all of it is written down here.
"""

from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, model_validator

from generation.models.parts import (
    Acceleration,
    Arguments,
    Component,
    EffectRecipe,
    Frames,
    Licence,
    Lora,
    Part,
    Profile,
    Scheduler,
)
from generation.models.presets import presets

MODEL_CATEGORY = "model"  # of the effects that models draw
READ_GB_PER_S = 1.0  # weights, from a solid-state disk to the device: a guess
Side: TypeAlias = Annotated[int, Field(ge=2, multiple_of=2)]  # pixels


class Model(Part):
    """A registered image-to-video model."""

    preset: str = ""
    """A ready entry that the rest of this table changes: see `zoetrope models list`."""
    name: str = ""
    """What people call it; the name of its table."""
    loader: Literal["pipeline", "modular"] = "pipeline"
    """Which kind of diffusers folder it is."""
    pipeline: str = ""
    """Its class in diffusers."""
    folder: Path | None = None
    """Folder with the weights, as `save_pretrained` writes it; goes before `repo`."""
    repo: str = ""
    """Repository of the weights; it must have been downloaded to this machine."""
    revision: str = ""
    """Commit of the repository; empty: what has been downloaded."""
    components: dict[str, Component] = Field(default_factory=dict)
    """Parts that come from elsewhere."""
    loras: tuple[Lora, ...] = ()
    """Changes to the weights, such as the one that needs only four steps."""
    scheduler: Scheduler | None = None
    """Instead of the one that came with the weights."""
    arguments: Arguments = Arguments()
    """What the pipeline calls things."""
    fixed: dict[str, Any] = Field(default_factory=dict)
    """Further arguments, the same for every clip."""
    attributes: dict[str, Any] = Field(default_factory=dict)
    """Set on the pipeline after loading: "vae.use_framewise_decoding" = true."""
    steps: int = Field(default=30, ge=1, le=200)
    """Denoising steps."""
    frames: Frames
    """How many frames it draws."""
    longest_s: float = Field(default=30.0, ge=0.0, le=60.0)
    """Longest clip in seconds: beyond what it draws at once, it goes on from its last frames."""
    overlap: int = Field(default=1, ge=1)
    """How many last frames it goes on from; several only where `arguments.video` takes them."""
    sizes: tuple[tuple[Side, Side], ...] = Field(min_length=1)
    """Widths and heights it was trained for; even, as video is encoded."""
    motion_range: tuple[float, float] = (0.0, 1.0)
    """What `arguments.motion` takes for the least and the most motion."""
    control: Literal["callback", "hook"] = "callback"
    """How progress is seen and a clip stopped: at the end of a step, or before the denoiser."""
    profiles: tuple[Profile, ...] = (Profile(from_gb=0.0),)
    """How it is kept on devices with more and with less memory."""
    acceleration: Acceleration = Acceleration()
    """What makes it faster here."""
    warm_up: bool | None = None
    """Load it and take its first steps at the start; unset: where `acceleration.compile` is on."""
    float32_vae: bool = False
    """Decode in full precision: with less, colours band."""
    licence: Licence
    """On which conditions it may be used."""
    price: int = Field(default=10, ge=0, le=100_000)
    """Credits for four seconds; longer clips cost more in proportion."""
    guess_s: float = Field(default=60.0, gt=0.0)
    """Seconds of work for four seconds of clip, told until the first one has been made here."""
    download_gb: float = Field(default=0.0, ge=0.0)
    """About how large the weights are."""
    effects: dict[str, EffectRecipe] = Field(default_factory=dict)
    """Effects that this model draws, by name: see `zoetrope effects`."""

    @model_validator(mode="before")
    @classmethod
    def _start_from_preset(cls, table: Any) -> Any:  # noqa: ANN401 - whatever was written
        """Lay what was written over the preset that it names."""
        if not isinstance(table, dict) or not table.get("preset"):
            return table
        known = presets()
        if table["preset"] not in known:
            raise ValueError(f"there is no preset {table['preset']!r} among {', '.join(known)}")
        return _overlay(known[table["preset"]], table)

    @model_validator(mode="after")
    def _has_weights(self) -> "Model":
        if self.folder is None and not self.repo:
            raise ValueError("say where the weights are: folder = … or repo = …")
        if not self.pipeline:
            raise ValueError("name the class of the pipeline: pipeline = …")
        return self

    @model_validator(mode="after")
    def _can_go_on(self) -> "Model":
        if self.overlap > 1 and not self.arguments.video:
            raise ValueError("an overlap of several frames needs arguments.video = …")
        if self.overlap >= self.frames.usual:
            raise ValueError("the overlap must be shorter than the clips")
        return self

    @property
    def most_seconds(self) -> float:
        """Seconds of its longest clip, in one stretch or several."""
        return max(self.frames.longest_s, self.longest_s)

    @property
    def warms_up(self) -> bool:
        """It is made ready before anybody orders."""
        return self.acceleration.compile if self.warm_up is None else self.warm_up

    @property
    def takes_prompt(self) -> bool:
        """It can be told what should happen."""
        return bool(self.arguments.prompt)

    @property
    def source(self) -> str:
        """Where the weights are, as diffusers takes it."""
        return self.repo if self.folder is None else str(self.folder)

    @property
    def guessed_rate(self) -> float:
        """Seconds of work for a megapixel-second of clip, before anything was measured."""
        return self.guess_s / (INCLUDED_S * _area(self.sizes[0]) / 1e6)

    def first_clip_s(self, seconds: float) -> float:
        """Guess how long the first clip of a length takes to make, the loading included."""
        return self.guess_s * seconds / INCLUDED_S + self.download_gb / READ_GB_PER_S

    def size_for(self, ratio: float, long_side: int) -> tuple[int, int]:
        """The trained size that is nearest to a shape; of several the largest that is allowed.

        Args:
            ratio: width over height of the picture.
            long_side: pixels allowed; the smallest size is taken if all are larger.
        """
        allowed = [size for size in self.sizes if max(size) <= long_side]
        sizes = allowed or [min(self.sizes, key=_area)]
        return min(sizes, key=lambda size: (_distance(size, ratio), -_area(size)))

    def smaller_sizes(self, size: tuple[int, int]) -> list[tuple[int, int]]:
        """Sizes of about the same shape that need less memory, largest first."""
        ratio = size[0] / size[1]
        smaller = [each for each in self.sizes if _area(each) < _area(size)]
        alike = [each for each in smaller if _distance(each, ratio) < SAME_SHAPE]
        return sorted(alike, key=_area, reverse=True)


INCLUDED_S = 4.0  # length that a price and a guess are for
SAME_SHAPE = 1.15  # ratio of two shapes that may stand for each other


def _area(size: tuple[int, int]) -> int:
    return size[0] * size[1]


def _distance(size: tuple[int, int], ratio: float) -> float:
    """How many times one shape is wider than another; 1 is the same."""
    own = size[0] / size[1]
    return max(own, ratio) / min(own, ratio)


def _overlay(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """`base` with what `changes` says otherwise, table by table."""
    merged = dict(base)
    if changes.keys() & {"repo", "source"}:
        merged.pop("revision", None)  # it is of the repository that was there before
    for key, value in changes.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _overlay(merged[key], value) if both else value
    return merged

"""A model as a value: where it is, how it is called, what it needs, and what it may be used for.

A new model is an entry in the settings, not code: what differs from pipeline to pipeline are names
of arguments, rules for frame counts and sizes, and memory; all of it is written down here.
"""

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from generation.models.presets import presets

MODEL_CATEGORY = "model"  # of the effects that models draw


class Part(BaseModel):
    """A table of an entry: nothing unknown, nothing changed after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Component(Part):
    """A part of the pipeline that comes from somewhere else than the rest."""

    library: Literal["diffusers", "transformers"]
    """Where its class is."""
    kind: str
    """Its class."""
    source: str
    """A folder, or a repository that has been downloaded."""
    subfolder: str = ""
    """The folder in it."""


class Lora(Part):
    """A small set of weights that changes the model's."""

    source: str
    """A folder, or a repository that has been downloaded."""
    file: str = ""
    """The file in it, if there are several."""
    second_expert: bool = False
    """It belongs to the second of two transformers (Wan2.2 A14B: low noise)."""
    scale: float = Field(default=1.0, ge=-4.0, le=4.0)
    """How strongly it acts."""


class Scheduler(Part):
    """The way from noise to picture, where it is not the one that came with the weights."""

    kind: str
    """Its class in diffusers."""
    options: dict[str, Any] = Field(default_factory=dict)
    """What to change about it."""


class Arguments(Part):
    """What the pipeline calls the things that it is given; "" for what it cannot take."""

    image: str = "image"
    """The picture."""
    prompt: str = "prompt"
    """What should happen."""
    negative: str = "negative_prompt"
    """What should not be seen."""
    width: str = "width"
    """Of the clip."""
    height: str = "height"
    """Of the clip."""
    frames: str = "num_frames"
    """Their number."""
    steps: str = "num_inference_steps"
    """Their number."""
    fps: str = ""
    """Frames a second."""
    motion: str = ""
    """The amount of motion."""
    speed: str = ""
    """How fast things move, 1 being usual."""


class Frames(Part):
    """How many frames the model can draw at once: a multiple of `every`, and `plus`."""

    every: int = Field(default=4, ge=1)
    """4 for 4n + 1."""
    plus: int = Field(default=1, ge=0)
    """1 for 4n + 1."""
    usual: int = Field(ge=1)
    """As many as it was trained for: a clip's length when none is asked for."""
    most: int = Field(ge=1)
    """Beyond this it repeats itself or runs out of memory."""
    fps: int = Field(ge=1, le=60)
    """Frames a second that its motion is right for."""

    def at_least(self, count: int) -> int:
        """The smallest number it can draw that is enough."""
        return -(-max(0, count - self.plus) // self.every) * self.every + self.plus

    @property
    def longest_s(self) -> float:
        """Seconds of its longest clip."""
        return self.most / self.fps


class Profile(Part):
    """How the model is kept on a device with so much memory."""

    from_gb: float = Field(ge=0.0)
    """Memory of the device from which this profile is taken."""
    dtype: Literal["bfloat16", "float16", "float32"] = "bfloat16"
    """Numbers of the weights."""
    fp8: bool = False
    """Keep the denoiser's weights in eight bits: half the memory, a little slower."""
    offload: Literal["none", "model", "group"] = "none"
    """Keep in main memory what is not in use: whole models, or layer by layer (slowest)."""
    tiling: bool = False
    """Decode the frames in tiles: less memory, a little slower."""


class Acceleration(Part):
    """What makes it faster on the operator's device. None of it is on by itself."""

    attention: str = ""
    """Attention backend of diffusers, such as "_native_cudnn" or "sage"."""
    compile: bool = False
    """Compile the repeated blocks: the first clip takes a minute longer, the others less."""
    cache: str = ""
    """Step cache of diffusers, such as "FirstBlockCacheConfig", for models of many steps."""
    cache_options: dict[str, Any] = Field(default_factory=dict)
    """Its options."""


class Licence(Part):
    """On which conditions the weights may be used, as far as their card says."""

    sentence: str
    """Shown with every clip and written into it."""
    commercial: bool = True
    """Clips may be sold."""
    revenue_cap_usd: int | None = None
    """Above this yearly revenue the makers want a licence of their own."""
    excluded_regions: tuple[str, ...] = ()
    """Where the licence does not hold."""
    acknowledged: bool = False
    """You have read the licence and its conditions are met where you run this."""

    @property
    def conditions(self) -> str:
        """What it takes beyond an open licence, in words; "" for nothing."""
        conditions = [] if self.commercial else ["not for commercial use"]
        if self.revenue_cap_usd:
            conditions.append(f"only below {self.revenue_cap_usd:,} dollars of yearly revenue")
        if self.excluded_regions:
            conditions.append("not in " + ", ".join(self.excluded_regions))
        return " and ".join(conditions)

    @model_validator(mode="after")
    def _is_acknowledged(self) -> "Licence":
        if self.conditions and not self.acknowledged:
            raise ValueError(
                f"these weights are {self.conditions}; if that holds, write acknowledged = true"
            )
        return self


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
    sizes: tuple[tuple[int, int], ...] = Field(min_length=1)
    """Widths and heights it was trained for."""
    motion_range: tuple[float, float] = (0.0, 1.0)
    """What `arguments.motion` takes for the least and the most motion."""
    control: Literal["callback", "hook"] = "callback"
    """How progress is seen and a clip stopped: at the end of a step, or before the denoiser."""
    profiles: tuple[Profile, ...] = (Profile(from_gb=0.0),)
    """How it is kept on devices with more and with less memory."""
    acceleration: Acceleration = Acceleration()
    """What makes it faster here."""
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
    for key, value in changes.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _overlay(merged[key], value) if both else value
    return merged

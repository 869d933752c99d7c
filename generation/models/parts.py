"""The tables that an entry of a model is made of."""

from pathlib import PurePath
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator


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
    revision: str = ""
    """Commit of the repository; empty: what has been downloaded."""


class Lora(Part):
    """A small set of weights that changes the model's."""

    source: str
    """A folder, or a repository that has been downloaded."""
    file: str = ""
    """The file in it, if there are several; safetensors only, which cannot bring code."""
    revision: str = ""
    """Commit of the repository; empty: what has been downloaded."""
    second_expert: bool = False
    """It belongs to the second of two transformers (Wan2.2 A14B: low noise)."""
    scale: float = Field(default=1.0, ge=-4.0, le=4.0)
    """How strongly it acts."""

    @field_validator("file")
    @classmethod
    def _brings_no_code(cls, file: str) -> str:
        if file and (PurePath(file).is_absolute() or not file.endswith(".safetensors")):
            raise ValueError(
                "name a file in the source that ends in .safetensors; no other is read"
            )
        return file


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
    video: str = ""
    """Several frames that the clip goes on from."""
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

    section: int = Field(default=0, ge=0)
    """Frames of each of the sections that it denoises one after the other; 0: it has none."""

    def rounds(self, count: int) -> int:
        """How often all steps are taken for so many frames."""
        return -(-count // self.section) if self.section else 1

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
    """What makes it faster on the operator's device."""

    attention: str = ""
    """Attention backend of diffusers, such as "sage"; "": the fastest exact one that works here."""
    compile: bool = False
    """Compile the repeated blocks: the first clip takes a minute longer, the others less."""
    cache: str = ""
    """Step cache of diffusers, such as "FirstBlockCacheConfig", for models of many steps; "": none.
    Not together with `compile`, which goes before it."""
    cache_options: dict[str, Any] = Field(default_factory=dict)
    """Its options."""


class Licence(Part):
    """On which conditions the weights may be used, as far as their card says."""

    sentence: str
    """Shown with every clip and written into it, together with a cap and excluded regions."""
    commercial: bool = True
    """Clips may be sold; if not, that is said instead of what the tier allows."""
    revenue_cap_usd: int | None = None
    """Above this yearly revenue the makers want a licence of their own."""
    excluded_regions: tuple[str, ...] = ()
    """Where the licence does not hold."""
    acknowledged: bool = False
    """You have read the licence and its conditions are met where you run this."""

    @property
    def said(self) -> str:
        """The sentence, and where the licence ends: no tier may promise beyond that unsaid."""
        bounds = []
        if self.revenue_cap_usd:
            bounds.append(f"holds only below {self.revenue_cap_usd:,} dollars of yearly revenue")
        if self.excluded_regions:
            bounds.append("does not hold in " + ", ".join(self.excluded_regions))
        return f"{self.sentence} That licence {' and '.join(bounds)}." if bounds else self.sentence

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


class EffectRecipe(Part):
    """How a model draws one of the effects: what it is told, and weights that taught it to."""

    prompt: str = Field(min_length=1)
    """What should happen; {subject} stands for what is in the picture."""
    loras: tuple[Lora, ...] = ()
    """Changes to the model's weights for this effect alone; their scale is how strongly."""
    licence: str = ""
    """Said with the clip beside the model's own sentence, for the licence of the LoRAs."""
    commercial: bool = True
    """Clips may be sold, as far as the LoRAs go."""
    price: int | None = Field(default=None, ge=0, le=100_000)
    """Credits for four seconds; empty: the model's own price."""

    @model_validator(mode="after")
    def _states_its_licence(self) -> "EffectRecipe":
        if self.loras and not self.licence:
            raise ValueError("say in licence = … what the LoRA's licence is")
        return self

    def told(self, subject: str) -> str:
        """The prompt for a picture of something."""
        return self.prompt.replace("{subject}", subject)

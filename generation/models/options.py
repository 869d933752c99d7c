"""What people may change about a clip that a model draws: by the model, and what it is told."""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field, create_model

from effects.api import Options
from generation.models.entry import Model

LONGEST_PROMPT = 1000  # characters: more than any of the text encoders reads


class MotionOptions(Options):
    """What a user may change about any model's clip."""

    strength: float = Field(default=0.5, ge=0.0, le=1.0, allow_inf_nan=False)
    """How much moves: 0 hardly anything, 1 as much as the model can."""


class PromptOptions(MotionOptions):
    """What a user may change about a clip that follows a prompt."""

    prompt: str = Field(min_length=1, max_length=LONGEST_PROMPT)
    """What should happen, in your words: "the waves roll in, hair moves in the wind"."""


class NegativePromptOptions(PromptOptions):
    """A prompt, and what to keep out."""

    negative: str = Field(default="", max_length=LONGEST_PROMPT)
    """What should not be seen."""


class RecipeOptions(MotionOptions):
    """What a user may change about an effect that a model draws by a recipe."""

    subject: str = Field(default="subject", min_length=1, max_length=100)
    """What is in the picture, in your words: "red car"."""


def options_of(model: Model) -> type[Options]:
    """The options of a model's own clips."""
    if not model.takes_prompt:
        return _with_lengths(model, MotionOptions)
    kind = NegativePromptOptions if model.arguments.negative else PromptOptions
    return _with_lengths(model, kind)


def recipe_options(model: Model, others: Sequence[str]) -> type[Options]:
    """The options of an effect that a model draws by a recipe.

    Args:
        model: that draws it.
        others: who could draw it, too.
    """
    drawers: Any = Literal.__getitem__((model.name, *others))  # as `Literal["wan", "engine"]`
    field = Field(default=model.name, description="Who draws it; the price is theirs.")
    return _with_lengths(model, RecipeOptions, by=(drawers, field))


def _with_lengths(model: Model, base: type[MotionOptions], **more: Any) -> type[Options]:  # noqa: ANN401
    """The options with the model's own range of lengths, and no speed where it has none."""
    has_speed = model.takes_prompt or model.arguments.speed
    least_speed, most_speed = (0.25, 4.0) if has_speed else (1.0, 1.0)
    longest = model.most_seconds
    duration = Field(
        default=model.frames.usual / model.frames.fps,
        allow_inf_nan=False,
        description="Length of the clip in seconds.",
        ge=min(1.0, longest),
        le=longest,
    )
    speed = Field(
        default=1.0,
        ge=least_speed,
        le=most_speed,
        allow_inf_nan=False,
        description="How fast things move.",
    )
    fields: dict[str, Any] = {"duration": (float, duration), "speed": (float, speed)} | more
    return create_model("ModelOptions", __base__=base, **fields)

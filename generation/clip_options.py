"""What can be changed about any clip, whatever the effect: order, shape, frame rate, variants."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from effects.api import explain_refusal
from generation.framing import Aspect, Fit
from generation.playback import Play

MOST_TIMES = 4  # larger than usual: 960 pixels become 3840
VARIANT_STRENGTHS = (0.0, -0.25, 0.25, -0.5, 0.5)  # added to 1, times the strength asked for


class ClipOptions(BaseModel):
    """The tunables of a clip."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    play: Play = Play.FORWARD
    """The order of the frames; ping-pong and loop play on without a jump."""

    aspect: Aspect = Aspect.ORIGINAL
    """The shape of the clip."""

    fit: Fit = Fit.AUTO
    """How the picture gets that shape: cropped, or extended by a blurred copy."""

    fps: int = Field(default=24, ge=8, le=60)
    """Frames per second."""

    variants: int = Field(default=1, ge=1, le=len(VARIANT_STRENGTHS))
    """How many clips to make at once, each with a seed and strength of its own."""

    upscale: int = Field(default=1, ge=1, le=MOST_TIMES)
    """How many times its usual width and height the clip has, as far as the picture allows."""


def read_clip_options(typed: Mapping[str, Any], *, fps: int) -> ClipOptions:
    """Pick the clip's options out of what was typed; `fps` is the rate when none was.

    Raises:
        BadOptions: one of them is out of its range.
    """
    mine = {name: value for name, value in typed.items() if name in ClipOptions.model_fields}
    try:
        return ClipOptions.model_validate({"fps": fps} | mine)
    except ValidationError as error:
        raise explain_refusal(ClipOptions, error) from None


def vary(options: Mapping[str, Any], seed: int, variant: int) -> tuple[dict[str, Any], int]:
    """The options and seed of one variant, counted from 0; the first is what was asked for."""
    strength = min(1.0, max(0.0, options["strength"] * (1 + VARIANT_STRENGTHS[variant])))
    return {**options, "strength": strength}, seed + variant

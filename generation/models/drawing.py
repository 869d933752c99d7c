"""Makes effects out of models: the same options, frames and stop button, drawn by a pipeline."""

from collections.abc import Iterator, Mapping
from typing import Any

import cv2
import numpy as np
import torch
from pydantic import Field, create_model

from effects.api import CHUNK_FRAMES, Chunk, Draw, Effect, Options, Take
from effects.errors import RenderCancelled
from effects.scene import Scene
from generation.models.entry import MODEL_CATEGORY, Model
from generation.models.residents import Residents
from generation.models.running import Shot, shoot

LONGEST_PROMPT = 1000  # characters: more than any of the text encoders reads
# Models that have no number for the amount or speed of motion are told in words.
LITTLE, MUCH = 0.25, 0.75
SLOW, FAST = 0.75, 1.5


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


def effects_of(
    models: Mapping[str, Model], residents: Mapping[str, Residents]
) -> dict[str, Effect]:
    """Every model as an effect.

    Args:
        models: by name.
        residents: by device.
    """
    return {name: _effect_of(model, residents) for name, model in models.items()}


def _effect_of(model: Model, residents: Mapping[str, Residents]) -> Effect:
    how = "moves as you describe" if model.takes_prompt else "moves by itself"
    return Effect(
        name=model.name,
        summary=how,
        category=MODEL_CATEGORY,
        price=model.price,
        options=_options_of(model),
        draw=_draw_with(model, residents),
        loops=False,
        starts_on_still=False,  # nearly: it went through an encoder and back
    )


def _options_of(model: Model) -> type[Options]:
    """The options with the model's own range of lengths, and no speed where it has none."""
    has_speed = model.takes_prompt or model.arguments.speed
    least_speed, most_speed = (0.25, 4.0) if has_speed else (1.0, 1.0)
    longest = model.frames.longest_s
    fields: dict[str, Any] = {
        "duration": (
            float,
            Field(
                default=model.frames.usual / model.frames.fps,
                allow_inf_nan=False,
                description="Length of the clip in seconds.",
                ge=min(1.0, longest),
                le=longest,
            ),
        ),
        "speed": (
            float,
            Field(
                default=1.0,
                ge=least_speed,
                le=most_speed,
                allow_inf_nan=False,
                description="How fast things move.",
            ),
        ),
    }
    return create_model("ModelOptions", __base__=_base_options(model), **fields)


def _base_options(model: Model) -> type[MotionOptions]:
    if not model.takes_prompt:
        return MotionOptions
    return NegativePromptOptions if model.arguments.negative else PromptOptions


def _draw_with(model: Model, residents: Mapping[str, Residents]) -> Draw:
    def draw(scene: Scene, options: Any, take: Take) -> Iterator[Chunk]:  # noqa: ANN401
        """Yield the clip, at the size of the scene."""
        wanted = take.frame_count(options.duration)
        shot = _shot(model, scene, options, wanted)
        frames = _shoot(model, residents[take.device], shot, take)[:wanted]
        for start in range(0, len(frames), CHUNK_FRAMES):
            take.checkpoint()
            yield _to_size(frames[start : start + CHUNK_FRAMES], scene)

    return draw


def _shoot(model: Model, residents: Residents, shot: Shot, take: Take) -> torch.Tensor:
    """Draw with a model; one that breaks is loaded anew for the next clip."""
    loaded = residents.find(model)
    try:
        return shoot(loaded, shot, take)
    except RenderCancelled:
        raise
    except Exception:
        residents.drop(model.name)
        raise


def _shot(model: Model, scene: Scene, options: Any, frames: int) -> Shot:  # noqa: ANN401
    prompt = _in_words(options.prompt, model, options) if model.takes_prompt else ""
    return Shot(
        picture=scene.pixels,
        prompt=prompt,
        negative=getattr(options, "negative", ""),
        motion=options.strength,
        speed=options.speed,
        size=(scene.width, scene.height),
        frames=frames,
    )


def _in_words(prompt: str, model: Model, options: Any) -> str:  # noqa: ANN401
    """The prompt, with the amount and speed of motion in words where there are no numbers."""
    words = [prompt]
    if not model.arguments.motion:
        words += ["only slight, gentle movement"] if options.strength < LITTLE else []
        words += ["strong, dynamic movement"] if options.strength > MUCH else []
    if not model.arguments.speed:
        words += ["in slow motion"] if options.speed < SLOW else []
        words += ["moving fast"] if options.speed > FAST else []
    return ", ".join(words)


def _to_size(chunk: torch.Tensor, scene: Scene) -> Chunk:
    """Bring frames to the size of the clip, where memory only sufficed for smaller ones."""
    size = (scene.width, scene.height)
    if tuple(chunk.shape[1:3]) == size[::-1]:
        return chunk
    resized = [cv2.resize(frame, size, interpolation=cv2.INTER_CUBIC) for frame in chunk.numpy()]
    return torch.from_numpy(np.stack(resized))

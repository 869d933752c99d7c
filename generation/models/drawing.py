"""Makes effects out of models: the same options, frames and stop button, drawn by a pipeline."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import torch

from effects.api import CHUNK_FRAMES, Chunk, Draw, Effect, Take
from effects.errors import RenderCancelled
from effects.library import all_effects
from effects.scene import Scene
from generation.models.continuity import shoot_on
from generation.models.entry import MODEL_CATEGORY, Model
from generation.models.options import options_of, recipe_options
from generation.models.parts import EffectRecipe
from generation.models.residents import Residents
from generation.models.running import Shot

ENGINE = "engine"  # who draws an effect when no model does
AS_NAMED = "does as its name says"  # completing "the picture …"
# Models that have no number for the amount or speed of motion are told in words.
LITTLE, MUCH = 0.25, 0.75
SLOW, FAST = 0.75, 1.5


@dataclass(frozen=True, kw_only=True)
class ModelEffect(Effect):
    """What a model draws: what it is told, or one of the effects by a recipe."""

    model: str  # its name
    recipe: EffectRecipe | None = None

    @property
    def by(self) -> str:
        """The model, where it is one of several that could draw the effect; else ""."""
        return self.model if self.recipe else ""


def key_of(effect: str, by: str) -> str:
    """What an effect is called among all that models draw.

    Args:
        effect: its name.
        by: the model that draws it by a recipe; "" for a model's own.
    """
    return f"{effect}:{by}" if by else effect


def effects_of(
    models: Mapping[str, Model], residents: Mapping[str, Residents]
) -> dict[str, ModelEffect]:
    """Every model as an effect, and every effect that a model has a recipe for, by its key.

    Args:
        models: by name.
        residents: by device.
    """
    drawn = [_own_effect(model, residents) for model in models.values()]
    for name in sorted({name for model in models.values() for name in model.effects}):
        able = [model for model in models.values() if name in model.effects]
        drawn += [_recipe_effect(name, model, able, residents) for model in able]
    return {key_of(effect.name, effect.by): effect for effect in drawn}


def _own_effect(model: Model, residents: Mapping[str, Residents]) -> ModelEffect:
    how = "moves as you describe" if model.takes_prompt else "moves by itself"
    return ModelEffect(
        name=model.name,
        summary=how,
        category=MODEL_CATEGORY,
        price=model.price,
        options=options_of(model),
        draw=_draw_with(model, residents),
        loops=False,
        starts_on_still=False,  # nearly: it went through an encoder and back
        model=model.name,
    )


def _recipe_effect(
    name: str, model: Model, able: Sequence[Model], residents: Mapping[str, Residents]
) -> ModelEffect:
    recipe, engine = model.effects[name], all_effects().get(name)
    others = [each.name for each in able if each is not model]
    others += [ENGINE] if engine else []
    return ModelEffect(
        name=name,
        summary=engine.summary if engine else AS_NAMED,
        category=MODEL_CATEGORY,
        price=model.price if recipe.price is None else recipe.price,
        options=recipe_options(model, others),
        draw=_draw_with(model, residents, recipe),
        loops=False,
        starts_on_still=False,
        model=model.name,
        recipe=recipe,
    )


def _draw_with(
    model: Model, residents: Mapping[str, Residents], recipe: EffectRecipe | None = None
) -> Draw:
    def draw(scene: Scene, options: Any, take: Take) -> Iterator[Chunk]:  # noqa: ANN401
        """Yield the clip, at the size of the scene."""
        wanted = take.frame_count(options.duration)
        shot = _shot(model, recipe, scene, options, wanted)
        for frames in _shoot(model, residents[take.device], shot, take):
            for start in range(0, len(frames), CHUNK_FRAMES):
                take.checkpoint()
                yield _to_size(frames[start : start + CHUNK_FRAMES], scene)

    return draw


def _shoot(model: Model, residents: Residents, shot: Shot, take: Take) -> Iterator[torch.Tensor]:
    """Draw with a model; one that breaks is loaded anew for the next clip."""
    loaded = residents.find(model)
    try:
        yield from shoot_on(loaded, shot, take)
    except RenderCancelled:
        raise
    except Exception:
        residents.drop(model.name)
        raise


def _shot(
    model: Model,
    recipe: EffectRecipe | None,
    scene: Scene,
    options: Any,  # noqa: ANN401 - by the model
    frames: int,
) -> Shot:
    told = recipe.told(options.subject) if recipe else getattr(options, "prompt", "")
    return Shot(
        picture=scene.pixels,
        prompt=_in_words(told, model, options) if model.takes_prompt else "",
        negative=getattr(options, "negative", ""),
        motion=options.strength,
        speed=options.speed,
        size=(scene.width, scene.height),
        frames=frames,
        loras=recipe.loras if recipe else (),
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

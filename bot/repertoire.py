"""All that can be ordered: the effects, and the models as effects of their own."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.templates import NeedsModel, check_can_be_drawn, key_of_name, prompt_for
from effects.api import Effect
from effects.errors import UnknownEffect
from effects.library import all_effects, find_effect
from generation.models.drawing import ENGINE, ModelEffect, key_of
from generation.models.entry import Model

PROMPT = "prompt"  # the option of models that can be told what should happen
BY = "by"  # the option of effects that models draw, too
NEAREST_TO_A_PROMPT = "cinemagraph"  # what moves by itself without a model


@dataclass(frozen=True)
class Repertoire:
    """The effects there are and the models that are configured."""

    models: Mapping[str, Model] = field(default_factory=dict)
    drawn: Mapping[str, Effect] = field(default_factory=dict)  # by the models, by their keys
    enlarges: bool = False  # there is a model that makes the clips of models larger

    def effects(self) -> list[Effect]:
        """Everything that can be ordered by name, as it is drawn if nothing is said; models first.

        Where models can draw an effect, the first of them does.
        """
        own = [self.drawn[name] for name in self.models]
        found = {effect.name: effect for effect in own} | all_effects()
        recipes = [effect for effect in self.drawn.values() if by_of(effect)]
        return list((found | {effect.name: effect for effect in reversed(recipes)}).values())

    def choose(self, name: str, typed: Mapping[str, str]) -> Effect:
        """What an order means: the effect of that name, or for a prompt alone the first model.

        An effect that a model has a recipe for is drawn by the model, unless the engine is asked
        for or an option was typed that only the engine has. A thing that only models can do
        ("hugging") is drawn by the first model without a recipe, too, if there is one; what it is
        told then stands in `bot.templates`.

        Raises:
            NeedsModel: nothing that is here can do it.
            UnknownEffect: there is none of that name.
        """
        recipe = self._by_recipe(name, typed.get(BY, ""))
        engine = all_effects().get(key_of_name(name))
        if engine and (typed.get(BY) == ENGINE or (recipe and _suits_only(engine, recipe, typed))):
            return engine
        if recipe:
            return recipe
        if prompted := self._prompted():
            if prompt_for(name) or (not name and PROMPT in typed):
                return prompted
        elif not name and PROMPT in typed:
            raise NeedsModel(PROMPT, NEAREST_TO_A_PROMPT)
        return self.find(name)

    def find(self, name: str) -> Effect:
        """Look an effect or a model up by the name a user typed, as it is drawn if nothing is said.

        Raises:
            NeedsModel: it is a thing that only models can do.
            UnknownEffect: there is none of that name.
        """
        key = key_of_name(name)
        if key in self.models:
            return self.drawn[key]
        if found := self._by_recipe(name, ""):
            return found
        check_can_be_drawn(name)
        try:
            return find_effect(name)
        except UnknownEffect as error:
            models = difflib.get_close_matches(key, self.models, n=1, cutoff=0.5)
            raise UnknownEffect(name, (*models, *error.nearest)) from None

    def guessed_rates(self) -> dict[str, float]:
        """Seconds of work for a megapixel-second of what models draw, before any was measured."""
        models = {key: self.model(effect) for key, effect in self.drawn.items()}
        return {key: model.guessed_rate for key, model in models.items() if model}

    def _by_recipe(self, name: str, by: str) -> Effect | None:
        """An effect as a model draws it: the one that was asked for, else the first that can."""
        names = (by,) if by in self.models else () if by == ENGINE else self.models
        keys = (key_of(key_of_name(name), model) for model in names)
        return next((self.drawn[key] for key in keys if key in self.drawn), None)

    def _prompted(self) -> Effect | None:
        """The first model that can be told what should happen."""
        names = (model.name for model in self.models.values() if model.takes_prompt)
        return next((self.drawn[name] for name in names), None)

    def model(self, effect: Effect) -> Model | None:
        """The model that draws an effect; None for those that need none."""
        return self.models.get(effect.model) if isinstance(effect, ModelEffect) else None


def by_of(effect: Effect) -> str:
    """The model that draws an effect by a recipe; "" for all else."""
    return effect.by if isinstance(effect, ModelEffect) else ""


def _suits_only(engine: Effect, recipe: Effect, typed: Mapping[str, str]) -> bool:
    """Something was typed that the engine's version of an effect has and a model's has not."""
    own = engine.options.model_fields.keys() - recipe.options.model_fields.keys()
    return not own.isdisjoint(typed)

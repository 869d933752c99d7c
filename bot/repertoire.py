"""All that can be ordered: the effects, and the models as effects of their own."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.templates import NeedsModel, check_can_be_drawn, prompt_for
from effects.api import Effect
from effects.errors import UnknownEffect
from effects.library import all_effects, find_effect
from generation.models.entry import Model

PROMPT = "prompt"  # the option of models that can be told what should happen
NEAREST_TO_A_PROMPT = "cinemagraph"  # what moves by itself without a model


@dataclass(frozen=True)
class Repertoire:
    """The effects there are and the models that are configured."""

    models: Mapping[str, Model] = field(default_factory=dict)
    drawn: Mapping[str, Effect] = field(default_factory=dict)  # the models, as effects
    enlarges: bool = False  # there is a model that makes the clips of models larger

    def effects(self) -> list[Effect]:
        """Everything that can be ordered by name; models first."""
        return [*self.drawn.values(), *all_effects().values()]

    def choose(self, name: str, typed: Mapping[str, str]) -> Effect:
        """What an order means: the effect of that name, or for a prompt alone the first model.

        A thing that only models can do ("hugging") is drawn by the first model, too, if there is
        one; what it is told then stands in `bot.templates`.

        Raises:
            NeedsModel: nothing that is here can do it.
            UnknownEffect: there is none of that name.
        """
        if prompted := self._prompted():
            if prompt_for(name) or (not name and PROMPT in typed):
                return prompted
        elif not name and PROMPT in typed:
            raise NeedsModel(PROMPT, NEAREST_TO_A_PROMPT)
        return self.find(name)

    def find(self, name: str) -> Effect:
        """Look an effect or a model up by the name a user typed.

        Raises:
            NeedsModel: it is a thing that only models can do.
            UnknownEffect: there is none of that name.
        """
        key = name.strip().lower().replace("_", "-")
        if key in self.drawn:
            return self.drawn[key]
        check_can_be_drawn(name)
        try:
            return find_effect(name)
        except UnknownEffect as error:
            models = difflib.get_close_matches(key, self.drawn, n=1, cutoff=0.5)
            raise UnknownEffect(name, (*models, *error.nearest)) from None

    def _prompted(self) -> Effect | None:
        """The first model that can be told what should happen."""
        names = (model.name for model in self.models.values() if model.takes_prompt)
        return next((self.drawn[name] for name in names), None)

    def model(self, effect: Effect) -> Model | None:
        """The model that draws an effect; None for those that need none."""
        return self.models.get(effect.name)

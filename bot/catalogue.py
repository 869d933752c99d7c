"""The effects as front-ends show them: price, category, options with ranges and help."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import BaseModel

from bot.choices import WORDS
from bot.repertoire import PROMPT, Repertoire
from bot.templates import key_of_name
from effects.api import Effect, option_schema
from generation.clip_options import ClipOptions
from generation.models.drawing import AS_NAMED

# The striking ones first.
CATEGORIES = ("model", "transform", "depth", "motion", "light", "style", "camera")


@dataclass(frozen=True)
class OptionCard:
    """One tunable of an effect."""

    name: str
    kind: Literal["number", "integer", "choice", "text", "switch"]
    default: Any
    minimum: float | None
    maximum: float | None
    choices: tuple[str, ...]
    help: str


@dataclass(frozen=True)
class EffectCard:
    """One effect on offer."""

    name: str
    summary: str
    category: str
    price: int  # for a clip of four seconds
    loops: bool
    takes_sound: bool  # a voice note must come with the order
    options: tuple[OptionCard, ...]

    @property
    def words_option(self) -> str:
        """The option that says in plain words what should happen; "" when there is none."""
        names = (option.name for option in self.options)
        return next((name for name in names if name in (WORDS, PROMPT)), "")

    @property
    def needs_more(self) -> bool:
        """A picture alone is not enough: words or a sound must come with it."""
        return self.takes_sound or self.words_option == PROMPT


def card_of(effect: Effect, *, without: Collection[str] = ()) -> EffectCard:
    """Describe an effect, without the options that cannot be had here."""
    options = (*_options(effect.options), *_options(ClipOptions))
    return EffectCard(
        effect.name,
        effect.summary,
        effect.category,
        effect.price,
        effect.loops,
        effect.takes_sound,
        tuple(option for option in options if option.name not in without),
    )


def find_card(name: str, cards: Iterable[EffectCard], repertoire: Repertoire) -> EffectCard:
    """One of the cards, or that of what a model does when it is told a name such as "hugging".

    Raises:
        NeedsModel, UnknownEffect: there is nothing of that name.
    """
    key = key_of_name(name)
    for card in cards:
        if card.name == key:
            return card
    told = repertoire.choose(key, {})
    return replace(card_of(told, without=(PROMPT, "upscale")), name=key, summary=AS_NAMED)


def _options(model: type[BaseModel]) -> Iterator[OptionCard]:
    for name in model.model_fields:
        yield _option(name, option_schema(model, name))


def _option(name: str, schema: dict[str, Any]) -> OptionCard:
    kinds: dict[str, Literal["number", "integer", "text", "switch"]] = {
        "number": "number",
        "integer": "integer",
        "boolean": "switch",
    }
    choices = tuple(map(str, schema.get("enum", ())))
    return OptionCard(
        name=name,
        kind="choice" if choices else kinds.get(schema.get("type", ""), "text"),
        default=schema.get("default"),
        minimum=schema.get("minimum"),
        maximum=schema.get("maximum"),
        choices=choices,
        help=schema.get("description", ""),
    )

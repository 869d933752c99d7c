"""What the effects do and their options are for, in the reader's language.

The code of an effect says it in English; the other languages say it in `bot/locales`. An effect
that a language does not know yet is described in English.
"""

from bot import wording
from bot.catalogue import EffectCard, OptionCard
from bot.repertoire import BY, PROMPT
from bot.templates import PROMPTS
from generation.models.entry import MODEL_CATEGORY


def summary(card: EffectCard, locale: str) -> str:
    """What an effect does to a picture, completing "the picture …"."""
    return wording.say_else(card.summary, (summary_key(card),), locale)


def summary_key(card: EffectCard) -> str:
    """Where an effect is described, whoever draws it; models themselves are described alike."""
    if card.name in PROMPTS:
        return "model-by-name"
    options = {option.name for option in card.options}
    if card.category != MODEL_CATEGORY or BY in options:
        return f"effect-{card.name}"
    return "model-prompted" if PROMPT in options else "model-free"


def category(card: EffectCard, locale: str) -> str:
    """The heading under which an effect is offered."""
    return wording.say(f"category-{card.category}", locale)


def option_help(card: EffectCard, option: OptionCard, locale: str) -> str:
    """What one of an effect's options is for."""
    return wording.say_else(option.help, option_keys(card, option), locale)


def option_keys(card: EffectCard, option: OptionCard) -> tuple[str, str]:
    """Where an option is described: among its effect's own, else with those of all effects."""
    owner = "model" if card.category == MODEL_CATEGORY else card.name
    return f"option-{owner}-{option.name}", f"option-{option.name}"

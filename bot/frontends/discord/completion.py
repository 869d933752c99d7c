"""Suggestions while somebody types a command. From memory alone: Discord waits for none."""

from collections.abc import Sequence
from typing import Any

import discord
from discord.app_commands import Choice

from bot import descriptions, wording
from bot.catalogue import EffectCard, OptionCard
from bot.frontends.discord.cards import effect_title

MOST = 25  # suggestions, Discord's limit
LONGEST = 100  # characters of one
CAMERA = "camera"


class Completion:
    """Knows the effects and what may be written after each."""

    def __init__(self, catalogue: Sequence[EffectCard]) -> None:
        self._cards = {card.name: card for card in catalogue}

    async def effects(self, interaction: discord.Interaction[Any], typed: str) -> list[Choice[str]]:
        """Effects whose name, category or description has what is typed; names first."""
        return self._offer(interaction, typed, list(self._cards.values()))

    async def moves(self, interaction: discord.Interaction[Any], typed: str) -> list[Choice[str]]:
        """The same among camera moves."""
        cards = [card for card in self._cards.values() if card.category == CAMERA]
        return self._offer(interaction, typed, cards)

    async def options(self, interaction: discord.Interaction[Any], typed: str) -> list[Choice[str]]:
        """What may be added to the options of the effect that was chosen."""
        chosen = str(getattr(interaction.namespace, "effect", "") or "").strip().lower()
        card = self._cards.get(chosen.replace("_", "-"))
        if card is None:
            return []
        before, _, begun = typed.rpartition(" ")
        locale = str(interaction.locale)
        used = {word.partition("=")[0] for word in before.split()}
        name, has_value, _ = begun.partition("=")
        offered = []
        for option in card.options:
            if option.name in used or not option.name.startswith(name):
                continue
            value = begun if has_value and name == option.name else _example(option)
            offered.append((option, f"{before} {value}".strip()))
        return [
            Choice(name=f"{value} ({_range(card, option, locale)})"[:LONGEST], value=value)
            for option, value in offered[:MOST]
            if len(value) <= LONGEST
        ]

    def _offer(
        self, interaction: discord.Interaction[Any], typed: str, cards: Sequence[EffectCard]
    ) -> list[Choice[str]]:
        wanted = typed.strip().lower().replace(" ", "-")
        locale = str(interaction.locale)
        ranked = sorted(
            (rank, card.name) for card in cards if (rank := _rank(card, wanted, locale)) is not None
        )
        return [Choice(name=self._label(name, locale), value=name) for _, name in ranked[:MOST]]

    def _label(self, name: str, locale: str) -> str:
        card = self._cards[name]
        label = wording.say(
            "discord-effect-price", locale, effect=effect_title(name), price=card.price
        )
        return f"{label} · {_about(card, locale)}"[:LONGEST]


def _about(card: EffectCard, locale: str) -> str:
    return f"{descriptions.category(card, locale)} · {descriptions.summary(card, locale)}"


def _rank(card: EffectCard, wanted: str, locale: str) -> int | None:
    """How well an effect fits what was typed, 0 best; None: not at all."""
    if card.name.startswith(wanted):
        return 0
    if wanted in card.name:
        return 1
    if wanted.replace("-", " ") in _about(card, locale).lower():
        return 2
    return None


def _example(option: OptionCard) -> str:
    default = option.default
    if default is None:
        return f"{option.name}="
    return (
        f"{option.name}={default:g}" if isinstance(default, float) else f"{option.name}={default}"
    )


def _range(card: EffectCard, option: OptionCard, locale: str) -> str:
    if option.choices:
        return ", ".join(option.choices)
    if option.minimum is not None and option.maximum is not None:
        return wording.span(option.minimum, option.maximum, locale)
    return descriptions.option_help(card, option, locale)

"""The buttons and menus under our messages. They are drawn here and answered in `presses`."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord

from bot import descriptions, wording
from bot.catalogue import EffectCard
from bot.errors import StudioError
from bot.frontends.discord.cards import effect_title
from bot.frontends.discord.keys import Key, Verb
from bot.orders import Delivery, JobCard
from bot.studio import Studio
from effects.errors import EffectError
from storage.errors import StorageError

MOST_CHOICES = 25  # Discord's limit for a menu
VARIANTS = 4  # that is how many are worth comparing in one message
LABEL, CHOICE = 80, 100  # characters


class Buttons:
    """Draws components. `catalogue` is read once: effects do not change while we run."""

    def __init__(self, studio: Studio, catalogue: Sequence[EffectCard]) -> None:
        self._studio = studio
        self._catalogue = catalogue

    async def for_clip(self, delivery: Delivery, locale: str) -> discord.ui.View:
        """What can be done with a finished clip, each with its price."""
        key, style = delivery.job_id, discord.ButtonStyle
        job = await self._studio.archive.job(key, delivery.account)
        offers = {Verb.VARIANTS: variant_options(job)}
        if not delivery.has_sound:  # a clip is never longer than what it plays
            offers[Verb.LONGER] = longer_options(job)
        buttons = [_button(Verb.AGAIN, key, locale, price=job.price)]
        for verb, options in offers.items():
            if (price := await self._price(delivery, job, options)) is not None:
                buttons.append(_button(verb, key, locale, price=price))
        buttons += _upscales(delivery, job, locale)
        buttons.append(_button(Verb.DELETE, key, locale, style=style.danger))
        return draw(*buttons, self.effect_menu(Key(Verb.OTHER, key), locale, leave=job.effect))

    def for_waiting(self, job_id: str, locale: str) -> discord.ui.View:
        """What can be done with an order that is not done."""
        return draw(_button(Verb.CANCEL, job_id, locale))

    def effect_menu(self, key: Key, locale: str, *, leave: str = "") -> discord.ui.Select[Any]:
        """A menu of the effects that a picture is enough for, with their prices.

        Some of every category, when there are more than a menu holds.
        """
        offered = [card for card in self._catalogue if card.name != leave and not card.needs_more]
        if len(offered) > MOST_CHOICES:
            offered = _spread(offered)
        return discord.ui.Select(
            custom_id=str(key),
            placeholder=wording.say("discord-choose-effect", locale),
            options=[effect_choice(card, locale) for card in offered],
        )

    async def _price(
        self, delivery: Delivery, job: JobCard, options: Mapping[str, str]
    ) -> int | None:
        """What a press that orders these options costs; None when that is not on offer."""
        try:
            quote = await self._studio.quote(
                job.effect,
                options,
                delivery.account,
                sound_s=job.sound_s,
                vouched=delivery.tier,
            )
        except (StudioError, EffectError, StorageError):
            return None
        return quote.price


def variant_options(job: JobCard) -> dict[str, str]:
    """What a press orders for several clips like a job's at once."""
    return job.typed | {"variants": str(VARIANTS)}


def longer_options(job: JobCard) -> dict[str, str]:
    """What a press orders for a clip twice as long as a job's, otherwise the same."""
    chosen = {name: str(value) for name, value in job.options.items() if value is not None}
    duration = f"{2 * float(job.options['duration']):g}"
    return chosen | job.typed | {"duration": duration, "seed": str(job.seed)}


def effect_choice(card: EffectCard, locale: str) -> discord.SelectOption:
    """An effect as an entry of a menu."""
    label = wording.say(
        "discord-effect-price", locale, effect=effect_title(card.name), price=card.price
    )
    summary = descriptions.summary(card, locale)
    return discord.SelectOption(label=label[:CHOICE], value=card.name, description=summary[:CHOICE])


def draw(*items: discord.ui.Item[Any]) -> discord.ui.View:
    """A view that Discord shows and the SDK forgets: presses are read from their ids."""
    view = discord.ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    view.stop()
    return view


def _upscales(delivery: Delivery, job: JobCard, locale: str) -> list[discord.ui.Button[Any]]:
    """One button for each clip of the message, where they can be upscaled."""
    if (price := job.upscale_price) is None:
        return []
    keys = [job.job_id, *(f"{job.job_id}-{n + 2}" for n in range(len(delivery.others)))]
    buttons = [_button(Verb.UPSCALE, key, locale, price=price) for key in keys]
    if delivery.others:
        for number, button in enumerate(buttons, start=1):
            button.label = f"{number}: {button.label}"
    return buttons


def _button(
    verb: Verb,
    key: str,
    locale: str,
    *,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    price: int | None = None,
) -> discord.ui.Button[Any]:
    label = wording.say(f"discord-button-{verb}", locale, price=price)
    return discord.ui.Button(label=label[:LABEL], style=style, custom_id=str(Key(verb, key)))


def _spread(cards: Sequence[EffectCard]) -> list[EffectCard]:
    """As many as a menu holds, from every category in turn, so that none is missing."""
    rows: dict[str, list[EffectCard]] = {}
    for card in cards:
        rows.setdefault(card.category, []).append(card)
    picked: list[EffectCard] = []
    while len(picked) < MOST_CHOICES:
        for row in rows.values():
            picked += row[:1]
            del row[:1]
    return sorted(picked[:MOST_CHOICES], key=lambda card: card.name)

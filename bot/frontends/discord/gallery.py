"""The gallery of effects: moving previews, what each does and what it costs, a page at a time."""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import discord

from bot import descriptions, wording
from bot.catalogue import EffectCard
from bot.frontends.discord.cards import effect_title
from bot.frontends.discord.keys import Key, Verb
from bot.studio import Studio
from effects.errors import EffectError, UnknownEffect
from generation.errors import GenerationError

log = logging.getLogger(__name__)
EFFECTS_PER_PAGE = 4  # of 40 components and 10 files that a message may have


class Gallery:
    """Draws pages. The buttons on them open a form for a picture."""

    def __init__(self, studio: Studio, catalogue: Sequence[EffectCard]) -> None:
        self._studio = studio
        self._pages = [
            catalogue[start : start + EFFECTS_PER_PAGE]
            for start in range(0, len(catalogue), EFFECTS_PER_PAGE)
        ]

    def card(self, effect: str) -> EffectCard:
        """An effect on show.

        Raises:
            UnknownEffect: it is not, any more.
        """
        for page in self._pages:
            for card in page:
                if card.name == effect:
                    return card
        raise UnknownEffect(effect)

    async def page(
        self, number: int, locale: str
    ) -> tuple[discord.ui.LayoutView, list[discord.File]]:
        """One page and the previews on it. Numbers beyond the last begin again."""
        number %= len(self._pages)
        cards = self._pages[number]
        paths = [await self._preview(card) for card in cards]
        view = discord.ui.LayoutView(timeout=None)
        for card, path in zip(cards, paths, strict=True):
            view.add_item(self._entry(card, locale, path))
        view.add_item(self._turn(number, locale))
        view.stop()
        files = await asyncio.to_thread(
            lambda: [discord.File(path, path.name) for path in paths if path is not None]
        )
        return view, files

    async def _preview(self, card: EffectCard) -> Path | None:
        """The preview's file; None when it cannot be drawn, which hides nothing else."""
        try:
            return await self._studio.previews.find(card.name)
        except UnknownEffect:  # a model draws it
            return None
        except (EffectError, GenerationError, OSError):
            log.exception("there is no preview of %s", card.name)
            return None

    def _entry(self, card: EffectCard, locale: str, path: Path | None) -> discord.ui.Container[Any]:
        label = wording.say(
            "discord-effect-price", locale, effect=effect_title(card.name), price=card.price
        )
        button: discord.ui.Button[Any] = discord.ui.Button(
            label=label, style=discord.ButtonStyle.primary, custom_id=str(Key(Verb.TRY, card.name))
        )
        text = f"**{effect_title(card.name)}**\n{descriptions.summary(card, locale)}"
        entry: discord.ui.Container[Any] = discord.ui.Container(
            discord.ui.Section(discord.ui.TextDisplay(text), accessory=button)
        )
        if path is not None:
            media = discord.MediaGalleryItem(f"attachment://{path.name}")
            entry.add_item(discord.ui.MediaGallery(media))
        return entry

    def _turn(self, number: int, locale: str) -> discord.ui.ActionRow[Any]:
        """The buttons that turn pages."""
        count = len(self._pages)
        row: discord.ui.ActionRow[Any] = discord.ui.ActionRow()
        for key, target in (("back", number - 1), ("next", number + 1)):
            row.add_item(
                discord.ui.Button(
                    label=wording.say(f"discord-page-{key}", locale),
                    custom_id=str(Key(Verb.PAGE, f"{target % count}-{key}")),
                    disabled=count == 1,
                )
            )
        return row

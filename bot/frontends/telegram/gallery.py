"""Shows what effects do: real clips of a sample picture, before anything is spent."""

import asyncio
import logging
from pathlib import Path

from telegram import Bot, InlineKeyboardMarkup

from bot import wording
from bot.catalogue import EffectCard
from bot.frontends.telegram import texts
from bot.frontends.telegram.callbacks import Source, pack
from bot.frontends.telegram.conversation import Conversation
from bot.frontends.telegram.places import Asker
from bot.frontends.telegram.reception import Reception
from bot.studio import Studio
from effects.errors import EffectError, UnknownEffect
from generation.errors import GenerationError

log = logging.getLogger(__name__)
SHOWN_OFF = "melt"


class Gallery:
    """Sends previews."""

    def __init__(
        self, bot: Bot, studio: Studio, reception: Reception, conversation: Conversation
    ) -> None:
        self._bot = bot
        self._studio = studio
        self._reception = reception
        self._conversation = conversation
        self._sent: dict[str, str] = {}  # effect → Telegram's id of its preview

    async def welcome(self, asker: Asker) -> None:
        """What this does, in one message: a sample clip, a sentence and the effects."""
        prices = await self._studio.prices(asker.account)
        balance = await self._studio.tiers.balance(asker.account)
        text = wording.say(
            "tg-welcome",
            asker.locale,
            count=len(prices),
            cheapest=min(prices.values()),
            balance=balance.spendable,
        )
        keyboard = await self._conversation.menu(asker, Source("v", pack(asker.user)), 0)
        await self._send(asker, SHOWN_OFF, text, keyboard)

    async def show(self, asker: Asker, effect: str) -> EffectCard:
        """One effect with its preview, price and options, and how to order it.

        Raises:
            NeedsModel, UnknownEffect: there is none of that name.
        """
        card = self._studio.card(effect)
        price = (await self._studio.prices(asker.account)).get(card.name)
        if price is None:  # what a model is told to do by a name
            price = (await self._studio.quote(card.name, {}, asker.account)).price
        await self._send(asker, card.name, texts.effect(card, price, asker.locale), None)
        return card

    async def _send(
        self, asker: Asker, effect: str, text: str, keyboard: InlineKeyboardMarkup | None
    ) -> None:
        """The second time, Telegram has the preview already; without one, the text is enough."""
        path = await self._preview(effect)
        if path is None:
            await self._reception.say(asker, text, keyboard)
            return
        content: str | bytes = self._sent.get(effect, "")
        if not content:
            content = await asyncio.to_thread(path.read_bytes)
        message = await self._bot.send_animation(
            asker.chat,
            content,
            filename=path.name,
            caption=text,
            message_thread_id=asker.thread or None,
            reply_markup=keyboard,
        )
        if message.animation is not None:
            self._sent[effect] = message.animation.file_id

    async def _preview(self, effect: str) -> Path | None:
        """The preview's file; None when it cannot be drawn, which hides nothing else."""
        try:
            return await self._studio.previews.find(effect)
        except UnknownEffect:  # a model draws it
            return None
        except (EffectError, GenerationError, OSError):
            log.exception("there is no preview of %s", effect)
            return None

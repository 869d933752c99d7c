"""Shows what effects do: real clips of a sample picture, before anything is spent."""

import asyncio

from telegram import Bot, InlineKeyboardMarkup

from bot import descriptions, wording
from bot.catalogue import EffectCard
from bot.frontends.telegram.callbacks import Source, pack
from bot.frontends.telegram.conversation import Conversation
from bot.frontends.telegram.places import Asker
from bot.studio import Studio

SHOWN_OFF = "melt"


class Gallery:
    """Sends previews."""

    def __init__(self, bot: Bot, studio: Studio, conversation: Conversation) -> None:
        self._bot = bot
        self._studio = studio
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
        """One effect with its preview, price and options.

        Raises:
            UnknownEffect: there is none of that name.
        """
        await self._studio.preview(effect)
        name = effect.lower().replace("_", "-")
        card = next(card for card in self._studio.catalogue() if card.name == name)
        text = wording.say(
            "tg-effect-card",
            asker.locale,
            effect=card.name,
            summary=descriptions.summary(card, asker.locale),
            price=(await self._studio.prices(asker.account))[card.name],
            options=", ".join(option.name for option in card.options),
        )
        await self._send(asker, card.name, text, None)
        return card

    async def _send(
        self, asker: Asker, effect: str, text: str, keyboard: InlineKeyboardMarkup | None
    ) -> None:
        """The second time, Telegram has the preview already."""
        path = await self._studio.preview(effect)
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

"""Brings a finished clip: the status message becomes the clip.

An edit can be repeated without showing the clip twice, so after a crash or a lost answer it simply
is. Where the message is gone, a new one takes its place first and is written down; then it, too,
is edited. So nothing here is sent that must not be sent again.
"""

import asyncio
from dataclasses import replace

from telegram import Bot, InlineKeyboardMarkup
from telegram.error import ChatMigrated, RetryAfter, TelegramError

from bot import wording
from bot.errors import ClipGone, StudioError
from bot.frontends.api import PlatformDown, Undeliverable
from bot.frontends.telegram import keyboards, texts
from bot.frontends.telegram.errors import (
    is_message_gone,
    is_passing,
    is_too_large,
    is_unchanged,
    wait_s,
)
from bot.frontends.telegram.films import Film
from bot.frontends.telegram.keyboards import Longer
from bot.frontends.telegram.places import Asker, Place, settings_of
from bot.frontends.telegram.reception import reply_to
from bot.frontends.telegram.statuses import Statuses
from bot.orders import Address, Delivery
from bot.studio import Studio
from effects.errors import EffectError
from generation.errors import CannotShrink
from storage.store import Store

AFTER_OUTAGE_S = 5.0
LONGER_TIMES = 2.0  # what the button "longer" multiplies the length by


class Courier:
    """Delivers clips into the messages that their askers already see."""

    def __init__(
        self, bot: Bot, studio: Studio, store: Store, statuses: Statuses, *, limit_bytes: int
    ) -> None:
        self._bot = bot
        self._studio = studio
        self._store = store
        self._statuses = statuses
        self._limit_bytes = limit_bytes
        self._loops = {card.name for card in studio.catalogue() if card.loops}

    async def deliver(self, address: Address, delivery: Delivery) -> str:
        """Turn the status into the clip; "chat:message" once it is there.

        Raises:
            Undeliverable: blocked, deleted, or too large however it is encoded.
            PlatformDown: Telegram is away, or wants silence for a while.
        """
        place = Place.from_address(address)
        try:
            return await self._deliver(place, delivery, address.locale)
        except RetryAfter as error:
            self._statuses.keep_quiet(place.chat, wait_s(error))
            raise PlatformDown(wait_s(error)) from error
        except TelegramError as error:
            if is_passing(error) and not is_too_large(error):
                raise PlatformDown(AFTER_OUTAGE_S) from error
            raise Undeliverable from error
        except (CannotShrink, ClipGone) as error:
            raise Undeliverable from error

    async def _deliver(self, place: Place, delivery: Delivery, locale: str) -> str:
        try:
            return await self._put(place, delivery, locale)
        except ChatMigrated as error:  # the group became a supergroup, with another id
            place = replace(place, chat=error.new_chat_id, reply_to=0)
        except TelegramError as error:
            if not is_message_gone(error):
                raise
        moved = await self._move(place, delivery, locale)
        return await self._put(moved, delivery, locale)

    async def _put(self, place: Place, delivery: Delivery, locale: str) -> str:
        """Turn one message into the clip."""
        async with self._statuses.hold(place):
            try:
                film = await self._film(delivery, locale, spoiler=place.spoiler)
                await self._bot.edit_message_media(
                    film.to_media(),
                    place.chat,
                    place.message,
                    reply_markup=await self.buttons(delivery, locale),
                )
            except TelegramError as error:
                if not is_unchanged(error):
                    raise
        return f"{place.chat}:{place.message}"

    async def _move(self, place: Place, delivery: Delivery, locale: str) -> Place:
        """Put a new message in the place of one that is gone."""
        message = await self._bot.send_message(
            place.chat,
            wording.say("tg-moved", locale),
            message_thread_id=place.thread or None,
            reply_parameters=reply_to(place.reply_to),
        )
        moved = replace(place, message=message.message_id)
        await self._studio.move_delivery(delivery.job_id, moved.to_address(locale))
        return moved

    async def send(self, asker: Asker, delivery: Delivery, reply: int = 0) -> None:
        """Send a clip that was delivered before once more.

        Raises:
            TelegramError: Telegram refused it, or is away.
        """
        film = await self._film(delivery, asker.locale)
        await film.send(
            self._bot,
            asker.chat,
            message_thread_id=asker.thread or None,
            reply_parameters=reply_to(reply),
            reply_markup=await self.buttons(delivery, asker.locale),
        )

    async def _film(self, delivery: Delivery, locale: str, *, spoiler: bool = False) -> Film:
        if delivery.path.stat().st_size > self._limit_bytes:
            delivery = await self._studio.shrink(delivery, self._limit_bytes)
        kept = await self._store.settings(settings_of(delivery.account))
        return await asyncio.to_thread(
            Film.read,
            delivery,
            caption=texts.caption(delivery, locale),
            spoiler=spoiler or bool(kept.get("spoiler")),
            is_loop=delivery.effect in self._loops,
        )

    async def buttons(self, delivery: Delivery, locale: str) -> InlineKeyboardMarkup:
        """What can be done with a clip, and for how much."""
        longer = await self.longer(delivery)
        return keyboards.under_clip(delivery.job_id, delivery.price, longer, locale)

    async def longer(self, delivery: Delivery) -> Longer | None:
        """The next longer clip that this account may order, if there is one."""
        options = lengthened(delivery)
        try:
            quote = await self._studio.quote(delivery.effect, options, delivery.account)
        except (StudioError, EffectError):
            return None
        return Longer(quote.seconds, quote.price)


def as_typed(delivery: Delivery) -> dict[str, str]:
    """The options of a clip, for another one like it; what was left out is left out again."""
    return {name: str(value) for name, value in delivery.options.items() if value is not None}


def lengthened(delivery: Delivery) -> dict[str, str]:
    """The options of a clip, for one of twice its length."""
    longer = float(delivery.options["duration"]) * LONGER_TIMES
    return as_typed(delivery) | {"duration": f"{longer:g}"}

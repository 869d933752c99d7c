"""Brings a finished clip: the status message becomes the clip.

An edit can be repeated without showing the clip twice, so after a crash or a lost answer it simply
is. Where the message is gone, a new one takes its place first and is written down; then it, too,
is edited. So nothing here is sent that must not be sent again.
"""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from telegram import InlineKeyboardMarkup, Message
from telegram.error import ChatMigrated, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot import wording
from bot.errors import ClipGone, StudioError
from bot.frontends.api import PlatformDown, Undeliverable
from bot.frontends.telegram import keyboards, texts
from bot.frontends.telegram.callbacks import Verb
from bot.frontends.telegram.errors import (
    is_message_gone,
    is_passing,
    is_too_large,
    is_unchanged,
    wait_s,
)
from bot.frontends.telegram.films import Film
from bot.frontends.telegram.keyboards import Offer
from bot.frontends.telegram.pace import AT_ONCE_S
from bot.frontends.telegram.places import Asker, Place, settings_of
from bot.frontends.telegram.reception import reply_to
from bot.frontends.telegram.statuses import Statuses
from bot.orders import Address, Delivery, JobCard, Quote
from bot.studio import Studio
from effects.errors import EffectError
from generation.errors import CannotShrink
from storage.store import Store

AFTER_OUTAGE_S = 5.0
LONGER_TIMES = 2.0  # what the button "longer" multiplies the length by
VARIANTS = 5
CALLED_AFTER = timedelta(seconds=60)


class Courier:
    """Delivers clips into the messages that their askers already see."""

    def __init__(
        self,
        bot: ExtBot[float],
        studio: Studio,
        store: Store,
        statuses: Statuses,
        *,
        limit_bytes: int,
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
        """Turn the status into the clip, and further messages into further variants."""
        place = await self._put_first(place, delivery, locale)
        for number, variant in enumerate(delivery.others):
            if number >= len(place.more):
                message = await self._open(place, locale)
                place = replace(place, more=(*place.more, message))
                await self._studio.move_delivery(delivery.job_id, place.to_address(locale))
            keyboard = await self._variant_buttons(delivery, number + 1, locale)
            there = replace(place, message=place.more[number])
            with suppress_gone():  # deleted while it was on its way: not wanted
                await self._put(there, variant, locale, keyboard, is_first=False)
        return f"{place.chat}:{place.message}"

    async def _put_first(self, place: Place, delivery: Delivery, locale: str) -> Place:
        """Returns where the clip is now: elsewhere, when the status was gone."""
        keyboard = await self.buttons(delivery, locale)
        try:
            await self._put(place, delivery, locale, keyboard)
        except ChatMigrated as error:  # the group became a supergroup, with another id
            place = replace(place, chat=error.new_chat_id, reply_to=0)
        except TelegramError as error:
            if not is_message_gone(error):
                raise
        else:
            return place
        place = replace(place, message=await self._open(place, locale))
        await self._studio.move_delivery(delivery.job_id, place.to_address(locale))
        await self._put(place, delivery, locale, keyboard)
        return place

    async def _put(
        self,
        place: Place,
        delivery: Delivery,
        locale: str,
        keyboard: InlineKeyboardMarkup | None,
        *,
        is_first: bool = True,
    ) -> None:
        """Turn one message into a clip."""
        async with self._statuses.hold(place):
            film = await self._film(delivery, locale, is_first=is_first, spoiler=place.spoiler)
            try:
                shown = await self._bot.edit_message_media(
                    film.to_media(), place.chat, place.message, reply_markup=keyboard
                )
            except TelegramError as error:
                if not is_unchanged(error):
                    raise
            else:
                if is_first and isinstance(shown, Message):
                    await self._call(place, shown.date, locale)

    async def _call(self, place: Place, asked_at: datetime, locale: str) -> None:
        """An edit makes no sound: whoever has waited long is called back by a new message."""
        if datetime.now(UTC) - asked_at < CALLED_AFTER:
            return
        with suppress(TelegramError):  # the clip is there, and that is what counts
            await self._bot.send_message(
                place.chat,
                wording.say("tg-ready", locale),
                message_thread_id=place.thread or None,
                reply_parameters=reply_to(place.message),
                rate_limit_args=AT_ONCE_S,
            )

    async def _open(self, place: Place, locale: str) -> int:
        """Send a message that will become a clip."""
        message = await self._bot.send_message(
            place.chat,
            wording.say("tg-moved", locale),
            message_thread_id=place.thread or None,
            reply_parameters=reply_to(place.reply_to),
            rate_limit_args=AT_ONCE_S,  # the studio waits, and delivers again
        )
        return message.message_id

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

    async def _film(
        self, delivery: Delivery, locale: str, *, is_first: bool = True, spoiler: bool = False
    ) -> Film:
        ordered = delivery
        if delivery.path.stat().st_size > self._limit_bytes:
            delivery = await self._studio.archive.shrink(delivery, self._limit_bytes)
        is_shrunk = delivery.width < ordered.width
        caption = texts.caption(delivery, locale, is_first=is_first, is_shrunk=is_shrunk)
        kept = await self._store.settings(settings_of(delivery.account))
        return await asyncio.to_thread(
            Film.read,
            delivery,
            caption=caption,
            spoiler=spoiler or bool(kept.get("spoiler")),
            is_loop=delivery.effect in self._loops and not delivery.has_sound,
        )

    async def buttons(self, delivery: Delivery, locale: str) -> InlineKeyboardMarkup:
        """What can be done with a clip, and for how much."""
        job = await self._studio.archive.job(delivery.job_id, delivery.account)
        offers = {Verb.AGAIN: Offer(job.price)}
        longer, several = lengthened(job), multiplied(job)
        if not delivery.has_sound and (quote := await self._quote(delivery, job, longer)):
            offers[Verb.LONGER] = Offer(quote.price, quote.seconds)
        if job.variants == 1 and (quote := await self._quote(delivery, job, several)):
            offers[Verb.VARIANTS] = Offer(quote.price, int(several["variants"]))
        more = []
        if job.upscale_price is not None:
            more.append(keyboards.upscale(job.job_id, 0, job.upscale_price, locale))
        return keyboards.under_clip(job.job_id, offers, locale, *more)

    async def _variant_buttons(
        self, delivery: Delivery, number: int, locale: str
    ) -> InlineKeyboardMarkup | None:
        """What can be done with one variant of several, counted from 0, rather than with all."""
        job = await self._studio.archive.job(delivery.job_id, delivery.account)
        if job.upscale_price is None:
            return None
        button = keyboards.upscale(job.job_id, number, job.upscale_price, locale)
        return InlineKeyboardMarkup([[button]])

    async def _quote(
        self, delivery: Delivery, job: JobCard, options: Mapping[str, str]
    ) -> Quote | None:
        """The price of a clip like this one; None when the account cannot order it."""
        try:
            return await self._studio.quote(
                job.effect, options, delivery.account, sound_s=job.sound_s
            )
        except (StudioError, EffectError):
            return None


@contextmanager
def suppress_gone() -> Iterator[None]:
    """Go on when a message is gone."""
    try:
        yield
    except TelegramError as error:
        if not is_message_gone(error):
            raise


def lengthened(job: JobCard) -> dict[str, str]:
    """What to order for a clip of twice the length."""
    return job.typed | {"duration": f"{float(job.options['duration']) * LONGER_TIMES:g}"}


def multiplied(job: JobCard) -> dict[str, str]:
    """What to order for several takes of the same idea."""
    return job.typed | {"variants": str(VARIANTS)}

"""Pressed buttons. Everything needed is in the button, so they work after a restart."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TypeAlias

from telegram import Bot, CallbackQuery, Message, Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot import wording
from bot.commands import NotACommand, parse_command
from bot.errors import NotYourButton, PictureUnavailable, StaleButton
from bot.frontends.telegram import texts
from bot.frontends.telegram.callbacks import PERSONAL, Album, Source, Tap, Verb, unpack
from bot.frontends.telegram.conversation import Conversation
from bot.frontends.telegram.delivery import lengthened, multiplied
from bot.frontends.telegram.gallery import Gallery
from bot.frontends.telegram.ordering import Ordering, Wish
from bot.frontends.telegram.pictures import get_picture
from bot.frontends.telegram.places import Asker
from bot.frontends.telegram.reception import Reception
from bot.studio import Studio

# A second press of one of these within this time is a double click, not a second order.
ORDERING = (Verb.AGAIN, Verb.LONGER, Verb.VARIANTS, Verb.UPSCALE)
SAME_TAP_S = 2.0


class Pressed:
    """A button that was pressed, and the message it is under."""

    def __init__(self, query: CallbackQuery) -> None:
        self.id = query.id
        self.text = query.data or ""
        self._message = query.message

    @property
    def message(self) -> Message:
        """The message with the button.

        Raises:
            StaleButton: it is so old that Telegram no longer shows it to us.
        """
        if not isinstance(self._message, Message):
            raise StaleButton
        return self._message


TapAnswer: TypeAlias = Callable[[Asker, Pressed, Tap], Awaitable[str]]


class Taps:
    """Answers presses of buttons."""

    def __init__(
        self,
        bot: Bot,
        studio: Studio,
        conversation: Conversation,
        ordering: Ordering,
        reception: Reception,
        gallery: Gallery,
        others: Mapping[Verb, TapAnswer],
    ) -> None:
        self._bot = bot
        self._studio = studio
        self._conversation = conversation
        self._ordering = ordering
        self._reception = reception
        self._gallery = gallery
        self._recent: dict[tuple[int, int, str], float] = {}
        self._answers: dict[Verb, TapAnswer] = {
            Verb.CANCEL: self._cancel,
            Verb.AGAIN: self._repeat,
            Verb.LONGER: self._repeat,
            Verb.VARIANTS: self._repeat,
            Verb.UPSCALE: self._upscale,
            Verb.OTHER: self._other,
            Verb.DELETE: self._delete,
            Verb.PAGE: self._turn_page,
            Verb.EFFECT: self._choose,
            Verb.ALBUM: self._pick,
            **others,
        }

    async def on_tap(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button says; Telegram shows a spinner until it is answered."""
        query, asker = update.callback_query, await self._reception.asker(update)
        if query is None or asker is None:
            return
        pressed = Pressed(query)
        tap = Tap.read(pressed.text)
        if tap.verb in PERSONAL:
            tap = tap.owned_by(asker.user)
        if tap.verb in ORDERING and self._is_double_click(asker, pressed):
            text = ""
        else:
            text = await self._answers[tap.verb](asker, pressed, tap)
        with suppress(TelegramError):  # too late for the spinner; what it asked for is done
            await query.answer(text or None)

    def _is_double_click(self, asker: Asker, pressed: Pressed) -> bool:
        now = asyncio.get_running_loop().time()
        self._recent = {key: at for key, at in self._recent.items() if now - at < SAME_TAP_S}
        key = (asker.user, pressed.message.message_id, pressed.text)
        is_second = key in self._recent
        self._recent[key] = now
        return is_second

    async def _cancel(self, asker: Asker, _pressed: Pressed, tap: Tap) -> str:
        (job_id,) = tap.words
        stopped = await self._studio.cancel(job_id, asker.account)
        return wording.say("tg-cancelled" if stopped else "tg-too-late", asker.locale)

    async def _repeat(self, asker: Asker, pressed: Pressed, tap: Tap) -> str:
        """The same once more with another seed; or longer; or several of it."""
        job = await self._studio.archive.job(tap.words[0], asker.account)
        changed = {Verb.LONGER: lengthened, Verb.VARIANTS: multiplied}.get(tap.verb)
        options = changed(job) if changed else job.typed
        await self._ordering.again(_wish(asker, pressed, job.effect, options), job.job_id)
        return wording.say("tg-accepted", asker.locale)

    async def _upscale(self, asker: Asker, pressed: Pressed, tap: Tap) -> str:
        """The same clip at twice the size."""
        job_id, variant = tap.words
        job = await self._studio.archive.job(job_id, asker.account)
        larger = await self._studio.upscale(job_id, asker.account, variant=int(variant))
        wish = _wish(asker, pressed, job.effect, larger.options)
        await self._ordering.again(replace(wish, request_key=larger.request_key), job_id)
        return wording.say("tg-accepted", asker.locale)

    async def _other(self, asker: Asker, pressed: Pressed, tap: Tap) -> str:
        (job_id,) = tap.words
        await self._studio.archive.picture(job_id, asker.account)  # theirs, and still kept?
        reply = pressed.message.message_id
        await self._conversation.offer(asker, reply, Source("j", job_id))
        return ""

    async def _delete(self, asker: Asker, pressed: Pressed, tap: Tap) -> str:
        await self._studio.archive.picture(tap.words[0], asker.account)
        message = pressed.message
        try:
            await self._bot.delete_message(message.chat_id, message.message_id)
        except TelegramError:
            return wording.say("tg-cannot-delete", asker.locale)
        return wording.say("tg-deleted", asker.locale)

    async def _turn_page(self, asker: Asker, pressed: Pressed, tap: Tap) -> str:
        source = await self._own(asker, tap.words[0])
        menu = await self._conversation.menu(asker, source, int(tap.words[1]))
        await pressed.message.edit_reply_markup(menu)
        return ""

    async def _choose(self, asker: Asker, pressed: Pressed, tap: Tap) -> str:
        """An effect was chosen for the picture that the menu is about."""
        source = await self._own(asker, tap.words[0])
        if source.kind == "v":
            await self._gallery.show(asker, tap.words[1])
            return ""
        menu, card = pressed.message, self._studio.card(tap.words[1])
        if card.needs_more:
            usage = texts.usage(card, asker.locale)
            await self._reception.say(asker, usage, reply=menu.message_id)
            return ""
        wish = _wish(asker, pressed, card.name, {})
        if source.kind == "a":
            await self._each(wish, menu, Album.from_text(source.key))
            return wording.say("tg-accepted", asker.locale)
        key = f"telegram:{asker.chat}:{menu.message_id}"  # a menu makes one clip, and becomes it
        wish = replace(wish, status=menu.message_id, request_key=key)
        if source.kind == "j":
            await self._ordering.again(wish, source.key)
            return ""
        replied = menu.reply_to_message
        picture = replied and get_picture(replied)
        if not replied or not picture:
            raise PictureUnavailable
        await self._ordering.order(replace(wish, reply=replied.message_id), picture)
        return ""

    async def _pick(self, asker: Asker, pressed: Pressed, tap: Tap) -> str:
        """One picture of an album was chosen, or all."""
        code, which = tap.words
        album = Album.from_text(code)
        if album.owner != asker.user:
            raise NotYourButton
        question = pressed.message
        if which != "all":
            album = replace(album, messages=(album.messages[int(which)],))
        try:
            command = parse_command((question.reply_to_message or question).caption or "")
        except NotACommand:
            await self._conversation.offer(asker, album.messages[0], Source("a", album.to_text()))
            await self._remove(question)
            return ""
        options = self._studio.options_of(command)
        wish = _wish(asker, pressed, command.effect, options)
        await self._each(wish, question, album)
        return wording.say("tg-accepted", asker.locale)

    async def _each(self, wish: Wish, question: Message, album: Album) -> None:
        """One job for each picture, then the question has served."""
        for message in album.messages:
            key = f"telegram:{wish.asker.chat}:{question.message_id}:{message}"
            await self._ordering.order(replace(wish, reply=message, request_key=key))
        await self._remove(question)

    async def _remove(self, question: Message) -> None:
        with suppress(TelegramError):  # deleted by the asker, or too old: it disturbs nobody
            await self._bot.delete_message(question.chat_id, question.message_id)

    async def _own(self, asker: Asker, text: str) -> Source:
        """The source of a button, which must be its presser's.

        Raises:
            NotYourButton, NotYours: it is somebody else's.
            StaleButton: it cannot be read.
        """
        source = Source.from_text(text)
        if source.kind == "j":
            await self._studio.archive.picture(source.key, asker.account)
        elif unpack(source.key.partition(".")[0]) != asker.user:
            raise NotYourButton
        return source


def _wish(asker: Asker, pressed: Pressed, effect: str, options: Mapping[str, str]) -> Wish:
    """What a press asks for; pressed again later, it is asked for again."""
    return Wish(
        asker=asker,
        effect=effect,
        options=options,
        request_key=f"telegram:tap:{pressed.id}",
        reply=pressed.message.message_id,
    )

"""From a picture and a wish to an accepted job, with one message that tells how it stands."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from telegram import Bot, Message
from telegram.error import TelegramError

from bot import wording
from bot.errors import PictureUnavailable
from bot.frontends.telegram import texts
from bot.frontends.telegram.patience import persist
from bot.frontends.telegram.pictures import Picture, fetch, get_picture
from bot.frontends.telegram.places import Asker, Place, settings_of
from bot.frontends.telegram.reception import Reception
from bot.frontends.telegram.refusals import is_refusal
from bot.frontends.telegram.sounds import VoiceNote, fetch_sound
from bot.frontends.telegram.statuses import Statuses
from bot.frontends.telegram.whispers import Whispers
from bot.orders import Order
from bot.studio import Studio
from storage.store import Store

log = logging.getLogger(__name__)
FETCHED_AT_ONCE = 8  # each may be 20 MB in memory


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody wants to have done."""

    asker: Asker
    effect: str
    options: Mapping[str, str]
    request_key: str  # the same key again is the same job
    reply: int  # the message to answer
    status: int = 0  # a message of ours that becomes the status; 0: send one
    voice: VoiceNote | None = None
    kept_sound_s: float | None = None  # how much an earlier job's clip plays of its sound, kept

    @property
    def sound_s(self) -> float | None:
        """How long the sound is that the clip plays, in seconds; None: there is none."""
        return self.kept_sound_s if self.voice is None else self.voice.seconds

    def place(self, message: int) -> Place:
        """Where the job's status is."""
        asker = self.asker
        return Place(
            chat=asker.chat,
            message=message,
            reply_to=self.reply,
            thread=asker.thread,
        )


class Ordering:
    """Places orders."""

    def __init__(
        self,
        bot: Bot,
        studio: Studio,
        store: Store,
        statuses: Statuses,
        reception: Reception,
        whispers: Whispers,
        *,
        limit_bytes: int,
    ) -> None:
        self._bot = bot
        self._studio = studio
        self._store = store
        self._reception = reception
        self._whispers = whispers
        self._fetching = asyncio.Semaphore(FETCHED_AT_ONCE)
        self._statuses = statuses
        self._limit_bytes = limit_bytes

    async def order(self, wish: Wish, picture: Picture | None = None) -> None:
        """Place an order for a picture, or for the one in the message that is answered.

        Telegram shows us an answered message when our answer is sent, so that nothing has to be
        remembered about it.

        Raises:
            UnknownEffect, BadOptions, TooLong: the wish is not understood; nothing was sent.
            NotEnoughCredits: it costs too much; nothing was sent.
        """
        if await self._store.get_order(wish.request_key):
            return  # Telegram brings the update again, after a crash
        wish = await self._with_own_length(wish)
        place, answered = await self._open_status(wish, can_reuse=picture is not None)
        async with self._telling(place, wish):
            picture = picture or (get_picture(answered) if answered else None)
            if picture is None:
                raise PictureUnavailable
            place = replace(place, spoiler=picture.spoiler)
            async with self._fetching:
                file = await fetch(self._bot, picture, self._limit_bytes)
            await self._studio.submit(
                Order(
                    account=wish.asker.account,
                    picture=file,
                    effect=wish.effect,
                    options=wish.options,
                    address=place.to_address(wish.asker.locale),
                    request_key=wish.request_key,
                    scope=wish.asker.scope,
                    sound=await self._fetch_voice(wish),
                )
            )

    async def again(self, wish: Wish, job_id: str) -> None:
        """Place an order for the picture of an earlier job.

        Raises:
            NotYours, ClipGone: there is no such picture, or not any more.
            UnknownEffect, BadOptions, TooLong: the wish is not understood; nothing was sent.
            NotEnoughCredits: it costs too much; nothing was sent.
        """
        if await self._store.get_order(wish.request_key):
            return
        job = await self._studio.archive.job(job_id, wish.asker.account)
        if wish.effect == job.effect:
            wish = replace(wish, kept_sound_s=job.sound_s)
        wish = await self._with_own_length(wish)
        await self._studio.archive.picture(job_id, wish.asker.account)
        place, _ = await self._open_status(wish, can_reuse=True)
        async with self._telling(place, wish):
            await self._studio.again(
                job_id,
                wish.asker.account,
                effect=wish.effect,
                options=wish.options,
                address=place.to_address(wish.asker.locale),
                request_key=wish.request_key,
                sound=await self._fetch_voice(wish),
            )

    async def _fetch_voice(self, wish: Wish) -> bytes | None:
        if wish.voice is None:
            return None
        async with self._fetching:
            return await fetch_sound(self._bot, wish.voice, self._limit_bytes)

    async def _with_own_length(self, wish: Wish) -> Wish:
        """Clips are as long as their asker likes them, unless the command or a voice says."""
        length = (await self._store.settings(settings_of(wish.asker.account))).get("length")
        if length is None or "duration" in wish.options or wish.sound_s is not None:
            return wish
        return replace(wish, options={**wish.options, "duration": str(length)})

    async def _open_status(self, wish: Wish, *, can_reuse: bool) -> tuple[Place, Message | None]:
        """Say at once that the order was heard and what it costs; returns where, and to what."""
        asker = wish.asker
        quote = await self._studio.check(
            wish.effect,
            wish.options,
            asker.account,
            scope=asker.scope,
            has_sound=None if wish.voice is None else True,
            sound_s=wish.sound_s,
        )
        effect = wish.effect or quote.effect  # a prompt alone goes to a model
        text = texts.opening(effect, quote.seconds, quote.price, asker.locale)
        if wish.status:
            self._statuses.show(wish.place(wish.status), text, at_once=True)
            return wish.place(wish.status), None
        # A crash between here and the job's row would leave this message behind, and the update
        # that comes again would send another: so it is written down.
        drafts = await self._store.settings(_drafts(asker))
        if can_reuse and (draft := drafts.get(wish.request_key)):
            return wish.place(draft), None
        message = await persist(lambda: self._reception.say(asker, text, reply=wish.reply))
        await self._store.set_setting(_drafts(asker), wish.request_key, message.message_id)
        return wish.place(message.message_id), message.reply_to_message

    @asynccontextmanager
    async def _telling(self, place: Place, wish: Wish) -> AsyncIterator[None]:
        """Whatever is refused in here is said in the status."""
        try:
            yield
        except Exception as error:
            # The person looks at the status and must learn how it ended, even if by our mistake.
            if not is_refusal(error):
                log.exception("an order could not be placed")
            await self._refuse(place, wish.asker, wording.explain(error, wish.asker.locale))
        await self._store.set_setting(_drafts(wish.asker), wish.request_key, None)

    async def _refuse(self, place: Place, asker: Asker, text: str) -> None:
        """Let the status say why not; in a group the asker alone, where we may, and it goes."""
        try:
            if not asker.is_private and await self._whispers.whisper(asker, text):
                async with self._statuses.hold(place):
                    await self._bot.delete_message(place.chat, place.message)
                return
        except TelegramError as error:
            log.info("a refusal could not be whispered: %s", error)
        self._statuses.show(place, text, is_last=True)


def _drafts(asker: Asker) -> str:
    return f"drafts:{asker.account}"

"""What people type besides `/animate`: their credits, their clips, and how it all works."""

import logging
from collections.abc import Mapping

from telegram import Bot, Message, Update
from telegram.ext import ContextTypes

from bot import wording
from bot.errors import BadUsage
from bot.frontends.telegram import keyboards, menu, texts
from bot.frontends.telegram.callbacks import Source, Tap, Verb, pack
from bot.frontends.telegram.conversation import NEXT_EFFECT, Conversation
from bot.frontends.telegram.delivery import Courier
from bot.frontends.telegram.gallery import Gallery
from bot.frontends.telegram.menu import Answer
from bot.frontends.telegram.places import Asker, Place, settings_of
from bot.frontends.telegram.reception import Reception
from bot.frontends.telegram.taps import Pressed, TapAnswer
from bot.orders import Stage
from bot.studio import Studio
from storage.store import Store

log = logging.getLogger(__name__)
LATEST = 10
LINK = "effect_"  # t.me/<bot>?start=effect_melt


class Commands:
    """The commands for everybody."""

    def __init__(
        self,
        bot: Bot,
        studio: Studio,
        store: Store,
        reception: Reception,
        courier: Courier,
        conversation: Conversation,
        gallery: Gallery,
        operators: tuple[int, ...],
    ) -> None:
        self._bot = bot
        self._studio = studio
        self._store = store
        self._reception = reception
        self._courier = courier
        self._conversation = conversation
        self._gallery = gallery
        self._operators = operators

    def table(self) -> Mapping[str, Answer]:
        """Each command and what answers it."""
        return {
            "start": self._start,
            "help": self._help,
            "effects": self._effects,
            "balance": self._balance,
            "history": self._history,
            "last": self._last,
            "cancel": self._cancel,
            "report": self._report,
        }

    def taps(self) -> Mapping[Verb, TapAnswer]:
        """Each button and what answers it."""
        return {Verb.NOTICE: self._ask_notice}

    async def on_talk(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Whatever else is said in private is answered with what to do."""
        asker = await self._reception.asker(update)
        if asker is not None:
            await self._reception.say(asker, wording.say("tg-talk", asker.locale))

    async def _start(self, asker: Asker, message: Message, words: list[str]) -> None:
        """Show what this does; or, from a link, take an effect for the next picture."""
        if words and words[0].startswith(LINK):
            await self._choose(asker, words[0].removeprefix(LINK))
        else:
            await self._gallery.welcome(asker)

    async def _choose(self, asker: Asker, effect: str) -> None:
        card = await self._gallery.show(asker, effect)
        if card.needs_more:  # a picture alone would not do: the card says what to send
            return
        await self._store.set_setting(settings_of(asker.account), NEXT_EFFECT, card.name)
        await self._reception.say(
            asker, wording.say("tg-effect-chosen", asker.locale, effect=card.name)
        )

    async def _help(self, asker: Asker, _message: Message, _words: list[str]) -> None:
        commands = menu.described(menu.PRIVATE if asker.is_private else menu.GROUP, asker.locale)
        lines = "\n".join(f"/{name}: {text}" for name, text in commands.items())
        await self._reception.say(asker, wording.say("tg-help", asker.locale, commands=lines))

    async def _effects(self, asker: Asker, message: Message, words: list[str]) -> None:
        """All effects; or one of them, shown."""
        if words:
            await self._gallery.show(asker, words[0])
            return
        count = len(self._studio.catalogue())
        await self._reception.say(
            asker,
            wording.say("tg-choose-look", asker.locale, count=count),
            await self._conversation.menu(asker, Source("v", pack(asker.user)), 0),
            reply=message.message_id,
        )

    async def _balance(self, asker: Asker, _message: Message, _words: list[str]) -> None:
        balance = await self._studio.tiers.balance(asker.account, asker.scope)
        keyboard = keyboards.notice(asker.user, asker.locale) if balance.next_amount else None
        await self._reception.say(asker, texts.balance(balance, asker.locale), keyboard)

    async def _ask_notice(self, asker: Asker, _pressed: Pressed, _tap: Tap) -> str:
        """Have somebody told when their allowance is back."""
        place = Place(chat=asker.chat, message=0, thread=asker.thread)
        await self._studio.ask_notice(asker.account, place.to_address(asker.locale))
        return wording.say("tg-notice-asked", asker.locale)

    async def _history(self, asker: Asker, _message: Message, _words: list[str]) -> None:
        jobs = await self._studio.archive.history(asker.account, LATEST)
        await self._reception.say(asker, texts.history(jobs, asker.locale))

    async def _last(self, asker: Asker, message: Message, _words: list[str]) -> None:
        """The latest clip that is still kept, once more and for nothing."""
        jobs = await self._studio.archive.history(asker.account, LATEST)
        kept = next((job.delivery for job in jobs if job.delivery is not None), None)
        if kept is None:
            await self._reception.say(asker, wording.say("tg-no-clip", asker.locale))
        else:
            await self._courier.send(asker, kept, message.message_id)

    async def _cancel(self, asker: Asker, _message: Message, _words: list[str]) -> None:
        """Stop everything of theirs; each status then says what came back."""
        jobs = await self._studio.archive.history(asker.account)
        live = [job for job in jobs if job.stage in (Stage.QUEUED, Stage.RUNNING)]
        stopped = [await self._studio.cancel(job.job_id, asker.account) for job in live]
        key = "tg-cancelled" if any(stopped) else "tg-nothing-to-cancel"
        await self._reception.say(asker, wording.say(key, asker.locale))

    async def _report(self, asker: Asker, message: Message, words: list[str]) -> None:
        """Bring a clip, and what is said about it, to the people who run the bot."""
        clip = message.reply_to_message
        if clip is None:
            raise BadUsage(wording.say("tg-usage-report", asker.locale))
        for operator in self._operators:
            text = wording.say("tg-reported", account=asker.account, words=" ".join(words))
            await self._bot.send_message(operator, text)
            await self._bot.forward_message(operator, clip.chat_id, clip.message_id)
        log.warning("%s reports message %d:%d", asker.account, clip.chat_id, clip.message_id)
        await self._reception.say(asker, wording.say("tg-report-taken", asker.locale))

"""Pictures and `/animate`: what people send, turned into wishes."""

from dataclasses import replace

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import ContextTypes

from bot import wording
from bot.commands import Command, NotACommand, parse_command
from bot.errors import NoPicture
from bot.frontends.telegram import keyboards
from bot.frontends.telegram.albums import Albums
from bot.frontends.telegram.callbacks import Album, Source, Verb, button, pack
from bot.frontends.telegram.ordering import Ordering, Wish
from bot.frontends.telegram.pictures import Picture, find_picture, get_picture
from bot.frontends.telegram.places import Asker, message_key, settings_of
from bot.frontends.telegram.reception import Reception
from bot.frontends.telegram.sounds import get_voice_note
from bot.repertoire import PROMPT
from bot.studio import Studio
from storage.store import Store

NEXT_EFFECT = "next"  # what a deep link chose for the next picture


class Conversation:
    """Answers pictures and the command that animates them."""

    def __init__(
        self, bot: Bot, studio: Studio, store: Store, ordering: Ordering, reception: Reception
    ) -> None:
        self._bot = bot
        self._studio = studio
        self._store = store
        self._ordering = ordering
        self._reception = reception
        self._albums = Albums()

    async def on_picture(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Somebody sent a picture, perhaps with a caption, perhaps several at once."""
        message, asker = update.message, await self._reception.asker(update)
        if message is None or asker is None:
            return
        messages = [message]
        if message.media_group_id is not None:
            messages = await self._albums.gather(message)
        if not messages:
            return
        captioned = next((each for each in messages if each.caption), messages[0])
        command = self._read(captioned.caption or "")
        if command is None and not self._is_meant(captioned, asker):
            return
        if len(messages) > 1:
            await self._ask_which(messages, captioned, asker)
        else:
            await self._take(message, asker, command)

    async def on_voice(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A voice note: for the picture it answers, else for the one animated last."""
        message, asker = update.message, await self._reception.asker(update)
        if message is None or asker is None or (note := get_voice_note(message)) is None:
            return
        command = self._read(message.caption or "")
        if command is None and not self._is_meant(message, asker):
            return
        if command is None or not command.effect:
            speaking = [card.name for card in self._studio.catalogue() if card.takes_sound]
            command = Command(speaking[0], {})
        wish = replace(self._wish(message, asker, command, message.message_id), voice=note)
        replied = message.reply_to_message
        picture = replied and get_picture(replied)
        if picture:
            await self._ordering.order(wish, picture)
        elif latest := await self._studio.archive.history(asker.account, 1):
            await self._ordering.again(wish, latest[0].job_id)
        else:
            raise NoPicture

    async def on_animate(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/animate melt`, typed as a reply to a picture."""
        message, asker = update.message, await self._reception.asker(update)
        if message is None or asker is None:
            return
        command = self._read(message.text or "")
        if command is None:
            return  # meant for another bot
        picture = find_picture(message)
        if _says_what(command):
            await self._order(message, asker, command, picture)
        else:
            await self.offer(asker, picture.message)

    async def offer(self, asker: Asker, reply: int, source: Source | None = None) -> None:
        """Show every effect with its price, under the picture."""
        menu = await self.menu(asker, source or Source("r", pack(asker.user)), 0)
        await self._reception.say(asker, wording.say("tg-choose", asker.locale), menu, reply=reply)

    async def menu(self, asker: Asker, source: Source, page: int) -> InlineKeyboardMarkup:
        """One page of effects."""
        prices = await self._studio.prices(asker.account)
        is_look = source.kind == "v"  # what needs words or a voice cannot be had by a button alone
        cards = [card for card in self._studio.catalogue() if is_look or not card.needs_more]
        return keyboards.effects(cards, prices, source, page, asker.locale)

    async def _take(self, message: Message, asker: Asker, command: Command | None) -> None:
        picture = find_picture(message)
        chosen = None if command else await self._chosen_before(asker)
        wanted = command or chosen
        if wanted is not None and _says_what(wanted):
            await self._order(message, asker, wanted, picture)
            if chosen is not None:  # once used; not before, or a crash would lose it
                await self._store.set_setting(settings_of(asker.account), NEXT_EFFECT, None)
        else:
            await self.offer(asker, message.message_id)

    async def _order(
        self, message: Message, asker: Asker, command: Command, picture: Picture
    ) -> None:
        wish = self._wish(message, asker, command, picture.message)
        await self._ordering.order(wish, picture)

    def _wish(self, message: Message, asker: Asker, command: Command, reply: int) -> Wish:
        """What a message asks for; brought to us again, it asks for the same."""
        return Wish(
            asker=asker,
            effect=command.effect,
            options=self._studio.options_of(command),
            request_key=message_key(message),
            reply=reply,
        )

    async def _ask_which(self, messages: list[Message], captioned: Message, asker: Asker) -> None:
        """Several pictures: one of them, or a clip of each? The answer finds the caption again."""
        album = Album.of(asker.user, [message.message_id for message in messages])
        code = album.to_text()
        numbers = [
            InlineKeyboardButton(str(index + 1), callback_data=button(Verb.ALBUM, code, str(index)))
            for index in range(len(album.messages))
        ]
        text = wording.say("tg-album-all", asker.locale, count=len(numbers))
        every = InlineKeyboardButton(text, callback_data=button(Verb.ALBUM, code, "all"))
        await self._reception.say(
            asker,
            wording.say("tg-album", asker.locale, count=len(numbers)),
            InlineKeyboardMarkup([*keyboards.rows(numbers, 5), [every]]),
            reply=captioned.message_id,
        )

    async def _chosen_before(self, asker: Asker) -> Command | None:
        """The effect that a link chose for the next picture."""
        effect = (await self._store.settings(settings_of(asker.account))).get(NEXT_EFFECT)
        return Command(str(effect), {}) if effect else None

    def _read(self, text: str) -> Command | None:
        """The command in a text or caption; None when there is none for us.

        Raises:
            BadCommand: it begins as one and cannot be read.
        """
        head = text.split(maxsplit=1)[0] if text.strip() else ""
        if "@" in head and head.partition("@")[2].lower() != self._bot.username.lower():
            return None
        try:
            return parse_command(text)
        except NotACommand:
            return None

    def _is_meant(self, message: Message, asker: Asker) -> bool:
        """In private every picture is for us; in a group one that answers or names us."""
        if asker.is_private:
            return True
        replied = message.reply_to_message
        answers_us = bool(replied and replied.from_user and replied.from_user.id == self._bot.id)
        return answers_us or f"@{self._bot.username}".lower() in (message.caption or "").lower()


def _says_what(command: Command) -> bool:
    """It names an effect, or a prompt that a model can follow."""
    return bool(command.effect) or PROMPT in command.options

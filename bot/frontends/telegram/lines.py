"""One message that tells how a job stands: what it says, and how it is edited.

It begins as a text. While a model draws, it becomes an instant preview with the text as its
caption, and stays a film until the clip itself takes its place.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram import Bot, InlineKeyboardMarkup
from telegram.error import TelegramError

from bot.frontends.telegram.errors import is_about_film, is_message_gone, is_unchanged
from bot.frontends.telegram.films import Film, Look
from bot.frontends.telegram.places import Place


@dataclass(frozen=True)
class Content:
    """What a message says, and shows."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    look: Look | None = None

    @property
    def words(self) -> str:
        """The text, and what the preview is."""
        return self.text if self.look is None else f"{self.text}\n{self.look.sentence}"


@dataclass
class Line:
    """What one message says, and should say."""

    place: Place
    wanted: Content
    shown: Content | None = None
    not_before: float = 0.0  # on the loop's clock
    is_last: bool = False
    is_busy: bool = False  # an edit is under way
    is_held: bool = False  # the message is becoming the clip
    is_film: bool = False  # it has a caption, no text
    takes_looks: bool = True  # Telegram has not refused one
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_waiting(self) -> bool:
        """There is something to say and nothing being said."""
        return self.wanted != self.shown and not self.is_busy and not self.is_held

    def lacks(self, look: Look | None) -> bool:
        """The message does not show this preview yet."""
        return look is not None and (self.shown is None or self.shown.look != look)


class Pen:
    """Edits such messages."""

    def __init__(self, bot: Bot, hides: Callable[[str], Awaitable[bool]]) -> None:
        """Prepare to edit.

        Args:
            bot: whose messages they are.
            hides: whether an account wants its clips to be hidden until they are tapped.
        """
        self._bot = bot
        self._hides = hides

    async def write(self, line: Line, wanted: Content) -> None:
        """Let a message say and show this.

        Raises:
            TelegramError: Telegram refused it, or is away.
            OSError: the files of the preview are gone, because the job is over.
        """
        place = line.place
        try:
            if wanted.look is not None and line.lacks(wanted.look):
                await self._show(line, wanted, wanted.look)
            else:
                await self._say(line, wanted)
        except TelegramError as error:
            if is_unchanged(error):
                return
            if not (line.is_last and is_message_gone(error)):
                raise
            await self._bot.send_message(
                place.chat,
                wanted.text,
                message_thread_id=place.thread or None,
                reply_markup=wanted.keyboard,
            )

    async def _show(self, line: Line, wanted: Content, look: Look) -> None:
        """Turn the message into a preview with the text under it."""
        place = line.place
        spoiler = place.spoiler or await self._hides(look.preview.account)
        film = await asyncio.to_thread(
            Film.read_preview, look.preview, caption=wanted.words, spoiler=spoiler
        )
        await self._bot.edit_message_media(
            film.to_media(), place.chat, place.message, reply_markup=wanted.keyboard
        )
        line.is_film = True

    async def _say(self, line: Line, wanted: Content) -> None:
        """Change the words; those of a preview may have been shown by an earlier process."""
        place, keyboard = line.place, wanted.keyboard
        if not line.is_film:
            try:
                await self._bot.edit_message_text(
                    wanted.words, place.chat, place.message, reply_markup=keyboard
                )
            except TelegramError as error:
                if not is_about_film(error):
                    raise
                line.is_film = True
            else:
                return
        await self._bot.edit_message_caption(
            place.chat, place.message, caption=wanted.words, reply_markup=keyboard
        )

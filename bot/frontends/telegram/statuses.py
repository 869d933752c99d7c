"""One message for each job that tells how it stands, edited no more often than Telegram allows.

Texts are put here at any rate; a message is edited when its text has changed, its turn has come
and nobody has asked for silence. Whatever was put in between is never sent.
"""

import asyncio
import logging
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeAlias

from telegram import Bot, InlineKeyboardMarkup
from telegram.error import RetryAfter, TelegramError

from bot.frontends.telegram.errors import is_message_gone, is_passing, is_unchanged, wait_s
from bot.frontends.telegram.places import Place

log = logging.getLogger(__name__)
PRIVATE_EVERY_S = 4.5
GROUP_EVERY_S = 10.0
# Between edits of different messages in one chat: Telegram allows about one a second in private
# and 20 a minute in a group.
PRIVATE_GAP_S, GROUP_GAP_S = 1.0, 3.0
AFTER_OUTAGE_S = 5.0

_Content: TypeAlias = tuple[str, InlineKeyboardMarkup | None]


@dataclass
class _Line:
    """What one message says, and should say."""

    place: Place
    wanted: _Content
    shown: _Content | None = None
    not_before: float = 0.0  # on the loop's clock
    is_last: bool = False
    is_busy: bool = False  # an edit is under way
    is_held: bool = False  # the message is becoming the clip
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_waiting(self) -> bool:
        """There is something to say and nothing being said."""
        return self.wanted != self.shown and not self.is_busy and not self.is_held


class Statuses:
    """All messages that tell how jobs stand."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._lines: dict[tuple[int, int], _Line] = {}
        self._quiet_until: dict[int, float] = {}  # by chat, on the loop's clock
        self._changed = asyncio.Event()

    async def run(self) -> None:
        """Edit what is due until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                self._changed.clear()
                now = asyncio.get_running_loop().time()
                self._quiet_until = {c: due for c, due in self._quiet_until.items() if due > now}
                waiting = [line for line in self._lines.values() if line.is_waiting]
                for line in sorted(waiting, key=self._due):
                    if self._due(line) <= now:
                        gap_s = PRIVATE_GAP_S if line.place.is_private else GROUP_GAP_S
                        self.keep_quiet(line.place.chat, gap_s)
                        line.is_busy = True
                        line.idle.clear()
                        tasks.create_task(self._edit(line), name="status")
                await self._wait(min(map(self._due, waiting), default=math.inf))

    def show(
        self,
        place: Place,
        text: str,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        at_once: bool = False,
        is_last: bool = False,
    ) -> None:
        """Let a message say this, as soon as it may be edited.

        Args:
            place: the message.
            text: plain; shown as it is.
            keyboard: its buttons.
            at_once: news rather than progress: does not wait its turn, only for silence to end.
            is_last: nothing will follow; said in a new message if this one has been deleted.
        """
        line = self._lines.setdefault((place.chat, place.message), _Line(place, (text, keyboard)))
        line.wanted = text, keyboard
        line.is_last |= is_last
        if at_once or is_last:
            line.not_before = 0.0
        self._changed.set()

    @asynccontextmanager
    async def hold(self, place: Place) -> AsyncIterator[None]:
        """Leave a message alone while it becomes something else; once that has worked, for good."""
        line = self._lines.setdefault((place.chat, place.message), _Line(place, ("", None)))
        line.is_held = True
        if line.is_busy:
            await line.idle.wait()
        try:
            yield
        except BaseException:
            line.is_held = False
            raise
        self._lines.pop((place.chat, place.message), None)

    def keep_quiet(self, chat: int, seconds: float) -> None:
        """Edit nothing in this chat for a while: it is our turn to wait, or Telegram said so."""
        until = asyncio.get_running_loop().time() + seconds
        self._quiet_until[chat] = max(until, self._quiet_until.get(chat, 0.0))
        self._changed.set()

    def _due(self, line: _Line) -> float:
        return max(line.not_before, self._quiet_until.get(line.place.chat, 0.0))

    async def _wait(self, until: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout_at(None if until == math.inf else until):
                await self._changed.wait()

    async def _edit(self, line: _Line) -> None:
        wanted = line.wanted
        line.not_before = asyncio.get_running_loop().time() + (
            PRIVATE_EVERY_S if line.place.is_private else GROUP_EVERY_S
        )
        try:
            await self._send(line, wanted)
        except RetryAfter as error:
            self.keep_quiet(line.place.chat, wait_s(error))
        except TelegramError as error:
            self._put_off(line, error)
        else:
            line.shown = wanted
        finally:
            line.is_busy = False
            line.idle.set()
            if line.is_last and line.wanted == line.shown:
                self._lines.pop((line.place.chat, line.place.message), None)
            self._changed.set()

    def _put_off(self, line: _Line, error: TelegramError) -> None:
        """Try again when the network is back; never, when the message is gone."""
        log.info("a status could not be edited: %s", error)
        if is_passing(error):
            line.not_before = asyncio.get_running_loop().time() + AFTER_OUTAGE_S
        elif line.is_last:
            line.wanted = line.shown = ("", None)
        else:
            line.not_before = math.inf

    async def _send(self, line: _Line, wanted: _Content) -> None:
        place, (text, keyboard) = line.place, wanted
        try:
            await self._bot.edit_message_text(
                text, place.chat, place.message, reply_markup=keyboard
            )
        except TelegramError as error:
            if is_unchanged(error):
                return
            if not (line.is_last and is_message_gone(error)):
                raise
            await self._bot.send_message(
                place.chat, text, message_thread_id=place.thread or None, reply_markup=keyboard
            )

"""One message for each job that tells how it stands, edited no more often than Telegram allows.

Texts are put here at any rate; a message is edited when its text has changed, its turn has come
and nobody has asked for silence. Whatever was put in between is never sent.
"""

import asyncio
import logging
import math
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

from telegram import Bot, InlineKeyboardMarkup
from telegram.error import RetryAfter, TelegramError

from bot.frontends.telegram.errors import is_passing, is_too_large, wait_s
from bot.frontends.telegram.films import Look
from bot.frontends.telegram.lines import Content, Line, Pen
from bot.frontends.telegram.places import Place

log = logging.getLogger(__name__)
PRIVATE_EVERY_S = 4.5
GROUP_EVERY_S = 10.0
# Between edits of different messages in one chat: Telegram allows about one a second in private
# and 20 a minute in a group.
PRIVATE_GAP_S, GROUP_GAP_S = 1.0, 3.0
AFTER_OUTAGE_S = 5.0
REMEMBERED = 10_000  # messages that have become clips

_Key = tuple[int, int]  # chat and message


class Statuses:
    """All messages that tell how jobs stand."""

    def __init__(self, bot: Bot, hides: Callable[[str], Awaitable[bool]]) -> None:
        """Prepare to edit.

        Args:
            bot: whose messages they are.
            hides: whether an account wants its clips to be hidden until they are tapped.
        """
        self._pen = Pen(bot, hides)
        self._lines: dict[_Key, Line] = {}
        self._over: OrderedDict[_Key, None] = OrderedDict()  # messages that have become clips
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
        look: Look | None = None,
        at_once: bool = False,
        is_last: bool = False,
    ) -> None:
        """Let a message say this, as soon as it may be edited. One that is a clip by now stays so.

        Args:
            place: the message.
            text: plain; shown as it is.
            keyboard: its buttons.
            look: a preview to show above the text from now on.
            at_once: news rather than progress: does not wait its turn, only for silence to end.
            is_last: nothing will follow; said in a new message if this one has been deleted.
        """
        key, content = (place.chat, place.message), Content(text, keyboard, look)
        if key in self._over:
            return
        line = self._lines.setdefault(key, Line(place, content))
        at_once |= is_last or (look is not None and line.wanted.look is None and line.takes_looks)
        line.wanted = content if line.takes_looks else replace(content, look=None)
        line.is_last |= is_last
        if at_once:
            line.not_before = 0.0
        self._changed.set()

    @asynccontextmanager
    async def hold(self, place: Place) -> AsyncIterator[None]:
        """Leave a message alone while it becomes something else; once that has worked, for good."""
        key = place.chat, place.message
        line = self._lines.setdefault(key, Line(place, Content("")))
        line.is_held = True
        try:
            if line.is_busy:
                await line.idle.wait()
            yield
        except BaseException:
            line.is_held = False
            raise
        self._lines.pop(key, None)
        self._over[key] = None
        if len(self._over) > REMEMBERED:
            self._over.popitem(last=False)

    def keep_quiet(self, chat: int, seconds: float) -> None:
        """Edit nothing in this chat for a while: it is our turn to wait, or Telegram said so."""
        until = asyncio.get_running_loop().time() + seconds
        self._quiet_until[chat] = max(until, self._quiet_until.get(chat, 0.0))
        self._changed.set()

    def _due(self, line: Line) -> float:
        return max(line.not_before, self._quiet_until.get(line.place.chat, 0.0))

    async def _wait(self, until: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout_at(None if until == math.inf else until):
                await self._changed.wait()

    async def _edit(self, line: Line) -> None:
        wanted = line.wanted
        line.not_before = asyncio.get_running_loop().time() + (
            PRIVATE_EVERY_S if line.place.is_private else GROUP_EVERY_S
        )
        try:
            await self._pen.write(line, wanted)
        except RetryAfter as error:
            self.keep_quiet(line.place.chat, wait_s(error))
        except OSError as error:
            self._leave_out(line, error)
        except TelegramError as error:
            is_network = is_passing(error) and not is_too_large(error)
            if line.lacks(wanted.look) and not is_network:
                self._leave_out(line, error)
            else:
                self._put_off(line, error)
        else:
            line.shown = wanted
        finally:
            line.is_busy = False
            line.idle.set()
            if line.is_last and line.wanted == line.shown:
                self._lines.pop((line.place.chat, line.place.message), None)
            self._changed.set()

    def _leave_out(self, line: Line, error: Exception) -> None:
        """Do without a preview that Telegram refuses, or whose files are gone."""
        log.info("a preview could not be shown: %s", error)
        line.takes_looks, line.not_before = False, 0.0
        line.wanted = replace(line.wanted, look=None)

    def _put_off(self, line: Line, error: TelegramError) -> None:
        """Try again when the network is back; never, when the message is gone."""
        log.info("a status could not be edited: %s", error)
        if is_passing(error):
            line.not_before = asyncio.get_running_loop().time() + AFTER_OUTAGE_S
        elif line.is_last:
            line.wanted = line.shown = Content("")
        else:
            line.not_before = math.inf

"""Brings a finished clip to its asker, by the first way that works and never twice."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import ExitStack, closing
from typing import Any

import discord

from bot.errors import ClipGone
from bot.frontends.api import PlatformDown, Undeliverable
from bot.frontends.discord.buttons import Buttons
from bot.frontends.discord.cards import clip_text, ending_text
from bot.frontends.discord.faults import TROUBLE, Fault, fault_of
from bot.frontends.discord.limits import UploadLimits
from bot.frontends.discord.mailbox import Mailbox
from bot.frontends.discord.places import Place
from bot.orders import Delivery, Ending
from bot.studio import Studio
from generation.errors import CannotShrink

log = logging.getLogger(__name__)
TRIES = 4  # while Discord is down, before the production line waits for longer
PAUSES_S = (0.5, 1.0, 2.0)
NOTHING_ELSE: Mapping[str, Any] = {"view": None, "attachments": []}  # no button, no preview

Way = Callable[[Place, str, str, list[discord.File], discord.ui.View], Awaitable[int]]


class Courier:
    """Delivers clips and endings."""

    def __init__(
        self, studio: Studio, mailbox: Mailbox, limits: UploadLimits, buttons: Buttons
    ) -> None:
        self._studio = studio
        self._mailbox = mailbox
        self._limits = limits
        self._buttons = buttons

    async def deliver(self, place: Place, delivery: Delivery) -> str:
        """Show a clip. Every way is idempotent: again changes nothing that people see.

        Raises:
            Undeliverable: no way is open, or the clip cannot be made small enough.
            PlatformDown: Discord cannot be reached; nothing was shown as far as we know.
        """
        ways = self._ways(place)
        while ways:
            outcome = await self._try(ways.pop(0), place, delivery)
            if isinstance(outcome, int):
                return str(outcome)
            log.info("job %s: one way to its asker is closed: %s", delivery.job_id, outcome.name)
            if outcome is Fault.MESSAGE_GONE:  # somebody took it away: show the clip in private
                ways = ways[-1:]
        raise Undeliverable

    async def end(self, place: Place, ending: Ending) -> None:
        """Say that there will be no clip, the same ways. Never raises."""
        text = ending_text(ending, place.locale)
        writers: list[Callable[[], Awaitable[int]]] = []
        if place.has_token:
            writers.append(lambda: self._mailbox.edit_by_token(place, text, **NOTHING_ELSE))
        if place.is_reachable and not place.is_private:
            writers.append(lambda: self._mailbox.edit_as_bot(place, text, **NOTHING_ELSE))
        writers.append(lambda: self._mailbox.write_to(place, ending.job_id, text))
        for write in writers:
            try:
                await write()
            except TROUBLE as error:
                log.info("the end of job %s was not told: %s", ending.job_id, fault_of(error))
            else:
                return

    def _ways(self, place: Place) -> list[Way]:
        """The ways to a place, best first; the last one is the direct message."""
        ways: list[Way] = [self._edit_by_token] if place.has_token else []
        if place.is_reachable and not place.is_private:
            ways += [self._edit_as_bot, self._reply]
        return [*ways, self._write]

    async def _try(self, way: Way, place: Place, delivery: Delivery) -> int | Fault:
        """Go one way, with smaller clips while Discord says too large, and patiently while down.

        Returns the message's id, or why this way is closed.
        """
        tries = 0
        while True:
            try:
                return await self._send(way, place, delivery)
            except TROUBLE as error:
                fault = fault_of(error)
                cause = error
            if fault is Fault.TOO_LARGE:
                refused = await self._size(place, delivery)
                if not self._limits.learn(place, refused):
                    raise Undeliverable from cause
            elif fault is Fault.DOWN:
                tries += 1
                if tries == TRIES:
                    raise PlatformDown from cause
                await asyncio.sleep(PAUSES_S[tries - 1])
            else:
                return fault

    async def _size(self, place: Place, delivery: Delivery) -> int:
        """The bytes of the largest file that was sent."""
        clips = (delivery, *delivery.others)
        fitting = [await self._fit(place, clip, len(clips)) for clip in clips]
        return max(clip.path.stat().st_size for clip in fitting)

    async def _send(self, way: Way, place: Place, delivery: Delivery) -> int:
        count = 1 + len(delivery.others)
        clips = [await self._fit(place, clip, count) for clip in (delivery, *delivery.others)]
        cut = clips[0].seconds < delivery.seconds
        view = await self._buttons.for_clip(delivery, place.locale)
        shrunk = clips[0].width < delivery.width
        text = clip_text(clips[0], place.locale, cut=cut, shrunk=shrunk)
        hidden = place.hides(elsewhere=way == self._write)
        with ExitStack() as stack:
            files = [
                stack.enter_context(closing(discord.File(clip.path, clip.filename, spoiler=hidden)))
                for clip in clips
            ]
            return await way(place, delivery.job_id, text, files, view)

    async def _fit(self, place: Place, delivery: Delivery, count: int) -> Delivery:
        """The clip, one of `count` in a message, or a smaller version of it that fits.

        Raises:
            Undeliverable: it cannot be made so small.
        """
        limit = self._limits.limit(place, files=count)
        if delivery.path.stat().st_size <= limit:
            return delivery
        try:
            return await self._studio.archive.shrink(delivery, limit)
        except (CannotShrink, ClipGone) as error:
            raise Undeliverable from error

    async def _edit_by_token(
        self, place: Place, _job: str, text: str, files: list[discord.File], view: discord.ui.View
    ) -> int:
        return await self._mailbox.edit_by_token(place, text, attachments=files, view=view)

    async def _edit_as_bot(
        self, place: Place, _job: str, text: str, files: list[discord.File], view: discord.ui.View
    ) -> int:
        return await self._mailbox.edit_as_bot(place, text, attachments=files, view=view)

    async def _reply(
        self, place: Place, job: str, text: str, files: list[discord.File], view: discord.ui.View
    ) -> int:
        return await self._mailbox.reply(place, job, text, files=files, view=view)

    async def _write(
        self, place: Place, job: str, text: str, files: list[discord.File], view: discord.ui.View
    ) -> int:
        return await self._mailbox.write_to(place, job, text, files=files, view=view)

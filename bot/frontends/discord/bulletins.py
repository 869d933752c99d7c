"""Keeps the message of every live job current, no faster than Discord likes."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from bot.frontends.discord.cards import progress_text
from bot.frontends.discord.faults import TROUBLE, Fault, fault_of
from bot.frontends.discord.places import Place
from bot.orders import InstantPreview, Progress

log = logging.getLogger(__name__)

# Where, job id, text, and what is attached to the message from now on: nothing changes with None.
Edit = Callable[[Place, str, str, InstantPreview | None], Awaitable[None]]
GAP_S = 3.0  # between two edits of one message; Discord's buckets are about 5 in 5 seconds
EDITS_PER_S = 10.0  # of all messages together; Discord allows 50 requests
AT_ONCE = 8
REMEMBERED = 10_000  # closed jobs
EDIT_LIMIT_S = 20.0  # an edit that takes longer is not worth waiting for
DRIFT_S, DRIFT_SHARE = 5.0, 0.2  # a shown time is corrected when it is off by more than both
DELIVERY_S = 30.0  # from the last frame to the clip in the channel


@dataclass
class Bulletin:
    """One message and what it should say."""

    place: Place
    progress: Progress
    ready_at: float  # seconds since 1970, as shown
    shown: str = ""
    attached: InstantPreview | None = None
    takes_files: bool = True  # Discord has not refused one
    edited_at: float = float("-inf")  # monotonic
    is_over: bool = False
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def text(self) -> str:
        """What the message should say now."""
        moves = not self.place.lasts(self.progress.eta_s + DELIVERY_S)
        ready_at = round(self.ready_at)
        return progress_text(
            self.progress, ready_at, self.place.locale, moves=moves, preview=self.preview
        )

    @property
    def preview(self) -> InstantPreview | None:
        """What there is to look at meanwhile, if it can be attached."""
        return self.progress.preview if self.takes_files else None


class Bulletins:
    """Takes news at any rate and edits each message at most every `GAP_S`."""

    def __init__(self, edit: Edit, *, gap_s: float = GAP_S) -> None:
        self._edit = edit
        self._gap_s = gap_s
        self._live: dict[str, Bulletin] = {}
        self._over: OrderedDict[str, None] = OrderedDict()
        self._news = asyncio.Event()
        self._room = asyncio.Semaphore(AT_ONCE)

    def tell(self, place: Place, progress: Progress) -> None:
        """Note what a job's message should say. Returns at once; a closed job has no news."""
        if progress.job_id in self._over:
            return
        ready_at = time.time() + progress.eta_s
        known = self._live.get(progress.job_id)
        if known is None:
            self._live[progress.job_id] = Bulletin(place, progress, ready_at)
        else:
            known.progress = progress
            slack = max(DRIFT_S, DRIFT_SHARE * progress.eta_s)
            if abs(known.ready_at - ready_at) > slack:
                known.ready_at = ready_at
        self._news.set()

    async def close(self, job_id: str) -> None:
        """Write nothing more about a job; wait for what is on its way, so that it cannot win."""
        self._over[job_id] = None
        if len(self._over) > REMEMBERED:
            self._over.popitem(last=False)
        bulletin = self._live.pop(job_id, None)
        if bulletin is not None:
            bulletin.is_over = True
            async with bulletin.turn:
                pass

    async def run(self) -> None:
        """Edit what is due, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                with suppress(TimeoutError):  # what came too soon for Discord is shown later
                    async with asyncio.timeout(self._gap_s if self._live else None):
                        await self._news.wait()
                self._news.clear()
                now = time.monotonic()
                gap = max(self._gap_s, len(self._live) / EDITS_PER_S)
                for job_id, bulletin in list(self._live.items()):
                    if bulletin.is_over or bulletin.text == bulletin.shown:
                        continue
                    if now - bulletin.edited_at < gap or bulletin.turn.locked():
                        continue
                    bulletin.edited_at = now
                    tasks.create_task(self._show(job_id, bulletin), name=f"tell {job_id}")

    async def _show(self, job_id: str, bulletin: Bulletin) -> None:
        async with self._room, bulletin.turn:
            if bulletin.is_over:
                return
            text, preview = bulletin.text, bulletin.preview
            new = preview if preview is not bulletin.attached else None
            try:
                async with asyncio.timeout(EDIT_LIMIT_S):
                    await self._edit(bulletin.place, job_id, text, new)
            except TROUBLE as error:
                log.info("the message of job %s was not edited: %r", job_id, fault_of(error))
                is_down = fault_of(error) is Fault.DOWN and not isinstance(error, FileNotFoundError)
                if not is_down and new is not None:
                    bulletin.takes_files = False  # the text alone may pass
                elif not is_down:
                    bulletin.is_over = True  # it will never work: do not try again
            else:
                bulletin.shown, bulletin.attached = text, preview
            finally:
                bulletin.edited_at = time.monotonic()  # it may have waited for room

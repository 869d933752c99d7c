"""Work that comes round by the clock: forgetting old files and checking the books.

Nothing here decides a balance: stopping the scheduler changes nobody's credits.
"""

import asyncio
import logging
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.orders import Address
from bot.production import Production
from bot.shelf import Shelf, stems_of
from bot.studio import Studio
from storage.store import Store

log = logging.getLogger(__name__)
SECONDS_PER_HOUR = 3600


class Housekeeping:
    """Runs the clockwork jobs for as long as it runs."""

    def __init__(
        self,
        store: Store,
        shelf: Shelf,
        production: Production,
        studio: Studio,
        *,
        keep_hours: float,
        backups: int,
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._production = production
        self._studio = studio
        self._keep_hours = keep_hours
        self._backups = backups

    async def run(self) -> None:
        """Serve until cancelled. UTC, late runs are made up for once, never skipped."""
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None}
        )
        scheduler.add_job(self.forget_old_files, "interval", hours=1)
        scheduler.add_job(self.check_books, "interval", hours=1)
        scheduler.add_job(self.reap, "interval", minutes=1)
        scheduler.add_job(self.give_notices, "interval", minutes=5)
        if self._backups:
            scheduler.add_job(self.back_up, "interval", hours=1)
        scheduler.start()
        try:
            await asyncio.Event().wait()
        finally:
            scheduler.shutdown(wait=False)

    async def forget_old_files(self) -> None:
        """Delete pictures, sounds and clips that are no longer kept."""
        keep = {stem for live in self._production.board.jobs() for stem in stems_of(live.job)}
        count = await asyncio.to_thread(
            self._shelf.purge, self._keep_hours * SECONDS_PER_HOUR, keep
        )
        log.info("deleted %d files older than %g hours", count, self._keep_hours)

    async def reap(self) -> None:
        """Let expired lots go, and end jobs that are past their deadline."""
        await self._production.give_up(await self._store.reap())

    async def back_up(self) -> None:
        """Copy the database and check the copy."""
        path = await self._store.back_up(keep=self._backups)
        log.info("backed up to %s", path.name)

    async def give_notices(self) -> None:
        """Tell those who asked that their allowance is back; asks the same balance as everybody."""
        for notice in await self._store.notices():
            tier = await self._studio.tiers.of(notice.account_id)
            balance = await self._studio.tiers.balance(notice.account_id)
            if balance.next_at is None:
                continue
            last_top_up = balance.next_at - timedelta(hours=tier.terms.period_hours)
            if last_top_up > notice.asked_at:
                address = Address.from_row(notice.address)
                amount = balance.spendable
                await self._production.notify(address, "allowance-is-back", amount=amount)
                await self._store.end_notice(notice.account_id)

    async def check_books(self) -> None:
        """Check the ledger's invariants; the store stops orders when one does not hold."""
        for violation in await self._store.verify():
            log.critical("the books do not balance: %s", violation)

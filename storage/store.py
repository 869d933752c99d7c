"""The database behind the studio: every method is one transaction on the storage thread."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import sqlite_utils

from storage import (
    accounts,
    allowance,
    backup,
    history,
    job_rows,
    minting,
    orders,
    reaper,
    settings,
)
from storage.admin_desk import AdminDesk
from storage.balances import Balance
from storage.clock import SECOND_US, TrustedClock, to_us, utc_now
from storage.database import DATABASE_NAME
from storage.errors import BackupUnsound, OrdersStopped
from storage.history import Entry
from storage.jobs import Accepted, Job, JobState, NewJob, Terms
from storage.operator_desk import OperatorDesk
from storage.schema import migrate, needs_migration
from storage.settings import Notice
from storage.transaction import Transaction
from storage.verify import verify_file
from storage.writer import Writer

log = logging.getLogger(__name__)

Result = TypeVar("Result")
ASKER_PATIENCE_S = 2.0  # somebody is waiting for an answer, Discord within 3 seconds
STEP_PATIENCE_S = 30.0  # a job's step is worth waiting for
REMEMBER_CLOCK_US = 60 * SECOND_US
MOST_BACKUPS = 24


class Store:
    """Accounts, ledger and jobs. A call that was sent always finishes, even if its caller leaves.

    `admins` is what server admins may do, `operator` what the operator may.

    Any method may raise DatabaseBusy, DiskFull, DatabaseDamaged or StoreClosed; then it has
    changed nothing.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self._wall = clock
        self._writer = Writer(folder / DATABASE_NAME, self._prepare)
        self._violations: tuple[str, ...] = ()
        self.admins = AdminDesk(self._run)
        self.operator = OperatorDesk(self._run)

    @classmethod
    @asynccontextmanager
    async def open(
        cls, folder: Path, *, clock: Callable[[], datetime] = utc_now
    ) -> AsyncIterator["Store"]:
        """Lock the data folder, open and migrate its database, and check the ledger.

        A ledger that breaks an invariant is opened all the same, and takes no orders.

        Raises:
            FolderInUse, SchemaTooNew, TwoSqliteLibraries, DatabaseDamaged: it cannot be opened.
        """
        store = cls(folder, clock)
        await store._writer.start()
        try:
            for violation in await store.verify():
                log.error("no orders are taken: %s", violation)
            yield store
        finally:
            await store._writer.close()

    # An order's way: see storage/orders.py.

    async def accept(self, job: NewJob, terms: Terms) -> Accepted:
        """Accept a priced order, once per request key: reserve its price and write the job down.

        Raises:
            NotEnoughCredits, AccountTooYoung: the price is more than the account can spend.
            TooManyJobs, QueueFull, CoolingDown, GpuBudgetSpent: a limit was reached.
            RequestKeyReused: the key belongs to a different order.
            OrdersStopped: the ledger broke an invariant.
        """

        def work(tx: Transaction) -> Accepted:
            replay = orders.get_replay(tx, job, terms)
            if replay is not None:
                return replay
            if self._violations:
                raise OrdersStopped(self._violations)
            return orders.accept(tx, job, terms)

        return await self._run(work, patience_s=ASKER_PATIENCE_S)

    async def claim(self, job_id: str) -> Job | None:
        """Take a queued job for rendering; None when it is no longer queued."""
        return await self._run(lambda tx: orders.claim(tx, job_id))

    async def rendered(self, job_id: str, clip: dict[str, Any], sha256: str, seconds: float) -> Job:
        """Write down a running job's clip, whose file is fsynced. `seconds`: GPU time it took.

        Raises:
            WrongJobState: it is not running, because somebody cancelled it, say.
        """
        return await self._run(lambda tx: orders.rendered(tx, job_id, clip, sha256, seconds))

    async def requeue(self, job_id: str) -> Job:
        """Put a running job back because the process ends; the attempt does not count.

        Raises:
            WrongJobState: it is not running.
        """
        return await self._run(lambda tx: orders.requeue(tx, job_id))

    async def attempt_delivery(self, job_id: str) -> None:
        """Write down that a send begins, before it does.

        Raises:
            WrongJobState: the job has no clip, or has ended.
        """
        await self._run(lambda tx: orders.attempt_delivery(tx, job_id))

    async def settle(self, job_id: str, remote_id: str = "") -> Job:
        """End a job as delivered and spend what it reserved. Again: changes nothing.

        Raises:
            WrongJobState: the job has no clip, or was released before.
        """
        return await self._run(lambda tx: orders.settle(tx, job_id, remote_id))

    async def release(
        self, job_id: str, state: JobState, error_code: str, seconds: float = 0.0
    ) -> bool:
        """End an open job as failed or cancelled and give back what it reserved.

        False: it had ended before, and nothing changed.
        """
        return await self._run(lambda tx: orders.release(tx, job_id, state, error_code, seconds))

    async def recover(self) -> list[Job]:
        """Take up what earlier processes left. To be called once, before orders are taken.

        Returns every queued and rendered job, oldest first, then those that were released because
        they had been tried too often.
        """
        return await self._run(orders.recover)

    async def find_job(self, job_id: str) -> Job:
        """Read a job.

        Raises:
            JobUnknown: no job has that id.
        """
        return await self._run(lambda tx: job_rows.find(tx, job_id))

    async def get_order(self, request_key: str) -> Job | None:
        """The job that was accepted under this request key."""

        def work(tx: Transaction) -> Job | None:
            found = job_rows.select(tx, "where job.request_key = ?", [request_key])
            return found[0] if found else None

        return await self._run(work, patience_s=ASKER_PATIENCE_S)

    async def jobs_of(self, account_id: str, limit: int = 20) -> list[Job]:
        """The account's latest jobs, newest first."""
        condition = "where account.name = ? order by job.created_us desc, job.rowid desc limit ?"
        return await self._run(lambda tx: job_rows.select(tx, condition, [account_id, limit]))

    async def move_address(self, job_id: str, address: dict[str, Any]) -> None:
        """Deliver the job elsewhere from now on.

        Raises:
            JobUnknown: no job has that id.
        """
        await self._run(lambda tx: orders.move_address(tx, job_id, address))

    async def balance(self, account_id: str, terms: Terms, scope: str = "*") -> Balance:
        """Top up the allowance, then say what the account can spend in `scope`."""

        def work(tx: Transaction) -> Balance:
            account = accounts.see(tx, account_id)
            allowance.accrue(tx, account, terms)
            return allowance.balance(tx, account, terms, scope)

        return await self._run(work, patience_s=ASKER_PATIENCE_S)

    async def entries(self, account_id: str, limit: int = 50) -> list[Entry]:
        """The account's latest transfers, newest first.

        Raises:
            AccountUnknown: nobody of that name has been seen.
        """
        return await self._run(lambda tx: history.entries(tx, account_id, limit))

    async def tier(self, account_id: str) -> str:
        """The tier that the operator gave the account; "" when none."""
        return await self._run(lambda tx: accounts.tier(tx, account_id))

    async def settings(self, owner: str) -> dict[str, Any]:
        """What "account:<account>" or "server:<scope>" has chosen."""
        return await self._run(lambda tx: settings.read(tx, owner))

    async def set_setting(self, owner: str, name: str, value: object) -> None:
        """Remember a JSON-ready choice; None forgets it."""
        await self._run(lambda tx: settings.write(tx, owner, name, value))

    async def see_update(self, platform: str, update_id: str) -> bool:
        """Remember a platform's event. False: it was seen before."""
        return await self._run(lambda tx: settings.see_update(tx, platform, update_id))

    async def ask_notice(self, account_id: str, address: dict[str, Any]) -> None:
        """Remember that somebody wants to hear when their allowance is back."""
        await self._run(lambda tx: settings.ask_notice(tx, account_id, address))

    async def notices(self) -> list[Notice]:
        """Everybody who waits for a notice, longest first."""
        return await self._run(settings.notices)

    async def end_notice(self, account_id: str) -> None:
        """The notice was given, or is not wanted any more."""
        await self._run(lambda tx: settings.end_notice(tx, account_id))

    # Care: to be called by the clock, and by the operator.

    async def verify(self) -> list[str]:
        """Check the whole database beside the running work; orders stop while anything is wrong."""
        violations = await asyncio.to_thread(verify_file, self.folder / DATABASE_NAME)
        self._violations = tuple(violations)
        return violations

    async def back_up(self, *, keep: int = MOST_BACKUPS) -> Path:
        """Copy the database into the data folder's backups, check the copy, keep the latest few.

        Raises:
            BackupUnsound: the copy did not pass its checks; orders stop.
        """
        try:
            return await asyncio.to_thread(backup.back_up, self.folder, self._wall(), keep=keep)
        except BackupUnsound as error:
            self._violations = error.violations
            raise

    async def reap(self) -> list[Job]:
        """Take away what is over. Returns the jobs that were released past their deadline."""
        while await self._run(reaper.expire_lots):
            pass
        await self._run(reaper.forget)
        overdue = await self._run(reaper.end_overdue_jobs)
        return [await self.find_job(job_id) for job_id in overdue]

    async def export_ledger(self, target: Path) -> int:
        """Write every transfer to a CSV file. Returns how many."""
        path = self.folder / DATABASE_NAME
        return await asyncio.to_thread(history.export_ledger, path, target)

    @property
    def clock_ahead_s(self) -> float:
        """How far the machine's clock is ahead of the time that is trusted; below zero: behind.

        More than an instant means that it was set back, or ahead by more than 35 days: the time
        that is trusted stands still, and so do the allowances, until `accept_clock`.
        """
        return (self._clock.wall_us() - self._clock.now_us()) / SECOND_US

    async def accept_clock(self) -> datetime:
        """Believe the machine's clock from now on, whatever it was before. Returns the time."""
        now = await self._run(partial(minting.accept_clock, wall_us=self._clock.wall_us()))
        self._clock.trust(to_us(now))
        return now

    def _prepare(self, database: sqlite_utils.Database) -> None:
        """Migrate, and take up the time where the last process left it. On the storage thread."""
        if needs_migration(database):
            saved = backup.back_up(self.folder, self._wall(), keep=MOST_BACKUPS, check=False)
            log.info("the database is about to be migrated; as it was: %s", saved)
        self._boot = migrate(database, to_us(self._wall()))
        latest_us = int(database.execute("select latest_us from clock").fetchone()[0])
        self._clock = TrustedClock(self._wall, latest_us)

    async def _run(
        self, work: Callable[[Transaction], Result], *, patience_s: float = STEP_PATIENCE_S
    ) -> Result:
        def call(database: sqlite_utils.Database) -> Result:
            tx = Transaction(database, self._clock.now_us(), self._boot)
            tx.execute(
                "update clock set latest_us = :now where latest_us < :now - :step",
                {"now": tx.now_us, "step": REMEMBER_CLOCK_US},
            )
            return work(tx)

        return await self._writer.run(call, patience_s=patience_s)

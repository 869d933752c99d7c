"""The database behind the studio: every method is one transaction on the storage thread."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import sqlite_utils

from storage import accounts, allowance, job_rows, orders
from storage.balances import Balance
from storage.clock import SECOND_US, TrustedClock, to_us, utc_now
from storage.database import DATABASE_NAME
from storage.errors import OrdersStopped
from storage.jobs import Accepted, Job, JobState, NewJob, Terms
from storage.schema import migrate
from storage.transaction import Transaction
from storage.verify import verify_file
from storage.writer import Writer

log = logging.getLogger(__name__)

Result = TypeVar("Result")
ASKER_PATIENCE_S = 2.0  # somebody is waiting for an answer, Discord within 3 seconds
STEP_PATIENCE_S = 30.0  # a job's step is worth waiting for
REMEMBER_CLOCK_US = 60 * SECOND_US


class Store:
    """Accounts, ledger and jobs. A call that was sent always finishes, even if its caller leaves.

    Any method may raise DatabaseBusy, DiskFull, DatabaseDamaged or StoreClosed; then it has
    changed nothing.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self._wall = clock
        self._writer = Writer(folder / DATABASE_NAME, self._prepare)
        self._violations: tuple[str, ...] = ()

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
            await store.verify()
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

    # Accounts.

    async def balance(self, account_id: str, terms: Terms, scope: str = "*") -> Balance:
        """Top up the allowance, then say what the account can spend in `scope`."""

        def work(tx: Transaction) -> Balance:
            account = accounts.see(tx, account_id)
            allowance.accrue(tx, account, terms)
            return allowance.balance(tx, account, terms, scope)

        return await self._run(work, patience_s=ASKER_PATIENCE_S)

    # Care.

    async def verify(self) -> list[str]:
        """Check the whole database beside the running work; orders stop while anything is wrong."""
        path = self.folder / DATABASE_NAME
        violations = await asyncio.to_thread(verify_file, path)
        if violations:
            log.error("the ledger is not sound, no orders are taken: %s", "; ".join(violations))
        self._violations = tuple(violations)
        return violations

    def _prepare(self, database: sqlite_utils.Database) -> None:
        """Migrate, and take up the time where the last process left it. On the storage thread."""
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

"""The one thread that writes. Calls that wait together share one commit.

A commit to disk costs about a millisecond however much it holds. So the thread takes every call
that is waiting, runs each inside its own savepoint and commits once; nobody is answered before
the commit is on disk.
"""

import asyncio
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import sqlite_utils

from storage.database import connect, translate
from storage.errors import DatabaseBusy, StoreClosed
from storage.lock import lock_folder

log = logging.getLogger(__name__)

Result = TypeVar("Result")
LARGEST_BATCH = 64


@dataclass
class _Call:
    work: Callable[[sqlite_utils.Database], Any]
    give_up: float  # on time.monotonic's scale: how long a locked database is waited for
    answer: Future[Any] = field(default_factory=Future)


class Writer:
    """Owns the read-write connection and the thread it lives on."""

    def __init__(self, path: Path, prepare: Callable[[sqlite_utils.Database], None]) -> None:
        self._path = path
        self._prepare = prepare
        self._calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self._started: Future[None] = Future()
        self._closing = threading.Lock()  # held for moments: no call may slip in behind the end
        self._is_closed = False
        self._thread = threading.Thread(target=self._serve, name="storage", daemon=True)

    async def start(self) -> None:
        """Open the database on the thread, or raise what kept it from opening."""
        self._started.set_running_or_notify_cancel()
        self._thread.start()
        await asyncio.wrap_future(self._started)

    async def run(
        self, work: Callable[[sqlite_utils.Database], Result], *, patience_s: float
    ) -> Result:
        """Run `work` in a transaction and return what it returns, once that is on disk.

        The work may run a second time if the first attempt was rolled back, so it may change
        nothing but the database. A caller that is cancelled stops waiting; the work goes on.

        Raises:
            DatabaseBusy: another program held the database for `patience_s`.
            DiskFull: there was no room; nothing was changed.
        """
        call = _Call(work, time.monotonic() + patience_s)
        call.answer.set_running_or_notify_cancel()  # from here on it cannot be cancelled
        with self._closing:
            if self._is_closed:
                raise StoreClosed
            self._calls.put(call)
        return await asyncio.wrap_future(call.answer)

    async def close(self) -> None:
        """Finish what was sent, then close the database."""
        with self._closing:
            self._is_closed = True
            self._calls.put(None)
        await asyncio.to_thread(self._thread.join)

    def _serve(self) -> None:
        """The thread. It holds the folder's lock itself, so that the lock outlives every write."""
        try:
            with lock_folder(self._path.parent), closing(connect(self._path)) as database:
                self._prepare(database)
                self._started.set_result(None)
                while batch := self._next_batch():
                    self._run_batch(database, batch)
        except Exception as error:
            if self._started.done():
                raise  # a bug of ours: the thread's excepthook reports it
            self._started.set_exception(error)

    def _next_batch(self) -> list[_Call]:
        """Wait for a call, and take those that wait with it. Empty: the end."""
        call = self._calls.get()
        return [] if call is None else [call, *self._waiting(LARGEST_BATCH - 1)]

    def _waiting(self, most: int) -> list[_Call]:
        """Take up to `most` calls without waiting for any."""
        calls: list[_Call] = []
        while len(calls) < most and not self._calls.empty():
            call = self._calls.get()
            if call is None:
                self._calls.put(None)  # the end: to be met again, after these calls
                break
            calls.append(call)
        return calls

    def _run_batch(self, database: sqlite_utils.Database, batch: list[_Call]) -> None:
        """Commit the batch at once; if that fails as a whole, each call by itself."""
        batch = self._begin(database, batch)
        if not batch:
            return
        try:
            answers = [_run_call(database, call) for call in batch]
            database.execute("commit")
        except Exception as error:  # noqa: BLE001 - every call must be answered, whatever broke
            _roll_back(database)
            if len(batch) == 1:
                batch[0].answer.set_exception(translate(error, self._path))
                return
            log.warning("commit of %d calls failed (%s); trying each by itself", len(batch), error)
            for call in batch:
                self._run_batch(database, [call])
            return
        for call, answer in zip(batch, answers, strict=True):
            if isinstance(answer, Exception):
                call.answer.set_exception(answer)
            else:
                call.answer.set_result(answer)

    def _begin(self, database: sqlite_utils.Database, batch: list[_Call]) -> list[_Call]:
        """Take the write lock. Returns the calls that had the patience, and newer ones."""
        while batch:
            try:
                database.execute("begin immediate")
            except Exception as error:  # noqa: BLE001 - as above
                can_wait = isinstance(translate(error, self._path), DatabaseBusy)
                now = time.monotonic()
                for call in batch:
                    if not can_wait or now >= call.give_up:
                        call.answer.set_exception(translate(error, self._path))
                batch = [call for call in batch if not call.answer.done()]
                batch += self._waiting(LARGEST_BATCH)  # they, too, want to know in good time
            else:
                return batch
        return []


def _roll_back(database: sqlite_utils.Database) -> None:
    """Undo what is left of a transaction. Should even that fail, the next one cannot begin."""
    with suppress(sqlite3.Error):
        if database.conn.in_transaction:  # a full disk has rolled back already
            database.execute("rollback")


def _run_call(database: sqlite_utils.Database, call: _Call) -> object:
    """Run one call in its savepoint. Returns its result or the error that it alone met.

    Raises:
        sqlite3.Error: the whole transaction is gone (disk full, say), and the calls before it too.
    """
    database.execute("savepoint call")
    try:
        result = call.work(database)
    except Exception as error:
        if not database.conn.in_transaction:
            raise
        database.execute("rollback to call")
        database.execute("release call")
        if isinstance(error, sqlite3.OperationalError):
            raise  # the machine, not the call: let it be retried alone and named
        return error
    database.execute("release call")
    return result

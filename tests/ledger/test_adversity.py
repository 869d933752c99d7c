"""A full disk, a locked database, many at once: nobody loses, nobody gets twice."""

import asyncio
import multiprocessing
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import pytest
from books import ADA, FREE, NOTHING, START, Clock, deliver, new_job

from storage import orders
from storage.clock import to_us
from storage.database import connect, immediate
from storage.errors import DatabaseBusy, DiskFull, NotEnoughCredits
from storage.jobs import JobState, Terms
from storage.store import Store
from storage.transaction import Transaction
from storage.verify import verify_file

PLENTY = Terms(tier="plenty", allowance=1_000_000, allowance_cap=1_000_000)


async def _pages(store):
    """How many pages the database has, and its log when it is emptied into it."""
    with closing(sqlite3.connect(store.folder / "zoetrope.db")) as reader:
        reader.execute("pragma wal_checkpoint(passive)").fetchall()
        return reader.execute("pragma page_count").fetchone()[0]


async def _limit_pages(store, pages):
    """A disk with room for so many pages."""

    def limit(database):
        database.conn.execute(f"pragma max_page_count = {pages}").fetchall()

    await store._writer.run(limit, patience_s=1)


async def test_a_disk_that_is_full_at_any_size_changes_nothing(tmp_path, clock):
    """The disk grows page by page; every step either happens whole or not at all."""
    refused = 0
    async with Store.open(tmp_path, clock=clock) as store:
        pages = await _pages(store)
        for room in range(pages, pages + 30):
            await _limit_pages(store, room)
            for key in range(8):
                name = f"{room}-{key}"
                try:
                    padded = {"padding": "x" * 900}
                    await store.accept(new_job(name, price=1, order=padded), PLENTY)
                    await deliver(store, f"job-{name}")
                except DiskFull:
                    refused += 1
            assert await store.verify() == []

        await _limit_pages(store, 10**6)
        for job in await store.recover():
            await store.release(job.id, JobState.CANCELLED, "cancelled")
        balance = await store.balance(ADA, PLENTY)

        jobs = await store.jobs_of(ADA, 1000)
        delivered = sum(job.state is JobState.DELIVERED for job in jobs)
        assert refused > 20
        assert delivered > 20
        assert (balance.spendable, balance.reserved) == (1_000_000 - delivered, 0)


async def test_one_call_that_does_not_fit_leaves_the_others_of_its_commit(tmp_path, clock):
    async with Store.open(tmp_path, clock=clock) as store:
        await _limit_pages(store, await _pages(store) + 8)
        large = {"padding": "x" * 200_000}
        calls = [store.accept(new_job(key, price=1), PLENTY) for key in range(5)]
        calls.insert(2, store.accept(new_job("large", price=1, order=large), PLENTY))

        answers = await asyncio.gather(*calls, return_exceptions=True)

        assert isinstance(answers.pop(2), DiskFull)
        assert [answer.job.id for answer in answers] == [f"job-{key}" for key in range(5)]
        assert (await store.balance(ADA, PLENTY)).reserved == 5


@contextmanager
def locked(path):
    """Another program that has the database open for writing."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("begin immediate")
        yield other
        if other.in_transaction:
            other.execute("rollback")


async def test_while_another_program_holds_the_database_orders_are_refused_in_time(store):
    loop = asyncio.get_running_loop()
    with locked(store.folder / "zoetrope.db"):
        begun = loop.time()
        with pytest.raises(DatabaseBusy):
            await store.accept(new_job(1), FREE)
        waited = loop.time() - begun

    assert waited < 3.0, "Discord wants an answer within 3 seconds"
    assert not (await store.accept(new_job(1), FREE)).is_replay
    assert (await store.balance(ADA, FREE)).reserved == 4


async def test_a_job_s_step_waits_for_the_lock_and_an_order_behind_it_does_not(store):
    await store.accept(new_job(1), FREE)
    with locked(store.folder / "zoetrope.db") as other:
        step = asyncio.create_task(store.claim("job-1"))
        with pytest.raises(DatabaseBusy):
            await store.accept(new_job(2), FREE)
        assert not step.done()
        other.execute("rollback")

        assert (await step).state is JobState.RUNNING


# One balance, fought over by 4 processes of 8 threads each. A second store on the same folder is
# refused by its lock, so these go beneath it: each thread has a connection of its own to the same
# file and runs the store's own accept inside `immediate`. If orders were checked first and written
# later, or transactions began deferred, more would be accepted than the balance holds.
HELD, PROCESSES, THREADS, TRIES = 50, 4, 8, 12


def _fight(path, process, start):
    """Order as often as possible from 8 threads. Returns how many orders were accepted."""
    together = threading.Barrier(THREADS)

    def thread(number):
        accepted = 0
        with closing(connect(path)) as database:
            database.conn.execute("pragma busy_timeout = 60000").fetchall()
            database.conn.execute("pragma synchronous = off")
            start.wait()
            together.wait()
            for attempt in range(TRIES):
                job = new_job(f"{process}-{number}-{attempt}", price=1)
                try:
                    with immediate(database):
                        database.execute("savepoint call")
                        orders.accept(Transaction(database, to_us(START), 1), job, NOTHING)
                except NotEnoughCredits:
                    continue
                accepted += 1
        return accepted

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(thread, range(THREADS)))


def fight(path):
    """Run the processes. Returns how many orders all of them got accepted."""
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, context.Pool(PROCESSES) as pool:
        start = manager.Event()
        results = [pool.apply_async(_fight, (path, number, start)) for number in range(PROCESSES)]
        start.set()
        return sum(result.get(timeout=120) for result in results)


async def test_4_processes_of_8_threads_cannot_spend_one_balance_twice(tmp_path):
    async with Store.open(tmp_path, clock=Clock()) as store:
        await store.operator.mint(ADA, HELD)

    accepted = await asyncio.to_thread(fight, tmp_path / "zoetrope.db")

    assert accepted == HELD
    assert verify_file(tmp_path / "zoetrope.db", thorough=True) == []

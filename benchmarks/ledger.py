"""The ledger's speed: durable accepts per second and their latency, beside the usual way.

    python -m benchmarks.ledger [--accepts 4000] [--jobs 100000] [--folder DIR]

Both sides run in one go on the same disk, in turns, with the same number of askers and
synchronous=FULL: an accept counts when it would survive a power cut. "ours" is Store.accept:
allowance, limits, lots, ledger, job row, all invariants. "usual" is what most bots do: a connection
per thread, `with db.conn:` (sqlite-utils), look at the balance, then write a balance and a job row.
After each round both books are checked: how much more was accepted than there was to spend?

The last line is how long `verify` takes on a ledger of --jobs delivered jobs.
"""

import argparse
import asyncio
import sqlite3
import statistics
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import sqlite_utils

from storage import orders
from storage.jobs import NewJob, Terms
from storage.store import Store
from storage.verify import verify_file

ACCOUNTS = 50
ROUNDS = 3
NO_ALLOWANCE = Terms(tier="bench", max_open_jobs=1_000_000)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--accepts", type=int, default=4000, help="per round")
    parser.add_argument("--jobs", type=int, default=100_000, help="for verify; 0 skips it")
    parser.add_argument("--folder", type=Path, default=None, help="on the disk to measure")
    arguments = parser.parse_args()
    print(f"SQLite {sqlite3.sqlite_version}, {arguments.accepts} orders, median of {ROUNDS} rounds")
    print(
        f"{'':8}{'askers':>8}{'accepts/s':>12}"
        f"{'p50 ms':>9}{'p99 ms':>9}{'max ms':>9}{'too many':>10}"
    )
    for askers in (1, 8, 64):
        sides = {"ours": [], "usual": []}
        for _ in range(ROUNDS):
            for name, side in (("ours", ours), ("usual", usual)):
                with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
                    sides[name].append(side(Path(folder), arguments.accepts, askers))
        for name, rounds in sides.items():
            rate, p50, p99, longest, excess = map(statistics.median, zip(*rounds, strict=True))
            print(
                f"{name:8}{askers:8}{rate:12.0f}{p50:9.1f}{p99:9.1f}{longest:9.1f}{excess:10.0f}",
                flush=True,
            )
    if arguments.jobs:
        with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
            seconds, size = asyncio.run(verify_time(Path(folder), arguments.jobs))
        print(f"verify: {seconds:.2f} s for {arguments.jobs} delivered jobs, {size / 1e6:.0f} MB")


def new_job(number, account):
    return NewJob(
        id=f"job-{number}",
        request_key=f"bench:{number}",
        account_id=account,
        price=1,
        watermark=True,
        licence="bench",
        order={"effect": "melt", "options": {"strength": 0.5, "duration": 4.0}},
        address={"platform": "bench", "place": {"channel": "1", "message": str(number)}},
        still_sha256=f"{number:064x}",
        deadline_s=3600.0,
    )


def account_name(number):
    return f"bench:{number % ACCOUNTS}"


def ours(folder, accepts, askers):
    """Half as much to spend as will be asked for. Returns rate, p50, p99, max (ms), excess."""
    return asyncio.run(_ours(folder, accepts, askers))


async def _ours(folder, accepts, askers):
    numbers = iter(range(accepts))
    latencies, accepted = [], 0

    async def ask(store):
        nonlocal accepted
        for number in numbers:
            begun = time.perf_counter()
            try:
                await store.accept(new_job(number, account_name(number)), NO_ALLOWANCE)
                accepted += 1
            finally:
                latencies.append(time.perf_counter() - begun)

    async with Store.open(folder) as store:
        for number in range(ACCOUNTS):
            await store.operator.buy(account_name(number), accepts, f"bench-{number}")
        begun = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for _ in range(askers):
                group.create_task(ask(store))
        seconds = time.perf_counter() - begun
        check(await store.verify())
        left = sum(
            [
                (await store.balance(account_name(number), NO_ALLOWANCE)).spendable
                for number in range(ACCOUNTS)
            ]
        )
    return figures(latencies, seconds, accepted - (ACCOUNTS * accepts - left))


def usual(folder, accepts, askers):
    """The same number of accepts, each under `with db.conn:`."""
    path = folder / "usual.db"
    database = sqlite_utils.Database(path)
    database.enable_wal()
    database["accounts"].insert_all(
        ({"id": account_name(number), "balance": accepts} for number in range(ACCOUNTS)), pk="id"
    )
    database["jobs"].create({"id": str, "account": str, "price": int, "job": str}, pk="id")
    database.conn.close()
    numbers = iter(range(accepts))
    next_number = threading.Lock()
    latencies = []

    def ask(_asker):
        mine = sqlite_utils.Database(sqlite3.connect(path, timeout=60))
        mine.conn.execute("pragma synchronous = full")
        accepted = 0
        while True:
            with next_number:
                number = next(numbers, None)
            if number is None:
                mine.conn.close()
                return accepted
            begun = time.perf_counter()
            accepted += usual_accept(mine, new_job(number, account_name(number)))
            latencies.append(time.perf_counter() - begun)

    begun = time.perf_counter()
    with ThreadPoolExecutor(askers) as pool:
        accepted = sum(pool.map(ask, range(askers)))
    seconds = time.perf_counter() - begun
    database = sqlite_utils.Database(path)
    left = database.execute("select sum(balance) from accounts").fetchone()[0]
    database.conn.close()
    return figures(latencies, seconds, accepted - (ACCOUNTS * accepts - left))


def usual_accept(database, job):
    """Look at the balance, then write. Returns 1 when accepted."""
    with database.conn:
        balance = database["accounts"].get(job.account_id)["balance"]
        if balance < job.price:
            return 0
        database["accounts"].update(job.account_id, {"balance": balance - job.price})
        row = {"id": job.id, "account": job.account_id, "price": job.price, "job": repr(job)}
        database["jobs"].insert(row)
    return 1


def figures(latencies, seconds, excess):
    latencies.sort()
    p50 = latencies[len(latencies) // 2]
    p99 = latencies[int(len(latencies) * 0.99)]
    return len(latencies) / seconds, p50 * 1e3, p99 * 1e3, latencies[-1] * 1e3, excess


async def verify_time(folder, jobs):
    """Seconds that verify takes, and the size of the file."""
    async with Store.open(folder) as store:
        for number in range(ACCOUNTS):
            await store.operator.buy(account_name(number), jobs, f"bench-{number}")
        for first in range(0, jobs, 1000):
            numbers = range(first, min(first + 1000, jobs))
            await store._run(lambda tx, numbers=numbers: deliver_many(tx, numbers))  # noqa: SLF001
        path = folder / "zoetrope.db"
        begun = time.perf_counter()
        check(verify_file(path))
        return time.perf_counter() - begun, path.stat().st_size


def check(violations):
    if violations:
        raise SystemExit(f"the books do not balance: {violations}")


def deliver_many(tx, numbers):
    """Many whole lives of jobs in one transaction, only to have them."""
    for number in numbers:
        job = new_job(number, account_name(number))
        orders.accept(tx, job, NO_ALLOWANCE)
        orders.claim(tx, job.id)
        orders.rendered(tx, job.id, {"frames": 96}, "c" * 64, 1.0)
        orders.settle(tx, job.id, "message")


if __name__ == "__main__":
    main()

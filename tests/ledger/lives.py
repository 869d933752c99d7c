"""One whole life of a store, as a real process lives it, for the crash tests to cut short.

Run as a program it is a server of lives: for each line of JSON on its standard input it forks, lets
the child live on the folder named there and kill itself (SIGKILL) before statement number `kill`,
and answers with one line. The parent has a single thread, so forking it is safe, and whatever is
slow to import is imported once.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import storage.writer
from storage.grants import GrantOrder
from storage.jobs import JobState, Terms
from storage.pools import PoolRules
from storage.store import Store

from books import ADA, BOB, EVE, GUILD, START, new_job  # isort: skip - beside this file

TERMS = Terms(tier="free", allowance=7, allowance_cap=7)
# What becomes of each job, in every life the same.
FATES = {
    "sent": {"price": 11, "account": ADA, "scope": GUILD},  # reserved from three lots
    "broken": {"price": 3, "account": ADA, "scope": GUILD},
    "refused": {"price": 4, "account": BOB, "scope": GUILD},
    "drained": {"price": 0, "account": EVE},
}


class KillPoint:
    """Counts what happens, and ends the process by SIGKILL just before number `at`."""

    def __init__(self, at: int | None) -> None:
        self.at = at
        self.count = 0

    def __call__(self, _event: str) -> None:
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def jobs():
    """The orders that every life receives, as a platform that never saw an answer repeats them."""
    return [new_job(fate, **changes) for fate, changes in FATES.items()]


async def live(folder: Path, point: Callable[[str], None], *, at_once: bool) -> None:
    """Open the store, take every order again, and bring every open job to its end.

    `at_once`: all of them together, so that calls share commits.
    """
    async with Store.open(folder, clock=lambda: START) as store:
        await store.recover()
        await store.operator.buy(EVE, 6, "charge-1")
        await store.admins.grant(
            GrantOrder(scope=GUILD, admin=EVE, recipient=ADA, amount=5, request_key="grant-1")
        )
        steps = [_bring_to_end(store, job, folder, point) for job in jobs()]
        if at_once:
            await asyncio.gather(*steps)
        else:
            for step in steps:
                await step


async def prepare(folder: Path) -> None:
    """What the operator has set up before the first life."""
    async with Store.open(folder, clock=lambda: START) as store:
        await store.operator.fund(GUILD, 40)
        await store.operator.set_rules(GUILD, PoolRules(per_grant=20))
        await store.operator.mint(ADA, 2, expires_at=START.replace(hour=20))
        await store.operator.mint(BOB, 5, scope=GUILD)


async def _only_open(folder: Path) -> None:
    async with Store.open(folder, clock=lambda: START):
        pass


async def _bring_to_end(store, order, folder, point):
    fate = order.id.removeprefix("job-")
    job = (await store.accept(order, TERMS)).job
    if job.state is JobState.QUEUED:
        await store.claim(job.id)
        if fate == "drained" and job.attempt == 0:
            await store.requeue(job.id)
            await store.claim(job.id)
        point("rendering")
        if fate == "broken":
            await store.release(job.id, JobState.FAILED, "job-failed", 0.5)
            return
        point("clip on disk")
        job = await store.rendered(job.id, {"frames": 96}, "c" * 64, 1.5)
    if job.state is JobState.RENDERED:
        await store.attempt_delivery(job.id)
        point("before the send")
        if fate == "refused":
            await store.release(job.id, JobState.FAILED, "job-undeliverable")
            return
        _send(folder, job.id)
        point("after the send")
        await store.settle(job.id, f"message-{job.id}")


def _send(folder, job_id):
    """The platform: an edit of the message that is already there, so twice is as good as once."""
    descriptor = os.open(folder / "sent", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(descriptor, f"{job_id}\n".encode())
    os.close(descriptor)


def _serve() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        folder = Path(request["folder"])
        child = os.fork()
        if child == 0:
            _live_and_exit(folder, request)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        answer = {"killed": killed, "failed": not killed and status != 0}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _live_and_exit(folder: Path, request: dict) -> None:
    """In the child: count every SQL statement, those inside triggers too."""
    point = KillPoint(request["kill"])
    connect = storage.writer.connect

    def traced(path):
        database = connect(path)
        database.conn.set_trace_callback(point)
        return database

    storage.writer.connect = traced
    try:
        if request["orders"]:
            asyncio.run(live(folder, point, at_once=request["at_once"]))
        else:
            asyncio.run(_only_open(folder))
        (folder / "count").write_text(str(point.count))
    except BaseException:  # noqa: BLE001 - a forked child must not return into the server
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    _serve()

"""The line of jobs: bounded by the store, fair between accounts, and cheap to ask for a place.

Start-time fair queueing (Goyal, Vin and Cheng, SIGCOMM 1996): an entry's start tag is the later of
the queue's virtual time and the account's last finish tag; its finish tag is the start plus its
cost over the account's weight; the entry with the smallest start tag is next. An account that
orders a thousand clips waits behind its own orders, not in front of everybody else's.

A device that has just drawn with one model would have to load another for the next entry. Then an
entry of the same round goes first if the device is ready for it: one whose turn begins before the
turn of those that it passes is over. Nobody is passed more than a few times.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

MOST_PASSES = 3  # how often an entry lets others go first
LOOK_AHEAD = 16  # entries that are looked at for one that needs no loading


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One job in line."""

    job_id: str
    account: str
    cost_s: float  # how long its device will be busy, estimated
    weight: float = 1.0  # of the account's tier: 2 is served twice as much
    kind: str = ""  # the model that must be loaded for it; "" for none


@dataclass(frozen=True)
class _Placed:
    entry: Entry
    start: float
    arrival: int  # breaks ties: first come, first served

    @property
    def finish(self) -> float:
        """When its account's turn is over, in virtual time."""
        return self.start + self.entry.cost_s / self.entry.weight


class FairQueue:
    """A line of entries, for one event loop."""

    def __init__(self) -> None:
        self._line: dict[str, _Placed] = {}
        self._finish: dict[str, float] = {}
        self._virtual_time = 0.0
        self._arrivals = 0
        self._passed: Counter[str] = Counter()  # how often a job let others go first
        self._ready_for = ""  # the kind that was served last
        self._arrived = asyncio.Event()

    def __len__(self) -> int:
        return len(self._line)

    def put(self, entry: Entry) -> None:
        """Add a job to the line."""
        start = max(self._virtual_time, self._finish.get(entry.account, 0.0))
        self._finish[entry.account] = start + entry.cost_s / entry.weight
        self._arrivals += 1
        self._line[entry.job_id] = _Placed(entry, start, self._arrivals)
        self._arrived.set()

    async def next(self, ready_for: str = "") -> Entry:
        """Wait for a job and take the one whose turn it is.

        Args:
            ready_for: the kind that the device drew last, and needs not load.
        """
        while not self._line:
            await self.arrival()
        ordered = self._in_order()
        number = _choose(ordered, ready_for, self._passed)
        placed = ordered[number]
        self._leave(placed.entry.job_id)
        self._virtual_time = max(self._virtual_time, ordered[0].start)
        self._ready_for = placed.entry.kind or self._ready_for
        self._forget_idle_accounts()
        return placed.entry

    async def arrival(self) -> None:
        """Wait until the next job is added."""
        self._arrived.clear()
        await self._arrived.wait()

    def remove(self, job_id: str) -> bool:
        """Take a job out of the line. False: it was not in line."""
        placed = self._line.get(job_id)
        if placed is None:
            return False
        self._leave(job_id)
        entry = placed.entry  # what it would have used goes back to its account
        self._finish[entry.account] -= entry.cost_s / entry.weight
        return True

    def entries(self) -> list[Entry]:
        """Everything in line, in the order one device will serve it if nothing more arrives."""
        waiting, passed, ready_for = self._in_order(), self._passed.copy(), self._ready_for
        served = []
        while waiting:
            placed = waiting.pop(_choose(waiting, ready_for, passed))
            ready_for = placed.entry.kind or ready_for
            served.append(placed.entry)
        return served

    def _in_order(self) -> list[_Placed]:
        return sorted(self._line.values(), key=lambda placed: (placed.start, placed.arrival))

    def _leave(self, job_id: str) -> None:
        del self._line[job_id]
        del self._passed[job_id]

    def _forget_idle_accounts(self) -> None:
        waiting = {placed.entry.account for placed in self._line.values()}
        self._finish = {
            account: tag
            for account, tag in self._finish.items()
            if tag > self._virtual_time or account in waiting
        }


def _choose(ordered: Sequence[_Placed], ready_for: str, passed: Counter[str]) -> int:
    """Whose turn it is: the first, or one behind it that saves loading and costs nobody a turn.

    Args:
        ordered: who waits, by their turns; not empty.
        ready_for: the kind that needs no loading.
        passed: how often each job let others go first; updated.
    """
    if ordered[0].entry.kind in ("", ready_for):
        return 0
    round_ends = ordered[0].finish
    for number, placed in enumerate(ordered[:LOOK_AHEAD]):
        if placed.start >= round_ends:
            break
        if placed.entry.kind == ready_for:
            passed.update(each.entry.job_id for each in ordered[:number])
            return number
        if passed[placed.entry.job_id] >= MOST_PASSES:
            break
        round_ends = min(round_ends, placed.finish)
    return 0

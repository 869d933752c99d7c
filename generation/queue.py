"""The line of jobs: bounded by the store, fair between accounts, and cheap to ask for a place.

Start-time fair queueing (Goyal, Vin and Cheng, SIGCOMM 1996): an entry's start tag is the later of
the queue's virtual time and the account's last finish tag; its finish tag is the start plus its
cost over the account's weight; the entry with the smallest start tag is next. An account that
orders a thousand clips waits behind its own orders, not in front of everybody else's.
"""

import asyncio
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One job in line."""

    job_id: str
    account: str
    cost_s: float  # how long its device will be busy, estimated
    weight: float = 1.0  # of the account's tier: 2 is served twice as much


@dataclass(frozen=True)
class _Placed:
    entry: Entry
    start: float
    arrival: int  # breaks ties: first come, first served


class FairQueue:
    """A line of entries, for one event loop."""

    def __init__(self) -> None:
        self._line: dict[str, _Placed] = {}
        self._finish: dict[str, float] = {}
        self._virtual_time = 0.0
        self._arrivals = 0
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

    async def next(self) -> Entry:
        """Wait for a job and take the one whose turn it is."""
        while not self._line:
            self._arrived.clear()
            await self._arrived.wait()
        placed = self._in_order()[0]
        self._leave(placed.entry.job_id)
        self._virtual_time = max(self._virtual_time, placed.start)
        self._forget_idle_accounts()
        return placed.entry

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
        """Everything in line, in the order it will be served if nothing more arrives."""
        return [placed.entry for placed in self._in_order()]

    def _in_order(self) -> list[_Placed]:
        return sorted(self._line.values(), key=lambda placed: (placed.start, placed.arrival))

    def _leave(self, job_id: str) -> None:
        del self._line[job_id]

    def _forget_idle_accounts(self) -> None:
        self._finish = {
            account: tag for account, tag in self._finish.items() if tag > self._virtual_time
        }

"""Live events for open pages: who listens, and what each has yet to see."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Event:
    """What became of one job, ready to be sent."""

    kind: str  # "progress", "clip", "ending" or "notice"
    job_id: str  # or "notice"
    facts: Mapping[str, Any] = field(default_factory=dict)


class Mailbox:
    """What one open page has yet to see. A slow page misses old progress, never the latest."""

    def __init__(self) -> None:
        self._latest: dict[str, Event] = {}  # by job
        self._changed = asyncio.Event()
        self._is_closed = False

    def put(self, event: Event) -> None:
        """Leave an event; it takes the place of an unread one about the same job.

        Progress never takes the place of an end.
        """
        unread = self._latest.get(event.job_id)
        if event.kind == "progress" and unread is not None and unread.kind != "progress":
            return
        self._latest.pop(event.job_id, None)
        self._latest[event.job_id] = event
        self._changed.set()

    def close(self) -> None:
        """End the listening side once it has read everything."""
        self._is_closed = True
        self._changed.set()

    async def next(self) -> Event | None:
        """Wait for the oldest unread event; None once the mailbox is closed and empty."""
        while not self._latest:
            if self._is_closed:
                return None
            self._changed.clear()
            await self._changed.wait()
        return self._latest.pop(next(iter(self._latest)))


class Events:
    """Hands events to every open page of an account."""

    def __init__(self) -> None:
        self._mailboxes: dict[str, set[Mailbox]] = defaultdict(set)
        self._is_closed = False

    def publish(self, account: str, event: Event) -> None:
        """Leave an event for all open pages of an account; with none open it is dropped."""
        for mailbox in self._mailboxes.get(account, ()):
            mailbox.put(event)

    @contextmanager
    def listen(self, account: str) -> Iterator[Mailbox]:
        """Receive an account's events for as long as the block lasts."""
        mailbox = Mailbox()
        if self._is_closed:
            mailbox.close()
        self._mailboxes[account].add(mailbox)
        try:
            yield mailbox
        finally:
            self._mailboxes[account].discard(mailbox)
            if not self._mailboxes[account]:
                del self._mailboxes[account]

    def close(self) -> None:
        """End every stream: an open page must not hold up the shutdown."""
        self._is_closed = True
        for mailboxes in self._mailboxes.values():
            for mailbox in mailboxes:
                mailbox.close()

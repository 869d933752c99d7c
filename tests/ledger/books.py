"""What the tests of the ledger share: a clock to turn, orders to give, whole lives of a store."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.jobs import NewJob, Terms

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - tests only
ADA, BOB, EVE = "test:ada", "test:bob", "test:eve"
GUILD, OTHER_GUILD = "test:guild:1", "test:guild:2"
START = datetime(2026, 3, 10, 12, tzinfo=UTC)
FREE = Terms(tier="free", allowance=10, allowance_cap=10)
NOTHING = Terms(tier="none")


class Clock:
    """A wall clock that only the test moves."""

    def __init__(self, now=START):
        self.now = now

    def __call__(self):
        return self.now

    def turn(self, **by):
        """Move by hours=1 or days=-3, say."""
        self.now += timedelta(**by)


def new_job(key, *, account=ADA, price=4, **changes):
    """A priced order; the same key is the same order."""
    plain = {
        "id": f"job-{key}",
        "request_key": f"test:{key}",
        "account_id": account,
        "price": price,
        "watermark": True,
        "licence": "yours",
        "order": {"effect": "melt", "key": str(key)},
        "address": {"platform": "test", "place": {"message": str(key)}, "locale": "en"},
        "still_sha256": hashlib.sha256(str(key).encode()).hexdigest(),
        "deadline_s": 3600.0,
    }
    return NewJob(**plain | changes)


async def render(store, job_id, seconds=1.0):
    """Take a job from the queue to its finished clip."""
    await store.claim(job_id)
    return await store.rendered(job_id, {"name": "clip.mp4"}, "c" * 64, seconds)


async def deliver(store, job_id):
    """Take a job from the queue to its asker."""
    await render(store, job_id)
    await store.attempt_delivery(job_id)
    return await store.settle(job_id, f"message-{job_id}")

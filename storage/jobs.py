"""Jobs as values: what is to be accepted, on which terms, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from storage.balances import Balance
from storage.clock import HOUR_US


class JobState(StrEnum):
    """Where a job is on its way: queued → running → rendered → delivered, or failed, cancelled."""

    QUEUED = "queued"
    RUNNING = "running"
    RENDERED = "rendered"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """The job has not ended: what it reserved is still set aside."""
        return self in OPEN_STATES


OPEN_STATES = frozenset({JobState.QUEUED, JobState.RUNNING, JobState.RENDERED})


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What an account's tier allows, for one order. None means unlimited."""

    tier: str
    allowance: int = 0  # added every period
    allowance_cap: int = 0  # the allowance never fills beyond this
    period_hours: int = 24  # periods start at midnight UTC
    max_open_jobs: int | None = None  # of this account
    queue_capacity: int | None = None  # of everybody
    cooldown_s: float = 0.0  # between two orders of this account
    min_age_hours: float = 0.0  # before the allowance starts
    account_since: datetime | None = None  # as the platform says; else when first seen here
    gpu_seconds_account: float | None = None  # per UTC day
    gpu_seconds_server: float | None = None
    gpu_seconds_all: float | None = None

    @property
    def period_us(self) -> int:
        """Length of an allowance period, in microseconds."""
        return self.period_hours * HOUR_US


@dataclass(frozen=True, kw_only=True)
class NewJob:
    """A priced order that is about to be accepted. Its price and promises are frozen from here."""

    id: str
    request_key: str  # the same key, account, scope and still again: the same job
    account_id: str
    price: int
    watermark: bool
    licence: str
    order: dict[str, Any]  # JSON-ready
    address: dict[str, Any]  # JSON-ready
    still_sha256: str
    deadline_s: float
    scope: str = "*"  # the server it was ordered in
    expected_seconds: float = 0.0  # GPU seconds it will probably take, for the day's limits


@dataclass(frozen=True, kw_only=True)
class Job:
    """One accepted order, as its durable row says."""

    id: str
    request_key: str
    account_id: str
    scope: str
    price: int
    watermark: bool
    licence: str
    order: dict[str, Any]
    address: dict[str, Any]
    still_sha256: str
    state: JobState
    attempt: int
    error_code: str  # "" unless it failed or was cancelled
    clip: dict[str, Any] | None
    clip_sha256: str  # "" until rendered
    seconds: float  # GPU seconds used so far
    sends: int  # deliveries begun; more than 0 after a crash means "perhaps already sent"
    remote_id: str  # the delivered message, in the platform's words
    created_at: datetime
    updated_at: datetime
    deadline: datetime


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """The answer to an accepted order."""

    job: Job
    balance: Balance
    is_replay: bool  # this order had been accepted before

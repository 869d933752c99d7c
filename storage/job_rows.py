"""Job rows: written once, read back as values."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from storage.clock import SECOND_US, from_us
from storage.errors import JobUnknown, WrongJobState
from storage.jobs import Job, JobState, NewJob
from storage.transaction import Transaction

_SELECT = """
select job.*, account.name as account_name,
  (select count(*) from delivery where delivery.job = job.id) as sends,
  coalesce((select remote_id from delivery
    where delivery.job = job.id and delivery.state = 'confirmed'), '') as remote_id
from job join account on account.id = job.account
"""


def insert(tx: Transaction, account: int, job: NewJob) -> None:
    """Write down an accepted order, queued."""
    row = {
        "id": job.id,
        "request_key": job.request_key,
        "order_sha256": order_sha256(job),
        "account": account,
        "scope": job.scope,
        "price": job.price,
        "watermark": int(job.watermark),
        "licence": job.licence,
        "order_json": to_json(job.order),
        "address_json": to_json(job.address),
        "still_sha256": job.still_sha256,
        "expected_us": round(job.expected_seconds * SECOND_US),
        "created_us": tx.now_us,
        "updated_us": tx.now_us,
        "deadline_us": tx.now_us + round(job.deadline_s * SECOND_US),
    }
    tx.insert("job", row)


def find(tx: Transaction, job_id: str) -> Job:
    """Read a job.

    Raises:
        JobUnknown: no job has that id.
    """
    for job in select(tx, "where job.id = ?", [job_id]):
        return job
    raise JobUnknown(job_id)


def select(tx: Transaction, condition: str, parameters: Iterable[Any] = ()) -> list[Job]:
    """Read the jobs for which `condition`, an SQL clause of ours, holds."""
    return [_job(row) for row in tx.rows(_SELECT + condition, list(parameters))]


def expect(tx: Transaction, job_id: str, state: JobState) -> None:
    """Make sure that a job is in `state`.

    Raises:
        JobUnknown: no job has that id.
        WrongJobState: it is in another state.
    """
    row = tx.row("select state from job where id = ?", [job_id])
    if row is None:
        raise JobUnknown(job_id)
    if row["state"] != state:
        raise WrongJobState(job_id, row["state"], state)


def order_sha256(job: NewJob) -> str:
    """What a request key stands for: who ordered, where, and from which picture.

    Not the options, the price or the size: an event that a platform sends again after a restart
    must find its job even though the settings have changed in between.
    """
    return hashlib.sha256(
        to_json([job.account_id, job.scope, job.still_sha256]).encode()
    ).hexdigest()


def to_json(value: object) -> str:
    """Canonical JSON, ASCII only: half a surrogate pair from a chat would not fit into UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def _job(row: sqlite3.Row) -> Job:
    return Job(
        id=row["id"],
        request_key=row["request_key"],
        account_id=row["account_name"],
        scope=row["scope"],
        price=row["price"],
        watermark=bool(row["watermark"]),
        licence=row["licence"],
        order=json.loads(row["order_json"]),
        address=json.loads(row["address_json"]),
        still_sha256=row["still_sha256"],
        state=JobState(row["state"]),
        attempt=row["attempt"],
        error_code=row["error_code"],
        clip=None if row["clip_json"] is None else json.loads(row["clip_json"]),
        clip_sha256=row["clip_sha256"] or "",
        seconds=row["used_us"] / SECOND_US,
        sends=row["sends"],
        remote_id=row["remote_id"],
        created_at=from_us(row["created_us"]),
        updated_at=from_us(row["updated_us"]),
        deadline=from_us(row["deadline_us"]),
    )

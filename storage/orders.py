"""An order's way through the database: each step is one transaction.

accept → claim → rendered → attempt_delivery → settle
              ↘ requeue          any open state → release
"""

from typing import Any

from storage import accounts, allowance, job_rows, ledger, limits
from storage.clock import SECOND_US, from_us
from storage.errors import AccountTooYoung, NotEnoughCredits, RequestKeyReused
from storage.jobs import Accepted, Job, JobState, NewJob, Terms
from storage.transaction import Transaction

MOST_ATTEMPTS = 3  # a job that keeps killing the process must end some day


def get_replay(tx: Transaction, job: NewJob, terms: Terms) -> Accepted | None:
    """The answer to an order that was accepted before, when this is the same one again.

    Raises:
        RequestKeyReused: the key belongs to a different order.
    """
    row = tx.row("select id, order_sha256 from job where request_key = ?", [job.request_key])
    if row is None:
        return None
    if row["order_sha256"] != job_rows.order_sha256(job):
        raise RequestKeyReused(job.request_key)
    balance = allowance.balance(tx, accounts.find(tx, job.account_id), terms, job.scope)
    return Accepted(job=job_rows.find(tx, row["id"]), balance=balance, is_replay=True)


def accept(tx: Transaction, job: NewJob, terms: Terms) -> Accepted:
    """Top up the allowance, check the limits, reserve the price and write the job down.

    Raises:
        NotEnoughCredits, AccountTooYoung: the price is more than the account can spend.
        TooManyJobs, QueueFull, CoolingDown, GpuBudgetSpent: a limit was reached.
    """
    account = accounts.see(tx, job.account_id)
    tx.keep()  # an account that is refused for its youth has still been seen
    limits.check(tx, account, job, terms)
    allowance.accrue(tx, account, terms)
    lots = ledger.spendable_lots(tx, account["id"], job.scope, terms.period_us)
    if sum(lot["balance"] for lot in lots) < job.price:
        raise _too_little(tx, job, terms)
    job_rows.insert(tx, account["id"], job)
    ledger.reserve(tx, job.id, lots, job.price)
    balance = allowance.balance(tx, account, terms, job.scope)
    return Accepted(job=job_rows.find(tx, job.id), balance=balance, is_replay=False)


def claim(tx: Transaction, job_id: str) -> Job | None:
    """Take a queued job for rendering: one more attempt, by this boot. None: it is not queued."""
    changed = tx.execute(
        """
        update job set state = 'running', attempt = attempt + 1, boot = ?, updated_us = ?
        where id = ? and state = 'queued'
        """,
        [tx.boot, tx.now_us, job_id],
    )
    return job_rows.find(tx, job_id) if changed else None


def rendered(
    tx: Transaction, job_id: str, clip: dict[str, Any], sha256: str, seconds: float
) -> Job:
    """Write down the finished clip, whose file is safely on disk."""
    job_rows.expect(tx, job_id, JobState.RUNNING)
    tx.execute(
        """
        update job set state = 'rendered', boot = null, clip_json = ?, clip_sha256 = ?,
          updated_us = ? where id = ?
        """,
        [job_rows.to_json(clip), sha256, tx.now_us, job_id],
    )
    _count_seconds(tx, job_id, seconds)
    return job_rows.find(tx, job_id)


def requeue(tx: Transaction, job_id: str) -> Job:
    """Put a running job back because the process ends; the attempt does not count."""
    job_rows.expect(tx, job_id, JobState.RUNNING)
    tx.execute(
        """
        update job set state = 'queued', attempt = attempt - 1, boot = null, updated_us = ?
        where id = ?
        """,
        [tx.now_us, job_id],
    )
    return job_rows.find(tx, job_id)


def attempt_delivery(tx: Transaction, job_id: str) -> None:
    """Write down that a send is about to begin: after a crash, it may have happened."""
    job_rows.expect(tx, job_id, JobState.RENDERED)
    _begin_delivery(tx, job_id, "begun", "")


def settle(tx: Transaction, job_id: str, remote_id: str) -> Job:
    """Spend what was reserved, because the clip was delivered. Again: changes nothing."""
    job = job_rows.find(tx, job_id)
    if job.state is JobState.DELIVERED:
        return job
    job_rows.expect(tx, job_id, JobState.RENDERED)
    changed = tx.execute(
        """
        update delivery set state = 'confirmed', remote_id = ? where job = ? and n =
          (select max(n) from delivery where job = ?)
        """,
        [remote_id, job_id, job_id],
    )
    if not changed:
        _begin_delivery(tx, job_id, "confirmed", remote_id)
    ledger.settle(tx, job_id)
    _set_state(tx, job_id, JobState.DELIVERED)
    return job_rows.find(tx, job_id)


def release(
    tx: Transaction, job_id: str, state: JobState, error_code: str, seconds: float = 0.0
) -> bool:
    """End an open job without a clip and give back what it reserved. False: it had ended before."""
    job = job_rows.find(tx, job_id)
    if not job.state.is_open:
        return False
    _count_seconds(tx, job_id, seconds)
    tx.execute("update delivery set state = 'unknown' where job = ?", [job_id])
    ledger.release(tx, job_id, has_grace=state is JobState.FAILED)
    _set_state(tx, job_id, state, error_code)
    return True


def recover(tx: Transaction) -> list[Job]:
    """Take up what dead processes left: their running jobs are queued again, or released.

    Returns every job that wants attention: queued, rendered, and those released just now.
    """
    # The open states are spelt out for SQLite, which then uses the index of open jobs.
    orphans = tx.rows(
        """
        select id, attempt from job
        where state in ('queued', 'running', 'rendered') and state = 'running' and boot <> ?
        """,
        [tx.boot],
    )
    released = [row["id"] for row in orphans if row["attempt"] >= MOST_ATTEMPTS]
    for job_id in released:
        release(tx, job_id, JobState.FAILED, "job-crashed")
    tx.execute(
        """
        update job set state = 'queued', boot = null, updated_us = ?
        where state in ('queued', 'running', 'rendered') and state = 'running' and boot <> ?
        """,
        [tx.now_us, tx.boot],
    )
    waiting = job_rows.select(
        tx,
        """
        where job.state in ('queued', 'running', 'rendered') and job.state <> 'running'
        order by job.created_us, job.id
        """,
    )
    return waiting + [job_rows.find(tx, job_id) for job_id in released]


def move_address(tx: Transaction, job_id: str, address: dict[str, Any]) -> None:
    """Deliver elsewhere from now on: a token died, a message was deleted."""
    job_rows.find(tx, job_id)
    tx.execute("update job set address_json = ? where id = ?", [job_rows.to_json(address), job_id])


def _too_little(tx: Transaction, job: NewJob, terms: Terms) -> NotEnoughCredits | AccountTooYoung:
    account = accounts.find(tx, job.account_id)
    ready_us = allowance.ready_us(account, terms)
    if terms.allowance > 0 and tx.now_us < ready_us:
        return AccountTooYoung(from_us(ready_us))
    balance = allowance.balance(tx, account, terms, job.scope)
    return NotEnoughCredits(job.price, balance.spendable, balance.next_amount, balance.next_at)


def _begin_delivery(tx: Transaction, job_id: str, state: str, remote_id: str) -> None:
    n = 1 + tx.number("select max(n) from delivery where job = ?", [job_id])
    row = {"job": job_id, "n": n, "state": state, "remote_id": remote_id, "at_us": tx.now_us}
    tx.insert("delivery", row)


def _count_seconds(tx: Transaction, job_id: str, seconds: float) -> None:
    used_us = round(seconds * SECOND_US)
    if used_us <= 0:
        return
    tx.execute("update job set used_us = used_us + ? where id = ?", [used_us, job_id])
    (row,) = tx.rows("select account, scope from job where id = ?", [job_id])
    limits.count_gpu_time(tx, row, used_us)


def _set_state(tx: Transaction, job_id: str, state: JobState, error_code: str = "") -> None:
    tx.execute(
        "update job set state = ?, error_code = ?, boot = null, updated_us = ? where id = ?",
        [state, error_code, tx.now_us, job_id],
    )

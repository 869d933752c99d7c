"""Limits on orders that no amount of credits lifts."""

import sqlite3

from storage.clock import DAY_US, SECOND_US, from_us, period_start
from storage.errors import CoolingDown, GpuBudgetSpent, QueueFull, TooManyJobs
from storage.jobs import NewJob, Terms
from storage.transaction import Transaction

_OPEN_US = """
select sum(expected_us) from job where state in ('queued', 'running', 'rendered') and """


def check(tx: Transaction, account: sqlite3.Row, job: NewJob, terms: Terms) -> None:
    """Refuse an order that goes beyond a limit.

    Raises:
        TooManyJobs, QueueFull, CoolingDown, GpuBudgetSpent: which limit, and its facts.
    """
    _check_open_jobs(tx, account["id"], terms)
    _check_queue(tx, terms)
    _check_cooldown(tx, account["id"], terms)
    _check_gpu(tx, account["id"], job, terms)


def count_gpu_time(tx: Transaction, job: sqlite3.Row, used_us: int) -> None:
    """Add GPU time to the day's sums of everybody, the account and the server."""
    for whose in {"all", f"account:{job['account']}", f"server:{job['scope']}"}:
        tx.execute(
            """
            insert into gpu_day (day, whose, used_us) values (?, ?, ?)
            on conflict (day, whose) do update set used_us = used_us + excluded.used_us
            """,
            [tx.now_us // DAY_US, whose, used_us],
        )


def _check_open_jobs(tx: Transaction, account: int, terms: Terms) -> None:
    if terms.max_open_jobs is None:
        return
    count = tx.number(
        """
        select count(*) from job
        where account = ? and state in ('queued', 'running', 'rendered')
        """,
        [account],
    )
    if count >= terms.max_open_jobs:
        raise TooManyJobs(terms.max_open_jobs)


def _check_queue(tx: Transaction, terms: Terms) -> None:
    if terms.queue_capacity is None:
        return
    count = tx.number(  # the open states, spelt out, let SQLite use the index of open jobs
        """
        select count(*) from job
        where state in ('queued', 'running', 'rendered') and state = 'queued'
        """
    )
    if count >= terms.queue_capacity:
        raise QueueFull(terms.queue_capacity)


def _check_cooldown(tx: Transaction, account: int, terms: Terms) -> None:
    if terms.cooldown_s <= 0:
        return
    last_us = tx.number("select max(created_us) from job where account = ?", [account])
    until_us = last_us + round(terms.cooldown_s * SECOND_US)
    if tx.now_us < until_us:
        raise CoolingDown(from_us(until_us))


def _check_gpu(tx: Transaction, account: int, job: NewJob, terms: Terms) -> None:
    """Used today, plus what open jobs will probably take, plus this one: within each limit?"""
    expected_us = round(job.expected_seconds * SECOND_US)
    budgets: tuple[tuple[str, str, str, list[object], float | None], ...] = (
        ("account", f"account:{account}", "account = ?", [account], terms.gpu_seconds_account),
        ("server", f"server:{job.scope}", "scope = ?", [job.scope], terms.gpu_seconds_server),
        ("all", "all", "true", [], terms.gpu_seconds_all),
    )
    for name, whose, condition, parameters, limit_s in budgets:
        if limit_s is None or (name == "server" and job.scope == "*"):
            continue
        used_us = tx.number(
            "select used_us from gpu_day where day = ? and whose = ?",
            [tx.now_us // DAY_US, whose],
        )
        open_us = tx.number(_OPEN_US + condition, parameters)
        if used_us + open_us + expected_us > limit_s * SECOND_US:
            tomorrow_us = period_start(tx.now_us, DAY_US) + DAY_US
            raise GpuBudgetSpent(name, limit_s, from_us(tomorrow_us))

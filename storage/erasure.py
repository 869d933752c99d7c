"""Deleting an account: what is personal goes, what the ledger adds up stays."""

import secrets
from typing import Any

from storage import accounts, audit, grants, job_rows, orders
from storage.clock import DAY_US
from storage.errors import AccountUnknown
from storage.job_rows import to_json
from storage.jobs import Job, JobState
from storage.schema import HOUSE, OPERATOR
from storage.transaction import Transaction

# For so long the hash of the name is kept, so that leaving and coming back fills no allowance
# and makes nobody older or younger than they are.
REMEMBERED_US = 31 * DAY_US


def delete(tx: Transaction, name: str) -> list[Job]:
    """Erase an account: end its open jobs, take its amounts back, blank whatever names it.

    Its transfers and acts stay, under a random name. Returns its jobs as they were, newest first,
    so that their files can be deleted, and the askers of open ones told.

    Raises:
        AccountUnknown: nobody of that name has been seen.
    """
    account = accounts.find(tx, name)
    number = account["id"]
    if number in (OPERATOR, HOUSE):
        raise AccountUnknown(name)
    jobs = job_rows.select(tx, "where job.account = ? order by job.created_us desc", [number])
    for job in jobs:
        orders.release(tx, job.id, JobState.CANCELLED, "account-deleted")
    lots = tx.rows("select * from lot where account = ? and revoked is null", [number])
    grants.take_back(tx, lots, None, actor=HOUSE, subject=number, scope="*", note="")
    _remember(tx, name, number, account["first_seen_us"])
    _blank(tx, name, number)
    return jobs


def export(tx: Transaction, name: str) -> dict[str, Any]:
    """Everything that is kept about an account, JSON-ready.

    Raises:
        AccountUnknown: nobody of that name has been seen.
    """
    number = accounts.find(tx, name)["id"]
    queries = {
        "account": "select * from account where id = :number",
        "lots": "select * from lot where account = :number",
        "transfers": """
            select transfer.* from transfer join lot on lot.id in (debit, credit)
            where lot.account = :number order by transfer.id""",
        "jobs": "select * from job where account = :number order by created_us",
        "acts": "select * from act where :number in (actor, subject) order by id",
        "settings": "select name, value_json from setting where owner = 'account:' || :name",
        "notices": "select * from notice where account = :number",
    }
    who = {"number": number, "name": name}
    return {part: [dict(row) for row in tx.rows(query, who)] for part, query in queries.items()}


def _remember(tx: Transaction, name: str, number: int, first_seen_us: int) -> None:
    accrued_us = tx.number(
        """
        select allowance.accrued_us from allowance join lot on lot.id = allowance.lot
        where lot.account = ?
        """,
        [number],
    )
    tx.execute(
        """
        insert or replace into departed (name_sha256, accrued_us, first_seen_us, forget_us)
        values (?, ?, ?, ?)
        """,
        [accounts.name_sha256(name), accrued_us, first_seen_us, tx.now_us + REMEMBERED_US],
    )


def _blank(tx: Transaction, name: str, number: int) -> None:
    """Take out what names the person or shows what they made."""
    audit.record(tx, "erase", actor=HOUSE, subject=number)
    new_name = f"erased:{secrets.token_hex(8)}"
    empty = to_json({})
    tx.execute(
        """
        update account set name = ?, tier = '', tier_until_us = null, erased_us = ? where id = ?
        """,
        [new_name, tx.now_us, number],
    )
    tx.execute(
        """
        update job set order_json = ?, address_json = ?, clip_json = null, still_sha256 = ''
        where account = ?
        """,
        [empty, empty, number],
    )
    tx.execute(
        "update delivery set remote_id = '' where job in (select id from job where account = ?)",
        [number],
    )
    tx.execute("update act set note = '' where ? in (actor, subject)", [number])
    tx.execute(
        "update proposal set note = '', state = 'declined' "
        "where state = 'open' and ? in (admin, recipient)",
        [number],
    )
    tx.execute("update proposal set note = '' where ? in (admin, recipient)", [number])
    tx.execute("delete from notice where account = ?", [number])
    tx.execute("delete from setting where owner = ?", [f"account:{name}"])

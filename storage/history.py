"""What happened to an account's amounts, and the whole ledger as a table to keep or to add up."""

import csv
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage import accounts
from storage.clock import from_us
from storage.database import connect_readonly
from storage.transaction import Transaction

_EXPORT = """
select transfer.id, transfer.at_us, transfer.kind, transfer.amount,
  d.kind as from_kind, da.name as from_account, d.scope as from_scope,
  c.kind as to_kind, ca.name as to_account, c.scope as to_scope,
  transfer.job, transfer.resolves, transfer.act, transfer.key
from transfer
join lot as d on d.id = transfer.debit left join account as da on da.id = d.account
join lot as c on c.id = transfer.credit left join account as ca on ca.id = c.account
order by transfer.id
"""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One transfer, as the account sees it."""

    at: datetime
    kind: str  # "allowance", "grant", "mint", "reserve", "release", "revoke", "expire"
    amount: int  # below zero: it left the account
    scope: str
    job_id: str | None


def entries(tx: Transaction, account_id: str, limit: int) -> list[Entry]:
    """The account's latest transfers, newest first. Settling moves nothing of the account's.

    Raises:
        AccountUnknown: nobody of that name has been seen.
    """
    account = accounts.find(tx, account_id)["id"]
    rows = tx.rows(
        """
        select transfer.id, at_us, transfer.kind, transfer.amount, lot.scope, job
        from lot join transfer on transfer.credit = lot.id where lot.account = :account
        union all
        select transfer.id, at_us, transfer.kind, -transfer.amount, lot.scope, job
        from lot join transfer on transfer.debit = lot.id where lot.account = :account
        order by 1 desc limit :limit
        """,
        {"account": account, "limit": limit},
    )
    return [
        Entry(
            at=from_us(row["at_us"]),
            kind=row["kind"],
            amount=row["amount"],
            scope=row["scope"],
            job_id=row["job"],
        )
        for row in rows
    ]


def export_ledger(database_path: Path, target: Path) -> int:
    """Write every transfer to a CSV file, beside the running work. Returns how many."""
    with closing(connect_readonly(database_path)) as database, target.open("w", newline="") as file:
        cursor = database.conn.execute(_EXPORT)
        table = csv.writer(file)
        table.writerow([column[0] for column in cursor.description])
        count = 0
        for row in cursor:
            table.writerow([_safe(value) for value in row])
            count += 1
    return count


def _safe(value: object) -> object:
    """A text that a spreadsheet would run as a formula, made a text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@" else value

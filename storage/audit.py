"""The audit log: who did what. Every act carries the hash of the one before it.

Changing, adding or removing an act in the middle breaks the chain; `head` is what to keep
elsewhere (the operator's log, say) to notice that the end was cut off.
"""

import hashlib
import sqlite3
from collections.abc import Mapping
from typing import Any

import sqlite_utils

from storage.job_rows import to_json
from storage.transaction import Transaction

FIRST = "0" * 64
_HASHED = (
    "id", "at_us", "actor", "verb", "scope", "subject", "amount", "detail", "note_sha256",
    "previous",
)  # fmt: skip


def record(
    tx: Transaction,
    verb: str,
    *,
    actor: int,
    subject: int | None = None,
    scope: str = "*",
    amount: int = 0,
    detail: Mapping[str, Any] | None = None,
    note: str = "",
) -> int:
    """Append an act. Returns its number.

    Accounts are named by number, and only the note's hash is in the chain: deleting an account
    blanks names and notes without breaking it.
    """
    last = tx.row("select id, sha256 from act order by id desc limit 1")
    row: dict[str, Any] = {
        "id": 1 if last is None else last["id"] + 1,
        "at_us": tx.now_us,
        "actor": actor,
        "verb": verb,
        "scope": scope,
        "subject": subject,
        "amount": amount,
        "detail": to_json(dict(detail or {})),
        "note": note,
        "note_sha256": _sha256(note),
        "previous": FIRST if last is None else last["sha256"],
    }
    return tx.insert("act", row | {"sha256": _chain_sha256(row)})


def broken_links(database: sqlite_utils.Database) -> list[str]:
    """Recompute the chain and say where it breaks first."""
    previous = FIRST
    for number, row in enumerate(database.execute("select * from act order by id"), start=1):
        is_whole = (
            row["id"] == number
            and row["previous"] == previous
            and row["sha256"] == _chain_sha256(row)
            and (not row["note"] or row["note_sha256"] == _sha256(row["note"]))
        )
        if not is_whole:
            return [f"the audit log was changed at act {number}"]
        previous = row["sha256"]
    return []


def _chain_sha256(row: Mapping[str, Any] | sqlite3.Row) -> str:
    return _sha256(to_json([row[column] for column in _HASHED]))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()

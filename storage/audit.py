"""The audit log: who did what. Every act carries the hash of the one before it.

Changing, adding or removing an act in the middle breaks the chain; `head` is what to keep
elsewhere (the operator's log, say) to notice that the end was cut off.
"""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlite_utils

from storage.clock import from_us
from storage.job_rows import to_json
from storage.transaction import Transaction

FIRST = "0" * 64
_HASHED = (
    "id", "at_us", "actor", "verb", "scope", "subject", "amount", "detail", "note_sha256",
    "previous",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Act:
    """One entry of the audit log."""

    id: int
    at: datetime
    actor: str  # account names; a deleted account's name is "erased:…"
    verb: str  # "mint", "fund", "grant", "revoke", "propose", "approve", …
    scope: str  # the server, or "*"
    subject: str | None
    amount: int
    detail: Mapping[str, Any]
    note: str


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
    number, previous = head(tx)
    row: dict[str, Any] = {
        "id": number + 1,
        "at_us": tx.now_us,
        "actor": actor,
        "verb": verb,
        "scope": scope,
        "subject": subject,
        "amount": amount,
        "detail": to_json(dict(detail or {})),
        "note": note,
        "note_sha256": _sha256(note),
        "previous": previous,
    }
    return tx.insert("act", row | {"sha256": _chain_sha256(row)})


def latest(
    tx: Transaction, *, scope: str | None = None, account: int | None = None, limit: int = 50
) -> list[Act]:
    """The latest acts in a scope, by or upon an account, or both; newest first."""
    rows = tx.rows(
        """
        select act.*, actor.name as actor_name, subject.name as subject_name
        from act join account as actor on actor.id = act.actor
        left join account as subject on subject.id = act.subject
        where (:scope is null or act.scope = :scope)
          and (:account is null or :account in (act.actor, act.subject))
        order by act.id desc limit :limit
        """,
        {"scope": scope, "account": account, "limit": limit},
    )
    return [
        Act(
            id=row["id"],
            at=from_us(row["at_us"]),
            actor=row["actor_name"],
            verb=row["verb"],
            scope=row["scope"],
            subject=row["subject_name"],
            amount=row["amount"],
            detail=json.loads(row["detail"]),
            note=row["note"],
        )
        for row in rows
    ]


def head(tx: Transaction) -> tuple[int, str]:
    """The number and hash of the last act: kept elsewhere, they show that the end was cut off."""
    last = tx.row("select id, sha256 from act order by id desc limit 1")
    return (0, FIRST) if last is None else (last["id"], last["sha256"])


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

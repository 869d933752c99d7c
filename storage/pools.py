"""A server's pool: what its admins may grant from. The operator alone puts anything in.

A grant moves an amount from the pool to a person; it cannot create one. So whatever admins do,
what is spent in a server never exceeds what the server was funded.
"""

import sqlite3
from dataclasses import dataclass

from storage import audit
from storage.clock import HOUR_US, period_start
from storage.errors import BadAmount, NoPool, PoolEmpty
from storage.ledger import LARGEST_AMOUNT, has_happened, transfer
from storage.schema import MINT, OPERATOR
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class PoolRules:
    """What limits the admins' grants. Days are UTC days."""

    per_grant: int = 50
    per_admin: int = 200  # a day
    per_recipient: int = 100  # a day, from all admins
    second_admin_above: int = 50  # of one admin to one recipient in a day
    grant_days: int = 30  # after which a grant goes back to the pool


@dataclass(frozen=True, kw_only=True)
class Refill:
    """How a pool replenishes by itself: `amount` each period, never beyond `cap`."""

    amount: int = 0
    cap: int = 0
    hours: int = 24


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A server's pool as it stands."""

    scope: str
    balance: int  # can be granted
    held: int  # granted and not spent yet
    spent: int  # granted and spent, ever
    is_open: bool
    rules: PoolRules
    refill: Refill


def fund(tx: Transaction, scope: str, amount: int, note: str, request_key: str) -> Pool:
    """Put an amount into a server's pool; the first time makes the pool.

    With a request key, once: the same key again changes nothing.
    """
    if request_key and has_happened(tx, f"fund:{request_key}"):
        return read(tx, scope)
    row = get_row(tx, scope) or _open(tx, scope)
    act = audit.record(tx, "fund", actor=OPERATOR, scope=scope, amount=amount, note=note)
    key = f"fund:{request_key or act}"
    transfer(tx, "fund", debit=MINT, credit=row["lot"], amount=amount, key=key, act=act)
    return read(tx, scope)


def withdraw(tx: Transaction, scope: str, amount: int, note: str) -> Pool:
    """Take an amount that was not granted out of a pool again.

    Raises:
        NoPool, PoolEmpty: there is not that much in it.
    """
    row = find_row(tx, scope)
    if row["balance"] < amount:
        raise PoolEmpty(amount, row["balance"])
    act = audit.record(tx, "withdraw", actor=OPERATOR, scope=scope, amount=amount, note=note)
    key = f"revoke:act:{act}"
    transfer(tx, "revoke", debit=row["lot"], credit=MINT, amount=amount, key=key, act=act)
    return read(tx, scope)


def set_rules(tx: Transaction, scope: str, rules: PoolRules) -> Pool:
    """Change what limits the admins' grants, from now on."""
    row = get_row(tx, scope) or _open(tx, scope)
    values = vars(rules)
    if min(values.values()) < 0:
        raise BadAmount(min(values.values()))
    audit.record(tx, "set-rules", actor=OPERATOR, scope=scope, detail=values)
    tx.execute(
        """
        update pool set per_grant = :per_grant, per_admin = :per_admin,
          per_recipient = :per_recipient, second_admin_above = :second_admin_above,
          grant_days = :grant_days
        where lot = :lot
        """,
        values | {"lot": row["lot"]},
    )
    return read(tx, scope)


def set_refill(tx: Transaction, scope: str, refill: Refill) -> Pool:
    """Let a pool replenish by itself, beginning with this period; an amount of 0 ends that."""
    row = get_row(tx, scope) or _open(tx, scope)
    for amount in (refill.amount, refill.cap, refill.hours - 1):
        if not 0 <= amount <= LARGEST_AMOUNT:
            raise BadAmount(amount)
    audit.record(tx, "set-refill", actor=OPERATOR, scope=scope, detail=vars(refill))
    tx.execute(
        """
        update pool set refill_amount = :amount, refill_cap = :cap, refill_hours = :hours
        where lot = :lot
        """,
        vars(refill) | {"lot": row["lot"]},
    )
    return read(tx, scope)


def set_open(tx: Transaction, scope: str, *, is_open: bool) -> Pool:
    """Stop all grants from a pool, or allow them again. What was granted stays granted."""
    row = find_row(tx, scope)
    audit.record(tx, "open" if is_open else "close", actor=OPERATOR, scope=scope)
    tx.execute("update pool set is_open = ? where lot = ?", [int(is_open), row["lot"]])
    return read(tx, scope)


def read(tx: Transaction, scope: str) -> Pool:
    """The pool, after its refill.

    Raises:
        NoPool: the server has none.
    """
    row = find_row(tx, scope)
    spent = tx.number(
        """
        select sum(out.amount) from lot
        join transfer as out on out.debit = lot.id and out.kind = 'reserve'
        join transfer as done on done.resolves = out.id and done.kind = 'settle'
        where lot.source = ?
        """,
        [row["lot"]],
    )
    return Pool(
        scope=scope,
        balance=row["balance"],
        held=tx.number("select sum(balance) from lot where source = ?", [row["lot"]]),
        spent=spent,
        is_open=bool(row["is_open"]),
        rules=rules(row),
        refill=Refill(
            amount=row["refill_amount"], cap=row["refill_cap"], hours=row["refill_hours"]
        ),
    )


def find_row(tx: Transaction, scope: str) -> sqlite3.Row:
    """The pool's row, after its refill.

    Raises:
        NoPool: the server has none.
    """
    row = get_row(tx, scope)
    if row is None:
        raise NoPool(scope)
    if _refill(tx, row):
        return find_row(tx, scope)
    return row


def get_row(tx: Transaction, scope: str) -> sqlite3.Row | None:
    """The pool's row as it stands, if there is one."""
    return tx.row(
        """
        select pool.*, lot.balance, lot.scope from pool join lot on lot.id = pool.lot
        where lot.scope = ? and lot.kind = 'pool'
        """,
        [scope],
    )


def rules(row: sqlite3.Row) -> PoolRules:
    """The rules in a pool's row."""
    return PoolRules(
        per_grant=row["per_grant"],
        per_admin=row["per_admin"],
        per_recipient=row["per_recipient"],
        second_admin_above=row["second_admin_above"],
        grant_days=row["grant_days"],
    )


def _open(tx: Transaction, scope: str) -> sqlite3.Row:
    lot = {"kind": "pool", "scope": scope, "source": MINT, "created_us": tx.now_us}
    tx.insert("pool", {"lot": tx.insert("lot", lot), "refilled_us": 0, **vars(PoolRules())})
    return find_row(tx, scope)


def _refill(tx: Transaction, row: sqlite3.Row) -> bool:
    """Add what the periods since the last refill bring, up to the cap. False: nothing was due."""
    period_us = row["refill_hours"] * HOUR_US
    start_us = period_start(tx.now_us, period_us)
    if row["refill_amount"] == 0 or start_us <= row["refilled_us"]:
        return False
    periods = -(-(start_us - row["refilled_us"]) // period_us) if row["refilled_us"] else 1
    amount = min(periods * row["refill_amount"], row["refill_cap"] - row["balance"])
    tx.execute("update pool set refilled_us = ? where lot = ?", [start_us, row["lot"]])
    if amount > 0:
        key = f"refill:{row['lot']}:{start_us}"
        transfer(tx, "fund", debit=MINT, credit=row["lot"], amount=amount, key=key)
    return True

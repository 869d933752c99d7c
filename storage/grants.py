"""What a server's admins may do with its pool: give, within the pool's rules, and take back.

Whether somebody is an admin is asked of the platform at every call, by the front-end; what an
admin may do is decided here.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage import accounts, audit, pools
from storage.balances import LotKind
from storage.clock import DAY_US, from_us, period_start
from storage.errors import BadAmount, GrantRefused, PoolEmpty
from storage.ledger import LARGEST_AMOUNT, open_lot, transfer
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class GrantOrder:
    """A grant that an admin asks for."""

    scope: str
    admin: str
    recipient: str
    amount: int
    request_key: str  # the same key again is the same grant
    note: str = ""

    @property
    def key(self) -> str:
        """The key of its transfer, kept for ever."""
        return f"grant:{self.scope}:{self.request_key}"


@dataclass(frozen=True, kw_only=True)
class Grant:
    """An amount that an admin gave to somebody."""

    scope: str
    admin: str
    recipient: str
    amount: int
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class Revoked:
    """What was taken back, and what will be if the jobs that it is reserved for fail."""

    amount: int
    pending: int


def check(tx: Transaction, pool: sqlite3.Row, admin: int, recipient: int, amount: int) -> None:
    """Refuse what the pool's rules forbid.

    Raises:
        GrantRefused, PoolEmpty, BadAmount: which rule, and what it would let through.
    """
    if not 0 < amount <= LARGEST_AMOUNT:
        raise BadAmount(amount)
    if admin == recipient:
        raise GrantRefused("self")
    if not pool["is_open"]:
        raise GrantRefused("closed")
    from_admin = given_today(tx, pool["scope"], admin=admin)
    to_recipient = given_today(tx, pool["scope"], recipient=recipient)
    for rule, allowed in (
        ("per-grant", pool["per_grant"]),
        ("per-admin", pool["per_admin"] - from_admin),
        ("per-recipient", pool["per_recipient"] - to_recipient),
    ):
        if amount > allowed:
            raise GrantRefused(rule, max(0, allowed))
    if amount > pool["balance"]:
        raise PoolEmpty(amount, pool["balance"])


def give(
    tx: Transaction, pool: sqlite3.Row, admin: int, recipient: int, order: GrantOrder
) -> Grant:
    """Move the amount from the pool into a new lot of the recipient, which expires."""
    act = audit.record(
        tx,
        "grant",
        actor=admin,
        subject=recipient,
        scope=order.scope,
        amount=order.amount,
        note=order.note,
    )
    expires_us = tx.now_us + pool["grant_days"] * DAY_US
    lot = open_lot(
        tx,
        LotKind.GRANTED,
        recipient,
        source=pool["lot"],
        scope=order.scope,
        expires_us=expires_us,
    )
    between = {"debit": pool["lot"], "credit": lot}
    transfer(tx, "grant", **between, amount=order.amount, key=order.key, act=act)
    return Grant(
        scope=order.scope,
        admin=order.admin,
        recipient=order.recipient,
        amount=order.amount,
        expires_at=from_us(expires_us),
    )


def given_today(
    tx: Transaction, scope: str, *, admin: int | None = None, recipient: int | None = None
) -> int:
    """What was granted in a server since midnight UTC, by an admin, to a recipient, or both."""
    return tx.number(
        """
        select sum(amount) from act
        where verb = 'grant' and scope = :scope and at_us >= :today
          and (:admin is null or actor = :admin)
          and (:recipient is null or subject = :recipient)
        """,
        {
            "scope": scope,
            "today": period_start(tx.now_us, DAY_US),
            "admin": admin,
            "recipient": recipient,
        },
    )


def revoke(
    tx: Transaction,
    scope: str,
    admin: str,
    recipient: str,
    amount: int | None,
    note: str,
    request_key: str,
) -> Revoked:
    """Take back what the recipient has not spent of this server's grants, the latest first.

    Without an amount: everything, and what is reserved for jobs now comes back, too, if they fail.
    What was taken under a request key is not taken again under the same.

    Raises:
        NoPool: the server has none.
        AccountUnknown: nobody of that name has been seen.
        BadAmount: the amount is no amount.
    """
    pool = pools.find_row(tx, scope)
    if request_key and (taken := _taken_before(tx, request_key)):
        return Revoked(amount=taken, pending=0)
    person = accounts.find(tx, recipient)["id"]
    lots = tx.rows(
        """
        select * from lot where source = ? and account = ? and revoked is null
        order by created_us desc, id desc
        """,
        [pool["lot"], person],
    )
    actor = accounts.see(tx, admin)["id"]
    return take_back(
        tx,
        lots,
        amount,
        actor=actor,
        subject=person,
        scope=scope,
        note=note,
        request_key=request_key,
    )


def take_back(
    tx: Transaction,
    lots: list[sqlite3.Row],
    amount: int | None,
    *,
    actor: int,
    subject: int,
    scope: str,
    note: str,
    request_key: str = "",
) -> Revoked:
    """Return what is unspent in `lots`, or `amount` of it, to where it came from."""
    if amount is not None and not 0 < amount <= LARGEST_AMOUNT:
        raise BadAmount(amount)
    unspent = sum(lot["balance"] for lot in lots)
    total = unspent if amount is None else min(unspent, amount)
    act = audit.record(
        tx, "revoke", actor=actor, subject=subject, scope=scope, amount=total, note=note
    )
    left = total
    for lot in lots:
        part = min(lot["balance"], left)
        left -= part
        if amount is None:
            tx.execute("update lot set revoked = ? where id = ?", [act, lot["id"]])
        if part > 0:
            key = f"revoke:{request_key or f'act:{act}'}:{lot['id']}"
            between = {"debit": lot["id"], "credit": lot["source"]}
            transfer(tx, "revoke", **between, amount=part, key=key, act=act)
    pending = 0 if amount is not None else sum(_pending(tx, lot["id"]) for lot in lots)
    return Revoked(amount=total, pending=pending)


def _taken_before(tx: Transaction, request_key: str) -> int:
    """What was taken under a request key: its transfers end in the numbers of their lots."""
    return tx.number(
        "select sum(amount) from transfer where key > ? and key < ?",
        [f"revoke:{request_key}:", f"revoke:{request_key};"],  # ";" follows ":"
    )


def _pending(tx: Transaction, lot: int) -> int:
    """What open jobs have reserved from the lot."""
    return tx.number(
        """
        select sum(out.amount) from transfer as out
        left join transfer as done on done.resolves = out.id
        where out.debit = ? and out.kind = 'reserve' and done.id is null
        """,
        [lot],
    )

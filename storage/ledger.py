"""Transfers between lots: the only way in which an amount moves.

    mint, fund    the operator creates        allowance   the day's top-up
    grant         an admin gives from a pool  reserve     set aside for a job
    settle        spent: delivered            release     given back, to the very lot
    revoke        taken back, unspent         expire      gone back to where it came from

Triggers keep the balances, and refuse what the words above do not allow (storage/schema.py).
"""

import sqlite3
from collections.abc import Sequence

from storage.balances import LotKind
from storage.clock import DAY_US
from storage.errors import BadAmount
from storage.schema import MINT, RESERVE, SPENT
from storage.transaction import Transaction

LARGEST_AMOUNT = 1_000_000_000
# What comes back after a failure of ours, and has expired meanwhile, can be spent for so long:
# otherwise the failure would have cost something. Not after a cancellation, or ordering and
# cancelling would keep an amount alive for ever.
GRACE_US = DAY_US


def transfer(
    tx: Transaction,
    kind: str,
    *,
    debit: int,
    credit: int,
    amount: int,
    key: str,
    job: str | None = None,
    resolves: int | None = None,
    act: int | None = None,
) -> int:
    """Move an amount. The key is kept for ever, so that the same transfer cannot happen twice."""
    if not 0 < amount <= LARGEST_AMOUNT:
        raise BadAmount(amount)
    row = {"key": key, "kind": kind, "debit": debit, "credit": credit, "amount": amount}
    return tx.insert(
        "transfer", row | {"job": job, "resolves": resolves, "act": act, "at_us": tx.now_us}
    )


def has_happened(tx: Transaction, key: str) -> bool:
    """Whether there is a transfer of that key."""
    return tx.row("select id from transfer where key = ?", [key]) is not None


def open_lot(
    tx: Transaction,
    kind: LotKind,
    account: int,
    *,
    source: int = MINT,
    scope: str = "*",
    expires_us: int | None = None,
) -> int:
    """Make an empty lot for an account."""
    row = {"kind": kind, "account": account, "source": source, "scope": scope}
    return tx.insert("lot", row | {"expires_us": expires_us, "created_us": tx.now_us})


def spendable_lots(tx: Transaction, account: int, scope: str, period_us: int) -> list[sqlite3.Row]:
    """What the account can spend in `scope`, soonest to expire first, then the narrower scope.

    The allowance counts as expiring when it is next topped up: what is left of it then is lost.
    """
    return tx.rows(
        """
        select lot.id, lot.kind, lot.scope, lot.balance,
          coalesce(lot.expires_us, allowance.accrued_us + :period_us) as ends_us
        from lot left join allowance on allowance.lot = lot.id
        where lot.account = :account and lot.balance > 0 and lot.scope in ('*', :scope)
          and (lot.expires_us is null or lot.expires_us > :now_us)
        order by ends_us is null, ends_us, lot.scope = '*', lot.id
        """,
        {"account": account, "scope": scope, "period_us": period_us, "now_us": tx.now_us},
    )


def reserved_amount(tx: Transaction, account: int) -> int:
    """What is set aside for the account's open jobs."""
    return tx.number(
        """
        select sum(price) from job
        where account = ? and state in ('queued', 'running', 'rendered')
        """,
        [account],
    )


def reserve(tx: Transaction, job_id: str, lots: Sequence[sqlite3.Row], amount: int) -> None:
    """Set `amount` aside for a job, from the first lots that hold it."""
    for lot in lots:
        part = min(lot["balance"], amount)
        if part == 0:
            return
        key = f"reserve:{job_id}:{lot['id']}"
        transfer(tx, "reserve", debit=lot["id"], credit=RESERVE, amount=part, key=key, job=job_id)
        amount -= part


def settle(tx: Transaction, job_id: str) -> None:
    """Spend what the job has reserved: its clip was delivered."""
    for held in _held(tx, job_id):
        transfer(
            tx,
            "settle",
            debit=RESERVE,
            credit=SPENT,
            amount=held["amount"],
            key=f"settle:{held['id']}",
            job=job_id,
            resolves=held["id"],
        )


def release(tx: Transaction, job_id: str, *, has_grace: bool) -> None:
    """Give what the job has reserved back to the lots it came from.

    `has_grace`: what has expired meanwhile can be spent for another day.
    """
    for held in _held(tx, job_id):
        transfer(
            tx,
            "release",
            debit=RESERVE,
            credit=held["debit"],
            amount=held["amount"],
            key=f"release:{held['id']}",
            job=job_id,
            resolves=held["id"],
        )
        _after_release(tx, held, has_grace=has_grace)


def _held(tx: Transaction, job_id: str) -> list[sqlite3.Row]:
    return tx.rows("select * from transfer where job = ? and kind = 'reserve'", [job_id])


def _after_release(tx: Transaction, held: sqlite3.Row, *, has_grace: bool) -> None:
    """Let the lot's own rule act on what came back: cap, revocation or expiry."""
    (lot,) = tx.rows(
        """
        select lot.*, allowance.cap from lot left join allowance on allowance.lot = lot.id
        where lot.id = ?
        """,
        [held["debit"]],
    )
    back = {"debit": lot["id"], "credit": lot["source"]}
    if lot["revoked"] is not None:
        key, amount = f"revoke:{held['id']}", held["amount"]
        transfer(tx, "revoke", **back, amount=amount, key=key, act=lot["revoked"])
        return
    over = 0  # what the lot holds beyond what it may
    if lot["cap"] is not None:  # topped up in between: the day before does not roll over
        over = max(0, min(lot["balance"] - lot["cap"], held["amount"]))
    elif has_grace and lot["expires_us"] is not None and lot["expires_us"] <= tx.now_us:
        over = lot["balance"] - held["amount"]  # the rest was not ours to keep
        until_us = tx.now_us + GRACE_US
        tx.execute("update lot set expires_us = ? where id = ?", [until_us, lot["id"]])
    if over > 0:
        transfer(tx, "expire", **back, amount=over, key=f"expire:{held['id']}")

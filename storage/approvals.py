"""Large grants wait for a second admin; small ones happen at once."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage import accounts, audit, grants, pools
from storage.clock import DAY_US, from_us
from storage.errors import GrantRefused, ProposalClosed, RequestKeyReused
from storage.grants import Grant, GrantOrder
from storage.transaction import Transaction

LAPSES_AFTER_US = 2 * DAY_US


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A grant so large that a second admin has to approve it."""

    id: int
    scope: str
    admin: str
    recipient: str
    amount: int
    note: str
    lapses_at: datetime


def grant(tx: Transaction, order: GrantOrder) -> Grant | Proposal:
    """Give from the pool, or propose to.

    What one admin gives one recipient in a day counts together, so that a large grant is not
    small in pieces.

    Raises:
        NoPool, PoolEmpty, GrantRefused, BadAmount: not possible, and why.
        RequestKeyReused: the key belongs to a different grant.
    """
    done = _get_replay(tx, order)
    if done is not None:
        if (done.admin, done.recipient, done.amount) != (
            order.admin,
            order.recipient,
            order.amount,
        ):
            raise RequestKeyReused(order.request_key)
        return done
    admin = accounts.see(tx, order.admin)["id"]
    recipient = accounts.see(tx, order.recipient)["id"]
    pool = pools.find_row(tx, order.scope)
    grants.check(tx, pool, admin, recipient, order.amount)
    before = grants.given_today(tx, order.scope, admin=admin, recipient=recipient)
    if before + order.amount > pool["second_admin_above"]:
        return _propose(tx, pool, admin, recipient, order)
    return grants.give(tx, pool, admin, recipient, order)


def approve(tx: Transaction, proposal_id: int, scope: str, admin: str) -> Grant:
    """Give what another admin proposed; pool and caps are checked again.

    Raises:
        ProposalClosed: it was decided before, has lapsed, or belongs to another server.
        GrantRefused: the proposer, or the recipient, cannot approve; or a cap is reached by now.
        PoolEmpty: the pool holds less by now.
    """
    row = _find_open(tx, proposal_id, scope)
    second = accounts.see(tx, admin)["id"]
    if second == row["admin"]:
        raise GrantRefused("same-admin")
    if second == row["recipient"]:
        raise GrantRefused("self")
    pool = pools.find_row(tx, scope)
    grants.check(tx, pool, row["admin"], row["recipient"], row["amount"])
    _decide(tx, row, "approved", actor=second)
    return grants.give(tx, pool, row["admin"], row["recipient"], _order(row))


def decline(tx: Transaction, proposal_id: int, scope: str, admin: str) -> None:
    """Turn a proposal down; the proposer may, too.

    Raises:
        ProposalClosed: it was decided before, has lapsed, or belongs to another server.
    """
    row = _find_open(tx, proposal_id, scope)
    _decide(tx, row, "declined", actor=accounts.see(tx, admin)["id"])


def waiting(tx: Transaction, scope: str) -> list[Proposal]:
    """The server's proposals that wait for a second admin, oldest first."""
    return [
        _proposal(row)
        for row in _rows(
            tx,
            "lot.scope = ? and proposal.state = 'open' and proposal.lapses_us > ?",
            [scope, tx.now_us],
        )
    ]


def _propose(
    tx: Transaction, pool: sqlite3.Row, admin: int, recipient: int, order: GrantOrder
) -> Proposal:
    row = {
        "pool": pool["lot"],
        "admin": admin,
        "recipient": recipient,
        "amount": order.amount,
        "request_key": order.key,
        "note": order.note,
        "created_us": tx.now_us,
        "lapses_us": tx.now_us + LAPSES_AFTER_US,
    }
    number = tx.insert("proposal", row)
    detail = {"proposal": number, "amount": order.amount}
    audit.record(tx, "propose", actor=admin, subject=recipient, scope=order.scope, detail=detail)
    (made,) = _rows(tx, "proposal.id = ?", [number])
    return _proposal(made)


def _get_replay(tx: Transaction, order: GrantOrder) -> Grant | Proposal | None:
    """What came of the same order when it was given before."""
    given = tx.row(
        """
        select transfer.amount, lot.expires_us, admin.name as admin, recipient.name as recipient
        from transfer
        join lot on lot.id = transfer.credit
        join act on act.id = transfer.act
        join account as admin on admin.id = act.actor
        join account as recipient on recipient.id = act.subject
        where transfer.key = ?
        """,
        [order.key],
    )
    if given is not None:
        return Grant(
            scope=order.scope,
            admin=given["admin"],
            recipient=given["recipient"],
            amount=given["amount"],
            expires_at=from_us(given["expires_us"]),
        )
    proposed = _rows(tx, "proposal.request_key = ?", [order.key])
    return _proposal(proposed[0]) if proposed else None


def _find_open(tx: Transaction, number: int, scope: str) -> sqlite3.Row:
    rows = _rows(
        tx,
        "proposal.id = ? and lot.scope = ? and proposal.state = 'open' and proposal.lapses_us > ?",
        [number, scope, tx.now_us],
    )
    if not rows:
        raise ProposalClosed(number)
    return rows[0]


def _rows(tx: Transaction, condition: str, parameters: list[object]) -> list[sqlite3.Row]:
    return tx.rows(_SELECT + condition + " order by proposal.id", parameters)


_SELECT = """
select proposal.*, lot.scope, admin.name as admin_name, recipient.name as recipient_name
from proposal
join lot on lot.id = proposal.pool
join account as admin on admin.id = proposal.admin
join account as recipient on recipient.id = proposal.recipient
where """


def _decide(tx: Transaction, row: sqlite3.Row, state: str, *, actor: int) -> None:
    tx.execute("update proposal set state = ? where id = ?", [state, row["id"]])
    audit.record(
        tx,
        {"approved": "approve", "declined": "decline"}[state],
        actor=actor,
        subject=row["recipient"],
        scope=row["scope"],
        detail={"proposal": row["id"]},
    )


def _order(row: sqlite3.Row) -> GrantOrder:
    """The order that was proposed."""
    prefix = f"grant:{row['scope']}:"
    return GrantOrder(
        scope=row["scope"],
        admin=row["admin_name"],
        recipient=row["recipient_name"],
        amount=row["amount"],
        request_key=row["request_key"].removeprefix(prefix),
        note=row["note"],
    )


def _proposal(row: sqlite3.Row) -> Proposal:
    return Proposal(
        id=row["id"],
        scope=row["scope"],
        admin=row["admin_name"],
        recipient=row["recipient_name"],
        amount=row["amount"],
        note=row["note"],
        lapses_at=from_us(row["lapses_us"]),
    )

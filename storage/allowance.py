"""The allowance: a top-up per UTC period, added when somebody looks and not by a timer.

No timer can then miss it, add it twice on the day the clocks change, or be needed at all.
"""

import sqlite3

from storage.accounts import name_sha256
from storage.balances import Balance, Lot, LotKind
from storage.clock import HOUR_US, from_us, period_start, to_us
from storage.jobs import Terms
from storage.ledger import open_lot, reserved_amount, spendable_lots, transfer
from storage.schema import MINT
from storage.transaction import Transaction


def accrue(tx: Transaction, account: sqlite3.Row, terms: Terms) -> None:
    """Add what the periods since the last time bring, up to the cap. Once per period, for ever.

    A tier that rises in the middle of a period brings the difference at once.
    """
    if terms.allowance <= 0 or tx.now_us < ready_us(account, terms):
        return
    start_us = period_start(tx.now_us, terms.period_us)
    states = _states(tx, account["id"])
    state = states[0] if states else _begin(tx, account, start_us, terms)
    if start_us > state["accrued_us"]:
        # Rounded up: a configuration with longer periods must not cost the first of them.
        periods = -(-(start_us - state["accrued_us"]) // terms.period_us)
        due = periods * terms.allowance
    elif start_us == state["accrued_us"]:
        due = terms.allowance - state["rate"]
    else:  # this period was added under another period length
        due = 0
    if due > 0:
        _top_up(tx, state, start_us, due, terms)


def balance(tx: Transaction, account: sqlite3.Row, terms: Terms, scope: str) -> Balance:
    """What the account can spend in `scope` now, and what comes next. Does not accrue."""
    rows = spendable_lots(tx, account["id"], scope, terms.period_us)
    lots = tuple(
        Lot(
            id=row["id"],
            kind=LotKind(row["kind"]),
            amount=row["balance"],
            scope=row["scope"],
            expires_at=None if row["ends_us"] is None else from_us(row["ends_us"]),
        )
        for row in rows
    )
    next_amount, next_us = _next(tx, account, terms)
    return Balance(
        spendable=sum(lot.amount for lot in lots),
        reserved=reserved_amount(tx, account["id"]),
        next_amount=next_amount,
        next_at=None if next_us is None else from_us(next_us),
        lots=lots,
    )


def ready_us(account: sqlite3.Row, terms: Terms) -> int:
    """When the account is old enough for the allowance."""
    since_us = account["first_seen_us"]
    if terms.account_since is not None:
        since_us = min(since_us, to_us(terms.account_since))
    return int(since_us + terms.min_age_hours * HOUR_US)


def _states(tx: Transaction, account: int) -> list[sqlite3.Row]:
    """The account's allowance, if it has been begun."""
    return tx.rows(
        """
        select lot.id, lot.balance, allowance.accrued_us, allowance.rate
        from lot join allowance on allowance.lot = lot.id
        where lot.account = ? and lot.kind = 'allowance'
        """,
        [account],
    )


def _begin(tx: Transaction, account: sqlite3.Row, start_us: int, terms: Terms) -> sqlite3.Row:
    """Make the allowance lot, as if the period before had been added, or when it was."""
    gone = tx.row("select * from departed where name_sha256 = ?", [name_sha256(account["name"])])
    before_us = start_us - terms.period_us
    row = {
        "lot": open_lot(tx, LotKind.ALLOWANCE, account["id"]),
        "accrued_us": before_us if gone is None else max(before_us, gone["accrued_us"]),
        "rate": 0 if gone is None else terms.allowance,
        "cap": terms.allowance_cap,
    }
    tx.insert("allowance", row)
    return _states(tx, account["id"])[0]


def _top_up(tx: Transaction, state: sqlite3.Row, start_us: int, due: int, terms: Terms) -> None:
    key = f"allowance:{state['id']}:{start_us}:{terms.allowance}"
    amount = min(due, terms.allowance_cap - state["balance"])
    if amount > 0:
        transfer(tx, "allowance", debit=MINT, credit=state["id"], amount=amount, key=key)
    tx.execute(
        "update allowance set accrued_us = ?, rate = ?, cap = ? where lot = ?",
        [start_us, terms.allowance, terms.allowance_cap, state["id"]],
    )


def _next(tx: Transaction, account: sqlite3.Row, terms: Terms) -> tuple[int, int | None]:
    """The amount of the next top-up and its time. (0, None): this tier has no allowance."""
    if terms.allowance <= 0:
        return 0, None
    ready = ready_us(account, terms)
    if tx.now_us < ready:
        return min(terms.allowance, terms.allowance_cap), ready
    room = terms.allowance_cap - sum(state["balance"] for state in _states(tx, account["id"]))
    return max(0, min(terms.allowance, room)), period_start(
        tx.now_us, terms.period_us
    ) + terms.period_us

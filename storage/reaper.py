"""Takes away what is over: expired lots, lapsed proposals, overdue jobs, old marks.

All of it is over whether this runs or not: nothing expired can be spent, nothing lapsed approved.
"""

from storage import orders
from storage.clock import DAY_US
from storage.jobs import JobState
from storage.ledger import transfer
from storage.transaction import Transaction

MOST_AT_ONCE = 200  # per transaction, so that nobody waits for this long
REMEMBER_UPDATES_US = 30 * DAY_US
REMEMBER_GPU_DAYS = 400


def expire_lots(tx: Transaction) -> int:
    """Return what is left in expired lots to where it came from. Returns how many lots."""
    lots = tx.rows(
        """
        select id, source, balance, expires_us from lot
        where expires_us <= ? and balance > 0 limit ?
        """,
        [tx.now_us, MOST_AT_ONCE],
    )
    for lot in lots:
        # A lot expires again when a job gave something back and extended it.
        key = f"expire:lot:{lot['id']}:{lot['expires_us']}"
        between = {"debit": lot["id"], "credit": lot["source"]}
        transfer(tx, "expire", **between, amount=lot["balance"], key=key)
    return len(lots)


def end_overdue_jobs(tx: Transaction) -> list[str]:
    """Release jobs whose deadline is over and that nobody is rendering. Returns their ids."""
    rows = tx.rows(
        """
        select id from job
        where state in ('queued', 'running', 'rendered') and state <> 'running'
          and deadline_us <= ?
        order by created_us limit ?
        """,
        [tx.now_us, MOST_AT_ONCE],
    )
    for row in rows:
        orders.release(tx, row["id"], JobState.FAILED, "job-overdue")
    return [row["id"] for row in rows]


def forget(tx: Transaction) -> None:
    """Drop marks that have done their work."""
    tx.execute(
        "update proposal set state = 'lapsed' where state = 'open' and lapses_us <= ?",
        [tx.now_us],
    )
    tx.execute("delete from departed where forget_us <= ?", [tx.now_us])
    tx.execute("delete from seen_update where at_us <= ?", [tx.now_us - REMEMBER_UPDATES_US])
    tx.execute("delete from gpu_day where day < ?", [tx.now_us // DAY_US - REMEMBER_GPU_DAYS])

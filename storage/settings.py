"""Small things that accounts and servers chose, and events that were seen before."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage import accounts
from storage.clock import from_us
from storage.job_rows import to_json
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Somebody wants to hear when their allowance is back."""

    account_id: str
    address: dict[str, Any]
    asked_at: datetime


def read(tx: Transaction, owner: str) -> dict[str, Any]:
    """What an owner, "account:discord:1" or "server:discord:guild:1", has chosen."""
    rows = tx.rows("select name, value_json from setting where owner = ?", [owner])
    return {row["name"]: json.loads(row["value_json"]) for row in rows}


def write(tx: Transaction, owner: str, name: str, value: object) -> None:
    """Remember a choice; None forgets it."""
    tx.execute("delete from setting where owner = ? and name = ?", [owner, name])
    if value is not None:
        tx.insert("setting", {"owner": owner, "name": name, "value_json": to_json(value)})


def see_update(tx: Transaction, platform: str, update_id: str) -> bool:
    """Remember an event. False: it was seen before, and the platform has sent it again."""
    row = {"platform": platform, "update_id": update_id, "at_us": tx.now_us}
    changed = tx.execute(
        "insert or ignore into seen_update values (:platform, :update_id, :at_us)", row
    )
    return changed == 1


def ask_notice(tx: Transaction, account: str, address: dict[str, Any]) -> None:
    """Remember that somebody wants to hear when their allowance is back."""
    row = [accounts.see(tx, account)["id"], to_json(address), tx.now_us]
    tx.execute("insert or replace into notice values (?, ?, ?)", row)


def notices(tx: Transaction) -> list[Notice]:
    """Everybody who waits for a notice."""
    return [
        Notice(
            account_id=row["name"],
            address=json.loads(row["address_json"]),
            asked_at=from_us(row["asked_us"]),
        )
        for row in tx.rows(
            """
            select account.name, notice.address_json, notice.asked_us
            from notice join account on account.id = notice.account order by notice.asked_us
            """
        )
    ]


def end_notice(tx: Transaction, account: str) -> None:
    """The notice was given, or is not wanted any more."""
    tx.execute(
        "delete from notice where account = (select id from account where name = ?)", [account]
    )

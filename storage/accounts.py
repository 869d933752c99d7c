"""Accounts: one person on one platform, known by a name such as "discord:123"."""

import hashlib
import sqlite3

from storage.errors import AccountUnknown
from storage.transaction import Transaction


def see(tx: Transaction, name: str) -> sqlite3.Row:
    """Find the account, or write it down as first seen now."""
    return get(tx, name) or _begin(tx, name)


def get(tx: Transaction, name: str) -> sqlite3.Row | None:
    """The account's row, if there is one."""
    return tx.row("select * from account where name = ?", [name])


def find(tx: Transaction, name: str) -> sqlite3.Row:
    """The account's row.

    Raises:
        AccountUnknown: nobody of that name has been seen.
    """
    account = get(tx, name)
    if account is None:
        raise AccountUnknown(name)
    return account


def by_number(tx: Transaction, number: int) -> sqlite3.Row:
    """The account's row, by the number that other tables know it by."""
    (account,) = tx.rows("select * from account where id = ?", [number])
    return account


def set_tier(tx: Transaction, name: str, tier: str, until_us: int | None) -> None:
    """Give the account a tier, for ever or until a moment; "" takes it back."""
    tx.execute(
        "update account set tier = ?, tier_until_us = ? where id = ?",
        [tier, until_us, see(tx, name)["id"]],
    )


def tier(tx: Transaction, name: str) -> str:
    """The tier that the operator gave the account; "" when none, or not any more."""
    account = get(tx, name)
    if account is None or (account["tier_until_us"] or tx.now_us + 1) <= tx.now_us:
        return ""
    return str(account["tier"])


def name_sha256(name: str) -> str:
    """What is kept of a deleted account's name for a while, to know it again."""
    return hashlib.sha256(name.encode()).hexdigest()


def _begin(tx: Transaction, name: str) -> sqlite3.Row:
    """Write an account down. One that was deleted lately is no younger for it."""
    gone = tx.row("select * from departed where name_sha256 = ?", [name_sha256(name)])
    first_seen_us = tx.now_us if gone is None else gone["first_seen_us"]
    tx.insert("account", {"name": name, "first_seen_us": first_seen_us})
    return find(tx, name)

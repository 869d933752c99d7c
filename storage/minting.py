"""What the operator alone does: create amounts, give them to accounts, take them back."""

from datetime import datetime

from storage import accounts, audit
from storage.balances import LotKind
from storage.clock import from_us, to_us
from storage.grants import Revoked, take_back
from storage.ledger import has_happened, open_lot, transfer
from storage.schema import HOUSE, MINT, OPERATOR
from storage.transaction import Transaction


def mint(
    tx: Transaction,
    account: str,
    amount: int,
    *,
    scope: str,
    expires_at: datetime | None,
    note: str,
    request_key: str,
) -> None:
    """Create an amount and give it to an account, for everywhere or for one server.

    With a request key, once: the same key again changes nothing.
    """
    if request_key and has_happened(tx, f"mint:{request_key}"):
        return
    person = accounts.see(tx, account)["id"]
    act = audit.record(
        tx, "mint", actor=OPERATOR, subject=person, scope=scope, amount=amount, note=note
    )
    expires_us = None if expires_at is None else to_us(expires_at)
    lot = open_lot(tx, LotKind.GRANTED, person, scope=scope, expires_us=expires_us)
    key = f"mint:{request_key or act}"
    transfer(tx, "mint", debit=MINT, credit=lot, amount=amount, key=key, act=act)


def buy(tx: Transaction, account: str, amount: int, charge_id: str) -> bool:
    """Give an account what it paid for, once per charge. False: this charge was seen before."""
    key = f"buy:{charge_id}"
    if has_happened(tx, key):
        return False
    person = accounts.see(tx, account)["id"]
    detail = {"charge": charge_id}
    act = audit.record(tx, "buy", actor=HOUSE, subject=person, amount=amount, detail=detail)
    lot = open_lot(tx, LotKind.BOUGHT, person)
    transfer(tx, "mint", debit=MINT, credit=lot, amount=amount, key=key, act=act)
    return True


def unbuy(tx: Transaction, charge_id: str) -> Revoked:
    """Take back what is unspent of a purchase that the platform has paid back. Again: nothing."""
    lots = tx.rows(
        """
        select lot.* from transfer join lot on lot.id = transfer.credit
        where transfer.key = ? and lot.revoked is null
        """,
        [f"buy:{charge_id}"],
    )
    if not lots:
        return Revoked(amount=0, pending=0)
    person = lots[0]["account"]
    note = f"charge {charge_id} was paid back"
    return take_back(tx, lots, None, actor=HOUSE, subject=person, scope="*", note=note)


def revoke(tx: Transaction, account: str, amount: int | None, note: str) -> Revoked:
    """Take back what the operator minted for an account and is unspent, the latest first.

    Raises:
        AccountUnknown: nobody of that name has been seen.
        BadAmount: the amount is no amount.
    """
    person = accounts.find(tx, account)["id"]
    lots = tx.rows(
        """
        select * from lot
        where account = ? and source = ? and kind = 'granted' and revoked is null
        order by created_us desc, id desc
        """,
        [person, MINT],
    )
    return take_back(tx, lots, amount, actor=OPERATOR, subject=person, scope="*", note=note)


def accept_clock(tx: Transaction, *, wall_us: int) -> datetime:
    """Go on from the machine's time, although the trusted time was another."""
    tx.execute("update clock set latest_us = ?, accepted = accepted + 1", [wall_us])
    detail = {"from_us": tx.now_us, "to_us": wall_us}
    audit.record(tx, "accept-clock", actor=OPERATOR, detail=detail)
    return from_us(wall_us)

"""What the operator alone may do: create amounts, fund pools, set tiers, erase accounts."""

from datetime import datetime
from typing import Any

from storage import accounts, audit, erasure, minting, pools
from storage.clock import to_us
from storage.grants import Revoked
from storage.jobs import Job
from storage.pools import Pool, PoolRules, Refill
from storage.schema import OPERATOR
from storage.transaction import Run, Transaction


class OperatorDesk:
    """Every act here is in the audit log. The caller has made sure that it is the operator."""

    def __init__(self, run: Run) -> None:
        self._run = run

    async def mint(
        self,
        account_id: str,
        amount: int,
        *,
        scope: str = "*",
        expires_at: datetime | None = None,
        note: str = "",
        request_key: str = "",
    ) -> None:
        """Create an amount and give it to an account; the same request key again changes nothing.

        Raises:
            BadAmount: the amount is no amount.
        """
        await self._run(
            lambda tx: minting.mint(
                tx,
                account_id,
                amount,
                scope=scope,
                expires_at=expires_at,
                note=note,
                request_key=request_key,
            )
        )

    async def revoke(self, account_id: str, amount: int | None = None, note: str = "") -> Revoked:
        """Take back what the operator minted for an account and is unspent; None: all of it.

        Raises:
            AccountUnknown, BadAmount: not possible, and why.
        """
        return await self._run(lambda tx: minting.revoke(tx, account_id, amount, note))

    async def buy(self, account_id: str, amount: int, charge_id: str) -> bool:
        """Give an account what it paid for, once per charge. False: given before."""
        return await self._run(lambda tx: minting.buy(tx, account_id, amount, charge_id))

    async def unbuy(self, charge_id: str) -> Revoked:
        """Take back what is unspent of a purchase that was paid back. Again: changes nothing."""
        return await self._run(lambda tx: minting.unbuy(tx, charge_id))

    async def fund(self, scope: str, amount: int, note: str = "", *, request_key: str = "") -> Pool:
        """Put an amount into a server's pool; the first time makes the pool.

        The same request key again changes nothing.
        """
        return await self._run(lambda tx: pools.fund(tx, scope, amount, note, request_key))

    async def withdraw(self, scope: str, amount: int, note: str = "") -> Pool:
        """Take an amount that was not granted out of a pool.

        Raises:
            NoPool, PoolEmpty: there is not that much in it.
        """
        return await self._run(lambda tx: pools.withdraw(tx, scope, amount, note))

    async def set_rules(self, scope: str, rules: PoolRules) -> Pool:
        """Change what limits a server's admins."""
        return await self._run(lambda tx: pools.set_rules(tx, scope, rules))

    async def set_refill(self, scope: str, refill: Refill) -> Pool:
        """Let a pool replenish by itself."""
        return await self._run(lambda tx: pools.set_refill(tx, scope, refill))

    async def set_open(self, scope: str, *, is_open: bool) -> Pool:
        """Stop a server's grants, or allow them again.

        Raises:
            NoPool: it has no pool.
        """
        return await self._run(lambda tx: pools.set_open(tx, scope, is_open=is_open))

    async def set_tier(self, account_id: str, tier: str, until: datetime | None = None) -> None:
        """Give an account a tier; "" takes it back."""

        def work(tx: Transaction) -> None:
            until_us = None if until is None else to_us(until)
            accounts.set_tier(tx, account_id, tier, until_us)
            person = accounts.find(tx, account_id)["id"]
            detail = {"tier": tier, "until_us": until_us}
            audit.record(tx, "set-tier", actor=OPERATOR, subject=person, detail=detail)

        await self._run(work)

    async def delete_account(self, account_id: str) -> list[Job]:
        """Erase an account and keep the ledger's sums. Returns its jobs as they were.

        The caller deletes their files and stops the open ones, which are cancelled.

        Raises:
            AccountUnknown: nobody of that name has been seen.
        """
        return await self._run(lambda tx: erasure.delete(tx, account_id))

    async def export_account(self, account_id: str) -> dict[str, Any]:
        """Everything that is kept about an account, JSON-ready.

        Raises:
            AccountUnknown: nobody of that name has been seen.
        """
        return await self._run(lambda tx: erasure.export(tx, account_id))

    async def audit_head(self) -> tuple[int, str]:
        """The number and hash of the last act, to be kept elsewhere."""
        return await self._run(audit.head)

"""What the operator can do from the command line, as verbs with JSON-ready arguments and answers.

The same verbs run inside the serving process (asked over its control socket) and, when nothing
serves, on the store directly.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.studio import Studio
from storage.pools import Refill
from storage.store import Store

Answer = Mapping[str, Any]


class Operator:
    """The operator's desk. Whoever reaches it is the operator."""

    def __init__(self, store: Store, studio: Studio) -> None:
        self._store = store
        self._studio = studio
        self.verbs: dict[str, Callable[..., Awaitable[Answer]]] = {
            "grant": self.grant,
            "revoke": self.revoke,
            "fund": self.fund,
            "rules": self.rules,
            "pool": self.pool,
            "balance": self.balance,
            "history": self.history,
            "audit": self.audit,
            "verify": self.verify,
            "export": self.export,
            "tier": self.tier,
            "delete": self.delete,
            "export-account": self.export_account,
            "backup": self.backup,
            "accept-clock": self.accept_clock,
        }

    async def grant(
        self, account: str, amount: int, scope: str = "*", days: float | None = None, note: str = ""
    ) -> Answer:
        """Create an amount for an account."""
        expires_at = None if days is None else datetime.now(UTC) + timedelta(days=days)
        await self._store.operator.mint(
            account, amount, scope=scope, expires_at=expires_at, note=note
        )
        return await self.balance(account, scope)

    async def revoke(self, account: str, amount: int | None = None, note: str = "") -> Answer:
        """Take back what was granted and is unspent."""
        return asdict(await self._store.operator.revoke(account, amount, note))

    async def fund(
        self, server: str, amount: int = 0, refill: int | None = None, note: str = ""
    ) -> Answer:
        """Fill a server's pool, once and, with `refill`, to that much every day."""
        if amount:
            await self._store.operator.fund(server, amount, note)
        if refill is not None:
            await self._store.operator.set_refill(server, Refill(amount=refill, cap=refill))
        return await self.pool(server)

    async def rules(self, server: str, **changes: int | bool | None) -> Answer:
        """Change what limits a server's admins, or close its pool."""
        is_open = changes.pop("is_open", None)
        wanted = {name: value for name, value in changes.items() if value is not None}
        if is_open is not None:
            await self._store.operator.set_open(server, is_open=bool(is_open))
        if wanted:
            pool = await self._store.admins.pool(server)
            await self._store.operator.set_rules(server, replace(pool.rules, **wanted))
        return await self.pool(server)

    async def pool(self, server: str) -> Answer:
        """A server's pool as it stands."""
        return asdict(await self._store.admins.pool(server))

    async def balance(self, account: str, scope: str = "*") -> Answer:
        """What an account can spend."""
        tier = await self._studio.tiers.of(account)
        found = await self._store.balance(account, tier.terms, scope)
        return {"account": account, "tier": tier.terms.tier} | asdict(found)

    async def history(self, account: str, limit: int = 50) -> Answer:
        """An account's transfers, newest first."""
        entries = await self._store.entries(account, limit)
        return {"entries": [asdict(entry) for entry in entries]}

    async def audit(self, server: str | None = None, limit: int = 50) -> Answer:
        """Who granted, funded and revoked, newest first."""
        acts = await self._store.admins.acts(server, limit=limit)
        return {"acts": [asdict(act) | {"detail": dict(act.detail)} for act in acts]}

    async def verify(self) -> Answer:
        """Check that the books balance."""
        return {"violations": await self._store.verify()}

    async def export(self, path: str) -> Answer:
        """Write every transfer to a CSV file."""
        return {"path": path, "transfers": await self._store.export_ledger(Path(path))}

    async def tier(self, account: str, tier: str, days: float | None = None) -> Answer:
        """Give an account a tier; an empty name takes it back."""
        until = None if days is None else datetime.now(UTC) + timedelta(days=days)
        await self._store.operator.set_tier(account, tier, until)
        return await self.balance(account)

    async def delete(self, account: str) -> Answer:
        """Erase an account; the ledger keeps its sums."""
        await self._studio.erase(account)
        return {"account": account}

    async def export_account(self, account: str) -> Answer:
        """Everything that is kept about an account."""
        return await self._studio.export(account)

    async def backup(self) -> Answer:
        """Copy the database while it is in use, and check the copy."""
        return {"path": str(await self._store.back_up())}

    async def accept_clock(self) -> Answer:
        """Believe the machine's clock again after it was set wrong."""
        return {"now": await self._store.accept_clock()}

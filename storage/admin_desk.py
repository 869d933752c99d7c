"""What the admins of a server, and its members, ask of the server's pool."""

from storage import accounts, approvals, audit, grants, pools
from storage.approvals import Proposal
from storage.audit import Act
from storage.grants import Grant, GrantOrder, Revoked
from storage.pools import Pool
from storage.transaction import Run, Transaction


class AdminDesk:
    """Grants from server pools. The caller has made sure, just now, that `admin` is an admin."""

    def __init__(self, run: Run) -> None:
        self._run = run

    async def pool(self, scope: str) -> Pool:
        """The server's pool as it stands.

        Raises:
            NoPool: the operator has given it none.
        """
        return await self._run(lambda tx: pools.read(tx, scope))

    async def grant(self, order: GrantOrder) -> Grant | Proposal:
        """Give from the pool; a large grant becomes a proposal that a second admin approves.

        Raises:
            NoPool, PoolEmpty, GrantRefused, BadAmount: not possible, and why.
            RequestKeyReused: the key belongs to a different grant.
        """
        return await self._run(lambda tx: approvals.grant(tx, order))

    async def proposals(self, scope: str) -> list[Proposal]:
        """What waits for a second admin, oldest first."""
        return await self._run(lambda tx: approvals.waiting(tx, scope))

    async def approve(self, proposal_id: int, scope: str, admin: str) -> Grant:
        """Give what another admin proposed.

        Raises:
            ProposalClosed, GrantRefused, PoolEmpty: not possible, or not any more.
        """
        return await self._run(lambda tx: approvals.approve(tx, proposal_id, scope, admin))

    async def decline(self, proposal_id: int, scope: str, admin: str) -> None:
        """Turn a proposal down.

        Raises:
            ProposalClosed: it was decided before, has lapsed, or belongs to another server.
        """
        await self._run(lambda tx: approvals.decline(tx, proposal_id, scope, admin))

    async def revoke(
        self,
        scope: str,
        admin: str,
        recipient: str,
        amount: int | None = None,
        note: str = "",
        *,
        request_key: str = "",
    ) -> Revoked:
        """Take back what the recipient has not spent of this server's grants; None: all of it.

        What was taken under a request key is not taken again under the same.

        Raises:
            NoPool, AccountUnknown, BadAmount: not possible, and why.
        """
        return await self._run(
            lambda tx: grants.revoke(tx, scope, admin, recipient, amount, note, request_key)
        )

    async def acts(
        self, scope: str | None = None, account_id: str | None = None, limit: int = 50
    ) -> list[Act]:
        """The audit log of a server, of an account's acts, or all of it; newest first."""

        def work(tx: Transaction) -> list[Act]:
            number = None if account_id is None else accounts.find(tx, account_id)["id"]
            return audit.latest(tx, scope=scope, account=number, limit=limit)

        return await self._run(work)

"""Which tier every account has, and what it may do and spend there."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage.balances import Balance
from storage.jobs import Job, Terms
from storage.store import Store


@dataclass(frozen=True)
class TierTerms:
    """What accounts of one tier may do and get."""

    terms: Terms  # what the store enforces
    watermark: bool
    longest_s: float
    largest_side: int  # pixels of a clip
    upscale_side: int  # pixels of one that is upscaled
    licence: str  # one sentence


class Tiers:
    """Every account's tier, and its balance on it."""

    def __init__(
        self, store: Store, tiers: Mapping[str, TierTerms], defaults: Mapping[str, str]
    ) -> None:
        self._store = store
        self._tiers = tiers  # by name, the lowest first
        self._defaults = defaults  # by platform, for accounts the operator gave none

    async def of(self, account: str, vouched: str = "") -> TierTerms:
        """What an account may do: the tier the operator gave it, else its platform's.

        Args:
            account: whose.
            vouched: a tier that the platform vouches for instead, by a role or a subscription.
        """
        given = await self._store.tier(account)
        platform = account.partition(":")[0]
        default = self._defaults.get(platform, next(iter(self._tiers)))
        return self._tiers.get(given) or self._tiers[vouched or default]

    async def after(self, job: Job) -> TierTerms:
        """What a job's account may do next: what it could when it ordered it, or by now."""
        tier = job.order["tier"]
        return await self.of(job.account_id, tier if tier in self._tiers else "")

    async def balance(self, account: str, scope: str = "*", vouched: str = "") -> Balance:
        """What an account can spend, and when more comes."""
        tier = await self.of(account, vouched)
        return await self._store.balance(account, tier.terms, scope)

"""The ledger as one would write it on a page: a list of lots, and what each act does to them.

No SQL, no transactions, no keys: whatever the store does must come to the same amounts.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

DAY = timedelta(days=1)


@dataclass
class ModelLot:
    """An amount of somebody's; `pool` is the server whose pool it came from."""

    account: str
    kind: str
    scope: str = "*"
    amount: int = 0
    ends: datetime | None = None
    pool: str | None = None
    is_revoked: bool = False


@dataclass
class ModelJob:
    """A job and what it holds: [(lot, amount)]."""

    account: str
    parts: list = field(default_factory=list)


class Model:
    """Accounts with a daily allowance, servers with pools, open jobs."""

    def __init__(self, now, allowance):
        self.now = now
        self.allowance = allowance  # each day, and the most there can be of it
        self.lots = []
        self.jobs = {}
        self.pools = {}
        self.spent = 0
        self.minted = 0

    def visit(self, account):
        """Top up the allowance of somebody who looks."""
        midnight = self.midnight()
        lot = next((x for x in self.lots if (x.account, x.kind) == (account, "allowance")), None)
        if lot is None:
            lot = ModelLot(account, "allowance", ends=midnight)
            self.lots.append(lot)
        if lot.ends <= midnight:
            added = max(0, self.allowance - lot.amount)
            lot.amount += added
            self.minted += added
            lot.ends = midnight + DAY

    def midnight(self):
        """When this day began."""
        return self.now.replace(hour=0, minute=0)

    def spendable(self, account, scope):
        """The lots that can be spent, in order."""
        lots = [
            lot
            for lot in self.lots
            if lot.account == account
            and lot.amount > 0
            and lot.scope in ("*", scope)
            and (lot.kind == "allowance" or lot.ends is None or lot.ends > self.now)
        ]
        # Soonest to expire, then the one for this server only, then the oldest: sorting is stable.
        return sorted(lots, key=lambda x: (x.ends is None, x.ends or self.now, x.scope == "*"))

    def give(self, account, kind, amount, *, scope="*", ends=None, pool=None):
        """A new lot, from the operator or from a pool."""
        if pool is None:
            self.minted += amount
        else:
            self.pools[pool] -= amount
        self.lots.append(ModelLot(account, kind, scope, amount, ends, pool))

    def fund(self, pool, amount):
        """The operator puts something into a pool."""
        self.minted += amount
        self.pools[pool] = self.pools.get(pool, 0) + amount

    def accept(self, key, account, scope, price):
        """Set the price aside. False: there is not enough."""
        self.visit(account)
        lots = self.spendable(account, scope)
        if sum(lot.amount for lot in lots) < price:
            return False
        job = self.jobs[key] = ModelJob(account)
        for lot in lots:
            part = min(lot.amount, price)
            if part:
                lot.amount -= part
                price -= part
                job.parts.append((lot, part))
        return True

    def settle(self, key):
        """Spent."""
        self.spent += sum(part for _, part in self.jobs.pop(key).parts)

    def release(self, key, *, failed):
        """Back to where it came from, and to what the lot has become since."""
        for lot, part in self.jobs.pop(key).parts:
            lot.amount += part
            if lot.is_revoked:
                self.give_back(lot, part)
            elif lot.kind == "allowance":
                self.give_back(lot, max(0, min(part, lot.amount - self.allowance)))
            elif failed and lot.ends is not None and lot.ends <= self.now:
                self.give_back(lot, lot.amount - part)
                lot.ends = self.now + DAY

    def give_back(self, lot, amount):
        """To the pool or the operator."""
        lot.amount -= amount
        if lot.pool is None:
            self.minted -= amount
        else:
            self.pools[lot.pool] += amount

    def revoke(self, lots, amount):
        """Take back the latest first; without an amount all of it, for good. Returns how much."""
        lots = [lot for lot in lots if not lot.is_revoked]
        left = total = (
            sum(lot.amount for lot in lots)
            if amount is None
            else min(amount, sum(lot.amount for lot in lots))
        )
        for lot in reversed(lots):
            part = min(lot.amount, left)
            left -= part
            self.give_back(lot, part)
            lot.is_revoked = lot.is_revoked or amount is None
        return total

    def expire(self):
        """What the reaper does."""
        for lot in self.lots:
            if lot.kind != "allowance" and lot.ends is not None and lot.ends <= self.now:
                self.give_back(lot, lot.amount)

    def delete(self, account):
        """An account leaves."""
        for key in [key for key, job in self.jobs.items() if job.account == account]:
            self.release(key, failed=False)
        self.revoke([lot for lot in self.lots if lot.account == account], None)
        for lot in self.lots:
            if lot.account == account:
                lot.account = None
        # Who comes back the same day has had that day's allowance.
        self.lots.append(ModelLot(account, "allowance", ends=self.midnight() + DAY))

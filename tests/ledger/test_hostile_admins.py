"""Admins who try everything: they still cannot make a credit, nor get around a cap."""

import random
from collections import Counter
from dataclasses import replace

import pytest
from books import GUILD, NOTHING, OTHER_GUILD, Clock, new_job

from storage.approvals import Proposal
from storage.errors import BadAmount, Refusal, StorageError, WrongJobState
from storage.grants import Grant, GrantOrder
from storage.jobs import JobState
from storage.pools import PoolRules
from storage.store import Store

GUILDS = (GUILD, OTHER_GUILD)
ADMINS = [f"test:admin:{number}" for number in range(5)]
FRIENDS = [f"test:friend:{number}" for number in range(5)]
EVERYBODY = [*ADMINS, *FRIENDS]
AMOUNTS = [-1, 0, 1, 2, 5, 9, 10, 11, 19, 20, 21, 50, 10**6, 10**12]
RULES = PoolRules(per_grant=20, per_admin=30, per_recipient=25, second_admin_above=10, grant_days=3)
GPU_SECONDS = 8.0  # per server and day
TERMS = replace(NOTHING, gpu_seconds_server=GPU_SECONDS, max_open_jobs=3)


class Walk:
    """Random acts, and an account of them kept apart from the store's own."""

    def __init__(self, store, clock, seed):
        self.store = store
        self.clock = clock
        self.chance = random.Random(seed)  # noqa: S311
        self.keys = 0
        self.funded = Counter()
        self.granted = []  # of today: (scope, admin, recipient, amount)
        self.gpu = Counter()  # of today
        self.proposals = {}
        self.jobs = {}
        self.done = Counter()

    async def act(self):
        """Try something. Being refused is fine; anything unforeseen is not."""
        name = self.chance.choice(
            ["grant"] * 6 + ["approve"] * 3 + ["order"] * 5 + ["end"] * 6
            + ["revoke", "decline", "fund", "fund", "reap", "time"]
        )  # fmt: skip
        try:
            await getattr(self, name)()
        except (Refusal, BadAmount) as refusal:
            self.done[getattr(refusal, "rule", type(refusal).__name__)] += 1
        else:
            self.done[name] += 1

    def pick(self, choices):
        return self.chance.choice(list(choices))

    async def grant(self):
        if self.keys and self.chance.random() < 0.1:  # an old key, to have it twice
            key = self.chance.randrange(self.keys)
        else:
            key = self.keys = self.keys + 1
        order = GrantOrder(
            scope=self.pick(GUILDS),
            admin=self.pick(ADMINS),
            recipient=self.pick(EVERYBODY),
            amount=self.pick(AMOUNTS),
            request_key=str(key),
        )
        before = await self.pools()
        answer = await self.store.admins.grant(order)
        if isinstance(answer, Proposal):
            self.proposals[answer.id] = answer
        elif await self.pools() != before:  # and not the answer to an old key
            self.count(answer)

    async def approve(self):
        if not self.proposals:
            return
        proposal = self.pick(self.proposals.values())
        admin = self.pick(ADMINS)
        scope = proposal.scope if self.chance.random() < 0.8 else self.pick(GUILDS)
        grant = await self.store.admins.approve(proposal.id, scope, admin)
        assert admin not in (proposal.admin, proposal.recipient)
        assert scope == proposal.scope
        self.count(grant)

    async def decline(self):
        if self.proposals:
            proposal = self.pick(self.proposals.values())
            await self.store.admins.decline(proposal.id, proposal.scope, self.pick(ADMINS))

    async def revoke(self):
        amount = self.chance.choice([None, *AMOUNTS])
        account = self.pick(EVERYBODY)
        try:
            await self.store.admins.revoke(self.pick(GUILDS), self.pick(ADMINS), account, amount)
        except StorageError as error:
            if type(error).__name__ not in {"AccountUnknown", "BadAmount"}:
                raise

    async def order(self):
        key = self.keys = self.keys + 1
        job = new_job(
            key,
            account=self.pick(EVERYBODY),
            scope=self.pick(["*", *GUILDS]),
            price=self.pick([0, 1, 3, 8]),
            expected_seconds=1.0,
        )
        await self.store.accept(job, TERMS)
        self.jobs[job.id] = job

    async def end(self):
        if not self.jobs:
            return
        job = self.jobs.pop(self.pick(self.jobs))
        try:
            await self.store.claim(job.id)
            await self.store.rendered(job.id, {}, "c" * 64, 1.0)
        except WrongJobState:
            return  # it was reaped
        self.gpu[job.scope] += 1.0
        if self.chance.random() < 0.7:
            await self.store.settle(job.id)
        else:
            await self.store.release(job.id, JobState.FAILED, "job-undeliverable")

    async def fund(self):
        """The operator, now and then."""
        if self.chance.random() < 0.2:
            amount, scope = self.chance.randrange(1, 15), self.pick(GUILDS)
            await self.store.operator.fund(scope, amount)
            self.funded[scope] += amount

    async def reap(self):
        await self.store.reap()

    async def time(self):
        before = self.clock.now.date()
        self.clock.turn(minutes=self.chance.randrange(1, 150))
        if self.clock.now.date() != before:
            self.granted.clear()
            self.gpu.clear()

    def count(self, grant):
        assert isinstance(grant, Grant)
        assert grant.admin != grant.recipient
        assert 0 < grant.amount <= RULES.per_grant
        self.granted.append((grant.scope, grant.admin, grant.recipient, grant.amount))

    async def pools(self):
        return [await self.store.admins.pool(guild) for guild in GUILDS]

    async def check(self):
        """Nothing beyond what the operator put in, and nobody beyond their cap."""
        reserved = sum([(await self.store.balance(who, NOTHING)).reserved for who in EVERYBODY])
        everything = reserved
        for pool in await self.pools():
            guild = pool.scope
            everything += pool.balance + pool.held + pool.spent
            assert pool.balance + pool.held + pool.spent <= self.funded[guild]
            assert self.gpu[guild] <= GPU_SECONDS
            for who in EVERYBODY:
                given = sum(x[3] for x in self.granted if x[:2] == (guild, who))
                received = sum(x[3] for x in self.granted if (x[0], x[2]) == (guild, who))
                assert given <= RULES.per_admin
                assert received <= RULES.per_recipient
        assert everything == self.funded.total()


async def walk(folder, acts, seed):
    clock = Clock()
    async with Store.open(folder, clock=clock) as store:
        walk = Walk(store, clock, seed)
        for guild in GUILDS:
            await store.operator.fund(guild, 50)
            await store.operator.set_rules(guild, RULES)
            walk.funded[guild] = 50
        for number in range(acts):
            await walk.act()
            if number % 100 == 0:
                await walk.check()
            if number % 1000 == 0:
                assert await store.verify() == []
        await walk.check()
        assert await store.verify() == []
    return walk.done


async def test_3000_acts_of_five_hostile_admins(tmp_path):
    done = await walk(tmp_path, 3000, seed=5)

    # The walk went everywhere: what is allowed happened, and each rule refused something.
    for name in (
        "grant", "approve", "decline", "revoke", "order", "end", "time", "reap",
        "self", "per-grant", "per-admin", "per-recipient", "same-admin",
        "PoolEmpty", "BadAmount", "ProposalClosed", "NotEnoughCredits", "RequestKeyReused",
        "GpuBudgetSpent",
    ):  # fmt: skip
        assert done[name] > 0, name


@pytest.mark.proof
async def test_100000_acts_of_five_hostile_admins(tmp_path):
    done = await walk(tmp_path, 100_000, seed=6)

    assert done["grant"] > 1000

"""The whole ledger against a model of it, by acts that hypothesis invents."""

import asyncio
import shutil
import tempfile
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from books import ADA, BOB, EVE, FREE, GUILD, MEMORY, OTHER_GUILD, START, Clock, new_job, render
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from ledger_model import Model

from storage.errors import AccountUnknown, NotEnoughCredits, PoolEmpty
from storage.grants import GrantOrder
from storage.jobs import JobState
from storage.pools import PoolRules
from storage.store import Store

ADMIN = "test:admin"
LOOSE = PoolRules(
    per_grant=10**6, per_admin=10**6, per_recipient=10**6, second_admin_above=10**6, grant_days=2
)
people = st.sampled_from([ADA, BOB, EVE])
guilds = st.sampled_from([GUILD, OTHER_GUILD])
scopes = st.sampled_from(["*", GUILD, OTHER_GUILD])
amounts = st.integers(1, 30)
maybe_hours = st.none() | st.integers(1, 60)


class Ledger(RuleBasedStateMachine):
    """Every rule does the same to the store and to the model."""

    def __init__(self):
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY))
        self.clock = Clock(START)
        self.model = Model(START, FREE.allowance)
        self.keys = 0
        self.open_store()
        for guild in (GUILD, OTHER_GUILD):
            self.run(self.store.operator.fund(guild, 60))
            self.run(self.store.operator.set_rules(guild, LOOSE))
            self.model.fund(guild, 60)

    def run(self, call):
        return self.runner.run(call)

    def open_store(self):
        self.stack = AsyncExitStack()
        opening = Store.open(self.folder, clock=self.clock)
        self.store = self.run(self.stack.enter_async_context(opening))

    def teardown(self):
        self.run(self.stack.aclose())
        self.runner.close()
        shutil.rmtree(self.folder)

    def next_key(self):
        self.keys += 1
        return str(self.keys)

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours):
        self.clock.turn(hours=hours)
        self.model.now = self.clock.now

    @rule(account=people, amount=amounts, scope=scopes, hours=maybe_hours)
    def mint(self, account, amount, scope, hours):
        self.clock.turn(minutes=1)  # so that no two lots end at the same moment
        self.model.now = self.clock.now
        ends = None if hours is None else self.clock.now + timedelta(hours=hours)
        self.run(self.store.operator.mint(account, amount, scope=scope, expires_at=ends))
        self.model.give(account, "minted", amount, scope=scope, ends=ends)

    @rule(account=people, amount=amounts)
    def buy(self, account, amount):
        key = self.next_key()
        assert self.run(self.store.operator.buy(account, amount, key))
        assert not self.run(self.store.operator.buy(account, amount, key))
        self.model.give(account, "bought", amount)

    @rule(guild=guilds, amount=amounts)
    def fund(self, guild, amount):
        self.run(self.store.operator.fund(guild, amount))
        self.model.fund(guild, amount)

    @rule(guild=guilds, account=people, amount=amounts)
    def grant(self, guild, account, amount):
        order = GrantOrder(
            scope=guild,
            admin=ADMIN,
            recipient=account,
            amount=amount,
            request_key=self.next_key(),
        )
        if amount > self.model.pools[guild]:
            with pytest.raises(PoolEmpty):
                self.run(self.store.admins.grant(order))
            return
        grant = self.run(self.store.admins.grant(order))
        assert self.run(self.store.admins.grant(order)) == grant
        self.model.give(account, "granted", amount, scope=guild, ends=grant.expires_at, pool=guild)

    @rule(guild=guilds, account=people, amount=st.none() | amounts)
    def revoke(self, guild, account, amount):
        lots = [x for x in self.model.lots if (x.account, x.pool) == (account, guild)]
        try:
            revoked = self.run(self.store.admins.revoke(guild, ADMIN, account, amount))
        except AccountUnknown:
            assert not any(lot.account == account for lot in self.model.lots)
            return
        assert revoked.amount == self.model.revoke(lots, amount)

    @rule(account=people, amount=st.none() | amounts)
    def revoke_minted(self, account, amount):
        lots = [x for x in self.model.lots if (x.account, x.kind) == (account, "minted")]
        try:
            revoked = self.run(self.store.operator.revoke(account, amount))
        except AccountUnknown:
            return
        assert revoked.amount == self.model.revoke(lots, amount)

    @rule(account=people, scope=scopes, price=st.integers(0, 25))
    def accept(self, account, scope, price):
        order = new_job(self.next_key(), account=account, scope=scope, price=price)
        if self.model.accept(order.id, account, scope, price):
            self.run(self.store.accept(order, FREE))
            assert self.run(self.store.accept(order, FREE)).is_replay
        else:
            with pytest.raises(NotEnoughCredits):
                self.run(self.store.accept(order, FREE))

    @precondition(lambda self: self.model.jobs)
    @rule(chosen=st.data())
    def settle(self, chosen):
        key = chosen.draw(st.sampled_from(sorted(self.model.jobs)))
        self.run(render(self.store, key))
        self.run(self.store.settle(key))
        self.run(self.store.settle(key))
        assert not self.run(self.store.release(key, JobState.FAILED, "late"))
        self.model.settle(key)

    @precondition(lambda self: self.model.jobs)
    @rule(chosen=st.data(), end=st.sampled_from([JobState.FAILED, JobState.CANCELLED]))
    def release(self, chosen, end):
        key = chosen.draw(st.sampled_from(sorted(self.model.jobs)))
        assert self.run(self.store.release(key, end, "ended"))
        assert not self.run(self.store.release(key, end, "ended"))
        self.model.release(key, failed=end is JobState.FAILED)

    @rule()
    def reap(self):
        self.model.expire()
        for job in self.run(self.store.reap()):
            self.model.release(job.id, failed=True)

    @rule()
    def restart(self):
        self.run(self.stack.aclose())
        self.open_store()
        self.run(self.store.recover())

    @precondition(lambda self: any(lot.account == EVE for lot in self.model.lots))
    @rule()
    def leave(self):
        self.run(self.store.operator.delete_account(EVE))
        self.model.delete(EVE)

    @invariant()
    def amounts_agree(self):
        for account in (ADA, BOB, EVE):
            self.model.visit(account)
            for scope in ("*", GUILD, OTHER_GUILD):
                balance = self.run(self.store.balance(account, FREE, scope))
                expected = self.model.spendable(account, scope)
                assert [lot.amount for lot in balance.lots] == [lot.amount for lot in expected]
        for guild, held in self.model.pools.items():
            assert self.run(self.store.admins.pool(guild)).balance == held

    @invariant()
    def books_balance(self):
        assert self.run(self.store.verify()) == []


def test_the_ledger_does_what_the_model_does():
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=15,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.proof
def test_the_ledger_does_what_the_model_does_for_long():
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=1000,
            stateful_step_count=60,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

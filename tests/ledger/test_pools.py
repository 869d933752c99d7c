"""Server pools: what the operator funds, admins give from, and nobody can make."""

import pytest
from books import ADA, BOB, EVE, GUILD, NOTHING, OTHER_GUILD, START, deliver, new_job

from storage.approvals import Proposal
from storage.errors import (
    BadAmount,
    GrantRefused,
    NoPool,
    NotEnoughCredits,
    PoolEmpty,
    ProposalClosed,
    RequestKeyReused,
)
from storage.grants import Grant, GrantOrder
from storage.jobs import JobState
from storage.pools import PoolRules, Refill

ADMIN, SECOND = "test:admin", "test:second"


@pytest.fixture
async def pool(store):
    """A funded pool, and the desk of its admins."""
    await store.operator.fund(GUILD, 1000)
    return store.admins


def ask(amount, *, recipient=ADA, admin=ADMIN, key=None, scope=GUILD, note=""):
    key = key or f"{admin}:{recipient}:{amount}"
    return GrantOrder(
        scope=scope, admin=admin, recipient=recipient, amount=amount, request_key=key, note=note
    )


async def spendable(store, account=ADA, scope=GUILD):
    return (await store.balance(account, NOTHING, scope)).spendable


async def test_a_grant_moves_an_amount_and_makes_none(store, pool):
    grant = await pool.grant(ask(20))

    assert isinstance(grant, Grant)
    assert grant.expires_at == START.replace(month=4, day=9)
    assert await spendable(store) == 20
    after = await pool.pool(GUILD)
    assert (after.balance, after.held, after.spent) == (980, 20, 0)


async def test_a_grant_is_spent_in_its_server_only(store, pool):
    await pool.grant(ask(20))

    for elsewhere in ("*", OTHER_GUILD):
        with pytest.raises(NotEnoughCredits):
            await store.accept(new_job(elsewhere, price=1, scope=elsewhere), NOTHING)
    await store.accept(new_job(1, price=5, scope=GUILD), NOTHING)
    await deliver(store, "job-1")

    after = await pool.pool(GUILD)
    assert (after.balance, after.held, after.spent) == (980, 15, 5)


async def test_the_same_grant_again_is_given_once(store, pool):
    first = await pool.grant(ask(20, key="interaction-1"))
    again = await pool.grant(ask(20, key="interaction-1"))

    assert first == again
    assert await spendable(store) == 20
    with pytest.raises(RequestKeyReused):
        await pool.grant(ask(30, key="interaction-1"))


@pytest.mark.parametrize("amount", [0, -5, 2**31, 10**12])
async def test_an_amount_is_at_least_one(pool, amount):
    with pytest.raises(BadAmount):
        await pool.grant(ask(amount))


async def test_nobody_grants_to_themselves(pool):
    with pytest.raises(GrantRefused) as refusal:
        await pool.grant(ask(5, recipient=ADMIN))
    assert refusal.value.rule == "self"


async def test_grants_have_caps_per_grant_admin_recipient_and_day(store, pool, clock):
    await store.operator.set_rules(
        GUILD,
        PoolRules(per_grant=30, per_admin=60, per_recipient=40, second_admin_above=100),
    )

    async def refused(order):
        with pytest.raises(GrantRefused) as refusal:
            await pool.grant(order)
        return refusal.value.rule, refusal.value.allowed

    assert await refused(ask(31)) == ("per-grant", 30)
    await pool.grant(ask(30))
    assert await refused(ask(11)) == ("per-recipient", 10)
    assert await refused(ask(11, admin=SECOND)) == ("per-recipient", 10)
    await pool.grant(ask(30, recipient=BOB))
    assert await refused(ask(1, recipient=EVE)) == ("per-admin", 0)
    clock.turn(hours=12)  # a new day
    await pool.grant(ask(30, key="tomorrow"))


async def test_a_server_without_a_pool_or_with_an_empty_or_closed_one_refuses(store, pool):
    with pytest.raises(NoPool):
        await pool.grant(ask(1, scope=OTHER_GUILD))
    await store.operator.withdraw(GUILD, 995)
    with pytest.raises(PoolEmpty) as refusal:
        await pool.grant(ask(6))
    assert (refusal.value.needed, refusal.value.available) == (6, 5)
    await store.operator.set_open(GUILD, is_open=False)
    with pytest.raises(GrantRefused, match="closed"):
        await pool.grant(ask(1))
    await store.operator.set_open(GUILD, is_open=True)
    await pool.grant(ask(1))


async def test_a_large_grant_waits_for_a_second_admin(store, pool):
    await store.operator.set_rules(GUILD, PoolRules(per_grant=500, second_admin_above=50))
    proposal = await pool.grant(ask(60, note="for the contest"))

    assert isinstance(proposal, Proposal)
    assert await spendable(store) == 0
    assert await pool.proposals(GUILD) == [proposal]
    for admin, rule in ((ADMIN, "same-admin"), (ADA, "self")):
        with pytest.raises(GrantRefused) as refusal:
            await pool.approve(proposal.id, GUILD, admin)
        assert refusal.value.rule == rule
    with pytest.raises(ProposalClosed):
        await pool.approve(proposal.id, OTHER_GUILD, SECOND)
    grant = await pool.approve(proposal.id, GUILD, SECOND)

    assert (grant.admin, grant.recipient, grant.amount) == (ADMIN, ADA, 60)
    assert await spendable(store) == 60
    with pytest.raises(ProposalClosed):
        await pool.approve(proposal.id, GUILD, SECOND)
    assert [act.verb for act in await pool.acts(GUILD)][:3] == ["grant", "approve", "propose"]
    assert await pool.grant(ask(60, note="for the contest")) == grant


async def test_a_large_grant_in_small_pieces_waits_too(store, pool):
    for key in "abcde":
        assert isinstance(await pool.grant(ask(10, key=key)), Grant)

    assert isinstance(await pool.grant(ask(1)), Proposal)
    assert isinstance(await pool.grant(ask(10, recipient=BOB)), Grant)


async def test_a_proposal_is_declined_once_or_lapses(store, pool, clock):
    await store.operator.set_rules(GUILD, PoolRules(second_admin_above=5))
    first, second = await pool.grant(ask(10)), await pool.grant(ask(20))

    await pool.decline(first.id, GUILD, SECOND)
    with pytest.raises(ProposalClosed):
        await pool.approve(first.id, GUILD, SECOND)
    clock.turn(days=2)
    assert await pool.proposals(GUILD) == []
    with pytest.raises(ProposalClosed):
        await pool.approve(second.id, GUILD, SECOND)
    await store.reap()
    with pytest.raises(ProposalClosed):
        await pool.decline(second.id, GUILD, SECOND)


async def test_an_approval_meets_the_caps_as_they_are_by_then(store, pool):
    await store.operator.set_rules(GUILD, PoolRules(per_recipient=50, second_admin_above=30))
    proposal = await pool.grant(ask(40))
    await pool.grant(ask(20, admin=SECOND))

    with pytest.raises(GrantRefused) as refusal:
        await pool.approve(proposal.id, GUILD, SECOND)
    assert (refusal.value.rule, refusal.value.allowed) == ("per-recipient", 30)


async def test_revoking_takes_back_what_is_unspent_now_and_what_is_released_later(store, pool):
    await pool.grant(ask(30))
    for key in (1, 2):
        await store.accept(new_job(key, price=10, scope=GUILD), NOTHING)
    await deliver(store, "job-1")

    revoked = await pool.revoke(GUILD, SECOND, ADA)
    await store.release("job-2", JobState.FAILED, "job-failed")

    assert (revoked.amount, revoked.pending) == (10, 10)
    assert await spendable(store) == 0
    after = await pool.pool(GUILD)
    assert (after.balance, after.held, after.spent) == (990, 0, 10)


async def test_revoking_an_amount_takes_the_latest_grants_first(store, pool):
    await pool.grant(ask(10, key="old"))
    await pool.grant(ask(10, key="new"))

    revoked = await pool.revoke(GUILD, ADMIN, ADA, 14)

    assert revoked.amount == 14
    assert await spendable(store) == 6
    assert (await pool.revoke(GUILD, ADMIN, ADA, 100)).amount == 6


async def test_admins_revoke_only_what_came_from_their_server(store, pool):
    await store.operator.fund(OTHER_GUILD, 100)
    await store.operator.mint(ADA, 5)
    await pool.grant(ask(10))
    await pool.grant(ask(20, scope=OTHER_GUILD))

    await pool.revoke(GUILD, ADMIN, ADA)

    assert await spendable(store) == 5
    assert await spendable(store, scope=OTHER_GUILD) == 25


async def test_an_expired_grant_goes_back_to_the_pool(store, pool, clock):
    await pool.grant(ask(30))
    clock.turn(days=30)
    assert await spendable(store) == 0  # already, without anybody sweeping

    await store.reap()

    assert (await pool.pool(GUILD)).balance == 1000


async def test_a_pool_replenishes_up_to_its_cap(store, pool, clock):
    await store.operator.set_refill(OTHER_GUILD, Refill(amount=10, cap=25))
    assert (await pool.pool(OTHER_GUILD)).balance == 10
    await store.operator.set_refill(OTHER_GUILD, Refill(amount=10, cap=25))
    assert (await pool.pool(OTHER_GUILD)).balance == 10

    clock.turn(days=1)
    assert (await pool.pool(OTHER_GUILD)).balance == 20
    clock.turn(days=7)
    assert (await pool.pool(OTHER_GUILD)).balance == 25


async def test_every_act_is_on_record_with_who_and_why(store, pool):
    await pool.grant(ask(20, note="won the contest"))
    await pool.revoke(GUILD, SECOND, ADA, 5, "too much")

    acts = await pool.acts(GUILD)

    assert [(act.actor, act.verb, act.subject, act.amount, act.note) for act in acts] == [
        (SECOND, "revoke", ADA, 5, "too much"),
        (ADMIN, "grant", ADA, 20, "won the contest"),
        ("operator", "fund", None, 1000, ""),
    ]
    assert await pool.acts(account_id=SECOND) == acts[:1]
    assert await pool.acts(OTHER_GUILD) == []


async def test_what_comes_again_under_the_same_key_happens_once(store, pool):
    for _ in range(2):
        after = await store.operator.fund(GUILD, 5, request_key="telegram:1:1")
        await store.operator.mint(BOB, 7, request_key="telegram:1:2")
    assert after.balance == 1005
    assert await spendable(store, BOB) == 7

    await pool.grant(ask(20))
    for _ in range(2):
        taken = await pool.revoke(GUILD, ADMIN, ADA, 5, request_key="telegram:1:3")
        assert taken.amount == 5
    assert await spendable(store) == 15
    for _ in range(2):
        taken = await pool.revoke(GUILD, ADMIN, ADA, request_key="telegram:1:30")
        assert taken.amount == 15
        await pool.grant(ask(2))  # given after what is repeated, so it stays
    assert await spendable(store) == 2

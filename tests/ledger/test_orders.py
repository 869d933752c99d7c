"""An order's way through the database, and what it does to the amounts."""

import asyncio

import pytest
from books import ADA, BOB, FREE, GUILD, NOTHING, OTHER_GUILD, START, deliver, new_job, render

from storage.balances import LotKind
from storage.errors import JobUnknown, NotEnoughCredits, RequestKeyReused, WrongJobState
from storage.jobs import JobState
from storage.store import Store


async def spendable(store, account=ADA, terms=FREE, scope="*"):
    return (await store.balance(account, terms, scope)).spendable


async def test_an_accepted_order_sets_its_price_aside(store):
    accepted = await store.accept(new_job(1, price=4), FREE)

    assert accepted.job.state is JobState.QUEUED
    assert (accepted.balance.spendable, accepted.balance.reserved) == (6, 4)
    assert not accepted.is_replay


async def test_the_same_order_again_is_the_same_job_and_costs_nothing(store):
    first = await store.accept(new_job(1), FREE)
    again = await store.accept(new_job(1, id="another", price=9), FREE)

    assert again.is_replay
    assert again.job == first.job
    assert await spendable(store) == 6


async def test_the_same_order_at_the_same_time_is_one_job(store):
    answers = await asyncio.gather(*(store.accept(new_job(1), FREE) for _ in range(20)))

    assert sorted(answer.is_replay for answer in answers) == [False] + [True] * 19
    assert await spendable(store) == 6


async def test_a_request_key_does_not_open_somebody_elses_job(store):
    await store.accept(new_job(1), FREE)

    with pytest.raises(RequestKeyReused):
        await store.accept(new_job(1, account=BOB), FREE)


async def test_an_order_beyond_the_balance_is_refused_with_the_facts(store):
    with pytest.raises(NotEnoughCredits) as refusal:
        await store.accept(new_job(1, price=11), FREE)

    facts = refusal.value
    assert (facts.needed, facts.available, facts.next_amount) == (11, 10, 0)
    assert facts.next_at == START.replace(day=11, hour=0)
    with pytest.raises(JobUnknown):
        await store.find_job("job-1")


async def test_an_order_for_nothing_needs_no_balance(store):
    await store.accept(new_job(1, price=0), NOTHING)

    assert (await deliver(store, "job-1")).state is JobState.DELIVERED


async def test_a_delivered_clip_is_paid_for_once(store):
    await store.accept(new_job(1), FREE)
    job = await deliver(store, "job-1")
    again = await store.settle("job-1", "another message")

    assert job == again
    assert (job.state, job.remote_id, job.sends) == (JobState.DELIVERED, "message-job-1", 1)
    balance = await store.balance(ADA, FREE)
    assert (balance.spendable, balance.reserved) == (6, 0)


async def test_a_job_that_ends_without_a_clip_costs_nothing(store):
    await store.accept(new_job(1), FREE)

    assert await store.release("job-1", JobState.FAILED, "job-failed")
    assert not await store.release("job-1", JobState.CANCELLED, "cancelled")
    job = await store.find_job("job-1")
    assert (job.state, job.error_code) == (JobState.FAILED, "job-failed")
    assert await spendable(store) == 10


async def test_a_released_job_cannot_be_settled_nor_a_settled_one_released(store):
    for key in (1, 2):
        await store.accept(new_job(key), FREE)
        await render(store, f"job-{key}")
    await store.release("job-1", JobState.FAILED, "job-undeliverable")
    await store.settle("job-2")

    with pytest.raises(WrongJobState):
        await store.settle("job-1")
    assert not await store.release("job-2", JobState.FAILED, "late")


async def test_steps_out_of_order_are_refused(store):
    await store.accept(new_job(1), FREE)

    with pytest.raises(WrongJobState) as refusal:
        await store.rendered("job-1", {}, "c" * 64, 1.0)
    assert (refusal.value.state, refusal.value.needed) == ("queued", "running")
    with pytest.raises(WrongJobState):
        await store.settle("job-1")
    with pytest.raises(WrongJobState):
        await store.attempt_delivery("job-1")
    with pytest.raises(WrongJobState):
        await store.requeue("job-1")
    assert await store.claim("job-1") is not None
    assert await store.claim("job-1") is None


async def test_what_expires_first_is_spent_first(store):
    await store.operator.buy(ADA, 5, "charge-1")
    await store.operator.mint(ADA, 5, expires_at=START.replace(day=20))
    await store.operator.mint(ADA, 5, expires_at=START.replace(hour=13))
    await store.operator.mint(ADA, 5, scope=GUILD, expires_at=START.replace(day=20))
    await store.operator.mint(ADA, 5, scope=OTHER_GUILD)

    balance = await store.balance(ADA, FREE, GUILD)
    await store.accept(new_job(1, price=18, scope=GUILD), FREE)
    after = await store.balance(ADA, FREE, GUILD)

    # Until 13:00; the allowance, until midnight; to the 20th, here; to the 20th, anywhere; bought.
    assert [lot.amount for lot in balance.lots] == [5, 10, 5, 5, 5]
    assert [lot.kind for lot in balance.lots] == ["granted", "allowance"] + ["granted"] * 2 + [
        "bought"
    ]
    assert [lot.amount for lot in after.lots] == [2, 5, 5]
    assert after.lots[0].scope == GUILD


async def test_what_is_released_goes_back_to_the_lots_it_came_from(store):
    await store.operator.mint(ADA, 3, expires_at=START.replace(day=20))
    await store.operator.buy(ADA, 5, "charge-1")
    before = await store.balance(ADA, FREE)

    await store.accept(new_job(1, price=15), FREE)
    await store.release("job-1", JobState.FAILED, "job-failed")

    assert await store.balance(ADA, FREE) == before


async def test_a_failure_after_the_expiry_leaves_a_day_to_spend_it(store, clock):
    await store.operator.mint(ADA, 3, expires_at=START.replace(hour=13))
    await store.accept(new_job(1, price=3), NOTHING)

    clock.turn(hours=5)
    await store.release("job-1", JobState.FAILED, "job-failed")
    (lot,) = (await store.balance(ADA, NOTHING)).lots
    clock.turn(hours=24)

    assert (lot.amount, lot.kind) == (3, LotKind.GRANTED)
    assert lot.expires_at == clock.now
    assert await spendable(store, terms=NOTHING) == 0


async def test_an_allowance_released_on_the_next_day_does_not_roll_over(store, clock):
    await store.accept(new_job(1, price=6), FREE)
    clock.turn(hours=24)
    assert await spendable(store) == 10

    await store.release("job-1", JobState.CANCELLED, "cancelled")

    assert await spendable(store) == 10


async def test_a_job_survives_its_process_and_is_queued_again(tmp_path, clock):
    async with Store.open(tmp_path, clock=clock) as store:
        for key in range(3):
            await store.accept(new_job(key, price=1), FREE)
        await store.claim("job-0")
        await render(store, "job-1")

    async with Store.open(tmp_path, clock=clock) as store:
        waiting = await store.recover()

    assert [(job.id, job.state) for job in waiting] == [
        ("job-0", JobState.QUEUED),
        ("job-1", JobState.RENDERED),
        ("job-2", JobState.QUEUED),
    ]


async def test_a_job_that_kills_its_process_three_times_is_given_back(tmp_path, clock):
    for life in range(4):
        async with Store.open(tmp_path, clock=clock) as store:
            waiting = await store.recover()
            if life == 0:
                await store.accept(new_job(1), FREE)
            await store.claim("job-1")

    (job,) = waiting
    assert (job.state, job.error_code, job.attempt) == (JobState.FAILED, "job-crashed", 3)
    async with Store.open(tmp_path, clock=clock) as store:
        assert await store.recover() == []
        assert await spendable(store) == 10


async def test_a_shutdown_does_not_count_as_an_attempt(store):
    await store.accept(new_job(1), FREE)
    for _ in range(5):
        await store.claim("job-1")
        job = await store.requeue("job-1")

    assert (job.state, job.attempt) == (JobState.QUEUED, 0)


async def test_jobs_are_listed_newest_first_and_an_address_can_move(store, clock):
    for key in range(4):
        await store.accept(new_job(key, price=1), FREE)
        clock.turn(seconds=1)
    await store.move_address("job-3", {"platform": "test", "place": {"dm": "9"}})

    jobs = await store.jobs_of(ADA, 3)

    assert [job.id for job in jobs] == ["job-3", "job-2", "job-1"]
    assert jobs[0].address["place"] == {"dm": "9"}
    with pytest.raises(JobUnknown):
        await store.move_address("job-9", {})


async def test_odd_texts_come_back_as_they_went_in(store):
    odd = {"prompt": "'; drop table job; --\x00\ud800 \u202e {0.__class__} %s", "n": 1.5}
    await store.accept(new_job(1, order=odd), FREE)

    assert (await store.find_job("job-1")).order == odd


async def test_a_cancelled_caller_does_not_undo_what_was_sent(store):
    call = asyncio.create_task(store.accept(new_job(1), FREE))
    await asyncio.sleep(0)  # it has been sent, and nothing has come back
    call.cancel()

    with pytest.raises(asyncio.CancelledError):
        await call
    assert (await store.find_job("job-1")).state is JobState.QUEUED

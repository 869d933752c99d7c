"""The daily allowance: once per UTC day, whatever happens to clocks, timers and processes."""

import os
import time
from datetime import UTC, datetime, timedelta

import pytest
from books import ADA, FREE, START, Clock, new_job
from hypothesis import given
from hypothesis import strategies as st

from storage.clock import LONGEST_STEP_US, SECOND_US, TrustedClock, to_us
from storage.errors import AccountTooYoung
from storage.jobs import Terms
from storage.store import Store

PLUS = Terms(tier="plus", allowance=30, allowance_cap=30)
SAVER = Terms(tier="saver", allowance=5, allowance_cap=12)


async def spendable(store, terms=FREE):
    return (await store.balance(ADA, terms)).spendable


async def spend(store, price, terms=FREE):
    """Spend for good."""
    key = os.urandom(4).hex()
    await store.accept(new_job(key, price=price), terms)
    await store.claim(f"job-{key}")
    await store.rendered(f"job-{key}", {}, "c" * 64, 0.0)
    await store.settle(f"job-{key}")


async def test_the_allowance_is_topped_up_at_midnight_utc_and_not_before(store, clock):
    await spend(store, 7)
    clock.turn(hours=11, minutes=59)
    assert await spendable(store) == 3

    clock.turn(minutes=1)

    assert await spendable(store) == 10


async def test_days_without_a_visit_add_up_to_the_cap_and_no_further(store, clock):
    assert await spendable(store, SAVER) == 5
    clock.turn(days=1)
    assert await spendable(store, SAVER) == 10

    clock.turn(days=20)

    assert await spendable(store, SAVER) == 12


async def test_the_balance_tells_when_more_comes_and_how_much(store):
    await spend(store, 7)

    balance = await store.balance(ADA, FREE)

    assert (balance.next_amount, balance.next_at) == (7, START.replace(day=11, hour=0))


async def test_a_better_tier_brings_the_difference_at_once_and_only_once(store):
    await spend(store, 10)

    assert await spendable(store, PLUS) == 20
    assert await spendable(store, FREE) == 20
    assert await spendable(store, PLUS) == 20


async def test_longer_and_shorter_periods_never_add_a_period_twice(store, clock):
    hourly = Terms(tier="free", allowance=10, allowance_cap=10, period_hours=1)
    await spend(store, 10)
    assert await spendable(store, hourly) == 10  # the hour, which the day did not cover
    await spend(store, 10, hourly)
    assert await spendable(store, FREE) == 0
    assert await spendable(store, hourly) == 0

    clock.turn(hours=12)

    assert await spendable(store, FREE) == 10


async def test_a_clock_that_is_set_back_gives_nothing_twice(store, clock):
    await spend(store, 10)
    clock.turn(days=1)
    await spend(store, 10)

    for _ in range(5):
        clock.turn(days=-1)
        assert await spendable(store) == 0
        clock.turn(days=1)
        assert await spendable(store) == 0


async def test_a_clock_set_back_stays_harmless_over_a_restart(tmp_path, clock):
    clock.turn(days=3)
    async with Store.open(tmp_path, clock=clock) as store:
        await spend(store, 10)
    clock.turn(days=-400)

    async with Store.open(tmp_path, clock=clock) as store:
        assert await spendable(store) == 0
        assert store.clock_ahead_s < -399 * 24 * 3600


async def test_a_clock_ten_years_ahead_is_not_believed_until_the_operator_says_so(store, clock):
    await spend(store, 10)
    clock.turn(days=3650)
    assert await spendable(store) == 0
    assert store.clock_ahead_s > 3600 * 24 * 3600

    assert await store.accept_clock() == clock.now

    assert await spendable(store) == 10
    assert store.clock_ahead_s == 0
    (act,) = await store.admins.acts()
    assert (act.verb, act.actor) == ("accept-clock", "operator")


async def test_the_operator_can_set_a_wrongly_believed_clock_right(store, clock):
    clock.turn(days=30)
    await spend(store, 10)
    clock.turn(days=-30)

    await store.accept_clock()
    assert await spendable(store) == 0  # the day that was added early does not come again
    clock.turn(days=31)

    assert await spendable(store) == 10


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"]
)
@pytest.mark.parametrize("day", [datetime(2026, 3, 29), datetime(2026, 10, 25)])  # noqa: DTZ001
async def test_each_day_brings_it_once_where_the_clocks_change(tmp_path, monkeypatch, zone, day):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        clock = Clock(day.replace(tzinfo=UTC) - timedelta(days=1))
        async with Store.open(tmp_path, clock=clock) as store:
            added = 0
            for _ in range(3 * 24):  # three days, hour by hour
                if amount := await spendable(store):
                    await spend(store, amount)
                    added += amount
                clock.turn(hours=1)
    finally:
        monkeypatch.undo()
        time.tzset()

    assert added == 3 * 10


async def test_a_young_account_waits_for_its_allowance_but_may_spend_what_it_was_given(
    store, clock
):
    grown = Terms(tier="free", allowance=10, allowance_cap=10, min_age_hours=24)

    with pytest.raises(AccountTooYoung) as refusal:
        await store.accept(new_job(1), grown)
    assert refusal.value.until == START + timedelta(hours=24)
    await store.operator.mint(ADA, 4)
    await store.accept(new_job(2, price=4), grown)
    clock.turn(
        hours=24
    )  # since the refused order: that it was refused does not start the wait anew

    assert await spendable(store, grown) == 10


async def test_an_account_that_the_platform_calls_old_does_not_wait(store):
    old = Terms(
        tier="free",
        allowance=10,
        allowance_cap=10,
        min_age_hours=24 * 30,
        account_since=START - timedelta(days=31),
    )

    assert await spendable(store, old) == 10


@given(
    st.lists(
        st.one_of(
            st.integers(0, 100 * 24 * 3600), st.integers(-3650 * 24 * 3600, 3650 * 24 * 3600)
        ),
        max_size=40,
    )
)
def test_trusted_time_never_runs_backwards_nor_leaps(steps):
    wall = Clock()
    clock = TrustedClock(wall, to_us(START))
    before = clock.now_us()

    for step in steps:
        wall.turn(seconds=step)
        now = clock.now_us()

        assert before <= now <= before + LONGEST_STEP_US
        assert now == before or now == to_us(wall.now)
        before = now
    assert abs(to_us(wall.now) - clock.wall_us()) < SECOND_US

"""Limits that no amount of credits lifts."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from books import ADA, BOB, FREE, GUILD, START, deliver, new_job, render

from storage.database import connect
from storage.errors import CoolingDown, GpuBudgetSpent, QueueFull, TooManyJobs
from storage.jobs import JobState
from storage.store import Store

MIDNIGHT = START.replace(day=11, hour=0)


def order(key, **changes):
    return new_job(key, **{"price": 0} | changes)


async def test_an_account_may_have_so_many_open_jobs_and_no_more(store):
    terms = replace(FREE, max_open_jobs=2)
    await store.accept(order(1), terms)
    await store.accept(order(2), terms)
    await render(store, "job-1")

    with pytest.raises(TooManyJobs) as refusal:
        await store.accept(order(3), terms)
    assert refusal.value.allowed == 2
    await store.accept(order(4, account=BOB), terms)
    await store.settle("job-1")
    await store.accept(order(5), terms)


async def test_a_full_queue_refuses_everybody_and_reserves_nothing(store):
    terms = replace(FREE, queue_capacity=2)
    await store.accept(order(1), terms)
    await store.accept(order(2), terms)

    with pytest.raises(QueueFull):
        await store.accept(order(3, account=BOB, price=4), terms)
    assert (await store.balance(BOB, terms)).reserved == 0
    await store.claim("job-1")  # it has left the queue
    await store.accept(order(4, account=BOB), terms)


async def test_an_order_that_came_before_is_answered_even_beyond_the_limits(store):
    await store.accept(order(1), replace(FREE, queue_capacity=1))

    assert (await store.accept(order(1), replace(FREE, queue_capacity=0))).is_replay


async def test_two_orders_keep_their_distance(store, clock):
    terms = replace(FREE, cooldown_s=30)
    await store.accept(order(1), terms)
    clock.turn(seconds=29)

    with pytest.raises(CoolingDown) as refusal:
        await store.accept(order(2), terms)
    assert refusal.value.until == START + timedelta(seconds=30)
    await store.accept(order(3, account=BOB), terms)
    clock.turn(seconds=1)
    await store.accept(order(2), terms)


@pytest.mark.parametrize(
    ("limit", "whose", "also_refused"),
    [
        ("gpu_seconds_account", "account", {"account": ADA, "scope": "*"}),
        ("gpu_seconds_server", "server", {"account": BOB, "scope": GUILD}),
        ("gpu_seconds_all", "all", {"account": BOB, "scope": "*"}),
    ],
)
async def test_the_days_gpu_seconds_end(store, clock, limit, whose, also_refused):
    terms = replace(FREE, **{limit: 100.0})
    await store.accept(order(1, scope=GUILD), terms)
    await render(store, "job-1", seconds=60.0)

    with pytest.raises(GpuBudgetSpent) as refusal:
        await store.accept(order(2, expected_seconds=41.0, **also_refused), terms)
    assert (refusal.value.whose, refusal.value.until) == (whose, MIDNIGHT)
    await store.accept(order(3, expected_seconds=40.0, **also_refused), terms)
    clock.turn(hours=12)
    await store.release("job-3", JobState.CANCELLED, "cancelled")
    await store.accept(order(4, expected_seconds=100.0, **also_refused), terms)


async def test_jobs_that_wait_count_with_what_they_will_take(store):
    terms = replace(FREE, gpu_seconds_all=100.0)
    await store.accept(order(1, expected_seconds=90.0), terms)

    with pytest.raises(GpuBudgetSpent):
        await store.accept(order(2, account=BOB, expected_seconds=20.0), terms)


async def test_orders_outside_servers_have_no_server_budget(store):
    terms = replace(FREE, gpu_seconds_server=0.0)

    await store.accept(order(1, expected_seconds=10.0), terms)


async def test_a_failed_job_counts_with_what_it_took(store):
    terms = replace(FREE, gpu_seconds_all=100.0)
    await store.accept(order(1), terms)
    await store.claim("job-1")
    await store.release("job-1", JobState.FAILED, "job-failed", seconds=99.0)

    with pytest.raises(GpuBudgetSpent):
        await store.accept(order(2, expected_seconds=2.0), terms)


async def test_the_reaper_ends_jobs_past_their_deadline(store, clock):
    await store.accept(order("late", deadline_s=60), FREE)
    await store.accept(order("busy", deadline_s=60), FREE)
    await store.accept(order("young"), FREE)
    await store.claim("job-busy")
    clock.turn(seconds=61)

    (ended,) = await store.reap()

    assert (ended.id, ended.state, ended.error_code) == (
        "job-late",
        JobState.FAILED,
        "job-overdue",
    )
    assert (await store.find_job("job-busy")).state is JobState.RUNNING
    assert (await deliver(store, "job-young")).state is JobState.DELIVERED


async def test_no_step_of_an_order_reads_a_whole_table(tmp_path, clock, monkeypatch):
    """Each stays as quick with a million ended jobs as with ten."""
    statements = set()

    def traced(path):
        database = connect(path)
        database.conn.set_trace_callback(statements.add)
        return database

    monkeypatch.setattr("storage.writer.connect", traced)
    terms = replace(
        FREE,
        max_open_jobs=9,
        queue_capacity=9,
        cooldown_s=0.001,
        gpu_seconds_account=9.0,
        gpu_seconds_server=9.0,
        gpu_seconds_all=9.0,
    )
    async with Store.open(tmp_path, clock=clock) as store:
        await store.accept(new_job(1, scope=GUILD, deadline_s=1), terms)
        await deliver(store, "job-1")
        clock.turn(seconds=5)
        await store.accept(new_job(2, deadline_s=1), terms)
        await store.recover()
        clock.turn(seconds=5)
        await store.reap()
        await store.jobs_of(ADA)
        await store.entries(ADA)

    read_whole = []
    with closing(sqlite3.connect(tmp_path / "zoetrope.db")) as database:
        for statement in statements:
            if statement.lstrip().startswith(("select", "update", "insert")):
                plan = database.execute(f"explain query plan {statement}").fetchall()
                steps = {step[3] for step in plan}
                if steps & {"SCAN job", "SCAN transfer", "SCAN lot", "SCAN account"}:
                    read_whole.append(statement)
    assert len(statements) > 50
    assert read_whole == []

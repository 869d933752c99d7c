"""The storage thread: nobody is answered before the commit, and nobody spoils another's."""

import asyncio
import sqlite3
from collections import Counter

import pytest
from books import FREE, new_job

from storage.database import connect
from storage.errors import JobUnknown, NotEnoughCredits
from storage.store import Store


def insert(database, update_id):
    database.conn.execute("insert into seen_update values ('test', ?, 0)", [update_id])
    return update_id


async def seen(store):
    def read(database):
        return {row[0] for row in database.conn.execute("select update_id from seen_update")}

    return await store._writer.run(read, patience_s=1)


async def test_a_call_whose_commit_fails_is_answered_with_that(store):
    def orphan(database):
        """A foreign key that is checked at the commit, and broken."""
        database.conn.execute("pragma defer_foreign_keys = on")
        database.conn.execute("insert into delivery values ('no such job', 1, 'begun', '', 0)")
        return "done"

    calls = [lambda database: insert(database, "a"), orphan, lambda database: insert(database, "b")]
    answers = await asyncio.gather(
        *(store._writer.run(call, patience_s=1) for call in calls), return_exceptions=True
    )

    assert answers[0::2] == ["a", "b"]
    assert isinstance(answers[1], sqlite3.IntegrityError)
    assert await seen(store) == {"a", "b"}


async def test_a_refused_call_undoes_itself_and_no_other(store):
    calls = [store.accept(new_job(key, price=4), FREE) for key in range(4)]
    calls.insert(1, store.find_job("nobody's"))

    answers = await asyncio.gather(*calls, return_exceptions=True)

    assert [type(answer) for answer in answers[1:]] == [
        JobUnknown,
        type(answers[0]),
        NotEnoughCredits,
        NotEnoughCredits,
    ]
    assert [job.id for job in await store.recover()] == ["job-0", "job-1"]


async def test_calls_that_wait_together_share_a_commit(tmp_path, monkeypatch):
    statements = Counter()

    def traced(path):
        database = connect(path)
        database.conn.set_trace_callback(lambda sql: statements.update([sql]))
        return database

    monkeypatch.setattr("storage.writer.connect", traced)
    async with Store.open(tmp_path) as store:
        statements.clear()
        await asyncio.gather(*(store.accept(new_job(key, price=0), FREE) for key in range(256)))

    assert statements["savepoint call"] >= 256
    assert statements["commit"] <= 30


async def test_a_mistake_of_ours_is_raised_as_it_is_and_the_thread_lives_on(store):
    def wrong(database):
        insert(database, "half")
        database.conn.execute("select no_such_column from job")

    with pytest.raises(sqlite3.OperationalError, match="no_such_column"):
        await store._writer.run(wrong, patience_s=1)
    assert await seen(store) == set()


async def test_calls_are_carried_out_in_the_order_they_came(store):
    order = []
    await asyncio.gather(
        *(
            store._writer.run(lambda _database, key=key: order.append(key), patience_s=1)
            for key in range(200)
        )
    )

    assert order == list(range(200))

"""Deleting an account: nothing of the person is left in the file, and the sums still add up."""

import sqlite3
from contextlib import closing

import pytest
from books import ADA, BOB, FREE, GUILD, NOTHING, deliver, new_job

from storage.errors import AccountUnknown
from storage.grants import GrantOrder
from storage.jobs import JobState


@pytest.fixture
async def known(store):
    """Ada, who has done a bit of everything, in words one can search for."""
    await store.operator.fund(GUILD, 100)
    await store.admins.grant(
        GrantOrder(
            scope=GUILD, admin=BOB, recipient=ADA, amount=9, request_key="g", note="SECRET-note"
        )
    )
    await store.operator.buy(ADA, 5, "charge-1")
    await store.operator.set_tier(ADA, "plus")
    await store.set_setting(f"account:{ADA}", "locale", "SECRET-locale")
    await store.ask_notice(ADA, {"channel": "SECRET-channel"})
    secret = {"order": {"prompt": "SECRET-prompt"}, "address": {"channel": "SECRET-address"}}
    for key in ("done", "open", "running"):
        await store.accept(new_job(key, price=3, scope=GUILD, **secret), FREE)
    await deliver(store, "job-done")
    await store.claim("job-running")
    return store


async def test_nothing_personal_stays_in_the_file(known):
    def files():
        with closing(sqlite3.connect(known.folder / "zoetrope.db")) as database:
            database.execute("pragma wal_checkpoint(truncate)").fetchall()
        return b"".join(path.read_bytes() for path in known.folder.glob("zoetrope.db*"))

    before = files()
    await known.operator.delete_account(ADA)
    after = files()

    for text in (b"SECRET", b"test:ada", b"message-job-done"):
        assert text in before
        assert text not in after
    assert await known.jobs_of(ADA) == []
    with pytest.raises(AccountUnknown):
        await known.operator.export_account(ADA)


async def test_open_jobs_end_and_all_amounts_go_back(known):
    jobs = await known.operator.delete_account(ADA)

    assert {(job.id, job.state) for job in jobs} == {
        ("job-done", JobState.DELIVERED),
        ("job-open", JobState.QUEUED),
        ("job-running", JobState.RUNNING),
    }, "as they were, so that their files can be found"
    for name in ("open", "running"):
        assert (await known.find_job(f"job-{name}")).state is JobState.CANCELLED
    pool = await known.admins.pool(GUILD)
    assert (pool.balance + pool.spent, pool.held) == (100, 0)
    assert await known.verify() == []


async def test_leaving_and_coming_back_fills_no_allowance(known, clock):
    spent_before = 10 - (await known.balance(ADA, FREE)).spendable
    assert spent_before > 0
    await known.operator.delete_account(ADA)

    assert (await known.balance(ADA, FREE)).spendable == 0
    clock.turn(hours=12)
    assert (await known.balance(ADA, FREE)).spendable == 10


async def test_leaving_and_coming_back_makes_nobody_younger_and_is_forgotten_in_a_month(
    known, clock
):
    await known.operator.delete_account(ADA)
    clock.turn(days=31)
    await known.reap()

    assert (await known.back_up()).read_bytes().count(b"test:ada") == 0
    balance = await known.balance(ADA, FREE)
    assert balance.spendable == 10


async def test_an_export_has_everything_that_is_kept(known):
    found = await known.operator.export_account(ADA)

    assert {name: len(rows) for name, rows in found.items()} == {
        "account": 1,
        "lots": 3,
        "transfers": 6,
        "jobs": 3,
        "acts": 3,
        "settings": 1,
        "notices": 1,
    }
    assert "SECRET-prompt" in found["jobs"][0]["order_json"]


@pytest.mark.parametrize("name", ["test:nobody", "operator", "zoetrope"])
async def test_there_has_to_be_somebody_to_delete(store, name):
    with pytest.raises(AccountUnknown):
        await store.operator.delete_account(name)


async def test_settings_notices_and_updates_are_remembered(store):
    await store.set_setting(f"server:{GUILD}", "channels", ["1", "2"])
    await store.set_setting(f"server:{GUILD}", "audit", "3")
    await store.set_setting(f"server:{GUILD}", "audit", None)
    await store.ask_notice(ADA, {"dm": "1"})
    await store.ask_notice(ADA, {"dm": "2"})

    assert await store.settings(f"server:{GUILD}") == {"channels": ["1", "2"]}
    (notice,) = await store.notices()
    assert (notice.account_id, notice.address) == (ADA, {"dm": "2"})
    await store.end_notice(ADA)
    assert await store.notices() == []
    assert await store.see_update("telegram", "7")
    assert not await store.see_update("telegram", "7")
    assert await store.see_update("discord", "7")


async def test_a_tier_lasts_as_long_as_it_was_given(store, clock):
    assert await store.tier(ADA) == ""
    await store.operator.set_tier(ADA, "plus", clock.now.replace(hour=13))
    assert await store.tier(ADA) == "plus"
    clock.turn(hours=1)

    assert await store.tier(ADA) == ""
    await store.operator.set_tier(ADA, "studio")
    clock.turn(days=30)
    assert await store.tier(ADA) == "studio"


async def test_a_purchase_counts_once_and_is_taken_back_once(store):
    assert await store.operator.buy(ADA, 20, "charge-1")
    assert not await store.operator.buy(ADA, 20, "charge-1")
    await store.accept(new_job(1, price=5), NOTHING)
    await deliver(store, "job-1")

    assert (await store.operator.unbuy("charge-1")).amount == 15
    assert (await store.operator.unbuy("charge-1")).amount == 0
    assert (await store.operator.unbuy("charge-9")).amount == 0
    assert (await store.balance(ADA, NOTHING)).spendable == 0


async def test_the_operator_takes_back_what_was_minted_and_nothing_else(store):
    await store.operator.mint(ADA, 8, note="sorry")
    await store.operator.buy(ADA, 20, "charge-1")

    assert (await store.operator.revoke(ADA, 3)).amount == 3
    assert (await store.operator.revoke(ADA)).amount == 5
    assert (await store.balance(ADA, NOTHING)).spendable == 20


async def test_history_and_export_tell_every_transfer(store, tmp_path, clock):
    await store.operator.mint(ADA, 8)
    await store.accept(new_job(1, price=5), NOTHING)
    await store.release("job-1", JobState.FAILED, "job-failed")
    await store.accept(new_job(2, price=5), NOTHING)
    await deliver(store, "job-2")

    entries = await store.entries(ADA)
    count = await store.export_ledger(tmp_path / "ledger.csv")

    assert [(entry.kind, entry.amount, entry.job_id) for entry in entries] == [
        ("reserve", -5, "job-2"),
        ("release", 5, "job-1"),
        ("reserve", -5, "job-1"),
        ("mint", 8, None),
    ]
    lines = (tmp_path / "ledger.csv").read_text().splitlines()
    assert len(lines) == count + 1 == 6
    assert "settle" in lines[-1]

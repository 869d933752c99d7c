"""Backups are taken in use, checked before they count, and restored whole or not at all."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from books import ADA, FREE, START, deliver, new_job

from storage.backup import list_backups, restore
from storage.errors import BackupUnsound, DatabaseDamaged, FolderInUse, OrdersStopped
from storage.schema import MIGRATIONS
from storage.store import Store
from storage.verify import verify_file


async def test_a_backup_taken_under_load_is_one_moment_of_the_ledger(store, clock):
    async def orders():
        for key in range(60):
            await store.accept(new_job(key, price=0), FREE)
            await deliver(store, f"job-{key}")

    load = asyncio.create_task(orders())
    backups = []
    while not load.done():
        clock.turn(seconds=1)
        backups.append(await store.back_up(keep=1000))
    await load

    assert len(backups) > 1
    for backup in backups:
        assert verify_file(backup, thorough=True) == []


async def test_only_the_latest_backups_are_kept(store, clock):
    for _ in range(5):
        clock.turn(hours=1)
        last = await store.back_up(keep=3)

    kept = list_backups(store.folder)
    assert len(kept) == 3
    assert kept[0] == last


async def test_a_ledger_that_is_not_sound_is_not_backed_up_over_the_good_ones(store, clock):
    good = await store.back_up(keep=1)
    with closing(sqlite3.connect(store.folder / "zoetrope.db")) as other:
        other.execute("update lot set balance = 1 where kind = 'spent'")
        other.commit()
    clock.turn(hours=1)

    with pytest.raises(BackupUnsound) as refusal:
        await store.back_up(keep=1)
    assert refusal.value.violations
    assert list_backups(store.folder) == [good]
    with pytest.raises(OrdersStopped):
        await store.accept(new_job(1), FREE)

    with closing(sqlite3.connect(store.folder / "zoetrope.db")) as other:
        other.execute("update lot set balance = 0 where kind = 'spent'")
        other.commit()
    assert await store.verify() == []


async def test_a_restored_backup_is_what_it_was_and_the_replaced_database_is_kept(tmp_path, clock):
    async with Store.open(tmp_path, clock=clock) as store:
        await store.accept(new_job(1, price=4), FREE)
        backup = await store.back_up()
        await store.accept(new_job(2, price=4), FREE)
        with pytest.raises(FolderInUse):
            restore(backup, tmp_path, START)

    replaced = restore(backup, tmp_path, START)

    async with Store.open(tmp_path, clock=clock) as store:
        assert [job.id for job in await store.jobs_of(ADA)] == ["job-1"]
        assert (await store.balance(ADA, FREE)).spendable == 6
    with closing(sqlite3.connect(replaced)) as database:
        assert database.execute("select count(*) from job").fetchone() == (2,)


async def test_the_log_of_a_killed_process_is_kept_with_the_replaced_database(tmp_path, clock):
    """What is in the log belongs to the replaced file, not to the restored one."""
    async with Store.open(tmp_path / "live", clock=clock) as store:
        await store.accept(new_job(1, price=4), FREE)
        backup = await store.back_up()
        await store.accept(new_job(2, price=4), FREE)
        left = tmp_path / "left"  # as a kill leaves it: the log is not emptied
        left.mkdir()
        for name in ("zoetrope.db", "zoetrope.db-wal"):
            (left / name).write_bytes((store.folder / name).read_bytes())

    replaced = restore(backup, left, START)

    async with Store.open(left, clock=clock) as store:
        assert [job.id for job in await store.jobs_of(ADA)] == ["job-1"]
    with closing(sqlite3.connect(replaced)) as database:
        assert database.execute("select count(*) from job").fetchone() == (2,)


async def test_a_damaged_backup_is_refused_and_changes_nothing(tmp_path, clock):
    async with Store.open(tmp_path, clock=clock) as store:
        await store.accept(new_job(1), FREE)
        backup = await store.back_up()
    whole = backup.read_bytes()
    before = (tmp_path / "zoetrope.db").read_bytes()
    spoilt = {
        "half of it": whole[: len(whole) // 2],
        "a page of zeroes": whole[:8192] + bytes(4096) + whole[12288:],
        "not a database": b"hello" * 1000,
        "nothing": b"",
    }

    for name, content in spoilt.items():
        backup.write_bytes(content)
        with pytest.raises(BackupUnsound):
            restore(backup, tmp_path, START)
        assert (tmp_path / "zoetrope.db").read_bytes() == before, name


async def test_before_a_migration_there_is_a_backup(tmp_path, clock, monkeypatch):
    monkeypatch.setattr("storage.schema.MIGRATIONS", MIGRATIONS[:3])
    async with Store.open(tmp_path, clock=clock) as store:
        await store.accept(new_job(1), FREE)
    monkeypatch.undo()

    async with Store.open(tmp_path, clock=clock) as store:
        assert len(await store.jobs_of(ADA)) == 1
        await store.set_setting("account:x", "locale", "de")  # what the migration brought

    (saved,) = list_backups(tmp_path)
    with closing(sqlite3.connect(saved)) as database:
        assert database.execute("pragma user_version").fetchone() == (3,)
        assert database.execute("select count(*) from job").fetchone() == (1,)


async def test_restoring_into_an_empty_folder(tmp_path, clock):
    async with Store.open(tmp_path / "old", clock=clock) as store:
        await store.accept(new_job(1), FREE)
        backup = await store.back_up()

    assert restore(backup, tmp_path / "new", START) is None

    async with Store.open(tmp_path / "new", clock=clock) as store:
        assert len(await store.jobs_of(ADA)) == 1


async def test_a_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / "zoetrope.db").write_bytes(b"not a database " * 1000)

    with pytest.raises(DatabaseDamaged) as refusal:
        async with Store.open(tmp_path):
            pytest.fail("it opened")
    assert refusal.value.path == tmp_path / "zoetrope.db"


async def test_time_goes_on_where_a_backup_left_it(tmp_path, clock):
    async with Store.open(tmp_path, clock=clock) as store:
        await store.balance(ADA, FREE)
        backup = await store.back_up()
    restore(backup, tmp_path, START)
    clock.turn(days=2)

    async with Store.open(tmp_path, clock=clock) as store:
        assert abs(timedelta(seconds=store.clock_ahead_s)) < timedelta(seconds=1)
        assert (await store.balance(ADA, FREE)).spendable == 10

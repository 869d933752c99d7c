"""One process, one library, one schema: what is checked before a store opens."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from books import ADA, FREE, new_job

from storage.errors import FolderInUse, SchemaTooNew, StoreClosed, TwoSqliteLibraries
from storage.schema import MIGRATIONS
from storage.store import Store

HOLD = """
import asyncio, sys
from pathlib import Path
from storage.store import Store

async def hold():
    async with Store.open(Path(sys.argv[1])):
        print("open", flush=True)
        sys.stdin.read()

asyncio.run(hold())
"""


def start_holder(folder):
    """Another process that has a store open on the folder."""
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", HOLD, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "open\n"
    return process


async def opens(folder):
    async with Store.open(folder):
        return True


async def test_a_second_process_on_the_folder_is_refused_and_told_which_is_first(tmp_path):
    with start_holder(tmp_path) as holder:
        with pytest.raises(FolderInUse) as refusal:
            await opens(tmp_path)
        holder.stdin.close()

    assert (refusal.value.folder, refusal.value.pid) == (tmp_path, holder.pid)
    assert await opens(tmp_path)


async def test_a_killed_process_leaves_no_lock_behind(tmp_path):
    with start_holder(tmp_path) as holder:
        holder.kill()

    assert await opens(tmp_path)


async def test_a_second_store_in_the_same_process_is_refused(store):
    with pytest.raises(FolderInUse) as refusal:
        await opens(store.folder)

    assert refusal.value.pid == os.getpid()


@pytest.mark.parametrize("package", ["pysqlite3", "sqlean"])
async def test_a_second_sqlite_library_is_refused(tmp_path, monkeypatch, package):
    (tmp_path / package).mkdir()
    (tmp_path / package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(TwoSqliteLibraries) as refusal:
        await opens(tmp_path / "data")
    assert refusal.value.package == package


async def test_a_file_of_a_newer_version_is_left_alone(tmp_path):
    assert await opens(tmp_path)
    with closing(sqlite3.connect(tmp_path / "zoetrope.db")) as database:
        database.execute("pragma user_version = 99")

    with pytest.raises(SchemaTooNew) as refusal:
        await opens(tmp_path)
    assert (refusal.value.found, refusal.value.known) == (99, len(MIGRATIONS))


async def test_a_closed_store_refuses_and_what_was_sent_before_is_kept(tmp_path):
    async with Store.open(tmp_path) as store:
        calls = [
            asyncio.ensure_future(store.accept(new_job(key, price=0), FREE)) for key in range(50)
        ]
        await asyncio.sleep(0)

    with pytest.raises(StoreClosed):
        await store.find_job("job-1")
    assert len(await asyncio.gather(*calls)) == 50
    async with Store.open(tmp_path) as store:
        assert len(await store.jobs_of(ADA, 100)) == 50


async def test_the_database_is_as_durable_as_it_is_said_to_be(store):
    def ask(database):
        return {
            name: database.conn.execute(f"pragma {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
        }

    assert await store._writer.run(ask, patience_s=1) == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
    }


async def test_the_folder_is_private(store):
    assert store.folder.stat().st_mode & 0o077 == 0

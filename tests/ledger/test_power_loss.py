"""The plug is pulled: whatever part of the log reached the disk, the books are in order.

A commit is a mark on the last frame of a transaction in the log. SQLite finds, by checksums, the
last mark that everything before it agrees with. So after a cut or a flipped bit the database must
be exactly as it was after some transaction, and all that was settled by then is still settled.
"""

import asyncio
import random
import shutil
import sqlite3
from contextlib import closing

import lives
import pytest
from endings import sound

from storage.verify import verify_file

HEADER, FRAME_HEADER = 32, 24  # bytes; https://sqlite.org/fileformat2.html#the_write_ahead_log


@pytest.fixture
def cut_off(tmp_path):
    """Copies of a database and its log, taken while the process still had them open."""
    asyncio.run(lives.prepare(tmp_path / "data"))
    saved = tmp_path / "saved"
    saved.mkdir()

    def keep(_event):
        """Called at every step outside the database; the last copy has nearly everything."""
        for name in ("zoetrope.db", "zoetrope.db-wal"):
            shutil.copyfile(tmp_path / "data" / name, saved / name)

    asyncio.run(lives.live(tmp_path / "data", keep, at_once=False))
    return saved


def reopened(saved, room, log):
    """What is found after a start with this much of the log: (transfers, jobs delivered)."""
    path = room / "zoetrope.db"
    for old in room.glob("zoetrope.db*"):
        old.unlink()
    shutil.copyfile(saved / "zoetrope.db", path)
    (room / "zoetrope.db-wal").write_bytes(log)
    with closing(sqlite3.connect(path)) as database:
        if not database.execute("select 1 from sqlite_master where name = 'transfer'").fetchall():
            return 0, 0
        transfers = database.execute("select count(*) from transfer").fetchone()[0]
        delivered = database.execute("select count(*) from job where state = 'delivered'")
        found = transfers, delivered.fetchone()[0]
    assert verify_file(path, thorough=True) == []
    return found


def frame_size(saved):
    with closing(sqlite3.connect(f"file:{saved}/zoetrope.db?immutable=1", uri=True)) as database:
        return FRAME_HEADER + database.execute("pragma page_size").fetchone()[0]


def test_any_beginning_of_the_log_is_a_sound_database(cut_off, tmp_path):
    log = (cut_off / "zoetrope.db-wal").read_bytes()
    frame = frame_size(cut_off)
    frames = (len(log) - HEADER) // frame
    chance = random.Random(2)  # noqa: S311
    whole = [HEADER + number * frame for number in range(frames + 1)]
    torn = [cut + chance.randrange(1, frame) for cut in whole[:-1]]

    found = [reopened(cut_off, tmp_path, log[:cut]) for cut in sorted(whole + torn)]

    assert frames > 80
    assert found == sorted(found), "more of the log never means less in the ledger"
    assert len(set(found)) >= 10, "the cuts fell between many different transactions"


def test_after_a_cut_anywhere_the_next_start_brings_every_job_to_its_end(cut_off, tmp_path):
    log = (cut_off / "zoetrope.db-wal").read_bytes()
    frame = frame_size(cut_off)
    expected = None

    for cut in range(len(log), HEADER, -frame):
        folder = tmp_path / str(cut)
        folder.mkdir()
        reopened(cut_off, folder, log[:cut])
        shutil.copyfile(tmp_path / "data" / "sent", folder / "sent")  # the platform forgets nothing
        asyncio.run(lives.live(folder, lambda _event: None, at_once=False))
        found = sound(folder)
        expected = expected or found
        assert found == expected


def flips(log, count, seed):
    """The log with one bit wrong, many times."""
    chance = random.Random(seed)  # noqa: S311
    for _ in range(count):
        spoilt = bytearray(log)
        spoilt[chance.randrange(len(log))] ^= 1 << chance.randrange(8)
        yield bytes(spoilt)


def test_a_flipped_bit_in_the_log_cuts_it_there(cut_off, tmp_path):
    log = (cut_off / "zoetrope.db-wal").read_bytes()
    everything = reopened(cut_off, tmp_path, log)

    for spoilt in flips(log, 200, seed=3):
        assert reopened(cut_off, tmp_path, spoilt) <= everything


@pytest.mark.proof
def test_10000_flipped_bits(cut_off, tmp_path):
    log = (cut_off / "zoetrope.db-wal").read_bytes()
    everything = reopened(cut_off, tmp_path, log)

    for spoilt in flips(log, 10_000, seed=4):
        assert reopened(cut_off, tmp_path, spoilt) <= everything

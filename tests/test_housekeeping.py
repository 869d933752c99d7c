"""What comes round by the clock; none of it decides a balance."""

import os
import time
from datetime import UTC, datetime, timedelta

import pytest
from houses import ADA, open_house

from bot.housekeeping import Housekeeping
from bot.orders import Address

FREE = 60


class Clock:
    """A clock that the test sets."""

    def __init__(self):
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def kept(tmp_path, clock):
    """A house at rest and its keeper."""
    async with open_house(tmp_path / "data", working=False, clock=clock) as house:
        parts = (house.store, house.shelf, house.production, house.studio)
        yield house, Housekeeping(*parts, keep_hours=24, backups=3)


async def test_who_asked_is_told_once_when_the_allowance_is_back(kept, order, clock):
    house, keeper = kept
    await house.studio.submit(order())
    await house.studio.ask_notice(ADA, Address(platform="test"))

    await keeper.give_notices()
    assert house.bench.notices == []

    clock.now += timedelta(hours=13)  # past midnight UTC
    await keeper.give_notices()
    await keeper.give_notices()
    assert len(house.bench.notices) == 1
    assert str(FREE) in house.bench.notices[0]


async def test_a_balance_is_the_same_whether_the_scheduler_runs_or_not(tmp_path, order, clock):
    balances = []
    for name, helped in (("with", True), ("without", False)):
        start = clock.now
        async with open_house(tmp_path / name, working=False, clock=clock) as house:
            keeper = Housekeeping(
                house.store, house.shelf, house.production, house.studio, keep_hours=24, backups=1
            )
            await house.studio.submit(order())
            for _ in range(4):
                clock.now += timedelta(hours=7)
                if helped:
                    await keeper.reap()
                    await keeper.give_notices()
                    await keeper.check_books()
            balances.append(await house.balance())
        clock.now = start

    assert balances[0] == balances[1]


async def test_a_job_past_its_deadline_is_given_up_and_its_asker_told(kept, order, clock):
    house, keeper = kept
    await house.studio.submit(order())

    clock.now += timedelta(hours=25)
    await keeper.reap()

    assert [ending.error_code for ending in house.bench.ended] == ["job-overdue"]
    assert await house.balance() == FREE
    assert await house.store.verify() == []


async def test_old_files_go_and_those_of_live_jobs_stay(kept, order):
    house, keeper = kept
    await house.studio.submit(order())
    [live] = house.production.board.jobs()
    still = house.shelf.still(live.job.still_sha256)
    stray = house.shelf.clips / "0123456789abcdef.mp4"
    stray.write_bytes(b"old")
    long_ago = time.time() - 25 * 3600
    for path in (still, stray):
        os.utime(path, (long_ago, long_ago))

    await keeper.forget_old_files()

    assert still.exists()
    assert not stray.exists()


async def test_a_file_that_goes_meanwhile_keeps_no_other(kept, monkeypatch):
    house, keeper = kept
    stray = house.shelf.clips / "0123456789abcdef.mp4"
    stray.write_bytes(b"old")
    os.utime(stray, (0, 0))
    monkeypatch.setattr(house.shelf, "_files", lambda: [house.shelf.instant / "gone.mp4", stray])

    await keeper.forget_old_files()

    assert not stray.exists()


async def test_the_latest_backups_are_kept(kept, clock):
    house, keeper = kept
    for _ in range(5):
        clock.now += timedelta(hours=1)
        await keeper.back_up()

    assert len(list((house.shelf.folder / "backups").glob("*.db"))) == 3

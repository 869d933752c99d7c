"""A model that hangs in the middle of its steps, in a process of its own."""

from functools import partial

import outposts
import pytest
from houses import open_house
from outposts import Clock, standstill

from bot.config import Config
from generation.vigil import USUAL

WAVES = {"prompt": "the waves roll in", "duration": "1"}
FREE = 60
STEPS = 3
A_HANG_S = USUAL.step_s + 1  # less than loading may take: it is known that steps are being taken


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("generation.vigil.time", clock)
    return clock


@pytest.fixture
def house_hanging(tmp_path, tiny, saved, monkeypatch):
    """Open a studio whose model hangs after its first step, so many times."""
    config = Config.model_validate(
        {"models": {"wan": tiny.entry("wan", saved("wan"), steps=STEPS)}}
    )

    def open_with(times):
        still = partial(outposts.standing_still, folder=tmp_path / "hung", times=times)
        monkeypatch.setattr("bot.makers.build_maker", still)
        return open_house(tmp_path / "data", config)

    return open_with


async def test_a_step_that_never_ends_costs_one_try_and_one_price(
    house_hanging, order, clock, tmp_path, caplog
):
    async with house_hanging(times=1) as house:
        ticket = await house.studio.submit(order(effect="wan", options=WAVES))
        [live] = house.production.board.jobs()
        await standstill(live, is_again=False)
        clock.leap(A_HANG_S)
        await house.bench.outcome()

        [delivery] = house.bench.delivered
        assert delivery.job_id == ticket.job_id
        assert "WorkerStalled" in caplog.text
        assert [path.read_text() for path in (tmp_path / "hung").iterdir()] == [str(delivery.seed)]
        assert await house.balance() == FREE - ticket.price
        assert await house.store.verify() == []


async def test_a_step_that_never_ends_again_gives_the_credits_back(house_hanging, order, clock):
    async with house_hanging(times=2) as house:
        await house.studio.submit(order(effect="wan", options=WAVES))
        [live] = house.production.board.jobs()
        await standstill(live, is_again=False)
        clock.leap(A_HANG_S)
        await standstill(live, is_again=True)
        clock.leap(A_HANG_S)
        await house.bench.outcome()
        await house.studio.submit(order(effect="wan", options=WAVES, request_key="after-it"))
        await house.bench.outcome(2)

        [ending], [delivery] = house.bench.ended, house.bench.delivered
        assert ending.error_code == "job-worker-stalled"
        assert any(progress.is_again for progress in house.bench.told)
        assert await house.balance() == FREE - delivery.price
        assert await house.store.verify() == []

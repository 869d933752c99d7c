"""A model that hangs in the middle of its steps, in a process of its own."""

from functools import partial

import outposts
from houses import open_house
from outposts import Clock, standstill

from bot.config import Config
from generation.vigil import USUAL

WAVES = {"prompt": "the waves roll in", "duration": "1"}
FREE = 60
STEPS = 3
A_HANG_S = USUAL.step_s + 1  # less than loading may take: it is known that steps are being taken


async def test_a_step_that_never_ends_costs_one_try_and_one_price(
    tmp_path, tiny, saved, order, monkeypatch, caplog
):
    """That the second time is the last is no matter of models: see `test_hanging`."""
    clock = Clock()
    monkeypatch.setattr("generation.vigil.time", clock)
    still = partial(outposts.standing_still, folder=tmp_path / "hung", times=1)
    monkeypatch.setattr("bot.makers.build_maker", still)
    models = {"wan": tiny.entry("wan", saved("wan"), steps=STEPS)}
    async with open_house(tmp_path / "data", Config.model_validate({"models": models})) as house:
        ticket = await house.studio.submit(order(effect="wan", options=WAVES))
        [live] = house.production.board.jobs()
        await standstill(live, is_again=False)
        clock.leap(A_HANG_S)
        await house.bench.outcome()

        [delivery] = house.bench.delivered
        assert delivery.job_id == ticket.job_id
        assert "WorkerStalled" in caplog.text
        assert live.is_again
        assert [path.read_text() for path in (tmp_path / "hung").iterdir()] == [str(delivery.seed)]
        assert await house.balance() == FREE - ticket.price
        assert await house.store.verify() == []

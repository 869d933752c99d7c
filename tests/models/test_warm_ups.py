"""Models that are made ready before anybody orders, and what that costs those who do: nothing."""

import asyncio
import logging
import os
import threading
from functools import partial

import outposts
import pytest
from houses import open_house
from test_model_process import children_of

from bot.config import Config
from effects.errors import RenderCancelled
from generation.models import residents

WAVES = {"prompt": "the waves roll in", "duration": "1"}
FREE = 60
LIMIT_S = 120


class Watched:
    """A maker that says when its warm-up begins, takes a step and ends, and may hold it up."""

    def __init__(self, maker):
        self._maker = maker
        self.begun, self.ended = threading.Event(), threading.Event()
        self.hold = lambda _stop: None  # before the weights are read
        self.hold_steps = lambda _stop: None
        self.jobs, self.raised = [], None

    def make(self, brief, stop, on_progress):
        if not brief.job_id.startswith("warmup"):
            self.jobs.append(brief.what)
            return self._maker.make(brief, stop, on_progress)
        self.begun.set()
        self.hold(stop)
        try:
            return self._maker.make(brief, stop, partial(self._tell, stop, on_progress))
        except Exception as error:
            self.raised = error
            raise
        finally:
            self.ended.set()

    def _tell(self, stop, on_progress, done):
        on_progress(done)
        if done > 0:
            self.hold_steps(stop)

    def close(self):
        self._maker.close()


def watch(house):
    """Put a `Watched` in the place of the only device's maker, before anything runs."""
    ((device, maker),) = house.production._makers.items()
    watched = Watched(maker)
    house.production._makers = {device: watched}
    return watched


async def is_set(event):
    assert await asyncio.to_thread(event.wait, LIMIT_S)


def wait_for_stop(stop):
    assert stop.wait(LIMIT_S), "nobody said stop"


@pytest.fixture
def loads(monkeypatch):
    """The names of the models whose weights were read."""
    read, names = residents.load_pipeline, []

    def load_pipeline(model, device):
        names.append(model.name)
        return read(model, device)

    monkeypatch.setattr(residents, "load_pipeline", load_pipeline)
    return names


@pytest.mark.parametrize(
    ("said", "is_compiled", "warms_up"),
    [(None, False, False), (None, True, True), (True, False, True), (False, True, False)],
)
def test_what_is_compiled_is_warmed_up_unless_the_settings_say_otherwise(
    settings, said, is_compiled, warms_up
):
    config = settings("wan", warm_up=said, acceleration={"compile": is_compiled})

    assert config.models["wan"].warms_up == warms_up


async def test_the_first_order_finds_its_model_loaded(tmp_path, settings, order, loads, caplog):
    caplog.set_level(logging.INFO)
    async with open_house(tmp_path / "data", settings("wan", warm_up=True)) as house:
        watched, guess = watch(house), house.production.expected_seconds("wan", 128, 96, 1.0)
        await is_set(watched.ended)
        assert loads == ["wan"]
        assert isinstance(watched.raised, RenderCancelled)  # after its first steps
        assert house.production.expected_seconds("wan", 128, 96, 1.0) == guess
        assert await house.balance() == FREE

        ticket = await house.studio.submit(order(effect="wan", options=WAVES))
        await house.bench.outcome()

        assert loads == ["wan"]
        assert [each.job_id for each in house.bench.delivered] == [ticket.job_id]
        assert await house.balance() == FREE - ticket.price
        assert "wan on cpu: warm" in caplog.text
        assert not [path for path in house.shelf._files() if path.name.startswith("warmup")]


async def test_the_first_model_of_the_settings_is_the_last_to_be_warmed_up(
    tmp_path, settings, loads
):
    config = settings("wan", "ltx", warm_up=True)
    async with open_house(tmp_path / "data", config), asyncio.timeout(LIMIT_S):
        while len(loads) < 2:  # noqa: ASYNC110 - read by another thread
            await asyncio.sleep(0.01)

    assert loads == ["ltx", "wan"]


async def test_a_warm_up_gives_way_to_an_order_at_its_next_step(tmp_path, settings, order, caplog):
    caplog.set_level(logging.INFO)
    async with open_house(tmp_path / "data", settings("wan", warm_up=True)) as house:
        watched = watch(house)
        watched.hold_steps = wait_for_stop
        await is_set(watched.begun)

        await house.studio.submit(order(effect="melt"))
        await house.bench.outcome()

        assert watched.ended.is_set()
        assert isinstance(watched.raised, RenderCancelled)
        assert watched.jobs == ["melt"]
        assert [each.effect for each in house.bench.delivered] == ["melt"]
        assert "wan on cpu: given up: somebody waits" in caplog.text


async def test_who_orders_what_is_being_loaded_waits_for_that_and_not_for_a_second_time(
    tmp_path, settings, order, loads
):
    async with open_house(tmp_path / "data", settings("wan", warm_up=True)) as house:
        watched, ordered, steps = watch(house), threading.Event(), []
        watched.hold = lambda _stop: ordered.wait(LIMIT_S)
        watched.hold_steps = steps.append
        await is_set(watched.begun)

        await house.studio.submit(order(effect="wan", options=WAVES))
        ordered.set()
        await house.bench.outcome()

        assert steps  # it was not stopped before its first one
        assert loads == ["wan"]
        assert watched.jobs == ["wan"]


async def test_nothing_is_warmed_up_while_an_earlier_order_waits(tmp_path, settings, order):
    config = settings("wan", warm_up=True)
    async with open_house(tmp_path / "data", config, working=False) as house:
        await house.studio.submit(order(effect="melt"))
    async with open_house(tmp_path / "data", config) as house:
        watched = watch(house)
        await house.bench.outcome()

        assert not watched.begun.is_set()


async def test_a_warm_up_that_cannot_be_had_costs_nothing(tmp_path, tiny, order, caplog):
    damaged = tiny.save("wan", tmp_path / "damaged")
    weights = next((damaged / "transformer").glob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-1000])
    models = {"wan": tiny.entry("wan", damaged, warm_up=True)}
    config = Config.model_validate({"models": models, "generation": {"isolate": False}})
    async with open_house(tmp_path / "data", config) as house:
        watched = watch(house)
        await is_set(watched.ended)

        await house.studio.submit(order(effect="melt"))
        await house.bench.outcome()

        assert [each.effect for each in house.bench.delivered] == ["melt"]
        assert house.bench.ended == []
        assert "wan is not warmed up on cpu: ModelBroken" in caplog.text


@pytest.fixture
def isolated(tiny, saved):
    """Settings with a model that is warmed up in a process of its own."""
    return Config.model_validate({"models": {"wan": tiny.entry("wan", saved("wan"), warm_up=True)}})


async def test_it_happens_in_the_process_that_draws(tmp_path, isolated, order):
    async with open_house(tmp_path / "data", isolated) as house:
        watched = watch(house)
        await is_set(watched.ended)
        assert isinstance(watched.raised, RenderCancelled)
        [warmed] = children_of(os.getpid())

        await house.studio.submit(order(effect="wan", options=WAVES))
        await house.bench.outcome()

        assert [each.effect for each in house.bench.delivered] == ["wan"]
        assert children_of(os.getpid()) == [warmed]


async def test_a_warm_up_that_kills_its_process_costs_nothing(
    tmp_path, isolated, order, monkeypatch, caplog
):
    crashing = partial(outposts.standing_still, folder=tmp_path / "crashed", times=2, act="crashes")
    monkeypatch.setattr("bot.makers.build_maker", crashing)
    async with open_house(tmp_path / "data", isolated) as house:
        watched = watch(house)
        await is_set(watched.ended)

        ticket = await house.studio.submit(order(effect="wan", options=WAVES))
        await house.bench.outcome()

        assert [each.job_id for each in house.bench.delivered] == [ticket.job_id]
        assert await house.balance() == FREE - ticket.price
        assert await house.store.verify() == []
        assert "wan is not warmed up on cpu: WorkerLost" in caplog.text


async def test_a_program_that_ends_does_not_wait_for_a_warm_up(tmp_path, isolated):
    async with open_house(tmp_path / "data", isolated) as house:
        watched, has_stepped = watch(house), threading.Event()

        def stand_still(stop):
            has_stepped.set()
            wait_for_stop(stop)

        watched.hold_steps = stand_still
        await is_set(has_stepped)

        await house.production.drain(within_s=0.0)

        assert children_of(os.getpid()) == []

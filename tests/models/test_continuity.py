"""Clips that are longer than what a model draws at once, from the order to the file."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from houses import ADA, open_house
from hypothesis import given
from hypothesis import strategies as some
from test_model_orders import FREE, WAVES, frames_of
from test_model_runtime import Forwards, shot, take_that_stops

from bot.config import Config
from effects.api import Take
from effects.errors import BadOptions, RenderCancelled
from generation import seams
from generation.models.continuity import plan, shoot_on
from generation.models.entry import Model
from generation.models.running import shoot

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
KINDS = ["wan", "svd", "hunyuan", "ltx-condition"]
NINE = {"usual": 9, "most": 9}
OTHER = {"every": 4, "plus": 1, "fps": 8}


def short(tiny, name):
    """The frames of a tiny model that draws little at once."""
    frames = tiny.ENTRIES[name]["frames"]
    return frames | ({"usual": 17, "most": 17} if name == "ltx-condition" else NINE)


@pytest.mark.parametrize("name", KINDS)
async def test_an_order_of_two_and_a_half_lengths(tmp_path, order, settings, tiny, name):
    frames = short(tiny, name)
    seconds = 2.5 * frames["most"] / frames["fps"]
    config = settings(name, frames=frames)
    told = {k: v for k, v in WAVES.items() if config.models[name].takes_prompt or k != "prompt"}
    async with open_house(tmp_path / "data", config) as house:
        options = told | {"duration": f"{seconds:g}"}
        ticket = await house.studio.submit(order(effect=name, options=options))
        await house.bench.outcome()

        assert [end.error_code for end in house.bench.ended] == []
        [delivery] = house.bench.delivered
        pictures = frames_of(delivery.path)
        assert len(pictures) == round(seconds * frames["fps"])
        assert all((before != after).any() for before, after in pairwise(pictures))
        [clip] = (await house.store.find_job(ticket.job_id)).clip["clips"]
        assert 0 < clip["quality"]["seam"] <= 2.5


@pytest.mark.parametrize("name", ["wan", "ltx-condition"])
def test_it_goes_on_from_its_last_frames(load, tiny, name):
    loaded = load(name, frames=short(tiny, name))
    overlap = loaded.model.overlap
    given = []
    pipeline = loaded.pipeline

    def watched(**arguments):
        given.append(arguments)
        return pipeline(**arguments)

    loaded.pipeline = _Called(pipeline, watched)
    clip = torch.cat(list(shoot_on(loaded, shot(loaded, frames=30), Take())))

    assert len(clip) == 30
    assert len(given) == len(plan(30, loaded.model)) > 1
    end = plan(30, loaded.model)[0]
    named = "video" if name == "ltx-condition" else "image"
    lead = given[1][named] if overlap > 1 else [given[1][named]]
    assert len(lead) == overlap
    first = shoot(load(name, frames=short(tiny, name)), shot(loaded, frames=end), Take())
    assert np.array_equal(np.stack(lead), first[end - overlap : end].numpy())
    assert given[0]["generator"].initial_seed() != given[1]["generator"].initial_seed()


class _Called:
    """A pipeline whose call goes another way; all else is its own."""

    def __init__(self, pipeline, call):
        self.__dict__ = pipeline.__dict__
        self._call = call
        self._own = pipeline

    def __call__(self, **arguments):
        return self._call(**arguments)

    def __getattr__(self, name):
        return getattr(self._own, name)


async def test_a_seam_that_shows_costs_nothing(tmp_path, order, settings, monkeypatch):
    def brighten(frames, _wanted, _given):
        return (frames.int() + 60).clamp(0, 255).byte()

    monkeypatch.setattr(seams, "match", brighten)
    async with open_house(tmp_path / "data", settings("wan", frames=NINE | OTHER)) as house:
        await house.studio.submit(order(effect="wan", options=WAVES | {"duration": "2.5"}))
        await house.bench.outcome()

        assert [end.error_code for end in house.bench.ended] == ["job-too-poor"]
        assert await house.balance() == FREE


def test_progress_goes_on_over_all_stretches(load, tiny):
    loaded, told = load("wan", frames=short(tiny, "wan")), []

    list(shoot_on(loaded, shot(loaded, frames=22), Take(prepared=told.append)))

    assert len(told) == 3 * loaded.model.steps
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize("step", [2, 6, 10], ids=["first", "second", "third"])
def test_a_stop_is_heard_in_every_stretch(load, tiny, step):
    loaded = load("wan", frames=short(tiny, "wan"))
    forwards = Forwards(loaded)

    with pytest.raises(RenderCancelled):
        list(shoot_on(loaded, shot(loaded, frames=22), take_that_stops(step)))

    assert forwards.count <= step + 1


async def test_cancelling_the_second_stretch_gives_the_credits_back(tmp_path, order, settings):
    config = settings("wan", frames=NINE | OTHER)
    async with open_house(tmp_path / "data", config) as house:
        in_second = house.pause_at(0.5)
        options = WAVES | {"duration": "2"}
        ticket = await house.studio.submit(order(effect="wan", options=options))
        await in_second()

        assert await house.studio.cancel(ticket.job_id, ADA)
        assert await house.balance() == FREE


async def test_price_and_longest_clip_follow(tmp_path, settings):
    config = settings("wan", longest_s=9.0)
    async with open_house(tmp_path / "data", config) as house:
        prices = [
            (await house.studio.quote("wan", {"prompt": "waves", "duration": str(s)}, ADA)).price
            for s in (3, 8)
        ]
        with pytest.raises(BadOptions) as caught:
            await house.studio.quote("wan", {"prompt": "waves", "duration": "9.5"}, ADA)

    assert prices == [10, 20]
    assert caught.value.option == "duration"
    assert caught.value.allowed.maximum == 9


@given(some.integers(1, 2000), some.integers(9, 129), some.integers(1, 8))
def test_a_plan_adds_up(frames, most, overlap):
    arguments = {"video": "video"}
    model = Model.model_validate(
        {
            "name": "planned",
            "pipeline": "AnyPipeline",
            "repo": "a/b",
            "frames": {"usual": most, "most": most, "fps": 24},
            "sizes": [[64, 64]],
            "overlap": overlap,
            "arguments": arguments,
            "licence": {"sentence": "Free."},
        }
    )

    lengths = plan(frames, model)

    assert sum(lengths) - overlap * (len(lengths) - 1) == frames
    assert max(lengths) <= most
    assert len(lengths) == 1 or min(lengths) > overlap


MISTAKES = {
    "several frames, and nowhere to put them": {"overlap": 5},
    "nothing new": {"overlap": 9, "arguments": {"video": "video"}},
}


@pytest.mark.parametrize("what", MISTAKES)
def test_an_overlap_that_cannot_work_is_named(tiny, what):
    with pytest.raises(ValueError, match="overlap"):
        Config.model_validate({"models": {"wan": tiny.entry("wan", "x", **MISTAKES[what])}})

"""Orders with a prompt, from submission to the signed MP4, on pipelines with random weights."""

import json

import av
import c2pa
import numpy as np
import pytest
import torch
from houses import ADA, open_house

from bot import wording
from bot.choices import options_of
from bot.commands import parse_command
from bot.config import Config
from bot.models import build_repertoire
from bot.orders import Stage
from bot.remarks import remarks_on
from bot.templates import NeedsModel
from effects.errors import BadOptions, UnknownEffect
from generation.models.loading import load_pipeline

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
FREE = 60
EVERY = ["wan", "experts", "ltx", "ltx2", "svd", "hunyuan", "cogvideox", "framepack"]
WAVES = {"prompt": "the waves roll in", "duration": "1", "seed": "5"}


def frames_of(path):
    with av.open(str(path)) as container:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)])


def action_of(path):
    """What the signed note says was done."""
    with path.open("rb") as file, c2pa.Reader("video/mp4", file) as reader:
        store = json.loads(reader.json())
    assertions = store["manifests"][store["active_manifest"]]["assertions"]
    [actions] = [each for each in assertions if each["label"].startswith("c2pa.actions")]
    return actions["data"]["actions"][0]


@pytest.mark.parametrize("name", EVERY)
async def test_a_model_draws_a_clip_and_says_so(tmp_path, order, settings, name):
    config = settings(name)
    takes_prompt = config.models[name].takes_prompt
    options = {k: v for k, v in WAVES.items() if takes_prompt or k != "prompt"}
    async with open_house(tmp_path / "data", config) as house:
        ticket = await house.studio.submit(order(effect=name, options=options))
        await house.bench.outcome()

        [delivery] = house.bench.delivered
        assert (delivery.width, delivery.height) == config.models[name].sizes[0]
        assert frames_of(delivery.path).shape == (8, delivery.height, delivery.width, 3)
        assert delivery.fps == 8
        assert delivery.effect == name
        assert delivery.licence.endswith("Made with random weights (public domain).")
        assert await house.balance() == FREE - ticket.price
        assert await house.store.verify() == []
    action = action_of(delivery.path)
    assert action["digitalSourceType"].endswith("trainedAlgorithmicMedia")
    assert f"the model {name}" in action["description"]


async def test_a_clip_stays_marked_as_a_models_when_the_model_has_left_the_settings(
    tmp_path, order, settings
):
    async with open_house(tmp_path / "data", settings("wan")) as house:
        ticket = await house.studio.submit(order(effect="wan", options=WAVES))
        await house.bench.outcome()
        size = house.bench.delivered[0].path.stat().st_size
    async with open_house(tmp_path / "data") as house:
        delivery = await house.studio.archive.delivery(ticket.job_id, ADA)

        smaller = await house.studio.archive.shrink(delivery, size - 1)

    assert action_of(smaller.path)["digitalSourceType"].endswith("trainedAlgorithmicMedia")


async def test_a_prompt_alone_goes_to_the_first_model_that_takes_one(tmp_path, order, settings):
    async with open_house(tmp_path / "data", settings("svd", "wan")) as house:
        await house.studio.submit(order(effect="", options=WAVES))
        await house.bench.outcome()

        assert [delivery.effect for delivery in house.bench.delivered] == ["wan"]
        assert house.bench.delivered[0].options["prompt"] == WAVES["prompt"]


async def test_without_a_model_a_prompt_is_declined_with_the_setting_and_an_effect(house, order):
    with pytest.raises(NeedsModel) as caught:
        await house.studio.submit(order(effect="", options=WAVES))

    sentence = wording.explain(caught.value)
    assert "[models]" in sentence
    assert "/animate cinemagraph" in sentence
    assert await house.balance() == FREE


async def test_a_prompt_beside_an_effect_is_answered_with_the_options_there_are(wan_house, order):
    with pytest.raises(BadOptions) as caught:
        await wan_house.studio.submit(order(effect="melt", options=WAVES))

    assert (caught.value.option, caught.value.is_unknown) == ("prompt", True)


BAD_OPTIONS = {
    "nothing to do": ({"duration": "1"}, "prompt"),
    "an empty prompt": ({"prompt": ""}, "prompt"),
    "a novel": ({"prompt": "and then " * 200}, "prompt"),
    "longer than the model": ({"prompt": "waves", "duration": "31"}, "duration"),
    "another frame rate": ({"prompt": "waves", "fps": "24"}, "fps"),
    "no negative prompt here": ({"prompt": "waves", "negative": "people"}, "negative"),
}


@pytest.mark.parametrize("options", [{"duration": "1"}, {"prompt": ""}], ids=["none", "empty"])
async def test_a_model_without_a_prompt_asks_for_one(wan_house, order, options):
    with pytest.raises(BadOptions) as caught:
        await wan_house.studio.submit(order(effect="wan", options=options))

    expected = 'Say what should happen: add prompt="the waves roll in".'
    assert wording.explain(caught.value) == expected


@pytest.mark.parametrize("what", BAD_OPTIONS)
async def test_what_a_model_cannot_do_names_the_option(wan_house, order, what):
    options, name = BAD_OPTIONS[what]

    with pytest.raises(BadOptions) as caught:
        await wan_house.studio.submit(order(effect="wan", options=options))

    assert caught.value.option == name
    assert await wan_house.balance() == FREE


async def test_the_same_seed_is_the_same_clip_and_another_is_not(wan_house, order):
    for key, seed in (("first", "5"), ("again", "5"), ("other", "6")):
        await wan_house.studio.submit(
            order(effect="wan", options=WAVES | {"seed": seed}, request_key=f"key-{key}")
        )
    await wan_house.bench.outcome(3)

    first, again, other = (frames_of(each.path) for each in wan_house.bench.delivered)
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


async def test_the_shape_that_was_asked_for_chooses_the_size(wan_house, order):
    await wan_house.studio.submit(order(effect="wan", options=WAVES | {"aspect": "9:16"}))
    await wan_house.bench.outcome()

    assert (wan_house.bench.delivered[0].width, wan_house.bench.delivered[0].height) == (96, 128)


async def test_longer_and_more_clips_cost_more(wan_house):
    prices = [
        (await wan_house.studio.quote("wan", {"prompt": "waves"} | more, ADA)).price
        for more in ({}, {"variants": "3"})
    ]

    assert prices == [10, 30]


async def test_a_clip_can_be_played_to_and_fro(wan_house, order):
    await wan_house.studio.submit(order(effect="wan", options=WAVES | {"play": "ping-pong"}))
    await wan_house.bench.outcome()

    frames = frames_of(wan_house.bench.delivered[0].path).astype(int)
    assert len(frames) == 8
    assert abs(frames[3] - frames[5]).mean() < abs(frames[3] - frames[4]).mean()


async def test_cancelling_while_steps_are_taken_gives_the_credits_back(tmp_path, order, settings):
    async with open_house(tmp_path / "data", settings("wan")) as house:
        taking_steps = house.pause_at(0)
        ticket = await house.studio.submit(order(effect="wan", options=WAVES))
        await taking_steps()

        assert await house.studio.cancel(ticket.job_id, ADA)

        assert await house.balance() == FREE
        assert (await house.studio.archive.history(ADA))[0].stage is Stage.CANCELLED
        assert list(house.shelf.clips.iterdir()) == []


async def test_a_clip_outlives_the_model_that_drew_it(tmp_path, order, settings):
    async with open_house(tmp_path / "data", settings("wan")) as house:
        ticket = await house.studio.submit(order(effect="wan", options=WAVES))
        await house.bench.outcome()
    async with open_house(tmp_path / "data", Config()) as house:
        delivery = await house.studio.archive.delivery(ticket.job_id, ADA)

        assert delivery.effect == "wan"
        with pytest.raises(UnknownEffect):
            await house.studio.submit(order(effect="wan", options=WAVES, request_key="gone-0001"))


@pytest.mark.parametrize("limit_s", [500, 400])  # 30 s of the paid tier, 60 s of work for each 4
async def test_a_time_limit_that_is_short_for_a_model_is_warned_of_at_the_start(
    tmp_path, settings, caplog, limit_s
):
    async with open_house(tmp_path, settings("wan", generation={"time_limit_s": limit_s})):
        warned = "is short for models.wan" in caplog.text

    assert warned == (limit_s == 400)


async def test_damaged_weights_cost_nothing_and_stop_nobody_else(tmp_path, order, tiny, caplog):
    folder = tiny.save("wan", tmp_path / "damaged")
    weights = next((folder / "transformer").glob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-1000])
    config = Config.model_validate({"models": {"wan": tiny.entry("wan", folder)}})
    async with open_house(tmp_path / "data", config) as house:
        await house.studio.submit(order(effect="wan", options=WAVES))
        await house.bench.outcome()
        await house.studio.submit(order(request_key="after-it"))
        await house.bench.outcome(2)

        assert [end.error_code for end in house.bench.ended] == ["job-model-broken"]
        assert str(folder) in caplog.text  # where the operator looks
        assert [delivery.effect for delivery in house.bench.delivered] == ["melt"]


async def test_what_only_a_model_can_do_is_done_by_the_model(wan_house, order):
    await wan_house.studio.submit(order(effect="hug", options={"duration": "1"}))
    await wan_house.bench.outcome()

    [delivery] = wan_house.bench.delivered
    assert delivery.effect == "wan"
    assert "hug" in delivery.options["prompt"]
    with pytest.raises(NeedsModel):  # no model here makes lips follow a voice
        await wan_house.studio.submit(order(effect="lip-sync", request_key="lips-0001"))


async def test_a_hug_can_be_had_again(wan_house, order):
    hug = await wan_house.studio.submit(order(effect="hug", options={"duration": "1"}))
    await wan_house.bench.outcome()
    job = await wan_house.studio.archive.job(hug.job_id, ADA)

    await wan_house.studio.again(
        hug.job_id,
        ADA,
        effect=job.effect,
        options=job.typed,
        address=order().address,
        request_key="hug-0002",
    )
    await wan_house.bench.outcome(2)

    before, after = wan_house.bench.delivered
    assert after.options == before.options
    assert after.seed != before.seed


@pytest.mark.parametrize("error", [torch.OutOfMemoryError(), RuntimeError("CUDA error")], ids=repr)
async def test_a_model_that_breaks_costs_nothing_and_is_loaded_anew(
    wan_house, order, monkeypatch, error
):
    loads = []

    def load(model, device):
        pipeline = load_pipeline(model, device)
        loads.append(model.name)
        if len(loads) == 1:
            pipeline.transformer.register_forward_pre_hook(_fail_with(error))
        return pipeline

    monkeypatch.setattr("generation.models.residents.load_pipeline", load)
    await wan_house.studio.submit(order(effect="wan", options=WAVES))
    await wan_house.bench.outcome()
    await wan_house.studio.submit(order(effect="wan", options=WAVES, request_key="after-it"))
    await wan_house.bench.outcome(2)

    is_memory = isinstance(error, torch.OutOfMemoryError)
    expected = "job-out-of-memory" if is_memory else "job-failed"
    assert [end.error_code for end in wan_house.bench.ended] == [expected]
    assert [delivery.effect for delivery in wan_house.bench.delivered] == ["wan"]
    assert await wan_house.balance() == FREE - wan_house.bench.delivered[0].price
    assert loads == ["wan", "wan"]


async def test_a_clip_that_memory_made_smaller_says_so(tmp_path, settings, order, monkeypatch):
    def load(model, device):
        pipeline = load_pipeline(model, device)
        errors = [torch.OutOfMemoryError()] * 3  # neither tiles nor offloading help

        def fail(_module, _args):
            if errors:
                raise errors.pop()

        pipeline.transformer.register_forward_pre_hook(fail)
        return pipeline

    monkeypatch.setattr("generation.models.residents.load_pipeline", load)
    config = settings("wan", sizes=[[192, 128], [96, 64]])
    async with open_house(tmp_path / "data", config) as house:
        for key in ("small", "large"):
            await house.studio.submit(order(effect="wan", options=WAVES, request_key=f"is-{key}"))
        await house.bench.outcome(2)

    small, large = house.bench.delivered
    assert (small.drawn_size, large.drawn_size) == ((96, 64), None)
    assert (small.width, small.height) == (large.width, large.height) == (192, 128)
    [remark] = remarks_on(small)
    assert "96" in remark
    assert "64" in remark
    assert remarks_on(large) == []


def _fail_with(error):
    def fail(_module, _args):
        raise error

    return fail


def test_plain_words_after_a_model_are_its_prompt(settings):
    repertoire = build_repertoire(settings("wan"))

    options = options_of(parse_command("/animate wan the waves roll in"), repertoire)

    assert options == {"prompt": "the waves roll in"}

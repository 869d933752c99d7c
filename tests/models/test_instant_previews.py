"""What there is to look at while a model draws: drawn by the effects, free, and gone in time."""

import asyncio
import os
import threading
from dataclasses import replace
from types import SimpleNamespace

import av
import pytest
from houses import ADA, BOB, Bench, hold, open_house
from test_model_orders import FREE, WAVES, action_of, frames_of

from bot import instant_previews
from bot.camera_words import Move
from bot.config import Config, ConfigMistake, load_config
from bot.instant_previews import preview_move
from effects.library import all_effects
from generation.stills import load_still, save_still

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
RECIPE = {"prompt": "The {subject} melts into a puddle."}


class Watched(Bench):
    """A front-end that knows when it was told of a preview, and that it was there by then."""

    def __init__(self):
        super().__init__()
        self.previews, self.saw = [], asyncio.Event()

    async def update(self, address, progress):
        await super().update(address, progress)
        if progress.preview is not None:
            assert progress.preview.path.exists()
            self.previews.append(progress.preview)
            self.saw.set()

    async def preview(self):
        async with asyncio.timeout(60):
            await self.saw.wait()
        return self.previews[-1]


class Gate:
    """Stands before the drawing of previews: open or shut, and it notes who goes through."""

    def __init__(self, previews):
        self._renderer, previews._renderer = previews._renderer, self
        self.reached, self.opened = threading.Event(), threading.Event()
        self.drawn, self.niceness = [], 0

    def render(self, name, *args, **more):
        self.drawn.append(name)
        self.niceness = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
        self.reached.set()
        assert self.opened.wait(60)
        return self._renderer.render(name, *args, **more)


@pytest.fixture
async def held_house(tmp_path, settings):
    """A studio with the tiny Wan, which begins when `house.held` is let go."""
    async with open_house(tmp_path / "data", settings("wan"), Watched()) as house:
        house.held = hold(house.production)
        yield house
        assert await house.store.verify() == []


def files_of(house):
    return [path.name for path in house.shelf.instant.iterdir()]


def comment_of(path):
    with av.open(str(path)) as container:
        return container.metadata["comment"]


async def test_the_effects_show_something_until_the_model_has_drawn(held_house, order):
    house = held_house
    ticket = await house.studio.submit(order(effect="", options=WAVES))
    preview = await house.bench.preview()
    seen = frames_of(preview.path)
    action, comment = action_of(preview.path), comment_of(preview.path)
    assert await house.studio.archive.preview(ticket.job_id, ADA) == preview.path
    assert (await house.studio.progress(ticket.job_id)).preview == preview
    house.held.let_go()
    await house.bench.outcome()

    [delivery] = house.bench.delivered
    assert seen.shape == (72, delivery.height, delivery.width, 3)  # the shape of what follows
    assert abs(seen[20].astype(int) - seen[0]).mean() > 1  # it moves
    assert action["digitalSourceType"].endswith("algorithmicallyEnhanced")  # not by a model
    assert comment == "For private, non-commercial use; made with Zoetrope."
    assert "random weights" in delivery.licence
    assert (preview.model, preview.account) == ("wan", ADA)
    assert await house.balance() == FREE - ticket.price
    assert len(await house.studio.archive.history(ADA)) == 1
    assert {each.path for each in house.bench.previews} == {preview.path}
    await over(house)
    assert files_of(house) == []


async def over(house):
    """Wait until the board is empty and whoever cleans up after the last job has done so."""
    async with asyncio.timeout(30):
        while house.production.board.jobs() or files_of(house):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)


async def test_what_costs_nothing_is_marked_for_every_tier_and_as_the_picture_was(
    held_house, order
):
    house = held_house
    name = await house.studio.take(order().picture)
    path = house.shelf.still(name)
    save_still(replace(load_still(path), ai_marked=True), path)
    given = []
    render = house.production._previews._renderer.render

    def noted(name, scene, recipe, **more):
        given.append(recipe)
        return render(name, scene, recipe, **more)

    house.production._previews._renderer = SimpleNamespace(render=noted)
    ticket = await house.studio.submit(order(effect="", options=WAVES, still=name, tier="paid"))
    preview = await house.bench.preview()

    assert not (await house.store.find_job(ticket.job_id)).watermark
    assert [recipe.watermark for recipe in given] == [True]
    assert action_of(preview.path)["digitalSourceType"].endswith("trainedAlgorithmicMedia")
    assert comment_of(preview.path) == Config().tiers["paid"].licence


async def test_who_keeps_taking_orders_back_sees_no_more_previews(held_house, order, monkeypatch):
    monkeypatch.setattr(instant_previews, "MOST_TAKEN_BACK", 1)
    house, gate = held_house, Gate(held_house.production._previews)
    gate.opened.set()
    first = await house.studio.submit(order(effect="", options=WAVES))
    await house.bench.preview()
    await house.studio.cancel(first.job_id, ADA)
    await over(house)
    await house.studio.submit(order(effect="", options=WAVES, request_key="order-0002"))
    bob = await house.studio.submit(
        order(effect="", options=WAVES, request_key="order-0003", account=BOB)
    )
    await until(lambda: len(gate.drawn) == 2)

    assert gate.drawn == [first.job_id, bob.job_id]


async def test_several_variants_have_one_preview(held_house, order):
    house = held_house
    gate = Gate(house.production._previews)
    gate.opened.set()
    await house.studio.submit(order(effect="", options=WAVES | {"variants": "2"}))
    await house.bench.preview()
    house.held.let_go()
    await house.bench.outcome()

    assert len(gate.drawn) == 1
    assert len(house.bench.delivered[0].others) == 1


ASKED = {  # what was asked for; the effect that shows it
    "a prompt": (("", {"prompt": "the waves roll in"}), "parallax"),
    "a move of the camera": (("wan", {"prompt": "the camera pans left"}), "camera"),
    "a name": (("anime", {}), "comic"),
    "a recipe for an effect": (("melt", {"strength": "0.9"}), "melt"),
    "a recipe for a name": (("cakeify", {}), "slice"),
    "nothing": (("svd", {}), "parallax"),
}


@pytest.mark.parametrize("what", ASKED)
async def test_the_preview_is_what_comes_nearest(tmp_path, settings, order, what):
    (effect, options), nearest = ASKED[what]
    config = settings("wan", "svd", effects={"melt": RECIPE, "cakeify": RECIPE})
    async with open_house(tmp_path / "data", config, working=False) as house:
        ticket = await house.studio.submit(order(effect=effect, options=options))
        job = await house.store.find_job(ticket.job_id)

    move = preview_move(job.order)

    assert move.effect == nearest
    all_effects()[nearest].parse(dict(move.options))
    assert move.options.get("strength", 0.9) == 0.9


async def test_cancelling_takes_the_preview_away(held_house, order):
    ticket = await held_house.studio.submit(order(effect="", options=WAVES))
    await held_house.bench.preview()

    assert await held_house.studio.cancel(ticket.job_id, ADA)

    await over(held_house)
    assert await held_house.balance() == FREE


async def test_erasing_an_account_takes_the_preview_away(held_house, order):
    await held_house.studio.submit(order(effect="", options=WAVES))
    await held_house.bench.preview()

    await held_house.studio.erase(ADA)

    await over(held_house)


@pytest.mark.parametrize("end", ["cancel", "erase", "deliver"])
async def test_a_preview_that_comes_too_late_is_never_shown(held_house, order, monkeypatch, end):
    house, gate = held_house, Gate(held_house.production._previews)
    ticket = await house.studio.submit(order(effect="", options=WAVES))
    assert await asyncio.to_thread(gate.reached.wait, 60)
    if end == "cancel":
        await house.studio.cancel(ticket.job_id, ADA)
    elif end == "erase":
        await house.studio.erase(ADA)
    else:
        house.held.let_go()
        await house.bench.outcome()

    gate.opened.set()
    # Previews are drawn one after the other: when the next is there, this one is done with.
    monkeypatch.setattr(instant_previews, "SOON_S", 0.0)
    hold(house.production)
    other = order(effect="", options=WAVES, request_key="order-0002", account="test:bob")
    second = await house.studio.submit(other)
    await house.bench.preview()

    assert gate.drawn == [ticket.job_id, second.job_id]
    assert {each.path.stem for each in house.bench.previews} == {second.job_id}
    assert {name.partition(".")[0] for name in files_of(house)} == {second.job_id}


async def test_drawing_steps_back_for_all_others(held_house, order):
    gate = Gate(held_house.production._previews)
    gate.opened.set()
    before = os.getpriority(os.PRIO_PROCESS, 0)

    await held_house.studio.submit(order(effect="", options=WAVES))
    await held_house.bench.preview()

    assert gate.niceness >= instant_previews.NICENESS
    assert os.getpriority(os.PRIO_PROCESS, 0) == before


async def test_a_preview_that_fails_is_logged_and_nobody_is_told(
    held_house, order, monkeypatch, caplog
):
    monkeypatch.setattr(instant_previews, "preview_move", lambda _order: Move("nonsense"))
    await held_house.studio.submit(order(effect="", options=WAVES))
    await asyncio.to_thread(logged, caplog, "has no preview")
    held_house.held.let_go()
    await held_house.bench.outcome()

    assert [each.effect for each in held_house.bench.delivered] == ["wan"]
    assert held_house.bench.previews == []
    assert held_house.bench.notices == []


async def test_files_that_cannot_be_deleted_stop_nobody(held_house, order, monkeypatch, caplog):
    def refuse(_job_id):
        raise PermissionError("the folder is read-only")

    monkeypatch.setattr(held_house.shelf, "delete_preview", refuse)
    ticket = await held_house.studio.submit(order(effect="", options=WAVES))
    await held_house.bench.preview()
    await held_house.studio.cancel(ticket.job_id, ADA)
    await asyncio.to_thread(logged, caplog, "the folder is read-only")
    held_house.held.let_go()

    await held_house.studio.submit(order(request_key="order-0002"))
    await held_house.bench.outcome(2)

    assert [each.effect for each in held_house.bench.delivered] == ["melt"]


def logged(caplog, words, within_s=60):
    """Wait for a line of the log. Blocking."""
    clock = threading.Event()
    for _ in range(within_s * 100):
        if words in caplog.text:
            return
        clock.wait(0.01)
    raise AssertionError(f"nobody logged {words!r}")


NO_PREVIEW = {
    "an effect by the engine": ("melt", {"duration": "1"}),
    "a clip made larger": ("wan", WAVES | {"upscale": "2"}),
}


@pytest.mark.parametrize("what", NO_PREVIEW)
async def test_what_needs_none_has_none(tmp_path, settings, order, what):
    effect, options = NO_PREVIEW[what]
    async with open_house(tmp_path / "data", settings("wan"), working=False) as house:
        object.__setattr__(house.studio._repertoire, "enlarges", True)
        await house.studio.submit(order(effect=effect, options=options))

        assert house.production._previews._waiting.empty()


async def test_a_clip_that_will_soon_be_there_needs_none(held_house, order):
    house, gate = held_house, Gate(held_house.production._previews)
    gate.opened.set()
    for live_s in (0.1, 60.0):  # one that is quick, then one that takes a while
        house.production._estimates._rates["wan"] = live_s / (128 * 96 / 1e6)
        await house.studio.submit(
            order(effect="", options=WAVES, request_key=f"order-{live_s}", account=f"test:{live_s}")
        )
    await house.bench.preview()

    assert [each.account for each in house.bench.previews][:1] == ["test:60.0"]
    assert len(gate.drawn) == 1


async def test_while_an_effect_waits_for_the_processor_there_is_none(held_house, order):
    house, gate = held_house, Gate(held_house.production._previews)
    gate.opened.set()
    await house.studio.submit(order(effect="", options=WAVES))  # the device is busy with this
    await house.bench.preview()
    melt = await house.studio.submit(order(effect="melt", request_key="order-0002"))
    await house.studio.submit(order(effect="", options=WAVES, request_key="order-0003"))
    await until(house.production._previews._waiting.empty)
    await house.studio.cancel(melt.job_id, ADA)
    last = await house.studio.submit(order(effect="", options=WAVES, request_key="order-0004"))
    await until(lambda: len(gate.drawn) == 2)

    assert gate.drawn[1] == last.job_id


async def until(condition):
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)


async def test_under_load_the_last_ones_have_none(tmp_path, settings, order, caplog):
    caplog.set_level("INFO")
    async with open_house(tmp_path / "data", settings("wan"), working=False) as house:
        for number in range(instant_previews.MOST_WAITING + 2):
            await house.studio.submit(
                order(
                    effect="",
                    options=WAVES,
                    request_key=f"order-{number:04}",
                    account=f"test:{number}",
                )
            )

    assert caplog.text.count("so many wait for theirs") == 2


async def test_after_a_restart_it_is_drawn_anew_and_nothing_old_is_left(tmp_path, settings, order):
    config = settings("wan")
    async with open_house(tmp_path / "data", config, working=False) as house:
        ticket = await house.studio.submit(order(effect="", options=WAVES))
        (house.shelf.instant / "0123456789abcdef.mp4").write_bytes(b"of a job that is over")
    async with open_house(tmp_path / "data", config, Watched(), working=False) as house:
        hold(house.production)
        running = asyncio.create_task(house.production.run())
        preview = await house.bench.preview()

        assert preview.path.stem == ticket.job_id
        assert {path.stem for path in house.shelf.instant.iterdir()} == {ticket.job_id}
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert files_of(house) == []  # nor when the program is stopped


async def test_the_operator_can_switch_them_off(tmp_path, settings, order):
    config = settings("wan", generation={"instant_previews": False})
    async with open_house(tmp_path / "data", config, Watched()) as house:
        await house.studio.submit(order(effect="", options=WAVES))
        await house.bench.outcome()

        assert house.bench.previews == []
        assert house.production._previews is None


def test_the_setting_takes_yes_or_no(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text("[generation]\ninstant_previews = 'perhaps'\n")

    with pytest.raises(ConfigMistake, match=r"generation\.instant_previews"):
        load_config(path)

"""Orders from submission to their end, on real storage, real workers and real clips."""

import asyncio
import threading
from dataclasses import replace

import av
import cv2
import numpy as np
import pytest
from houses import ADA, BOB, Bench, open_house

from bot.config import Config, Tier
from bot.errors import ClipGone, NotYours, ShuttingDown, TooLong
from bot.frontends.api import OutcomeUnknown, Undeliverable
from bot.orders import Address, Stage
from effects.errors import BadOptions, UnknownEffect
from effects.library import find_effect
from generation.errors import PictureRefused
from storage.errors import NotEnoughCredits, QueueFull, TooManyJobs
from storage.jobs import JobState

FREE = 60  # the default allowance


def frames_in(path):
    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(video=0))


def decoded(path):
    with av.open(str(path)) as container:
        return np.stack([frame.to_ndarray() for frame in container.decode(video=0)])


def are_the_same(first, second):
    """The same frames went in: x264 itself is not exact to the bit (its macroblock tree is not)."""
    return first.shape == second.shape and cv2.PSNR(first, second) > 42


def with_tier(**changes):
    """Settings whose free tier differs."""
    tiers = {"free": replace_model(Config().tiers["free"], **changes)}
    return Config(tiers=tiers)


def replace_model(tier: Tier, **changes):
    return Tier.model_validate(tier.model_dump() | changes)


async def test_a_picture_becomes_a_clip_and_is_paid_for_once(house, order):
    ticket = await house.studio.submit(order())
    await house.bench.outcome()

    [delivery] = house.bench.delivered
    assert delivery.job_id == ticket.job_id
    assert delivery.width % 2 == delivery.height % 2 == 0
    assert delivery.width / delivery.height == pytest.approx(300 / 200, rel=0.01)
    assert frames_in(delivery.path) == 24
    assert delivery.poster.stat().st_size < 200_000
    assert ticket.balance == await house.balance() == FREE - ticket.price
    assert ticket.price > 0
    assert await house.store.verify() == []


async def test_the_same_order_again_is_the_same_job(house, order):
    first = await house.studio.submit(order())
    second = await house.studio.submit(order())
    await house.bench.outcome()
    third = await house.studio.submit(order())

    assert first.job_id == second.job_id == third.job_id
    assert [second.is_replay, third.is_replay] == [True, True]
    assert len(house.bench.delivered) == 1
    assert await house.balance() == FREE - first.price


BAD_ORDERS = {
    "unknown effect": ({"effect": "meltt"}, UnknownEffect),
    "unknown option": ({"options": {"strengt": "1"}}, BadOptions),
    "out of range": ({"options": {"strength": "7"}}, BadOptions),
    "not a number": ({"options": {"duration": "long"}}, BadOptions),
    "not finite": ({"options": {"duration": "nan"}}, BadOptions),
    "bad seed": ({"options": {"seed": "-1"}}, BadOptions),
    "a seed that Python reads no more": ({"options": {"seed": "9" * 5000}}, BadOptions),
    "unknown order of frames": ({"options": {"play": "sideways"}}, BadOptions),
    "too many variants": ({"options": {"variants": "6"}}, BadOptions),
    "longer than the tier": ({"options": {"duration": "11"}}, TooLong),
    "not a picture": ({"picture": b"hello @everyone" * 10}, PictureRefused),
}


@pytest.mark.parametrize("what", BAD_ORDERS)
async def test_a_bad_order_is_refused_and_leaves_nothing(house, order, what):
    changes, error = BAD_ORDERS[what]

    with pytest.raises(error):
        await house.studio.submit(order(**changes))

    assert await house.balance() == FREE
    assert await house.studio.archive.history(ADA) == []
    assert list(house.shelf.clips.iterdir()) == []
    assert len(house.production.board) == 0


async def test_the_same_seed_is_the_same_clip(house, order):
    options = {"duration": "1", "seed": "5"}
    await house.studio.submit(order(options=options, request_key="first-1"))
    await house.studio.submit(order(options=options, request_key="second-2"))
    await house.bench.outcome(2)

    first, second = (decoded(delivery.path) for delivery in house.bench.delivered)
    assert are_the_same(first, second)


async def test_too_little_to_spend_says_what_there_is(tmp_path, order):
    config = with_tier(allowance=1, allowance_cap=1)
    async with open_house(tmp_path / "data", config) as house:
        with pytest.raises(NotEnoughCredits) as caught:
            await house.studio.submit(order())

    assert caught.value.available == 1
    assert caught.value.next_at is not None


async def test_limits_refuse_and_charge_nothing(tmp_path, order):
    config = with_tier(open_jobs=2)
    config = config.model_copy(
        update={"generation": config.generation.model_copy(update={"queue_capacity": 3})}
    )
    async with open_house(tmp_path / "data", config, working=False) as house:
        tickets = [
            await house.studio.submit(order(request_key=f"order-{number}", account=account))
            for number, account in enumerate([ADA, ADA, BOB])
        ]
        before = await house.balance(), await house.balance(BOB)

        with pytest.raises(TooManyJobs):
            await house.studio.submit(order(request_key="one-too-many"))
        with pytest.raises(QueueFull):
            await house.studio.submit(order(request_key="line-full", account=BOB))

        assert (await house.balance(), await house.balance(BOB)) == before
        assert [ticket.place for ticket in tickets] == [
            1,
            2,
            2,
        ]  # Bob's turn comes before Ada's second


async def test_a_waiting_job_can_be_cancelled_and_costs_nothing(tmp_path, order):
    async with open_house(tmp_path / "data", working=False) as house:
        ticket = await house.studio.submit(order())

        assert await house.studio.cancel(ticket.job_id, ADA)

        assert await house.balance() == FREE
        assert [end.stage for end in house.bench.ended] == [Stage.CANCELLED]
        assert not await house.studio.cancel(ticket.job_id, ADA)


async def test_a_job_can_be_cancelled_while_it_is_made(house, order):
    being_made = house.pause_at(0)
    ticket = await house.studio.submit(order())
    await being_made()

    assert await house.studio.cancel(ticket.job_id, ADA)

    assert await house.balance() == FREE
    assert (await house.studio.archive.history(ADA))[0].stage is Stage.CANCELLED
    assert list(house.shelf.clips.iterdir()) == []


async def test_a_delivered_job_cannot_be_cancelled(house, order):
    ticket = await house.studio.submit(order())
    await house.bench.outcome()

    assert not await house.studio.cancel(ticket.job_id, ADA)
    assert await house.balance() == FREE - ticket.price


async def test_nobody_touches_somebody_elses_job(house, order):
    ticket = await house.studio.submit(order())
    await house.bench.outcome()
    here = Address(platform="test")

    with pytest.raises(NotYours):
        await house.studio.cancel(ticket.job_id, BOB)
    with pytest.raises(NotYours):
        await house.studio.archive.delivery(ticket.job_id, BOB)
    with pytest.raises(NotYours):
        await house.studio.again(ticket.job_id, BOB, address=here, request_key="bob-again")
    assert await house.balance(BOB) == FREE


@pytest.mark.parametrize(
    "error", [Undeliverable(), OutcomeUnknown(), RuntimeError("bug")], ids=repr
)
async def test_a_clip_that_does_not_arrive_is_free(tmp_path, order, error):
    async with open_house(tmp_path / "data", bench=Bench(refuse_with=error)) as house:
        await house.studio.submit(order())
        await house.bench.outcome()

        assert await house.balance() == FREE
        assert house.bench.ended[0].stage is Stage.FAILED
        assert await house.store.verify() == []


async def test_an_effect_that_breaks_is_free_and_the_next_job_is_made(house, order, monkeypatch):
    def broken(_scene, _options, _take):
        raise ZeroDivisionError
        yield

    effect = replace(find_effect("melt"), draw=broken)
    monkeypatch.setattr("generation.filming.find_effect", lambda _name: effect)
    await house.studio.submit(order())
    await house.bench.outcome()
    monkeypatch.undo()

    await house.studio.submit(order(request_key="after-it"))
    await house.bench.outcome(2)

    assert house.bench.ended[0].error_code == "job-failed"
    assert len(house.bench.delivered) == 1
    assert await house.balance() == FREE - house.bench.delivered[0].price


async def test_a_subject_that_cannot_be_cut_out_is_refused_for_free(house, order):
    noise = np.random.default_rng(0).integers(0, 256, (64, 96, 3), np.uint8)
    _, encoded = cv2.imencode(".png", noise)
    options = {"duration": "1", "object": "subject"}
    await house.studio.submit(order(picture=encoded.tobytes(), options=options))
    await house.bench.outcome()

    assert house.bench.ended[0].error_code == "job-no-subject"
    assert await house.balance() == FREE


async def test_again_uses_the_picture_that_is_kept(house, order):
    first = await house.studio.submit(order())
    await house.bench.outcome()

    second = await house.studio.again(
        first.job_id, ADA, effect="crush", address=Address(platform="test"), request_key="again-01"
    )
    await house.bench.outcome(2)

    assert second.seed != first.seed
    assert house.bench.delivered[1].effect == "crush"
    assert house.bench.delivered[1].options["duration"] == 1.0


async def test_what_is_no_longer_kept_is_said_to_be_gone(house, order):
    ticket = await house.studio.submit(order())
    await house.bench.outcome()
    house.shelf.purge(older_than_s=-1, keep=())

    with pytest.raises(ClipGone):
        await house.studio.archive.delivery(ticket.job_id, ADA)
    with pytest.raises(ClipGone):
        await house.studio.again(
            ticket.job_id, ADA, address=Address(platform="test"), request_key="again-02"
        )


async def test_files_of_unfinished_jobs_are_never_deleted(tmp_path, order):
    async with open_house(tmp_path / "data", working=False) as house:
        await house.studio.submit(order())
        live = house.production.board.jobs()[0]

        house.shelf.purge(older_than_s=-1, keep={live.job.still_sha256, live.job.id})

        assert house.shelf.still(live.job.still_sha256).exists()


async def test_a_clean_tier_has_no_watermark(tmp_path, order):
    options = {"duration": "1", "seed": "5"}
    corners = {}
    for watermark in (True, False):
        config = with_tier(watermark=watermark)
        async with open_house(tmp_path / str(watermark), config) as house:
            await house.studio.submit(order(effect="zoom", options=options))
            await house.bench.outcome()
            with av.open(str(house.bench.delivered[0].path)) as container:
                frame = next(container.decode(video=0)).to_ndarray(format="gray")
            corners[watermark] = frame[-60:, -160:].astype(int)
            rest = frame[:-80].astype(int)
            corners[watermark, "rest"] = rest

    assert abs(corners[True] - corners[False]).max() > 60
    assert abs(corners[True, "rest"] - corners[False, "rest"]).mean() < 1


async def test_draining_finishes_what_is_made_and_keeps_what_waits(tmp_path, order):
    async with open_house(tmp_path / "data") as house:
        tickets = [
            await house.studio.submit(order(request_key=f"order-{number}")) for number in range(3)
        ]

        await house.production.drain(within_s=15)

        with pytest.raises(ShuttingDown):
            await house.studio.submit(order(request_key="too-late"))
        finished = len(house.bench.delivered)
    async with open_house(tmp_path / "data") as house:
        await house.bench.outcome(3 - finished)

        assert len(house.bench.delivered) == 3 - finished
        assert await house.balance() == FREE - sum(ticket.price for ticket in tickets)
        assert await house.store.verify() == []


async def test_a_drain_that_lasts_too_long_puts_the_job_back(tmp_path, order):
    async with open_house(tmp_path / "data") as house:
        being_made = house.pause_at(0)
        ticket = await house.studio.submit(order())
        await being_made()
        await house.production.drain(within_s=0.01)
        assert house.bench.delivered == []

    async with open_house(tmp_path / "data") as house:
        await house.bench.outcome()

        assert house.bench.delivered[0].job_id == ticket.job_id
        assert await house.balance() == FREE - ticket.price


async def test_a_job_that_is_cancelled_while_the_program_stops_is_not_made_by_the_next(
    tmp_path, order
):
    async with open_house(tmp_path / "data") as house:
        being_made = house.pause_at(0)
        ticket = await house.studio.submit(order())
        await being_made()
        draining = asyncio.create_task(house.production.drain(within_s=60))
        await asyncio.sleep(0)  # it begins
        assert house.production.is_draining

        assert await house.studio.cancel(ticket.job_id, ADA)

        await draining
        await house.bench.outcome()
        assert [each.stage for each in house.bench.ended] == [Stage.CANCELLED]
        assert (await house.store.find_job(ticket.job_id)).state is JobState.CANCELLED
        assert await house.balance() == FREE


async def test_progress_goes_forward_and_ends(house, order, large_photo):
    await house.studio.submit(order(picture=large_photo, options={"duration": "10"}))
    await house.bench.outcome()

    done = [progress.done for progress in house.bench.told]
    assert done == sorted(done)
    assert 0 <= done[0] <= done[-1] <= 1
    assert len(done) >= 2


async def test_variants_differ_and_arrive_together_for_one_price(house, order):
    options = {"duration": "1", "variants": "3", "seed": "5"}
    ticket = await house.studio.submit(order(options=options))
    await house.bench.outcome()

    [delivery] = house.bench.delivered
    clips = [delivery, *delivery.others]
    assert len({clip.path.read_bytes() for clip in clips}) == 3
    assert [clip.seed for clip in clips] == [5, 6, 7]
    assert [clip.filename for clip in clips] == [
        "zoetrope-melt.mp4",
        "zoetrope-melt-2.mp4",
        "zoetrope-melt-3.mp4",
    ]
    single = await house.studio.quote("melt", {"duration": "1"}, ADA)
    assert ticket.price == 3 * single.price == FREE - await house.balance()


async def test_a_variant_ordered_alone_is_the_same_clip(house, order):
    await house.studio.submit(order(options={"duration": "1", "variants": "2", "seed": "5"}))
    await house.bench.outcome()
    second = house.bench.delivered[0].others[0]

    typed = {name: str(value) for name, value in second.options.items()}
    await house.studio.submit(order(options=typed | {"seed": "6"}, request_key="alone-01"))
    await house.bench.outcome(2)

    first, again = (decoded(clip.path) for clip in (second, house.bench.delivered[1]))
    assert are_the_same(first, again)
    assert not are_the_same(first, decoded(house.bench.delivered[0].path))


@pytest.mark.parametrize(("aspect", "ratio"), [("1:1", 1), ("9:16", 9 / 16), ("16:9", 16 / 9)])
async def test_a_clip_has_the_shape_asked_for(house, order, aspect, ratio):
    await house.studio.submit(order(options={"duration": "1", "aspect": aspect}))
    await house.bench.outcome()

    delivery = house.bench.delivered[0]
    assert delivery.width / delivery.height == pytest.approx(ratio, rel=0.02)
    with av.open(str(delivery.path)) as container:
        context = container.streams.video[0].codec_context
        assert (context.width, context.height) == (delivery.width, delivery.height)


async def test_the_score_of_a_clip_is_kept_with_its_job(house, order):
    ticket = await house.studio.submit(order(effect="zoom"))
    await house.bench.outcome()

    job = await house.store.find_job(ticket.job_id)
    quality = job.clip["clips"][0]["quality"]
    assert quality["jitter_px"] < 0.3
    assert quality["first_frame_db"] > 28


async def test_a_clip_that_fails_a_gate_twice_is_not_delivered(house, order, monkeypatch):
    def frozen_black(scene, options, take):
        for times in take.timeline(options.duration):
            yield scene.still.new_zeros(len(times), scene.height, scene.width, 3)

    effect = replace(find_effect("melt"), draw=frozen_black)
    monkeypatch.setattr("generation.filming.find_effect", lambda _name: effect)

    await house.studio.submit(order())
    await house.bench.outcome()

    assert house.bench.ended[0].error_code == "job-too-poor"
    assert await house.balance() == FREE
    assert list(house.shelf.clips.iterdir()) == []


ON_PURPOSE = {
    "a fast hand": ("handheld", {"speed": "4"}),
    "hardly any zoom": ("zoom", {"strength": "0"}),
    "a quick melt": ("melt", {"speed": "4"}),
    "few frames": ("pan", {"fps": "8", "speed": "2"}),
}


@pytest.mark.parametrize("what", ON_PURPOSE)
async def test_what_is_asked_to_be_fast_or_still_is_delivered(house, order, what):
    effect, options = ON_PURPOSE[what]
    await house.studio.submit(order(effect=effect, options=options | {"duration": "2"}))
    await house.bench.outcome()

    assert house.bench.ended == []
    assert house.bench.delivered[0].options["speed"] == float(options.get("speed", 1))


async def test_a_quote_is_what_is_then_paid(house, order):
    options = {"duration": "8"}
    quote = await house.studio.quote("melt", options, ADA)

    ticket = await house.studio.submit(order(options=options))

    assert quote.price == ticket.price > (await house.studio.quote("melt", {}, ADA)).price
    assert quote.balance == FREE


async def test_every_preview_is_a_small_clip(house):
    card = house.studio.catalogue()[0]

    path = await house.studio.previews.find(card.name)

    assert frames_in(path) > 20
    assert path.stat().st_size < 400_000


async def test_who_erases_their_account_while_a_clip_is_sent_stops_nobody_else(house, order):
    sending, may_arrive = asyncio.Event(), asyncio.Event()
    deliver = house.bench.deliver

    async def deliver_slowly(address, delivery):
        sending.set()
        await may_arrive.wait()
        return await deliver(address, delivery)

    house.bench.deliver = deliver_slowly
    await house.studio.submit(order())
    await asyncio.wait_for(sending.wait(), 30)
    await house.studio.erase(ADA)
    may_arrive.set()

    await house.studio.submit(order(account=BOB, request_key="order-0002"))
    await house.bench.outcome(2)

    assert house.bench.delivered[-1].account == BOB
    assert await house.store.verify() == []


async def test_a_clip_that_is_ready_after_its_account_is_erased_leaves_no_file(house, order):
    drawing, may_finish = threading.Event(), threading.Event()
    (maker,) = house.production._makers.values()

    class Deaf:
        """Finishes what it began, whoever says stop."""

        def make(self, brief, _stop, on_progress):
            drawing.set()
            assert may_finish.wait(30)
            return maker.make(brief, threading.Event(), on_progress)

    house.production._makers = dict.fromkeys(house.production._makers, Deaf())
    await house.studio.submit(order())
    assert await asyncio.to_thread(drawing.wait, 30)
    await house.studio.erase(ADA)
    may_finish.set()

    await house.studio.submit(order(account=BOB, request_key="order-0002"))
    await house.bench.outcome()

    (delivered,) = house.bench.delivered
    assert delivered.account == BOB
    assert {path.name.partition(".")[0] for path in house.shelf.clips.iterdir()} == {
        delivered.job_id
    }
    assert await house.store.verify() == []

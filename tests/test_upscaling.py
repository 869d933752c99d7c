"""Upscaling: the very same clip twice as large, once, and only as far as it makes sense."""

import io

import av
import cv2
import numpy as np
import pytest
import torch
from houses import ADA, BOB, open_house
from PIL import Image
from skimage import data

from bot.config import Config, Tier
from bot.errors import (
    AlreadyUpscaled,
    ClipGone,
    NotYours,
    PictureTooCoarse,
    UpscaleTooLarge,
)
from bot.frontends.api import Undeliverable
from bot.orders import Address
from bot.upscaling import upscale_options
from effects.api import Take
from effects.library import all_effects
from generation.sandbox.limits import IntakeLimits
from generation.stills import Still, fit

HERE = Address(platform="test", place={"channel": "1"})


def small_tiers(**changes):
    """Settings whose free clips are 240 pixels long, so that twice as large is quick, and clean."""
    small = {"largest_side": 240, "upscale_side": 480, "watermark": False}
    free = Tier().model_dump() | small | changes
    return Config(tiers={"free": Tier.model_validate(free)})


@pytest.fixture
def order(order):
    """Orders of a picture that has detail for twice the size, 600 x 400."""
    buffer = io.BytesIO()
    Image.fromarray(data.coffee()).save(buffer, "JPEG", quality=90)

    def build(**changes):
        return order(**{"picture": buffer.getvalue()} | changes)

    return build


@pytest.fixture
async def small_house(tmp_path):
    async with open_house(tmp_path / "data", small_tiers()) as house:
        yield house


def decoded(path):
    with av.open(str(path)) as container:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)])


def halved(frames):
    size = frames.shape[2] // 2, frames.shape[1] // 2
    return np.stack([cv2.resize(frame, size, interpolation=cv2.INTER_AREA) for frame in frames])


# What these draw finest hangs on single pixels: lines and splinters.
ROUGH_DB, ALIKE_DB = 26.0, 33.0
ROUGH = {"comic", "crumble", "crush", "explode"}


def drawn(effect, side):
    """Four frames of a clip, which is `side` pixels long."""
    still = Still(cv2.resize(data.coffee(), (600, 400), interpolation=cv2.INTER_AREA))
    chunks = effect.draw(
        fit(still, 240, times=side // 240),
        effect.parse({"duration": 1, "strength": 0.7}),
        Take(fps=4, seed=5),
    )
    return torch.cat(list(chunks)).numpy()


def soft(frame):
    return cv2.GaussianBlur(frame, (0, 0), 2)


@pytest.mark.parametrize("effect", all_effects().values(), ids=lambda each: each.name)
def test_every_effect_moves_alike_at_twice_the_size(effect):
    small, large = drawn(effect, 240), drawn(effect, 480)

    alike = [cv2.PSNR(soft(a), soft(b)) for a, b in zip(small, halved(large), strict=True)]
    assert min(alike) > (ROUGH_DB if effect.name in ROUGH else ALIKE_DB)


async def upscale(house, job_id, *, variant=0, account=ADA):
    """Press the button."""
    larger = await house.studio.upscale(job_id, account, variant=variant)
    job = await house.studio.archive.job(job_id, account)
    return await house.studio.again(
        job_id,
        account,
        effect=job.effect,
        options=larger.options,
        address=HERE,
        request_key=larger.request_key,
    )


@pytest.mark.parametrize(
    "options",
    [{}, {"play": "ping-pong"}, {"aspect": "1:1"}, {"fps": "12", "strength": "0.9"}],
    ids=str,
)
async def test_an_upscaled_clip_is_the_same_clip_with_four_times_the_pixels(
    small_house, order, options
):
    typed = {"duration": "1"} | options
    first = await small_house.studio.submit(order(effect="zoom", options=typed))
    await small_house.bench.outcome()
    await upscale(small_house, first.job_id)
    await small_house.bench.outcome(2)

    before, after = small_house.bench.delivered
    small, large = decoded(before.path), decoded(after.path)
    assert large.shape == (len(small), 2 * small.shape[1], 2 * small.shape[2], 3)
    assert cv2.PSNR(halved(large), small) > 30
    assert (after.seed, after.options) == (before.seed, before.options)


async def test_each_variant_can_be_upscaled_by_itself(small_house, order):
    options = {"duration": "1", "variants": "2", "seed": "5"}
    first = await small_house.studio.submit(order(options=options))
    await small_house.bench.outcome()
    await upscale(small_house, first.job_id, variant=1)
    await small_house.bench.outcome(2)

    before, after = small_house.bench.delivered
    assert not after.others
    assert (after.seed, after.options) == (6, before.others[0].options)
    similar = [
        cv2.PSNR(halved(decoded(after.path)), decoded(clip.path))
        for clip in (before, before.others[0])
    ]
    assert similar[1] > similar[0] + 3


async def test_it_costs_what_four_times_the_pixels_cost_and_says_so_before(tmp_path, order):
    tiers = small_tiers(largest_side=480, upscale_side=960)
    async with open_house(tmp_path / "data", tiers) as house:
        first = await house.studio.submit(order())
        await house.bench.outcome()
        usual = await house.studio.quote("camera", {"upscale": "1"}, ADA)
        twice = await house.studio.quote("camera", {"upscale": "2"}, ADA)
        offered = (await house.studio.archive.job(first.job_id, ADA)).upscale_price
        ticket = await upscale(house, first.job_id)
        await house.bench.outcome(2)

        assert twice.price == usual.price  # what the price includes, is 960 pixels long
        assert ticket.price == offered
        assert await house.balance() == 60 - first.price - offered


async def test_beyond_what_the_price_includes_the_area_counts(house):
    usual = await house.studio.quote("melt", {}, ADA)
    twice = await house.studio.quote("melt", {"upscale": "2"}, ADA)

    assert twice.price == 4 * usual.price


async def test_pressed_twice_it_is_ordered_once(small_house, order):
    first = await small_house.studio.submit(order())
    await small_house.bench.outcome()
    second = await upscale(small_house, first.job_id)

    with pytest.raises(AlreadyUpscaled):  # still in line, being made, or there
        await upscale(small_house, first.job_id)
    await small_house.bench.outcome(2)
    with pytest.raises(AlreadyUpscaled):
        await upscale(small_house, first.job_id)
    assert await small_house.balance() == 60 - first.price - second.price


async def test_cancelled_it_can_be_ordered_again(tmp_path, order):
    folder = tmp_path / "data"
    async with open_house(folder, small_tiers()) as house:
        first = await house.studio.submit(order())
        await house.bench.outcome()
    async with open_house(folder, small_tiers(), working=False) as house:
        second = await upscale(house, first.job_id)
        assert await house.studio.cancel(second.job_id, ADA)
        third = await upscale(house, first.job_id)

    assert third.job_id != second.job_id


async def test_it_is_only_offered_to_its_owner(small_house, order):
    first = await small_house.studio.submit(order())
    await small_house.bench.outcome()

    with pytest.raises(NotYours):
        await small_house.studio.upscale(first.job_id, BOB)
    with pytest.raises(NotYours):
        await small_house.studio.upscale(first.job_id, ADA, variant=1)


async def test_a_tier_says_how_far(small_house, order):
    first = await small_house.studio.submit(order())
    await small_house.bench.outcome()
    second = await upscale(small_house, first.job_id)
    await small_house.bench.outcome(2)

    assert (await small_house.studio.archive.job(second.job_id, ADA)).upscale_price is None
    with pytest.raises(UpscaleTooLarge) as refused:
        await small_house.studio.upscale(second.job_id, ADA)
    assert (refused.value.side, refused.value.most) == (960, 480)


async def test_no_clip_is_made_larger_than_twice_its_picture(house, order, photo):
    first = await house.studio.submit(order(picture=photo))  # 300 pixels, shown at 480
    await house.bench.outcome()

    assert (await house.studio.archive.job(first.job_id, ADA)).upscale_price is None
    with pytest.raises(PictureTooCoarse) as refused:
        await house.studio.upscale(first.job_id, ADA)
    assert refused.value.side == 300
    with pytest.raises(PictureTooCoarse):
        await house.studio.submit(
            order(picture=photo, options={"upscale": "2"}, request_key="typed-01")
        )
    assert await house.balance() == 60 - first.price


async def test_without_its_picture_it_is_refused_and_costs_nothing(small_house, order):
    first = await small_house.studio.submit(order())
    await small_house.bench.outcome()
    small_house.shelf.purge(older_than_s=-1, keep=())

    with pytest.raises(ClipGone):
        await upscale(small_house, first.job_id)
    assert await small_house.balance() == 60 - first.price


async def test_a_kept_picture_has_detail_for_twice_the_usual_size():
    assert IntakeLimits().keep_side >= 2 * Config().tiers["free"].largest_side


async def test_a_larger_clip_that_did_not_arrive_can_be_ordered_again(small_house, order):
    first = await small_house.studio.submit(order(effect="zoom", options={"duration": "1"}))
    await small_house.bench.outcome()
    small_house.bench.refuse_with = Undeliverable()
    await upscale(small_house, first.job_id)
    await small_house.bench.outcome(2)
    small_house.bench.refuse_with = None

    await upscale(small_house, first.job_id)
    await small_house.bench.outcome(3)

    assert [ending.error_code for ending in small_house.bench.ended] == ["job-undeliverable"]
    assert len(small_house.bench.delivered) == 2


async def test_upscaling_goes_by_the_clip_that_is_there_when_the_tier_has_risen(tmp_path, order):
    config = small_tiers()
    pro = config.tiers["free"].model_copy(update={"largest_side": 1200, "upscale_side": 3840})
    config = config.model_copy(update={"tiers": config.tiers | {"pro": pro}})
    async with open_house(tmp_path / "data", config) as house:
        first = await house.studio.submit(order(effect="zoom", options={"duration": "1"}))
        await house.bench.outcome()
        await house.store.operator.set_tier(ADA, "pro")
        offered = (await house.studio.archive.job(first.job_id, ADA)).upscale_price

        ticket = await upscale(house, first.job_id)
        await house.bench.outcome(2)

        before, after = house.bench.delivered
        assert (after.width, after.height) == (2 * before.width, 2 * before.height)
        assert ticket.price == offered


def test_who_draws_a_clip_draws_it_larger():
    row = {"options": {"duration": 1, "strength": 0.7}, "seed": 1, "typed": {}, "clip": {"fps": 24}}

    assert upscale_options(row, 0)["by"] == "engine"
    assert upscale_options(row | {"is_model": True, "by": "wan"}, 0)["by"] == "wan"
    assert "by" not in upscale_options(row | {"is_model": True}, 0)

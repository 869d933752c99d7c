"""Clips of models made larger by a Swin2SR with random weights, through the whole product."""

import importlib

import av
import cv2
import numpy as np
import pytest
import torch
from houses import ADA, open_house

from bot.config import Config, ConfigMistake
from bot.errors import NeedsUpscaler
from bot.models import build_upscaler
from bot.orders import Address
from effects.errors import RenderCancelled
from generation.errors import ModelBroken, OutOfMemory
from generation.models import upscaler as upscaling
from generation.models.upscaler import Upscaler

HERE = Address(platform="test", place={"channel": "1"})
PROMPT = {"prompt": "the waves roll in", "duration": "1", "seed": "3"}


def on(*_):
    """Nothing stops it."""


@pytest.fixture(scope="module")
def folder(tiny, tmp_path_factory):
    folder = tmp_path_factory.mktemp("upscaler")
    torch.manual_seed(0)
    tiny.swin2sr().save_pretrained(folder)
    return folder


@pytest.fixture
def frames():
    return torch.randint(0, 256, (2, 40, 56, 3), dtype=torch.uint8)


def test_frames_have_exactly_the_size_that_was_asked_for(folder, frames):
    model = Upscaler(str(folder))

    for times in (2, 3, 4):
        large = model.enlarge(frames, times, on)
        assert large.shape == (2, 40 * times, 56 * times, 3)
        assert large.dtype == torch.uint8


def test_tiles_show_no_border(folder, monkeypatch):
    """Beyond what the model looks at around a pixel, a tile knows all there is."""
    y, x = np.mgrid[0:64, 0:96]
    smooth = np.stack((x * 2, y * 3, 255 - x - y), axis=-1).clip(0, 255).astype(np.uint8)
    model, frames = Upscaler(str(folder)), torch.from_numpy(smooth)[None]
    whole = model.enlarge(frames, 2, on)
    monkeypatch.setattr(upscaling, "TILE", 32)
    tiled = model.enlarge(frames, 2, on)

    assert cv2.PSNR(whole[0].numpy(), tiled[0].numpy()) > 40


def test_it_stops_between_two_tiles(folder, frames, monkeypatch):
    monkeypatch.setattr(upscaling, "TILE", 16)
    looks = []

    def stop():
        looks.append(1)
        if len(looks) == 2:
            raise RenderCancelled

    with pytest.raises(RenderCancelled):
        Upscaler(str(folder)).enlarge(frames, 2, stop)
    assert len(looks) == 2


def test_an_upscaler_that_is_not_there_stops_the_start(library, tmp_path):
    config = Config.model_validate({"upscaler": {"model": str(tmp_path / "nothing")}})

    with pytest.raises(ConfigMistake, match=r"upscaler\.model"):
        build_upscaler(config, "cpu")


def test_damaged_weights_are_said_to_be(folder, frames, tmp_path):
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    for path in folder.iterdir():
        (damaged / path.name).write_bytes(path.read_bytes()[:2000])

    with pytest.raises(ModelBroken):
        Upscaler(str(damaged)).enlarge(frames, 2, on)


FAULTS = {torch.OutOfMemoryError: OutOfMemory, torch.AcceleratorError: torch.AcceleratorError}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_device_is_not_blamed_on_the_weights(folder, frames, monkeypatch, fault):
    transformers = importlib.import_module("transformers")

    def load(*_, **__):
        raise fault("CUDA error")

    monkeypatch.setattr(transformers.Swin2SRForImageSuperResolution, "from_pretrained", load)
    with pytest.raises(FAULTS[fault]):
        Upscaler(str(folder)).enlarge(frames, 2, on)


async def test_a_clip_of_a_model_is_upscaled_and_marked_afterwards(
    tmp_path, settings, folder, order
):
    config = settings("wan").model_copy(
        update={"upscaler": Config.model_validate({"upscaler": {"model": str(folder)}}).upscaler}
    )
    async with open_house(tmp_path / "data", config) as house:
        first = await house.studio.submit(order(effect="wan", options=PROMPT))
        await house.bench.outcome()
        offered = (await house.studio.archive.job(first.job_id, ADA)).upscale_price
        larger = await house.studio.upscale(first.job_id, ADA)
        second = await house.studio.again(
            first.job_id,
            ADA,
            effect="wan",
            options=larger.options,
            address=HERE,
            request_key=larger.request_key,
        )
        await house.bench.outcome(2)

    small, large = house.bench.delivered
    assert (large.width, large.height) == (2 * small.width, 2 * small.height)
    assert (large.seed, large.options, large.watermark) == (small.seed, small.options, True)
    assert second.price == offered == 4 * first.price
    with av.open(str(large.path)) as container:
        shapes = {(frame.width, frame.height) for frame in container.decode(video=0)}
    assert shapes == {(large.width, large.height)}


async def test_without_one_it_is_declined_and_not_offered(wan_house, order):
    first = await wan_house.studio.submit(order(effect="wan", options=PROMPT))
    await wan_house.bench.outcome()

    assert (await wan_house.studio.archive.job(first.job_id, ADA)).upscale_price is None
    with pytest.raises(NeedsUpscaler):
        await wan_house.studio.upscale(first.job_id, ADA)
    with pytest.raises(NeedsUpscaler):
        await wan_house.studio.quote("wan", PROMPT | {"upscale": "2"}, ADA)
    [wan] = [card for card in wan_house.studio.catalogue() if card.name == "wan"]
    assert "upscale" not in {option.name for option in wan.options}

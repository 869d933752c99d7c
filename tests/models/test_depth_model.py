"""Depth measured by a model: Depth Anything V2 with random weights, through the whole product."""

import importlib
from collections import Counter

import av
import cv2
import numpy as np
import pytest
import torch
from click.testing import CliRunner
from houses import open_house
from skimage import data

from bot.cli.main import zoetrope
from bot.config import Config, ConfigMistake
from bot.models import build_depth_model
from generation.errors import ModelBroken, OutOfMemory
from generation.models.depth import DepthModel
from generation.scenes import SceneCache
from generation.stills import Still, fit, save_still


def frame_of(path, number):
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    return frames[number].astype(int)


@pytest.fixture(scope="module")
def folder(tiny, tmp_path_factory):
    folder = tmp_path_factory.mktemp("depth")
    tiny.depth_anything().save_pretrained(folder)
    return folder


def test_depth_covers_the_picture_from_0_to_1(folder):
    picture = data.coffee()[:300, :451]

    depth = DepthModel(str(folder)).measure(picture)

    assert depth.shape == picture.shape[:2]
    assert (float(depth.min()), float(depth.max())) == pytest.approx((0, 1), abs=1e-3)
    assert depth.std() > 0.05


def test_every_picture_is_measured_once(folder, tmp_path):
    model, calls = DepthModel(str(folder)), Counter()

    def measure(picture):
        calls["measured"] += 1
        return model.measure(picture)

    path = tmp_path / "coffee.still"
    save_still(Still(data.coffee()), path)
    scenes = SceneCache(100_000_000, measure_depth=measure)

    assert calls["measured"] == 0
    first = scenes.scene(path, 240).depth
    assert scenes.scene(path, 240).depth is first
    assert calls["measured"] == 1


async def test_parallax_is_drawn_with_the_measured_depth(folder, tmp_path, order):
    middles = []
    for number, model in enumerate(("", str(folder))):
        config = Config.model_validate({"depth": {"model": model}})
        async with open_house(tmp_path / str(number), config) as house:
            await house.studio.submit(order(effect="parallax"))
            await house.bench.outcome()
            middles.append(frame_of(house.bench.delivered[0].path, 6))

    guessed, measured = middles
    assert np.abs(guessed - measured).mean() > 2


def test_the_shell_draws_with_measured_depth_and_calls_it_no_guess(folder, tmp_path, photo):
    (tmp_path / "photo.jpg").write_bytes(photo)
    (tmp_path / "config.toml").write_text(
        f"[storage]\nfolder = '{tmp_path}'\n[depth]\nmodel = '{folder}'\n"
    )

    def run(*words):
        words = ["--config", str(tmp_path / "config.toml"), *words, "--side", "240"]
        done = CliRunner().invoke(zoetrope, words)
        assert done.exit_code == 0, done.output
        return done.output

    drawn = run("animate", str(tmp_path / "photo.jpg"), "orbit", "duration=1")
    written = run("depth", str(tmp_path / "photo.jpg"))

    levels = cv2.imread(str(tmp_path / "photo-depth.png"), cv2.IMREAD_UNCHANGED)
    scene = fit(Still(cv2.cvtColor(cv2.imdecode(np.frombuffer(photo, np.uint8), 1), 4)), 240)
    measured = DepthModel(str(folder)).measure(scene.pixels).numpy()
    assert np.abs(levels / 65535 - measured).max() < 0.1
    assert "guessed" not in drawn
    assert "guessed" not in written


def test_a_depth_model_that_is_not_there_stops_the_start(library, tmp_path):
    config = Config.model_validate({"depth": {"model": str(tmp_path / "nothing")}})

    with pytest.raises(ConfigMistake, match=r"depth\.model"):
        build_depth_model(config)


def test_damaged_weights_are_said_to_be(folder, tmp_path):
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    for path in folder.iterdir():
        (damaged / path.name).write_bytes(path.read_bytes()[:2000])

    with pytest.raises(ModelBroken):
        DepthModel(str(damaged)).measure(data.coffee())


FAULTS = {torch.OutOfMemoryError: OutOfMemory, torch.AcceleratorError: torch.AcceleratorError}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_device_is_not_blamed_on_the_weights(folder, monkeypatch, fault):
    transformers = importlib.import_module("transformers")

    def load(*_, **__):
        raise fault("CUDA error")

    monkeypatch.setattr(transformers.AutoModelForDepthEstimation, "from_pretrained", load)
    with pytest.raises(FAULTS[fault]):
        DepthModel(str(folder)).measure(data.coffee())

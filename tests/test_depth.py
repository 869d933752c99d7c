"""Depth as people meet it: as a file to take away, and as a guess that is called one."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from click.testing import CliRunner

from bot import wording
from bot.cli.main import zoetrope
from bot.frontends.discord.cards import clip_text
from bot.frontends.telegram.texts import caption
from bot.frontends.web.cards import clip_card

GUESSED = wording.say("depth-guessed")


@pytest.fixture
def in_folder(tmp_path, monkeypatch, photo):
    """A folder of one's own with a photo in it."""
    (tmp_path / "photo.jpg").write_bytes(photo)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_shell_writes_depth_as_16_bits_with_the_ground_nearer_than_the_sky(in_folder):
    done = CliRunner().invoke(zoetrope, ["depth", "photo.jpg", "-o", "depth.png", "--side", "240"])

    levels = cv2.imread(str(in_folder / "depth.png"), cv2.IMREAD_UNCHANGED)
    assert done.exit_code == 0, done.output
    assert (levels.dtype, levels.shape) == (np.uint16, (160, 240))
    assert levels[-10:].mean() > levels[:10].mean() + 10_000
    assert len(np.unique(levels)) > 1000  # more than the 256 levels of a common PNG
    assert GUESSED in done.output


def test_the_shell_says_why_a_picture_has_no_depth(in_folder):
    (in_folder / "notes.jpg").write_text("these are no pixels, though there are many of them" * 9)

    done = CliRunner().invoke(zoetrope, ["depth", "notes.jpg"])

    assert done.exit_code == 1
    assert "not a picture" in done.output
    assert not (in_folder / "notes-depth.png").exists()


@pytest.mark.parametrize(
    ("effect", "options", "is_guessed"),
    [
        ("parallax", {}, True),
        ("orbit", {}, True),
        ("dolly-zoom", {}, True),
        ("depth-map", {}, True),
        ("camera", {"orbit": "1"}, True),
        ("camera", {"pan": "0.3"}, False),
        ("zoom", {}, False),
        ("melt", {}, False),
    ],
)
async def test_a_move_in_guessed_depth_is_delivered_as_one(
    house, order, effect, options, is_guessed
):
    await house.studio.submit(order(effect=effect, options={"duration": "1", **options}))
    await house.bench.outcome()

    [delivery] = house.bench.delivered
    assert delivery.depth_is_guessed == is_guessed
    job = await house.studio.archive.job(delivery.job_id, delivery.account)
    assert job.delivery.depth_is_guessed == is_guessed  # and so it stays when asked for later


async def test_every_platform_says_that_depth_was_guessed(house, order):
    await house.studio.submit(order(effect="parallax"))
    await house.bench.outcome()

    guessed = house.bench.delivered[0]
    measured = replace(guessed, depth_is_guessed=False)
    assert "[depth]" in GUESSED  # names the setting that changes it
    assert GUESSED in clip_text(guessed, "en")
    assert GUESSED not in clip_text(measured, "en")
    assert GUESSED in caption(guessed, "en")
    assert GUESSED not in caption(measured, "en")
    assert clip_card(guessed, "en")["remarks"] == [GUESSED]
    assert clip_card(measured, "en")["remarks"] == []

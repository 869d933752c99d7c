"""What is special about relight: it knows light in words, and the lit side is the brighter one."""

import cv2
import numpy as np
import pytest
import skimage.data
import torch

from effects._light_words import LightWish, read_wish
from effects.api import Take
from effects.errors import BadOptions
from effects.relight import choose_light, relight
from effects.scene import Scene

GREY = np.full((108, 192, 3), 120, np.uint8)


def settled(pixels, **options):
    """The last frame, in float."""
    options = relight.parse({"duration": 2, **options})
    scene = Scene(torch.from_numpy(pixels))
    return torch.cat(list(relight.draw(scene, options, Take(fps=6))))[-1].numpy().astype(float)


def light(**options):
    return choose_light(relight.parse(options))


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("golden hour from the left", LightWish(time="golden-hour", side=(-1, 0))),
        ("cold moonlight from above", LightWish(time="night", warmth=-0.8, side=(0, -1))),
        ("Soft, warm light from the UPPER RIGHT!", LightWish(None, 0.6, 0.25, (1, -1))),
        ("the blue hour", LightWish(time="dusk")),
        ("light from the front", LightWish(side=(0, 0))),
        ("", LightWish()),
    ],
)
def test_light_in_words_is_understood(words, wish):
    assert read_wish(words) == wish


def test_words_that_are_not_about_light_are_refused():
    with pytest.raises(BadOptions) as refused:
        relight.parse({"words": "purple rain"})
    assert (refused.value.option, refused.value.value) == ("words", "purple rain")
    with pytest.raises(ValueError, match="purple"):
        read_wish("purple rain")


def test_a_choice_beats_the_words_and_the_words_beat_what_is_usual():
    chosen = light(words="cold dramatic dusk from the left", direction="right")
    assert (chosen.side, chosen.warmth, chosen.strength) == ((1, 0), -0.8, 0.9)
    assert chosen.mood == light(time="dusk").mood
    assert light(words="dramatic", strength=0.1).strength == 0.1
    assert light(words="cold dusk", warmth=0.3).warmth == pytest.approx(-0.5)
    assert light().mood == light(time="golden-hour").mood


@pytest.mark.parametrize(
    ("direction", "bright", "dark"),
    [
        ("left", np.s_[:, :60], np.s_[:, -60:]),
        ("right", np.s_[:, -60:], np.s_[:, :60]),
        ("above", np.s_[:30], np.s_[-30:]),
        ("below", np.s_[-30:], np.s_[:30]),
    ],
)
@pytest.mark.parametrize("time", ["golden-hour", "noon", "night"])
def test_the_side_of_the_light_is_the_brighter_one(direction, bright, dark, time):
    last = settled(GREY, direction=direction, time=time)
    assert last[bright].mean() > 1.1 * last[dark].mean()


def scene_of(depth):
    """A grey picture whose depth is known."""
    return Scene(torch.from_numpy(GREY), measure_depth=lambda _pixels: torch.from_numpy(depth))


def test_a_surface_that_faces_the_light_is_brighter_than_one_that_turns_away():
    x, y = np.meshgrid(np.linspace(-1.78, 1.78, 192), np.linspace(-1, 1, 108))
    ball = np.sqrt(np.clip(0.49 - x**2 - y**2, 0, None)).astype(np.float32)
    flat, round_ = (scene_of(depth) for depth in (np.zeros_like(ball), ball))
    options = relight.parse({"duration": 2, "direction": "left"})
    with_ball, without = (
        torch.cat(list(relight.draw(scene, options, Take(fps=6))))[-1].float().mean(dim=2)
        for scene in (round_, flat)
    )
    gained = (with_ball - without).numpy()
    assert gained[54, 75:85].mean() > 5
    assert gained[54, 107:117].mean() < -5


def test_warm_light_is_warm_and_cold_light_cold():
    warm, cold = (settled(GREY, warmth=warmth) for warmth in (1, -1))
    assert warm[..., 0].mean() > warm[..., 2].mean() + 20
    assert cold[..., 2].mean() > cold[..., 0].mean() + 20


def test_night_is_dark_and_noon_is_not():
    night, dusk, noon = (settled(GREY, time=time).mean() for time in ("night", "dusk", "noon"))
    assert night < dusk - 10 < noon - 20


def test_a_smooth_sky_shows_no_bands():
    sky = np.linspace(90, 150, 108)[:, None, None].repeat(192, 1).repeat(3, 2)
    last = settled(sky.round().astype(np.uint8), time="dusk")
    # A band is a long run of one level beside a run of another: dither breaks the runs up.
    changes = np.diff(last[..., 1], axis=1) != 0
    assert changes.mean() > 0.1


def test_no_halo_stands_around_a_face():
    photo = cv2.resize(skimage.data.astronaut()[:288], (256, 144), interpolation=cv2.INTER_AREA)
    last = settled(photo, time="noon", direction="left")
    gain = cv2.blur((last.mean(2) + 8) / (photo.mean(2) + 8), (5, 5))
    assert np.abs(np.diff(gain, axis=1)).max() < 0.08

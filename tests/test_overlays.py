"""What is special about weather, light leaks and the comic look."""

import cv2
import numpy as np
import pytest
import skimage.data
import torch

from effects._weather import Fall
from effects.api import Take
from effects.library import find_effect
from effects.scene import Scene

WEATHERS = ["rain", "snow"]


def photo(width=240, height=136):
    return cv2.resize(skimage.data.coffee(), (width, height), interpolation=cv2.INTER_AREA)


def render(name, pixels, seed=1, fps=8, **options):
    effect = find_effect(name)
    options = effect.parse({"duration": 2, **options})
    chunks = effect.draw(Scene(torch.from_numpy(pixels)), options, Take(fps=fps, seed=seed))
    return torch.cat(list(chunks)).numpy()


@pytest.mark.parametrize(("falls", "file"), [(0.3, 4), (1.9, 4), (7.6, 1)])
def test_what_falls_is_at_the_end_where_something_was_at_the_beginning(falls, file):
    fall = Fall(np.random.default_rng(2), 40, falls=falls, file=file)
    begin, end = (np.stack(fall.at(t)).round(6) for t in (0, 1))
    assert set(map(tuple, begin.T)) == set(map(tuple, end.T))


def test_what_falls_goes_down_on_its_own_path():
    fall = Fall(np.random.default_rng(2), 40, falls=0.5, file=4)
    (x, before), (x_later, after) = fall.at(0.2), fall.at(0.21)
    assert (x == x_later).all()
    assert (((after - before) % 1) > 0).all()
    assert (((after - before) % 1) < 0.02).all()


@pytest.mark.parametrize("name", WEATHERS)
def test_another_seed_is_another_weather(name):
    first, second = (render(name, photo(), seed=seed)[0] for seed in (1, 2))
    assert not (first == second).all()


@pytest.mark.parametrize("name", WEATHERS)
def test_more_strength_is_more_weather(name):
    grey = np.full((136, 240, 3), 90, np.uint8)
    light, heavy = (render(name, grey, strength=strength)[0].std() for strength in (0, 1))
    assert heavy > 1.3 * light


def test_rain_darkens_the_picture_but_does_not_black_it_out():
    still = photo()
    share = render("rain", still).mean() / still.mean()
    assert 0.5 < share < 0.95


@pytest.mark.parametrize(("wind", "leans"), [(-1, -1), (1, 1)])
def test_the_wind_slants_the_rain(wind, leans):
    frames = render("rain", np.full((270, 480, 3), 40, np.uint8), wind=wind).astype(np.float32)
    across, down = np.gradient(frames[0].mean(2), axis=(1, 0))
    # Along a streak nothing changes: one that leans right as it falls has slopes of unlike sign.
    assert np.sign((across * down).sum()) == -leans


def test_light_only_leaks_in():
    still = photo()
    clip = render("light-leak", still).astype(int)
    assert (clip >= still.astype(int) - 1).all()
    added = (clip[8] - still).mean(axis=(0, 1))
    assert added[0] > added[2] + 2  # it is warm


def test_light_leaks_from_the_edges():
    added = render("light-leak", np.full((136, 240, 3), 30, np.uint8))[8].astype(float).mean(2)
    rim = np.ones_like(added, bool)
    rim[20:-20, 20:-20] = False
    assert added[rim].mean() > added[40:-40, 80:-80].mean() + 10

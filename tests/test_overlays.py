"""What is special about weather, light leaks and the comic look."""

import cv2
import numpy as np
import pytest
import skimage.data
import torch

from effects._weather import Fall
from effects.api import Take
from effects.comic import draw_comic
from effects.faces import find_faces
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


def edges(pixels):
    grey = cv2.GaussianBlur(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), (0, 0), 1.5)
    return cv2.Canny(grey, 60, 140) > 0


def test_a_comic_keeps_the_edges_of_the_picture_and_lays_ink_along_them():
    still = photo(480, 270)
    page = draw_comic(still, (), ink=0.5, share=1.0)
    drawn_near = cv2.dilate(edges(page).astype(np.uint8), np.ones((5, 5))) > 0
    assert drawn_near[edges(still)].mean() > 0.85
    ink = (page.max(axis=2) < 40) & (still.max(axis=2) > 80)
    beside_an_edge = cv2.dilate(edges(still).astype(np.uint8), np.ones((9, 9))) > 0
    assert ink.sum() > 100
    assert beside_an_edge[ink].mean() > 0.6


def test_more_ink_draws_more_lines():
    little, much = (draw_comic(photo(480, 270), (), ink, 1.0).max(axis=2) for ink in (0.0, 1.0))
    assert (much < 30).sum() > 1.2 * (little < 30).sum()


def portrait(side=480):
    return cv2.resize(skimage.data.astronaut(), (side, side), interpolation=cv2.INTER_AREA)


@pytest.mark.parametrize("side", [360, 480, 640])
def test_a_comic_lays_no_ink_on_the_skin_of_a_face(side):
    still = portrait(side)
    faces = find_faces(still)
    page = draw_comic(still, faces, ink=0.5, share=1.0)
    face = faces[0]
    box = (
        slice(face.top, face.top + face.height),
        slice(face.left + face.width // 10, face.left + face.width * 9 // 10),
    )
    skin = still[box].min(axis=2) > 90
    ink = page[box].max(axis=2) < 70
    assert ink[skin].mean() < 0.004  # 0.0 to 0.002; without knowing of faces from 0.016
    assert ink[~skin].mean() > 0.05  # and still it has eyes and a mouth
    unaware = draw_comic(still, (), ink=0.5, share=1.0)[box].max(axis=2) < 70
    assert unaware[skin].mean() > 2 * ink[skin].mean()


def test_a_comic_draws_no_lines_into_noise():
    noise = np.random.default_rng(0).normal(150, 12, (270, 480, 3))
    page = draw_comic(np.clip(noise, 0, 255).astype(np.uint8), (), ink=1.0, share=1.0)
    assert page.min() > 100


def test_a_comic_has_fewer_tones_than_the_photo():
    def tones(pixels):  # how many, as the perplexity of the lightness
        light = cv2.cvtColor(pixels, cv2.COLOR_RGB2Lab)[..., 0]
        share = np.bincount(light.ravel(), minlength=256) / light.size
        return np.exp(-(share[share > 0] * np.log(share[share > 0])).sum())

    still = photo(480, 270)
    assert tones(draw_comic(still, (), ink=0.0, share=1.0)) < 0.85 * tones(still)


def test_the_page_of_a_comic_does_not_change_once_it_is_printed():
    clip = render("comic", photo(), zoom=0.1, fps=24).astype(float)
    after = clip[-12:]
    assert np.abs(np.diff(after.mean(axis=(1, 2, 3)))).max() < 0.1


def test_a_comic_is_wiped_in_from_the_upper_left():
    still = photo()
    clip = render("comic", still, zoom=0.1, fps=24).astype(int)
    changed = np.abs(clip - still).mean(axis=3) > 8
    half = (
        changed[:, 10:40, 10:60].mean(axis=(1, 2)),
        changed[:, -40:-10, -60:-10].mean(axis=(1, 2)),
    )
    first, last = (int(np.argmax(part > 0.3)) for part in half)
    assert 0 < first < last < 0.7 * len(clip)

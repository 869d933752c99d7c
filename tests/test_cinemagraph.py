"""What is special about the cinemagraph: only what flows moves, its way, for ever."""

import cv2
import numpy as np
import pytest
import skimage.data
import torch

from effects._drift import Drift
from effects._mesh import Mesh
from effects._noise import cloud_noise
from effects._regions import find_flowing
from effects.api import Take
from effects.cinemagraph import cinemagraph
from effects.scene import Scene

WIDTH, HEIGHT, HORIZON = 320, 180, 80
ROCK = np.s_[115:160, 220:270]


def render(pixels, **options):
    options = {"duration": 4, **options}
    chunks = cinemagraph.draw(
        Scene(torch.from_numpy(pixels)), cinemagraph.parse(options), Take(fps=6, seed=3)
    )
    return torch.cat(list(chunks)).numpy()


def resized(photo):
    return cv2.resize(photo, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)


@pytest.fixture(scope="module")
def noise():
    field = cloud_noise(np.random.default_rng(1), (HEIGHT, WIDTH), (16, 28))
    grey = np.clip(128 + 60 * field, 0, 255).astype(np.uint8)
    return cv2.merge((grey, grey, grey))


@pytest.fixture(scope="module")
def sea():
    """A blue sea with long waves and a rock in it, under a blue sky with clouds."""
    rng = np.random.default_rng(2)
    clouds = np.clip(cloud_noise(rng, (HEIGHT, WIDTH), (5, 4)), 0, 1)[..., None]
    sky = np.array((110, 150, 215)) * (1 - clouds) + np.array((245, 246, 250)) * clouds
    waves = cloud_noise(rng, (HEIGHT, WIDTH), (60, 18), 3)[..., None]
    picture = np.where(
        np.arange(HEIGHT)[:, None, None] < HORIZON, sky, np.array((30, 80, 125)) + 30 * waves
    )
    picture[ROCK] = (70, 55, 40)
    return np.clip(picture, 0, 255).astype(np.uint8)


def test_outside_the_region_no_pixel_ever_changes(noise):
    clip = render(noise, region="left", direction="up", strength=1)
    assert (clip[:, :, 200:] == noise[:, 200:]).all()
    assert np.abs(clip[8, :, :100].astype(int) - noise[:, :100]).mean() > 5


@pytest.mark.parametrize(
    ("direction", "right", "down"),
    [("left", -1, 0), ("right", 1, 0), ("up", 0, -1), ("down", 0, 1)],
)
def test_it_flows_the_way_it_is_told(noise, direction, right, down):
    clip = render(noise, region="all", direction=direction)
    before, after = (cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY) for frame in clip[:2])
    # Blurred, as the two textures that are mixed share no detail but the brighter one leads.
    flow = cv2.calcOpticalFlowFarneback(before, after, None, 0.5, 3, 25, 3, 7, 1.5, 0)
    x, y = np.median(flow[40:-40, 60:-60].reshape(-1, 2), axis=0)
    assert x * right + y * down > 0.5
    assert abs(x * down) + abs(y * right) < 0.5


def test_the_loop_closes(noise):
    mesh = Mesh(HEIGHT, WIDTH)
    flow = np.zeros((*mesh.x.shape, 2), np.float32)
    flow[..., 0] = 30
    drift = Drift(noise, mesh, np.ones_like(mesh.x), flow)
    assert (drift.at(0) == noise).all()
    assert np.abs(drift.at(0.9999).astype(int) - noise).max() <= 2


def test_mixing_two_textures_keeps_their_contrast(noise):
    clip = render(noise, region="all", direction="left", strength=1)
    middle = clip[len(clip) // 2]
    # Mixed and left as they are, two unlike textures would keep 0.71.
    assert middle[40:-40, 60:-60].std() > 0.8 * noise[40:-40, 60:-60].std()


def test_water_and_sky_are_found_and_the_rock_in_the_water_is_left_out(sea):
    water, sky = find_flowing(sea)
    assert (water.kind, sky.kind) == ("water", "sky")
    scale = water.coverage.shape[1] / WIDTH
    assert (
        water.coverage[
            int(125 * scale) : int(150 * scale), int(228 * scale) : int(262 * scale)
        ].max()
        < 0.05
    )
    assert water.coverage[int(100 * scale), int(60 * scale)] > 0.95
    assert water.coverage[: int((HORIZON - 8) * scale)].max() < 0.05
    assert sky.coverage[int(20 * scale)].min() > 0.95


def test_the_rock_stands_still_in_the_flowing_water(sea):
    clip = render(sea)
    rock = np.s_[118:157, 223:267]  # but for its edge
    assert (clip[:, *rock] == sea[rock]).all()
    assert np.abs(clip[12, 100:, :150].astype(int) - sea[100:, :150]).mean() > 3


@pytest.mark.parametrize("photo", ["coffee", "chelsea", "astronaut", "rocket"])
def test_where_no_water_or_sky_is_sure_none_is_claimed(photo):
    assert find_flowing(resized(getattr(skimage.data, photo)())) == ()


def test_where_nothing_is_sure_only_the_light_changes():
    still = resized(skimage.data.coffee())
    clip = render(still).astype(int)
    assert (clip <= still.astype(int) + 1).all()
    gains = (clip.sum(axis=3) + 3) / (still.sum(axis=2) + 3)
    steps = np.abs(np.diff(gains, axis=2))
    assert np.median(steps) < 0.02  # the light is soft, so no edge of the picture has moved


def test_faces_never_move():
    still = np.ascontiguousarray(skimage.data.astronaut()[:300, 60:360])
    face = Scene(torch.from_numpy(still)).faces[0]
    clip = render(still, region="all", kind="water", direction="left", strength=1)
    box = np.s_[face.top : face.top + face.height, face.left : face.left + face.width]
    assert (clip[(slice(None), *box)] == still[box]).all()
    assert not (clip[8] == still).all()


def test_hair_moves_around_the_face_and_nowhere_else():
    still = np.ascontiguousarray(skimage.data.astronaut()[:300, 60:360])
    face = Scene(torch.from_numpy(still)).faces[0]
    clip = render(still, kind="hair", strength=1)
    moved = np.abs(clip.astype(int) - still).max(axis=(0, 3)) > 8
    middle = face.left + face.width // 2
    assert moved[: face.top, middle - face.width : middle + face.width].mean() > 0.1
    assert not moved[face.top + 3 * face.height // 2 :].any()

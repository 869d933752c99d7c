"""Depth as a viewer sees it: near against far, nothing torn, and the guess called a guess."""

import cv2
import numpy as np
import pytest
import torch
from filmed import a_photo, change, film, movements, psnr

from effects.api import Take
from effects.depth import guess_depth
from effects.depth_map import depth_png
from effects.errors import BadOptions
from effects.library import find_effect
from effects.scene import Scene


@pytest.fixture(scope="module")
def coffee():
    return a_photo()


def with_depth(scene, depth):
    measured = torch.from_numpy(depth.astype(np.float32))
    return Scene(scene.still, measure_depth=lambda _picture: measured)


def split(scene, left, right):
    """The scene with its left half measured at one distance and its right at another."""
    depth = np.full((scene.height, scene.width), left)
    depth[:, scene.width // 2 :] = right
    return with_depth(scene, depth)


def test_near_things_move_against_far_ones(coffee):
    scene = split(coffee, left=1, right=0)

    frames = film("parallax", scene, fps=6, path="horizontal", loop=False)
    near, far, *_ = movements(frames).sum(axis=0)[:, 0]

    assert near > 5
    assert far < -2


@pytest.mark.parametrize(("focus", "still", "moving"), [(1.0, 0, 1), (0.0, 1, 0)])
def test_the_plane_in_focus_stays_where_it_is(focus, still, moving, coffee):
    scene = split(coffee, left=1, right=0)

    frames = film("parallax", scene, fps=6, path="vertical", loop=False, focus=focus)
    moved = movements(frames).sum(axis=0)[:2]

    # Coming closer hides the edges; what is left after taking that off is the parallax.
    assert abs(moved[moving, 1] - moved[still, 1]) > 8
    assert np.abs(moved[still]).max() < np.abs(moved[moving]).max()


@pytest.mark.parametrize("path", ["circle", "horizontal", "vertical", "zoom"])
def test_every_path_starts_on_the_still_and_returns_to_it(path, coffee):
    frames = film("parallax", coffee, fps=12, path=path)

    assert psnr(frames[0], coffee.pixels) >= 45
    assert psnr(frames[-1], coffee.pixels) > 30
    assert max(change(frame, frames[0]) for frame in frames) > 5


def test_without_a_loop_it_stops_at_the_far_end(coffee):
    frames = film("parallax", coffee, fps=12, loop=False)

    assert change(frames[-1], frames[-2]) < 0.2
    assert change(frames[-1], frames[0]) > 5


def test_waypoints_draw_a_path_of_ones_own(coffee):
    up, down = (
        movements(film("parallax", coffee, fps=6, waypoints=points, loop=False)).sum(axis=0)[:, 1]
        for points in ("0,-1", "0,1")
    )

    frames = film("parallax", coffee, fps=12, waypoints="1,0 0,1 -1,0")

    assert (down - up)[2:].min() > 1  # of the near half
    assert psnr(frames[0], coffee.pixels) >= 45
    assert psnr(frames[-1], coffee.pixels) > 30


@pytest.mark.parametrize("waypoints", ["left", "0.5", "1,0;drop"])
def test_waypoints_that_are_no_numbers_are_refused(waypoints):
    with pytest.raises(BadOptions) as refusal:
        find_effect("parallax").parse({"waypoints": waypoints})

    assert refusal.value.option == "waypoints"


@pytest.mark.parametrize("name", ["parallax", "orbit", "dolly", "dolly-zoom", "tracking"])
def test_a_guess_never_tears_or_folds(name, coffee):
    """Film a picture of its own columns: wherever it is read, the order of columns must hold."""
    x = np.tile(np.arange(480) * 255 / 480, (320, 1))
    columns = torch.from_numpy(np.repeat(x[..., None], 3, axis=2).astype(np.uint8))
    scene = Scene(columns)
    scene.__dict__["depth"] = coffee.depth  # as guessed for a photograph

    frames = film(name, scene, fps=6, strength=1).astype(np.int16)[..., 0]

    assert (frames[:, :, 8:] - frames[:, :, :-8])[:, :, 4:-4].min() >= 1


def test_a_guess_moves_less_than_a_measurement(coffee):
    measured = with_depth(coffee, coffee.depth.numpy())

    guess, truth = (film("parallax", scene, fps=6, loop=False)[-1] for scene in (coffee, measured))

    assert change(guess, coffee.pixels) < change(truth, coffee.pixels)


def test_the_ground_comes_nearer_towards_the_bottom():
    depth = guess_depth(100, 150, focus=(0.5, 0.5))

    assert depth.shape == (100, 150)
    assert depth.min() >= 0
    assert depth.max() <= 1
    assert depth[-1].min() > depth[0].max()


def test_a_known_subject_stands_before_its_background():
    subject = np.zeros((100, 150))
    subject[20:80, 60:90] = 1

    depth = guess_depth(100, 150, focus=(0.5, 0.5), subject=subject)

    assert depth[30, 75] > depth[30, 20] + 0.3  # its head, before the sky
    assert np.ptp(depth[30:70, 75]) < 0.3  # upright, not lying on the ground


def test_a_subject_that_is_nowhere_changes_nothing():
    depth = guess_depth(100, 150, focus=(0.5, 0.5), subject=np.zeros((100, 150)))

    assert np.ptp(depth[:, 0] - depth[:, -1]) < 1e-5


def test_a_measured_depth_wins(coffee):
    measured = np.random.default_rng(0).random((320, 480))

    assert np.allclose(with_depth(coffee, measured).depth.numpy(), measured)


def test_the_depth_map_sweeps_over_the_picture(coffee):
    frames = film("depth-map", coffee, fps=12)
    levels = np.round(coffee.depth.numpy() * 255)

    assert np.array_equal(frames[0], coffee.pixels)
    assert np.array_equal(frames[-1], np.repeat(levels[..., None], 3, axis=2))
    middle = frames[17]
    assert np.array_equal(middle[:, :20], frames[-1][:, :20])
    assert np.array_equal(middle[:, -20:], coffee.pixels[:, -20:])


def test_the_depth_map_can_be_taken_away(coffee):
    levels = cv2.imdecode(np.frombuffer(depth_png(coffee), np.uint8), cv2.IMREAD_UNCHANGED)

    assert levels.dtype == np.uint16
    assert np.abs(levels / 65535 - coffee.depth.numpy()).max() < 1e-4


def test_the_warm_depth_map_has_colours(coffee):
    last = film("depth-map", coffee, fps=4, colours="warm")[-1].astype(np.int16)

    assert np.ptp(last, axis=2).mean() > 40


@pytest.mark.gpu
@pytest.mark.parametrize("name", ["zoom", "orbit", "parallax", "depth-map"])
def test_a_gpu_draws_the_same_frames(name, coffee):
    effect = find_effect(name)
    on_gpu = Take(fps=4, device="cuda")

    drawn = torch.cat([chunk.cpu() for chunk in effect.draw(coffee, effect.parse({}), on_gpu)])

    assert change(drawn.numpy(), film(name, coffee, fps=4)) < 0.2

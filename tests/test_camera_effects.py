"""Camera moves as a viewer sees them: from the frames, never from what was commanded."""

from itertools import pairwise

import cv2
import numpy as np
import pytest
import torch
from filmed import a_photo, change, film, jitter, movements, psnr

from effects.errors import BadOptions
from effects.library import find_effect
from effects.scene import Scene

ONE_WAY = ["zoom", "roll", "dolly", "arc", "tracking"]
SWEEPS = ["pan", "tilt", "camera"]
LOOPS = ["orbit", "dolly-zoom", "handheld", "parallax"]
EVERY_MOVE = ONE_WAY + SWEEPS + LOOPS


@pytest.fixture(scope="module")
def coffee():
    return a_photo(480, 320)


@pytest.fixture(scope="module")
def portrait():
    return a_photo(242, 430, "astronaut")


@pytest.mark.parametrize("name", [name for name in EVERY_MOVE if find_effect(name).starts_on_still])
def test_the_first_frame_is_the_still(name, coffee, portrait):
    for scene in (coffee, portrait):
        first = film(name, scene, fps=4)[0]

        assert psnr(first, scene.pixels) >= 45


def test_it_is_so_with_twice_the_detail_too(coffee):
    scene = Scene(coffee.still, detail=coffee.fine[..., :3].contiguous())

    assert psnr(film("zoom", scene, fps=4)[0], scene.pixels) >= 45


@pytest.mark.parametrize("name", LOOPS)
@pytest.mark.parametrize("speed", [0.5, 1, 2])
def test_a_loop_closes_as_smoothly_as_it_runs(name, speed, coffee):
    frames = film(name, coffee, fps=12, speed=speed)
    steps = [change(*pair) for pair in pairwise(frames)]

    assert max(steps) > 0.5  # something moves
    assert change(frames[-1], frames[0]) <= max(steps)


@pytest.mark.parametrize("name", [name for name in EVERY_MOVE if name != "handheld"])
def test_no_move_jitters(name, coffee):
    assert jitter(film(name, coffee, duration=2)) <= 0.05


def test_the_ruler_sees_jitter(coffee):
    steady = film("pan", coffee, duration=2)
    shaken = [np.roll(frame, number % 2, axis=1) for number, frame in enumerate(steady)]

    assert jitter(shaken) > 0.3


@pytest.mark.parametrize("name", EVERY_MOVE)
@pytest.mark.parametrize("size", [(480, 270), (270, 480)])
def test_the_edge_of_the_picture_never_shows(name, size):
    # Redder to the right, greener to the bottom; past an edge, the mirror image turns back.
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    ramps = np.dstack((x * 255 / size[0], y * 255 / size[1], x * 0)).astype(np.uint8)

    frames = film(name, Scene(torch.from_numpy(ramps)), fps=12, strength=1).astype(np.int16)

    red, green = frames[..., 0], frames[..., 1]
    inside = 6  # pixels: that an edge may show less than this wide for less than that is unseen
    assert (red[:, :, inside] - red[:, :, 0]).min() >= 0
    assert (red[:, :, -1] - red[:, :, -1 - inside]).min() >= 0
    assert (green[:, inside] - green[:, 0]).min() >= 0
    assert (green[:, -1] - green[:, -1 - inside]).min() >= 0


@pytest.mark.parametrize(
    ("name", "there", "opposite", "axis"),
    [
        ("pan", {"direction": "right"}, {"direction": "left"}, 0),
        ("tilt", {"direction": "down"}, {"direction": "up"}, 1),
        ("camera", {"pan": 0.2, "zoom": 0}, {"pan": -0.2, "zoom": 0}, 0),
        ("camera", {"tilt": 0.2, "pan": 0, "zoom": 0}, {"tilt": -0.2, "pan": 0, "zoom": 0}, 1),
    ],
)
def test_the_view_goes_where_it_is_told(name, there, opposite, axis, coffee):
    # What is seen moves against the camera.
    assert movements(film(name, coffee, fps=8, **there)).sum(axis=0)[:, axis].max() < -20
    assert movements(film(name, coffee, fps=8, **opposite)).sum(axis=0)[:, axis].min() > 20


@pytest.mark.parametrize(
    ("name", "options"),
    [("zoom", {}), ("dolly", {}), ("camera", {"pan": 0, "zoom": 0.2})],
)
def test_moving_in_spreads_things_apart(name, options, coffee):
    left, right = movements(film(name, coffee, fps=6, **options))[:, :2, 0].sum(axis=0)

    assert right - left > 15


@pytest.mark.parametrize("name", ["zoom", "dolly"])
def test_out_is_in_backwards(name, coffee):
    into, out = (film(name, coffee, fps=4, direction=way) for way in ("in", "out"))

    assert psnr(out[-1], into[1]) > 30
    assert change(out[0], into[0]) > 10


def test_a_zoom_holds_its_target(coffee):
    frames = film("zoom", coffee, fps=8, x=0.3, y=0.32)  # where a patch of the ruler is

    assert np.abs(movements(frames).sum(axis=0)[0]).max() < 1


def test_a_roll_turns_the_picture_clockwise(coffee):
    top_left, top_right, *_ = movements(film("roll", coffee, fps=6)).sum(axis=0)

    assert top_right[1] - top_left[1] > 10


def test_zooming_in_shows_real_detail():
    fine = cv2.resize(a_photo(600, 400).pixels, (480, 320), interpolation=cv2.INTER_AREA)
    still = cv2.resize(fine, (240, 160), interpolation=cv2.INTER_AREA)
    plain, detailed = (
        Scene(torch.from_numpy(still)),
        Scene(torch.from_numpy(still), torch.from_numpy(fine)),
    )

    sharpness = [
        cv2.Laplacian(film("zoom", scene, fps=4, strength=1)[-1], cv2.CV_32F).var()
        for scene in (plain, detailed)
    ]

    assert sharpness[1] > 1.1 * sharpness[0]


def test_slow_moves_keep_their_sharpness(coffee):
    frames = film("camera", coffee, pan=0.02, zoom=0, easing="linear", duration=4)
    sharpness = [cv2.Laplacian(frame, cv2.CV_32F).var() for frame in frames[:24]]

    assert min(sharpness) > 0.75 * max(sharpness)


def test_twice_the_speed_arrives_half_way_and_rests(coffee):
    usual, fast = (film("zoom", coffee, fps=12, speed=speed) for speed in (1, 2))

    assert psnr(fast[12], usual[24]) > 45
    assert np.array_equal(fast[24], fast[-1])


def test_half_the_speed_goes_half_as_far(coffee):
    usual, slow = (movements(film("pan", coffee, fps=8, speed=speed)) for speed in (1, 0.5))

    assert 0.4 < slow.sum(axis=0)[0, 0] / usual.sum(axis=0)[0, 0] < 0.7


@pytest.mark.parametrize("name", EVERY_MOVE)
def test_more_strength_moves_more(name, coffee):
    little, much = (
        max(change(frame, frames[0]) for frame in frames)
        for frames in (film(name, coffee, fps=4, strength=strength) for strength in (0.2, 0.9))
    )

    assert little < much


def test_handheld_differs_by_seed_only(coffee):
    first, again, other = (film("handheld", coffee, fps=4, seed=seed) for seed in (1, 1, 2))

    assert np.array_equal(first, again)
    assert change(first, other) > 1


def test_camera_moves_combine(coffee):
    frames = film("camera", coffee, fps=8, pan=0.3, zoom=-0.1, roll=2)
    top_left, top_right, bottom_left, _ = movements(frames).sum(axis=0)

    assert top_left[0] < -50  # travels right
    assert top_right[0] - top_left[0] < -5  # backs away
    assert (top_right - top_left)[1] > 2  # turns clockwise
    assert bottom_left[0] < -50


def test_a_speed_curve_says_how_far_along_it_is(coffee):
    late, usual = (
        film("camera", coffee, fps=12, curve=curve)
        for curve in ("0 0 0 0.5 1", "0, 0.25, 0.5, 0.75, 1")
    )

    assert np.array_equal(late[0], late[20])  # not yet
    assert psnr(late[36], usual[24]) > 40


@pytest.mark.parametrize("curve", ["fast", "0.5", "0 1 2 x", "1e9 2"])
def test_a_curve_that_is_no_list_of_numbers_is_refused(curve):
    with pytest.raises(BadOptions) as refusal:
        find_effect("camera").parse({"curve": curve})

    assert refusal.value.option == "curve"

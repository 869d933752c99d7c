"""One warp, two engines: the same frames from OpenCV and torch, exact below a pixel."""

import cv2
import numpy as np
import pytest
import torch
from skimage import data

from effects import warp as engine
from effects.warp import enlarge, pixel_grid, project, transform, warp


@pytest.fixture(scope="module")
def coffee():
    return torch.from_numpy(cv2.resize(data.coffee(), (480, 320), interpolation=cv2.INTER_AREA))


def a_homography():
    turn = np.array([[1.04, 0.02, -9.3], [-0.02, 1.04, -6.1], [2e-5, -1e-5, 1.0]])
    return np.stack([np.eye(3), turn])


def largest_difference(first, second):
    return int((first.int() - second.int()).abs().max())


def test_positions_that_change_nothing_change_nothing(coffee):
    x, y = pixel_grid(320, 480)

    assert torch.equal(warp(coffee, x[None], y[None])[0], coffee)
    assert torch.equal(transform(coffee, np.eye(3)[None], 320, 480)[0], coffee)


@pytest.mark.parametrize("border", ["mirror", "edge", "empty"])
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_both_engines_read_the_same(coffee, border, channels):
    picture = torch.cat((coffee, coffee[..., :1]), dim=2)[..., :channels].contiguous()
    x, y = pixel_grid(320, 480)
    x, y = (x * 1.1 - 30.7)[None], (y * 1.2 - 20.2)[None]  # reads outside on all four sides

    assert (
        largest_difference(warp(picture, x, y, border), engine._sample(picture, x, y, border)) <= 1
    )


def test_a_homography_is_the_warp_to_where_it_projects(coffee):
    x, y = project(a_homography(), *pixel_grid(320, 480))

    by_matrix = transform(coffee, a_homography(), 320, 480)

    assert largest_difference(by_matrix, warp(coffee, x, y)) <= 1


@pytest.mark.parametrize("shift", [0.02, 0.25, 0.5, 0.98])
def test_a_shift_by_part_of_a_pixel_is_that_part(shift):
    ramp = torch.arange(100, dtype=torch.float32).repeat(20, 1)[..., None]  # grey level = column
    x, y = pixel_grid(20, 100)

    read = warp(ramp, x[None] + shift, y[None])[0, :, 5:95, 0]

    assert torch.allclose(read, ramp[:, 5:95, 0] + shift, atol=0.01)


def test_mirror_reflects_about_the_first_pixel():
    ramp = torch.arange(10, dtype=torch.float32).repeat(4, 1)[..., None]
    x, y = pixel_grid(4, 10)

    assert torch.equal(warp(ramp, x[None] - 3, y[None])[0, 0, :4, 0], torch.tensor([3.0, 2, 1, 0]))


def test_many_frames_are_drawn_from_one_picture(coffee):
    frames = transform(coffee, a_homography(), 160, 240)

    assert frames.shape == (2, 160, 240, 3)
    assert frames.is_contiguous()
    assert torch.equal(frames[0], coffee[:160, :240])


def test_a_smooth_field_survives_being_computed_at_half_the_size():
    x, y = pixel_grid(160, 240)
    waves = torch.sin(x / 20) + torch.cos(y / 15)
    x, y = pixel_grid(320, 480)  # pixel centres of the large grid, in pixels of the small one
    exact = torch.sin(((x + 0.5) / 2 - 0.5) / 20) + torch.cos(((y + 0.5) / 2 - 0.5) / 15)

    large = enlarge(waves[None], 320, 480)[0]

    assert (large - exact)[4:-4, 4:-4].abs().max() < 0.001

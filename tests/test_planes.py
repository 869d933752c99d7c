"""Planes as encoders take them: the standard's colours, the same on every device, and back."""

import cv2
import numpy as np
import pytest
import torch
from skimage import data

from effects import planes as module
from effects.planes import chroma_of, luma_of, to_i420, to_planes, to_rgb


@pytest.fixture(scope="module")
def coffee():
    return cv2.resize(data.coffee(), (322, 182), interpolation=cv2.INTER_AREA)


def test_what_is_planes_already_stays_so(coffee):
    planes = to_planes(torch.from_numpy(coffee)[None])

    assert planes.shape == (1, 273, 322)
    assert to_planes(planes) is planes


def test_torch_converts_as_opencv_does(coffee):
    """What a GPU does, here on the processor."""
    frames = torch.from_numpy(np.stack([coffee, coffee[::-1]]))

    difference = module._convert(frames).int() - to_planes(frames).int()

    assert difference.abs().max() <= 1


def test_the_parts_of_a_frame_are_its_memory(coffee):
    planes = to_i420(coffee)

    luma_of(planes)[:], chroma_of(planes)[0], chroma_of(planes)[1] = 1, 2, 3

    assert [(planes == value).sum() for value in (1, 2, 3)] == [322 * 182, 161 * 91, 161 * 91]


def test_plain_colours_come_back():
    for rgb in [(255, 255, 255), (0, 0, 0), (200, 30, 30), (12, 150, 220), (90, 90, 91)]:
        frame = np.full((4, 6, 3), rgb, np.uint8)

        assert np.abs(to_rgb(to_i420(frame)).astype(int) - frame).max() <= 2, rgb


def test_a_photo_comes_back_but_for_its_finest_colours(coffee):
    back = to_rgb(to_i420(coffee))

    assert (
        cv2.PSNR(cv2.cvtColor(back, cv2.COLOR_RGB2GRAY), cv2.cvtColor(coffee, cv2.COLOR_RGB2GRAY))
        > 40
    )
    assert cv2.PSNR(back, coffee) > 30

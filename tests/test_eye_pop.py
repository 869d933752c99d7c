"""What is special about eye-pop: it finds the eyes of a face, and makes do without one."""

import cv2
import numpy as np
import pytest
import skimage.data
import torch

from effects.api import Take
from effects.eye_pop import _lenses, eye_pop
from effects.scene import Scene

EYES = ((204, 101), (248, 102))  # x and y of the astronaut's pupils, in pixels


@pytest.fixture(scope="module")
def astronaut():
    return Scene(torch.from_numpy(skimage.data.astronaut()))


def test_it_finds_the_eyes(astronaut):
    lenses = _lenses(astronaut)
    assert len(lenses) == 2
    for found, eye in zip(lenses[:, :2], EYES, strict=True):
        assert np.hypot(*(found - eye)) < 5


def test_only_the_eyes_move(astronaut):
    clip = torch.cat(list(eye_pop.draw(astronaut, eye_pop.parse({}), Take(fps=12))))
    moved = (clip[7:12].float() - clip[0].float()).abs().amax(dim=(0, 3)) > 12
    rows, columns = (torch.nonzero(moved.any(dim=axis)).flatten() for axis in (1, 0))
    assert rows.min() > 50
    assert rows.max() < 160
    assert columns.min() > 150
    assert columns.max() < 300


def test_without_a_face_something_still_pops():
    pixels = cv2.resize(skimage.data.coffee(), (192, 128), interpolation=cv2.INTER_AREA)
    assert _lenses(Scene(torch.from_numpy(pixels))).shape == (1, 3)


def test_without_a_face_it_is_what_stands_out_that_pops():
    cat = Scene(torch.from_numpy(np.ascontiguousarray(skimage.data.chelsea())))
    ((x, y, _),) = _lenses(cat)
    assert np.hypot(x - 171, y - 111) < 25  # its nearer eye, which is about as wide

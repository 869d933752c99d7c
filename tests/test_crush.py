"""What is special about crush: the picture ends flat, and the press stops on top of it."""

from itertools import pairwise

import pytest
import torch

from effects.api import Take
from effects.crush import FLOOR, crush
from effects.scene import Scene

GREEN = (30, 230, 60)


@pytest.fixture
def clip():
    still = torch.tensor(GREEN, dtype=torch.uint8).expand(108, 192, 3).contiguous()
    chunks = crush.draw(Scene(still), crush.parse({"strength": 1.0}), Take(fps=24))
    return torch.cat(list(chunks))


def rows_of_the_picture(frame):
    red, green, blue = frame.float().unbind(dim=-1)
    is_picture = (green > 1.5 * red) & (green > 1.5 * blue) & (green > 50)
    return torch.nonzero(is_picture.float().mean(dim=1) > 0.2).flatten()


def test_the_picture_ends_flattened_on_the_floor(clip):
    standing, flat = (rows_of_the_picture(clip[frame]) for frame in (36, -1))
    assert len(flat) < 0.3 * len(standing)
    assert abs(int(flat.max()) - FLOOR * 108) <= 2


def test_it_gets_wider_as_it_is_pressed(clip):
    green = clip[..., 1].float() - clip[..., 0].float() > 40
    widths = green.any(dim=1).sum(dim=1)
    assert widths[-1] > 1.08 * widths[38]


def test_it_is_never_taller_than_before_while_the_press_comes_down(clip):
    heights = [len(rows_of_the_picture(frame)) for frame in clip[40:66]]
    assert all(after <= before + 1 for before, after in pairwise(heights))

"""What is special about inflate: it swells without showing any part of the picture twice."""

import numpy as np
import pytest
import torch

from effects._room import Room
from effects.api import Take
from effects.inflate import Foil, inflate
from effects.scene import Scene


@pytest.fixture
def room():
    return Room(
        Scene(torch.full((108, 192, 3), 200, dtype=torch.uint8)), Take(), scale=0.5, floor=None
    )


@pytest.mark.parametrize("swell", [0.2, 0.6, 1.0, 1.2])
def test_no_part_is_seen_twice(room, swell):
    foil = Foil(room, np.random.default_rng(0), 1.0)
    across, down = foil.find(*room.camera(1).see(room.mesh), (swell, swell))
    right, below = np.gradient(across, axis=1), np.gradient(down, axis=0)
    shear = np.gradient(across, axis=0) * np.gradient(down, axis=1)
    inside = (np.abs(across) < 1) & (np.abs(down) < 1)
    assert (right * below - shear)[inside].min() > 0  # the map never folds


def test_the_lookup_undoes_the_swelling(room):
    foil = Foil(room, np.random.default_rng(0), 1.0)
    x, y = room.camera(1).see(room.mesh)
    across, down = foil.find(x, y, (1.0, 1.0))
    grown = 1 + 0.12 + 0.62 * np.exp(-0.6 * (across**2 + down**2))
    inside = (np.abs(across) < 1) & (np.abs(down) < 1)
    error = np.hypot((across * grown + 1) * 96 - 0.5 - x, (down * grown + 1) * 54 - 0.5 - y)
    assert error[inside].max() < 0.5


def test_it_swells():
    scene = Scene(torch.full((108, 192, 3), 220, dtype=torch.uint8))
    clip = torch.cat(list(inflate.draw(scene, inflate.parse({}), Take(fps=24))))
    covered = (clip[..., 0] > 90).float().mean(dim=(1, 2))
    assert covered[-1] > 1.3 * covered[34]
    assert covered[-1] < 0.85  # and stays in the picture

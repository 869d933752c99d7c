"""What is special about melt: everything runs down, and only colours of the picture are seen."""

import numpy as np
import pytest
import torch

from effects._room import Room
from effects.api import Take
from effects.melt import Flow, melt
from effects.scene import Scene


@pytest.fixture
def scene():
    ramp = torch.arange(128, dtype=torch.uint8).repeat(72, 1)
    return Scene(torch.stack((ramp + 100, ramp // 2, 255 - ramp), dim=-1))


def test_nothing_moves_up_and_nothing_sideways(scene):
    flow = Flow(Room(scene, Take(), scale=0.64, floor=None), np.random.default_rng(1))
    before = flow.fallen.copy()
    for time in (0.5, 1.0, 2.0):
        flow.run_to(time)
        assert (flow.fallen >= before - 1e-3).all()
        before = flow.fallen.copy()


def test_neighbouring_columns_never_part_into_teeth(scene):
    flow = Flow(Room(scene, Take(), scale=0.64, floor=None), np.random.default_rng(1))
    flow.run_to(0.4)
    # Where the picture's own edge is: a drip may hang far below its sides, but through a round tip.
    bends = np.abs(np.diff(flow.fallen[len(flow.fallen) // 2], n=2))
    assert bends.max() < 0.2 * 72


def test_the_picture_keeps_its_colours(scene):
    last = torch.cat(list(melt.draw(scene, melt.parse({}), Take(fps=6))))[-1].float()
    seen = last[last.sum(dim=-1) > 260]  # the picture, not the dark room
    red, green, blue = seen.T
    assert len(seen) > 200
    # Light on the wax may brighten or darken a colour, so compare what light keeps: its order.
    assert (red > green).float().mean() > 0.95
    assert (blue > green).float().mean() > 0.95


def test_more_strength_runs_further(scene):
    bodies = []
    for strength in (0.0, 1.0):
        clip = list(melt.draw(scene, melt.parse({"strength": strength}), Take(fps=6)))
        bodies.append((torch.cat(clip)[-1, :36].float().sum(dim=-1) > 260).sum())
    assert bodies[1] < bodies[0]

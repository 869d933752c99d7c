"""What is special about the effects that take a picture apart."""

import numpy as np
import pytest
import torch

from effects._object import ObjectOptions
from effects._room import Room
from effects.api import Take
from effects.crumble import FLOOR, Slab
from effects.dissolve import dissolve
from effects.explode import BURST, ExplodeOptions, Pane
from effects.levitate import levitate
from effects.peel import Sticker
from effects.scene import Scene
from effects.slice import SLIDE, Block, SliceOptions
from effects.tear import BACK, Paper


@pytest.fixture(scope="module")
def scene():
    y, x = np.mgrid[0:120, 0:200]
    pixels = np.stack((130 + x // 2, 200 - y, 120 + y // 2 + x // 4), axis=-1)
    return Scene(torch.from_numpy(pixels.astype(np.uint8)))


def test_no_seam_shows_before_the_tear_gets_there(scene):
    paper = Paper(scene, Take(seed=2), 0.5)
    frame = paper.draw(BACK * 0.99).float()
    inside = frame[40:90, 50:150]
    steps = (inside[:, 1:] - inside[:, :-1]).abs().amax(dim=-1)
    assert steps.max() <= 5  # as smooth across the tear's line as the picture is


def test_a_cut_picture_looks_whole_until_it_slides(scene):
    whole, cut = (Block(scene, Take(seed=2), SliceOptions(cuts=cuts)) for cuts in (1, 4))
    moment = SLIDE - 1e-6  # the flash is over
    assert torch.equal(whole.draw(moment), cut.draw(moment))


def test_what_the_roll_has_not_reached_stays_as_it_is(scene):
    sticker = Sticker(scene, Take(), 0.5)
    before, later = sticker.draw(0.27).int(), sticker.draw(0.5).int()
    corner = np.s_[24:60, 40:90]  # at the upper left, where the roll comes last
    assert (before[corner] - later[corner]).abs().max() <= 2
    assert (before[80:100, 130:165] - later[80:100, 130:165]).abs().float().mean() > 10


def test_cracks_come_before_the_burst(scene):
    pane = Pane(scene, ExplodeOptions(pieces=40), Take(seed=1))
    cracked, burst = pane.draw(BURST * 0.7).float(), pane.draw(0.6).float()
    changed = (cracked - scene.still.float()).abs().amax(dim=-1) > 12
    assert 0.005 < changed.float().mean() < 0.35  # lines, not areas
    dark = burst.amax(dim=-1) < 90
    assert dark.float().mean() > 0.25  # the room behind is seen


def test_every_piece_comes_to_rest_on_the_floor(scene):
    slab = Slab(scene, ObjectOptions(strength=1.0), Take(seed=4))
    frames = [slab.draw(done) for done in np.linspace(0.3, 1, 30)]
    assert slab._landed.all()
    colourful = (frames[-1].amax(dim=-1) > 100).float()
    assert colourful[: round(120 * (FLOOR - 0.25))].mean() < 0.01
    assert colourful[round(120 * (FLOOR - 0.12)) : round(120 * FLOOR)].mean() > 0.1


def test_nothing_is_left_of_a_dissolved_picture(scene):
    take = Take(fps=12)
    clip = torch.cat(list(dissolve.draw(scene, dissolve.parse({"strength": 1}), take)))
    empty = Room(scene, take, scale=0.76, floor=None).backdrop
    assert (clip[-1].float() - empty.float()).abs().mean() < 0.5


def test_the_wind_blows_the_dust_its_way(scene):
    middles = []
    for wind in ("left", "right"):
        frames = torch.cat(list(dissolve.draw(scene, dissolve.parse({"wind": wind}), Take(fps=12))))
        light = frames[34].float().amax(dim=-1)
        bright = (light > 110).float().sum(dim=0)
        middles.append(float((bright * torch.arange(200)).sum() / bright.sum()))
    assert middles[0] > 100 > middles[1]  # what still stands is on the windward side


def test_a_levitating_picture_leaves_the_floor(scene):
    clip = torch.cat(list(levitate.draw(scene, levitate.parse({"strength": 1}), Take(fps=12))))
    lowest = [
        int(torch.nonzero((frame[:, 60:140].amin(dim=-1) > 95).float().mean(dim=1) > 0.5).max())
        for frame in (clip[13], clip[-1])
    ]
    assert lowest[0] - lowest[1] > 0.08 * 120

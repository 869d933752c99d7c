"""The subject as the object: when it is cut out, what is left behind, and what is refused."""

import cv2
import numpy as np
import pytest
import skimage.data
import torch

from benchmarks.subject import GOOD_IOU, composites, empty_pictures, judge
from bot import wording
from effects._cutout import DIM, spread
from effects._object import ObjectOptions, find_object
from effects._place import Place
from effects._room import Room
from effects.api import Take
from effects.errors import NoSubject
from effects.library import all_effects
from effects.scene import Scene

ON_SUBJECTS = [each for each in all_effects().values() if issubclass(each.options, ObjectOptions)]
STAYING = {
    "inflate",
    "deflate",
    "squish",
    "melt",
    "crush",
    "dissolve",
    "explode",
    "crumble",
    "ta-da",
}
MOVING = {"levitate", "slice"}
RED, GREEN = (220, 40, 40), (60, 150, 70)


def scene_with_a_ball(*, x=80, y=56, radius=22):
    """A red ball before a green wall with some texture, 160 x 96."""
    rng = np.random.default_rng(3)
    pixels = np.clip(np.array(GREEN) + rng.normal(0, 9, (96, 160, 1)), 0, 255).astype(np.uint8)
    cv2.circle(pixels, (x, y), radius, RED, cv2.FILLED, cv2.LINE_AA)
    return Scene(torch.from_numpy(pixels))


@pytest.fixture(scope="module")
def ball():
    return scene_with_a_ball()


@pytest.fixture(scope="module")
def cut_ball():
    """A ball whose lower part the edge of the picture cuts off."""
    return scene_with_a_ball(y=84)


def draw(effect, scene, **options):
    take = Take(fps=8, seed=2)
    return torch.cat(list(effect.draw(scene, effect.parse({"duration": 2} | options), take)))


def redness(frame):
    red, green, _ = frame.float().unbind(dim=-1)
    return red - green > 40


def test_the_effects_that_take_a_subject_are_known():
    assert {each.name for each in ON_SUBJECTS} == STAYING | MOVING


def test_what_is_pasted_is_found_and_hardly_ever_cut_wrongly():
    verdicts = [judge(case) for case in list(composites(400))[::3]]
    cut = [verdict.iou for verdict in verdicts if verdict.iou is not None]
    assert len(cut) >= 0.4 * len(verdicts)
    assert min(cut) > 0.75
    assert sum(iou >= GOOD_IOU for iou in cut) >= len(cut) - 1


def test_nothing_is_cut_out_of_pictures_without_a_subject():
    verdicts = [judge(case) for case in list(empty_pictures(400))[::3]]
    assert [verdict.name for verdict in verdicts if verdict.iou is not None] == []


def test_a_ball_is_lifted_out_with_the_wall_behind_it_filled_in(ball):
    cutout = ball.cutout
    assert abs(cutout.left + cutout.deep.shape[1] / 2 - 80) <= 2
    assert abs(cutout.top + cutout.deep.shape[0] / 2 - 56) <= 2
    assert cutout.is_free
    assert not redness(torch.from_numpy(cutout.clean)).any()  # no halo of it either
    dimmed = cutout.calm.mean() / cutout.clean.mean()
    assert dimmed == pytest.approx(DIM, abs=0.02)
    outline = cutout.layer[..., 3]
    assert (cutout.layer[..., :3] <= outline[..., None]).all()
    inside = cutout.layer[outline == 255]
    assert np.abs(inside[:, :3].astype(int) - RED).max() <= 8


def test_a_skin_under_pressure_is_highest_in_the_middle(ball):
    belly, deep = ball.cutout.belly, ball.cutout.deep
    assert belly.max() == pytest.approx(1, abs=0.1)
    assert belly[deep < -4].max() < 0.15
    assert belly[deep > 15].min() > belly[(deep > 2) & (deep < 6)].max()


def test_spreading_keeps_what_is_known_and_mixes_nothing_else_in():
    pixels = np.zeros((40, 60, 3), np.uint8)
    known = np.zeros((40, 60), bool)
    pixels[:, :20], known[:, :20] = (200, 10, 10), True
    pixels[:, 50:], known[:, 50:] = (10, 10, 200), True
    filled = spread(pixels, known)
    assert np.array_equal(filled[known], pixels[known])
    assert (filled[..., 1] == 10).all()
    assert (np.diff(filled[20, 20:50, 0].astype(int)) <= 0).all()  # from one to the other


@pytest.mark.parametrize("name", sorted(STAYING | MOVING))
def test_the_wall_stays_and_only_the_ball_changes(ball, name):
    effect = all_effects()[name]
    clip = draw(effect, ball, object="subject")
    assert torch.equal(clip[0], ball.still)
    last = clip[10].float()
    # The corner still shows the wall, darker: with the whole photo it would show the dark room.
    corner = last[2:12, 2:30].mean(dim=(0, 1))
    assert corner[1] > corner[0] + 15
    moved = (last - DIM * ball.still.float()).abs().amax(dim=-1) > 40
    assert moved[30:].any()


@pytest.mark.parametrize("name", sorted(STAYING | MOVING))
def test_the_asker_chooses_the_photo(ball, name):
    effect = all_effects()[name]
    whole, own = (draw(effect, ball, object=kind)[10] for kind in ("photo", "auto"))
    assert not torch.equal(whole, own)
    assert torch.equal(own, draw(effect, ball, object="subject")[10])


def test_a_subject_that_the_edge_cuts_off_does_not_leave_its_place(cut_ball):
    take, options = Take(), ObjectOptions()
    assert not cut_ball.cutout.is_free
    stays = find_object(cut_ball, take, options, scale=0.6, floor=None)
    assert isinstance(stays, Place)
    moves = find_object(cut_ball, take, options, scale=0.6, floor=None, moves=True)
    assert isinstance(moves, Room)


def test_a_subject_that_is_not_sure_is_refused_in_one_sentence(ball):
    wool = cv2.resize(skimage.data.chelsea()[:120, :180], (180, 120))
    effect = all_effects()["melt"]
    with pytest.raises(NoSubject) as refused:
        draw(effect, Scene(torch.from_numpy(wool)), object="subject")
    assert "object=photo" in wording.explain(refused.value)
    assert draw(effect, Scene(torch.from_numpy(wool))).shape == (16, 120, 180, 3)


def test_a_dissolved_subject_leaves_the_background(ball):
    last = draw(all_effects()["dissolve"], ball, object="subject", strength=1)[-1]
    assert not redness(last).any()


def test_a_levitating_subject_rises_from_where_it_stood(ball):
    clip = draw(all_effects()["levitate"], ball, object="subject", strength=1)
    lowest = [int(torch.nonzero(redness(frame).any(dim=1)).max()) for frame in (clip[0], clip[-1])]
    assert lowest[0] - lowest[1] > 0.08 * 96


def test_an_inflated_subject_grows_in_place_and_stays_in_the_frame(ball):
    clip = draw(all_effects()["inflate"], ball, object="subject", strength=1)
    sizes = [int(redness(frame).sum()) for frame in (clip[0], clip[-1])]
    assert sizes[1] > 1.5 * sizes[0]
    assert not redness(clip[-1])[0].any()


def test_guessed_depth_stands_the_subject_in_front(ball):
    depth = ball.depth.numpy()
    assert depth[50:62, 74:86].min() > depth[50:62, 10:40].max() + 0.3
    assert depth[50:62, 74:86].min() > depth[50:62, 120:150].max() + 0.3


def test_parallax_moves_the_subject_against_its_background_and_starts_on_the_still(ball):
    clip = draw(all_effects()["parallax"], ball, path="horizontal", strength=1, focus=0)
    error = (clip[0].float() - ball.still.float()).square().mean()
    assert error < 255**2 / 10**4.5  # 45 dB
    middles = [float(torch.nonzero(redness(frame))[:, 1].float().mean()) for frame in clip]
    assert max(middles) - min(middles) > 1.5

"""The order of frames, on real photographs and real effects."""

import cv2
import numpy as np
import pytest
import torch
from skimage import data

from effects.api import Take
from effects.library import find_effect
from effects.scene import Scene
from generation.playback import Play, arrange, frames_to_draw

FRAMES = 30


def moving(count):
    """A photograph sliding to the right, two pixels a frame, in chunks of four."""
    photo = cv2.resize(data.coffee(), (160, 96), interpolation=cv2.INTER_AREA)
    frames = np.stack([np.roll(photo, 2 * number, axis=1) for number in range(count)])
    return list(torch.from_numpy(frames).split(4))


def played(tmp_path, play, *, frames=FRAMES, loops=False):
    drawn = moving(frames_to_draw(play, frames))
    spool = tmp_path / "spool"
    found = arrange(drawn, play, frames=frames, fps=24, loops=loops, spool=spool)
    clip = torch.cat(list(found)).numpy()
    assert not spool.exists()
    return torch.cat(drawn).numpy(), clip


def numbers(drawn, clip):
    """Which drawn frame each frame of the clip is, by likeness."""
    return [int(np.abs(drawn.astype(int) - frame).mean((1, 2, 3)).argmin()) for frame in clip]


def test_forward_changes_nothing(tmp_path):
    drawn, clip = played(tmp_path, Play.FORWARD)

    assert np.array_equal(drawn, clip)


@pytest.mark.parametrize("frames", [1, 2, 11, 12, 13, 30])
def test_reverse_shows_every_frame_once_from_the_last(tmp_path, frames):
    drawn, clip = played(tmp_path, Play.REVERSE, frames=frames)

    assert numbers(drawn, clip) == list(range(frames))[::-1]
    assert cv2.PSNR(drawn[::-1], clip) > 42


@pytest.mark.parametrize("frames", [2, 25, 30, 31])
def test_ping_pong_goes_there_and_back_and_is_as_long_as_asked(tmp_path, frames):
    drawn, clip = played(tmp_path, Play.PING_PONG, frames=frames)

    found = numbers(drawn, clip)
    there = frames // 2 + 1
    assert len(found) == frames
    assert found == [*range(there), *range(frames - there, 0, -1)]


def test_loop_ends_next_to_its_beginning_without_a_jump(tmp_path):
    _, clip = played(tmp_path, Play.LOOP)

    steps = np.abs(np.diff(clip.astype(int), axis=0)).mean((1, 2, 3))
    seam = np.abs(clip[-1].astype(int) - clip[0]).mean()
    assert seam <= steps.max()


def test_an_effect_that_loops_is_left_alone(tmp_path):
    drawn, clip = played(tmp_path, Play.LOOP, loops=True)

    assert np.array_equal(drawn, clip)


def test_a_real_effect_ends_on_the_picture_when_reversed(tmp_path):
    still = torch.from_numpy(cv2.resize(data.coffee(), (160, 96)))
    melt, take = find_effect("melt"), Take(fps=12)
    drawn = melt.draw(Scene(still), melt.parse({"duration": 2}), take)

    clip = arrange(drawn, Play.REVERSE, frames=24, fps=12, loops=False, spool=tmp_path / "spool")

    last = list(clip)[-1][-1].numpy()
    assert cv2.PSNR(last, still.numpy()) > 40

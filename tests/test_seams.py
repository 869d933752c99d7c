"""Joints between stretches of frames: colours that match, and the figure that tells if not."""

import numpy as np
import pytest
import torch
from skimage import data

from generation.quality import QualityMeter
from generation.seams import INVISIBLE, join, match, worst_seam

GATE = 2.5


def drift(count, start=0):
    """A photograph that moves to the left by two pixels a frame. Shapes: (count, 120, 160, 3)."""
    whole = torch.from_numpy(data.coffee()[100:220, :400].copy())
    offsets = range(2 * start, 2 * (start + count), 2)
    return torch.stack([whole[:, offset : offset + 160] for offset in offsets])


def tinted(frames):
    """As another stretch of a model might come out: warmer, darker, with less contrast."""
    return (frames.float() * 0.85 + torch.tensor([10.0, 2.0, -6.0])).round().clamp(0, 255).byte()


@pytest.mark.parametrize("overlap", [1, 5])
def test_a_stretch_in_other_colours_is_joined_unseen(overlap):
    before, after = drift(20), drift(20, start=20 - overlap)

    joined = join(before, tinted(after), overlap)

    assert len(joined) == 40 - overlap
    assert worst_seam(joined, [20], overlap) < 2
    assert (joined.int() - drift(40 - overlap).int()).abs().float().mean() < 2


def test_the_figure_sees_what_was_not_matched():
    plain = torch.cat([drift(20), tinted(drift(20, start=19))[1:]])

    assert worst_seam(plain, [20]) > GATE


def test_the_figure_sees_a_jump_to_another_place():
    assert worst_seam(torch.cat([drift(20), drift(20, start=60)]), [20]) > GATE


def test_a_clip_in_one_piece_has_no_seam():
    assert worst_seam(drift(9), []) == 0.0
    assert worst_seam(drift(9), [4]) == pytest.approx(1.0, abs=0.3)


def test_what_nobody_can_see_is_no_seam_in_a_clip_that_stands_still():
    still = drift(1).repeat(10, 1, 1, 1)
    other = still.clone()
    other[5:, ::7] += 1  # a seventh of the rows, by one grey level

    assert worst_seam(other, [5]) < INVISIBLE


def test_a_picture_without_contrast_is_not_given_any():
    flat = torch.full((2, 40, 60, 3), 90, dtype=torch.uint8)

    matched = match(flat, drift(1), flat)

    assert np.ptp(matched.numpy().astype(int), axis=(1, 2)).max() <= 1


def test_a_visible_seam_fails_its_gate():
    frames = drift(12)
    meter = QualityMeter(frames[0].numpy(), fps=12)
    meter.feed(frames)
    meter.joined(1.2)
    assert "seam" not in meter.report().failed_gates("model")

    meter.joined(3.0)

    assert meter.report().seam == 3.0
    assert "seam" in meter.report().failed_gates("model")

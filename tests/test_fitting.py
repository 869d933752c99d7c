"""Clips that must fit into so many bytes: coarser, then smaller, then shorter, never too large."""

import av
import numpy as np
import pytest
import torch

from generation.encoder import ClipWriter
from generation.errors import CannotShrink
from generation.fitting import fit_clip

WIDTH, HEIGHT, FRAMES, FPS = 320, 240, 72, 24


@pytest.fixture(scope="module")
def noisy(tmp_path_factory):
    """A clip that no encoder likes: moving noise, with a tone."""
    path = tmp_path_factory.mktemp("clips") / "noisy.mp4"
    rng = np.random.default_rng(3)
    small = rng.integers(0, 255, (FRAMES, HEIGHT // 4, WIDTH // 4, 3), dtype=np.uint8)
    frames = torch.from_numpy(small.repeat(4, axis=1).repeat(4, axis=2))
    tone = (8000 * np.sin(np.arange(48_000 * FRAMES // FPS) / 20)).astype(np.int16)
    with ClipWriter(path, width=WIDTH, height=HEIGHT, fps=FPS, sound=tone) as writer:
        writer.write(frames)
    return path


def facts(path):
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    with av.open(str(path)) as container:
        sound = sum(frame.samples for frame in container.decode(audio=0))
    return frames, sound / 48_000


@pytest.mark.parametrize("share", [0.7, 0.4, 0.1, 0.03])
def test_a_clip_fits_and_loses_as_little_as_it_can(tmp_path, noisy, share):
    target, limit = tmp_path / "small.mp4", int(noisy.stat().st_size * share)

    shape = fit_clip(noisy, target, limit)
    frames, sound_s = facts(target)

    assert target.stat().st_size <= limit
    assert len(frames) == shape.frames
    assert frames[0].shape == (shape.height, shape.width)
    assert sound_s == pytest.approx(shape.frames / FPS, abs=0.1)


def test_the_bitrate_goes_first_then_the_size_then_the_length(tmp_path, noisy):
    limits = [int(noisy.stat().st_size * share) for share in (0.7, 0.05, 0.03)]
    mild, harsh, harshest = (fit_clip(noisy, tmp_path / f"{limit}.mp4", limit) for limit in limits)

    assert (mild.width, mild.height, mild.frames) == (WIDTH, HEIGHT, FRAMES)
    assert harsh.width < WIDTH
    assert harsh.frames == FRAMES
    assert harshest.frames < FRAMES


def test_what_cannot_be_made_so_small_is_refused(tmp_path, noisy):
    with pytest.raises(CannotShrink):
        fit_clip(noisy, tmp_path / "tiny.mp4", 5_000)

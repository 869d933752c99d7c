"""The contract, once per effect: what a caller may rely on whatever the file draws."""

from itertools import pairwise

import cv2
import numpy as np
import pytest
import skimage.data
import torch

from effects.api import Take
from effects.errors import RenderCancelled
from effects.library import all_effects
from effects.scene import Scene

every_effect = pytest.mark.parametrize("effect", all_effects().values(), ids=lambda e: e.name)


def photo(width, height):
    pixels = cv2.resize(skimage.data.coffee(), (width, height), interpolation=cv2.INTER_AREA)
    return Scene(torch.from_numpy(pixels))


@pytest.fixture(scope="module")
def landscape():
    return photo(176, 100)


@pytest.fixture(scope="module")
def portrait():
    return photo(90, 158)


def render(effect, scene, take=None, **options):
    chunks = effect.draw(scene, effect.parse(options), take or Take(fps=12, seed=5))
    return torch.cat([chunk.cpu() for chunk in chunks])


@every_effect
def test_frames_are_bytes_as_large_and_as_many_as_asked(effect, landscape):
    clip = render(effect, landscape, duration=1.5)
    assert clip.dtype == torch.uint8
    assert clip.shape == (18, 100, 176, 3)


@every_effect
def test_something_happens(effect, landscape):
    clip = render(effect, landscape, duration=2).numpy().astype(np.int16)
    most = max(np.abs(frame - clip[0]).mean() for frame in clip)
    assert most > 1.5


@every_effect
def test_every_setting_of_the_common_options_can_be_drawn(effect, portrait):
    for strength, speed in ((0.0, 0.25), (1.0, 4.0)):
        clip = render(effect, portrait, duration=1, strength=strength, speed=speed)
        assert clip.shape == (12, 158, 90, 3)


@every_effect
def test_same_seed_same_clip(effect, landscape):
    first, second = (render(effect, landscape, duration=1) for _ in range(2))
    assert torch.equal(first, second)


@every_effect
def test_it_stops_when_cancelled(effect, landscape):
    take = Take(fps=12)
    chunks = effect.draw(landscape, effect.parse({}), take)
    next(chunks)
    take.stop.set()
    with pytest.raises(RenderCancelled):
        next(chunks)


@every_effect
def test_it_starts_on_the_still_where_it_says_so(effect, landscape):
    if not effect.starts_on_still:
        pytest.skip("does not promise to")
    clip = render(effect, landscape, duration=1)
    error = (clip[0].float() - landscape.still.float()).square().mean()
    assert error < 255**2 / 10**4.5  # 45 dB: the rounding of an interpolation, nothing more


@every_effect
def test_it_loops_where_it_says_so(effect, landscape):
    if not effect.loops:
        pytest.skip("does not promise to")
    clip = render(effect, landscape, duration=3).numpy().astype(np.int16)
    steps = [np.abs(after - before).mean() for before, after in pairwise(clip)]
    seam = np.abs(clip[0] - clip[-1]).mean()
    assert seam <= 1.25 * max(steps) + 0.5
    assert seam <= 0.5 * max(np.abs(frame - clip[0]).mean() for frame in clip) + 0.5


@every_effect
def test_the_still_is_left_as_it_was(effect, landscape):
    before = landscape.still.clone()
    render(effect, landscape, duration=1)
    assert torch.equal(landscape.still, before)

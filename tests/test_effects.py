"""The contract, once per effect: what a caller may rely on whatever the file draws."""

from itertools import islice, pairwise

import cv2
import numpy as np
import pytest
import skimage.data
import torch

from effects.api import Take, chunk_frames
from effects.errors import RenderCancelled
from effects.library import all_effects
from effects.planes import to_planes
from effects.scene import Scene

every_effect = pytest.mark.parametrize("effect", all_effects().values(), ids=lambda e: e.name)


def photo(width, height):
    pixels = cv2.resize(skimage.data.coffee(), (width, height), interpolation=cv2.INTER_AREA)
    return Scene(torch.from_numpy(pixels))


def render(effect, scene, **options):
    chunks = effect.draw(scene, effect.parse(options), Take(fps=12, seed=5))
    return torch.cat([chunk.cpu() for chunk in chunks])


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    """Pictures this small are drawn several times quicker by one thread than by many."""
    before = cv2.getNumThreads(), torch.get_num_threads()
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    yield
    cv2.setNumThreads(before[0])
    torch.set_num_threads(before[1])


@pytest.fixture(scope="module")
def landscape():
    return photo(160, 90)


@pytest.fixture(scope="module")
def portrait():
    return photo(90, 158)


@pytest.fixture(scope="module")
def clip_of(landscape):
    """Two seconds of every effect, drawn once for all tests that only look at them."""
    clips = {}

    def find(effect):
        if effect.name not in clips:
            clips[effect.name] = render(effect, landscape, duration=2)
        return clips[effect.name]

    return find


def difference(first, second):
    return float((first.float() - second.float()).abs().mean())


@every_effect
def test_frames_are_bytes_as_large_and_as_many_as_asked(effect, clip_of):
    assert clip_of(effect).dtype == torch.uint8
    assert clip_of(effect).shape == (24, 90, 160, 3)


@every_effect
def test_something_happens(effect, clip_of):
    clip = clip_of(effect)
    assert max(difference(frame, clip[0]) for frame in clip) > 1.5


@every_effect
def test_it_starts_on_the_still_where_it_says_so(effect, clip_of, landscape):
    if not effect.starts_on_still:
        pytest.skip("does not promise to")
    error = (clip_of(effect)[0].float() - landscape.still.float()).square().mean()
    assert error < 255**2 / 10**4.5  # 45 dB: the rounding of an interpolation, nothing more


@every_effect
def test_it_loops_where_it_says_so(effect, clip_of):
    if not effect.loops:
        pytest.skip("does not promise to")
    clip = clip_of(effect)
    seam = difference(clip[-1], clip[0])
    assert seam <= 1.25 * max(difference(*frames) for frames in pairwise(clip)) + 0.5
    assert seam <= 0.5 * max(difference(frame, clip[0]) for frame in clip) + 0.5


@every_effect
def test_same_seed_same_clip(effect, clip_of, landscape):
    before = landscape.still.clone()
    again = render(effect, landscape, duration=2)
    assert torch.equal(again, clip_of(effect))
    assert torch.equal(landscape.still, before)  # and the still is left as it was


@every_effect
def test_planes_show_the_same_as_rgb(effect, clip_of, landscape):
    """Its first frames in a take that takes planes, beside its RGB frames, converted."""
    take = Take(fps=12, seed=5, takes_planes=True)
    drawn = islice(effect.draw(landscape, effect.parse({"duration": 2}), take), 3)
    planes = torch.cat([to_planes(chunk) for chunk in drawn])

    error = (planes.float() - to_planes(clip_of(effect)[: len(planes)]).float()).abs()

    luma, chroma = error[:, :90], error[:, 90:]
    assert planes.shape[1:] == (135, 160)
    assert luma.mean() < 0.5
    assert chroma.mean() < 0.5
    # Colour edges may come out a little sharper than if they were halved after drawing.
    assert luma.quantile(0.999) <= 5
    assert chroma.quantile(0.999) <= 8
    if effect.starts_on_still:
        still = to_planes(landscape.still[None])
        assert (planes[:1].float() - still.float()).square().mean() < 219**2 / 10**4.5  # 45 dB


@every_effect
def test_the_common_options_can_be_drawn_at_their_ends(effect, portrait):
    for strength, speed in ((0.0, 0.25), (1.0, 4.0)):
        clip = render(effect, portrait, duration=1, strength=strength, speed=speed)
        assert clip.shape == (12, 158, 90, 3)


@every_effect
def test_it_stops_when_cancelled(effect, landscape):
    take = Take(fps=12)
    chunks = effect.draw(landscape, effect.parse({}), take)
    next(chunks)
    take.stop.set()
    with pytest.raises(RenderCancelled):
        next(chunks)


def test_of_large_frames_fewer_are_drawn_at_once(landscape):
    sizes = [(160, 90), (1280, 720), (1920, 1080), (3840, 2160)]
    assert [chunk_frames(height, width) for width, height in sizes] == [4, 4, 2, 1]

    zoom = all_effects()["zoom"]
    chunks = list(zoom.draw(landscape, zoom.parse({"duration": 1}), Take(fps=12, chunk_frames=2)))
    assert [len(chunk) for chunk in chunks] == [2] * 6
    assert torch.equal(torch.cat(chunks), render(zoom, landscape, duration=1))


def test_another_seed_is_another_clip_where_there_is_chance(landscape):
    melt = all_effects()["melt"]
    first, second = (
        torch.cat(list(melt.draw(landscape, melt.parse({"duration": 2}), Take(fps=12, seed=seed))))
        for seed in (1, 2)
    )
    assert np.abs(first[-1].numpy().astype(int) - second[-1].numpy()).mean() > 1

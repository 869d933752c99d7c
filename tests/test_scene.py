"""What is known about a picture without a model: its faces, its subject, or that it is unsure."""

import time

import cv2
import numpy as np
import pytest
import torch
from skimage import data

from benchmarks.subject import composites
from effects.scene import Scene
from generation.stills import Still, fit

SLOW_S = 8.0  # generous: it takes 0.3 to 0.8 s on an idle core


def scene_of(pixels, long_side=640):
    share = long_side / max(pixels.shape[:2])
    size = [round(length * share / 2) * 2 for length in pixels.shape[1::-1]]
    return Scene(torch.from_numpy(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)))


def overlap(mask, expected):
    """Intersection over union."""
    inside = mask.numpy() > 0.5
    return (inside & expected).sum() / (inside | expected).sum()


def test_a_face_is_found_where_it_is():
    scene = scene_of(data.astronaut(), 512)
    (face,) = scene.faces
    assert abs(face.left + face.width / 2 - 222) < 15  # the nose, measured by hand
    assert abs(face.top + face.height / 2 - 115) < 20


@pytest.mark.parametrize("photo", ["coffee", "chelsea", "rocket", "brick"])
def test_no_face_is_found_where_there_is_none(photo):
    pixels = getattr(data, photo)()
    colour = pixels if pixels.ndim == 3 else np.repeat(pixels[..., None], 3, axis=2)
    assert scene_of(colour).faces == ()


def test_a_cup_is_cut_out_with_its_saucer():
    scene = scene_of(data.coffee())
    height, width = scene.still.shape[:2]
    # The saucer's rim as an ellipse over the 600 x 400 photograph, measured by hand.
    rim = cv2.ellipse(np.zeros((400, 600), np.uint8), (278, 210), (205, 178), 0, 0, 360, 1, -1)
    expected = cv2.resize(rim, (width, height)) > 0
    assert scene.subject.dtype == torch.float32
    assert overlap(scene.subject, expected) > 0.85


def test_a_portrait_is_cut_out_with_hair_and_shoulders():
    scene = scene_of(data.astronaut(), 512)
    mask = scene.subject.numpy()
    inside = {"hair": (60, 222), "nose": (115, 222), "chest": (330, 200), "shoulder": (260, 130)}
    outside = {"wall": (60, 320), "flag": (150, 30), "shuttle": (200, 410), "top": (5, 200)}
    assert all(mask[place] > 0.9 for place in inside.values())
    assert all(mask[place] < 0.1 for place in outside.values())


@pytest.mark.parametrize(
    "photo", ["chelsea", "hubble_deep_field", "retina", "immunohistochemistry"]
)
def test_what_cannot_be_cut_out_for_certain_is_not(photo):
    assert scene_of(getattr(data, photo)()[:, :]).subject is None


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_an_empty_picture_has_no_subject_and_no_face(grey):
    scene = Scene(torch.full((120, 160, 3), grey, dtype=torch.uint8))
    assert scene.subject is None
    assert scene.faces == ()


@pytest.mark.parametrize("shape", [(64, 256), (256, 64), (2, 2)])
def test_narrow_and_tiny_pictures_are_looked_at_too(shape):
    noise = np.random.default_rng(0).integers(0, 256, (*shape, 3), np.uint8)
    scene = Scene(torch.from_numpy(noise))
    assert scene.faces == ()
    assert scene.subject is None or scene.subject.shape == shape


def test_the_same_picture_has_the_same_subject():
    first, second = (scene_of(data.coffee()).subject for _ in range(2))
    assert torch.equal(first, second)


PHOTOS = ("coffee", "astronaut", "chelsea", "rocket")
COMPOSITES = ("cup on wall, 0.65", "ginger horse on meadow, 0.65", "suit horse on galaxies, 0.65")
SIDES = (240, 300, 480, 540, 720, 960)


@pytest.fixture(scope="module")
def pictures():
    """Photographs, and composites: things pasted on backgrounds."""
    photographs = {name: getattr(data, name)() for name in PHOTOS}
    return photographs | {case.name: case.pixels for case in composites(640)}


def inside(scene):
    """The subject at one size for all, or None."""
    if scene.subject is None:
        return None
    return cv2.resize(scene.subject.numpy(), (320, 240), interpolation=cv2.INTER_AREA) > 0.5


@pytest.mark.parametrize("name", [*PHOTOS, *COMPOSITES])
def test_clips_of_every_size_show_the_same_subject_and_faces(pictures, name):
    scenes = [fit(Still(pictures[name]), side) for side in SIDES]
    masks = [inside(scene) for scene in scenes]
    assert len({mask is None for mask in masks}) == 1
    if masks[0] is not None:
        assert min(overlap(torch.from_numpy(mask), masks[-1]) for mask in masks) >= 0.9
    boxes = [[(f.left / s.width, f.top / s.height) for f in s.faces] for s in scenes]
    assert all(np.allclose(each, boxes[-1], atol=0.01) for each in boxes)
    assert len({scene.focus for scene in scenes}) == 1


@pytest.mark.parametrize("name", ["coffee", "chelsea", "rocket", *COMPOSITES])
def test_noise_of_one_grey_level_does_not_change_the_subject(pictures, name):
    pixels = pictures[name]
    noise = [np.random.default_rng(seed).integers(-1, 2, pixels.shape) for seed in range(3)]
    noisy = [np.clip(pixels + each, 0, 255).astype(np.uint8) for each in noise]
    first, *others = (inside(fit(Still(each), 640)) for each in (pixels, *noisy))
    if first is None:
        assert others == [None] * len(noise)
    else:
        assert min(overlap(torch.from_numpy(other), first) for other in others) >= 0.9


def test_subject_and_faces_are_found_once_and_soon():
    scene = scene_of(data.coffee(), 1280)
    started = time.perf_counter()
    assert scene.subject is scene.subject
    assert time.perf_counter() - started < SLOW_S

"""Pictures in other shapes."""

import numpy as np
import pytest
from skimage import data

from generation.framing import Aspect, Fit, frame

PHOTOS = {"wide": data.coffee(), "tall": np.ascontiguousarray(data.coffee().transpose(1, 0, 2))}


@pytest.mark.parametrize("photo", PHOTOS)
@pytest.mark.parametrize("fit", list(Fit))
@pytest.mark.parametrize("aspect", [each for each in Aspect if each.ratio])
def test_a_picture_gets_the_shape_asked_for(photo, fit, aspect):
    framed = frame(PHOTOS[photo], aspect, fit)

    assert framed.shape[1] / framed.shape[0] == pytest.approx(aspect.ratio, rel=0.01)


def test_the_original_shape_is_left_alone():
    assert frame(PHOTOS["wide"], Aspect.ORIGINAL) is PHOTOS["wide"]


def test_a_crop_keeps_what_stands_out():
    sea = np.full((200, 600, 3), (30, 60, 120), np.uint8)
    sea[80:120, 460:500] = (250, 60, 20)  # a red buoy far to the right

    cropped = frame(sea, Aspect.SQUARE, Fit.CROP)

    assert (cropped == (250, 60, 20)).all(axis=2).sum() == 40 * 40


def test_an_extension_keeps_every_pixel():
    photo = PHOTOS["wide"]

    extended = frame(photo, Aspect.PORTRAIT, Fit.EXTEND)

    top = (extended.shape[0] - photo.shape[0]) // 2
    assert np.array_equal(extended[top : top + photo.shape[0]], photo)


def test_little_is_cropped_and_much_is_extended():
    photo = PHOTOS["wide"]  # 3:2

    assert frame(photo, Aspect.SQUARE).shape[0] == photo.shape[0]
    assert frame(photo, Aspect.PORTRAIT).shape[1] == photo.shape[1]

"""The subject lifted out of a picture, and the picture without it: made once, used by every effect.

What was behind the subject is not known. It is filled with the colours around it, smoothly, and
while something happens to the subject the background goes out of focus and grows darker: as if
the camera looked at the subject only. That hides what is made up.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np

MARGIN = 0.00625  # around the subject in its box, in sides of the picture
GRID = 80  # lines, of the picture, on which the sides of the box lie: at every size the same
SOLID, CLEAR = 0.95, 0.02  # coverage from which a pixel is all subject, below which it is none
HALO = 0.012  # of what surrounds the subject and may have taken its colour, in long sides
BLUR = 0.012  # sigma of the background out of focus, in long sides
DIM = 0.62  # how bright the background is then
BELLY_POINTS = 56  # long side at which the swelling is worked out


@dataclass(frozen=True)
class Cutout:
    """A subject in its box, and what remains of the picture.

    Shapes:
        layer: (h, w, 4) uint8 RGBA, colours already multiplied by alpha.
        flesh: (h, w, 3) uint8, the subject's colours, carried on beyond its outline.
        deep: (h, w) float32, pixels to the nearest outline, negative outside.
        belly: (h, w) float32, how far it stands out if pumped up, 0 at its outline to 1.
        clean: (H, W, 3) uint8, the picture with the subject filled in.
        calm: (H, W, 3) uint8, the same out of focus and darker.
    """

    left: int  # of the box in the picture, in pixels
    top: int
    layer: np.ndarray
    flesh: np.ndarray
    deep: np.ndarray
    belly: np.ndarray
    clean: np.ndarray
    calm: np.ndarray
    is_free: bool  # whether none of it is cut off by the edge of the picture


def lift_out(pixels: np.ndarray, subject: np.ndarray, seen: np.ndarray) -> Cutout:
    """Take the subject out of a picture.

    Args:
        pixels: the picture.
        subject: where it is.
        seen: where it is in the glance at the picture: whatever the size of the clip, it tells
            where the box is and whether the edge of the picture cuts the subject off.

    Shapes:
        pixels: (H, W, 3) uint8. subject: (H, W) float32, 1 inside and 0 outside. seen: (h, w),
        likewise.
    """
    height, width = subject.shape
    _, subject = cv2.threshold(subject, CLEAR, 0, cv2.THRESH_TOZERO)
    top, bottom = _span(seen.max(axis=1) > 0.5, height)
    left, right = _span(seen.max(axis=0) > 0.5, width)
    alpha = np.ascontiguousarray(subject[top:bottom, left:right])
    inside = alpha > 0.5
    flesh = spread(pixels[top:bottom, left:right], alpha > SOLID)
    coloured = cv2.multiply(flesh, cv2.merge((alpha, alpha, alpha)), dtype=cv2.CV_8U)
    clean = _without(pixels, subject)
    return Cutout(
        left=left,
        top=top,
        layer=cv2.merge((*cv2.split(coloured), cv2.multiply(alpha, 255, dtype=cv2.CV_8U))),
        flesh=flesh,
        deep=_depth_inside(inside),
        belly=_swell(inside),
        clean=clean,
        calm=_calm(clean),
        is_free=not _reaches_edge(seen),
    )


def spread(pixels: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Carry the colours of known pixels on into all others, smoothly.

    Shapes:
        pixels: (h, w, 3) uint8. known: (h, w) bool, at least one of them. Returns (h, w, 3) uint8.

    Source:
        Gortler et al., "The Lumigraph", SIGGRAPH 1996: pull-push.
    """
    if known.all():
        return pixels.copy()
    weight = known.astype(np.uint8)
    filled = _pull_push(cv2.copyTo(pixels, weight).astype(np.float32), weight.astype(np.float32))
    return np.asarray(cv2.copyTo(pixels, weight, cv2.convertScaleAbs(filled)))


def _span(is_there: np.ndarray, length: int) -> tuple[int, int]:
    """First and last + 1 of the rows or columns of a box, the picture having `length` of them."""
    places = np.flatnonzero(is_there) / len(is_there)
    first = math.floor((places[0] - MARGIN) * GRID) / GRID
    last = math.ceil((places[-1] + 1 / len(is_there) + MARGIN) * GRID) / GRID
    return max(0, round(first * length)), min(length, round(last * length))


def _reaches_edge(seen: np.ndarray) -> bool:
    rim = np.concatenate([seen[0], seen[-1], seen[:, 0], seen[:, -1]])
    return bool(rim.max() > 0.5)


def _pull_push(colour: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """What has no weight, filled from a picture of half the size, itself filled likewise. Float32.

    Args:
        colour: (h, w, 3), already multiplied by the weight.
        weight: (h, w), 0..1.
    """
    height, width = weight.shape
    half = ((width + 1) // 2, (height + 1) // 2)
    less = cv2.resize(weight, half, interpolation=cv2.INTER_AREA)
    small = cv2.resize(colour, half, interpolation=cv2.INTER_AREA)
    small /= np.maximum(less, 1e-6)[..., None]
    known = (less > 1e-6).astype(np.float32)
    if known.min() == 0 and max(half) > 1:
        missing = _pull_push(small, known)
        small = np.where(known[..., None] > 0, small, missing)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR))


def _without(pixels: np.ndarray, subject: np.ndarray) -> np.ndarray:
    """The picture with the subject, and what it may have tinted around it, filled in."""
    halo = max(2.0, HALO * max(subject.shape))
    away = cv2.distanceTransform((subject <= 0).astype(np.uint8), cv2.DIST_L2, 3)
    around = away > halo
    filled = spread(pixels, around) if around.any() else cv2.blur(pixels, (2 * int(halo) + 1,) * 2)
    share = np.clip(2 - 2 * away / np.float32(halo), 0, 1)  # no step where the fill begins
    return np.asarray(cv2.blendLinear(filled, pixels, share, 1 - share))


def _calm(clean: np.ndarray) -> np.ndarray:
    """The background out of focus and darker, worked out at a quarter of its size."""
    height, width = clean.shape[:2]
    quarter = (max(1, width // 4), max(1, height // 4))
    small = cv2.resize(clean, quarter, interpolation=cv2.INTER_AREA).astype(np.float32)
    soft = cv2.GaussianBlur(small, (0, 0), max(0.5, BLUR * max(quarter))) * DIM
    return np.asarray(cv2.resize(soft, (width, height)).round(), np.uint8)


def _depth_inside(inside: np.ndarray) -> np.ndarray:
    """Pixels to the nearest outline; the edge of the box is none. (h, w) float32."""
    distances = (
        cv2.distanceTransform(part.astype(np.uint8), cv2.DIST_L2, 3) for part in (inside, ~inside)
    )
    within, without = distances
    return np.asarray(np.where(inside, within - 0.5, 0.5 - without), np.float32)


def _swell(inside: np.ndarray) -> np.ndarray:
    """The shape of a skin under pressure, held at its outline. (h, w) float32, 0 to 1.

    Source:
        The membrane equation, as Baran and Lehtinen, "Notes on Inflating Curves", 2009.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.linalg import spsolve

    height, width = inside.shape
    share = BELLY_POINTS / max(height, width)
    size = (max(3, round(width * share)), max(3, round(height * share)))
    small = cv2.resize(inside.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.5
    places = np.full(small.shape, -1)
    places[small] = np.arange(small.sum())
    pairs = [
        np.stack((first[both], second[both]))
        for first, second in ((places[:, :-1], places[:, 1:]), (places[:-1], places[1:]))
        if (both := (first >= 0) & (second >= 0)).any()
    ]
    count = int(small.sum())
    if not pairs:
        return inside.astype(np.float32)
    first, second = np.concatenate(pairs, axis=1)
    ends = np.concatenate((first, second)), np.concatenate((second, first))
    rows, columns = (np.concatenate((end, np.arange(count))) for end in ends)
    values = np.concatenate((-np.ones(2 * len(first)), np.full(count, 4.0)))
    system = coo_matrix((values, (rows, columns)), shape=(count, count)).tocsc()
    belly = np.zeros(small.shape, np.float32)
    belly[small] = np.sqrt(spsolve(system, np.ones(count)))
    belly = cv2.GaussianBlur(belly / max(belly.max(), 1e-6), (0, 0), 1)
    return np.asarray(cv2.resize(belly, (width, height), interpolation=cv2.INTER_LINEAR))

"""What the picture is of, cut out from what is behind it; nothing, where that is not certain."""

from typing import NamedTuple

import cv2
import numpy as np

from effects._trust import SLACK, agreement, standards_met
from effects.faces import Face
from effects.glance import shrink
from effects.saliency import find_saliency

CUT_PX = 192  # long side of the picture that is cut
OUTLINE_PX, BAND_PX = 256, 5  # long side of the one whose outline is cut anew, and how far from it
MIDDLE = 0.4  # sigma of the weight of the middle, in sides of the picture
LEAST_SHARE = 0.85  # of the largest part in the whole cut: the rest are crumbs
EDGE_RADIUS, EDGE_SHARPNESS = 2, 1e-4  # of the guided filter: pixels, squared luma of 0..1


class Guess(NamedTuple):
    """What a cut begins with, by how likely every pixel is the subject's."""

    share: float  # of Otsu's threshold from which on it is thought to be
    front: float  # from which on it surely is
    back: float  # below which it surely is not
    rounds: int  # of GrabCut: more of them change less than noise does


# The cut is made from three guesses, of which one asks almost everywhere, one begins with little.
# What two of them include is the subject: a single cut can turn over when a grey level changes.
# Where they come out far apart, the colours do not tell the subject from the rest.
GUESSES = (Guess(1.0, 0.8, 0.12, 2), Guess(0.6, 2.0, 0.05, 1), Guess(1.4, 2.0, 0.02, 1))


def find_subject(glance: np.ndarray, faces: tuple[Face, ...]) -> np.ndarray | None:
    """Cut the subject out, or return None when the cut cannot be trusted.

    Args:
        glance: the picture, see `effects.glance`.
        faces: found in it, in its pixels.

    Shapes:
        glance: (h, w, 3) uint8 RGB. Returns (h, w) float32, 1 where the subject is.

    Source:
        Rother et al., "GrabCut", 2004, started from saliency (`effects.saliency`) or from a face
        and the shoulders below it.
    """
    small = shrink(glance, CUT_PX)
    share = small.shape[1] / glance.shape[1]
    saliency = find_saliency(small)
    prior = saliency * _middle(saliency.shape)
    prior /= max(float(prior.max()), 1e-6)
    for face in faces[:1]:
        prior = np.maximum(prior, _portrait(saliency.shape, face, share))
    has_face = bool(faces)
    first = _cut_out(small, prior, GUESSES[0])
    if not standards_met(small, _one_thing(first), saliency, has_face=has_face, slack=SLACK):
        return None
    cuts = [first, *(_cut_out(small, prior, guess) for guess in GUESSES[1:])]
    mask = _one_thing(np.asarray(np.median(cuts, axis=0), np.uint8))
    agreed = np.mean([agreement(mask, cut) for cut in cuts])
    standards = standards_met(small, mask, saliency, has_face=has_face)
    if not any(agreed >= standard.agreement for standard in standards):
        return None
    outlined = _outline(shrink(glance, OUTLINE_PX), mask)
    return np.asarray(cv2.resize(outlined.astype(np.float32), glance.shape[1::-1]))


def _middle(shape: tuple[int, ...]) -> np.ndarray:
    """Photographers put what matters there. (h, w), 1 in the middle."""
    y, x = ((np.mgrid[: shape[0], : shape[1]].T + 0.5) / shape[:2] - 0.5).T
    return np.asarray(np.exp(-(np.square(x) + np.square(y)) / (2 * MIDDLE**2)))


def _portrait(shape: tuple[int, ...], face: Face, share: float) -> np.ndarray:
    """A head around the face, shoulders below. (h, w), 0..1.

    A head is about half again as wide as the box from brow to chin, and twice as high; shoulders
    are three heads wide.
    """
    head = np.zeros(shape[:2], np.float32)
    x, y = (face.left + face.width / 2) * share, (face.top + face.height * 0.4) * share
    wide, high = face.width * share, face.height * share
    axes = (round(0.75 * wide), round(1.0 * high))
    cv2.ellipse(head, (round(x), round(y)), axes, 0, 0, 360, 0.7, cv2.FILLED)
    neck, shoulder, foot = y + 0.8 * high, y + 1.6 * high, float(shape[0])
    corners = [
        (-0.4, neck),
        (0.4, neck),
        (1.4, shoulder),
        (1.6, foot),
        (-1.6, foot),
        (-1.4, shoulder),
    ]
    body = np.array([(round(x + side * wide), round(down)) for side, down in corners], np.int32)
    cv2.fillPoly(head, [body], 0.6)
    face_axes = (round(0.45 * wide), round(0.5 * high))
    cv2.ellipse(head, (round(x), round(y)), face_axes, 0, 0, 360, 1.0, cv2.FILLED)
    return head


def _cut_out(small: np.ndarray, prior: np.ndarray, guess: Guess) -> np.ndarray:
    """GrabCut from a prior, without specks. (h, w) uint8, 0 or 1.

    Shapes:
        small: (h, w, 3) uint8. prior: (h, w), how likely every pixel is the subject's, 0..1.
    """
    likely, _ = cv2.threshold((prior * 255).astype(np.uint8), 0, 1, cv2.THRESH_OTSU)
    likely = float(np.clip(likely / 255 * guess.share, 0.06, 0.9))
    marks = np.where(prior > likely, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    marks[prior > guess.front] = cv2.GC_FGD
    marks[prior < guess.back] = cv2.GC_BGD
    if np.ptp(marks & 1) == 0:  # all of it or none: nothing to cut
        return np.zeros(small.shape[:2], np.uint8)
    round_brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
    mask = cv2.morphologyEx(_grab(small, marks, guess.rounds), cv2.MORPH_OPEN, round_brush)
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, round_brush))


def _outline(small: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Bring a mask to a larger picture and cut anew near its outline, where thin things show.

    Shapes:
        small: (h, w, 3) uint8. mask: of a smaller picture, 0 or 1. Returns (h, w) uint8, 0 or 1.
    """
    soft = cv2.resize(mask.astype(np.float32), small.shape[1::-1])
    rough = (soft > 0.5).astype(np.uint8)
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * BAND_PX + 1, 2 * BAND_PX + 1))
    marks = np.where(rough > 0, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    marks[cv2.erode(rough, brush) > 0] = cv2.GC_FGD
    marks[cv2.dilate(rough, brush) == 0] = cv2.GC_BGD
    specks_gone = np.ones((3, 3), np.uint8)
    return _one_thing(cv2.morphologyEx(_grab(small, marks, 1), cv2.MORPH_OPEN, specks_gone))


def _grab(small: np.ndarray, marks: np.ndarray, rounds: int) -> np.ndarray:
    """GrabCut from marks. (h, w) uint8, 0 or 1."""
    models = np.zeros((2, 1, 65))
    cv2.setRNGSeed(0)  # its colour models start at random: the same picture, the same cut
    cv2.grabCut(small, marks, None, models[0], models[1], rounds, cv2.GC_INIT_WITH_MASK)
    return marks & 1


def _one_thing(mask: np.ndarray) -> np.ndarray:
    """The largest part of a mask without crumbs; nothing, when there are several large ones."""
    _, labels, figures, _ = cv2.connectedComponentsWithStats(mask)
    areas = np.array(figures[:, cv2.CC_STAT_AREA])
    areas[0] = 0  # what is outside
    if areas.max() < LEAST_SHARE * areas.sum():
        return np.zeros_like(mask)
    return np.asarray((labels == areas.argmax()) & (mask > 0), np.uint8)


def enlarge(mask: np.ndarray, glance: np.ndarray, pixels: np.ndarray) -> np.ndarray:
    """Bring the mask of a glance to a picture's size, its outline along the picture's own edges.

    Shapes:
        mask: (h, w) float32. glance: (h, w, 3) uint8. pixels: (H, W, 3) uint8. Returns (H, W)
        float32, 0..1.

    Source:
        He, Sun, "Fast Guided Filter", 2015.
    """
    window = (2 * EDGE_RADIUS + 1, 2 * EDGE_RADIUS + 1)

    def mean(values: np.ndarray) -> np.ndarray:
        return np.asarray(cv2.boxFilter(values, -1, window))

    guide = cv2.cvtColor(glance, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    slope = (mean(guide * mask) - mean(guide) * mean(mask)) / (
        mean(guide * guide) - mean(guide) ** 2 + EDGE_SHARPNESS
    )
    offset = mean(mask) - slope * mean(guide)
    size = pixels.shape[1::-1]
    slope, offset = (cv2.resize(mean(part), size) for part in (slope, offset))
    full = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    return np.asarray(np.clip(slope * full + offset, 0, 1), np.float32)

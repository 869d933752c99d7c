"""What the picture is of, cut out from what is behind it; nothing, where that is not certain."""

import cv2
import numpy as np

from effects.faces import Face
from effects.saliency import find_saliency

LOOKED_AT_PX = 320  # long side of the picture that is cut
CUTS = 5  # iterations of GrabCut
MIDDLE = 0.4  # sigma of the weight of the middle, in sides of the picture
SURE_FRONT, SURE_BACK = 0.8, 0.12  # saliency beyond which nothing is asked
SMALLEST_PART = 0.15  # of the largest part: smaller ones are crumbs
EDGE_RADIUS, EDGE_SHARPNESS = 4, 1e-4  # of the guided filter: pixels, squared luma of 0..1

# When to trust a cut. Tuned on 13 pictures of scikit-image, of which three were cut well: so refuse
# rather than cut wrong.
LEAST_AREA, MOST_AREA = 0.05, 0.6
LEAST_SEPARATION = 0.45  # of what stands out, inside less outside: good 0.51 to 0.63, bad to 0.39
MOST_UNSEEN_OUTLINE = (
    0.15  # share of the outline without a step of colour: good to 0.02, bad from 0.2
)
SEEN_STEP = 8.0  # CIE Lab units
BESIDE_PX = 3  # how far from the outline colours are compared


def find_subject(pixels: np.ndarray, faces: tuple[Face, ...]) -> np.ndarray | None:
    """Cut the subject out, or return None when the cut cannot be trusted.

    Shapes:
        pixels: (H, W, 3) uint8 RGB. Returns (H, W) float32, 1 where the subject is.

    Source:
        Rother et al., "GrabCut", 2004, started from saliency (`effects.saliency`) or from a face
        and the shoulders below it; the outline is refined by He, Sun, "Fast Guided Filter", 2015.
    """
    height, width, _ = pixels.shape
    share = min(1.0, LOOKED_AT_PX / max(height, width))
    size = (round(width * share), round(height * share))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    saliency = find_saliency(small)
    prior = saliency * _middle(saliency.shape)
    for face in faces[:1]:
        prior = np.maximum(prior, _portrait(saliency.shape, face, share))
    mask = _cut_out(small, prior)
    if not _is_trusted(small, mask, prior):
        return None
    return _follow_edges(pixels, small, mask)


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


def _cut_out(small: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """GrabCut from the prior; crumbs and holes removed. (h, w) uint8, 0 or 1."""
    likely, _ = cv2.threshold((prior * 255).astype(np.uint8), 0, 1, cv2.THRESH_OTSU)
    marks = np.where(prior * 255 > likely, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    marks[prior > SURE_FRONT] = cv2.GC_FGD
    marks[prior < SURE_BACK] = cv2.GC_BGD
    if np.ptp(marks & 1) == 0:  # all of it or none: nothing to cut
        return np.zeros(small.shape[:2], np.uint8)
    models = np.zeros((2, 1, 65))
    cv2.setRNGSeed(0)  # its colour models start at random: the same picture, the same cut
    cv2.grabCut(small, marks, None, models[0], models[1], CUTS, cv2.GC_INIT_WITH_MASK)
    round_brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
    mask = cv2.morphologyEx(marks & 1, cv2.MORPH_OPEN, round_brush)
    return _without_crumbs(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, round_brush))


def _without_crumbs(mask: np.ndarray) -> np.ndarray:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    if count == 1:
        return mask
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    kept = areas >= SMALLEST_PART * areas.max()
    return np.asarray(kept[labels], np.uint8)


def _is_trusted(small: np.ndarray, mask: np.ndarray, prior: np.ndarray) -> bool:
    """Whether the cut is of a likely size, stands out, and follows edges that can be seen."""
    area = mask.mean()
    if not LEAST_AREA <= area <= MOST_AREA:
        return False
    inside = mask.astype(bool)
    separation = prior[inside].mean() - prior[~inside].mean()
    return bool(
        separation >= LEAST_SEPARATION and unseen_outline(small, mask) <= MOST_UNSEEN_OUTLINE
    )


def unseen_outline(small: np.ndarray, mask: np.ndarray) -> float:
    """The share of the outline on whose two sides the colours are about the same, 0..1."""
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    inside = _average_of(lab, mask)
    outside = _average_of(lab, 1 - mask)
    outline = cv2.morphologyEx(mask, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)).astype(bool)
    outline[[0, -1]] = outline[:, [0, -1]] = (
        False  # where the picture ends is no edge of the subject
    )
    if not outline.any():
        return 1.0
    steps = np.linalg.norm(inside - outside, axis=2)[outline]
    return float((steps < SEEN_STEP).mean())


def _average_of(lab: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The mean colour near every pixel of what lies in the mask. (h, w, 3)."""
    window = (2 * BESIDE_PX + 1, 2 * BESIDE_PX + 1)
    weight = cv2.boxFilter(mask.astype(np.float32), -1, window)
    colour = cv2.boxFilter(lab * mask[..., None], -1, window)
    return np.asarray(colour / np.maximum(weight, 1e-6)[..., None])


def _follow_edges(pixels: np.ndarray, small: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Bring the mask to full size, its outline along the picture's own edges."""
    window = (2 * EDGE_RADIUS + 1, 2 * EDGE_RADIUS + 1)

    def mean(values: np.ndarray) -> np.ndarray:
        return np.asarray(cv2.boxFilter(values, -1, window))

    guide = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    cut = mask.astype(np.float32)
    slope = (mean(guide * cut) - mean(guide) * mean(cut)) / (
        mean(guide * guide) - mean(guide) ** 2 + EDGE_SHARPNESS
    )
    offset = mean(cut) - slope * mean(guide)
    size = pixels.shape[1::-1]
    slope, offset = (cv2.resize(mean(part), size) for part in (slope, offset))
    full = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    return np.asarray(np.clip(slope * full + offset, 0, 1), np.float32)

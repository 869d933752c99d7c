"""When to trust a cut of the subject: a wrong one is far worse than the whole photo as the object.

The thresholds were chosen on 50 photographs with known masks and on composites of others; see
`docs/quality.md`. What told good cuts from bad ones best is how little the colours inside and
outside have in common, and that other guesses lead to the same cut (`effects.mask`).
"""

from dataclasses import dataclass

import cv2
import numpy as np

MOST_AREA = 0.6  # of the picture
MOST_AT_ONE_SIDE = 0.2  # of the left or right edge of the picture
MOST_AT_BOTH_SIDES = 0.02  # what runs from side to side is a shore, a wall, a band of anything
MOST_AT_TOP = 0.02  # but for a head that fills the frame:
MOST_AT_TOP_WITH_FACE = 0.3
SEEN_STEP = 8.0  # CIE Lab units
BESIDE_PX = 3  # how far from the outline colours are compared
TONES = (8, 11, 11)  # bins of the histogram in L, a and b; grey is in the middle of one


@dataclass(frozen=True)
class Standard:
    """What a cut must reach, all of it, to be trusted."""

    area: float  # at least: of the picture
    separation: float  # at least: of what stands out, inside less outside
    shared: float  # at most: how much of the colours inside is found outside, too
    unseen: float  # at most: share of the outline without a step of colour
    agreement: float  # at least, on average: with the cuts that three guesses lead to


# One of them is enough. The second is for what is large: a small thing that stands out may be only
# a part of the subject, such as the inside of a cup.
STANDARDS = (
    Standard(area=0.05, separation=0.5, shared=0.11, unseen=0.1, agreement=0.93),
    Standard(area=0.4, separation=0.64, shared=0.3, unseen=0.05, agreement=0.75),
)
STANDARD_WITH_FACE = Standard(area=0.1, separation=0.42, shared=0.3, unseen=0.02, agreement=0.85)
SLACK = 0.05  # of a first cut, which two others may better


def standards_met(
    small: np.ndarray,
    mask: np.ndarray,
    saliency: np.ndarray,
    *,
    has_face: bool,
    slack: float = 0.0,
) -> tuple[Standard, ...]:
    """The standards that a cut meets but for the agreement, or misses by no more than a slack.

    Shapes:
        small: (h, w, 3) uint8 RGB. mask: (h, w) uint8, 0 or 1. saliency: (h, w), 0..1.
    """
    area = mask.mean()
    if area == 0 or area > MOST_AREA or not _lies_well(mask, has_face=has_face):
        return ()
    inside = mask > 0
    separation = saliency[inside].mean() - saliency[~inside].mean()
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    shared, unseen = shared_colour(lab, inside), unseen_outline(lab, mask)
    return tuple(
        standard
        for standard in (*STANDARDS, *(STANDARD_WITH_FACE,) * has_face)
        if area >= standard.area - slack
        and separation >= standard.separation - slack
        and shared <= standard.shared + slack
        and unseen <= standard.unseen + slack
    )


def agreement(first: np.ndarray, second: np.ndarray) -> float:
    """How much two masks agree: intersection over union, 0..1."""
    both, either = (first & second).sum(), (first | second).sum()
    return float(both / either) if either else 0.0


def shared_colour(lab: np.ndarray, inside: np.ndarray) -> float:
    """How much of the colours inside is found outside, too, 0..1: common area of histograms."""
    scale = np.array(TONES) / np.array((100, 120, 120))
    bins = ((lab + np.array((0, 60, 60))) * scale).astype(int).clip(0, np.array(TONES) - 1)
    tones = np.ravel_multi_index(np.moveaxis(bins, 2, 0), TONES)
    within, without = (
        np.bincount(tones[part], minlength=np.prod(TONES)) / part.sum()
        for part in (inside, ~inside)
    )
    return float(np.minimum(within, without).sum())


def unseen_outline(lab: np.ndarray, mask: np.ndarray) -> float:
    """The share of the outline on whose two sides the colours are about the same, 0..1."""
    inside = _average_of(lab, mask)
    outside = _average_of(lab, 1 - mask)
    outline = cv2.morphologyEx(mask, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)).astype(bool)
    # Where the picture ends is no edge of the subject.
    outline[[0, -1]] = outline[:, [0, -1]] = False
    if not outline.any():
        return 1.0
    steps = np.linalg.norm(inside - outside, axis=2)[outline]
    return float((steps < SEEN_STEP).mean())


def _lies_well(mask: np.ndarray, *, has_face: bool) -> bool:
    """Whether the edges of the picture do not cut off too much of it."""
    left, right, top = mask[:, 0].mean(), mask[:, -1].mean(), mask[0].mean()
    return bool(
        max(left, right) <= MOST_AT_ONE_SIDE
        and min(left, right) <= MOST_AT_BOTH_SIDES
        and top <= (MOST_AT_TOP_WITH_FACE if has_face else MOST_AT_TOP)
    )


def _average_of(lab: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The mean colour near every pixel of what lies in the mask. (h, w, 3)."""
    window = (2 * BESIDE_PX + 1, 2 * BESIDE_PX + 1)
    weight = cv2.boxFilter(mask.astype(np.float32), -1, window)
    colour = cv2.boxFilter(lab * mask[..., None], -1, window)
    return np.asarray(colour / np.maximum(weight, 1e-6)[..., None])

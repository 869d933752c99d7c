"""Where in a picture something flows: the part a user names, or water or sky found for sure.

A named part is trusted: inside it, what looks like its core is kept and what stands in it, a rock
or a boat, is left out. Without a name only a plain sky or a body of water is accepted, and rather
none than a wrong one.

Source: Rother, Kolmogorov, Blake, "GrabCut", SIGGRAPH 2004; the tests of what was found are ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import cv2
import numpy as np

from effects.faces import Face

Part: TypeAlias = Literal["all", "top", "bottom", "left", "right", "centre"]
Kind: TypeAlias = Literal["water", "sky", "hair", "smoke"]
Coverage: TypeAlias = np.ndarray  # (h, w) float32, 0 outside to 1 inside

COLUMNS = 200  # regions are found this wide
# Left, top, right, bottom of what may belong to a part, and of what mostly does, in frame sides.
MAY_REACH = {
    "top": (0, 0, 1, 0.65),
    "bottom": (0, 0.35, 1, 1),
    "left": (0, 0, 0.6, 1),
    "right": (0.4, 0, 1, 1),
    "centre": (0.15, 0.1, 0.85, 0.9),
}
CORE = {"top": (0, 0, 1, 0.35), "bottom": (0, 0.6, 1, 1)}
NARROW_FADE, WIDE_FADE = 0.05, 0.14  # of a part towards the rest of the picture, in widths
LEAST_SHARE = 0.2  # of the part: what looks like the core is less, so the whole part is taken
MOST_THINGS = 0.3  # of a water or a sky: hidden by more, it is not one
LEAST_THING = (
    0.002  # of the picture: what is smaller is a wave or a glint, not a thing in the water
)


@dataclass(frozen=True)
class Region:
    """Where something flows, and what it is.

    Shapes:
        coverage: (h, w) float32, `COLUMNS` wide, 0 outside to 1 inside.
    """

    kind: Kind
    coverage: Coverage


def outline(pixels: np.ndarray, part: Part) -> Coverage:
    """Where something flows in a part of the picture; 0 wherever the part does not reach.

    At the top and the bottom that ends where the sky or the water does; what flows elsewhere, smoke
    or a waterfall, has no such end.

    Shapes:
        pixels: (H, W, 3) uint8 RGB.
    """
    small = _shrink(pixels)
    if part == "all":
        return np.ones(small.shape[:2], np.float32)
    if part in CORE:
        return _soften(small, part, *_search(small, part))
    return _fade(small, MAY_REACH[part], WIDE_FADE)


def around_face(pixels: np.ndarray, face: Face) -> Coverage:
    """Where the hair of a face is: beside and above it, and not below its chin.

    Shapes:
        pixels: (H, W, 3) uint8 RGB.
    """
    small = _shrink(pixels)
    y, x = np.mgrid[: small.shape[0], : small.shape[1]] * (pixels.shape[1] / COLUMNS)
    across = (x - face.left - face.width / 2) / face.width
    down = (y - face.top - 0.4 * face.height) / face.height
    near = np.clip((1.05 - np.hypot(across, down)) / 0.3, 0, 1)
    above_chin = np.clip((0.75 - down) / 0.25, 0, 1)
    return np.asarray(near * above_chin, np.float32)


def find_flowing(pixels: np.ndarray) -> tuple[Region, ...]:
    """The water and the sky of a picture, where it surely shows them.

    Shapes:
        pixels: (H, W, 3) uint8 RGB.
    """
    small = _shrink(pixels)
    look = _Look(small)
    candidates: tuple[tuple[Kind, Part, Callable[[np.ndarray], bool]], ...] = (
        ("water", "bottom", look.is_water),
        ("sky", "top", look.is_sky),
    )
    found = []
    for kind, part, is_one in candidates:
        alike, things = _search(small, part)
        if is_one(alike > 0) and (alike * things).sum() < MOST_THINGS * alike.sum():
            found.append(Region(kind, _soften(small, part, alike, things)))
    return tuple(found)


class _Look:
    """What the small picture looks like, to judge parts of it."""

    def __init__(self, small: np.ndarray) -> None:
        lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
        self._light, self._red, self._yellow = cv2.split(lab)
        self._lab = lab
        self._across = np.abs(cv2.Sobel(self._light, cv2.CV_32F, 1, 0, ksize=3))
        self._down = np.abs(cv2.Sobel(self._light, cv2.CV_32F, 0, 1, ksize=3))

    def is_water(self, inside: np.ndarray) -> bool:
        """Blue or grey, at the foot of the picture, and drawn out sideways as waves are."""
        if not self._could_be(inside, np.s_[-1]):
            return False
        textured = self._down[inside].mean()
        sideways = textured / (self._across[inside].mean() + 1e-6)
        cool = np.median(self._yellow[inside]) < 0 and np.median(self._red[inside]) < 5
        return bool(cool and textured > 1 and sideways > 1.4)

    def is_sky(self, inside: np.ndarray) -> bool:
        """Blue, lighter and smoother than the rest, along the top of the picture."""
        if not self._could_be(inside, np.s_[0]):
            return False
        rough = self._down + self._across
        plain = np.median(rough[inside]) < 0.7 * np.median(rough[~inside])
        lighter = np.median(self._light[inside]) > np.median(self._light[~inside]) + 10
        alive = self._light[inside].std() > 2  # clouds: what is plain blue cannot be seen to drift
        blue = np.median(self._yellow[inside]) < -3  # a grey one looks like a wall
        return bool(plain and lighter and alive and blue)

    def _could_be(self, inside: np.ndarray, edge: tuple[slice, ...] | int) -> bool:
        """Along most of an edge of the picture, neither a strip nor everything, clearly ending."""
        share = inside.mean()
        return bool(inside[edge].mean() > 0.7 and 0.1 < share < 0.7 and self._ends_clearly(inside))

    def _ends_clearly(self, inside: np.ndarray) -> bool:
        """Most of its outline is a step of colour, not a place where the search gave up."""
        mask = inside.astype(np.uint8)
        near, far = cv2.erode(mask, np.ones((5, 5))), cv2.dilate(mask, np.ones((5, 5)))
        outer, inner = (far - mask) > 0, (mask - near) > 0
        if not outer.any() or not inner.any():
            return False
        step = cv2.blur(self._lab * outer[..., None], (9, 9)) / _share(outer)
        step -= cv2.blur(self._lab * inner[..., None], (9, 9)) / _share(inner)
        seen = inner & (_share(outer)[..., 0] > 0.05)
        return float((np.linalg.norm(step, axis=2)[seen] > 8).mean()) > 0.75


def _share(where: np.ndarray) -> np.ndarray:
    """How much of the surroundings of a point is marked. Returns (h, w, 1)."""
    return np.asarray(cv2.blur(where.astype(np.float32), (9, 9)) + 1e-6)[..., None]


def _search(small: np.ndarray, part: str) -> tuple[Coverage, Coverage]:
    """What belongs with the core of a part, and the things that stand in it. Each 0 or 1."""
    reach = _box(small, MAY_REACH[part])
    alike = _grow(small, _box(small, CORE[part]) > 0, reach > 0)
    if alike.sum() < LEAST_SHARE * reach.sum():
        return reach, np.zeros_like(reach)
    return alike, _find_things(small, alike > 0)


def _soften(small: np.ndarray, part: str, alike: Coverage, things: Coverage) -> Coverage:
    """What is alike but no thing, with soft edges, inside the part."""
    soft = cv2.GaussianBlur(alike, (0, 0), 1) * (1 - cv2.GaussianBlur(things, (0, 0), 2))
    # Blurring leaves a trace of coverage everywhere near: none is none.
    return np.asarray(np.maximum(soft - 0.1, 0) / 0.9 * _fade(small, MAY_REACH[part]))


def _shrink(pixels: np.ndarray) -> np.ndarray:
    """The picture, `COLUMNS` wide."""
    rows = max(8, round(COLUMNS * pixels.shape[0] / pixels.shape[1]))
    return np.asarray(cv2.resize(pixels, (COLUMNS, rows), interpolation=cv2.INTER_AREA))


def _grow(small: np.ndarray, core: np.ndarray, reach: np.ndarray) -> Coverage:
    """What belongs with most of the core, where it may reach. Returns 0 or 1."""
    trimap = np.full(small.shape[:2], cv2.GC_BGD, np.uint8)
    trimap[reach] = cv2.GC_PR_BGD
    trimap[core] = cv2.GC_PR_FGD
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(0)
    cv2.grabCut(small, trimap, None, *models, 4, cv2.GC_INIT_WITH_MASK)
    found = np.isin(trimap, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    found = cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((3, 3)))
    return np.asarray(cv2.morphologyEx(found, cv2.MORPH_CLOSE, np.ones((3, 3))), np.float32)


def _find_things(small: np.ndarray, inside: np.ndarray) -> Coverage:
    """What stands in water or before a sky: darker than its surroundings, or of another colour.

    Water and sky change from row to row, so things are told from the middle value of their row.
    Foam, glints and clouds are lighter: they stay. Returns 0 or 1.
    """
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    lab = cv2.GaussianBlur(lab, (0, 0), 1.2)
    rows = np.flatnonzero(inside.any(axis=1))
    usual = np.zeros((small.shape[0], 1, 3), np.float32)
    for row in rows:
        usual[row] = np.median(lab[row][inside[row]], axis=0)
    light, red, yellow = cv2.split(lab - cv2.blur(usual, (1, 5)))
    other = (light < -22) | ((np.hypot(red, yellow) > 12) & (light < 5))
    seen = cv2.morphologyEx((other & inside).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5)))
    _, labels, figures, _ = cv2.connectedComponentsWithStats(seen)
    large = figures[:, cv2.CC_STAT_AREA] > LEAST_THING * seen.size
    large[0] = False  # what is not a thing
    return np.asarray(cv2.dilate(large[labels].astype(np.float32), np.ones((11, 11))))


def _box(small: np.ndarray, sides: tuple[float, float, float, float]) -> Coverage:
    """A rectangle given in frame sides. Returns 0 or 1."""
    rows, columns = small.shape[:2]
    left, top, right, bottom = np.array(sides) * (columns, rows, columns, rows)
    box = np.zeros((rows, columns), np.float32)
    box[round(top) : round(bottom), round(left) : round(right)] = 1
    return box


def _fade(
    small: np.ndarray, sides: tuple[float, float, float, float], width: float = NARROW_FADE
) -> Coverage:
    """A rectangle that fades out towards those of its sides that lie inside the frame."""
    padded = cv2.copyMakeBorder(_box(small, sides), 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    away = cv2.distanceTransform((padded > 0).astype(np.uint8), cv2.DIST_L2, 3)[1:-1, 1:-1]
    return np.asarray(np.clip((away - 1) / (width * COLUMNS), 0, 1), np.float32)

"""Comic: ink lines and flat printed colours spread over the picture through a screen of dots.

Small differences are smoothed away, what is left is printed in a few tones with dots for the shade,
and strokes of ink follow the edges of things; faces are shaded softly. It is a filter over the
photo, not a drawing of it. The page is drawn once and then only uncovered and pushed in on, so that
no line of it flickers.

Source: Winnemöller, Olsen, Gooch, "Real-Time Video Abstraction", SIGGRAPH 2006 (smoothing and soft
tones that are harder at edges); the ink: `effects._ink`.
"""

from collections.abc import Iterator

import cv2
import numpy as np
import torch
from pydantic import Field as Ranged

from effects._ink import draw_ink
from effects._timing import REST, stage
from effects.api import Chunk, Options, Take, effect
from effects.easing import smoothstep
from effects.faces import Face
from effects.scene import Scene
from effects.warp import pad, transform

WIPE_S = 1.1  # seconds that the wipe takes at speed 1
ROUNDS = 5  # of smoothing
SMOOTHED_AT_PX = 320  # shorter side
SOFTEST, HARDEST = 0.1, 0.55  # step between two tones: how fast one turns into the other
EDGE = 6.0  # change of lightness per pixel at which the step is hardest
SKIN_HUES = 12.0  # that skin differs in, CIE Lab units
TONE = 100 / 6  # lightness from tone to tone, of 100
DOTS = 26  # of the wipe, across the shorter side
SHADE_DOTS = 96  # of the shade, across the shorter side
DOT_SHARE = 0.28  # of the wipe that one dot takes to grow


class ComicOptions(Options):
    """What a user may change about the comic."""

    ink: float = Ranged(default=0.5, ge=0.0, le=1.0, allow_inf_nan=False)
    """How much is drawn in ink: 0 only the strongest outlines, 1 every fold."""

    zoom: float = Ranged(default=0.5, ge=0.1, le=1.0, allow_inf_nan=False)
    """How far the finished comic is pushed in on: 0.1 barely, 1 right in."""


@effect("comic", "turns into a printed comic", category="style", price=1, options=ComicOptions)
def comic(scene: Scene, options: ComicOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it is printed over, and then pushed in on."""
    still = scene.pixels
    page = draw_comic(still, scene.faces, options.ink, 0.6 + 0.4 * options.strength)
    order = _screen(scene.height, scene.width)
    push = Push(page, scene.focus, 0.12 * options.zoom)
    start, end = _wipe_times(options)
    for times in take.timeline(options.duration):
        frames = []
        for t in times:
            wiped = stage(t, start, end)
            if wiped < 1:
                frames.append(torch.from_numpy(_print(still, page, order, wiped)))
            else:
                frames.append(push.at(stage(t, end, 1, smoothstep)))
        yield torch.stack(frames).to(take.device)


def draw_comic(pixels: np.ndarray, faces: tuple[Face, ...], ink: float, share: float) -> np.ndarray:
    """The picture as a comic.

    Args:
        pixels: (H, W, 3) uint8 RGB.
        faces: whose skin is shaded softly and drawn with few lines.
        ink: how much is drawn in ink, 0 to 1.
        share: how much of the photo gives way, 0 to 1.

    Shapes:
        Returns (H, W, 3) uint8.
    """
    lab = cv2.cvtColor(_smoothen(pixels).astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    skin = _skin(lab, faces)
    lines = draw_ink(lab[..., 0] / 100, ink, skin)
    printed = _print_tones(lab, skin) * lines[..., None]
    drawn = np.asarray(np.clip(printed * 255 + 0.5, 0, 255), np.uint8)
    return np.asarray(cv2.addWeighted(pixels, 1 - share, drawn, share, 0))


class Push:
    """A page that is slowly pushed in on."""

    def __init__(self, page: np.ndarray, focus: tuple[float, float], far: float) -> None:
        self._height, self._width = page.shape[:2]
        self._far = far
        self._focus = np.array(focus) * (self._width, self._height)
        self._page = pad(torch.from_numpy(page))

    def at(self, done: float) -> torch.Tensor:
        """The page when so much of the push is done, 0 to 1. (H, W, 3) uint8."""
        shrink = 1 / (1 + self._far * done)
        x, y = self._focus * (1 - shrink)
        matrix = np.array([[[shrink, 0, x], [0, shrink, y], [0, 0, 1]]])
        return transform(self._page, matrix, self._height, self._width, "edge", padded=True)[0]


def _wipe_times(options: Options) -> tuple[float, float]:
    """When the wipe begins and ends, in parts of the clip."""
    start = min(REST / options.duration, 0.2)
    return start, start + min(WIPE_S / options.speed / options.duration, 0.5)


def _smoothen(pixels: np.ndarray) -> np.ndarray:
    """Smooth away texture and keep the edges, of large pictures at half the size."""
    height, width = pixels.shape[:2]
    share = float(np.clip(SMOOTHED_AT_PX / min(height, width), 0.5, 1))
    size = (round(width * share), round(height * share))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    for _ in range(ROUNDS):
        small = cv2.bilateralFilter(small, 7, 24, 3)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC))


def _skin(lab: np.ndarray, faces: tuple[Face, ...]) -> np.ndarray:
    """How likely every pixel is skin of one of the faces. (H, W) float32, 0..1."""
    height, width, _ = lab.shape
    likely = np.zeros((height, width), np.float32)
    for face in faces:
        likely = np.maximum(likely, _skin_of(lab, face))
    return np.asarray(cv2.GaussianBlur(likely, (0, 0), min(height, width) / 200))


def _skin_of(lab: np.ndarray, face: Face) -> np.ndarray:
    """Around a face, what has the colour of its middle: cheeks, neck, ears, but no hair. (H, W)."""
    left, top = face.left + face.width // 4, face.top + face.height // 4
    inner = lab[top : top + face.height // 2, left : left + face.width // 2, 1:]
    hue = np.median(inner.reshape(-1, 2), axis=0)
    unlike = np.sum(np.square(lab[..., 1:] - hue), axis=2) / (2 * SKIN_HUES**2)
    y, x = np.ogrid[: lab.shape[0], : lab.shape[1]]
    middle_x, middle_y = face.left + face.width / 2, face.top + face.height / 2
    away = np.hypot((x - middle_x) / face.width, (y - middle_y) / (1.2 * face.height))
    return np.asarray(np.clip((1.3 - away) / 0.5, 0, 1) * np.exp(-unlike), np.float32)


def _print_tones(lab: np.ndarray, skin: np.ndarray) -> np.ndarray:
    """A few tones in stronger colours, with dots for the shade. (H, W, 3) RGB, 0 to 1.

    The step from tone to tone is hard only where the picture has an edge: on a round, evenly shaded
    thing a hard one would be a line that is not there. Skin keeps most of its own shading.
    """
    light = lab[..., 0]
    hard = SOFTEST + (HARDEST - SOFTEST) * np.clip(_slope(light) / EDGE, 0, 1)
    nearest = np.rint(light / TONE) * TONE
    toned = nearest + TONE / 2 * np.tanh((light - nearest) * hard) / np.tanh(TONE / 2 * hard)
    shade = np.clip(0.7 - light / 70, 0, 0.6)  # the darker, the larger the dots
    dotted = 7 * np.clip((shade - _dots(light.shape[0], light.shape[1], SHADE_DOTS)) * 5, 0, 1)
    printed = lab * (1.25 - 0.15 * skin)[..., None]
    printed[..., 0] = toned - dotted + skin * (0.8 * (light - toned) + dotted)
    return np.asarray(cv2.cvtColor(printed, cv2.COLOR_Lab2RGB))


def _slope(light: np.ndarray) -> np.ndarray:
    """How fast the lightness changes near every pixel, per pixel. (H, W)."""
    x, y = (cv2.Scharr(light, cv2.CV_32F, *way, scale=1 / 32) for way in ((1, 0), (0, 1)))
    return np.asarray(cv2.GaussianBlur(cv2.magnitude(x, y), (0, 0), 2))


def _dots(height: int, width: int, count: int) -> np.ndarray:
    """A screen of dots, turned by 45 degrees: 0 in the middle of each to 1 between them."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    turn = np.float32(np.pi * np.sqrt(2) * count / min(height, width))
    return np.asarray(0.5 - 0.25 * (np.cos((x + y) * turn) + np.cos((x - y) * turn)))


def _screen(height: int, width: int) -> np.ndarray:
    """When the wipe prints every pixel, 0 first to 1 last: dots that grow, from the upper left."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    far = (x / width + 0.5 * y / height) / 1.5
    dot = _dots(height, width, DOTS)
    return np.asarray(far * (1 - DOT_SHARE) + dot * DOT_SHARE, np.float32)


def _print(still: np.ndarray, page: np.ndarray, order: np.ndarray, wiped: float) -> np.ndarray:
    """The still with as much of the page as the wipe has printed."""
    if wiped <= 0:
        return still
    edge = DOT_SHARE / (0.5 * min(still.shape[:2]) / DOTS)  # about a pixel of a dot's outline
    printed = np.clip((wiped * (1 + edge) - order) / edge, 0, 1)
    return np.asarray(cv2.blendLinear(page, still, printed, 1 - printed))

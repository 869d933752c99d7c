"""Comic: ink lines and flat printed colours spread over the picture through a screen of dots.

Small differences are smoothed away, what is left is printed in a few tones with dots for the shade,
and ink is laid where light and dark meet. It is a filter over the photo, not a drawing of it.

Source: Winnemöller, Olsen, Gooch, "Real-Time Video Abstraction", SIGGRAPH 2006 (smoothing and soft
tones); Winnemöller, Kyprianidis, Olsen, "XDoG", Computers & Graphics 36, 2012 (ink).
"""

from collections.abc import Iterator

import cv2
import numpy as np
import torch
from pydantic import Field as Ranged

from effects._timing import REST, stage
from effects.api import Chunk, Options, Take, effect
from effects.easing import smoothstep
from effects.scene import Scene
from effects.warp import pad, transform

WIPE_S = 1.1  # seconds that the wipe takes at speed 1
ROUNDS = 5  # of smoothing
TONE = 100 / 5.5  # lightness from tone to tone, of 100
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
    page = draw_comic(still, options.ink, 0.6 + 0.4 * options.strength)
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


def draw_comic(pixels: np.ndarray, ink: float, share: float) -> np.ndarray:
    """The picture as a comic.

    Args:
        pixels: (H, W, 3) uint8 RGB.
        ink: how much is drawn in ink, 0 to 1.
        share: how much of the photo gives way, 0 to 1.

    Shapes:
        Returns (H, W, 3) uint8.
    """
    scale = min(pixels.shape[:2]) / 540
    smooth = _smoothen(pixels)
    flat = _print_tones(smooth)
    lines = _ink(smooth, ink, scale)
    drawn = cv2.multiply(flat, cv2.merge((lines, lines, lines)), scale=1 / 255)
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
    """Smooth away texture and keep the edges, at half the size, where it costs a quarter."""
    height, width = pixels.shape[:2]
    small = cv2.resize(pixels, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    for _ in range(ROUNDS):
        small = cv2.bilateralFilter(small, 7, 32, 4)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC))


def _print_tones(smooth: np.ndarray) -> np.ndarray:
    """A few flat tones with soft steps between them, in stronger colours."""
    lab = cv2.cvtColor(smooth.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    light = lab[..., 0]
    nearest = np.rint(light / TONE) * TONE
    toned = nearest + TONE / 2 * np.tanh((light - nearest) * 0.22)
    dots = _dots(light.shape[0], light.shape[1], SHADE_DOTS)
    shade = np.clip(0.75 - light / 80, 0, 0.6)  # the darker, the larger the dots
    lab[..., 0] = toned - 9 * np.clip((shade - dots) * 5, 0, 1)
    lab[..., 1:] *= 1.4
    printed = cv2.cvtColor(lab, cv2.COLOR_Lab2RGB)
    return np.asarray(np.clip(printed * 255 + 0.5, 0, 255), np.uint8)


def _ink(smooth: np.ndarray, ink: float, scale: float) -> np.ndarray:
    """Where ink is laid: 255 none, 0 black. (H, W) uint8."""
    light = cv2.cvtColor(smooth, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    fine = cv2.GaussianBlur(light, (0, 0), max(0.7, 1.3 * scale))
    broad = cv2.GaussianBlur(light, (0, 0), max(1.2, 2.3 * scale))
    darker = fine - broad  # below 0 on the dark side of an edge
    least = 0.024 - 0.017 * ink
    lines = 1 + np.tanh(np.minimum(0, darker + least) * (80 + 60 * ink))
    return np.asarray(np.clip(lines * 255, 0, 255), np.uint8)


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

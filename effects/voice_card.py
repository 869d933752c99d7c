"""Voice card: the picture breathes and nods to a voice note, and bars under it move to the voice.

No lips move: what people see is the picture they sent, alive, and a voice that is heard. The bars
rise in the middle and run outwards with the sound; their colour is taken from the picture. The nods
fall on the peaks of the voice. Without a voice, the bars murmur.

Source: own work; the bars are capsules drawn by their distance, after Quilez, "2D distance
functions".
"""

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
import torch

from effects._camera import shoot
from effects._layers import darken, over
from effects._mesh import Field, Mesh
from effects._pose import Pose
from effects.api import Chunk, Options, Take, effect
from effects.easing import Times, smoothstep, there_and_back
from effects.scene import Scene

BREATH_S = 4.6  # a calm breath
BREATH = 0.016  # of the frame: how much closer a breath brings what is near
NOD = np.radians(2.4)
NOD_S = 0.75
NODS_APART_S = 1.1
COUNT = 37  # bars, an odd number: one is in the middle
SPAN = 0.62  # of the frame's width
LEVEL = 0.83  # of the frame's height, where the bars are centred
TALLEST = 0.085  # of the frame's shorter side, above and below the centre
FILLED = 0.5  # of the room a bar has
OUTWARDS_S = 0.5  # how long the sound takes to the outermost bar
APPEAR_S = 0.5
SHADOW = 0.75


@effect(
    "voice-card",
    "breathes and nods to your voice note, with bars that move to it",
    category="motion",
    price=1,
    takes_sound=True,
)
def voice_card(scene: Scene, options: Options, take: Take) -> Iterator[Chunk]:
    """Yield the picture, gently alive, under bars that move to the voice."""
    frames = take.frame_count(options.duration)
    voice = _murmur(take, frames) if take.voice is None else take.voice
    bars = Bars(scene, take, voice, 0.6 + 0.8 * options.strength)
    appear = smoothstep(np.arange(frames) / (APPEAR_S * take.fps))
    nod = NOD * options.strength * appear * _nods(voice, take.fps)
    breaths = max(1, round(options.duration * options.speed / BREATH_S))

    def path(t: Times) -> Pose:
        breath = 2 * BREATH * options.strength * there_and_back(t, breaths)
        now = np.interp(t * frames, np.arange(frames), nod)
        return Pose(zoom=1 + breath / 2, swell=breath, pitch=now, slide_y=0.3 * now)

    def steady(t: Times) -> Times:
        return smoothstep(t * options.duration / APPEAR_S)

    rgb = replace(take, takes_planes=False)  # to lay the bars on
    shots = shoot(scene, rgb, options.duration, path, overscan=steady, moments=frames)
    done = 0
    for shot in shots:
        yield bars.lay(shot, np.arange(done, done + len(shot)), appear)
        done += len(shot)


def _murmur(take: Take, frames: int) -> np.ndarray:
    """A voice for whoever has none: soft syllables, now and then a pause."""
    now = np.arange(frames) / take.fps
    start, pause = take.rng().uniform(0, 2 * np.pi, 2)
    syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 2.1 * now + start)
    murmur: np.ndarray = syllables * (0.45 + 0.3 * np.sin(2 * np.pi * 0.45 * now + pause))
    return murmur


def _nods(voice: np.ndarray, fps: int) -> np.ndarray:
    """How far the head is down at every frame, 0 to 1: once at each peak of the voice."""
    from scipy.ndimage import gaussian_filter1d
    from scipy.signal import find_peaks  # 20 MB, and only those who ask need them

    phrase = gaussian_filter1d(voice, 0.14 * fps, mode="constant")
    peaks, found = find_peaks(phrase, prominence=0.12, distance=max(1, NODS_APART_S * fps))
    frames = np.arange(len(voice))
    nods = np.zeros(len(voice))
    for peak, depth in zip(peaks, found["prominences"], strict=True):
        near = np.clip((frames - peak) / (NOD_S * fps), -1, 1)
        nods = np.maximum(nods, min(1.0, 2 * depth) * np.cos(near * np.pi / 2) ** 2)
    smooth: np.ndarray = gaussian_filter1d(nods, 0.08 * fps)
    return smooth


class Bars:
    """A row of rounded bars on the lower part of the frame, with a soft shadow."""

    def __init__(self, scene: Scene, take: Take, voice: np.ndarray, reach: float) -> None:
        height, width = scene.height, scene.width
        tallest = TALLEST * min(height, width)
        self._room = SPAN * width / COUNT
        self._radius = max(0.6, FILLED * self._room / 2)
        self._blur = max(1.5, 0.4 * tallest / 2)
        self._top = max(0, int(LEVEL * height - tallest - 3 * self._blur))
        self._bottom = min(height, int(LEVEL * height + tallest + 3 * self._blur))
        self._mesh = Mesh(self._bottom - self._top, width)
        self._middle = (width - 1) / 2, LEVEL * height - self._top
        self._heights = self._rise(take, voice, tallest * min(1.0, reach))
        self._columns = np.arange(width, dtype=np.float32)
        self._rows = np.arange(self._bottom - self._top, dtype=np.float32)
        self._tints = self._tint(scene)

    def lay(self, frames: Chunk, numbers: np.ndarray, appear: np.ndarray) -> Chunk:
        """Draw the bars of these frames over them.

        Shapes:
            frames: (N, H, W, 3) uint8. numbers: (N,) of the frames. appear: opacity of all frames.
        """
        strips = frames[:, self._top : self._bottom]
        for strip, number in zip(strips, numbers, strict=True):
            opacity = float(appear[number])
            dimmed = darken(strip, self._mesh, self._shadow(number) * (SHADOW * opacity))
            ink = cv2.convertScaleAbs(
                self._ink(number, self._columns, self._rows), None, 255 * opacity
            )
            bars = [cv2.multiply(ink, tint, scale=1 / 255) for tint in self._tints]
            layer = torch.from_numpy(cv2.merge((*bars, ink)))
            strip.copy_(over(layer.to(strip.device), dimmed))
        return frames

    def _shadow(self, number: int) -> Field:
        """How dark it is at the points of the mesh in one frame, 0 to 1."""
        ink = self._ink(number, self._mesh.x[0], self._mesh.y[:, 0])
        return np.asarray(cv2.GaussianBlur(ink, (0, 0), self._blur / self._mesh.step))

    def _ink(self, number: int, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """How much bars cover where columns x and rows y of the strip meet, 0 to 1. Float32."""
        from_middle = x - np.float32(self._middle[0])
        bar = self._bar(x)
        across = from_middle - bar * np.float32(self._room)
        tall = self._heights[number][bar + COUNT // 2]
        along = np.maximum(np.abs(y - np.float32(self._middle[1]))[:, None] - tall, 0)
        distance = cv2.sqrt(along * along + across * across)
        return np.asarray(np.clip(np.float32(self._radius + 0.5) - distance, 0, 1))

    def _bar(self, x: np.ndarray) -> np.ndarray:
        """Which bar columns belong to, 0 being the one in the middle."""
        count = np.rint((x - self._middle[0]) / self._room)
        return np.clip(count, -(COUNT // 2), COUNT // 2).astype(int)

    def _rise(self, take: Take, voice: np.ndarray, tallest: float) -> np.ndarray:
        """How far the straight part of every bar reaches in every frame. (frames, COUNT)."""
        away = np.abs(np.arange(COUNT) - COUNT // 2) / (COUNT // 2)
        heard = np.arange(len(voice))[:, None] - away * OUTWARDS_S * take.fps
        level = np.interp(heard, np.arange(len(voice)), voice, left=0.0)
        bell = 1 - 0.8 * away**1.6
        uneven = take.rng().uniform(0.62, 1.0, COUNT)
        rise: np.ndarray = (tallest * bell * uneven * level).astype(np.float32)
        return rise

    def _tint(self, scene: Scene) -> list[np.ndarray]:
        """White in the middle, towards both ends the picture's own colour. R, G and B: (h, W)."""
        away = np.abs(self._bar(self._columns))[:, None] / (COUNT // 2)
        tint = 255 + (_accent(scene.pixels) - 255) * (0.35 + 0.65 * away)
        shape = (len(self._rows), scene.width)
        return [np.broadcast_to(part, shape).astype(np.uint8) for part in tint.round().T]


def _accent(pixels: np.ndarray) -> np.ndarray:
    """The most vivid colour of a picture, made light enough to stand out. (3,) RGB."""
    small = cv2.resize(pixels, (48, 48), interpolation=cv2.INTER_AREA)
    hue, saturation, value = cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2HSV).astype(np.float32))
    vivid = (saturation / 255) ** 2 * value / 255
    votes = np.histogram(hue, bins=36, range=(0, 180), weights=vivid)[0]
    votes = np.convolve(np.pad(votes, 1, mode="wrap"), (0.5, 1, 0.5), mode="valid")
    winner = 5 * int(votes.argmax()) + 2.5
    share = min(1.0, float(np.quantile(saturation, 0.9)) / 160)  # a grey picture stays grey
    light = np.array([[[winner, 150 * share, 255]]], np.float32).round().astype(np.uint8)
    accent: np.ndarray = cv2.cvtColor(light, cv2.COLOR_HSV2RGB)[0, 0].astype(np.float64)
    return accent

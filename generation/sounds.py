"""Checked sounds: kept on disk while a job may need them, cut to a clip, and listened to."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import numpy as np

from generation.durable import load_arrays, save_arrays
from generation.sandbox.limits import SOUND_RATE

FADE_S = 0.4  # how long a sound takes to fade where a clip ends before it
SILENCE = 66.0  # -54 dB of full scale: what is quieter is the room, not a voice
HEARD_DB = 26.0  # between what moves nothing and what moves everything
ATTACK_S, RELEASE_S = 0.03, 0.13  # how fast it is noticed that a voice rises and falls


@dataclass(frozen=True, eq=False)
class Sound:
    """A sound that was opened and checked: samples and nothing else of its file.

    Shapes:
        samples: (N,) int16, one channel, `SOUND_RATE` a second.
    """

    samples: np.ndarray

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.samples) / SOUND_RATE

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to hear in it."""
        return float(_levels(self.samples, 50).max()) < SILENCE

    @cached_property
    def sha256(self) -> str:
        """The digest of the samples: the same sound, the same digest."""
        return sha256(self.samples.tobytes()).hexdigest()

    def lasting(self, seconds: float) -> np.ndarray:
        """The samples of a clip of this length: faded out at its end, or silent after its own.

        Shapes:
            Returns (round(seconds * SOUND_RATE),) int16.
        """
        length = round(seconds * SOUND_RATE)
        if length >= len(self.samples):
            return np.pad(self.samples, (0, length - len(self.samples)))
        kept = self.samples[:length].astype(np.float32)
        fading = min(length, round(FADE_S * SOUND_RATE))
        kept[length - fading :] *= np.cos(np.linspace(0, np.pi / 2, fading)) ** 2
        return kept.round().astype(np.int16)

    def loudness(self, fps: int, frames: int) -> np.ndarray:
        """How loud it is at every frame of a clip, from 0 (the room) to 1 (its loudest).

        It rises at once and falls slowly, as the needle of a level meter does, so that what moves
        by it does not tremble with every syllable.

        Shapes:
            Returns (frames,) float64.
        """
        levels = _levels(self.samples, fps)
        levels = np.pad(levels, (0, max(0, frames - len(levels))))[:frames]
        decibels = 20 * np.log10(np.maximum(levels, SILENCE) / SILENCE)
        loudest = np.percentile(decibels[decibels > 0], 95) if decibels.any() else HEARD_DB
        quiet = max(0.0, loudest - HEARD_DB)
        return _needle(np.clip((decibels - quiet) / (loudest - quiet), 0, 1), fps)


def save_sound(sound: Sound, path: Path) -> None:
    """Keep a sound on disk: all of it is there, after a crash too, or nothing.

    Raises:
        OSError: it could not be written.
    """
    save_arrays(path, samples=sound.samples)


def load_sound(path: Path) -> Sound:
    """Read a kept sound.

    Raises:
        OSError: it is not there, or its bytes are no longer what was written.
    """
    (samples,) = load_arrays(path, "samples")
    return Sound(samples)


def _levels(samples: np.ndarray, per_second: int) -> np.ndarray:
    """Root mean square of every n-th of a second; the last one may be shorter."""
    power = np.square(samples.astype(np.float32))
    count = -(-len(samples) * per_second // SOUND_RATE)
    starts = np.arange(count) * SOUND_RATE // per_second
    lengths = np.diff(starts, append=len(samples))
    levels: np.ndarray = np.sqrt(np.add.reduceat(power, starts) / lengths)
    return levels


def _needle(levels: np.ndarray, fps: int) -> np.ndarray:
    """Follow levels up quickly and down slowly."""
    up, down = (1 - np.exp(-1 / (fps * seconds)) for seconds in (ATTACK_S, RELEASE_S))
    shown, now = np.empty(len(levels)), 0.0
    for index, level in enumerate(levels):
        now += (up if level > now else down) * (level - now)
        shown[index] = now
    return shown

"""Signs of life of a job that is made elsewhere, and how long there may be none.

What counts is told by the thread that makes the clip: at every checkpoint, which is every chunk of
frames, tile and denoising step, and whenever some of the job is done. A process may answer, log and
be alive in every other way while that thread hangs.

Some work takes long and tells nothing: reading weights, the first step of a clip, which may compile
the model, and decoding its frames. Before that the thread says so, and may be silent for longer.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

SLOWER = 2  # times the longest silence of a job so far: on a slow device every step is long


@dataclass(frozen=True)
class Sign:
    """One sign of life."""

    share: float | None = None  # of the whole job that is done, 0..1; None: nothing new
    is_before_silence: bool = False  # what follows may take long and tell nothing


@dataclass(frozen=True)
class Silence:
    """How long a job may give no sign of life before it is taken to hang: seconds."""

    step_s: float = 60.0  # between two checkpoints
    loading_s: float = 900.0  # when it was said that it will take long


USUAL: Final = Silence()


class Vigil:
    """Listens to one job. Used by one thread."""

    def __init__(self, silence: Silence, *, is_loading: bool) -> None:
        """Begin to listen.

        Args:
            silence: how long it may last.
            is_loading: the job begins with a process that has to start first.
        """
        self._silence = silence
        self._last = time.monotonic()
        self._longest_s = 0.0
        self._is_loading = is_loading

    def hear(self, sign: Sign) -> None:
        """Take note that it lives."""
        self._longest_s = max(self._longest_s, self.silent_s)
        self._last = time.monotonic()
        self._is_loading = sign.is_before_silence

    @property
    def silent_s(self) -> float:
        """Seconds since the last sign."""
        return time.monotonic() - self._last

    @property
    def left_s(self) -> float:
        """Seconds until it will be taken to hang; negative when it does."""
        usual = self._silence.loading_s if self._is_loading else self._silence.step_s
        return max(usual, SLOWER * self._longest_s) - self.silent_s


_tell: ContextVar[Callable[[Sign], None]] = ContextVar("tell")


@contextmanager
def telling(tell: Callable[[Sign], None]) -> Iterator[Callable[[float], None]]:
    """Have what this thread does tell its signs of life; gives the first one.

    Yields what is to be told the share of the job that is done.
    """
    token = _tell.set(tell)
    try:
        tell(Sign())
        yield lambda share: tell(Sign(share))
    finally:
        _tell.reset(token)


def alive() -> None:
    """Tell that the work goes on; nothing where nobody listens."""
    if tell := _tell.get(None):
        tell(Sign())


def silence_ahead() -> None:
    """Tell that the next sign may take long, and is no reason to worry."""
    if tell := _tell.get(None):
        tell(Sign(is_before_silence=True))

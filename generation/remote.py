"""Makes clips at an outpost: a process, perhaps on another machine, that may die without harm."""

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from effects.errors import EffectError, RenderCancelled
from generation.clips import Clip
from generation.errors import GenerationError, OutOfMemory, WorkerLost, WorkerStalled
from generation.making import Brief
from generation.vigil import USUAL, Sign, Silence, Vigil

log = logging.getLogger(__name__)
POLL_S = 0.05  # how often it is looked whether the job is to stop, or hangs
LAST_LOOK_S = 1.0  # before a job is given up: it may be this process that slept
PATIENCE_S = 60.0  # for a job to leave: a step of a large model, or the decoding of its frames


class Outpost(Protocol):
    """Somewhere else that makes clips, one job at a time. Used by one thread, but for `end`."""

    @property
    def is_alive(self) -> bool:
        """Whether it can be given a job."""
        ...

    def begin(self, brief: Brief, on_sign: Callable[[Sign], None]) -> None:
        """Give it a job, without waiting for it to take it.

        Args:
            brief: the job.
            on_sign: told the job's signs of life, by `wait`.
        """
        ...

    def wait(self, seconds: float) -> list[Clip] | None:
        """Pass on what it tells for so long; the clips as soon as they are there, else None.

        Raises:
            WorkerLost: it has died.
            And what `Maker.make` raises.
        """
        ...

    def stop(self) -> None:
        """Ask the job to leave at its next checkpoint."""
        ...

    def end(self) -> None:
        """Kill it, from any thread, and wait until it is gone."""
        ...


class RemoteMaker:
    """Has clips made at an outpost, which is replaced when it dies or hangs."""

    def __init__(
        self,
        place: str,
        open_outpost: Callable[[], Outpost],
        *,
        silence: Silence = USUAL,
        patience_s: float = PATIENCE_S,
    ) -> None:
        """Start nothing yet.

        Args:
            place: to name in a log.
            open_outpost: starts an outpost.
            silence: how long a job may give no sign of life.
            patience_s: how long a job may take to leave; less, if it hangs already.
        """
        self._place = place
        self._open = open_outpost
        self._silence = silence
        self._patience_s = patience_s
        self._outpost: Outpost | None = None
        self._is_closed = False

    def make(
        self, brief: Brief, stop: threading.Event, on_progress: Callable[[float], None]
    ) -> list[Clip]:
        """Make a job's clips; see `Maker.make`.

        A job whose outpost dies or hangs, or has no memory for it, is begun once more at a new one:
        it may have been somebody else's fault, or memory in too many pieces.
        """
        try:
            return self._make(brief, stop, on_progress)
        except (WorkerLost, WorkerStalled, OutOfMemory) as error:
            log.warning("job %s: %r on %s; once more, anew", brief.job_id, error, self._place)
        on_progress(0.0)
        return self._make(brief, stop, on_progress)

    def close(self) -> None:
        """End the outpost for good; from any thread."""
        self._is_closed = True
        self._leave_outpost()

    def _make(
        self, brief: Brief, stop: threading.Event, on_progress: Callable[[float], None]
    ) -> list[Clip]:
        outpost, is_new = self._find_outpost(stop)
        vigil = Vigil(self._silence, is_loading=is_new)

        def hear(sign: Sign) -> None:
            vigil.hear(sign)
            if sign.share is not None:
                on_progress(sign.share)

        try:
            outpost.begin(brief, hear)
            clips = _await(outpost, brief, vigil, stop)
            return self._stop(outpost, brief, vigil) if clips is None else clips
        except (WorkerLost, WorkerStalled, OutOfMemory):
            self._leave_outpost()
            raise
        except (EffectError, GenerationError):
            raise  # said by the outpost, which is free for the next job
        except Exception:
            # What it says of this job may still be under way, and must not be taken for the next's.
            self._leave_outpost()
            raise

    def _find_outpost(self, stop: threading.Event) -> tuple[Outpost, bool]:
        """An outpost that can be given a job, and whether it has only just been started."""
        outpost, is_new = self._outpost, False
        if outpost is None or not outpost.is_alive:
            self._leave_outpost()
            if stop.is_set() or self._is_closed:
                raise RenderCancelled
            self._outpost = outpost = self._open()
            is_new = True
        if self._is_closed:  # while it was opened
            self._leave_outpost()
            raise RenderCancelled
        return outpost, is_new

    def _stop(self, outpost: Outpost, brief: Brief, vigil: Vigil) -> list[Clip]:
        """Have a job leave: as it can, or with its outpost."""
        outpost.stop()
        clips = outpost.wait(max(0.0, min(self._patience_s, vigil.left_s)))
        if clips is None:
            log.warning("job %s: %s did not stop and is replaced", brief.job_id, self._place)
            self._leave_outpost()
            raise RenderCancelled
        return clips

    def _leave_outpost(self) -> None:
        if outpost := self._outpost:
            outpost.end()
            self._outpost = None


def _await(
    outpost: Outpost, brief: Brief, vigil: Vigil, stop: threading.Event
) -> list[Clip] | None:
    """The clips, as soon as they are there; None when the job is to stop.

    Raises:
        WorkerLost, WorkerStalled: they will not come.
    """
    while not stop.is_set():
        seems_to_hang = vigil.left_s < 0
        clips = outpost.wait(LAST_LOOK_S if seems_to_hang else POLL_S)
        if clips is not None:
            return clips
        if seems_to_hang and vigil.left_s < 0:
            raise WorkerStalled(brief.what, vigil.silent_s)
    return None

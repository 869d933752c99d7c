"""Takes jobs off the line and has each rendered on its device's one thread."""

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import cv2
import torch

from effects.errors import EffectError, RenderCancelled
from generation.errors import GenerationError, RenderFailed, RenderTimedOut
from generation.queue import Entry, FairQueue

log = logging.getLogger(__name__)
Result = TypeVar("Result")


def use_one_core() -> None:
    """Let torch and OpenCV compute on the thread that calls them, beside an encoder on all cores.

    Their helpers wait by spinning, and a frame is too small to be worth waking them.
    """
    torch.set_num_threads(1)
    cv2.setNumThreads(1)


class Worker:
    """Owns one device: serves the line for as long as it runs, one job at a time."""

    def __init__(self, device: str, *, time_limit_s: float) -> None:
        self.device = device
        self._time_limit_s = time_limit_s
        self._thread = ThreadPoolExecutor(
            max_workers=1,
            thread_name_prefix=f"render-{device}",
            initializer=use_one_core if device == "cpu" else None,
        )

    async def run(
        self,
        line: FairQueue,
        perform: Callable[[Entry, "Worker"], Awaitable[None]],
        ready_for: str = "",
    ) -> None:
        """Take the next job and perform it, until cancelled.

        Args:
            line: of jobs.
            perform: makes the clip of a job.
            ready_for: the model that was loaded last.
        """
        try:
            while True:
                entry = await line.next(ready_for)
                ready_for = entry.kind or ready_for
                await perform(entry, self)
        finally:
            self._thread.shutdown(wait=False)

    async def render(self, what: str, draw: Callable[[], Result], stop: threading.Event) -> Result:
        """Run `draw` on the device's thread, within the time limit.

        A thread cannot be killed: when time is up or the caller is cancelled, `stop` is set and the
        thread is waited for, so that the device is free for the next job.

        Raises:
            RenderCancelled: somebody else set `stop`.
            RenderTimedOut: there was no result in time.
            RenderFailed: `draw` broke.
            EffectError, GenerationError: as `draw` raised them.
        """
        loop = asyncio.get_running_loop()
        rendering = loop.run_in_executor(self._thread, draw)
        try:
            async with asyncio.timeout(self._time_limit_s) as limit:
                return await asyncio.shield(rendering)
        except asyncio.CancelledError:
            await _stop(rendering, stop)
            raise
        except (RenderCancelled, EffectError, GenerationError):
            raise
        except Exception as error:
            if limit.expired():
                await _stop(rendering, stop)
                raise RenderTimedOut(what, self._time_limit_s) from None
            # Effects are plugins: whatever one raises, the next job still gets its turn.
            log.exception("rendering %s failed on %s", what, self.device)
            raise RenderFailed(what) from error


async def _stop(rendering: asyncio.Future[Result], stop: threading.Event) -> None:
    """Have a render leave at its next checkpoint, and wait until the thread is free."""
    stop.set()
    await asyncio.gather(rendering, return_exceptions=True)

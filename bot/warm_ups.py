"""Loads and compiles models before anybody orders, on devices that nobody waits for.

A warm-up is a clip of a sample, at the model's usual size and length, that is stopped after its
first steps: weights are read, kernels chosen and code compiled in the very process or machine where
orders are drawn. It is no job: no row, no price, no place in line, no part in any estimate.
"""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

from bot.shelf import Shelf
from effects.errors import EffectError, RenderCancelled
from generation.clips import Recipe
from generation.errors import GenerationError
from generation.framing import Aspect, Fit
from generation.making import Brief, Maker
from generation.models.entry import Model
from generation.queue import FairQueue
from generation.stills import open_trusted, save_still
from generation.worker import Worker

log = logging.getLogger(__name__)
STEPS = 2  # a first one, in which all is chosen and compiled, and one that finds it done
PROMPT = "steam rises from the cup"
USUAL_SHAPE = 3 / 2  # width over height of most pictures


class WarmUps:
    """Warms up the models whose settings say so, on one device after its start."""

    def __init__(
        self, models: Mapping[str, Model], sample: Path, shelf: Shelf, long_side: int
    ) -> None:
        """Do nothing yet.

        Args:
            models: by name.
            sample: a picture of ours.
            shelf: where clips are put.
            long_side: most pixels of the longer side of the clips that most people order.
        """
        self._briefs = tuple(_briefs_of(models, long_side))
        self._sample = sample
        self._shelf = shelf

    async def run(self, worker: Worker, maker: Maker, line: FairQueue) -> str:
        """Warm up a device, until somebody is in line. Trouble is in the log and nowhere else.

        Returns:
            The model that it is ready for; "" for none.
        """
        ready_for = ""
        for brief in self._briefs:
            if len(line):
                break
            if await self._warm(brief, worker, maker, line):
                ready_for = brief.what
        return ready_for

    async def _warm(self, brief: Brief, worker: Worker, maker: Maker, line: FairQueue) -> bool:
        """Take a model's first steps. Returns whether they were taken."""
        own, is_warm, stop = self._own(brief, worker.device), threading.Event(), threading.Event()
        steps = count(1)

        def look(done: float) -> None:
            if done > 0 and next(steps) >= STEPS:
                is_warm.set()
                stop.set()

        try:
            await asyncio.to_thread(save_still, open_trusted(self._sample), own.still)
            async with _giving_way(line, brief.what, stop):
                await worker.render(brief.what, lambda: maker.make(own, stop, look), stop)
        except RenderCancelled:
            pass
        except (GenerationError, EffectError, OSError) as error:
            log.warning("%s is not warmed up on %s: %r", brief.what, worker.device, error)
            return False
        finally:
            await asyncio.to_thread(self._shelf.delete, {own.job_id})
        how = "warm" if is_warm.is_set() else "given up: somebody waits"
        log.info("%s on %s: %s", brief.what, worker.device, how)
        return is_warm.is_set()

    def _own(self, brief: Brief, device: str) -> Brief:
        """A brief whose files are those of one device."""
        name = "warmup" + "".join(filter(str.isalnum, device))
        return replace(brief, job_id=name, still=self._shelf.still(name))


def _briefs_of(models: Mapping[str, Model], long_side: int) -> Iterator[Brief]:
    """What to draw: the first model last, so that it is the one to stay where not all fit."""
    for name, model in reversed(tuple(models.items())):
        if model.warms_up:
            recipe = Recipe(
                effect=name,
                options={"prompt": PROMPT} if model.takes_prompt else {},
                seed=0,
                fps=model.frames.fps,
                watermark=False,
                licence="",
                is_model=True,
            )
            yield Brief(
                job_id="",
                still=Path(),
                long_side=long_side,
                aspect=Aspect.ORIGINAL,
                fit=Fit.AUTO,
                times=1,
                size=model.size_for(USUAL_SHAPE, long_side),
                recipes=(recipe,),
            )


@asynccontextmanager
async def _giving_way(line: FairQueue, model: str, stop: threading.Event) -> AsyncIterator[None]:
    """Set `stop` as soon as something is in line that does not need this model loaded anyway."""

    async def watch() -> None:
        while all(entry.kind == model for entry in line.entries()):
            await line.arrival()
        stop.set()

    watching = asyncio.create_task(watch(), name=f"watch for {model}")
    try:
        yield
    finally:
        watching.cancel()

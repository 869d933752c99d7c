"""A maker that does what its jobs are called, to see what becomes of the process it works in."""

import asyncio
import ctypes
import json
import logging
import os
import pickle
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

from bot.config import Config
from bot.makers import build_maker
from effects.errors import RenderCancelled
from generation.clips import Clip, Recipe
from generation.errors import ModelBroken
from generation.framing import Aspect, Fit
from generation.making import Brief, Maker


class Clock:
    """In the place of `time`: it stands still, but for leaps."""

    now = 0.0

    def monotonic(self):
        return self.now

    def leap(self, seconds):
        self.now += seconds


def a_brief(what, sound=None):
    """A job for `Acting`."""
    recipe = Recipe(
        effect=what, options={}, seed=0, fps=24, watermark=False, licence="", sound=sound
    )
    return Brief(
        job_id="job-1",
        still=Path("none"),
        long_side=64,
        aspect=Aspect.ORIGINAL,
        fit=Fit.AUTO,
        times=1,
        size=None,
        recipes=(recipe,),
    )


def pid_of(clips):
    """The process that made clips of `Acting`."""
    return clips[0].size_bytes


@dataclass
class Acting:
    """Makes the clip of a job, or breaks as its name says; "once": only the first time."""

    folder: Path

    def make(self, brief, stop, on_progress):
        on_progress(0.5)
        act, _, once = brief.what.partition(" ")
        is_first = not (self.folder / brief.what).exists()
        (self.folder / brief.what).touch()
        if is_first or not once:
            ACTS[act](stop)
        return [a_clip(os.getpid())]

    def close(self):
        pass


@dataclass
class Always:
    """Breaks in the same way at every job."""

    act: str

    def make(self, _brief, stop, on_progress):
        on_progress(0.5)
        ACTS[self.act](stop)

    def close(self):
        pass


@dataclass
class StandsStill:
    """Makes real clips, but for the first times: then it stops once a part of a job is done."""

    maker: Maker
    folder: Path  # gets a file for each time
    times: int
    act: str  # what it does then, of `ACTS`

    def make(self, brief, stop, on_progress):
        def tell(done):
            on_progress(done)
            hung = len(list(self.folder.iterdir()))
            if done > 0 and hung < self.times:
                (self.folder / str(hung)).write_text(str(brief.recipes[0].seed))
                ACTS[self.act](stop)

        return self.maker.make(brief, stop, tell)

    def close(self):
        self.maker.close()


def standing_still(*settings, folder, times, act="stands-still", **more):
    """In the place of `bot.makers.build_maker`, with what `StandsStill` is told."""
    folder.mkdir(exist_ok=True)
    return StandsStill(build_maker(*settings, **more), folder, times, act)


async def standstill(live, *, is_again):
    """Wait until a part of a live job is done that `StandsStill` makes, in its first or second try.

    That part is the last that is heard of it.
    """
    async with asyncio.timeout(120):
        while not live.done or live.is_again != is_again:  # noqa: ASYNC110 - told by a thread
            await asyncio.sleep(0.01)


@dataclass(frozen=True)
class Confessing:
    """Writes down what its process knows, and makes nothing."""

    config: Config
    folder: Path

    def make(self, _brief, _stop, _on_progress):
        known = {"environment": dict(os.environ), "settings": repr(pickle.dumps(self.config))}
        (self.folder / "known.json").write_text(json.dumps(known))
        raise ModelBroken("none", why="it only confesses")

    def close(self):
        pass


def confessing(config, _device, clips, _signing):
    """In the place of `bot.makers.build_maker`: a job writes `known.json` beside the clips."""
    return Confessing(config, clips)


def deadly(*_settings):
    """In the place of `bot.makers.build_maker`: every job kills the process."""
    return Always("crashes")


def hanging(*_settings):
    """In the place of `bot.makers.build_maker`: every job hangs."""
    return Always("hangs")


def a_clip(pid):
    """A clip, said to be made by a process."""
    path = Path("clip.mp4")
    return Clip(
        path=path, poster=path, width=1, height=1, fps=24, frames=1, size_bytes=pid, sha256="",
        quality={},
    )  # fmt: skip


def _wait_for_stop(stop):
    assert stop.wait(60), "nobody said stop"
    raise RenderCancelled


def _raise(error):
    raise error


def _log(_stop):
    logging.getLogger("outposts").warning("the child says %d", os.getpid())


ACTS: dict[str, Callable[[threading.Event], None]] = {
    "works": lambda _stop: None,
    "logs": _log,
    "crashes": lambda _stop: ctypes.string_at(0),
    "hangs": lambda _stop: ctypes.PyDLL(None).sleep(600),  # and no other thread gets a turn
    "stands-still": lambda _stop: threading.Event().wait(),  # but other threads get their turns
    "waits": _wait_for_stop,
    "loses-gpu": lambda _stop: _raise(torch.AcceleratorError("CUDA error: illegal access")),
    "breaks": lambda _stop: _raise(ModelBroken("wan", why="no weights")),
    "has-a-bug": lambda _stop: 1 / 0,
}

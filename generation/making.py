"""Makes all clips of one job from the files it needs: what a worker's device is asked to do."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch

from effects.errors import EffectError
from generation.clips import Clip, Recipe
from generation.errors import GenerationError, RenderFailed, WorkerLost
from generation.framing import Aspect, Fit
from generation.rendering import Renderer
from generation.scenes import SceneCache
from generation.vigil import Sign, telling

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Brief:
    """All that a device must know of a job. It can be pickled: the device may be elsewhere."""

    job_id: str
    still: Path  # the kept picture
    long_side: int  # most pixels of the clip's longer side
    aspect: Aspect
    fit: Fit
    times: int  # that width and height, for a clip that is upscaled
    size: tuple[int, int] | None  # width and height, where nothing else will do
    recipes: tuple[Recipe, ...]  # one for each variant

    @property
    def what(self) -> str:
        """The effect or model, to name in a log."""
        return self.recipes[0].effect


class Maker(Protocol):
    """Makes the clips of jobs on one device, one job at a time."""

    def make(
        self, brief: Brief, stop: threading.Event, on_progress: Callable[[float], None]
    ) -> list[Clip]:
        """Make a job's clips, durable on disk when this returns. Blocking.

        Args:
            brief: the job.
            stop: set from any thread to leave at the next chunk of frames or denoising step.
            on_progress: told the share of the whole job that is done, 0..1, from any thread; 0, or
                less than before, when it is begun anew.

        Raises:
            RenderCancelled: `stop` was set.
            WorkerLost, WorkerStalled: what was making them has died or hung, twice.
            And what `Renderer.render` raises.
        """
        ...

    def close(self) -> None:
        """Let go of everything; a job under way ends with RenderCancelled, if it can be ended."""
        ...


@dataclass(frozen=True)
class LocalMaker:
    """Makes clips in this process, on the thread that asks."""

    renderer: Renderer
    scenes: SceneCache

    def make(
        self, brief: Brief, stop: threading.Event, on_progress: Callable[[float], None]
    ) -> list[Clip]:
        """Make one variant after the other from one scene; see `Maker.make`."""
        scene = self.scenes.scene(
            brief.still,
            brief.long_side,
            brief.aspect,
            brief.fit,
            times=brief.times,
            size=brief.size,
        )
        count = len(brief.recipes)
        return [
            self.renderer.render(
                brief.job_id if variant == 0 else f"{brief.job_id}-{variant + 1}",
                scene,
                recipe,
                stop=stop,
                on_progress=_share(on_progress, variant, count),
            )
            for variant, recipe in enumerate(brief.recipes)
        ]

    def close(self) -> None:
        """Nothing: what is held is this process's own, and a thread cannot be ended."""


def attempt(
    maker: Maker, brief: Brief, stop: threading.Event, tell: Callable[[Sign], None]
) -> list[Clip] | Exception:
    """Make a job's clips, or find an error that can be sent to whoever waits elsewhere.

    What was not raised on purpose is logged here, where its traceback is.

    Args:
        maker: who makes them.
        brief: the job.
        stop: see `Maker.make`.
        tell: told every sign of life.
    """
    try:
        with telling(tell) as on_progress:
            return maker.make(brief, stop, on_progress)
    except (EffectError, GenerationError) as error:
        return error
    except torch.AcceleratorError as error:
        # A fault of the GPU stays with the process for good: only a new one can use the device.
        log.exception("job %s: the device failed under %s", brief.job_id, brief.what)
        return WorkerLost(brief.what, str(error).partition("\n")[0])
    except Exception:
        # Effects are plugins: whatever one raises, the next job still gets its turn.
        log.exception("job %s: rendering %s failed", brief.job_id, brief.what)
        return RenderFailed(brief.what)


def _share(tell: Callable[[float], None], variant: int, variants: int) -> Callable[[float], None]:
    """What is told of one variant, as the share of the whole job."""
    return lambda done: tell((variant + done) / variants)

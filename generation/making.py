"""Makes all clips of one job from the files it needs: what a worker's device is asked to do."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generation.framing import Aspect, Fit
from generation.rendering import Clip, Recipe, Renderer
from generation.scenes import SceneCache


@dataclass(frozen=True, kw_only=True)
class Brief:
    """All that a device must know of a job. It can be pickled: the device may be elsewhere."""

    job_id: str
    still: Path  # the kept picture
    long_side: int  # most pixels of the clip's longer side
    aspect: Aspect
    fit: Fit
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
            on_progress: told the share of the whole job that is done, 0..1, from any thread.

        Raises:
            RenderCancelled: `stop` was set.
            And what `Renderer.render` raises.
        """
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
            brief.still, brief.long_side, brief.aspect, brief.fit, size=brief.size
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


def _share(tell: Callable[[float], None], variant: int, variants: int) -> Callable[[float], None]:
    """What is told of one variant, as the share of the whole job."""
    return lambda done: tell((variant + done) / variants)

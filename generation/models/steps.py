"""The steps of a clip, as its pipeline takes them: told, and left when its take is to stop.

Source:
    Resetting the step caches after a cancelled clip: without it, FirstBlockCache, MagCache,
    TaylorSeer and PAB of diffusers 0.42 carry its features over into the next clip (measured).
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import torch

from effects.api import Take
from generation.models.entry import Model
from generation.models.loading import Pipeline, denoisers
from generation.vigil import silence_ahead


@contextmanager
def watched(pipeline: Pipeline, model: Model, steps: int, take: Take) -> Iterator[dict[str, Any]]:
    """Have the pipeline tell of each of its steps and leave when told to.

    Yields arguments for its call.
    """
    hooks = []
    control: dict[str, Any] = {}
    if model.control == "callback":
        control["callback_on_step_end"] = _step_callback(model, steps, take)
    else:
        watch = _StepWatch(model, steps, take)
        hooks = [
            part.register_forward_pre_hook(watch, with_kwargs=True) for part in denoisers(pipeline)
        ]
    try:
        yield control
    finally:
        for hook in hooks:
            hook.remove()
        _reset(pipeline)


def _step_callback(model: Model, steps: int, take: Take) -> Callable[..., dict[str, Any]]:
    counter = count(1)  # the pipeline's own numbers start anew in every section

    def after_step(
        _pipeline: Pipeline, _step: int, _timestep: torch.Tensor, tensors: dict[str, Any]
    ) -> dict[str, Any]:
        taken = next(counter)
        take.checkpoint()
        take.prepared(min(1.0, taken / steps))
        if taken % model.steps == 0:
            silence_ahead()  # the frames of this section are decoded
        return tensors

    return after_step


class _StepWatch:
    """Called before the denoiser runs: a new timestep is a new step, guidance may run it twice."""

    def __init__(self, model: Model, steps: int, take: Take) -> None:
        self._model = model
        self._steps = steps
        self._take = take
        self._last: float | None = None
        self._count = 0

    def __call__(
        self, module: torch.nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        self._take.checkpoint()
        given = inspect.signature(module.forward).bind_partial(*args, **kwargs).arguments
        # The picture itself has no noise left: it is the rest whose timestep goes down.
        timestep = float(torch.as_tensor(given["timestep"]).max())
        if timestep != self._last:
            self._take.prepared(min(1.0, self._count / self._steps))
            self._last = timestep
            self._count += 1
        if self._count == 1 or self._count % self._model.steps == 0:
            silence_ahead()  # a first step may compile the model, after the last one it is decoded


def _reset(pipeline: Pipeline) -> None:
    """Leave nothing of this clip in the pipeline, however it ended."""
    if hasattr(pipeline, "maybe_free_model_hooks"):
        pipeline.maybe_free_model_hooks()
        return
    for part in denoisers(pipeline):  # a modular pipeline has no such method
        if reset := getattr(part, "_reset_stateful_cache", None):
            reset()

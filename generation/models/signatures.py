"""Holds an entry against the diffusers that is installed: its classes and argument names."""

import importlib.util
import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generation.models.entry import Model

NEEDED = ("diffusers", "transformers", "accelerate", "peft", "ftfy")


@dataclass(frozen=True)
class Mismatch:
    """A setting of an entry that the installed diffusers does not know."""

    key: str  # "arguments.frames"
    value: str
    known: tuple[str, ...]  # what would do; empty when there is no short list


def missing_packages(needed: Sequence[str] = NEEDED) -> list[str]:
    """The packages models need that are not installed."""
    return [name for name in needed if importlib.util.find_spec(name) is None]


def find_mismatches(model: Model) -> Iterator[Mismatch]:
    """Yield everything in an entry that cannot work with the installed diffusers.

    A modular pipeline has no signature: its blocks say what they take only when it is loaded.
    """
    diffusers = importlib.import_module("diffusers")
    pipeline = getattr(diffusers, model.pipeline, None)
    if pipeline is None:
        yield Mismatch("pipeline", model.pipeline, ())
        return
    yield from _unknown_classes(model, diffusers)
    yield from _unwearable(model, pipeline)
    if model.loader == "pipeline":
        yield from _unknown_arguments(model, pipeline)


def _unknown_classes(model: Model, diffusers: Any) -> Iterator[Mismatch]:  # noqa: ANN401
    named = {
        "scheduler.kind": model.scheduler.kind if model.scheduler else "",
        "acceleration.cache": model.acceleration.cache,
    }
    for key, name in named.items():
        if name and not hasattr(diffusers, name):
            yield Mismatch(key, name, ())
    backends = [each.value for each in _attention_backends()]
    if model.acceleration.attention not in ("", *backends):
        yield Mismatch("acceleration.attention", model.acceleration.attention, tuple(backends))
    for part, component in model.components.items():
        if not hasattr(importlib.import_module(component.library), component.kind):
            yield Mismatch(f"components.{part}.kind", component.kind, ())


def _attention_backends() -> Any:  # noqa: ANN401 - an enumeration of a library without types
    return importlib.import_module("diffusers.models.attention_dispatch").AttentionBackendName


def _unwearable(model: Model, pipeline: type) -> Iterator[Mismatch]:
    """LoRAs of a pipeline that takes none."""
    if hasattr(pipeline, "load_lora_weights"):
        return
    wanting = {f"effects.{name}.loras": each.loras for name, each in model.effects.items()}
    for key, loras in {"loras": model.loras, **wanting}.items():
        if loras:
            yield Mismatch(key, loras[0].source, ())


def _unknown_arguments(model: Model, pipeline: type) -> Iterator[Mismatch]:
    known = tuple(inspect.signature(pipeline.__call__).parameters)[1:]
    for key, name in model.arguments:
        if name and name not in known:
            yield Mismatch(f"arguments.{key}", name, known)
    for name in model.fixed:
        if name not in known:
            yield Mismatch(f"fixed.{name}", name, known)
    if model.control == "callback" and "callback_on_step_end" not in known:
        yield Mismatch("control", "callback", ("hook",))

"""Remembers what prompts became in the text encoder, so that the same words cost nothing twice."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

import torch

from generation.models.loading import Pipeline

MOST_PROMPTS = 32  # a few megabytes each, in main memory
PLAIN = (str, int, float, bool, type(None), torch.device, torch.dtype)


def remember_prompts(pipeline: Pipeline) -> None:
    """Have a pipeline encode each prompt once; one that has no text is left as it is."""
    if hasattr(pipeline, "encode_prompt"):
        pipeline.encode_prompt = _PromptMemory(pipeline.encode_prompt)


class _PromptMemory:
    """Stands in for `encode_prompt`: same arguments, same embeddings."""

    def __init__(self, encode: Callable[..., Any]) -> None:
        self._encode = encode
        self._known: OrderedDict[Hashable, Any] = OrderedDict()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the pipeline's own
        key = _key((args, tuple(sorted(kwargs.items()))))
        if key is None:  # a picture or a tensor has a say in it
            return self._encode(*args, **kwargs)
        if key not in self._known:
            self._known[key] = _move(self._encode(*args, **kwargs), "cpu")
            if len(self._known) > MOST_PROMPTS:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return _move(self._known[key], kwargs.get("device") or "cpu")


def _key(value: Any) -> Hashable | None:  # noqa: ANN401
    """The arguments as a key; None when one of them is more than words and numbers."""
    if isinstance(value, PLAIN):
        return (type(value), value)
    if isinstance(value, list | tuple):
        parts = tuple(_key(each) for each in value)
        return None if None in parts else parts
    return None


def _move(value: Any, device: Any) -> Any:  # noqa: ANN401
    """Copies of all tensors on another device, in the same tuples and lists."""
    if isinstance(value, torch.Tensor):
        return value.to(device, copy=True)
    if isinstance(value, list | tuple):
        return type(value)(_move(each, device) for each in value)
    return value

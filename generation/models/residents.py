"""Keeps the models that were used last in a device's memory, within a limit of bytes."""

import logging
import threading
from collections import OrderedDict

import torch

from generation.errors import OutOfMemory
from generation.models.entry import Model
from generation.models.loading import (
    Pipeline,
    device_memory,
    load_pipeline,
    release_memory,
    size_bytes,
)
from generation.models.prompts import remember_prompts
from generation.models.running import Loaded
from generation.vigil import silence_ahead

log = logging.getLogger(__name__)
USUAL_SHARE = 0.8  # of a device's memory, for models that wait there; the rest is for their work


class Residents:
    """The loaded models of one device. Used by its one thread; others wait."""

    def __init__(self, device: str, max_bytes: int | None = None) -> None:
        """Touches no device yet: a process that only takes orders must not hold memory there.

        Args:
            device: "cpu", "cuda:0".
            max_bytes: for models that wait there; None is four fifths of what the device has.
        """
        self.device = device
        self._max_bytes = max_bytes
        self._loaded: OrderedDict[str, Loaded] = OrderedDict()
        self._lock = threading.Lock()

    def __contains__(self, name: str) -> bool:
        return name in self._loaded

    def find(self, model: Model) -> Loaded:
        """A model that is ready to draw; loaded now, if it is not there.

        Others leave first when together they would be too large. A model that is larger than the
        limit by itself is loaded all the same, alone.

        Raises:
            ModelBroken: its files cannot be used.
            OutOfMemory: it does not fit, alone as it may be.
        """
        with self._lock:
            if model.name in self._loaded:
                self._loaded.move_to_end(model.name)
                return self._loaded[model.name]
            self._make_room(round(model.download_gb * 1e9))
            loaded = self._load(model)
            self._loaded[model.name] = loaded
            self._make_room(0)
            return loaded

    def drop(self, name: str) -> None:
        """Let a model go that broke in the middle of a clip: nobody knows what is left in it."""
        with self._lock:
            self._loaded.pop(name, None)
        release_memory()

    def _load(self, model: Model) -> Loaded:
        """Load a model; if that takes more memory than was thought, once more with it alone."""
        log.info("loading %s on %s", model.name, self.device)
        silence_ahead()
        try:
            pipeline = load_pipeline(model, self.device)
        except torch.OutOfMemoryError:
            pipeline = None  # retried outside: here the traceback still holds what was loaded
        if pipeline is None:
            self._loaded.clear()
            release_memory()
            pipeline = self._load_alone(model)
        remember_prompts(pipeline)
        return Loaded(model, pipeline, self.device, size_bytes(pipeline))

    def _load_alone(self, model: Model) -> Pipeline:
        try:
            return load_pipeline(model, self.device)
        except torch.OutOfMemoryError:
            raise OutOfMemory(model.name) from None

    def _make_room(self, wanted: int) -> None:
        """Let the least recently used go until what is wanted fits; the newest stays."""
        keep = 0 if wanted else 1
        gone = []
        while len(self._loaded) > keep and self._bytes() + wanted > self._limit():
            gone.append(self._loaded.popitem(last=False)[0])
        if gone:
            log.info("%s left %s", ", ".join(gone), self.device)
            release_memory()

    def _limit(self) -> int:
        """Bytes that may be filled, asked of the device when the first model is loaded."""
        if self._max_bytes is None:
            self._max_bytes = round(USUAL_SHARE * device_memory(self.device))
        return self._max_bytes

    def _bytes(self) -> int:
        return sum(loaded.bytes for loaded in self._loaded.values())

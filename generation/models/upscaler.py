"""Enlarges frames that a model drew with another model, such as Swin2SR.

Source:
    Conde et al., "Swin2SR: SwinV2 Transformer for Compressed Image Super-Resolution and
    Restoration", 2022; run through transformers' Swin2SRForImageSuperResolution.
"""

import importlib
import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

import cv2
import numpy as np
import torch

from effects.api import Chunk, to_frames
from generation.errors import ModelBroken, OutOfMemory
from generation.models.downloads import need_at_top
from generation.models.loading import DEVICE_FAULTS, OFFLINE, first_line, folder_of
from generation.vigil import silence_ahead

log = logging.getLogger(__name__)
TILE = 256  # pixels of a side: what is enlarged at once, so that memory does not grow with frames
AROUND = 16  # pixels beyond a tile that are looked at, too: without them its border would show


class Upscaler:
    """One super-resolution model, loaded when the first frames are enlarged."""

    def __init__(self, source: str, revision: str = "", *, device: str = "cpu") -> None:
        self._need = need_at_top(source, revision)
        self._device = device
        self._model: Any = None
        self._lock = threading.Lock()

    def enlarge(self, chunk: Chunk, times: int, checkpoint: Callable[[], None]) -> Chunk:
        """Make frames larger.

        Args:
            chunk: (N, H, W, 3) uint8.
            times: how many times as wide and high.
            checkpoint: called before every tile; leaves by an exception.

        Returns:
            (N, times * H, times * W, 3) uint8.

        Raises:
            ModelBroken: its files cannot be used.
            OutOfMemory: the device has too little even for one tile.
        """
        height, width = times * chunk.shape[1], times * chunk.shape[2]
        with self._lock, torch.inference_mode():
            try:
                if self._model is None:
                    self._model = self._load()
                while chunk.shape[1] < height:
                    chunk = self._once(chunk, checkpoint)
            except torch.OutOfMemoryError as error:
                raise OutOfMemory(self._need.source) from error
        return _shrink(chunk, height, width)

    def _once(self, chunk: Chunk, checkpoint: Callable[[], None]) -> Chunk:
        """Enlarge by the model's own factor, tile by tile."""
        count, height, width, _ = chunk.shape
        grow = int(self._model.config.upscale)
        large = torch.empty((count, grow * height, grow * width, 3), dtype=torch.uint8)
        for top, bottom in _spans(height):
            for left, right in _spans(width):
                checkpoint()
                above, before = max(0, top - AROUND), max(0, left - AROUND)
                seen = chunk[:, above : bottom + AROUND, before : right + AROUND]
                given = seen.permute(0, 3, 1, 2).to(self._device, torch.float32) / 255
                found = to_frames(self._model(pixel_values=given).reconstruction).cpu()
                large[:, grow * top : grow * bottom, grow * left : grow * right] = found[
                    :,
                    grow * (top - above) : grow * (bottom - above),
                    grow * (left - before) : grow * (right - before),
                ]
        return large

    def _load(self) -> Any:  # noqa: ANN401 - transformers has its own types
        silence_ahead()
        transformers = importlib.import_module("transformers")
        try:
            model = transformers.Swin2SRForImageSuperResolution.from_pretrained(
                folder_of(self._need), trust_remote_code=False, **OFFLINE
            )
        except DEVICE_FAULTS:
            raise
        except Exception as error:
            # Weights are somebody else's files: whatever is wrong with them, say which they are.
            log.exception("the upscaler cannot be loaded from %s", self._need.source)
            raise ModelBroken(self._need.source, first_line(error)) from error
        if model.config.upscale < 2:
            raise ModelBroken(self._need.source, "it does not enlarge")
        return model.eval().to(self._device)


def _spans(length: int) -> Iterator[tuple[int, int]]:
    """Cut a length into tiles: where each begins and ends."""
    for start in range(0, length, TILE):
        yield start, min(start + TILE, length)


def _shrink(chunk: Chunk, height: int, width: int) -> Chunk:
    """Average frames down, where the model's factor was more than was asked for."""
    if chunk.shape[1:3] == (height, width):
        return chunk
    size = (width, height)
    frames = [cv2.resize(each, size, interpolation=cv2.INTER_AREA) for each in chunk.numpy()]
    return torch.from_numpy(np.stack(frames))

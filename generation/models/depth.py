"""Measures how near things are with a depth model such as Depth Anything V2 Small.

Source:
    Yang et al., "Depth Anything V2", 2024; run through transformers' AutoModelForDepthEstimation.
"""

import importlib
import logging
import threading
from typing import Any

import cv2
import numpy as np
import torch

from generation.errors import ModelBroken, OutOfMemory
from generation.models.downloads import need_at_top
from generation.models.loading import DEVICE_FAULTS, OFFLINE, first_line, folder_of
from generation.vigil import silence_ahead

log = logging.getLogger(__name__)
LOOKED_AT_PX = 280  # the short side it is given: finer depth makes no better parallax
MULTIPLE = 14  # pixels of one patch
LOW, HIGH = 2.0, 98.0  # percentiles of the relief that become 0 and 1
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)  # of the pictures it learned from


class DepthModel:
    """One depth model, loaded when the first picture is measured. For several threads."""

    def __init__(self, source: str, revision: str = "", *, device: str = "cpu") -> None:
        self._need = need_at_top(source, revision)
        self._device = device
        self._model: Any = None
        self._lock = threading.Lock()

    def measure(self, picture: np.ndarray) -> torch.Tensor:
        """Tell how near every pixel is: 0 farthest, 1 nearest.

        Shapes:
            picture: (H, W, 3) uint8 RGB. Returns (H, W) float32.

        Raises:
            ModelBroken: its files cannot be used.
            OutOfMemory: the device has too little of it.
        """
        with self._lock, torch.inference_mode():
            try:
                if self._model is None:
                    self._model = self._load()
                given = _prepare(picture).to(self._device)
                found = self._model(pixel_values=given).predicted_depth[0]
            except torch.OutOfMemoryError as error:
                raise OutOfMemory(self._need.source) from error
        return torch.from_numpy(_normalise(found.float().numpy(force=True), picture.shape[:2]))

    def _load(self) -> Any:  # noqa: ANN401 - transformers has its own types
        silence_ahead()
        transformers = importlib.import_module("transformers")
        try:
            model = transformers.AutoModelForDepthEstimation.from_pretrained(
                folder_of(self._need), trust_remote_code=False, **OFFLINE
            )
        except DEVICE_FAULTS:
            raise
        except Exception as error:
            # Weights are somebody else's files: whatever is wrong with them, say which they are.
            log.exception("the depth model cannot be loaded from %s", self._need.source)
            raise ModelBroken(self._need.source, first_line(error)) from error
        return model.eval().to(self._device)


def _prepare(picture: np.ndarray) -> torch.Tensor:
    """The picture as the model was taught to see. Returns (1, 3, h, w), multiples of a patch."""
    height, width = picture.shape[:2]
    scale = min(1.0, LOOKED_AT_PX / min(height, width))
    size = [max(MULTIPLE, round(side * scale / MULTIPLE) * MULTIPLE) for side in (width, height)]
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    normal = (small - np.array(MEAN, np.float32)) / np.array(DEVIATION, np.float32)
    return torch.from_numpy(normal).permute(2, 0, 1)[None]


def _normalise(relief: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Stretch to 0..1 and enlarge. The model tells disparity up to a scale: larger is nearer."""
    low, high = np.percentile(relief, (LOW, HIGH))
    stretched = np.clip((relief - low) / max(float(high - low), 1e-6), 0, 1).astype(np.float32)
    large = cv2.resize(stretched, shape[::-1], interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(large, 0, 1))

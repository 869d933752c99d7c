"""Pictures used lately, opened and with what is known about them, within a limit of memory."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from effects.scene import Scene
from generation.framing import Aspect, Fit
from generation.stills import fit, fit_exactly, load_still, reshape

MeasureDepth = Callable[[np.ndarray], torch.Tensor]  # (H, W, 3) uint8 to (H, W) float32


class SceneCache:
    """The scenes of the pictures used last, shared by effects, variants and workers."""

    def __init__(self, max_bytes: int, *, measure_depth: MeasureDepth | None = None) -> None:
        self._max_bytes = max_bytes
        self._measure_depth = measure_depth  # None: depth is guessed
        self._scenes: OrderedDict[Hashable, Scene] = OrderedDict()
        self._lock = threading.Lock()

    def scene(
        self,
        path: Path,
        long_side: int,
        aspect: Aspect = Aspect.ORIGINAL,
        fit_by: Fit = Fit.AUTO,
        *,
        times: int = 1,
        size: tuple[int, int] | None = None,
    ) -> Scene:
        """The scene of a kept picture at a clip's size and shape. Blocking.

        Args:
            path: of the kept picture.
            long_side: most pixels of the clip's longer side.
            aspect: the clip's shape.
            fit_by: how the picture gets it.
            times: how many times that width and height, see `stills.fit`.
            size: width and height, where nothing else will do.

        Raises:
            OSError: the picture is not there.
        """
        key = (path, long_side, aspect, fit_by, times, size)
        with self._lock:
            if key in self._scenes:
                self._scenes.move_to_end(key)
                return self._scenes[key]
        shaped = reshape(load_still(path), aspect, fit_by)
        scene = fit_exactly(shaped, *size) if size else fit(shaped, long_side, times=times)
        scene = replace(scene, measure_depth=self._measure_depth)
        with self._lock:
            self._scenes[key] = scene
            while len(self._scenes) > 1 and self._bytes() > self._max_bytes:
                self._scenes.popitem(last=False)
        return scene

    def _bytes(self) -> int:
        return sum(_size(scene) for scene in self._scenes.values())


def _size(scene: Scene) -> int:
    """About what a scene takes, with all that is computed lazily: bytes."""
    pixels = scene.height * scene.width
    detail = 0 if scene.detail is None else scene.detail.numel()
    fine = 16 * pixels  # four pixels of four bytes each
    maps = 8 * pixels  # float32 depth and subject
    cutout = 21 * pixels  # six of bytes for the background, fifteen for a subject as large as all
    return scene.still.numel() + detail + fine + maps + cutout

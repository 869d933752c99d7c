"""Pictures used lately, opened and with what is known about them, within a limit of memory."""

import threading
from collections import OrderedDict
from pathlib import Path

from effects.scene import Scene
from generation.framing import Aspect, Fit
from generation.stills import fit, load_still, reshape


class SceneCache:
    """The scenes of the pictures used last, shared by effects, variants and workers."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._scenes: OrderedDict[tuple[Path, int, Aspect, Fit], Scene] = OrderedDict()
        self._lock = threading.Lock()

    def scene(
        self, path: Path, long_side: int, aspect: Aspect = Aspect.ORIGINAL, fit_by: Fit = Fit.AUTO
    ) -> Scene:
        """The scene of a kept picture at a clip's size and shape. Blocking.

        Raises:
            OSError: the picture is not there.
        """
        key = (path, long_side, aspect, fit_by)
        with self._lock:
            if key in self._scenes:
                self._scenes.move_to_end(key)
                return self._scenes[key]
        scene = fit(reshape(load_still(path), aspect, fit_by), long_side)
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
    return scene.still.numel() + detail + fine + maps

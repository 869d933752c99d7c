"""The picture that a camera films, ready to be read between its pixels: as RGB or as planes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import torch

from effects.api import Chunk, Take
from effects.scene import Scene
from effects.warp import Positions, new_frames, transform, warp

# From pixels of a picture to those of one twice its size, and from those of chroma to the frame's.
TWICE = np.array([[2.0, 0.0, 0.5], [0.0, 2.0, 0.5], [0.0, 0.0, 1.0]])

# `look(every, times)` tells which point of the picture is seen in every so-manieth pixel of the
# frame (1 or 2, along each side), in pixels of the picture enlarged so many times.
Look: TypeAlias = Callable[[int, int], tuple[Positions, Positions]]


class Print(Protocol):
    """A picture on a wall, of which frames are drawn."""

    def flat(self, matrices: np.ndarray) -> Chunk:
        """Draw it as it hangs. Shapes: (N, 3, 3), from pixels of the frame to the picture's."""

    def bent(self, look: Look) -> Chunk:
        """Draw it as a relief."""


def make_print(scene: Scene, take: Take) -> Print:
    """The picture in the form in which the take wants its frames."""
    height, width = scene.height, scene.width
    if not take.takes_planes:
        return _RgbPrint(height, width, scene.fine.to(take.device))
    return _PlanesPrint(height, width, *(plane.to(take.device) for plane in scene.fine_planes))


@dataclass(frozen=True)
class _RgbPrint:
    height: int
    width: int
    fine: torch.Tensor  # `Scene.fine`

    def flat(self, matrices: np.ndarray) -> Chunk:
        return transform(self.fine, TWICE @ matrices, self.height, self.width, padded=True)

    def bent(self, look: Look) -> Chunk:
        return warp(self.fine, *look(1, 2), padded=True)


@dataclass(frozen=True)
class _PlanesPrint:
    """Chroma is read from a picture of the frame's size, where luma is read from one of twice."""

    height: int
    width: int
    luma: torch.Tensor  # `Scene.fine_planes`
    blue: torch.Tensor
    red: torch.Tensor

    def flat(self, matrices: np.ndarray) -> Chunk:
        planes, (luma, *chroma) = self._canvas(len(matrices))
        transform(self.luma, TWICE @ matrices, self.height, self.width, out=luma)
        for plane, out in zip((self.blue, self.red), chroma, strict=True):
            transform(plane, matrices @ TWICE, self.height // 2, self.width // 2, out=out)
        return planes

    def bent(self, look: Look) -> Chunk:
        x, y = look(1, 2)
        planes, (luma, *chroma) = self._canvas(len(x))
        warp(self.luma, x, y, out=luma)
        x, y = look(2, 1)
        for plane, out in zip((self.blue, self.red), chroma, strict=True):
            warp(plane, x, y, out=out)
        return planes

    def _canvas(self, frames: int) -> tuple[Chunk, tuple[torch.Tensor, ...]]:
        """Room for frames, and the parts of it to draw on: (N, h, w, 1) each."""
        planes = new_frames((frames, self.height * 3 // 2, self.width)).to(self.luma.device)
        luma, chroma = planes[:, : self.height], planes[:, self.height :]
        blue, red = chroma.view(frames, 2, self.height // 2, self.width // 2).unbind(1)
        return planes, (luma[..., None], blue[..., None], red[..., None])

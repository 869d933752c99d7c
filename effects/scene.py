"""A still and what is known about it: computed once per picture, shared by every effect."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch


@dataclass(frozen=True)
class Scene:
    """A checked picture at the size of the clip, with what effects ask about it, computed lazily.

    Shapes:
        still: (H, W, 3) uint8 RGB, H and W even: the picture at the size of the clip.
        detail: (2H, 2W, 3) uint8 or None: the same at exactly twice the size, where the picture
            has that many pixels. Sampling it bilinearly on the frame's own grid averages 2 x 2
            pixels, so a move that starts at rest starts on the still and zooms into real detail.
    """

    still: torch.Tensor
    detail: torch.Tensor | None = None

    @property
    def height(self) -> int:
        """Rows of the clip, in pixels."""
        return int(self.still.shape[0])

    @property
    def width(self) -> int:
        """Columns of the clip, in pixels."""
        return int(self.still.shape[1])

    @cached_property
    def pixels(self) -> np.ndarray:
        """The still as an array that shares its memory. (H, W, 3) uint8."""
        return self.still.numpy(force=True)

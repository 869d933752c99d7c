"""Depth map: a line of light sweeps over the picture and leaves behind how near everything is.

White is near, black is far. It shows what every depth effect works with, so a wrong move can be
understood; `depth_png` is the same for programs that read depth.

Source: own code.
"""

from collections.abc import Iterator
from typing import Literal

import cv2
import numpy as np
import torch

from effects._camera import advance
from effects.api import Chunk, Options, Take, effect
from effects.scene import Scene

SOFTNESS = 0.02  # of the line of light, in frame widths
SHOWN_BY = 0.7  # of the clip, the rest shows the whole map


class DepthMapOptions(Options):
    """What a user may change about the depth map."""

    colours: Literal["grey", "warm"] = "grey"
    """Grey, as editors take it, or dark blue to yellow."""


def depth_png(scene: Scene) -> bytes:
    """The depth of a scene as a 16-bit grey PNG: 0 farthest, 65535 nearest."""
    levels = np.round(scene.depth.numpy(force=True) * 65535).astype(np.uint16)
    _, encoded = cv2.imencode(".png", levels)
    return bytes(encoded)


@effect(
    "depth-map",
    "shows how near everything in it is",
    category="style",
    price=1,
    options=DepthMapOptions,
    export=depth_png,
)
def depth_map(scene: Scene, options: DepthMapOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture as its depth map is swept over it."""
    if scene.measured_depth is None:
        take.depth_is_guessed()
    levels = torch.round(scene.depth * 255).to(torch.uint8).numpy(force=True)
    if options.colours == "warm":
        levels = cv2.cvtColor(cv2.applyColorMap(levels, cv2.COLORMAP_PLASMA), cv2.COLOR_BGR2RGB)
    shown = levels if levels.ndim == 3 else cv2.cvtColor(levels, cv2.COLOR_GRAY2RGB)
    for times in take.timeline(options.duration):
        lines = advance(times / SHOWN_BY, options) * (1 + 2 * SOFTNESS) - SOFTNESS
        yield torch.from_numpy(np.stack([_sweep(scene.pixels, shown, line) for line in lines]))


def _sweep(before: np.ndarray, after: np.ndarray, line: float) -> np.ndarray:
    """A frame that shows `after` left of the line, `before` right of it, and light on it.

    Shapes:
        before, after: (H, W, 3) uint8. Returns the same.
    """
    width = before.shape[1]
    left, right = (int(np.clip((line + way * SOFTNESS) * width, 0, width)) for way in (-1, 1))
    frame = before.copy()
    frame[:, :left] = after[:, :left]
    if right > left:
        offset = ((np.arange(left, right) + 0.5) / width - line) / SOFTNESS  # -1 to 1 over the line
        share = np.tile(0.5 + 0.5 * offset, (len(before), 1)).astype(np.float32)
        mixed = cv2.blendLinear(before[:, left:right], after[:, left:right], share, 1 - share)
        light = np.round(160 * np.square(1 - np.square(offset))).astype(np.uint8)
        lit = np.repeat(np.tile(light, (len(before), 1))[..., None], 3, axis=2)
        frame[:, left:right] = cv2.add(mixed, lit)
    return frame

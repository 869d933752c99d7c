"""Zoom: a slow, steady push towards what the picture is about, or back from it.

Source: own code; the easing is Perlin's quintic (see `easing.py`).
"""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from effects._camera import advance, reach, shoot
from effects._pose import Pose
from effects.api import Chunk, Options, Take, effect
from effects.easing import Times
from effects.scene import Scene


class ZoomOptions(Options):
    """What a user may change about the zoom."""

    direction: Literal["in", "out"] = "in"
    """In, towards the picture, or out, until all of it is seen."""

    x: float | None = Field(default=None, ge=0.0, le=1.0)
    """What to zoom to, 0 left to 1 right. Left out: what stands out in the picture."""

    y: float | None = Field(default=None, ge=0.0, le=1.0)
    """What to zoom to, 0 top to 1 bottom. Left out: what stands out in the picture."""


@effect("zoom", "is slowly pushed in on", category="camera", price=1, options=ZoomOptions)
def zoom(scene: Scene, options: ZoomOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it grows around its target."""
    target_x = scene.focus[0] if options.x is None else options.x
    target_y = scene.focus[1] if options.y is None else options.y
    most = 0.04 + 0.4 * reach(options)

    def path(t: Times) -> Pose:
        done = advance(t, options)
        scale = 1 + most * (done if options.direction == "in" else 1 - done)
        aside = 1 - 1 / scale  # holds the target where it is
        return Pose(zoom=scale, x=(target_x - 0.5) * aside, y=(target_y - 0.5) * aside)

    return shoot(scene, take, options.duration, path)

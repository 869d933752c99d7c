"""Parallax: the picture gains depth, as if the head moved a little from side to side.

What is near moves against what is far and the plane in focus stands still. With a depth model the
relief is measured; without one it is guessed and kept gentle (see `depth.py`).

Source: own code; the backward search for the point that moved here is the fixed point of Chen and
Williams, "View Interpolation for Image Synthesis", SIGGRAPH 1993.
"""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from effects._camera import reach, shoot, turns
from effects._pose import Pose
from effects.api import Chunk, Options, Take, effect
from effects.easing import Times, plateau, swing, there_and_back
from effects.scene import Scene


class ParallaxOptions(Options):
    """What a user may change about the parallax."""

    path: Literal["horizontal", "vertical", "circle", "zoom"] = "circle"
    """How the camera moves."""

    focus: float = Field(default=0.5, ge=0.0, le=1.0, allow_inf_nan=False)
    """What stands still: 0 the farthest, 1 the nearest."""


@effect("parallax", "gains depth", category="depth", price=1, options=ParallaxOptions, loops=True)
def parallax(scene: Scene, options: ParallaxOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture from a camera that circles before it."""
    amount = 0.06 * reach(options)
    count = turns(options)

    def path(t: Times) -> Pose:
        if options.path == "horizontal":
            return Pose(slide_x=amount * swing(t, count))
        if options.path == "vertical":
            return Pose(slide_y=amount * swing(t, count))
        if options.path == "zoom":
            return Pose(swell=2 * amount * there_and_back(t, count))
        return Pose(slide_x=amount * swing(t, count), slide_y=amount * there_and_back(t, count))

    return shoot(scene, take, options.duration, path, overscan=plateau, focus=options.focus)

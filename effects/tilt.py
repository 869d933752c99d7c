"""Tilt: the camera sweeps up or down over the picture, held at the height of what it is about.

The frame is a window on the picture, so the clip starts at one side of it, not on the whole still.

Source: own code; the slow sweep over a photograph is Ken Burns's.
"""

from collections.abc import Iterator
from typing import Literal

from effects._camera import advance, reach, shoot
from effects._pose import Pose
from effects.api import Chunk, Options, Take, effect
from effects.easing import Times
from effects.scene import Scene


class TiltOptions(Options):
    """What a user may change about the tilt."""

    direction: Literal["down", "up"] = "down"
    """Where the camera goes."""


@effect(
    "tilt",
    "is swept over from top to bottom",
    category="camera",
    price=1,
    options=TiltOptions,
    starts_on_still=False,
)
def tilt(scene: Scene, options: TiltOptions, take: Take) -> Iterator[Chunk]:
    """Yield the window on the picture as it travels."""
    travel = 0.05 + 0.25 * reach(options)  # in frame heights; the window is as much smaller
    way = 1 if options.direction == "down" else -1
    side = (scene.focus[0] - 0.5) * travel

    def path(t: Times) -> Pose:
        y = way * travel * (advance(t, options) - 0.5)
        return Pose(zoom=1 / (1 - travel), y=y, x=side)

    return shoot(scene, take, options.duration, path)

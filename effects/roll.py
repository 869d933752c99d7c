"""Roll: the camera leans to one side, and comes a little closer so that no corner shows.

Source: own code.
"""

import math
from collections.abc import Iterator
from typing import Literal

from effects._camera import advance, reach, shoot
from effects._pose import Pose
from effects.api import Chunk, Options, Take, effect
from effects.easing import Times
from effects.scene import Scene

MOST = math.radians(14)


class RollOptions(Options):
    """What a user may change about the roll."""

    direction: Literal["clockwise", "counterclockwise"] = "clockwise"
    """Which way the picture turns."""


@effect("roll", "leans to one side", category="camera", price=1, options=RollOptions)
def roll(scene: Scene, options: RollOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it turns about its middle."""
    angle = MOST * reach(options) * (1 if options.direction == "clockwise" else -1)

    def done(t: Times) -> Times:
        return advance(t, options)

    def path(t: Times) -> Pose:
        return Pose(roll=angle * done(t))

    return shoot(scene, take, options.duration, path, overscan=done)

"""Pan: the camera sweeps sideways over the picture, held at the height of what it is about.

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


class PanOptions(Options):
    """What a user may change about the pan."""

    direction: Literal["right", "left"] = "right"
    """Where the camera goes."""


@effect(
    "pan",
    "is swept over from side to side",
    category="camera",
    price=1,
    options=PanOptions,
    starts_on_still=False,
)
def pan(scene: Scene, options: PanOptions, take: Take) -> Iterator[Chunk]:
    """Yield the window on the picture as it travels."""
    travel = 0.05 + 0.25 * reach(options)  # in frame widths; the window is as much smaller
    way = 1 if options.direction == "right" else -1
    height = (scene.focus[1] - 0.5) * travel

    def path(t: Times) -> Pose:
        x = way * travel * (advance(t, options) - 0.5)
        return Pose(zoom=1 / (1 - travel), x=x, y=height)

    return shoot(scene, take, options.duration, path)

"""Dolly: the camera itself moves in or out, so near things grow faster than far ones.

Source: own code; perspective of a pinhole camera over the scene's relief (see `_pose.py`).
"""

from collections.abc import Iterator
from typing import Literal

from effects._camera import advance, reach, shoot
from effects._pose import Pose
from effects.api import Chunk, Options, Take, effect
from effects.easing import Times
from effects.scene import Scene


class DollyOptions(Options):
    """What a user may change about the dolly."""

    direction: Literal["in", "out"] = "in"
    """Into the picture, or back out of it."""


@effect("dolly", "is moved into", category="camera", price=1, options=DollyOptions)
def dolly(scene: Scene, options: DollyOptions, take: Take) -> Iterator[Chunk]:
    """Yield what a camera sees that rolls into the picture."""
    closer = 0.04 + 0.4 * reach(options)

    def done(t: Times) -> Times:
        return advance(t, options) if options.direction == "in" else 1 - advance(t, options)

    def path(t: Times) -> Pose:
        scale = 1 + closer * done(t)
        aside = 1 - 1 / scale
        x, y = ((place - 0.5) * aside for place in scene.focus)
        return Pose(zoom=scale, x=x, y=y, swell=0.6 * closer * done(t))

    return shoot(scene, take, options.duration, path, overscan=done)

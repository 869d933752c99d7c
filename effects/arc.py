"""Arc: the camera sets out on a circle around the subject, rising and coming closer.

Source: own code; the one-way sister of `orbit.py`.
"""

import math
from collections.abc import Iterator
from typing import Literal

import numpy as np

from effects._camera import THICKNESS, advance, reach, shoot, subject_depth
from effects._pose import Pose
from effects.api import Chunk, Options, Take, effect
from effects.easing import Times
from effects.scene import Scene

MOST = math.radians(12)


class ArcOptions(Options):
    """What a user may change about the arc."""

    direction: Literal["left", "right"] = "right"
    """Where the camera goes."""


@effect("arc", "is passed on a rising curve", category="camera", price=1, options=ArcOptions)
def arc(scene: Scene, options: ArcOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture from a camera on its way round, up and in."""
    most = MOST * reach(options) * (-1 if options.direction == "right" else 1)

    def done(t: Times) -> Times:
        return advance(t, options)

    def path(t: Times) -> Pose:
        angle, rise = most * done(t), abs(most) / 3 * done(t)
        slide_x, slide_y = THICKNESS * np.tan(angle), THICKNESS * np.tan(rise)
        zoom = 1 + 0.16 * reach(options) * done(t)
        return Pose(yaw=angle, pitch=rise, zoom=zoom, slide_x=slide_x, slide_y=slide_y)

    focus = subject_depth(scene, scene.depth)
    return shoot(scene, take, options.duration, path, overscan=done, focus=focus)

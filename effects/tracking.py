"""Tracking: the camera walks past, the subject stays put and the world moves behind it.

Source: own code; the plane in focus is the subject's (see `_pose.py`).
"""

from collections.abc import Iterator
from typing import Literal

from effects._camera import advance, reach, shoot, subject_depth
from effects._pose import Pose
from effects.api import Chunk, Options, Take, effect
from effects.easing import Times
from effects.scene import Scene


class TrackingOptions(Options):
    """What a user may change about the tracking shot."""

    direction: Literal["left", "right"] = "right"
    """Where the camera walks."""


@effect(
    "tracking",
    "is walked past, its subject held",
    category="camera",
    price=1,
    options=TrackingOptions,
)
def tracking(scene: Scene, options: TrackingOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture with what lies behind the subject moving past."""
    # Around a subject that is guessed to stand in front, a longer way would fold what is behind it.
    farthest = 0.08 if scene.measured_depth is not None else 0.055
    most = farthest * reach(options) * (-1 if options.direction == "right" else 1)

    def done(t: Times) -> Times:
        return advance(t, options)

    def path(t: Times) -> Pose:
        return Pose(slide_x=most * done(t), zoom=1 + 0.08 * reach(options) * done(t))

    focus = subject_depth(scene, scene.depth)
    return shoot(scene, take, options.duration, path, overscan=done, focus=focus)

"""Orbit: the camera swings around the subject, a little to one side and then to the other.

The print turns in perspective and what is near slides against what is far. Further than some ten
degrees a single picture has nothing to show, so no strength goes there.

Source: own code; a homography of a turning plane with the relief of `_pose.py` on it.
"""

import math
from collections.abc import Iterator

import numpy as np

from effects._camera import THICKNESS, reach, shoot, subject_depth, turns
from effects._pose import Pose
from effects.api import Chunk, Options, Take, effect
from effects.easing import Times, cradle, sway
from effects.scene import Scene

GUESSED_MOST = math.radians(8)
MEASURED_MOST = math.radians(12)


@effect("orbit", "is circled by the camera", category="camera", price=1, loops=True)
def orbit(scene: Scene, options: Options, take: Take) -> Iterator[Chunk]:
    """Yield the picture from a camera that swings around its subject."""
    most = (GUESSED_MOST if scene.measured_depth is None else MEASURED_MOST) * reach(options)

    def path(t: Times) -> Pose:
        angle = most * sway(t, turns(options))
        return Pose(yaw=angle, slide_x=THICKNESS * np.tan(angle))

    def closer(t: Times) -> Times:
        return cradle(t, turns(options))

    focus = subject_depth(scene, scene.depth)
    return shoot(scene, take, options.duration, path, overscan=closer, focus=focus)

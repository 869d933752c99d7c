"""Handheld: the camera breathes and sways in somebody's hands.

Source: own code; sums of sines with a 1/f spectrum, as measured of standing people's sway.
"""

import math
from collections.abc import Iterator

import numpy as np

from effects._camera import reach, shoot
from effects._pose import Pose
from effects.api import Chunk, Options, Take, effect
from effects.easing import Times
from effects.scene import Scene

SWAYS = np.array([0.25, 0.5, 0.75, 1.25])  # per second
TILT = math.radians(1.2)


@effect(
    "handheld",
    "is held in a living hand",
    category="camera",
    price=1,
    loops=True,
    starts_on_still=False,
)
def handheld(scene: Scene, options: Options, take: Take) -> Iterator[Chunk]:
    """Yield the picture from a camera that is never quite still."""
    cycles = np.maximum(1, np.round(SWAYS * options.duration * options.speed))  # whole: it loops
    phases = take.rng().uniform(0, 2 * np.pi, (5, len(cycles)))
    most = reach(options)

    def path(t: Times) -> Pose:
        waves = np.sin(2 * np.pi * t[:, None, None] * cycles + phases) / cycles * cycles[0]
        x, y, lean, slide, rise = most * waves.sum(axis=2).T
        return Pose(
            x=0.014 * x, y=0.014 * y, roll=TILT * lean, slide_x=0.012 * slide, slide_y=0.008 * rise
        )

    return shoot(scene, take, options.duration, path)

"""Dolly zoom: the subject keeps its size while the world behind it stretches away and returns.

Source: Irmin Roberts's shot in "Vertigo" (1958): the camera moves in while its lens zooms out.
"""

from collections.abc import Iterator

from effects._camera import reach, shoot, subject_depth, turns
from effects._pose import Pose
from effects.api import Chunk, Options, Take, effect
from effects.easing import Times, there_and_back
from effects.scene import Scene


@effect(
    "dolly-zoom",
    "stretches away behind its subject, and returns",
    category="camera",
    price=1,
    loops=True,
)
def dolly_zoom(scene: Scene, options: Options, take: Take) -> Iterator[Chunk]:
    """Yield the picture with its perspective deepening about the subject."""
    deepest = reach(options) * (0.6 if scene.measured_depth is not None else 0.4)

    def away(t: Times) -> Times:
        return there_and_back(t, turns(options))

    def path(t: Times) -> Pose:
        return Pose(swell=deepest * away(t))

    focus = subject_depth(scene)
    return shoot(scene, take, options.duration, path, overscan=away, focus=focus)

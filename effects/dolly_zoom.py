"""Dolly zoom: the subject keeps its size while the world behind it looms up and falls back.

Source: Irmin Roberts's shot in "Vertigo" (1958), in the direction that a single picture can show:
the camera moves back while its lens zooms in.
"""

from collections.abc import Iterator

from effects._camera import reach, shoot, subject_depth, turns
from effects._pose import Pose
from effects.api import Chunk, Options, Take, effect
from effects.easing import Times, there_and_back
from effects.scene import Scene


@effect(
    "dolly-zoom",
    "looms up behind its subject",
    category="camera",
    price=1,
    loops=True,
)
def dolly_zoom(scene: Scene, options: Options, take: Take) -> Iterator[Chunk]:
    """Yield the picture with its perspective flattening about the subject."""
    flattest = reach(options) * (0.6 if scene.measured_depth is not None else 0.4)

    def away(t: Times) -> Times:
        return there_and_back(t, turns(options))

    def path(t: Times) -> Pose:
        return Pose(swell=-flattest * away(t))

    # What looms up behind an outline would draw the subject's rim along with it.
    focus = subject_depth(scene, scene.gentle_depth)
    return shoot(scene, take, options.duration, path, overscan=away, focus=focus, is_gentle=True)

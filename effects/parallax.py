"""Parallax: the picture gains depth, as if your head moved a little while you look at it.

What is near moves against what is far and the plane in focus stands still. With a depth model the
relief is measured; without one it is guessed and kept gentle (see `depth.py`).

Source: own code; looking up where a moved point came from as a fixed point follows Bowles et al.,
"Iterative Image Warping", Eurographics 2012.
"""

from collections.abc import Callable, Iterator
from typing import Literal

import numpy as np
from pydantic import Field

from effects._camera import advance, reach, shoot, turns
from effects._numbers import Numbers, read_numbers
from effects._pose import Path, Pose
from effects.api import Chunk, Options, Take, effect
from effects.easing import Times, cradle, smootherstep, sway, there_and_back
from effects.scene import Scene

GUESSED_MOST = 0.04  # nearest against farthest, in long sides of the frame
MEASURED_MOST = 0.09


class ParallaxOptions(Options):
    """What a user may change about the parallax."""

    path: Literal["circle", "horizontal", "vertical", "zoom"] = "circle"
    """How the camera moves."""

    waypoints: Numbers | None = None
    """A path of your own: pairs of right and down from -1 to 1, such as "1,0 0,1 -1,0"."""

    focus: float = Field(default=0.5, ge=0.0, le=1.0, allow_inf_nan=False)
    """What stands still: 0 the farthest, 1 the nearest."""

    loop: bool = True
    """Come back to where it began, or stop at the far end."""


@effect("parallax", "gains depth", category="depth", price=1, options=ParallaxOptions, loops=True)
def parallax(scene: Scene, options: ParallaxOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture from a camera that moves before it, and returns."""
    most = GUESSED_MOST if scene.measured_depth is None else MEASURED_MOST
    path, closer = _path(options, most * reach(options))
    return shoot(scene, take, options.duration, path, overscan=closer, focus=options.focus)


def _path(options: ParallaxOptions, most: float) -> tuple[Path, Callable[[Times], Times]]:
    """The path of the camera, and how much of the enlargement that hides the edges it needs."""
    if options.waypoints is not None:
        return _through(options, most)
    count = turns(options)

    def out(t: Times) -> Times:  # to one side and the other
        return sway(t, count) if options.loop else advance(t, options)

    def there(t: Times) -> Times:
        return there_and_back(t, count) if options.loop else advance(t, options)

    def closer(t: Times) -> Times:
        return cradle(t, count) if options.loop else advance(t, options)

    paths: dict[str, Path] = {
        "circle": lambda t: Pose(slide_x=most * out(t), slide_y=0.6 * most * there(t)),
        "horizontal": lambda t: Pose(slide_x=most * out(t)),
        "vertical": lambda t: Pose(slide_y=most * out(t)),
        "zoom": lambda t: Pose(swell=3 * most * there(t), zoom=1 + most * there(t)),
    }
    return paths[options.path], there if options.path == "zoom" else closer


def _through(options: ParallaxOptions, most: float) -> tuple[Path, Callable[[Times], Times]]:
    """A smooth path from the still through a user's points, and back to it if it loops."""
    from scipy.interpolate import CubicSpline  # 40 MB, and only those who ask need them

    numbers = np.clip(read_numbers(options.waypoints or ""), -1, 1)
    points = np.concatenate(([0, 0], numbers[: len(numbers) // 2 * 2])).reshape(-1, 2)
    if options.loop:
        points = np.concatenate((points, points[:1]))
    curve = CubicSpline(np.linspace(0, 1, len(points)), points)
    farthest = np.abs(curve(np.linspace(0, 1, 200))).max()

    def place(t: Times) -> Times:
        if not options.loop:
            return np.asarray(curve(advance(t, options)))
        once = (t * turns(options)) % 1
        return np.asarray(curve(smootherstep(once)))  # at rest on the still

    def path(t: Times) -> Pose:
        right, down = place(t).T
        return Pose(slide_x=most * right, slide_y=most * down)

    def closer(t: Times) -> Times:
        return np.asarray(np.abs(place(t)).max(axis=-1) / farthest)

    return path, closer

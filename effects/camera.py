"""Camera: every move of a camera at once, each by its own amount.

`pan=0.3 zoom=-0.1 roll=2` travels three tenths of a frame right while backing away by a tenth
and turning by two degrees. The frame is a window just small enough never to see past the edge.

Source: own code; the speed curve is Fritsch and Carlson, "Monotone Piecewise Cubic Interpolation",
1980, as scipy has it.
"""

import math
from collections.abc import Callable, Iterator
from typing import Literal

import numpy as np
from pydantic import Field

from effects._camera import THICKNESS, shoot, subject_depth
from effects._numbers import Numbers, read_numbers
from effects._pose import Pose
from effects.api import Chunk, Options, Take, effect
from effects.easing import Times, ease_in, ease_out, smootherstep, span
from effects.scene import Scene

EASINGS: dict[str, Callable[[Times], Times]] = {
    "smooth": smootherstep,
    "linear": lambda t: span(t, 0, 1),
    "in": ease_in,
    "out": ease_out,
}


class CameraOptions(Options):
    """What a user may change about the camera. The amounts hold at the strength of 0.5."""

    pan: float = Field(default=0.1, ge=-0.4, le=0.4, allow_inf_nan=False)
    """How far it travels right (left below 0), in frame widths."""

    tilt: float = Field(default=0.0, ge=-0.4, le=0.4, allow_inf_nan=False)
    """How far it travels down (up below 0), in frame heights."""

    zoom: float = Field(default=0.15, ge=-1.0, le=1.0, allow_inf_nan=False)
    """How much larger everything gets; below 0, the camera backs away by as much."""

    roll: float = Field(default=0.0, ge=-45.0, le=45.0, allow_inf_nan=False)
    """How far the picture turns clockwise, in degrees."""

    orbit: float = Field(default=0.0, ge=-12.0, le=12.0, allow_inf_nan=False)
    """How far it goes round the subject to the right, in degrees."""

    dolly: float = Field(default=0.0, ge=-0.5, le=0.5, allow_inf_nan=False)
    """How much more near things grow than far ones; less, below 0."""

    easing: Literal["smooth", "linear", "in", "out"] = "smooth"
    """How it sets off and arrives."""

    curve: Numbers | None = None
    """How far along it is at equal times, 0 to 1, such as "0 0.1 0.9 1"; replaces the easing."""


@effect(
    "camera",
    "is filmed with any mix of moves",
    category="camera",
    price=1,
    options=CameraOptions,
    starts_on_still=False,
)
def camera(scene: Scene, options: CameraOptions, take: Take) -> Iterator[Chunk]:
    """Yield what a camera sees on its way from one end of the move to the other."""
    far = 2 * options.strength * min(1.0, options.speed)
    ease = _speed_curve(options)
    turn = -math.radians(options.orbit) * far
    # Backing away starts close, so that it ends on what going in would start from.
    first = 1.0 if options.zoom >= 0 else 1 - options.zoom * far
    last = 1 + options.zoom * far if options.zoom >= 0 else 1.0

    def path(t: Times) -> Pose:
        done = ease(t * max(1.0, options.speed))
        return Pose(
            x=options.pan * far * (done - 0.5),
            y=options.tilt * far * (done - 0.5),
            zoom=first * (last / first) ** done,  # equal steps of scale look equally fast
            roll=math.radians(options.roll) * far * done,
            yaw=turn * done,
            slide_x=THICKNESS * np.tan(turn * done),
            swell=options.dolly * far * done,
        )

    return shoot(scene, take, options.duration, path, focus=subject_depth(scene, scene.depth))


def _speed_curve(options: CameraOptions) -> Callable[[Times], Times]:
    """How far along the move is at a time, 0 to 1."""
    if options.curve is None:
        return EASINGS[options.easing]
    from scipy.interpolate import PchipInterpolator  # 40 MB, and only those who ask need them

    stops = np.clip(read_numbers(options.curve), 0, 1)
    curve = PchipInterpolator(np.linspace(0, 1, len(stops)), stops)

    def ease(t: Times) -> Times:
        return np.asarray(curve(span(t, 0, 1)))

    return ease

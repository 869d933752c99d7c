"""How things move through time: curves from when (0 to 1) to how far (mostly 0 to 1).

Every curve takes an array of times of any shape and returns one of the same shape. What lies
before 0 or after 1 is held there, so `smootherstep(t * 2)` moves in the first half and rests in the
second.
"""

import math
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Times: TypeAlias = NDArray[np.float64]
When = TypeVar("When", Times, np.float64)  # many times, or one of them


def span(t: When, start: float, end: float) -> When:
    """The part of the time between `start` and `end`, as a time of its own: 0 before, 1 after."""
    return _clamp((t - start) / (end - start))


def smoothstep(t: When) -> When:
    """Set off and arrive at rest: 3t^2 - 2t^3."""
    t = _clamp(t)
    return t * t * (3 - 2 * t)


def smootherstep(t: When) -> When:
    """Set off and arrive without a jolt, as a camera on rails: speed and acceleration are 0 there.

    Source:
        Ken Perlin, "Improving Noise", SIGGRAPH 2002: 6t^5 - 15t^4 + 10t^3.
    """
    t = _clamp(t)
    return t * t * t * (t * (t * 6 - 15) + 10)


def ease_in(t: When) -> When:
    """Gather speed, as something that falls: t^2."""
    far: When = np.square(_clamp(t))
    return far


def ease_out(t: When) -> When:
    """Slow down to rest, as something that is braked: 1 - (1 - t)^2."""
    far: When = 1 - np.square(1 - _clamp(t))
    return far


def spring(t: When, damping: float = 0.25, turns: float = 2.2) -> When:
    """Let go at 0, overshoot 1 and swing into it, as a struck spring does.

    `damping` is the damping ratio (0 swings for ever, 1 does not swing), `turns` how many swings
    there are by t = 1. Not held after 1: it goes on swinging into place.
    """
    swing = 2 * np.pi * turns * np.maximum(t, 0)
    rate = damping / math.sqrt(1 - damping**2)  # of decay, per radian of the damped swing
    far: When = 1 - np.exp(-rate * swing) * (np.cos(swing) + rate * np.sin(swing))
    return far


def there_and_back(t: When, turns: int = 1) -> When:
    """From 0 to 1 and back, at rest at both, `turns` times: closes a loop exactly."""
    far: When = (1 - np.cos(2 * np.pi * turns * t)) / 2
    return far


def sway(t: When, turns: int = 1) -> When:
    """From 0 to 1, to -1 and back, like `sin` but at rest whenever a turn begins and ends.

    A move that starts on the still sets off as gently as `smootherstep` and loops without a pause.
    """
    turn = 2 * np.pi * turns * t
    far: When = np.sin(turn) * (1 - np.cos(turn)) / 1.299038  # the largest value: 3 sqrt(3) / 4
    return far


def cradle(t: When, turns: int = 1) -> When:
    """The least multiple of `there_and_back` that is never below the size of a `sway`."""
    return there_and_back(t, turns) * 1.539601  # 2 / 1.299038


def _clamp(t: When) -> When:
    far: When = np.minimum(np.maximum(t, 0.0), 1.0)
    return far

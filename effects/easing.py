"""How things move through time: curves from when (0 to 1) to how far (mostly 0 to 1).

Every curve takes an array of times of any shape and returns one of the same shape. What lies
before 0 or after 1 is held there, so `smootherstep(t * 2)` moves in the first half and rests in the
second.
"""

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Times: TypeAlias = NDArray[np.float64]


def span(t: Times, start: float, end: float) -> Times:
    """The part of the time between `start` and `end`, as a time of its own: 0 before, 1 after."""
    return _clamp((t - start) / (end - start))


def smoothstep(t: Times) -> Times:
    """Set off and arrive at rest: 3t^2 - 2t^3."""
    t = _clamp(t)
    return t * t * (3 - 2 * t)


def smootherstep(t: Times) -> Times:
    """Set off and arrive without a jolt, as a camera on rails: speed and acceleration are 0 there.

    Source:
        Ken Perlin, "Improving Noise", SIGGRAPH 2002: 6t^5 - 15t^4 + 10t^3.
    """
    t = _clamp(t)
    return t * t * t * (t * (t * 6 - 15) + 10)


def ease_in(t: Times) -> Times:
    """Gather speed, as something that falls: t^2."""
    return np.square(_clamp(t))


def ease_out(t: Times) -> Times:
    """Slow down to rest, as something that is braked: 1 - (1 - t)^2."""
    return 1 - np.square(1 - _clamp(t))


def spring(t: Times, damping: float = 0.25, turns: float = 2.2) -> Times:
    """Let go at 0, overshoot 1 and swing into it, as a struck spring does.

    `damping` is the damping ratio (0 swings for ever, 1 does not swing), `turns` how many swings
    there are by t = 1. Not held after 1: it goes on swinging into place.
    """
    swing: Times = 2 * np.pi * turns * np.maximum(t, 0)
    rate = damping / math.sqrt(1 - damping**2)  # of decay, per radian of the damped swing
    return 1 - np.exp(-rate * swing) * (np.cos(swing) + rate * np.sin(swing))


def bounce(t: Times, hops: int = 3, rebound: float = 0.5) -> Times:
    """Fall onto 1 and hop there, each hop lasting `rebound` times as long as the one before."""
    lengths = np.array([0.5] + [rebound**hop for hop in range(1, hops + 1)])  # first: half an arc
    ends = np.cumsum(lengths) / lengths.sum()
    t = _clamp(t)
    arc = np.minimum(np.searchsorted(ends, t), hops)
    middles: Times = np.append(0.0, (ends[:-1] + ends[1:]) / 2)
    halves: Times = np.append(ends[0], np.diff(ends) / 2)
    height = np.square(halves[arc] / halves[0])  # a hop's height goes with its duration squared
    fallen: Times = 1 - height * (1 - np.square((t - middles[arc]) / halves[arc]))
    return fallen


def there_and_back(t: Times, turns: int = 1) -> Times:
    """From 0 to 1 and back, at rest at both, `turns` times: closes a loop exactly."""
    return (1 - np.cos(2 * np.pi * turns * t)) / 2


def swing(t: Times, turns: int = 1) -> Times:
    """From 0 to 1, to -1 and back to 0, `turns` times: closes a loop exactly, never resting."""
    return np.sin(2 * np.pi * turns * t)


def plateau(t: Times, sharpness: int = 8) -> Times:
    """0 at both ends of the clip and nearly 1 in between: fades something in and out of a loop."""
    return 1 - np.cos(np.pi * t) ** (2 * sharpness)


def _clamp(t: Times) -> Times:
    return np.minimum(np.maximum(t, 0.0), 1.0)

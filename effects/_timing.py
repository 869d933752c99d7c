"""When things happen in an effect with a beginning and an end: a rest, the action, the outcome."""

from collections.abc import Callable, Iterator

import numpy as np
import torch

from effects.api import Chunk, Options, Take
from effects.easing import span
from effects.scene import Scene
from effects.warp import stack_frames

REST = 0.35  # seconds of untouched photo, so that people recognise it
SETTLED = 0.97  # part of the clip by which everything has happened, at speed 1


def act(
    draw: Callable[[float], torch.Tensor], scene: Scene, options: Options, take: Take
) -> Iterator[Chunk]:
    """Yield the still while it rests, then what `draw` makes of each moment of the action.

    Shapes:
        draw: from how much has happened, 0 (not yet) to 1 (all), to (H, W, 3) uint8.
    """
    held = scene.still.to(take.device)
    drawn = 0.0
    for times in take.timeline(options.duration):
        frames = []
        for done in action(times, options):
            if done != drawn:  # at rest and when all is over, one frame is shown again
                held, drawn = draw(done), done
            frames.append(held)
        yield stack_frames(frames)


def action(times: np.ndarray, options: Options) -> list[float]:
    """How much of an effect has happened at times of the clip: 0 at rest, 1 when it is over."""
    start = min(REST / options.duration, 0.2)
    return [float(done) for done in span(times, start, start + (SETTLED - start) / options.speed)]


def jelly(age: float, press: float, swings: float = 3.25) -> float:
    """How deep something soft is pressed at an age of 0 to 1; below 0 it bulges.

    It is pressed for a part `press` of that time, let go, and swings itself to rest.
    """
    if age < press:
        return float(np.sin(np.pi / 2 * age / press) ** 2)
    free = (age - press) / (1 - press)
    return float(np.cos(2 * np.pi * swings * free) * np.exp(-4.2 * free) * (1 - free))


def stage(
    done: float,
    start: float,
    end: float,
    curve: Callable[[np.ndarray], np.ndarray] | None = None,
) -> float:
    """How far a stage of the action is: 0 before it, 1 after it, along a curve of `easing`."""
    passed = span(np.asarray(done), start, end)
    return float(passed if curve is None else curve(passed))

"""Shoots a still along the path of a camera: the machinery of every camera and depth effect."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

import cv2
import numpy as np
import torch

from effects._pose import Lens, Path, Pose, Relief
from effects._print import Print, make_print
from effects.api import Chunk, Options, Take
from effects.easing import Times, smootherstep
from effects.scene import Scene
from effects.warp import enlarge, pixel_grid

THICKNESS = 0.3  # of the relief that a camera goes around, in long sides of the frame
SECONDS_PER_TURN = 4.0  # of a move that comes back to where it began
# How many points a relief is looked up at, along the long side. A guess is smooth, so few will do;
# and four frames of them stay below the 32768 elements from which torch wakes its other threads,
# whose waiting would cost the encoder a core.
GUESSED_POINTS = 100
MEASURED_POINTS = 480
Drawer: TypeAlias = Callable[[Pose], Chunk]


def shoot(
    scene: Scene,
    take: Take,
    duration: float,
    path: Path,
    *,
    overscan: Callable[[Times], Times] = np.ones_like,
    focus: float = 0.5,
    moments: int = 65,
    is_gentle: bool = False,
) -> Iterator[Chunk]:
    """Yield what a camera sees on its path, never looking past the edge of the picture.

    Args:
        scene: the picture.
        take: the clock.
        duration: of the clip, in seconds.
        path: the poses at given times.
        overscan: how much of the enlargement that hides the edges there is at given times, 0 to 1.
            None at t = 0 lets the clip start on the still.
        focus: how near the plane is that stays where it is, 0 to 1.
        moments: of the path that are looked at beforehand to find how far it goes.
        is_gentle: guess depth without the subject's outline, where its step would be seen.
    """
    rehearsal = np.linspace(0, 1, moments)
    poses = path(rehearsal).spread(len(rehearsal))
    points = GUESSED_POINTS if scene.measured_depth is None else MEASURED_POINTS
    # Pixels from point to point: an even number, so that chroma has points of its own.
    step = 2 * max(1, round(max(scene.height, scene.width) / points / 2))
    relief = None
    if not poses.is_flat:
        relief = find_relief(scene, scene.gentle_depth if is_gentle else scene.depth, focus, step)
        if scene.measured_depth is None:
            take.depth_is_guessed()
    lens = Lens(scene.height, scene.width, relief)
    extra = lens.overscan(poses) - 1
    picture = make_print(scene, take)
    draw = (
        _flat_drawer(picture, lens)
        if relief is None
        else _relief_drawer(picture, lens, take.device, step)
    )
    for times in take.timeline(duration):
        pose = path(times).spread(len(times))
        yield draw(replace(pose, zoom=pose.zoom * (1 + extra * overscan(times))))


def advance(times: Times, options: Options) -> Times:
    """How much of a one-way move is done: faster than speed 1 it arrives early, and rests there."""
    return smootherstep(times * max(1.0, options.speed))


def turns(options: Options) -> int:
    """How many whole turns a move that comes back makes: about one in four seconds at speed 1."""
    return max(1, round(options.duration * options.speed / SECONDS_PER_TURN))


def reach(options: Options) -> float:
    """How far a move goes, 0 to 1: slower than speed 1, it goes less far in the same time."""
    return options.strength * min(1.0, options.speed)


def subject_depth(scene: Scene, depth: torch.Tensor) -> float:
    """How near what the picture is about is, 0 to 1: the plane to keep still to hold it."""
    row, column = int(scene.focus[1] * scene.height), int(scene.focus[0] * scene.width)
    return float(depth[row, column])


def find_relief(scene: Scene, nearness: torch.Tensor, focus: float, step: int) -> Relief:
    """The depth of a scene at the resolution that a camera needs."""
    depth = nearness.numpy(force=True)
    if scene.measured_depth is not None:
        # What is near grows over its outline, so that the stretch falls on the plain background.
        depth = cv2.dilate(depth, np.ones((5, 5), np.uint8))
    size = (-(-scene.width // step), -(-scene.height // step))
    small = cv2.resize(depth, size, interpolation=cv2.INTER_AREA)
    return Relief(torch.from_numpy(small)[..., None], scene.height, scene.width, focus)


def _flat_drawer(picture: Print, lens: Lens) -> Drawer:
    """Draw a print on a wall: one matrix per frame says all."""
    return lambda pose: picture.flat(lens.matrices(pose))


def _relief_drawer(picture: Print, lens: Lens, device: str, step: int) -> Drawer:
    """Draw a relief: look up a mesh of points, and enlarge it to the pixels of the frame."""
    lens = lens.to(device)
    rows, columns = -(-lens.height // step) + 2, -(-lens.width // step) + 2
    mesh = [(at - 0.5) * step - 0.5 for at in pixel_grid(rows, columns, device)]  # beyond each edge

    def draw(pose: Pose) -> Chunk:
        points = lens.look(pose, *mesh)

        def look(every: int, times: int) -> tuple[torch.Tensor, torch.Tensor]:
            margin, height, width = step // every, lens.height // every, lens.width // every
            sides = slice(margin, margin + height), slice(margin, margin + width)
            x, y = (
                enlarge(at * times + (times - 1) / 2, rows * margin, columns * margin)[:, *sides]
                for at in points
            )
            return x, y

        return picture.bent(look)

    return draw

"""Where the camera is in every frame, and from where in the picture each pixel of a frame comes."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import TypeAlias

import numpy as np
import torch

from effects.easing import Times
from effects.warp import project, warp

FOCAL_LENGTH = 1.2  # in long sides of the frame: a normal lens, 45 degrees wide
ROUNDS = 3  # of looking up the depth where the last round came out; the third moves < 0.1 px

Points: TypeAlias = tuple[torch.Tensor, torch.Tensor]  # x and y, in pixels


@dataclass(frozen=True, kw_only=True)
class Pose:
    """How the camera stands: one value per frame, or one for all.

    The first six see the picture as a print on a wall. The last three see it as a relief: what is
    nearer than the plane in focus moves against what is farther, and that plane itself does not.
    """

    x: Times | float = 0.0  # the view moves right, in frame widths
    y: Times | float = 0.0  # the view moves down, in frame heights
    zoom: Times | float = 1.0  # how much larger everything is
    roll: Times | float = 0.0  # the picture leans clockwise, in radians
    yaw: Times | float = 0.0  # the camera turns right about the middle of the picture, in radians
    pitch: Times | float = 0.0  # it turns down about it, in radians
    slide_x: Times | float = 0.0  # the nearest moves right of the farthest, in long frame sides
    slide_y: Times | float = 0.0  # the nearest moves below the farthest, in long frame sides
    swell: Times | float = 0.0  # how much more the nearest is enlarged than the farthest

    def spread(self, frames: int) -> "Pose":
        """The same pose with every value an array of (frames,)."""
        return replace(
            self, **{f.name: np.broadcast_to(getattr(self, f.name), frames) for f in fields(self)}
        )

    @property
    def is_flat(self) -> bool:
        """Whether this shows a print on a wall: no need to know the depth."""
        return not any(np.any(value) for value in (self.slide_x, self.slide_y, self.swell))


Path: TypeAlias = Callable[[Times], Pose]


@dataclass(frozen=True)
class Relief:
    """How near every pixel is, at a resolution of its own.

    Shapes:
        depth: (h, w, 1) float32, 0 farthest, 1 nearest.
    """

    depth: torch.Tensor
    height: int  # of the picture, in pixels
    width: int
    focus: float  # how near the plane is that stays where it is

    def nearness(self, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        """How far before (> 0) or behind (< 0) the plane in focus the picture is at (x, y).

        Shapes:
            x, y: (N, h, w) float32, in pixels of the picture. Returns (N, h, w).
        """
        rows, columns = self.depth.shape[:2]
        x = (x + 0.5) * (columns / self.width) - 0.5
        y = (y + 0.5) * (rows / self.height) - 0.5
        return warp(self.depth, x, y, border="edge")[..., 0] - self.focus


@dataclass(frozen=True)
class Lens:
    """Finds the point of the picture that a point of a frame shows. Both have the same size."""

    height: int
    width: int
    relief: Relief | None = None  # None: the picture is flat

    def to(self, device: str) -> "Lens":
        """The same lens, working on another device."""
        if self.relief is None:
            return self
        return replace(self, relief=replace(self.relief, depth=self.relief.depth.to(device)))

    @property
    def long_side(self) -> int:
        """The longer side of the frame, in pixels."""
        return max(self.height, self.width)

    def matrices(self, pose: Pose) -> np.ndarray:
        """The homographies of a pose, from pixels of the frame to pixels of the flat picture.

        Shapes:
            Values of pose: (N,). Returns (N, 3, 3).
        """
        focal = self.long_side * FOCAL_LENGTH
        turned = _rotations(pose) * np.array(
            [[1, 1, focal], [1, 1, focal], [1 / focal, 1 / focal, 1]]
        )
        turned /= turned[:, 2:, 2:]
        middle = _shifts(-turned[:, 0, 2], -turned[:, 1, 2])  # it keeps looking at the middle
        zoom = np.zeros_like(turned)
        zoom[:, 0, 0] = zoom[:, 1, 1] = 1 / pose.zoom
        zoom[:, 2, 2] = 1
        centre = np.array([self.width - 1, self.height - 1]) / 2
        to_picture = _shifts(pose.x * self.width + centre[0], pose.y * self.height + centre[1])
        from_frame = _shifts(*np.broadcast_to(-centre[:, None], (2, len(turned))))
        return np.asarray(to_picture @ middle @ turned @ zoom @ from_frame)

    def look(self, pose: Pose, x: torch.Tensor, y: torch.Tensor) -> Points:
        """Where in the picture the points (x, y) of every frame come from.

        Shapes:
            Values of pose: (N,). x, y: (h, w) float32. Returns x, y: (N, h, w) float32.
        """
        flat_x, flat_y = project(self.matrices(pose), x, y)
        if self.relief is None:
            return flat_x, flat_y
        slide_x, slide_y, swell, middle_x, middle_y = (
            torch.tensor(value, dtype=torch.float32, device=x.device)[:, None, None]
            for value in (
                pose.slide_x * self.long_side,
                pose.slide_y * self.long_side,
                pose.swell,
                (self.width - 1) / 2 + pose.x * self.width,
                (self.height - 1) / 2 + pose.y * self.height,
            )
        )
        # A point moves by the depth where it came from, which is what is looked for: ask again from
        # each answer. Smooth depth converges at once.
        read_x, read_y = flat_x, flat_y
        for _ in range(ROUNDS):
            near = self.relief.nearness(read_x, read_y)
            read_x = flat_x - near * (slide_x + swell * (flat_x - middle_x))
            read_y = flat_y - near * (slide_y + swell * (flat_y - middle_y))
        return read_x, read_y

    def overscan(self, pose: Pose) -> float:
        """How much larger everything must be shown so that no frame looks past the picture's edge.

        Shapes:
            Values of pose: (N,).
        """
        x, y = _border(self.height, self.width)
        extra = 1.0
        for _ in range(3):  # once would do, were the picture flat
            read = self.look(replace(pose, zoom=pose.zoom * extra), x, y)
            across = _excess(read[0], self.width, pose.x)
            extra *= max(1.0, across, _excess(read[1], self.height, pose.y))
        return extra


def _excess(read: torch.Tensor, size: int, shift: Times | float) -> float:
    """How many times too far from the middle of the view points are read, along one side.

    Shapes:
        read: (N, h, w) in pixels, on a side of `size` pixels. shift: (N,) in sides.
    """
    half, moved = (size - 1) / 2, np.reshape(shift * np.float64(size), (-1, 1, 1))
    out = read.numpy() - half - moved
    return float((np.abs(out) / (half - np.sign(out) * moved)).max())


def _rotations(pose: Pose) -> np.ndarray:
    """From directions seen in the frame to directions in the room. Returns (N, 3, 3)."""
    zero, one = np.zeros_like(pose.roll), np.ones_like(pose.roll)
    cos, sin = np.cos(pose.roll), np.sin(pose.roll)
    roll = np.array([[cos, sin, zero], [-sin, cos, zero], [zero, zero, one]])
    cos, sin = np.cos(pose.yaw), np.sin(pose.yaw)
    yaw = np.array([[cos, zero, sin], [zero, one, zero], [-sin, zero, cos]])
    cos, sin = np.cos(pose.pitch), np.sin(pose.pitch)
    pitch = np.array([[one, zero, zero], [zero, cos, sin], [zero, -sin, cos]])
    yaw, pitch, roll = (np.moveaxis(turn, 2, 0) for turn in (yaw, pitch, roll))
    return np.asarray(yaw @ pitch @ roll)


def _shifts(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Matrices that move points by (x, y). Returns (N, 3, 3)."""
    shifts = np.broadcast_to(np.eye(3), (len(x), 3, 3)).copy()
    shifts[:, 0, 2], shifts[:, 1, 2] = x, y
    return shifts


def _border(height: int, width: int, count: int = 33) -> Points:
    """Points along the edge of the frame. Returns x, y: (1, 4 count) float32."""
    along = torch.linspace(0, 1, count)
    low, high = torch.zeros(count), torch.ones(count)
    x = torch.cat((along, along, low, high)) * (width - 1)
    y = torch.cat((low, high, along, along)) * (height - 1)
    return x[None], y[None]

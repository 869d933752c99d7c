"""A dark room with soft light, in which a photo is an object: a print that stands or hangs.

A clip begins on the untouched photo; then the camera pulls back, the print's edges come into view,
and around it the room. What happens to the print is the effect's business.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import torch

from effects._layers import Layer, Picture, cut, darken, opaque
from effects._mesh import Field, Mesh
from effects._timing import stage
from effects.api import Take
from effects.easing import smootherstep
from effects.scene import Scene


@dataclass(frozen=True)
class Camera:
    """Looks at the room: a print of the frame's size lies at (0, 0) and appears scaled and moved.

    A point (x, y) of the room is seen at (x * scale + left, y * scale + top), in pixels.
    """

    scale: float
    left: float
    top: float

    def see(self, mesh: Mesh) -> tuple[Field, Field]:
        """Which point of the room each point of a frame's mesh shows, in pixels of the print."""
        # The centre of pixel 0 is half a pixel into the print, whatever the scale.
        x = (mesh.x + 0.5 - self.left) / self.scale - 0.5
        y = (mesh.y + 0.5 - self.top) / self.scale - 0.5
        return x.astype(np.float32), y.astype(np.float32)


class Room:
    """The backdrop behind a print, and the way the camera backs into it.

    Args:
        scene: whose picture the print shows; its average colour tints the room.
        take: for the grain, and for the device.
        scale: how large the print is in the end, relative to the frame.
        floor: where its lower edge stands in the end, in frame heights; None hangs it mid-air.
    """

    is_free = True  # nothing of it is cut off by the edge of the picture

    def __init__(self, scene: Scene, take: Take, *, scale: float, floor: float | None) -> None:
        self.mesh = Mesh(scene.height, scene.width)
        self.height, self.width, self.scale, self.floor = scene.height, scene.width, scale, floor
        self.ground = 1.0 if floor is None else floor  # where it stands, in frame heights
        self.sheet: Layer = opaque(scene.still.to(take.device))
        self.skin = self.sheet  # its colours, carried on beyond its outline
        self.backdrop = torch.from_numpy(_paint(scene, take, floor)).to(take.device)

    def camera(self, away: float) -> Camera:
        """The camera on its way back: 0 the print fills the frame, 1 it has arrived."""
        away = stage(away, 0, 1, smootherstep)
        top = (1 - self.scale) / 2 if self.floor is None else self.floor - self.scale
        left = (1 - self.scale) / 2
        scale = 1 + (self.scale - 1) * away
        return Camera(scale, left * away * self.width, top * away * self.height)

    def seen(self, field: np.ndarray, camera: Camera) -> np.ndarray:
        """Resample a field worked out on the mesh of the camera's end for another camera."""
        end = self.camera(1)
        scale = end.scale / camera.scale
        middle = self.mesh.x[0, 0] + 0.5  # of the first point of the mesh, from the frame's corner
        matrix = np.eye(2, 3, dtype=np.float32) * scale
        for axis, (seen, final) in enumerate(((camera.left, end.left), (camera.top, end.top))):
            matrix[axis, 2] = ((middle - seen) * scale + final - middle) / self.mesh.step
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        size = self.mesh.x.shape[::-1]
        border = cv2.BORDER_REPLICATE
        return np.asarray(cv2.warpAffine(field, matrix, size, flags=flags, borderMode=border))

    def inside(self, x: Field, y: Field, radius: float = 0.0) -> Field:
        """How deep inside the print points are: pixels to its nearest edge, negative outside.

        `radius`, in pixels, rounds its corners off.
        """
        over_x = np.abs(x + 0.5 - self.width / 2) - (self.width / 2 - radius)
        over_y = np.abs(y + 0.5 - self.height / 2) - (self.height / 2 - radius)
        if not radius:
            return np.asarray(-np.maximum(over_x, over_y))
        corner = np.hypot(np.maximum(over_x, 0), np.maximum(over_y, 0))
        return np.asarray(radius - corner - np.minimum(np.maximum(over_x, over_y), 0))

    def belly(self, x: Field, y: Field, power: float) -> Field:
        """How far the print stands out at points if it is pumped up, 0 to 1.

        `power`: the higher, the flatter its middle and the steeper its sides.
        """
        across = (x + 0.5) / self.width * 2 - 1
        down = (y + 0.5) / self.height * 2 - 1
        round_x = np.clip(1 - np.abs(across) ** power, 0, 1)
        return np.asarray(round_x * np.clip(1 - np.abs(down) ** power, 0, 1))

    def trim(self, layer: Layer, mesh: Mesh, deep: Field) -> Layer:
        """Cut a layer of the print along its outline, which `inside` gave."""
        return cut(layer, mesh, deep)

    def cast(self, coverage: Field, away: float, *, lift: float = 0.0) -> Picture:
        """Let an object's shadow fall on the backdrop: behind it and, if it stands, on the floor.

        Shapes:
            coverage: of the mesh, 1 where the object is. lift: its height over the floor, in
            frame heights; the higher, the fainter and softer its shadow.
        """
        small, unit = _halve(coverage), self.height / self.mesh.step / 2
        shadow = _blur(_move(small, 0.012 * unit, 0.03 * unit), 0.035 * unit) * 0.55
        if self.floor is not None:
            shadow = np.maximum(shadow, _on_floor(small, unit, self.floor, lift))
        return darken(self.backdrop, self.mesh, _like(shadow, self.mesh) * away)


def floor_shadow(coverage: Field, mesh: Mesh, floor: float, lift: float) -> Field:
    """An object laid flat from the line it stands on, soft, and a dark line of contact.

    Args:
        coverage: 1 where the object is, of the mesh.
        mesh: of the frame.
        floor: where it stands, in frame heights.
        lift: its height over the floor, in frame heights.
    """
    small, unit = _halve(coverage), mesh.height / mesh.step / 2
    return _like(_on_floor(small, unit, floor, lift), mesh)


def _halve(coverage: Field) -> np.ndarray:
    field = coverage.astype(np.float32)
    return np.asarray(cv2.resize(field, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))


def _on_floor(small: np.ndarray, unit: float, floor: float, lift: float) -> np.ndarray:
    """`floor_shadow` on half the mesh, where a frame is `unit` points high."""
    base = floor * unit
    flat = np.array([[1, 0, 0], [0, -0.16, base * 1.16 - 0.4]], np.float32)
    laid = cv2.warpAffine(small, flat, small.shape[::-1])
    below = np.arange(len(small), dtype=np.float32)[:, None] - base
    # Light comes in farther out.
    laid *= np.exp(-np.maximum(below, 0) / ((0.045 + lift * 0.3) * unit))
    foot = np.array([[1, 0, 0], [0, 0.05, base * 0.95]], np.float32)
    standing = small * np.exp(np.minimum(below, 0) / (0.1 * unit))  # what is near the floor
    contact = cv2.warpAffine(standing, foot, small.shape[::-1])
    soft = 0.02 + lift * 0.25
    faint = 1 / (1 + lift * 4)
    wide = _blur(laid, soft * unit) * 0.8 * faint
    tight = _blur(contact, (0.006 + lift * 0.1) * unit) * 0.75 * faint
    return np.asarray(np.maximum(wide, tight))


def _paint(scene: Scene, take: Take, floor: float | None) -> np.ndarray:
    """The empty room: a dark wall with a pool of light, a floor that catches some of it, grain.

    Shapes:
        Returns (H, W, 3) uint8.
    """
    height, width = scene.height, scene.width
    x = (np.arange(width, dtype=np.float32) / width - 0.5) * 2
    y = np.arange(height, dtype=np.float32)[:, None] / height
    # Every light is a product of one across and one down.
    level = 14 + 40 * np.exp(-(((y - 0.42) / 0.5) ** 2)) * np.exp(-((x / 0.9) ** 2))
    if floor is not None:
        ground = 1 / (1 + np.exp(-(y - floor + 0.075) / 0.018))
        pool = 62 * ground * np.exp(-(((y - floor - 0.02) / 0.13) ** 2))
        level = level * (1 - ground) + 17 * ground + pool * np.exp(-((x / 0.85) ** 2))
    # Hides the steps of a dark gradient.
    grain = take.rng().standard_normal((height, width), np.float32) * np.float32(1.1)
    room = [cv2.convertScaleAbs(level * tint + grain) for tint in _tint(scene)]
    return np.asarray(cv2.merge(room))


def _tint(scene: Scene) -> np.ndarray:
    """A quiet version of the picture's own colour. (3,) float32 with mean 1."""
    mean = np.array(cv2.mean(scene.pixels)[:3]) + 40
    tint = 0.7 + 0.3 * mean / mean.mean()
    return np.asarray(tint / tint.mean() * np.array([0.97, 0.99, 1.04]), np.float32)


def _blur(field: np.ndarray, sigma: float) -> np.ndarray:
    return np.asarray(cv2.GaussianBlur(field, (0, 0), max(sigma, 0.3)))


def _move(field: np.ndarray, x: float, y: float) -> np.ndarray:
    matrix = np.array([[1, 0, x], [0, 1, y]], np.float32)
    return np.asarray(cv2.warpAffine(field, matrix, field.shape[::-1]))


def _like(field: np.ndarray, mesh: Mesh) -> np.ndarray:
    return np.asarray(cv2.resize(field, mesh.x.shape[::-1], interpolation=cv2.INTER_LINEAR))

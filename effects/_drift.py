"""Texture that drifts, or sways, inside a region of a picture for ever, and closes its loop.

A drift is a steady flow. What is seen at a time t of the loop is the picture carried along for t,
cross-faded into the picture that still has 1 - t to go until it is where it was: at t = 0 the first
alone is seen, at t = 1 the second, and both are the picture itself. Where two unlike textures are
mixed they lose contrast, which is given back. A flow that fades to nothing at the edge of its
region never carries anything over it.

Source: Holynski et al., "Animating Pictures with Eulerian Motion Fields", CVPR 2021, with the
picture read backwards instead of splatted; the gain after Heitz, Neyret, "High-Performance
By-Example Noise", 2018 (mixing keeps the variance).
"""

import cv2
import numpy as np
import torch

from effects._mesh import Field, Mesh
from effects.easing import smoothstep
from effects.warp import pad, warp

KNOTS = 24  # times at which a flow is followed; straight in between
COARSE = 8  # pixels per point of the picture from which texture is told
SWAYS = ((1, 0.6), (2, 0.28), (3, 0.12))  # turns per loop, and their share


class Drift:
    """A picture whose region flows."""

    def __init__(self, pixels: np.ndarray, mesh: Mesh, coverage: Field, flow: np.ndarray) -> None:
        """Follow the flow both ways.

        Shapes:
            pixels: (H, W, 3) uint8. coverage: of the mesh, 0 to 1. flow: (rows, columns, 2), how
            far each point goes right and down in one loop, in pixels; 0 where nothing flows.
        """
        self._window = mesh.around(coverage)
        self._pixels = pixels
        self._picture = pad(torch.from_numpy(pixels))
        covered = self._window.mesh.spread(coverage[self._window.points])
        self._inside = (covered > 0).astype(np.uint8)
        self._came_from = _follow(mesh, -flow)[:, *self._window.points]
        self._goes_to = _follow(mesh, flow)[:, *self._window.points]
        self._likeness = self._measure_likeness()

    def at(self, t: float) -> np.ndarray:
        """The picture at a time of the loop, 0 <= t < 1. (H, W, 3) uint8."""
        if t == 0:
            return self._pixels
        share = float(smoothstep(np.float64(t)))
        mixed = cv2.addWeighted(
            self._read(self._came_from, t), 1 - share, self._read(self._goes_to, 1 - t), share, 0
        )
        kept = np.hypot(share, 1 - share) ** 2 + 2 * share * (1 - share) * self._likeness
        frame = self._pixels.copy()
        cv2.copyTo(_contrast(mixed, kept**-0.5), self._inside, frame[self._window.pixels])
        return frame

    def _read(self, knots: np.ndarray, s: float) -> np.ndarray:
        """The picture read where the flow leads in a time s, 0 to 1. (h, w, 3) uint8."""
        index = min(int(s * KNOTS), KNOTS - 1)
        part = np.float32(s * KNOTS - index)
        places = knots[index] * (1 - part) + knots[index + 1] * part
        x, y = (
            torch.from_numpy(self._window.mesh.spread(np.ascontiguousarray(places[..., axis])))
            for axis in (0, 1)
        )
        return np.asarray(warp(self._picture, x[None], y[None], padded=True)[0].numpy())

    def _measure_likeness(self) -> float:
        """How much the two pictures that are mixed resemble each other, 0 not at all, 1 equal."""
        inside = self._inside > 0
        first, second = (
            _texture(self._read(knots, 0.5))[inside] for knots in (self._came_from, self._goes_to)
        )
        both = np.sqrt((first**2).mean() * (second**2).mean()) + 1e-6
        return float(np.clip((first * second).mean() / both, 0, 1))


class Sway:
    """A picture whose region swings about where it is, each place in its own time."""

    def __init__(self, pixels: np.ndarray, mesh: Mesh, reach: np.ndarray, phase: Field) -> None:
        """Take the picture and how it swings.

        Shapes:
            pixels: (H, W, 3) uint8. reach: (rows, columns, 2) of the mesh, in pixels: how far each
            point swings right and down. phase: of the mesh, in turns.
        """
        self._window = mesh.around(np.abs(reach).max(axis=2))
        self._pixels, self._picture = pixels, pad(torch.from_numpy(pixels))
        self._reach, self._phase = reach[self._window.points], phase[self._window.points]

    def at(self, t: float) -> np.ndarray:
        """The picture at a time of the loop, 0 <= t < 1. (H, W, 3) uint8."""
        out = np.zeros_like(self._phase)
        for turns, share in SWAYS:
            start = 2 * np.pi * turns * self._phase
            out += np.float32(share) * (np.sin(start + 2 * np.pi * turns * t) - np.sin(start))
        mesh = self._window.mesh
        x, y = (
            torch.from_numpy(mesh.spread(place - out * self._reach[..., axis])).contiguous()
            for axis, place in ((0, mesh.x), (1, mesh.y))
        )
        frame = self._pixels.copy()
        frame[self._window.pixels] = warp(self._picture, x[None], y[None], padded=True)[0].numpy()
        return frame


def _follow(mesh: Mesh, flow: np.ndarray) -> np.ndarray:
    """Where a flow carries every point of a mesh.

    Shapes:
        flow: (rows, columns, 2), per loop. Returns (KNOTS + 1, rows, columns, 2), in pixels.
    """
    places = np.stack((mesh.x, mesh.y), axis=-1)
    at_knots = [places]
    for _ in range(KNOTS):
        half = places + _look_up(mesh, flow, places) * np.float32(0.5 / KNOTS)
        places = places + _look_up(mesh, flow, half) * np.float32(1 / KNOTS)
        at_knots.append(places)
    return np.stack(at_knots)


def _look_up(mesh: Mesh, field: np.ndarray, places: np.ndarray) -> np.ndarray:
    """A field of the mesh at places in pixels. (rows, columns, 2) each."""
    corner = np.array((mesh.x[0, 0], mesh.y[0, 0]), np.float32)
    at = (places - corner) / np.float32(mesh.step)
    # Mirrored as the picture is: a rock near the edge also stops what is seen beyond it.
    border = cv2.BORDER_REFLECT_101
    return np.asarray(cv2.remap(field, at, None, cv2.INTER_LINEAR, borderMode=border))


def _contrast(pixels: np.ndarray, gain: float) -> np.ndarray:
    """Give texture more contrast, and leave the broad light as it is."""
    height, width = pixels.shape[:2]
    size = (max(2, width // COARSE), max(2, height // COARSE))
    broad = cv2.blur(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), (3, 3))
    broad = cv2.resize(broad, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.addWeighted(pixels, gain, broad, 1 - gain, 0))


def _texture(pixels: np.ndarray) -> np.ndarray:
    """What `_contrast` strengthens, in grey. (h, w) float32."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return np.asarray(grey - cv2.blur(grey, (3 * COARSE, 3 * COARSE)))

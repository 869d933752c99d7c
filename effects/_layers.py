"""Layers with alpha: read through a mesh, shaded, cut out and laid over one another.

The only full-size work of the effects that treat a picture as an object. A layer is premultiplied,
so that reading beyond its edge fades it out: edges are smooth without a mask of their own. On a
CPU everything stays in bytes and in OpenCV, several times quicker than float; on a GPU it is torch.
"""

from typing import TypeAlias

import cv2
import numpy as np
import torch

from effects._mesh import Field, Mesh
from effects.warp import warp

Layer: TypeAlias = torch.Tensor  # (H, W, 4) uint8 RGBA, colours already multiplied by alpha
Picture: TypeAlias = torch.Tensor  # (H, W, 3) uint8 RGB

_ONE = 128  # what a gain of 1 is as a byte


def opaque(picture: Picture) -> Layer:
    """Make a layer of a whole picture."""
    alpha = torch.full_like(picture[..., :1], 255)
    return torch.cat((picture, alpha), dim=-1).contiguous()


def read(layer: Layer, mesh: Mesh, x: Field, y: Field) -> Layer:
    """Draw a layer whose every pixel is read from `layer` at positions given on a mesh.

    Shapes:
        x, y: (rows, columns) of the mesh, in pixels of `layer`. Returns (H, W, 4) of the mesh.
    """
    seen_x, seen_y = (_on(mesh.spread(field.astype(np.float32)), layer) for field in (x, y))
    return warp(layer, seen_x[None], seen_y[None], border="empty")[0]


def shade(layer: Layer, mesh: Mesh, gain: Field) -> Layer:
    """Multiply the colours of a layer by a gain given on a mesh, 0 to just below 2."""
    return _multiply(layer, _on(_rgba(mesh.spread(_bytes(gain * _ONE)), _ONE), layer), _ONE)


def cut(layer: Layer, mesh: Mesh, coverage: Field, *, edge_px: float = 1.5) -> Layer:
    """Keep a layer where `coverage` is above 0.5: a distance in pixels to the edge, or like one."""
    level = mesh.spread(np.clip(coverage * 8 + 128, 0, 255).astype(np.uint8))
    steep, shift = 255 / 8 / edge_px, 255 * (1 - 16.5 / edge_px)
    alpha = cv2.addWeighted(level, steep, level, 0, shift)  # held within 0 to 255
    return _multiply(layer, _on(cv2.merge((alpha,) * 4), layer), 255)


def gloss(layer: Layer, mesh: Mesh, light: Field) -> Layer:
    """Add white light, 0 to 1, to a layer that is about to be `cut`: its alpha stays."""
    return _add(layer, _on(_rgba(mesh.spread(_bytes(light * 255)), 0), layer))


def over(layer: Layer, background: Picture) -> Picture:
    """Lay a layer over a background.

    Source:
        Porter and Duff, "Compositing Digital Images", SIGGRAPH 1984: over.
    """
    if layer.device.type != "cpu":
        through = (255 - layer[..., 3:].float()) / 255
        total = layer[..., :3].float() + background.float() * through
        return total.round().clamp(0, 255).to(torch.uint8)
    pixels = layer.numpy()
    through = cv2.cvtColor(255 - cv2.extractChannel(pixels, 3), cv2.COLOR_GRAY2RGB)
    behind = cv2.multiply(background.numpy(), through, scale=1 / 255)
    return torch.from_numpy(cv2.add(cv2.cvtColor(pixels, cv2.COLOR_RGBA2RGB), behind))


def mix(first: Picture, second: Picture, share: float) -> Picture:
    """Blend two pictures: `share` of the second, 0 to 1."""
    if share in (0, 1):
        return (second if share else first).clone()
    if first.device.type != "cpu":
        return torch.lerp(first.float(), second.float(), share).round().to(torch.uint8)
    return torch.from_numpy(cv2.addWeighted(first.numpy(), 1 - share, second.numpy(), share, 0))


def darken(background: Picture, mesh: Mesh, shadow: Field) -> Picture:
    """Let a shadow, 0 to 1, fall on a background."""
    full = _rgb(mesh.spread(_bytes(255 - shadow * 255)))
    return _multiply(background, _on(full, background), 255)


def glow(picture: Picture, mesh: Mesh, light: np.ndarray) -> Picture:
    """Add light to a picture.

    Shapes:
        light: (rows, columns) white or (rows, columns, 3) RGB, of the mesh, 0 to 1.
    """
    full = mesh.spread(_bytes(light * 255))
    return _add(picture, _on(_rgb(full) if full.ndim == 2 else full, picture))


def bend(picture: Picture, mesh: Mesh, x: Field, y: Field, gain: Field) -> Picture:
    """Draw a picture that fills the frame, read elsewhere and in changed light; its edges mirror.

    Shapes:
        x, y: of the mesh, in pixels of the picture. gain: of the mesh, 0 to just below 2.
    """
    seen_x, seen_y = (_on(mesh.spread(field.astype(np.float32)), picture) for field in (x, y))
    moved = warp(picture, seen_x[None], seen_y[None])[0]
    return _multiply(moved, _on(_rgb(mesh.spread(_bytes(gain * _ONE))), picture), _ONE)


def _bytes(values: Field) -> np.ndarray:
    """Round to bytes, held within 0 to 255."""
    return np.asarray(np.clip(values, 0, 255).round(), np.uint8)


# One channel is spread from the mesh and repeated then: to spread several takes several times more.
def _rgb(level: np.ndarray) -> np.ndarray:
    """The same in all colours. Shapes: (H, W) uint8. Returns (H, W, 3)."""
    return np.asarray(cv2.cvtColor(level, cv2.COLOR_GRAY2RGB))


def _rgba(level: np.ndarray, alpha: int) -> np.ndarray:
    """The same in all colours, with one alpha. Shapes: (H, W) uint8. Returns (H, W, 4)."""
    return np.asarray(cv2.merge((level, level, level, np.full_like(level, alpha))))


def _on(pixels: np.ndarray, like: torch.Tensor) -> torch.Tensor:
    """Bring an array to where a tensor lives."""
    return torch.from_numpy(pixels).to(like.device)


def _multiply(first: torch.Tensor, second: torch.Tensor, one: int) -> torch.Tensor:
    """Multiply bytes of which `one` means 1."""
    if first.device.type == "cpu":
        return torch.from_numpy(cv2.multiply(first.numpy(), second.numpy(), scale=1 / one))
    product = first.float() * second.float() / one
    return product.round().clamp(0, 255).to(torch.uint8)


def _add(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """Add bytes, 255 at most."""
    if first.device.type == "cpu":
        return torch.from_numpy(cv2.add(first.numpy(), second.numpy()))
    return (first.short() + second.short()).clamp(0, 255).to(torch.uint8)

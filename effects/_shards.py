"""A picture broken to pieces, each a small sprite that is drawn wherever it has flown to.

Sprites are small: drawing one costs what its own pixels cost, not what the frame's do.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from effects._noise import cloud_noise


@dataclass(frozen=True)
class Shard:
    """One piece of a picture.

    Shapes:
        sprite: (h, w, 4) uint8 RGBA, premultiplied, with the piece around its middle.
    """

    sprite: np.ndarray
    x: float  # its middle in the whole picture, in pixels
    y: float


@dataclass(frozen=True)
class Pose:
    """Where a shard is and how it has tumbled."""

    x: float  # of its middle in the frame, in pixels
    y: float
    scale: float = 1.0
    turn: float = 0.0  # in the plane of the picture, in radians
    tilt: float = 0.0  # out of it, in radians
    axis: float = 0.0  # of the tilt, in radians


def scatter_seeds(
    rng: np.random.Generator, size: tuple[int, int], count: int, middle: tuple[float, float]
) -> np.ndarray:
    """Draw where pieces have their middles: more and smaller ones near where the blow falls.

    Shapes:
        size: width and height; middle: x and y of the blow. Returns (count, 2), x and y in pixels.
    """
    width, height = size
    angle = rng.uniform(0, 2 * np.pi, count)
    far = np.hypot(width, height) * 0.75 * rng.uniform(0.02, 1, count) ** 1.25
    near = np.array(middle) + np.stack((np.cos(angle), np.sin(angle)), axis=1) * far[:, None]
    anywhere = rng.uniform((0, 0), (width, height), (count, 2))
    inside = ((near >= 0) & (near < (width, height))).all(axis=1)
    return np.where(inside[:, None], near, anywhere)


def break_up(
    size: tuple[int, int],
    seeds: np.ndarray,
    rng: np.random.Generator,
    *,
    ragged: float = 0.0,
    rags: tuple[float, float] = (0, 0),
) -> np.ndarray:
    """Say of every pixel of a picture to which piece it belongs: to that of the nearest seed.

    Pieces are numbered as their seeds are, whatever the size of the picture; of seeds that fall on
    one pixel, only the last has a piece.

    Args:
        size: width and height of the picture.
        seeds: where the pieces have their middles, (count, 2), x and y in pixels.
        rng: where the raggedness comes from.
        ragged: how far the borders stray from straight lines, in pixels.
        rags: how many times they do so along the height and the width of the picture.

    Shapes:
        Returns (H, W) int32, 0 to count - 1.
    """
    width, height = size
    corners = np.clip(seeds.round().astype(int), 0, (width - 1, height - 1))
    ground = np.full((height, width), 255, np.uint8)
    ground[corners[:, 1], corners[:, 0]] = 0
    labels = cv2.distanceTransformWithLabels(
        ground, cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )[1]
    numbers = np.zeros(labels.max() + 1, np.int32)
    numbers[labels[corners[:, 1], corners[:, 0]]] = np.arange(len(seeds))
    if ragged:
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        x += cloud_noise(rng, (height, width), rags) * ragged
        y += cloud_noise(rng, (height, width), rags) * ragged
        near = cv2.BORDER_REPLICATE
        labels = cv2.remap(labels.astype(np.float32), x, y, cv2.INTER_NEAREST, borderMode=near)
    return np.asarray(numbers[labels.astype(np.int32)])


def cut_out(
    pixels: np.ndarray,
    labels: np.ndarray,
    *,
    thick: int,
    scale: float,
    solid: np.ndarray | None = None,
    corner: tuple[int, int] = (0, 0),
) -> dict[int, Shard]:
    """Cut a picture into sprites along its labels, each with lit and dark edges.

    Args:
        pixels: the picture, (H, W, 3) uint8.
        labels: (H, W) int32, see `break_up`.
        thick: of the material, in pixels of a usual frame.
        scale: see `pixel_scale`.
        solid: what there is of the picture, (H, W) uint8, 255 all; None: all of it.
        corner: x and y of the picture in the frame, in pixels.

    Returns:
        The shards by label.
    """
    thick, shards = max(1, round(thick * scale)), {}
    for label, (x, y, w, h) in enumerate(_boxes(labels)):
        if w <= 0:
            continue
        part = (labels[y : y + h, x : x + w] == label).astype(np.float32)
        if solid is not None:
            part *= solid[y : y + h, x : x + w] / np.float32(255)
        mask, colour = (
            cv2.copyMakeBorder(picture, *(thick + 2,) * 4, cv2.BORDER_CONSTANT)
            for picture in (part, pixels[y : y + h, x : x + w])
        )
        middle_x, middle_y = corner[0] + x + (w - 1) / 2, corner[1] + y + (h - 1) / 2
        shards[label] = Shard(_sprite(colour, mask, thick, scale), middle_x, middle_y)
    return shards


def draw_shard(frame: np.ndarray, shard: Shard, pose: Pose, light: float = 1.0) -> None:
    """Draw a shard over a frame, in place.

    Shapes:
        frame: (H, W, 3) uint8, or (H, W, 4) of a layer. light: gain of the shard's colours.
    """
    height, width = shard.sprite.shape[:2]
    (a, b), (c, d) = _turned(pose)
    reach_x = (abs(a) * width + abs(b) * height) / 2 + 1
    reach_y = (abs(c) * width + abs(d) * height) / 2 + 1
    left, right = max(0, int(pose.x - reach_x)), min(frame.shape[1], int(pose.x + reach_x) + 2)
    top, bottom = max(0, int(pose.y - reach_y)), min(frame.shape[0], int(pose.y + reach_y) + 2)
    if left >= right or top >= bottom:
        return
    from_x, from_y = (width - 1) / 2, (height - 1) / 2
    to_x = pose.x - left - a * from_x - b * from_y
    to_y = pose.y - top - c * from_x - d * from_y
    matrix = np.array([[a, b, to_x], [c, d, to_y]])
    seen = cv2.warpAffine(shard.sprite, matrix, (right - left, bottom - top))
    alpha = cv2.extractChannel(seen, 3)
    colour = cv2.convertScaleAbs(cv2.cvtColor(seen, cv2.COLOR_RGBA2RGB), alpha=light)
    through = cv2.cvtColor(255 - alpha, cv2.COLOR_GRAY2RGB)
    if frame.shape[2] == 4:
        colour, through = cv2.merge((colour, alpha)), cv2.merge((through, 255 - alpha))
    area = frame[top:bottom, left:right]
    cv2.add(cv2.multiply(area, through, scale=1 / 255), colour, area)


def _turned(pose: Pose) -> tuple[tuple[float, float], tuple[float, float]]:
    """The linear part of a pose, 2 x 2: turned, then foreshortened across the axis of its tilt."""
    cosine, sine = math.cos(pose.axis), math.sin(pose.axis)
    narrow = math.cos(pose.tilt)
    narrow = math.copysign(max(abs(narrow), 0.06), narrow)  # on edge it is a sliver, not nothing
    along, across = narrow * cosine**2 + sine**2, narrow * sine**2 + cosine**2
    mixed = (narrow - 1) * cosine * sine
    cosine, sine = math.cos(pose.turn) * pose.scale, math.sin(pose.turn) * pose.scale
    return (
        (along * cosine + mixed * sine, mixed * cosine - along * sine),
        (mixed * cosine + across * sine, across * cosine - mixed * sine),
    )


def _boxes(labels: np.ndarray) -> list[tuple[int, int, int, int]]:
    """The smallest box around every label: x, y, width and height, in pixels; empty, if none."""
    height, width = labels.shape
    count = int(labels.max()) + 1
    flat = labels.ravel()
    boxes = np.zeros((count, 4), int)
    for axis, places in enumerate(
        (np.tile(np.arange(width), height), np.repeat(np.arange(height), width))
    ):
        low, high = np.full(count, labels.size), np.zeros(count, int)
        np.minimum.at(low, flat, places)
        np.maximum.at(high, flat, places)
        boxes[:, axis], boxes[:, axis + 2] = low, high - low + 1
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h in boxes]


def _sprite(colour: np.ndarray, mask: np.ndarray, thick: int, scale: float) -> np.ndarray:
    """A piece with smooth, bevelled edges and, below and to the right, its dark side.

    Shapes:
        colour: (h, w, 3) uint8. mask: (h, w) float32, 1 inside. Returns (h, w, 4) uint8.
    """
    smooth = cv2.GaussianBlur(mask, (0, 0), 0.7)
    bevel = cv2.GaussianBlur(mask, (0, 0), 1.2 * scale)
    down, right = (cv2.Sobel(bevel, -1, *axis, ksize=1, scale=0.5) for axis in ((0, 1), (1, 0)))
    lit = (down * 0.7 + right * 0.5) * scale
    face = np.clip(colour * (1 + 0.9 * lit[..., None]) + 40 * np.maximum(lit, 0)[..., None], 0, 255)
    alpha = smooth
    total = face * smooth[..., None]
    for depth in range(1, thick + 1):
        side = np.zeros_like(smooth)
        side[depth:, depth // 2 :] = smooth[: -depth or None, : -(depth // 2) or None]
        side *= 1 - alpha
        total += colour * 0.3 * side[..., None]
        alpha = alpha + side
    layers = (*cv2.split(total), alpha * 255)
    return np.asarray(cv2.merge([cv2.convertScaleAbs(layer) for layer in layers]))

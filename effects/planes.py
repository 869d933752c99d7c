"""Frames as the planes a video encoder takes: BT.709, limited range, 4:2:0 (I420).

A view that only reads one picture elsewhere reads the picture's planes: half the bytes of RGB, and
nothing is left to convert.
"""

from functools import partial
from typing import TypeAlias

import cv2
import numpy as np
import torch
from torch.nn.functional import avg_pool2d

from effects.warp import new_frames

Planes: TypeAlias = torch.Tensor  # (N, H * 3 / 2, W) uint8, H and W even: Y, then Cb, then Cr

# ITU-R BT.709-6, items 3.2 and 3.4, scaled to 8 bit limited range: Y 16..235, Cb and Cr 16..240.
BLACK, WHITE = 16, 235
_KR, _KB = 0.2126, 0.0722
_KG = 1 - _KR - _KB
_Y = np.array([_KR, _KG, _KB]) * 219 / 255
_CB = np.array([-_KR, -_KG, 1 - _KB]) / (2 * (1 - _KB)) * 224 / 255
_CR = np.array([1 - _KR, -_KG, -_KB]) / (2 * (1 - _KR)) * 224 / 255
RGB_TO_YCBCR = np.column_stack([np.stack([_Y, _CB, _CR]), [BLACK, 128, 128]]).astype(np.float32)
_BACK = np.linalg.inv(RGB_TO_YCBCR[:, :3])
YCBCR_TO_RGB = np.column_stack([_BACK, -_BACK @ RGB_TO_YCBCR[:, 3]]).astype(np.float32)


def to_planes(frames: torch.Tensor) -> Planes:
    """Convert frames, where they lie; what is planes already comes back as it is.

    Chroma is the mean of each 2 x 2 block, so it sits in the block's centre.

    Shapes:
        frames: (N, H, W, 3) uint8 RGB or (N, H * 3 / 2, W) planes, H and W even.
    """
    if frames.ndim == 3:
        return frames
    if frames.device.type != "cpu":
        return _convert(frames)
    count, height, width, _ = frames.shape
    planes = new_frames((count, height * 3 // 2, width))
    # Fresh memory would cost as much again as converting.
    mixed, large = np.empty((height, width, 3), np.uint8), np.empty((2, height, width), np.uint8)
    for frame, out in zip(frames.numpy(), planes.numpy(), strict=True):
        cv2.transform(frame, RGB_TO_YCBCR, mixed)
        # Single planes are split and halved by wide instructions, which interleaved ones are not.
        cv2.split(mixed, [luma_of(out), *large])
        for plane, half in zip(large, chroma_of(out), strict=True):
            cv2.resize(plane, (width // 2, height // 2), half, interpolation=cv2.INTER_AREA)
    return planes


def to_i420(frame: np.ndarray) -> np.ndarray:
    """`to_planes` of one frame. Shapes: (H, W, 3) uint8 RGB. Returns (H * 3 / 2, W) uint8."""
    return np.asarray(to_planes(torch.from_numpy(frame)[None])[0])


def to_ycbcr(frame: np.ndarray) -> tuple[np.ndarray, ...]:
    """Convert one frame without halving: Y, Cb and Cr. Shapes: (H, W, 3) uint8 to (H, W) each."""
    return tuple(cv2.split(cv2.transform(frame, RGB_TO_YCBCR)))


def to_rgb(planes: np.ndarray) -> np.ndarray:
    """Convert one frame back, its chroma repeated in each 2 x 2 block.

    Shapes:
        planes: (H * 3 / 2, W) uint8. Returns (H, W, 3) uint8 RGB.
    """
    luma, size = luma_of(planes), (planes.shape[1], planes.shape[0] * 2 // 3)
    enlarge = partial(cv2.resize, dsize=size, interpolation=cv2.INTER_NEAREST)
    ycbcr = cv2.merge([luma, *map(enlarge, chroma_of(planes))])
    return np.asarray(cv2.transform(ycbcr, YCBCR_TO_RGB))


def luma_of(planes: np.ndarray) -> np.ndarray:
    """A frame's Y. Shapes: planes: (H * 3 / 2, W). Returns (H, W), of the same memory."""
    return planes[: planes.shape[0] * 2 // 3]


def chroma_of(planes: np.ndarray) -> np.ndarray:
    """A frame's Cb and Cr. Shapes: planes: (H * 3 / 2, W). Returns (2, H / 2, W / 2), a view."""
    rows, width = planes.shape
    return planes[rows * 2 // 3 :].reshape(2, rows // 3, width // 2)


def _convert(frames: torch.Tensor) -> Planes:
    """`to_planes` in torch, on any device."""
    matrix = torch.as_tensor(RGB_TO_YCBCR, device=frames.device)
    ycbcr = torch.einsum("nhwc,dc->ndhw", frames.float(), matrix[:, :3]) + matrix[:, 3, None, None]
    ycbcr = ycbcr.round().clamp(0, 255)
    chroma = avg_pool2d(ycbcr[:, 1:], 2).round()
    parts = [ycbcr[:, 0].flatten(1), chroma.flatten(1)]
    count, height, width, _ = frames.shape
    return torch.cat(parts, dim=1).to(torch.uint8).view(count, height * 3 // 2, width)

"""The one place where pixels move: read a picture at other positions, sub-pixel exact.

`warp` reads at positions given per pixel, `transform` at positions given by 3 x 3 matrices. Both
work where the picture lives: OpenCV for one in main memory, torch's `grid_sample` for one on a GPU.
Positions are in pixels of the picture: (0, 0) is the centre of its first pixel, x runs right and y
down.
"""

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
import torch
from torch.nn.functional import grid_sample, interpolate

Picture: TypeAlias = torch.Tensor  # (H, W, C) uint8 or float32, C = 1, 3 or 4
Positions: TypeAlias = torch.Tensor  # (N, h, w) float32, one coordinate per output pixel
Border: TypeAlias = Literal["mirror", "edge", "empty"]  # what lies outside the picture

_CV2_BORDERS = {
    "mirror": cv2.BORDER_REFLECT_101,
    "edge": cv2.BORDER_REPLICATE,
    "empty": cv2.BORDER_CONSTANT,
}
_TORCH_BORDERS = {"mirror": "reflection", "edge": "border", "empty": "zeros"}


def warp(
    picture: Picture,
    x: Positions,
    y: Positions,
    border: Border = "mirror",
    *,
    padded: bool = False,
    out: torch.Tensor | None = None,
) -> torch.Tensor:
    """Draw pictures whose every pixel is read, bilinearly, from a position in `picture`.

    `border` says what is read outside it: its mirror image, its edge, or zeros, which are
    transparent in a layer with alpha. `padded` says that the picture comes from `pad`. `out` is
    where to draw, instead of new memory.

    Shapes:
        picture: (H, W, C). x, y: (N, h, w) on the picture's device. Returns (N, h, w, C) of the
        picture's type, without the padding; `out` is as what is returned, each picture in one
        piece.
    """
    if picture.device.type != "cpu":
        drawn = _sample(picture[..., :3] if padded else picture, x, y, border)
        return drawn if out is None else out.copy_(drawn)
    xs, ys = x.numpy(), y.numpy()

    def draw(source: np.ndarray, frame: int, out: np.ndarray) -> None:
        cv2.remap(source, xs[frame], ys[frame], cv2.INTER_LINEAR, out, _CV2_BORDERS[border])

    shape = (x.shape[0], x.shape[1], x.shape[2])
    return _draw_each(picture, shape, draw, padded=padded, frames=out)


def transform(
    picture: Picture,
    matrices: np.ndarray,
    height: int,
    width: int,
    border: Border = "mirror",
    *,
    padded: bool = False,
    out: torch.Tensor | None = None,
) -> torch.Tensor:
    """Draw pictures seen through homographies: `warp` for positions that a matrix can say.

    Shapes:
        picture: (H, W, C). matrices: (N, 3, 3), from a pixel of the frame, (x, y, 1), to a pixel of
        the picture. Returns (N, height, width, C) of the picture's type, without the padding.
    """
    if picture.device.type != "cpu":
        x, y = project(matrices, *pixel_grid(height, width, picture.device))
        return warp(picture, x, y, border, padded=padded, out=out)

    def draw(source: np.ndarray, frame: int, out: np.ndarray) -> None:
        matrix = matrices[frame] / matrices[frame, 2, 2]
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        if np.array_equal(matrix[2], (0, 0, 1)):  # affine, which is a third quicker
            cv2.warpAffine(source, matrix[:2], (width, height), out, flags, _CV2_BORDERS[border])
        else:
            cv2.warpPerspective(source, matrix, (width, height), out, flags, _CV2_BORDERS[border])

    return _draw_each(picture, (len(matrices), height, width), draw, padded=padded, frames=out)


def pad(picture: Picture) -> Picture:
    """Add a fourth byte to every pixel: OpenCV warps four in half the time that it takes for three.

    `warp` and `transform` do that themselves; a picture that many calls read is padded once.

    Shapes:
        picture: (H, W, 3) uint8. Returns (H, W, 4) uint8 on the same device.
    """
    if picture.device.type != "cpu":
        return torch.cat((picture, picture[..., :1]), dim=2)
    return torch.from_numpy(cv2.cvtColor(picture.numpy(), cv2.COLOR_RGB2RGBA))


def pixel_grid(
    height: int, width: int, device: torch.device | str = "cpu"
) -> tuple[torch.Tensor, torch.Tensor]:
    """The positions that change nothing: x and y of every pixel.

    Shapes:
        Returns x, y: (height, width) float32, contiguous.
    """
    rows = torch.arange(height, dtype=torch.float32, device=device)
    columns = torch.arange(width, dtype=torch.float32, device=device)
    y, x = torch.meshgrid(rows, columns, indexing="ij")
    return x.contiguous(), y.contiguous()


def project(
    matrices: np.ndarray, x: torch.Tensor, y: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Where homographies send points.

    Shapes:
        matrices: (N, 3, 3). x, y: (h, w) float32. Returns x, y: (N, h, w) float32.
    """
    m = torch.as_tensor(matrices, dtype=torch.float32, device=x.device)[:, :, :, None, None]
    depth = m[:, 2, 0] * x + m[:, 2, 1] * y + m[:, 2, 2]
    return (
        (m[:, 0, 0] * x + m[:, 0, 1] * y + m[:, 0, 2]) / depth,
        (m[:, 1, 0] * x + m[:, 1, 1] * y + m[:, 1, 2]) / depth,
    )


def enlarge(field: torch.Tensor, height: int, width: int) -> torch.Tensor:
    """Bring a smooth field computed at a lower resolution to the size of the frame, bilinearly.

    Shapes:
        field: (N, h, w) float32. Returns (N, height, width) float32.
    """
    if field.device.type != "cpu":
        return interpolate(field[None], size=(height, width), mode="bilinear")[0]
    large = new_frames((field.shape[0], height, width), field.numpy().dtype)
    for small, out in zip(field.numpy(), large.numpy(), strict=True):
        cv2.resize(small, (width, height), out, interpolation=cv2.INTER_LINEAR)
    return large


def new_frames(shape: tuple[int, ...], dtype: npt.DTypeLike = np.uint8) -> torch.Tensor:
    """Room for frames in main memory, not yet written.

    Not `torch.empty`: its aligned blocks do not fit into the gaps that such blocks leave behind in
    glibc's heap, so that a process grew by half of all frames it ever drew.
    """
    return torch.from_numpy(np.empty(shape, dtype))


def stack_frames(frames: Sequence[torch.Tensor]) -> torch.Tensor:
    """Put frames behind each other. Shapes: (H, W, C) each. Returns (N, H, W, C)."""
    if frames[0].device.type != "cpu":
        return torch.stack(list(frames))
    return torch.from_numpy(np.stack([frame.numpy() for frame in frames]))


def _draw_each(
    picture: Picture,
    shape: tuple[int, int, int],
    draw: Callable[[np.ndarray, int, np.ndarray], None],
    *,
    padded: bool,
    frames: torch.Tensor | None,
) -> torch.Tensor:
    """Let OpenCV draw every frame into its place in one tensor of (N, h, w, C)."""
    if not padded and picture.shape[2] == 3 and picture.dtype == torch.uint8:
        picture, padded = pad(picture), True
    source = picture.numpy()
    if frames is None:
        frames = new_frames((*shape, 3 if padded else source.shape[2]), source.dtype)
    four = np.empty((*shape[1:], 4), np.uint8) if padded else None
    for frame, out in enumerate(frames.numpy()):
        draw(source, frame, out if four is None else four)
        if four is not None:
            cv2.cvtColor(four, cv2.COLOR_RGBA2RGB, dst=out)
    return frames


def _sample(picture: Picture, x: Positions, y: Positions, border: Border) -> torch.Tensor:
    """`warp` with `grid_sample`, on any device."""
    height, width, channels = picture.shape
    # align_corners: -1 and 1 are the centres of the outer pixels, so reflection skips none, as in
    # OpenCV's BORDER_REFLECT_101.
    grid = torch.stack((x * (2 / (width - 1)) - 1, y * (2 / (height - 1)) - 1), dim=-1)
    stack = picture.permute(2, 0, 1).float().expand(len(x), channels, height, width)
    read = grid_sample(stack, grid, padding_mode=_TORCH_BORDERS[border], align_corners=True)
    read = read.permute(0, 2, 3, 1)
    if picture.dtype == torch.uint8:
        read = read.round().to(torch.uint8)
    return read.contiguous()

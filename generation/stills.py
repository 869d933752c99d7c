"""Checked pictures: kept on disk while a job may need them, and fitted to the size of a clip."""

from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image, ImageOps

from effects.glance import take_glance
from effects.scene import Scene
from generation.durable import load_arrays, save_arrays
from generation.framing import Aspect, Fit, crop, frame

# Pictures keep their size where they can: enlarging costs time and shows nothing more. Only what is
# too small to watch grows.
WATCHABLE_SIDE = 480  # pixels
MOST_ENLARGED = 2.0


@dataclass(frozen=True, eq=False)
class Still:
    """A picture that was opened, checked and cleaned: pixels and nothing else of its file.

    Shapes:
        pixels: (H, W, 3) uint8 sRGB, upright, contiguous.
    """

    pixels: np.ndarray
    ai_marked: bool = False  # its file said that a model had a part in it
    has_manifest: bool = False  # its file carried a C2PA manifest

    @property
    def width(self) -> int:
        """Columns, in pixels."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Rows, in pixels."""
        return int(self.pixels.shape[0])

    @cached_property
    def sha256(self) -> str:
        """The digest of the size and the pixels: the same picture, the same digest."""
        return sha256(b"%dx%d" % (self.width, self.height) + self.pixels.tobytes()).hexdigest()


def save_still(still: Still, path: Path) -> None:
    """Keep a still on disk: all of it is there, after a crash too, or nothing.

    Raises:
        OSError: it could not be written.
    """
    marks = np.array([still.ai_marked, still.has_manifest])
    save_arrays(path, pixels=still.pixels, marks=marks)


def load_still(path: Path) -> Still:
    """Read a kept still.

    Raises:
        OSError: it is not there, or its bytes are no longer what was written.
    """
    pixels, marks = load_arrays(path, "pixels", "marks")
    ai_marked, has_manifest = marks.tolist()
    return Still(pixels, ai_marked=ai_marked, has_manifest=has_manifest)


def open_trusted(path: Path) -> Still:
    """Open a picture of our own, such as a sample, in this process.

    Raises:
        OSError: it is not there.
    """
    with Image.open(path) as picture:
        return Still(np.array(ImageOps.exif_transpose(picture).convert("RGB")))


def reshape(still: Still, aspect: Aspect, fit_by: Fit) -> Still:
    """Give a still another shape (see `generation.framing`)."""
    return replace(still, pixels=frame(still.pixels, aspect, fit_by))


def clip_size(still: Still, long_side: int) -> tuple[int, int]:
    """Width and height, both even, of a clip of this still that is `long_side` long at most."""
    own_side = max(still.width, still.height)
    enlarged = min(own_side * MOST_ENLARGED, WATCHABLE_SIDE)
    scale = min(long_side, max(own_side, enlarged)) / own_side
    return _even(still.width * scale), _even(still.height * scale)


def fit(still: Still, long_side: int, *, times: int = 1) -> Scene:
    """Bring a still to the size of a clip; keep twice the detail where the picture has it.

    Args:
        still: the picture.
        long_side: most pixels of the clip's longer side.
        times: how many times that width and height the clip has in the end. Whole times, so that
            the larger clip has the very shape of the smaller one and moves alike.
    """
    width, height = (times * length for length in clip_size(still, long_side))
    detail = None
    if still.width >= 2 * width and still.height >= 2 * height:
        detail = _resize(still.pixels, 2 * width, 2 * height)
    pixels = _resize(still.pixels if detail is None else detail, width, height)
    return Scene(
        torch.from_numpy(pixels),
        None if detail is None else torch.from_numpy(detail),
        seen=take_glance(still.pixels),
    )


def fit_exactly(still: Still, width: int, height: int) -> Scene:
    """Bring a still to one size: cropped to its shape around what matters, then resized."""
    cropped = crop(still.pixels, width / height)
    return Scene(torch.from_numpy(_resize(cropped, width, height)), seen=take_glance(cropped))


def _even(length: float) -> int:
    return max(2, int(length / 2 + 1e-6) * 2)


def _resize(pixels: np.ndarray, width: int, height: int) -> np.ndarray:
    """Crop where a row or column is all that is too many; else average down or interpolate up."""
    rows, columns, _ = pixels.shape
    if 0 <= rows - height <= 1 and 0 <= columns - width <= 1:
        return pixels[:height, :width].copy()
    method = cv2.INTER_AREA if height * width < rows * columns else cv2.INTER_CUBIC
    resized: np.ndarray = cv2.resize(pixels, (width, height), interpolation=method)
    return resized

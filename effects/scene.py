"""A still and what is known about it: computed once per picture, shared by every effect."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import torch

from effects._cutout import Cutout, lift_out
from effects.depth import guess_depth
from effects.faces import Face, find_faces
from effects.focus import find_focus
from effects.glance import take_glance
from effects.mask import enlarge, find_subject
from effects.planes import chroma_of, luma_of, to_i420, to_ycbcr
from effects.warp import pad


@dataclass(frozen=True)
class Scene:
    """A checked picture at the size of the clip, with what effects ask about it, computed lazily.

    Shapes:
        still: (H, W, 3) uint8 RGB, H and W even: the picture at the size of the clip.
        detail: (2H, 2W, 3) uint8 or None: the same at exactly twice the size, where the picture
            has that many pixels. Sampling it bilinearly on the frame's own grid averages 2 x 2
            pixels, so a move that starts at rest starts on the still and zooms into real detail.
        measure_depth: tells for (H, W, 3) uint8 how near every pixel is, (H, W) float32, 0 farthest
            and 1 nearest; None where there is no depth model.
        seen: (h, w, 3) uint8 or None: the `glance` at the picture, taken of all its pixels, so that
            clips of every size show the same; None where these are all there are.
    """

    still: torch.Tensor
    detail: torch.Tensor | None = None
    measure_depth: Callable[[np.ndarray], torch.Tensor] | None = None
    seen: np.ndarray | None = None

    @property
    def height(self) -> int:
        """Rows of the clip, in pixels."""
        return int(self.still.shape[0])

    @property
    def width(self) -> int:
        """Columns of the clip, in pixels."""
        return int(self.still.shape[1])

    @cached_property
    def pixels(self) -> np.ndarray:
        """The still as an array that shares its memory. (H, W, 3) uint8."""
        return self.still.numpy(force=True)

    @cached_property
    def fine(self) -> torch.Tensor:
        """The picture that moving views read: `detail`, or the still enlarged, padded for `warp`.

        Reading the still itself between its pixels would halve its sharpness there, and a slow move
        would breathe; twice the pixels keep that within 20 %.

        Shapes:
            Returns (2H, 2W, 4) uint8: RGB and a byte to skip.
        """
        return pad(torch.from_numpy(_enlarge(self.pixels)) if self.detail is None else self.detail)

    @cached_property
    def fine_planes(self) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """`fine` as the planes of a video, for views that are drawn as such.

        Shapes:
            Returns Y (2H, 2W, 1), Cb and Cr (H, W, 1), uint8.
        """
        if self.detail is None:
            small = to_ycbcr(self.pixels)
            parts = _enlarge(small[0]), small[1], small[2]
        else:
            planes = to_i420(self.detail.numpy(force=True))
            parts = luma_of(planes), *chroma_of(planes)
        luma, blue, red = (torch.from_numpy(part)[..., None] for part in parts)
        return luma, blue, red

    @cached_property
    def glance(self) -> np.ndarray:
        """The small picture in which things are looked for. (h, w, 3) uint8."""
        if self.seen is not None:
            return self.seen
        return take_glance(self.pixels if self.detail is None else self.detail.numpy(force=True))

    @cached_property
    def focus(self) -> tuple[float, float]:
        """Where the eye goes: x and y as fractions of width and height."""
        return find_focus(self.glance)

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """The faces that look at the camera, largest first; now and then one that is none."""
        height, width, _ = self.glance.shape
        across, down = self.width / width, self.height / height
        return tuple(face.enlarged(across, down) for face in self._faces_seen)

    @cached_property
    def subject(self) -> torch.Tensor | None:
        """What the picture is of, 1 inside and 0 outside, or None if that is not certain.

        Shapes:
            (H, W) float32.
        """
        mask = self._subject_seen
        return None if mask is None else torch.from_numpy(enlarge(mask, self.glance, self.pixels))

    @cached_property
    def cutout(self) -> Cutout | None:
        """The subject lifted out of the picture, and what remains; None where there is none."""
        if self._subject_seen is None or self.subject is None:
            return None
        return lift_out(self.pixels, self.subject.numpy(), self._subject_seen)

    @cached_property
    def measured_depth(self) -> torch.Tensor | None:
        """How near every pixel is by a depth model, or None if there is none. (H, W) float32."""
        return None if self.measure_depth is None else self.measure_depth(self.pixels)

    @cached_property
    def depth(self) -> torch.Tensor:
        """How near every pixel is, 0 farthest, 1 nearest: measured or guessed. (H, W) float32."""
        if self.measured_depth is not None:
            return self.measured_depth
        subject = None if self.subject is None else self.subject.numpy()
        return torch.from_numpy(guess_depth(self.height, self.width, self.focus, subject))

    @cached_property
    def gentle_depth(self) -> torch.Tensor:
        """`depth`, but a guess leaves the subject's outline out: for what would show its step.

        Shapes:
            (H, W) float32.
        """
        if self.measured_depth is not None:
            return self.measured_depth
        return torch.from_numpy(guess_depth(self.height, self.width, self.focus))

    @cached_property
    def _faces_seen(self) -> tuple[Face, ...]:
        """The faces, in pixels of the glance."""
        return find_faces(self.glance)

    @cached_property
    def _subject_seen(self) -> np.ndarray | None:
        """The subject at the size of the glance, see `find_subject`."""
        return find_subject(self.glance, self._faces_seen)


def _enlarge(pixels: np.ndarray) -> np.ndarray:
    """A picture at twice its size; the average of 2 x 2 pixels is the pixel they came from.

    Shapes:
        pixels: (H, W) or (H, W, C) uint8. Returns (2H, 2W) or (2H, 2W, C) uint8.

    Source:
        One step of back-projection: Irani, Peleg, "Improving Resolution by Image Registration",
        1991. What the enlargement would lose is added beforehand.
    """
    size = pixels.shape[1::-1]
    twice = (2 * size[0], 2 * size[1])
    large = cv2.resize(pixels, twice, interpolation=cv2.INTER_CUBIC)
    lost = cv2.subtract(
        pixels, cv2.resize(large, size, interpolation=cv2.INTER_AREA), dtype=cv2.CV_16S
    )
    sharpened = cv2.add(pixels, lost, dtype=cv2.CV_8U)
    return np.asarray(cv2.resize(sharpened, twice, interpolation=cv2.INTER_CUBIC))

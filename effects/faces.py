"""Where the faces are that look at the camera."""

from dataclasses import dataclass

import cv2
import numpy as np

LOOKED_AT_PX = 320  # long side of the picture that is searched
SMALLEST_SHARE = 0.1  # of the short side: smaller ones are too often chance
LARGEST_SHARE = 0.9
WINDOW_PX = 24  # side of the pictures that the detector was trained on
WINDOW_GROWTH = 1.15
WINDOW_STEP = 1.5


@dataclass(frozen=True)
class Face:
    """A box around a face, from the brows to the chin, in pixels of the still."""

    left: int
    top: int
    width: int
    height: int

    def enlarged(self, times: float) -> "Face":
        """The box in a picture that many times as large."""
        sides = (self.left, self.top, self.width, self.height)
        return Face(*(round(times * side) for side in sides))


def find_faces(pixels: np.ndarray) -> tuple[Face, ...]:
    """Find frontal faces, largest first.

    Finds no profiles, and one in ten of its finds is not a face: do with it what does no harm then.

    Shapes:
        pixels: (H, W, 3) uint8 RGB.

    Source:
        Viola, Jones, "Rapid Object Detection using a Boosted Cascade", 2001, on local binary
        patterns, trained by OpenCV and shipped with scikit-image.
    """
    # Half a second to import, and only those who ask need it.
    from skimage.data import lbp_frontal_face_cascade_filename
    from skimage.feature import Cascade

    height, width, _ = pixels.shape
    share = min(1.0, LOOKED_AT_PX / max(height, width))
    size = (round(width * share), round(height * share))
    if min(size) < WINDOW_PX:
        return ()
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    smallest, largest = (round(min(size) * part) for part in (SMALLEST_SHARE, LARGEST_SHARE))
    found = Cascade(lbp_frontal_face_cascade_filename()).detect_multi_scale(
        img=small,
        scale_factor=WINDOW_GROWTH,
        step_ratio=WINDOW_STEP,
        min_size=(smallest, smallest),
        max_size=(largest, largest),
    )
    faces = (
        Face(*(round(float(box[side]) / share) for side in ("c", "r", "width", "height")))
        for box in found
    )
    return tuple(sorted(faces, key=lambda face: -face.width * face.height))

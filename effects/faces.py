"""Where the faces are that look at the camera."""

from dataclasses import dataclass

import numpy as np

SMALLEST_SHARE = 0.1  # of the short side: smaller ones are too often chance
LARGEST_SHARE = 0.9
WINDOW_PX = 24  # side of the pictures that the detector was trained on
WINDOW_GROWTH = 1.15
WINDOW_STEP = 1.5


@dataclass(frozen=True)
class Face:
    """A box around a face, from the brows to the chin, in pixels."""

    left: int
    top: int
    width: int
    height: int

    def enlarged(self, across: float, down: float) -> "Face":
        """The box in a picture that many times as wide and as high."""
        sides = (self.left * across, self.top * down, self.width * across, self.height * down)
        return Face(*map(round, sides))


def find_faces(glance: np.ndarray) -> tuple[Face, ...]:
    """Find frontal faces, largest first, in pixels of the glance.

    Finds no profiles, and one in ten of its finds is not a face: do with it what does no harm then.

    Shapes:
        glance: (h, w, 3) uint8 RGB, see `effects.glance`.

    Source:
        Viola, Jones, "Rapid Object Detection using a Boosted Cascade", 2001, on local binary
        patterns, trained by OpenCV and shipped with scikit-image.
    """
    # Half a second to import, and only those who ask need it.
    from skimage.data import lbp_frontal_face_cascade_filename
    from skimage.feature import Cascade

    short_side = min(glance.shape[:2])
    if short_side < WINDOW_PX:
        return ()
    smallest, largest = (round(short_side * part) for part in (SMALLEST_SHARE, LARGEST_SHARE))
    found = Cascade(lbp_frontal_face_cascade_filename()).detect_multi_scale(
        img=glance,
        scale_factor=WINDOW_GROWTH,
        step_ratio=WINDOW_STEP,
        min_size=(smallest, smallest),
        max_size=(largest, largest),
    )
    faces = (
        Face(*(round(float(box[side])) for side in ("c", "r", "width", "height"))) for box in found
    )
    return tuple(sorted(faces, key=lambda face: -face.width * face.height))

"""Light from the upper left on a surface that stands out of the picture."""

import numpy as np

from effects._mesh import Field


def light_up(height: Field) -> tuple[Field, Field]:
    """Light a surface from the upper left.

    Source:
        Phong, "Illumination for Computer Generated Pictures", 1975; Blinn's half vector, 1977.

    Shapes:
        height: in mesh steps. Returns the gain of the colours, 1 where flat, and the highlight.
    """
    slope_y, slope_x = np.gradient(height)
    steep = np.sqrt(1 + slope_x**2 + slope_y**2)
    light = np.array([-0.55, -0.65, 0.52], np.float32)
    facing = (-slope_x * light[0] - slope_y * light[1] + light[2]) / steep - light[2]
    half = light + np.array([0, 0, 1], np.float32)
    half /= np.linalg.norm(half)
    mirrored = np.clip((-slope_x * half[0] - slope_y * half[1] + half[2]) / steep, 0, 1)
    shine = 0.42 * mirrored**70 + 0.1 * np.clip(mirrored**9 - half[2] ** 9, 0, 1)
    # Towards the light only a little brighter: skin and paper must not burn out.
    return 1 + 0.22 * np.maximum(facing, 0) + 0.95 * np.minimum(facing, 0), shine

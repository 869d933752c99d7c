"""Opens a photo from the operator's own disk, as carefully as one that somebody sent."""

import asyncio
from pathlib import Path

from bot.config import Config
from bot.makers import MB
from bot.models import build_depth_model
from generation.intake import open_still
from generation.sandbox.limits import IntakeLimits
from generation.scenes import MeasureDepth
from generation.stills import Still


def open_photo(config: Config, photo: Path) -> Still:
    """Read a photo.

    Raises:
        PictureRefused: it is none that can be animated.
        OSError: it cannot be read.
    """
    limits = IntakeLimits(max_bytes=round(config.intake.largest_mb * MB))
    return asyncio.run(open_still(photo.read_bytes(), limits))


def depth_measure(config: Config) -> MeasureDepth | None:
    """How depth is measured; None where the settings name no depth model.

    Raises:
        ConfigMistake: the depth model is not on this machine.
    """
    depth = build_depth_model(config)
    return None if depth is None else depth.measure

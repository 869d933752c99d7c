"""The ready entries, as written in `presets.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

PRESETS = Path(__file__).with_name("presets.toml")
USUAL = {0.0: "ltx-video-2b", 12.0: "wan2.2-ti2v-5b", 24.0: "wan2.2-i2v-a14b"}  # by gigabytes


@cache
def presets() -> dict[str, dict[str, Any]]:
    """Every ready entry by its name. Not to be changed."""
    return tomllib.loads(PRESETS.read_text("utf-8"))


def usual_preset(gigabytes: float) -> str:
    """The preset to begin with on a GPU of so much memory: good, and under no conditions."""
    return USUAL[max(least for least in USUAL if least <= gigabytes)]

"""The ready entries, as written in `presets.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

PRESETS = Path(__file__).with_name("presets.toml")


@cache
def presets() -> dict[str, dict[str, Any]]:
    """Every ready entry by its name. Not to be changed."""
    return tomllib.loads(PRESETS.read_text("utf-8"))

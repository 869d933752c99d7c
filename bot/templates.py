"""What people ask for by name and no effect can honestly do: it needs a generative model.

Each is declined in one sentence that names the setting and offers the nearest effect, because a
toy under a big name is worse than a clear no.
"""

from dataclasses import dataclass

SETTING = "[models]"  # the table of the configuration that brings a model


@dataclass
class NeedsModel(Exception):
    """No effect can do this well; a configured image-to-video model could."""

    name: str
    nearest: str  # the effect that comes closest
    setting: str = SETTING


# What was asked for, with its other names, and the nearest honest effect.
NEAREST = {
    "hugging": "parallax",
    "hug": "parallax",
    "kissing": "parallax",
    "kiss": "parallax",
    "anime": "comic",
    "talking": "voice-card",
    "talking-portrait": "voice-card",
    "lip-sync": "voice-card",
    "dancing": "handheld",
    "dance": "handheld",
    "cakeify": "slice",
    "cake-ify": "slice",
    "muscle": "inflate",
    "baby": "zoom",
    "aging": "dissolve",
}


def check_can_be_drawn(name: str) -> None:
    """Decline what needs a model.

    Raises:
        NeedsModel: it does.
    """
    key = name.strip().lower().replace("_", "-")
    if nearest := NEAREST.get(key):
        raise NeedsModel(key, nearest)

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


# What a model is told when it is asked for one of them. Lips that follow a voice are beyond it.
PROMPTS = {
    "hugging": "the people turn to each other and hug warmly",
    "kissing": "the people lean in and kiss tenderly",
    "anime": "the picture turns into a hand-drawn anime, with bold lines and flat colours",
    "dancing": "the person dances joyfully to music, the whole body moving",
    "cakeify": "a knife cuts into the subject, which turns out to be cake inside",
    "muscle": "the person's muscles grow large and strong",
    "baby": "the person grows younger and younger until they are a baby",
    "aging": "the person slowly grows old, with grey hair and wrinkles",
}
SAME_AS = {"hug": "hugging", "kiss": "kissing", "dance": "dancing", "cake-ify": "cakeify"}


def key_of_name(name: str) -> str:
    """The name of an effect, however it was typed."""
    key = name.strip().lower().replace("_", "-")
    return SAME_AS.get(key, key)


def prompt_for(name: str) -> str:
    """What to tell a model that is asked for this; "" when it is not for a model."""
    return PROMPTS.get(key_of_name(name), "")


def name_of(prompt: str) -> str:
    """What was asked for by name, where a model was told this; "" when it was not."""
    return next((name for name, told in PROMPTS.items() if told == prompt), "")


def check_can_be_drawn(name: str) -> None:
    """Decline what needs a model.

    Raises:
        NeedsModel: it does.
    """
    key = name.strip().lower().replace("_", "-")
    if nearest := NEAREST.get(key):
        raise NeedsModel(key, nearest)

"""Reads a typed command such as `/animate melt strength=0.8 duration=6`."""

import shlex
from dataclasses import dataclass


class NotACommand(Exception):
    """The text is not an `/animate` command."""


@dataclass
class BadCommand(Exception):
    """The text began as `/animate` and then could not be read at `near`."""

    near: str


@dataclass(frozen=True)
class Command:
    """An effect and the options typed with it; `effect` is empty when only a prompt was given."""

    effect: str
    options: dict[str, str]
    words: str = ""  # what was typed without a name: "golden hour from the left"


def parse_command(text: str) -> Command:
    """Read `/animate <effect> [name=value …]`; `name:value` means the same.

    A bot's name after the command (`/animate@zoetrope_bot`) is passed over. Values with spaces stand
    in quotes.

    Raises:
        NotACommand: the text does not start with `/animate`.
        BadCommand: a quote is not closed, or an option has no value.
    """
    head, _, rest = text.strip().partition(" ")
    if head.split("@")[0].lower() != "/animate":
        raise NotACommand
    try:
        words = shlex.split(rest.replace("“", '"').replace("”", '"'))
    except ValueError:
        raise BadCommand(rest) from None
    options = dict(_option(word) for word in words if _is_option(word))
    plain = [word for word in words if not _is_option(word)]
    return Command(plain[0].lower() if plain else "", options, " ".join(plain[1:]))


def _is_option(word: str) -> bool:
    name = word.replace(":", "=", 1).partition("=")[0]
    return ("=" in word or ":" in word) and name.replace("_", "").isalnum()


def _option(word: str) -> tuple[str, str]:
    name, _, value = word.replace(":", "=", 1).partition("=") if "=" not in word else word.partition("=")
    if not value:
        raise BadCommand(word)
    return name.lower(), value

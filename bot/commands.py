"""Reads a typed command such as `/animate melt strength=0.8 duration=6`."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass


class NotACommand(Exception):
    """The text is not an `/animate` command."""


@dataclass
class BadCommand(Exception):
    """The text began as `/animate` and then could not be read at `near`."""

    near: str


@dataclass(frozen=True)
class Command:
    """An effect and the options typed with it."""

    effect: str  # "" when none was typed
    options: dict[str, str]
    words: str = ""  # what was typed without a name: "golden hour from the left"


def parse_command(text: str) -> Command:
    """Read `/animate <effect> [name=value …]`; values with spaces stand in quotes.

    A bot's name after the command (`/animate@zoetrope_bot`) is passed over.

    Raises:
        NotACommand: the text does not start with `/animate`.
        BadCommand: a quote is not closed, or an option has no value.
    """
    head, _, rest = text.strip().partition(" ")
    if head.split("@")[0].lower() != "/animate":
        raise NotACommand
    try:
        return read_words(shlex.split(rest.replace("“", '"').replace("”", '"')))
    except ValueError:
        raise BadCommand(rest) from None


def read_words(words: Sequence[str]) -> Command:
    """Read the words after the command; `name:value` means the same as `name=value`.

    Raises:
        BadCommand: an option has no value.
    """
    options: dict[str, str] = {}
    plain: list[str] = []
    for word in words:
        name, value = _split(word)
        if name and not value:
            raise BadCommand(word)
        if name:
            options[name.lower()] = value
        else:
            plain.append(word)
    return Command(plain[0].lower() if plain else "", options, " ".join(plain[1:]))


def _split(word: str) -> tuple[str, str]:
    """An option's name and value; no name when the word is not an option."""
    for sign in ("=", ":"):
        name, found, value = word.partition(sign)
        if found and name.replace("_", "").replace("-", "").isalnum():
            return name.replace("-", "_"), value
    return "", ""

"""Why the studio says no.

StudioError
├── ShuttingDown     no new orders while the program stops
├── ClipGone         the clip or its picture is no longer kept
├── TooLong          the tier's clips end earlier
├── NeedsSound       the effect moves to a sound, and none came with the order
├── TakesNoSound     a sound came with an effect that plays none
└── NotYours         somebody else's job
"""

from dataclasses import dataclass


class StudioError(Exception):
    """Anything the studio refuses on purpose."""


class ShuttingDown(StudioError):
    """The program is stopping; nothing new is accepted."""


@dataclass
class ClipGone(StudioError):
    """The clip, or the picture it came from, is no longer kept."""

    hours: float  # how long things are kept


@dataclass
class TooLong(StudioError):
    """The tier's clips end earlier."""

    seconds: float
    longest_s: float


@dataclass
class NeedsSound(StudioError):
    """The effect moves to a sound, and none came with the order."""

    effect: str


@dataclass
class TakesNoSound(StudioError):
    """A sound came with an effect that plays none."""

    effect: str
    instead: tuple[str, ...]  # the effects that do


class NotYours(StudioError):
    """There is no such job among this account's."""

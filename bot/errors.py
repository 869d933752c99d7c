"""Why the studio says no.

StudioError
├── ShuttingDown     no new orders while the program stops
├── ClipGone         the clip or its picture is no longer kept
├── TooLong          the tier's clips end earlier
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


class NotYours(StudioError):
    """There is no such job among this account's."""

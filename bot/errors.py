"""Why the studio says no.

StudioError
├── ShuttingDown     no new orders while the program stops
├── ClipGone         the clip or its picture is no longer kept
├── TooLong          the tier's clips end earlier
├── NeedsSound       the effect moves to a sound, and none came with the order
├── TakesNoSound     a sound came with an effect that plays none
├── NotYours         somebody else's job
├── NoPicture        there is no picture to animate
├── PictureUnavailable  the platform no longer gives the picture out
├── WrongChannel     the server's admins allow orders elsewhere
├── RoleMissing      the server's admins allow orders to others
├── SignInRefused    a platform does not know the bot's token
├── AdminsOnly       only the server's admins may
└── OperatorOnly     only those who run the bot may
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


class NoPicture(StudioError):
    """There is no picture to animate."""


class PictureUnavailable(StudioError):
    """The platform does not give the picture out, or not any more."""


@dataclass
class WrongChannel(StudioError):
    """The server's admins allow orders in other channels, named in the platform's words."""

    allowed: tuple[str, ...]


@dataclass
class RoleMissing(StudioError):
    """The server's admins allow orders to people with a role, named in the platform's words."""

    allowed: tuple[str, ...]


@dataclass
class SignInRefused(StudioError):
    """The platform does not know the bot's token."""

    platform: str


class AdminsOnly(StudioError):
    """Only the admins of the server may do this."""


class OperatorOnly(StudioError):
    """Only those who run the bot may do this."""

"""Why the studio says no.

StudioError
├── ShuttingDown     no new orders while the program stops
├── ClipGone         the clip or its picture is no longer kept
├── TooLong          the tier's clips end earlier
├── NeedsSound       the effect moves to a sound, and none came with the order
├── TakesNoSound     a sound came with an effect that plays none
├── UpscaleTooLarge  the tier's clips are not upscaled so far
├── PictureTooCoarse the picture has too few pixels for a clip so large
├── AlreadyUpscaled  that clip is there twice as large, or on its way
├── NeedsUpscaler    a model's clip is enlarged by another model, and none is there
├── NotYours         somebody else's job
├── NoPicture        there is no picture to animate
├── PictureUnavailable  the platform no longer gives the picture out
├── WrongChannel     the server's admins allow orders elsewhere
├── RoleMissing      the server's admins allow orders to others
├── SignInRefused    a platform does not know the bot's token
├── AdminsOnly       only the server's admins may
├── OperatorOnly     only those who run the bot may
├── StaleButton      the button was made by another version
├── NotYourButton    somebody else's button
├── ServersOnly      about a server's pool, and said in private
├── BadUsage         a command without what it needs
├── SecondPoller     another process works with the same token
├── NoSuchModel      neither the settings nor the presets have a model of that name
└── NotAcknowledged  the licence of some weights has conditions that nobody said are met
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


@dataclass
class UpscaleTooLarge(StudioError):
    """The tier's clips are not upscaled so far."""

    side: int  # pixels that the longer side would have
    most: int  # and may have


@dataclass
class PictureTooCoarse(StudioError):
    """The picture has too few pixels for a clip so large."""

    side: int  # pixels of its longer side
    times: float  # of it that a clip may have


class AlreadyUpscaled(StudioError):
    """That clip is there twice as large, or on its way: it would be the very same."""


class NeedsUpscaler(StudioError):
    """A clip that a model draws is enlarged by another model, and none is there."""


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


class StaleButton(StudioError):
    """The button was made by another version and cannot be read."""


class NotYourButton(StudioError):
    """Somebody else's button was pressed."""


class ServersOnly(StudioError):
    """This is about a server's pool and makes no sense in private."""


@dataclass
class BadUsage(StudioError):
    """A command was typed without what it needs."""

    usage: str  # "/grant 20"


@dataclass
class SecondPoller(StudioError):
    """Another process works with the same token."""

    platform: str


@dataclass
class NoSuchModel(StudioError):
    """Neither the settings nor the presets have a model of that name."""

    name: str
    known: tuple[str, ...]


@dataclass
class NotAcknowledged(StudioError):
    """The licence of a preset's weights has conditions that nobody said are met."""

    preset: str
    conditions: str

"""What Discord's refusals and silences mean for a message that we want to show.

Source: Discord developer documentation, "Opcodes and Status Codes", JSON error codes.
"""

from enum import Enum, auto

import aiohttp
import discord

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK = 10003, 10008, 10015
UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED = 10062, 40060
ENTITY_TOO_LARGE, INVALID_WEBHOOK_TOKEN = 40005, 50027
SERVER_ERROR, TOO_MANY_REQUESTS, TOO_LARGE = 500, 429, 413

# Everything that comes out of the SDK when Discord refuses, is down, or cannot be reached.
TROUBLE = (discord.DiscordException, aiohttp.ClientError, OSError)  # TimeoutError is an OSError


class Fault(Enum):
    """Why a request did not do what it should."""

    TOKEN_DEAD = auto()  # the interaction is over
    MESSAGE_GONE = auto()  # somebody deleted it
    NO_WAY = auto()  # not there, not allowed, not open to us
    TOO_LARGE = auto()  # the file
    DOWN = auto()  # Discord, or the way to it; the request may have been obeyed


def fault_of(error: BaseException) -> Fault:
    """Tell what an error from the SDK means."""
    if not isinstance(error, discord.HTTPException):
        return Fault.DOWN
    if error.code in (UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN):
        return Fault.TOKEN_DEAD
    if error.code == UNKNOWN_MESSAGE:
        return Fault.MESSAGE_GONE
    if error.code == ENTITY_TOO_LARGE or error.status == TOO_LARGE:
        return Fault.TOO_LARGE
    if error.status >= SERVER_ERROR or error.status == TOO_MANY_REQUESTS:
        return Fault.DOWN
    return Fault.NO_WAY

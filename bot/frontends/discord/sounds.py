"""Recordings that people attach for an effect to move to."""

from dataclasses import dataclass

import discord

from generation.errors import SoundReason, SoundRefused


@dataclass(frozen=True)
class Recording:
    """A sound on Discord's file hosts."""

    url: str
    size: int  # bytes
    seconds: float | None  # Discord knows the length of voice messages only

    def too_large(self, limit: int, size: int) -> SoundRefused:
        """The refusal of a sound with too many bytes."""
        return SoundRefused(SoundReason.TOO_MANY_BYTES, limit, size)


def recorded(attachment: discord.Attachment) -> Recording:
    """An attachment as a sound. Whether it is one is found out by opening it."""
    return Recording(attachment.url, attachment.size, attachment.duration)

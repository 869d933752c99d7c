"""Finds the pictures of a message: attached, embedded, stickers, replied to or forwarded."""

from collections.abc import Iterator
from dataclasses import dataclass

import discord

from generation.errors import PictureRefused, RefusalReason

MOST = 10  # candidates: as many as Discord lets a message attach
PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".heic", ".heif")


@dataclass(frozen=True)
class Picture:
    """A picture on Discord's file hosts."""

    url: str
    name: str
    size: int = 0  # bytes; 0 when it is not known
    spoiler: bool = False

    def too_large(self, limit: int, size: int) -> PictureRefused:
        """The refusal of a picture with too many bytes."""
        return PictureRefused(RefusalReason.TOO_MANY_BYTES, limit, size)


def attached(attachment: discord.Attachment) -> Picture:
    """An attachment as a picture."""
    return Picture(attachment.url, attachment.filename, attachment.size, attachment.is_spoiler())


def pictures_of(message: discord.Message) -> list[Picture]:
    """The pictures of a message, its own first, each once."""
    found = {picture.url: picture for picture in _all_of(message)}
    return list(found.values())[:MOST]


def _all_of(message: discord.Message) -> Iterator[Picture]:
    yield from _own(message)
    for snapshot in message.message_snapshots:
        yield from _own(snapshot)
    if message.reference is not None and isinstance(message.reference.resolved, discord.Message):
        yield from _own(message.reference.resolved)


def _own(message: discord.Message | discord.MessageSnapshot) -> Iterator[Picture]:
    for attachment in message.attachments:
        if _is_picture(attachment):
            yield attached(attachment)
    for embed in message.embeds:
        # Discord keeps its own copy of what is embedded; the original is somebody else's host.
        url = embed.image.proxy_url or embed.thumbnail.proxy_url
        if url:
            yield Picture(url, "embed")
    for sticker in message.stickers:
        if sticker.format is not discord.StickerFormatType.lottie:
            yield Picture(sticker.url, sticker.name)


def _is_picture(attachment: discord.Attachment) -> bool:
    kind = attachment.content_type or ""
    return kind.startswith("image/") or attachment.filename.lower().endswith(PICTURE_ENDINGS)

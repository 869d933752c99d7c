"""Finds the picture in a message, however it was sent, and gets its bytes."""

from dataclasses import dataclass

from telegram import Animation, Bot, Document, Message, PhotoSize, Sticker
from telegram.error import TelegramError

from bot.errors import NoPicture, PictureUnavailable
from bot.frontends.telegram.errors import is_too_large
from bot.frontends.telegram.files import fetch_bytes
from generation.errors import PictureRefused, RefusalReason

# What people send "as file": some clients name no type, so the name counts, too. The bytes are
# looked at later; this only tells a picture from a song.
PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".heic", ".heif")


@dataclass(frozen=True)
class Picture:
    """A picture on Telegram's side."""

    file_id: str
    size_bytes: int  # 0: not told
    message: int  # that it came with
    spoiler: bool = False  # hidden until tapped


def get_picture(message: Message) -> Picture | None:
    """The picture of a message; None when there is none."""
    found = _file_of(message)
    if found is None:
        return None
    return Picture(
        file_id=found.file_id,
        size_bytes=found.file_size or 0,
        message=message.message_id,
        spoiler=bool(message.has_media_spoiler),
    )


def find_picture(message: Message) -> Picture:
    """The picture of a message, else of the one it replies to.

    Raises:
        NoPicture: neither has one.
    """
    replied = message.reply_to_message
    found = get_picture(message) or (replied and get_picture(replied))
    if not found:
        raise NoPicture
    return found


async def fetch(bot: Bot, picture: Picture, limit_bytes: int) -> bytes:
    """Get a picture from Telegram's own file server.

    Raises:
        PictureRefused: it is larger than what Telegram hands out, or than we take.
        PictureUnavailable: Telegram does not have it, or has been away for long.
    """
    if picture.size_bytes > limit_bytes:
        raise PictureRefused(RefusalReason.TOO_MANY_BYTES, limit_bytes, picture.size_bytes)
    try:
        return await fetch_bytes(bot, picture.file_id)
    except TelegramError as error:
        if is_too_large(error):
            raise PictureRefused(RefusalReason.TOO_MANY_BYTES, limit_bytes) from None
        raise PictureUnavailable from error


def _file_of(message: Message) -> PhotoSize | Document | Sticker | Animation | None:
    if message.photo:
        return max(message.photo, key=lambda size: size.width * size.height)
    if message.animation:
        return _still_of(message.animation)
    if message.sticker:
        is_moving = message.sticker.is_animated or message.sticker.is_video
        return message.sticker.thumbnail if is_moving else message.sticker
    if message.document and _is_picture(message.document):
        return message.document
    return None


def _still_of(animation: Animation) -> PhotoSize | Animation | None:
    """Telegram turns GIFs into films, which we do not open: their first picture comes along."""
    return animation if animation.mime_type == "image/gif" else animation.thumbnail


def _is_picture(document: Document) -> bool:
    name = (document.file_name or "").lower()
    return (document.mime_type or "").startswith("image/") or name.endswith(PICTURE_SUFFIXES)

"""Finds the voice note in a message and gets its bytes."""

from dataclasses import dataclass

from telegram import Bot, Message
from telegram.error import TelegramError

from bot.frontends.telegram.errors import is_too_large
from bot.frontends.telegram.files import fetch_bytes
from generation.errors import SoundReason, SoundRefused


@dataclass(frozen=True)
class VoiceNote:
    """A sound on Telegram's side."""

    file_id: str
    size_bytes: int  # 0: not told
    seconds: float


def get_voice_note(message: Message) -> VoiceNote | None:
    """The voice note or the song of a message; None when there is none."""
    found = message.voice or message.audio
    if found is None:
        return None
    duration = found.duration
    seconds = float(duration) if isinstance(duration, int) else duration.total_seconds()
    return VoiceNote(found.file_id, found.file_size or 0, seconds)


async def fetch_sound(bot: Bot, note: VoiceNote, limit_bytes: int) -> bytes:
    """Get a voice note from Telegram's own file server.

    Raises:
        SoundRefused: it is larger than what Telegram hands out, or than we take.
        TelegramError: Telegram does not have it, or is away.
    """
    if note.size_bytes > limit_bytes:
        raise SoundRefused(SoundReason.TOO_MANY_BYTES, limit_bytes, note.size_bytes)
    try:
        return await fetch_bytes(bot, note.file_id)
    except TelegramError as error:
        if is_too_large(error):
            raise SoundRefused(SoundReason.TOO_MANY_BYTES, limit_bytes) from None
        raise

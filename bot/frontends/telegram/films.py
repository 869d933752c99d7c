"""A clip as Telegram wants it: with size, length and thumbnail, or it shows as a black square."""

from dataclasses import dataclass
from typing import Any

from telegram import Bot, InputMediaAnimation, InputMediaVideo

from bot.orders import PREVIEW_NAME, Delivery, InstantPreview


@dataclass(frozen=True)
class Look:
    """An instant preview beside a job's status, and the sentence that says what it is."""

    preview: InstantPreview
    sentence: str


@dataclass(frozen=True)
class Film:
    """A clip with everything that is said about it."""

    content: bytes
    is_loop: bool  # without sound and without an end: plays by itself, again and again
    about: dict[str, Any]

    @classmethod
    def read(cls, delivery: Delivery, *, caption: str, spoiler: bool, is_loop: bool) -> "Film":
        """Read a clip's files. Blocking."""
        about: dict[str, Any] = {
            "filename": delivery.filename,
            "caption": caption,
            "has_spoiler": spoiler,
            "width": delivery.width,
            "height": delivery.height,
            "duration": round(delivery.seconds),
            "thumbnail": delivery.poster.read_bytes(),
        }
        if not is_loop:
            about["supports_streaming"] = True
        return cls(delivery.path.read_bytes(), is_loop, about)

    @classmethod
    def read_preview(cls, preview: InstantPreview, *, caption: str, spoiler: bool) -> "Film":
        """Read an instant preview's files: a loop, so that it plays by itself. Blocking.

        Raises:
            OSError: they are gone, because the job is over.
        """
        about: dict[str, Any] = {
            "filename": PREVIEW_NAME,
            "caption": caption,
            "has_spoiler": spoiler,
            "width": preview.width,
            "height": preview.height,
            "duration": round(preview.seconds),
            "thumbnail": preview.poster.read_bytes(),
        }
        return cls(preview.path.read_bytes(), True, about)

    def to_media(self) -> InputMediaAnimation | InputMediaVideo:
        """What a message becomes."""
        kind = InputMediaAnimation if self.is_loop else InputMediaVideo
        return kind(self.content, **self.about)

    async def send(self, bot: Bot, chat: int, **where: Any) -> None:  # noqa: ANN401 - the library's
        """Send it as a message of its own.

        Raises:
            TelegramError: Telegram refused it, or is away.
        """
        if self.is_loop:
            await bot.send_animation(chat, self.content, **self.about, **where)
        else:
            await bot.send_video(chat, self.content, **self.about, **where)

"""Knows who asks, in the language they chose, and answers where they asked."""

from telegram import Bot, InlineKeyboardMarkup, Message, ReplyParameters, Update

from bot.frontends.telegram.places import Asker, read_asker, settings_of
from storage.store import Store

LANGUAGE = "language"


class Reception:
    """Greets everybody in their language."""

    def __init__(self, bot: Bot, store: Store) -> None:
        self._bot = bot
        self._store = store

    async def asker(self, update: Update) -> Asker | None:
        """Who sent an update; None for channels and other senders that are nobody."""
        asker = read_asker(update)
        if asker is None:
            return None
        chosen = (await self._store.settings(settings_of(asker.account))).get(LANGUAGE)
        return asker.speaking(str(chosen)) if chosen else asker

    async def say(
        self,
        asker: Asker,
        text: str,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        reply: int = 0,
    ) -> Message:
        """Send a message where somebody asked; `reply` is what it answers.

        Raises:
            TelegramError: Telegram refused it, or is away.
        """
        return await self._bot.send_message(
            asker.chat,
            text,
            message_thread_id=asker.thread or None,
            reply_parameters=reply_to(reply),
            reply_markup=keyboard,
        )


def reply_to(message: int) -> ReplyParameters | None:
    """Answer a message, or nothing in particular when it has been deleted meanwhile."""
    if not message:
        return None
    return ReplyParameters(message, allow_sending_without_reply=True)

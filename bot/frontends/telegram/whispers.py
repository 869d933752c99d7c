"""Refuses people in groups without disturbing the others.

Telegram shows a message to one member alone if the bot is an admin of the group ("ephemeral
messages", Bot API 10.2 and 10.3; the library does not know them yet). Elsewhere a refusal is one
silent message that takes the place of the last one.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.frontends.telegram.places import Asker
from bot.frontends.telegram.reception import reply_to

EVERY_S = 10.0  # the same refusal of the same person is not said again sooner than this
FORGOTTEN_AFTER_S = 3600.0
ONLY_FOR = "ephemeral_message_parameters"


@dataclass(frozen=True)
class _Said:
    """The latest refusal of somebody in a group."""

    text: str
    at: float  # on the loop's clock
    message: int  # 0: only its receiver saw it


class Whispers:
    """Says in groups what concerns one member only."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._latest: dict[tuple[int, int], _Said] = {}  # by chat and member

    async def whisper(self, asker: Asker, text: str) -> bool:
        """Say something that its receiver alone can see. False: we may not do that here.

        Raises:
            TelegramError: Telegram is away.
        """
        receiver = {"receiver_user_id": asker.user}
        try:
            message = await self._bot.send_message(
                asker.chat,
                text,
                message_thread_id=asker.thread or None,
                disable_notification=True,
                api_kwargs={ONLY_FOR: receiver},
            )
        except (BadRequest, Forbidden):
            return False
        # A server older than 10.3 overlooks the receiver and shows it to all.
        self._remember(asker, text, message.message_id)
        return True

    async def refuse(self, asker: Asker, text: str, reply: int) -> None:
        """Tell somebody in a group why not; `reply` is the message that asked.

        Raises:
            TelegramError: Telegram refused it, or is away.
        """
        last = self._latest.get((asker.chat, asker.user))
        if last is not None and last.text == text and _now() - last.at < EVERY_S:
            return
        self._remember(asker, text, 0)  # at once: of several at the same time, one is answered
        try:
            await self._replace(asker, text, reply, last.message if last else 0)
        except TelegramError:
            self._latest.pop((asker.chat, asker.user), None)
            raise

    async def _replace(self, asker: Asker, text: str, reply: int, old: int) -> None:
        if old:
            with suppress(TelegramError):  # somebody was faster
                await self._bot.delete_message(asker.chat, old)
        if await self.whisper(asker, text):
            return
        message = await self._bot.send_message(
            asker.chat,
            text,
            message_thread_id=asker.thread or None,
            reply_parameters=reply_to(reply),
            disable_notification=True,
        )
        self._remember(asker, text, message.message_id)

    def _remember(self, asker: Asker, text: str, message: int) -> None:
        old = _now() - FORGOTTEN_AFTER_S
        self._latest = {key: said for key, said in self._latest.items() if said.at > old}
        self._latest[asker.chat, asker.user] = _Said(text, _now(), message)


def _now() -> float:
    return asyncio.get_running_loop().time()

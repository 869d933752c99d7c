"""The commands that Telegram offers while somebody types, by language and by who may use them."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeAlias

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    Message,
)
from telegram.error import BadRequest

from bot import wording
from bot.frontends.telegram.places import Asker
from bot.languages import FALLBACK

log = logging.getLogger(__name__)
PRIVATE = (
    *("animate", "effects", "balance", "history", "last", "cancel"),
    *("settings", "privacy", "report", "help"),
)
PAYING = ("buy", "paysupport")
GROUP = ("animate", "effects", "balance", "cancel", "pool", "report", "help")
ADMIN = (*GROUP, "grant", "revoke")
OPERATOR = (*PRIVATE, "mint", "status")

Answer: TypeAlias = Callable[[Asker, Message, list[str]], Awaitable[None]]


def described(names: Sequence[str], locale: str) -> Mapping[str, str]:
    """Commands and what they do."""
    return {name: wording.say(f"tg-command-{name}", locale) for name in names}


async def publish(bot: Bot, operators: Sequence[int], *, sells: bool) -> None:
    """Tell Telegram which commands to offer to whom.

    Raises:
        TelegramError: Telegram is away.
    """
    paying = PAYING if sells else ()
    for locale in wording.languages():
        # The fallback is for everybody whose language has no catalogue.
        language = None if locale == FALLBACK else locale
        await _set(bot, (*PRIVATE, *paying), BotCommandScopeAllPrivateChats(), locale, language)
        await _set(bot, GROUP, BotCommandScopeAllGroupChats(), locale, language)
        await _set(bot, ADMIN, BotCommandScopeAllChatAdministrators(), locale, language)
        for operator in operators:
            try:
                names = (*OPERATOR, *paying)
                await _set(bot, names, BotCommandScopeChat(operator), locale, language)
            except BadRequest as error:  # until the operator has written to the bot
                log.info("no menu for operator %d yet: %s", operator, error)


async def _set(
    bot: Bot, names: Sequence[str], scope: BotCommandScope, locale: str, language: str | None
) -> None:
    commands = [BotCommand(name, text) for name, text in described(names, locale).items()]
    await bot.set_my_commands(commands, scope, language)

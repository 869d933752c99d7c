"""Says what went wrong to whoever caused it, where they are looking."""

import logging
from contextlib import suppress

from telegram import Bot, Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot import wording
from bot.commands import BadCommand, NotACommand
from bot.errors import StudioError
from bot.frontends.telegram.errors import is_chat_shut
from bot.frontends.telegram.places import read_asker
from bot.frontends.telegram.reception import reply_to
from effects.errors import EffectError
from generation.errors import GenerationError
from storage.errors import StorageError

log = logging.getLogger(__name__)
_EXPECTED = (StudioError, EffectError, GenerationError, StorageError, BadCommand, NotACommand)


def is_refusal(error: BaseException) -> bool:
    """Something that was refused on purpose, not a mistake of ours."""
    return isinstance(error, _EXPECTED)


async def answer_refusal(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """The library's error hook: explain, and log what is not a refusal."""
    error = context.error
    if error is None or not isinstance(update, Update):
        log.error("an update could not be read", exc_info=error)
        return
    if isinstance(error, TelegramError) and is_chat_shut(error):
        return  # blocked or removed meanwhile: there is nobody to tell
    if not is_refusal(error):
        log.error("an update could not be answered", exc_info=error)
    with suppress(TelegramError):  # the network that failed may fail again
        await _tell(context.bot, update, error)


async def _tell(bot: Bot, update: Update, error: BaseException) -> None:
    asker = read_asker(update)
    text = wording.explain(error, asker.locale if asker else "en")
    if update.callback_query is not None:
        await update.callback_query.answer(text[:200], show_alert=True)
    elif update.pre_checkout_query is not None:
        await update.pre_checkout_query.answer(ok=False, error_message=text)
    elif asker is not None and update.effective_message is not None:
        await bot.send_message(
            asker.chat,
            text,
            message_thread_id=asker.thread or None,
            reply_parameters=reply_to(update.effective_message.message_id),
        )

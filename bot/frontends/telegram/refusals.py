"""Says what went wrong to whoever caused it, where they are looking."""

import logging
from contextlib import suppress

from telegram import Update
from telegram.error import RetryAfter, TelegramError
from telegram.ext import ContextTypes

from bot import wording
from bot.commands import BadCommand, NotACommand
from bot.errors import StudioError
from bot.frontends.telegram.errors import is_chat_shut
from bot.frontends.telegram.places import read_asker
from bot.frontends.telegram.reception import Reception
from bot.frontends.telegram.whispers import Whispers
from bot.languages import FALLBACK
from effects.errors import EffectError
from generation.errors import GenerationError
from storage.errors import StorageError

log = logging.getLogger(__name__)
ALERT_LIMIT = 200  # characters
_EXPECTED = (StudioError, EffectError, GenerationError, StorageError, BadCommand, NotACommand)


def is_refusal(error: BaseException) -> bool:
    """Something that was refused on purpose, not a mistake of ours."""
    return isinstance(error, _EXPECTED)


class Apologies:
    """Answers whatever an answer ended in."""

    def __init__(self, reception: Reception, whispers: Whispers) -> None:
        self._reception = reception
        self._whispers = whispers

    async def on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The library's error hook: explain, and log what is not a refusal."""
        error = context.error
        if error is None or not isinstance(update, Update):
            log.error("an update could not be read", exc_info=error)
            return
        if isinstance(error, TelegramError) and is_chat_shut(error):
            return  # blocked or removed meanwhile: there is nobody to tell
        if isinstance(error, RetryAfter):
            log.warning("an answer came too late to be given: %s", error)
            return  # anything more that is sent makes a flood worse
        if not is_refusal(error):
            log.error("an update could not be answered", exc_info=error)
        with suppress(TelegramError):  # the network that failed may fail again
            await self._tell(update, error)

    async def _tell(self, update: Update, error: BaseException) -> None:
        asker = read_asker(update)
        if not isinstance(error, StorageError):  # else even their language cannot be looked up
            asker = await self._reception.asker(update)
        text = wording.explain(error, asker.locale if asker else FALLBACK)
        if update.callback_query is not None:
            await update.callback_query.answer(text[:ALERT_LIMIT], show_alert=True)
        elif update.pre_checkout_query is not None:
            await update.pre_checkout_query.answer(ok=False, error_message=text)
        elif asker is not None and update.effective_message is not None:
            asked = update.effective_message.message_id
            if asker.is_private:
                await self._reception.say(asker, text, reply=asked)
            else:
                await self._whispers.refuse(asker, text, asked)

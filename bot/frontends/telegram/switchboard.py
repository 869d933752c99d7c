"""Connects every kind of update with what answers it."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Message, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    PreCheckoutQueryHandler,
    filters,
)

from bot.frontends.telegram.commands import Commands
from bot.frontends.telegram.conversation import Conversation
from bot.frontends.telegram.delivery import Courier
from bot.frontends.telegram.gallery import Gallery
from bot.frontends.telegram.menu import Answer
from bot.frontends.telegram.ordering import Ordering
from bot.frontends.telegram.payments import Pack, Till
from bot.frontends.telegram.pictures import get_picture
from bot.frontends.telegram.pools import Pools
from bot.frontends.telegram.reception import Reception
from bot.frontends.telegram.refusals import Apologies
from bot.frontends.telegram.settings import Settings
from bot.frontends.telegram.statuses import Statuses
from bot.frontends.telegram.taps import Taps
from bot.frontends.telegram.whispers import Whispers
from bot.studio import Studio
from storage.store import Store


class _WithPicture(filters.MessageFilter):
    """Messages with something that can be animated, however it was sent."""

    def filter(self, message: Message) -> bool:
        """Whether this is one."""
        return get_picture(message) is not None


Callback = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the operator decided."""

    picture_limit: int  # bytes
    keep_hours: float
    operators: tuple[int, ...]
    packs: tuple[Pack, ...]
    support: str


def connect(
    application: Application[Any, Any, Any, Any, Any, Any],
    studio: Studio,
    store: Store,
    courier: Courier,
    statuses: Statuses,
    terms: Terms,
) -> None:
    """Build the parts and connect them."""
    bot = application.bot
    reception = Reception(bot, store)
    whispers = Whispers(bot)
    ordering = Ordering(
        bot, studio, store, statuses, reception, whispers, limit_bytes=terms.picture_limit
    )
    conversation = Conversation(bot, studio, store, ordering, reception)
    gallery = Gallery(bot, studio, reception, conversation)
    settings = Settings(bot, studio, store, reception, keep_hours=terms.keep_hours)
    till = Till(bot, studio, store, reception, terms.packs, terms.support)
    pools = Pools(bot, studio, store, reception, till, terms.operators)
    commands = Commands(
        bot, studio, store, reception, courier, conversation, gallery, terms.operators
    )
    others = {**commands.taps(), **settings.taps(), **till.taps(), **pools.taps()}
    taps = Taps(bot, studio, conversation, ordering, reception, gallery, others)
    tables = (commands.table(), settings.table(), till.table(), pools.table())
    for name, answer in ((name, answer) for table in tables for name, answer in table.items()):
        application.add_handler(CommandHandler(name, _callback(reception, answer)))
    application.add_handler(CommandHandler("animate", conversation.on_animate))
    application.add_handler(MessageHandler(_WithPicture(), conversation.on_picture))
    application.add_handler(MessageHandler(filters.VOICE | filters.AUDIO, conversation.on_voice))
    application.add_handler(CallbackQueryHandler(taps.on_tap))
    application.add_handler(PreCheckoutQueryHandler(till.on_checkout))
    application.add_handler(MessageHandler(filters.SUCCESSFUL_PAYMENT, till.on_payment))
    application.add_handler(MessageHandler(filters.StatusUpdate.REFUNDED_PAYMENT, till.on_refund))
    application.add_handler(
        MessageHandler(filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL, commands.on_talk)
    )
    application.add_error_handler(Apologies(reception, whispers).on_error)


def _callback(reception: Reception, answer: Answer) -> Callback:
    """A command's answer as the library calls it."""

    async def call(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        asker = await reception.asker(update)
        if update.message is not None and asker is not None:
            await answer(asker, update.message, list(context.args or ()))

    return call

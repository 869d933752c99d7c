"""Asks Telegram for updates, and confirms only what has been taken."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.errors import SecondPoller, SignInRefused
from bot.frontends.telegram.patience import NAME, Patience, insist
from storage.errors import StorageError

POLL = timedelta(seconds=25)
MOST_CONFLICTS = 3  # in a row: one may be the long poll of our own dead process
# Telegram remembers the last list it was given, so the whole list is always sent.
ALLOWED_UPDATES = ("message", "callback_query", "pre_checkout_query")

Take = Callable[[Update], Awaitable[None]]


async def poll(bot: Bot, take: Take) -> None:
    """Bring updates to `take` until cancelled, whatever the network does.

    Raises:
        SignInRefused: the token was revoked.
        SecondPoller: another process asks for the same updates, again and again.
    """
    patience, conflicts, offset = Patience(), 0, None
    await insist(bot.delete_webhook)  # while there is one, asking is refused
    while True:
        try:
            for update in await bot.get_updates(
                offset, timeout=POLL, allowed_updates=ALLOWED_UPDATES
            ):
                await take(update)
                offset = update.update_id + 1
            conflicts = 0
            patience.restart()
        except InvalidToken:
            raise SignInRefused(NAME) from None
        except Conflict as error:
            conflicts += 1
            if conflicts == MOST_CONFLICTS:
                raise SecondPoller(NAME) from None
            await patience.wait(error)
        except (TelegramError, StorageError, OSError) as error:
            await patience.wait(error)  # what was not taken is not confirmed: it comes again

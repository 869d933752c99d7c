"""Asks Telegram for updates, and confirms only what has been taken."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.errors import SecondPoller, SignInRefused
from bot.frontends.telegram.errors import wait_s
from storage.errors import StorageError

log = logging.getLogger(__name__)
NAME = "Telegram"
POLL = timedelta(seconds=25)
FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 30.0
MOST_CONFLICTS = 3  # in a row: one may be the long poll of our own dead process
# Telegram remembers the last list it was given, so the whole list is always sent.
ALLOWED_UPDATES = ("message", "callback_query", "pre_checkout_query")

Take = Callable[[Update], Awaitable[None]]


class Patience:
    """How long to wait after each failure in a row: ever longer, up to half a minute."""

    def __init__(self) -> None:
        self._wait_s = 0.0

    def restart(self) -> None:
        """Something worked."""
        self._wait_s = 0.0

    async def wait(self, error: BaseException) -> None:
        """Wait after a failure, at least for as long as Telegram asks."""
        self._wait_s = min(LONGEST_WAIT_S, max(FIRST_WAIT_S, 2 * self._wait_s))
        asked_s = wait_s(error) if isinstance(error, RetryAfter) else 0.0
        log.warning("Telegram: %s; again in %g s", error, max(asked_s, self._wait_s))
        await asyncio.sleep(max(asked_s, self._wait_s))


async def insist(call: Callable[[], Awaitable[object]]) -> None:
    """Make a call that everything depends on, for as long as it takes the network to come back.

    Raises:
        SignInRefused: Telegram does not know the token, or not any more.
    """
    patience = Patience()
    while True:
        try:
            await call()
        except InvalidToken:
            raise SignInRefused(NAME) from None
        except TelegramError as error:
            await patience.wait(error)
        else:
            return


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

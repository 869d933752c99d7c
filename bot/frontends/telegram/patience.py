"""Waits while Telegram, or the way there, is down, and then goes on."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.errors import SignInRefused
from bot.frontends.telegram.errors import is_passing, is_too_large, wait_s

log = logging.getLogger(__name__)
NAME = "Telegram"
FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 30.0
OUTAGE_S = 3600.0  # what an order that was taken may wait for the network

Result = TypeVar("Result")


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


async def persist(call: Callable[[], Awaitable[Result]]) -> Result:
    """Make a call that an order depends on, through an outage of up to an hour.

    What it sends may be there twice, if Telegram heard and only its answer was lost.

    Raises:
        TelegramError: Telegram refused, or was away for longer.
    """
    patience, now = Patience(), asyncio.get_running_loop().time
    give_up_at = now() + OUTAGE_S
    while True:
        try:
            return await call()
        except TelegramError as error:
            is_worth_it = is_passing(error) or isinstance(error, RetryAfter)
            if not is_worth_it or is_too_large(error) or now() >= give_up_at:
                raise
            await patience.wait(error)

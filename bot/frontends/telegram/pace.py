"""Keeps still when Telegram says so: a flood is waited out, and nobody sends into it meanwhile."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any, TypeAlias
from weakref import WeakValueDictionary

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.frontends.telegram.errors import wait_s

log = logging.getLogger(__name__)
LONGEST_S = 2 * 3600.0  # Telegram asks for an hour at most; then a request is given up
AT_ONCE_S = 0.1  # or not at all; 0 is what the library takes for no wish
PROMPT_S = 5.0  # what somebody waits for with the finger on a button is worth that much
PROMPT = ("answerCallbackQuery", "answerPreCheckoutQuery")

_Answer: TypeAlias = bool | dict[str, Any] | list[dict[str, Any]]


class Pace(BaseRateLimiter[float]):
    """The library's hook around every request but getUpdates.

    A chat that is to be left alone is left alone by everybody: what comes for it waits its turn.
    Edits do not wait here. Whoever edits has something newer to say by then, and is told instead.
    """

    def __init__(self) -> None:
        self._quiet_until: dict[object, float] = {}  # by chat, on the loop's clock
        self._turns: WeakValueDictionary[object, asyncio.Lock] = WeakValueDictionary()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, _Answer]],
        args: Any,  # noqa: ANN401 - the library's
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: float | None,
    ) -> _Answer:
        """Make a request as soon as its chat may hear from us.

        `rate_limit_args` is how many seconds it may wait, where its caller knows better.

        Raises:
            RetryAfter: it would be too late by then; nothing was sent in vain.
        """
        patience_s = _patience_s(endpoint) if rate_limit_args is None else rate_limit_args
        chat = data.get("chat_id", endpoint)  # what is about no chat is quiet by itself
        give_up_at = _now() + patience_s
        async with self._turn(chat, patience_s):
            while True:
                await self._wait(chat, give_up_at)
                try:
                    return await callback(*args, **kwargs)
                except RetryAfter as error:
                    self._keep_quiet(chat, wait_s(error))

    def _turn(self, chat: object, patience_s: float) -> AbstractAsyncContextManager[None]:
        """One after the other, or all who waited would start the next flood together."""
        if isinstance(chat, str) or patience_s <= AT_ONCE_S:
            return nullcontext()
        return self._turns.setdefault(chat, asyncio.Lock())

    def _keep_quiet(self, chat: object, seconds: float) -> None:
        log.warning("Telegram wants %g s of silence in %s", seconds, chat)
        self._quiet_until[chat] = max(_now() + seconds, self._quiet_until.get(chat, 0.0))

    async def _wait(self, chat: object, give_up_at: float) -> None:
        """Wait for the end of a chat's silence, which may be prolonged meanwhile."""
        while (until := self._quiet_until.get(chat, 0.0)) > (now := _now()):
            if until > give_up_at:
                raise RetryAfter(max(1, round(until - now)))
            await asyncio.sleep(until - now)
        self._quiet_until.pop(chat, None)


def _patience_s(endpoint: str) -> float:
    """How long a request may wait to be made: seconds."""
    if endpoint.startswith("editMessage"):
        return AT_ONCE_S
    return PROMPT_S if endpoint in PROMPT else LONGEST_S


def _now() -> float:
    return asyncio.get_running_loop().time()

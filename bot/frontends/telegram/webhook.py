"""Takes updates that Telegram brings to us, on the page's server."""

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable

from aiohttp import web
from telegram import Bot, Update

from bot.frontends.telegram.connection import Access
from bot.frontends.telegram.polling import ALLOWED_UPDATES

PATH = "/telegram/updates"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_BYTES = 1_000_000  # an update is some kilobytes

Take = Callable[[Update], Awaitable[None]]


class Webhook:
    """One address that only Telegram can use: it knows a secret that we make from the token."""

    def __init__(self, bot: Bot, access: Access, take: Take) -> None:
        self._bot = bot
        self._access = access
        self._take = take
        self._secret = hashlib.sha256(f"zoetrope webhook {access.token}".encode()).hexdigest()

    def routes(self) -> list[web.AbstractRouteDef]:
        """The address, for the page's server."""
        return [web.post(PATH, self.receive)]

    async def announce(self) -> None:
        """Ask Telegram to bring updates here.

        Raises:
            TelegramError: Telegram refused, or is away.
        """
        await self._bot.set_webhook(
            self._access.webhook_url.rstrip("/") + PATH,
            secret_token=self._secret,
            allowed_updates=ALLOWED_UPDATES,
        )

    async def receive(self, request: web.Request) -> web.Response:
        """Answer 200 only when the update is ours for good: otherwise it comes again."""
        secret = request.headers.get(HEADER, "")
        if not hmac.compare_digest(secret.encode(), self._secret.encode()):
            raise web.HTTPUnauthorized
        if (request.content_length or 0) > LARGEST_BYTES:
            raise web.HTTPRequestEntityTooLarge(LARGEST_BYTES, request.content_length or 0)
        try:
            content = json.loads(await request.read())
            int(content["update_id"])  # names a file
            update = Update.de_json(content, self._bot)
        except (ValueError, KeyError, TypeError):
            raise web.HTTPBadRequest from None
        await self._take(update)
        return web.Response()

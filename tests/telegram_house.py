"""A bot on the loopback Telegram: everything real, in this process, so that tests can look in."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass

from houses import Bench
from telegram_server import TOKEN, TelegramServer

from bot.app import build_production, build_studio, build_telegram
from bot.config import Config, Storage
from bot.frontends.telegram import TelegramFrontend
from bot.models import build_repertoire
from bot.production import Production
from bot.shelf import Shelf
from bot.studio import Studio
from storage.store import Store

ADA, BOB = "telegram:42", "telegram:43"


class Clock:
    """The event loop's clock, which a test can put forward: what waits until then goes on.

    Sockets and threads keep their own time, so that all the rest happens as it would. Put forward
    while a clip is being made, it makes that clip too slow.
    """

    def __init__(self):
        loop = asyncio.get_running_loop()
        self._time, self.ahead = loop.time, 0.0
        loop.time = lambda: self._time() + self.ahead

    def forward(self, seconds):
        self.ahead += seconds


@dataclass
class TelegramHouse:
    studio: Studio
    store: Store
    production: Production
    frontend: TelegramFrontend
    server: TelegramServer
    shelf: Shelf

    async def balance(self, account=ADA, scope="*"):
        return (await self.studio.tiers.balance(account, scope)).spendable

    async def jobs(self, account=ADA):
        return await self.studio.archive.history(account)


@asynccontextmanager
async def open_telegram(folder, server, *, token=TOKEN, working=True, settings=None, **tables):
    """Run a bot on a server until the block is left."""
    telegram = {"api": server.api, **(settings or {})}
    config = Config.model_validate({"telegram": telegram, **tables})
    config = config.model_copy(update={"storage": Storage(folder=folder)})
    shelf = Shelf(folder)
    shelf.make()
    async with Store.open(folder) as store:
        repertoire = build_repertoire(config)
        production = build_production(config, store, shelf, repertoire)
        studio = build_studio(config, store, shelf, production, repertoire)
        frontend = build_telegram(config, studio, store, token)
        production.connect([frontend, Bench()])
        parts = [asyncio.create_task(frontend.run())]
        if working:
            parts.append(asyncio.create_task(production.run()))
        try:
            async with asyncio.timeout(20):
                await first(frontend.ready(), parts[0])
            yield TelegramHouse(studio, store, production, frontend, server, shelf)
        finally:
            for part in parts:
                part.cancel()
            await asyncio.gather(*parts, return_exceptions=True)


async def first(ready, running):
    """Wait until a front-end is ready, or has failed."""
    waiting = asyncio.create_task(ready)
    await asyncio.wait({waiting, running}, return_when=asyncio.FIRST_COMPLETED)
    if not waiting.done():
        waiting.cancel()
        running.result()

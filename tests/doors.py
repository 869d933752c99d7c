"""A house with a real web page in front of it, on a free port of this machine."""

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from houses import House, open_house

from bot.app import SAMPLES
from bot.frontends.web import WebFrontend

LIMIT_S = 30
MAX_UPLOAD_BYTES = 400_000


@dataclass
class Door:
    """A running page and the house behind it."""

    house: House
    page: WebFrontend
    serving: asyncio.Task
    address: str

    @asynccontextmanager
    async def visitor(self, more=None):
        """A browser's worth of HTTP, with a session of its own, and with more headers."""
        headers = {"Origin": self.address, "X-Zoetrope": "1", **(more or {})}
        cookies = aiohttp.CookieJar(unsafe=True)  # unsafe: cookies for a bare address
        async with aiohttp.ClientSession(
            self.address, headers=headers, cookie_jar=cookies
        ) as session:
            async with session.post("/api/session") as answer:
                answer.raise_for_status()
            yield session

    async def close(self):
        """Stop serving and wait until that is done."""
        self.serving.cancel()
        await asyncio.gather(self.serving, return_exceptions=True)


@asynccontextmanager
async def open_door(folder, *, port=0, working=True, **changes):
    """A house, and a page that leads to it."""
    async with (
        open_house(folder, working=working) as house,
        open_page(house, port, **changes) as door,
    ):
        yield door


@asynccontextmanager
async def open_page(house, port=0, **changes):
    """One more page in front of a house."""
    settings = {"max_upload_bytes": MAX_UPLOAD_BYTES, "samples": SAMPLES} | changes
    page = WebFrontend(house.studio, host="127.0.0.1", port=port, **settings)
    house.production.connect([house.bench, page])
    door = Door(house, page, asyncio.create_task(page.run()), "")
    try:
        async with asyncio.timeout(LIMIT_S):
            door.address = await page.ready()
        yield door
    finally:
        await door.close()


async def events_of(session):
    """Yield ("open", {}) once the page listens, then (kind, facts) as they arrive."""
    async with session.get("/api/events") as stream:
        assert stream.content_type == "text/event-stream"
        kind = ""
        async for line in stream.content:
            name, _, value = line.decode().strip().partition(": ")
            if name == "retry":
                yield "open", {}
            elif name == "event":
                kind = value
            elif name == "data":
                yield kind, json.loads(value)

"""Sends a page the events of its account as they happen, as server-sent events."""

import asyncio
import json
from contextlib import suppress

from aiohttp import hdrs, web
from aiohttp.client_exceptions import ClientConnectionResetError

from bot.frontends.web.events import Event, Events, Mailbox
from bot.frontends.web.guard import account_of

HEARTBEAT_S = 15.0  # proxies close a silent stream after 30 to 60 s
RECONNECT_MS = 1000


class Stream:
    """`/api/events`. Nothing is replayed: a page that reconnects asks for its conversation."""

    def __init__(self, events: Events) -> None:
        self._events = events

    def table(self) -> list[web.AbstractRouteDef]:
        """The address and its handler."""
        return [web.get("/api/events", self.follow)]

    async def follow(self, request: web.Request) -> web.StreamResponse:
        """Send events until the page is closed or the server stops."""
        stream = web.StreamResponse(headers={hdrs.CACHE_CONTROL: "no-store"})
        stream.content_type = "text/event-stream"
        with self._events.listen(account_of(request)) as mailbox:
            await stream.prepare(request)
            with suppress(ClientConnectionResetError):  # the page was closed
                await _send_all(stream, mailbox)
        return stream


async def _send_all(stream: web.StreamResponse, mailbox: Mailbox) -> None:
    await stream.write(f"retry: {RECONNECT_MS}\n\n".encode())
    while True:
        try:
            async with asyncio.timeout(HEARTBEAT_S):
                event = await mailbox.next()
        except TimeoutError:
            await stream.write(b": still here\n\n")
            continue
        if event is None:
            return
        await stream.write(_as_bytes(event))


def _as_bytes(event: Event) -> bytes:
    facts = json.dumps({"job_id": event.job_id, **event.facts})
    return f"event: {event.kind}\ndata: {facts}\n\n".encode()

"""Serves the page and brings its jobs to life: the web side of the front-end protocol."""

import asyncio
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TypeAlias

from aiohttp import web
from prometheus_client import CollectorRegistry

from bot.frontends.web import cards
from bot.frontends.web.events import Event, Events
from bot.frontends.web.files import Files
from bot.frontends.web.guard import add_headers, guard
from bot.frontends.web.metrics import Metrics
from bot.frontends.web.refusals import answer_refusals
from bot.frontends.web.routes import Routes
from bot.frontends.web.stream import Stream
from bot.orders import Address, Delivery, Ending, Progress
from bot.studio import Studio

Hook: TypeAlias = web.AbstractRouteDef  # an address that a platform calls
SHUTDOWN_S = 5.0  # an upload or download in progress gets this long; the whole drain has 25 s


class WebFrontend:
    """A chat page on one address. Whoever opens it gets an account of their own, by cookie."""

    name = "web"

    def __init__(
        self,
        studio: Studio,
        *,
        host: str,
        port: int,
        max_upload_bytes: int,
        samples: Path,
        allowed_hosts: Collection[str] = (),
        registry: CollectorRegistry | None = None,
        hooks: Sequence[Hook] = (),
    ) -> None:
        """Prepare to serve.

        Args:
            studio: takes the orders.
            host: the address to listen on.
            port: 0 takes a free one.
            max_upload_bytes: the largest picture taken, and the largest sound.
            samples: a folder of JPEGs to try without a picture of one's own.
            allowed_hosts: names, beyond bare addresses and localhost, that browsers may use.
            registry: what `/metrics` shows; by default only the page's own figures.
            hooks: addresses for platforms, which prove themselves who they are.
        """
        self._studio = studio
        self._host = host
        self._port = port
        self._events = Events()
        self._ready = asyncio.Event()
        metrics = Metrics(registry or CollectorRegistry())
        self._app = web.Application(
            middlewares=[metrics.counter(), answer_refusals, guard(allowed_hosts, hooks)],
            client_max_size=max_upload_bytes,
        )
        routes = Routes(studio, samples=samples, max_upload_bytes=max_upload_bytes)
        for part in (routes, Files(studio, samples), Stream(self._events), metrics):
            self._app.add_routes(part.table())
        self._app.add_routes(hooks)
        self._app.on_response_prepare.append(add_headers)
        self._app.on_shutdown.append(self._close_streams)

    @property
    def address(self) -> str:
        """Where the page is, "http://127.0.0.1:8787". Right once `ready()` has returned."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    async def ready(self) -> str:
        """Wait until the page can be opened, and say where."""
        await self._ready.wait()
        return self.address

    async def run(self) -> None:
        """Serve until cancelled."""
        runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=SHUTDOWN_S)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
            self._port = runner.addresses[0][1]
            self._ready.set()
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def update(self, address: Address, progress: Progress) -> None:
        """Show a sign of life on the account's open pages."""
        facts = cards.progress_card(progress, address.locale)
        self._publish(address, Event("progress", progress.job_id, facts))

    async def deliver(self, address: Address, delivery: Delivery) -> str:
        """Show the clip on the account's open pages; a page opened later finds it in its history.

        The clip is durable before this is called, so it cannot fail and may be repeated.
        """
        job = await self._studio.archive.job(delivery.job_id, delivery.account)
        facts = cards.clip_card(
            delivery,
            address.locale,
            left=delivery.balance,
            upscale_price=job.upscale_price,
        )
        self._publish(address, Event("clip", delivery.job_id, facts))
        return delivery.job_id

    async def end(self, address: Address, ending: Ending) -> None:
        """Say on the account's open pages that there will be no clip."""
        facts = cards.ending_card(ending, address.locale)
        self._publish(address, Event("ending", ending.job_id, facts))

    async def notify(self, address: Address, sentence: str) -> None:
        """Say something on the account's open pages."""
        self._publish(address, Event("notice", "notice", {"sentence": sentence}))

    def _publish(self, address: Address, event: Event) -> None:
        self._events.publish(address.place["account"], event)

    async def _close_streams(self, _app: web.Application) -> None:
        self._events.close()

"""The page's addresses: what each answers, in a few lines on top of the studio."""

import asyncio
import re
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from aiohttp import web

from bot import wording
from bot.commands import Command, parse_command
from bot.frontends.web import cards
from bot.frontends.web.guard import account_of, open_session
from bot.frontends.web.refusals import locale_of
from bot.orders import Address, Order, Stage, Ticket
from bot.studio import JobCard, Studio
from generation.errors import PictureRefused, RefusalReason

PAGE = Path(__file__).with_name("page")
UPLOAD_LIMIT_S = 120.0
UPLOADS_AT_ONCE = 8  # each holds its picture in memory until it has been opened
HISTORY = 30  # messages that a page shows

_ENDED = {Stage.DELIVERED, Stage.FAILED, Stage.CANCELLED}
_PLACEHOLDER = re.compile(r"\{\{([a-z-]+)\}\}")


class Routes:
    """The handlers. Each knows its account from the cookie; what it does, the studio does."""

    def __init__(self, studio: Studio, *, samples: Path, max_upload_bytes: int) -> None:
        self._studio = studio
        self._samples = samples
        self._max_upload_bytes = max_upload_bytes
        self._uploads = asyncio.Semaphore(UPLOADS_AT_ONCE)

    def table(self) -> list[web.AbstractRouteDef]:
        """Every address and its handler."""
        return [
            web.get("/", self.page),
            web.static("/page", PAGE),
            web.get("/healthz", self.health),
            web.post("/api/session", self.session),
            web.get("/api/conversation", self.conversation),
            web.get("/api/balance", self.balance),
            web.get("/api/quote", self.quote),
            web.post("/api/orders", self.order),
            web.post("/api/jobs/{job_id}/cancel", self.cancel),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """The page itself, in the reader's language."""
        locale = locale_of(request)
        html = await asyncio.to_thread((PAGE / "index.html").read_text, "utf-8")

        def fill(found: re.Match[str]) -> str:
            return escape(wording.say(found[1], locale))

        return web.Response(text=_PLACEHOLDER.sub(fill, html), content_type="text/html")

    async def health(self, _request: web.Request) -> web.Response:
        """The event loop turns."""
        return web.json_response({"status": "ok"})

    async def session(self, request: web.Request) -> web.Response:
        """What a page needs to start; gives the browser its account if it has none."""
        locale = locale_of(request)
        samples = sorted(path.stem for path in self._samples.glob("*.jpg"))
        start = {
            "texts": wording.texts("web-", locale),
            "effects": cards.effect_cards(self._studio.catalogue(), locale),
            "samples": samples,
            "upload": cards.upload_card(self._max_upload_bytes, locale),
        }
        response = web.json_response(start)
        open_session(request, response)
        return response

    async def conversation(self, request: web.Request) -> web.Response:
        """The account's jobs, oldest first, and its balance."""
        account, locale = account_of(request), locale_of(request)
        history = await self._studio.history(account, HISTORY)
        jobs = [await self._job(job, locale) for job in reversed(history)]
        balance = cards.balance_card(await self._studio.balance(account), locale)
        return web.json_response({"jobs": jobs, "balance": balance})

    async def balance(self, request: web.Request) -> web.Response:
        """What can be spent."""
        balance = await self._studio.balance(account_of(request))
        return web.json_response(cards.balance_card(balance, locale_of(request)))

    async def quote(self, request: web.Request) -> web.Response:
        """What the typed command would cost."""
        command = self._read_command(request)
        quote = await self._studio.quote(command.effect, command.options, account_of(request))
        return web.json_response(cards.quote_card(quote, locale_of(request)))

    async def order(self, request: web.Request) -> web.Response:
        """Take an order: the body is the picture, or `source` names a job to take it from."""
        source = request.query.get("source")
        if source:
            ticket = await self._again(request, source)
        else:
            async with self._uploads:
                ticket = await self._submit(request)
        return web.json_response({"job_id": ticket.job_id}, status=200 if ticket.is_replay else 201)

    async def cancel(self, request: web.Request) -> web.Response:
        """Stop a job; false when it had already ended."""
        job_id = request.match_info["job_id"]
        cancelled = await self._studio.cancel(job_id, account_of(request))
        return web.json_response({"cancelled": cancelled})

    def _read_command(self, request: web.Request) -> Command:
        """The command of a request, plain words among its options.

        Raises:
            NotACommand, BadCommand: it cannot be read, or has words that mean nothing.
            NeedsModel, UnknownEffect: there is no such effect.
        """
        command = parse_command(request.query.get("command", ""))
        return replace(command, options=self._studio.options_of(command), words="")

    async def _submit(self, request: web.Request) -> Ticket:
        command = self._read_command(request)
        order = Order(
            account=account_of(request),
            picture=await self._read_picture(request),
            effect=command.effect,
            options=command.options,
            address=_address(request),
            request_key=_request_key(request),
        )
        return await self._studio.submit(order)

    async def _again(self, request: web.Request, job_id: str) -> Ticket:
        command = self._read_command(request)
        return await self._studio.again(
            job_id,
            account_of(request),
            effect=command.effect,
            options=command.options,
            address=_address(request),
            request_key=_request_key(request),
        )

    async def _read_picture(self, request: web.Request) -> bytes:
        try:
            async with asyncio.timeout(UPLOAD_LIMIT_S):
                return await request.read()
        except web.HTTPRequestEntityTooLarge:
            raise PictureRefused(
                RefusalReason.TOO_MANY_BYTES, self._max_upload_bytes, request.content_length
            ) from None
        except (TimeoutError, ConnectionError):  # too slow, or the page was closed meanwhile
            raise web.HTTPRequestTimeout from None

    async def _job(self, job: JobCard, locale: str) -> dict[str, Any]:
        is_open = job.stage not in _ENDED
        progress = await self._studio.progress(job.job_id) if is_open else None
        return cards.job_card(job, progress, locale)


def _address(request: web.Request) -> Address:
    place = {"account": account_of(request)}
    return Address(platform="web", place=place, locale=locale_of(request))


def _request_key(request: web.Request) -> str:
    """The page makes the key up; the account in front keeps one visitor out of another's."""
    return f"{account_of(request)}:{request.query.get('key', '')[:64]}"

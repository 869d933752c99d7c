"""The page's addresses: what each answers, in a few lines on top of the studio."""

import asyncio
import math
import re
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from aiohttp import hdrs, web

from bot import wording
from bot.commands import Command, parse_command
from bot.errors import NotYours
from bot.frontends.web import cards
from bot.frontends.web.guard import account_of, open_session
from bot.frontends.web.refusals import locale_of
from bot.frontends.web.uploads import read_upload
from bot.orders import Address, JobCard, Order, Stage, Ticket
from bot.studio import Studio

PAGE = Path(__file__).with_name("page")
UPLOADS_AT_ONCE = 8  # each holds its files in memory until they have been opened
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
            web.post("/api/jobs/{job_id}/upscale", self.upscale),
            web.post("/api/notice", self.notice),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """The page itself, in the reader's language."""
        locale = locale_of(request)
        html = await asyncio.to_thread((PAGE / "index.html").read_text, "utf-8")

        def fill(found: re.Match[str]) -> str:
            return escape(locale if found[1] == "lang" else wording.say(found[1], locale))

        headers = {hdrs.VARY: hdrs.ACCEPT_LANGUAGE, hdrs.CONTENT_LANGUAGE: locale}
        text = _PLACEHOLDER.sub(fill, html)
        return web.Response(text=text, content_type="text/html", headers=headers)

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
        history = await self._studio.archive.history(account, HISTORY)
        jobs = [await self._job(job, locale) for job in reversed(history)]
        balance = cards.balance_card(await self._studio.tiers.balance(account), locale)
        return web.json_response({"jobs": jobs, "balance": balance})

    async def balance(self, request: web.Request) -> web.Response:
        """What can be spent."""
        balance = await self._studio.tiers.balance(account_of(request))
        return web.json_response(cards.balance_card(balance, locale_of(request)))

    async def quote(self, request: web.Request) -> web.Response:
        """What the typed command would cost."""
        command = self._read_command(request)
        quote = await self._studio.quote(
            command.effect, command.options, account_of(request), sound_s=_sound_s(request)
        )
        return web.json_response(cards.quote_card(quote, locale_of(request)))

    async def order(self, request: web.Request) -> web.Response:
        """Take an order: the body brings the picture, or `source` names a job to take it from."""
        source = request.query.get("source")
        if source and not request.body_exists:
            ticket = await self._again(request, source)
        else:
            async with self._uploads:
                ticket = await (self._again(request, source) if source else self._submit(request))
        return web.json_response({"job_id": ticket.job_id}, status=200 if ticket.is_replay else 201)

    async def cancel(self, request: web.Request) -> web.Response:
        """Stop a job; false when it had already ended."""
        job_id = request.match_info["job_id"]
        cancelled = await self._studio.cancel(job_id, account_of(request))
        return web.json_response({"cancelled": cancelled})

    async def upscale(self, request: web.Request) -> web.Response:
        """Order one of a job's clips once more, twice as large."""
        job_id, account = request.match_info["job_id"], account_of(request)
        number = request.query.get("variant", "1")
        if not re.fullmatch(r"\d", number):  # an order has no more clips
            raise NotYours
        larger = await self._studio.upscale(job_id, account, variant=int(number) - 1)
        job = await self._studio.archive.job(job_id, account)
        ticket = await self._studio.again(
            job_id,
            account,
            effect=job.effect,
            options=larger.options,
            address=_address(request),
            request_key=larger.request_key,
        )
        return web.json_response({"job_id": ticket.job_id}, status=200 if ticket.is_replay else 201)

    async def notice(self, request: web.Request) -> web.Response:
        """Have the account's open pages told when its allowance is back."""
        await self._studio.ask_notice(account_of(request), _address(request))
        return web.json_response({"sentence": wording.say("notice-asked", locale_of(request))})

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
        upload = await read_upload(request, self._max_upload_bytes)
        order = Order(
            account=account_of(request),
            picture=upload.picture,
            sound=upload.sound,
            effect=command.effect,
            options=command.options,
            address=_address(request),
            request_key=_request_key(request),
        )
        return await self._studio.submit(order)

    async def _again(self, request: web.Request, job_id: str) -> Ticket:
        command = self._read_command(request)
        upload = await read_upload(request, self._max_upload_bytes)
        return await self._studio.again(
            job_id,
            account_of(request),
            effect=command.effect,
            options=command.options,
            address=_address(request),
            request_key=_request_key(request),
            sound=upload.sound,
        )

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


def _sound_s(request: web.Request) -> float | None:
    """How long the sound is that will come with the order, as far as the page can tell."""
    try:
        seconds = float(request.query["sound_s"])
    except (KeyError, ValueError):
        return None
    return seconds if 0 < seconds < math.inf else None

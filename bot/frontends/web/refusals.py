"""Turns errors into responses: a fitting status, a code for the page, a sentence for the reader."""

import logging

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from bot import wording
from bot.commands import BadCommand, NotACommand
from bot.errors import (
    AlreadyUpscaled,
    ClipGone,
    NeedsSound,
    NeedsUpscaler,
    NotYours,
    PictureTooCoarse,
    ShuttingDown,
    TakesNoSound,
    TooLong,
    UpscaleTooLarge,
)
from bot.frontends.web.guard import Forbidden, NoSession
from bot.languages import language_for
from bot.templates import NeedsModel
from effects.errors import BadOptions, UnknownEffect
from generation.errors import PictureRefused, SoundRefused
from storage import errors as storage

log = logging.getLogger(__name__)

STATUS: dict[type[Exception], int] = {
    BadCommand: 422,
    NotACommand: 422,
    NeedsModel: 422,
    UnknownEffect: 422,
    BadOptions: 422,
    TooLong: 422,
    NeedsSound: 422,
    TakesNoSound: 422,
    UpscaleTooLarge: 422,
    PictureTooCoarse: 422,
    NeedsUpscaler: 422,
    AlreadyUpscaled: 409,
    PictureRefused: 422,
    SoundRefused: 422,
    NotYours: 404,
    storage.JobUnknown: 404,
    ClipGone: 410,
    storage.NotEnoughCredits: 402,
    storage.TooManyJobs: 429,
    storage.CoolingDown: 429,
    storage.GpuBudgetSpent: 429,
    storage.RequestKeyReused: 409,
    storage.AccountTooYoung: 403,
    storage.QueueFull: 503,
    storage.OrdersStopped: 503,
    storage.DatabaseBusy: 503,
    storage.StoreClosed: 503,
    ShuttingDown: 503,
    storage.DiskFull: 507,
}


def locale_of(request: web.Request) -> str:
    """The language a browser likes best of those we speak: "ru,de-AT;q=0.8" is "de"."""
    wishes = [
        (_weight(parameters), tag.strip())
        for tag, _, parameters in (
            wish.partition(";") for wish in request.headers.get(hdrs.ACCEPT_LANGUAGE, "").split(",")
        )
    ]
    wishes.sort(key=lambda wish: -wish[0])  # stable: of equals, the first
    return language_for(tag for weight, tag in wishes if weight > 0)


def _weight(parameters: str) -> float:
    """How much a language is liked, 0 to 1: "q=0.8" is 0.8. One that cannot be read counts 0."""
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name == "q" else 1.0
    except ValueError:
        return 0.0


@web.middleware
async def answer_refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer what a handler raised with `{"error": {"code", "sentence"}}`."""
    locale = locale_of(request)
    try:
        return await handler(request)
    except Forbidden:
        return _answer(403, "web-forbidden", wording.say("web-forbidden", locale))
    except NoSession:
        return _answer(401, "web-no-session", wording.say("web-no-session", locale))
    except web.HTTPException:
        raise
    except Exception as error:
        status = STATUS.get(type(error))
        if status is None:  # a bug of ours: the log gets the traceback, the reader an apology
            log.exception("%s %s failed", request.method, request.path)
        return _answer(status or 500, wording.code(error), wording.explain(error, locale))


def _answer(status: int, code: str, sentence: str) -> web.Response:
    return web.json_response({"error": {"code": code, "sentence": sentence}}, status=status)

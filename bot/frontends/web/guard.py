"""Who may talk to the web page: no other site, no rebound name, nobody without a session.

A page that listens on a loopback address is reachable by every web site its owner visits. Three
rules keep those out: the Host must be ours (DNS rebinding), a request under `/api/` must not come
from another origin (forged requests), and it must carry the session cookie, which browsers send
for our own pages only.
"""

import hashlib
import ipaddress
import re
import secrets
from collections.abc import Collection, Mapping

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware
from yarl import URL

COOKIE = "zoetrope"
OUR_HEADER = "X-Zoetrope"  # another origin cannot send it without asking, and we never agree

HEADERS: Mapping[str, str] = {
    hdrs.CONTENT_SECURITY_POLICY: (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
        "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

_TOKEN = re.compile(r"[\w-]{43}")  # secrets.token_urlsafe(32)
_SAFE_METHODS = {hdrs.METH_GET, hdrs.METH_HEAD}
_OUR_SITES = {"same-origin", "none", None}  # none: typed in or bookmarked; None: not a browser


class Forbidden(Exception):
    """A request that our own page would not have sent."""


class NoSession(Exception):
    """The request carries no session cookie."""


def guard(allowed_hosts: Collection[str], hooks: Collection[web.AbstractRouteDef]) -> Middleware:
    """Turn away what our own page would not have sent, before any handler sees it.

    Hooks are called by platforms, under the machine's public name: they have secrets of their own.
    """
    names = {"localhost", *(name.lower() for name in allowed_hosts)}
    hook_paths = {hook.path for hook in hooks if isinstance(hook, web.RouteDef)}

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path in hook_paths:
            return await handler(request)
        if not _is_ours(request.host, names):
            raise Forbidden
        if request.path.startswith("/api/"):
            _check_origin(request)
            if request.path != "/api/session":
                account_of(request)
        return await handler(request)

    return check


def account_of(request: web.Request) -> str:
    """The account of a session, "web:…". The token itself is never stored.

    Raises:
        NoSession: there is no cookie, or it is not one of ours.
    """
    token = request.cookies.get(COOKIE, "")
    if not _TOKEN.fullmatch(token):
        raise NoSession
    return "web:" + hashlib.sha256(token.encode()).hexdigest()[:32]


def open_session(request: web.Request, response: web.StreamResponse) -> None:
    """Give the browser a cookie unless it has one.

    Not done while serving the page: following a link from another site, a browser leaves a strict
    cookie at home, and a new one would take its place and the conversation with it.
    """
    if _TOKEN.fullmatch(request.cookies.get(COOKIE, "")):
        return
    response.set_cookie(
        COOKIE,
        secrets.token_urlsafe(32),
        max_age=400 * 24 * 3600,  # the longest that browsers keep one
        httponly=True,
        samesite="Strict",
        secure=request.secure,
    )


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Send the security headers with every response, errors included."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def _is_ours(host: str, names: Collection[str]) -> bool:
    """A bare address is fine: DNS rebinding needs a name."""
    try:
        name = (URL(f"http://{host}").host or "").lower()
    except ValueError:
        return False
    if name in names:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _check_origin(request: web.Request) -> None:
    if request.headers.get("Sec-Fetch-Site") not in _OUR_SITES:
        raise Forbidden
    if request.method in _SAFE_METHODS:
        return
    # Behind a proxy that ends TLS the scheme differs, so hosts are compared.
    origin = request.headers.get(hdrs.ORIGIN, "").partition("://")[2]
    if origin != request.host or OUR_HEADER not in request.headers:
        raise Forbidden

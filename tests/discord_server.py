"""A loopback Discord: REST, gateway and file host, as strict as the real one where it matters.

It keeps messages, counts nonces, lets interaction tokens die, refuses files that are too large,
and checks every request against Discord's own OpenAPI document. Faults are put in by `fail`.
"""

import asyncio
import json
import re
import time
from collections import defaultdict
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web
from openapi import load_spec

MIB = 2**20
BOT_ID, APPLICATION_ID = "900", "900"
TOKEN = "a-token-for-tests"  # noqa: S105 - of nobody
ACK_LIMIT_S = 3.0
EPHEMERAL = 64
EPOCH_MS = 1_420_070_400_000
BOT = {"id": BOT_ID, "username": "zoetrope", "discriminator": "0", "avatar": None, "bot": True}


@dataclass
class Request:
    """One request as it came in."""

    method: str
    path: str
    body: dict | list | None
    files: dict[str, bytes]
    at: float


@dataclass
class Fault:
    """What goes wrong with the next requests that match."""

    method: str
    path: re.Pattern
    times: int
    status: int = 0  # 0: the connection breaks
    body: dict = field(default_factory=dict)
    headers: dict = field(default_factory=dict)
    after: bool = False  # the request is obeyed, only its answer is lost
    with_file: bool = False  # only requests that carry a file


@dataclass
class Interaction:
    """What Discord knows of an interaction it sent."""

    id: str
    token: str
    channel: str
    guild: str | None
    limit: int
    forced_ephemeral: bool
    source: str | None  # the message whose component was used
    sent_at: float
    acked_at: float | None = None
    is_too_late: bool = False  # the acknowledgement came when nobody waited for it any more
    reply: dict | None = None  # the body of the callback
    original: str | None = None  # the message it is answered by
    followups: int = 0
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class DiscordServer:
    """Start with `async with`; point the bot at `api` and `gateway`."""

    def __init__(self):
        self.requests, self.unknown, self.faults = [], [], []
        self.messages, self.interactions = {}, {}
        self.files, self.commands = {}, defaultdict(list)
        self.command_pushes = 0
        self.guilds = {"70"}  # the bot is in these
        self.channel_limit = 10 * MIB
        self.closed_dms = set()
        self.unreachable = set()  # channels the bot may not see
        self.deleted = set()  # channels
        self.channel_guild = {}
        self.sessions, self.identified, self.resumed = [], 0, 0
        self.connected = asyncio.Event()
        self.changed = asyncio.Event()
        self.dead_tokens = set()
        self.purchases = []  # entitlements
        self.heartbeat_ms, self.is_deaf = 41_250, False  # deaf: heartbeats are not acknowledged
        self.fetched = []
        self._next_id = 10_000
        self._socket, self._history, self._seq = None, [], 0
        self._nonces = {}

    # Life.

    async def __aenter__(self):
        app = web.Application(client_max_size=600 * MIB)
        app.router.add_get("/gateway", self._gateway)
        app.router.add_get("/files/{tail:.*}", self._file)
        app.router.add_get("/stickers/{tail:.*}", self._file)
        app.router.add_route("*", "/api/v10/{tail:.*}", self._rest)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_):
        await self._runner.cleanup()

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def api(self):
        return f"{self.origin}/api/v10"

    @property
    def gateway(self):
        return f"ws://127.0.0.1:{self.port}/gateway"

    def snowflake(self):
        """An id made now: Discord's ids carry their time."""
        self._next_id += 1
        return str((int(time.time() * 1000) - EPOCH_MS) << 22 | (self._next_id & 0x3FFFFF))

    def fail(self, method, path, *, times=1, **fault):
        """Let the next `times` requests that match go wrong."""
        self.faults.append(Fault(method, re.compile(path), times, **fault))

    def put_file(self, name, content):
        """Host a file; returns its address."""
        self.files[name] = content
        return f"{self.origin}/files/{name}"

    def complaints(self):
        """What was wrong with any request so far. At the end: looking takes longer than serving."""
        spec = load_spec()
        found = list(self.unknown)
        for each in self.requests:
            if spec is not None:
                found += spec.violations(each.method, each.path, each.body)
            if _could_mention(each.body):
                found.append(f"{each.method} {each.path}: mentions are not switched off")
        return found

    async def until(self, condition, within_s=40):
        """Wait until something is true of this server's state; it is looked at on every change."""
        async with asyncio.timeout(within_s):
            while not (found := condition()):
                self.changed.clear()
                await self.changed.wait()
        return found

    # The gateway.

    async def send(self, event, data):
        """Dispatch an event, or keep it for a session that resumes."""
        self._seq += 1
        frame = {"op": 0, "t": event, "s": self._seq, "d": data}
        self._history.append(frame)
        if self._socket is not None:
            await self._socket.send_json(frame)

    async def interact(self, data, *, ephemeral=False, source=None):
        """Send an interaction and remember when."""
        known = Interaction(
            id=data["id"],
            token=data["token"],
            channel=data["channel"]["id"],
            guild=data.get("guild_id"),
            limit=data["attachment_size_limit"],
            forced_ephemeral=ephemeral,
            source=source,
            sent_at=time.monotonic(),
        )
        self.interactions[data["token"]] = known
        self.channel_guild[known.channel] = known.guild
        await self.send("INTERACTION_CREATE", data)
        return known

    async def drop(self, code=None):
        """Cut the gateway connection; with a code, properly."""
        socket, self._socket = self._socket, None
        self.connected.clear()
        if code is not None:
            await socket.close(code=code)
        elif socket._req.transport is not None:
            socket._req.transport.abort()

    def fall_silent(self):
        """Say nothing more over this connection, without closing it."""
        self._socket, self.is_deaf = None, True
        self.connected.clear()

    async def invalidate(self, *, resumable=False):
        """Tell the session that it is no longer valid."""
        await self._socket.send_json({"op": 9, "d": resumable})

    async def ask_to_reconnect(self):
        """Tell the bot to come back to the same session over a new connection."""
        self.connected.clear()
        await self._socket.send_json({"op": 7, "d": None})

    async def _gateway(self, request):
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": self.heartbeat_ms}})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            frame = json.loads(message.data)
            if frame["op"] == 1 and not self.is_deaf:
                await socket.send_json({"op": 11})
            elif frame["op"] == 2:
                await self._identify(socket, frame["d"])
            elif frame["op"] == 6:
                await self._resume(socket, frame["d"])
        return socket

    async def _identify(self, socket, identity):
        self.sessions.append(identity)
        self.identified += 1
        self._history, self._seq, self._socket = [], 0, socket
        ready = {
            "v": 10,
            "user": BOT,
            "guilds": [{"id": guild, "unavailable": True} for guild in self.guilds],
            "session_id": f"session-{self.identified}",
            "resume_gateway_url": self.gateway,
            "application": {"id": APPLICATION_ID, "flags": 0},
            "shard": [0, 1],
        }
        await self.send("READY", ready)
        for guild in self.guilds:
            await self.send("GUILD_CREATE", _guild(guild))
        self.connected.set()
        self.changed.set()

    async def _resume(self, socket, state):
        self.resumed += 1
        self._socket, self.is_deaf = socket, False
        for frame in [frame for frame in self._history if frame["s"] > state["seq"]]:
            await socket.send_json(frame)
        await self.send("RESUMED", {})
        self.connected.set()
        self.changed.set()

    # Files.

    async def _file(self, request):
        name = request.match_info["tail"]
        self.fetched.append(name)
        content = self.files.get(name)
        if content is None:
            return web.Response(status=404)
        if callable(content):
            return await content(request)
        return web.Response(body=content, content_type="image/jpeg")

    # REST.

    async def _rest(self, request):
        path = "/" + request.match_info["tail"]
        body, files = await _read(request)
        self.requests.append(Request(request.method, path, body, files, time.monotonic()))
        fault = self._take_fault(request.method, path, files)
        self.changed.set()
        if fault is not None and not fault.after:
            return self._break(request, fault)
        answer = self._answer(request, path, body or {}, files)
        self.changed.set()
        return answer if fault is None else self._break(request, fault)

    def _take_fault(self, method, path, files):
        for fault in self.faults:
            fits = fault.method == method and fault.path.search(path)
            if fault.times and fits and (files or not fault.with_file):
                fault.times -= 1
                return fault
        return None

    def _break(self, request, fault):
        if fault.status == 0:
            request.transport.abort()
            return web.Response()
        return _json(fault.body, fault.status, fault.headers)

    def _answer(self, request, path, body, files):
        for method, pattern, handle in self._routes():
            found = re.fullmatch(pattern, path)
            if found and method == request.method:
                try:
                    return handle(*found.groups(), body=body, files=files, query=request.query)
                except Refused as refusal:
                    facts = {"code": refusal.code, "message": refusal.message}
                    return _json(facts, refusal.status)
        self.unknown.append(f"this Discord does not know {request.method} {path}")
        return web.Response(status=400)

    def _routes(self):
        return [
            ("GET", r"/users/@me", lambda **_: _json(BOT)),
            ("GET", r"/oauth2/applications/@me", self._application),
            ("GET", r"/gateway/bot", self._gateway_address),
            ("GET", r"/applications/\d+/commands", self._get_commands),
            ("PUT", r"/applications/\d+/commands", self._put_commands),
            ("GET", r"/applications/\d+/guilds/(\d+)/commands", self._get_commands),
            ("PUT", r"/applications/\d+/guilds/(\d+)/commands", self._put_commands),
            ("GET", r"/applications/\d+/entitlements", lambda **_: _json(self.purchases)),
            ("POST", r"/applications/\d+/entitlements/(\d+)/consume", self._consume),
            ("POST", r"/interactions/(\d+)/([^/]+)/callback", self._callback),
            ("GET", r"/webhooks/\d+/([^/]+)/messages/([^/]+)", self._token_get),
            ("PATCH", r"/webhooks/\d+/([^/]+)/messages/([^/]+)", self._token_edit),
            ("DELETE", r"/webhooks/\d+/([^/]+)/messages/([^/]+)", self._token_delete),
            ("POST", r"/webhooks/\d+/([^/]+)", self._follow_up),
            ("POST", r"/users/@me/channels", self._open_dm),
            ("GET", r"/channels/(\d+)/messages", self._history_of),
            ("POST", r"/channels/(\d+)/messages", self._create),
            ("PATCH", r"/channels/(\d+)/messages/(\d+)", self._edit),
            ("DELETE", r"/channels/(\d+)/messages/(\d+)", self._delete),
        ]

    def _application(self, **_):
        return _json(
            {
                "id": APPLICATION_ID,
                "name": "Zoetrope",
                "icon": None,
                "description": "",
                "bot_public": True,
                "bot_require_code_grant": False,
                "verify_key": "0" * 64,
                "flags": 0,
                "owner": {"id": "1", "username": "operator", "discriminator": "0", "avatar": None},
            }
        )

    def _gateway_address(self, **_):
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return _json({"url": self.gateway, "shards": 1, "session_start_limit": limit})

    def _get_commands(self, guild="", **_):
        return _json(self.commands[guild])

    def _put_commands(self, guild="", *, body, **_):
        self.command_pushes += 1
        extra = {"application_id": APPLICATION_ID, "version": "1", "default_permission": True}
        self.commands[guild] = [
            {"description": "", **each, **extra, "id": self.snowflake()} for each in body
        ]
        return _json(self.commands[guild])

    def _consume(self, number, **_):
        for each in self.purchases:
            each["consumed"] |= each["id"] == number
        return web.Response(status=204)

    def _callback(self, number, token, *, body, query, **_):
        known = self.interactions[token]
        known.is_too_late = time.monotonic() - known.sent_at > ACK_LIMIT_S
        if known.id != number or known.is_too_late:
            raise Refused(404, 10062, "Unknown interaction")
        if known.acked_at is not None:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        known.acked_at, known.reply = time.monotonic(), body
        known.answered.set()
        message = None
        if body["type"] in (4, 5):
            message = self._write(known.channel, body.get("data") or {}, {}, author=BOT)
            if known.forced_ephemeral:
                message["flags"] |= EPHEMERAL
            known.original = message["id"]
        elif body["type"] == 6:
            known.original = known.source
        elif body["type"] == 7:
            known.original = known.source
            message = self._change(self.messages[known.source], body["data"], {})
        if not query.get("with_response"):
            return web.Response(status=204)
        private = bool(message and message["flags"] & EPHEMERAL)
        callback = {"id": number, "type": 2, "response_message_ephemeral": private}
        if message:
            callback |= {"response_message_id": message["id"]}
        resource = {"type": body["type"]} | ({"message": message} if message else {})
        return _json({"interaction": callback, "resource": resource})

    def _by_token(self, token):
        if token in self.dead_tokens or token not in self.interactions:
            raise Refused(401, 50027, "Invalid Webhook Token")
        return self.interactions[token]

    def _find(self, known, message):
        number = known.original if message in ("@original", "%40original") else message
        if number not in self.messages:
            raise Refused(404, 10008, "Unknown Message")
        return self.messages[number]

    def _token_get(self, token, message, **_):
        return _json(self._find(self._by_token(token), message))

    def _token_edit(self, token, message, *, body, files, **_):
        known = self._by_token(token)
        found = self._find(known, message)
        _weigh(files, min(known.limit, self.channel_limit))
        return _json(self._change(found, body, files))

    def _token_delete(self, token, message, **_):
        found = self._find(self._by_token(token), message)
        del self.messages[found["id"]]
        return web.Response(status=204)

    def _follow_up(self, token, *, body, files, **_):
        known = self._by_token(token)
        _weigh(files, min(known.limit, self.channel_limit))
        known.followups += 1
        if known.followups > 5:
            raise Refused(400, 40094, "The application can only send 5 follow-ups")
        return _json(self._write(known.channel, body, files, author=BOT))

    def _open_dm(self, *, body, **_):
        person = body["recipient_id"]
        self.channel_guild[f"5{person}"] = None
        recipient = {"id": person, "username": "ada", "discriminator": "0", "avatar": None}
        return _json({"id": f"5{person}", "type": 1, "recipients": [recipient]})

    def _enter(self, channel):
        guild = self.channel_guild.get(channel)
        if channel in self.deleted:
            raise Refused(404, 10003, "Unknown Channel")
        if channel in self.unreachable or (guild is not None and guild not in self.guilds):
            raise Refused(403, 50001, "Missing Access")
        if channel.startswith("5") and channel[1:] in self.closed_dms:
            raise Refused(403, 50007, "Cannot send messages to this user")

    def _history_of(self, channel, *, query, **_):
        self._enter(channel)
        found = [each for each in self.messages.values() if each["channel_id"] == channel]
        return _json(found[::-1][: int(query.get("limit", 50))])

    def _create(self, channel, *, body, files, **_):
        self._enter(channel)
        nonce = body.get("nonce")
        if body.get("enforce_nonce") and (channel, nonce) in self._nonces:
            return _json(self.messages[self._nonces[channel, nonce]])
        _weigh(files, self.channel_limit)
        message = self._write(channel, body, files, author=BOT)
        self._nonces[channel, nonce] = message["id"]
        return _json(message)

    def _own(self, channel, message):
        self._enter(channel)
        found = self.messages.get(message)
        if found is None or found["flags"] & EPHEMERAL:  # which no bot token can see
            raise Refused(404, 10008, "Unknown Message")
        return found

    def _edit(self, channel, message, *, body, files, **_):
        found = self._own(channel, message)
        _weigh(files, self.channel_limit)
        return _json(self._change(found, body, files))

    def _delete(self, channel, message, **_):
        del self.messages[self._own(channel, message)["id"]]
        return web.Response(status=204)

    # Messages.

    def _write(self, channel, body, files, *, author):
        message = {
            "id": self.snowflake(),
            "type": 0,
            "channel_id": channel,
            "author": author,
            "content": "",
            "timestamp": "2026-11-22T00:00:00+00:00",
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "pinned": False,
            "components": [],
            "flags": body.get("flags") or 0,
            "application_id": APPLICATION_ID,
        }
        if reference := body.get("message_reference"):
            message["message_reference"] = reference
        self.messages[message["id"]] = message
        return self._change(message, body, files)

    def _change(self, message, body, files):
        message["flags"] |= body.get("flags") or 0
        for name in ("content", "components", "embeds"):
            if name in body:
                message[name] = body[name] or ("" if name == "content" else [])
        if "attachments" in body or files:
            wanted = body.get("attachments") or []
            message["attachments"] = [
                self._attach(each, files) for each in wanted if f"files[{each['id']}]" in files
            ]
        return message

    def _attach(self, wanted, files):
        content = files[f"files[{wanted['id']}]"]
        number, name = self.snowflake(), wanted["filename"]
        url = self.put_file(f"{number}/{name}", content)
        facts = {"id": number, "filename": name, "size": len(content), "url": url}
        return facts | {"proxy_url": url, "content_type": "video/mp4"}


class Refused(Exception):
    """An error answer of the API."""

    def __init__(self, status, code, message):
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def _could_mention(body):
    """Whether a body is a message that might ping somebody."""
    content = body.get("data", body) if isinstance(body, dict) else None
    if not isinstance(content, dict) or "choices" in content or "custom_id" in content:
        return False
    says_something = content.get("content") or content.get("components")
    return bool(says_something) and (content.get("allowed_mentions") or {}).get("parse") != []


def _weigh(files, limit):
    if any(len(content) > limit for content in files.values()):
        raise Refused(413, 40005, "Request entity too large")


def _json(value, status=200, headers=None):
    """JSON as Discord sends it: the SDK does not read it under any other content type."""
    kind = {"Content-Type": "application/json"}
    return web.Response(body=json.dumps(value), status=status, headers=kind | (headers or {}))


async def _read(request):
    """The body as JSON and, of a form, its files."""
    if request.content_type == "application/json":
        return await request.json(), {}
    if not request.content_type.startswith("multipart/"):
        await request.read()
        return None, {}
    form = await request.post()
    files = {name: part.file.read() for name, part in form.items() if not isinstance(part, str)}
    return json.loads(form["payload_json"]), files


def _guild(number):
    return {
        "id": number,
        "name": "Test server",
        "owner_id": "1",
        "unavailable": False,
        "member_count": 3,
        "roles": [{"id": number, "name": "@everyone", "permissions": "0", "position": 0}],
        "emojis": [],
        "features": [],
        "channels": [],
        "members": [],
        "threads": [],
        "stickers": [],
        "preferred_locale": "en-US",
        "premium_tier": 0,
    }

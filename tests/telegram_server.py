"""A loopback Telegram: the Bot API as far as the bot uses it, as strict as the real one.

It keeps chats, confirms updates only when they are asked past, refuses what Telegram refuses, and
checks every request against Telegram's own description. Faults are put in by `fail`.
"""

import asyncio
import io
import itertools
import json
import re
import time
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web
from PIL import Image
from telegram_spec import complaints

TOKEN = "4839574812:of-a-bot-in-a-test-" + "x" * 16
MB = 1_000_000
ME = {"id": 900, "is_bot": True, "first_name": "Zoetrope", "username": "zoetrope_test_bot"}
ADA = {"id": 42, "is_bot": False, "first_name": "Ada", "language_code": "en"}
BOB = {"id": 43, "is_bot": False, "first_name": "Bob", "language_code": "en"}
PRIVATE = {"id": 42, "type": "private", "first_name": "Ada"}
ADMIN_RIGHTS = (
    *("is_anonymous", "can_be_edited", "can_manage_chat", "can_delete_messages"),
    *("can_manage_video_chats", "can_restrict_members", "can_promote_members"),
    *("can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories"),
    "can_delete_stories",
)
HIDDEN_ADMIN = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
GROUP = {"id": -1001, "type": "supergroup", "title": "Ours"}


class Refused(Exception):
    """An answer other than 200."""

    def __init__(self, status, description, **parameters):
        self.status = status
        self.body = {"ok": False, "error_code": status, "description": description}
        if parameters:
            self.body["parameters"] = parameters


@dataclass
class Call:
    """One request as it came in."""

    method: str
    fields: dict
    files: dict
    at: float

    def json(self, name):
        return json.loads(self.fields[name])


@dataclass
class Fault:
    """What goes wrong with the next calls of a method."""

    method: re.Pattern
    times: int
    refused: Refused | None  # None: the connection breaks
    after: bool  # the request is obeyed, only its answer is lost or wrong


@dataclass
class TelegramServer:
    """Start with `async with`; point the bot at `api`."""

    calls: list = field(default_factory=list)
    violations: list = field(default_factory=list)
    messages: dict = field(default_factory=dict)  # (chat, message) → message
    files: dict = field(default_factory=dict)  # file_id → bytes
    faults: list = field(default_factory=list)
    answers: dict = field(default_factory=dict)  # callback query → its answer
    alerts: set = field(default_factory=set)  # those that have to be closed
    checkouts: dict = field(default_factory=dict)
    members: dict = field(default_factory=dict)  # (chat, user) → status
    commands: dict = field(default_factory=dict)  # (scope, language) → names
    whispers: list = field(default_factory=list)  # (chat, receiver, text)
    knows_whispers: bool = True  # False: a server older than Bot API 10.3
    descriptions: dict = field(default_factory=dict)  # (scope, language) → what they do
    upload_limit: int = 50 * MB
    shared: Path | None = None  # a folder on the bot's disk: a server run with --local
    token: str = TOKEN
    webhook: dict | None = None

    def __post_init__(self):
        self._numbers = itertools.count(100)
        self._updates = []
        self._changed = asyncio.Condition()
        self._poll = 0

    async def __aenter__(self):
        app = web.Application(client_max_size=200 * MB)
        app.router.add_post("/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await self.listen()
        return self

    async def __aexit__(self, *_):
        await self._runner.cleanup()

    async def listen(self, port=0):
        self._site = web.TCPSite(self._runner, "127.0.0.1", port)
        await self._site.start()
        self.port = self._runner.addresses[0][1]

    @property
    def api(self):
        return f"http://127.0.0.1:{self.port}"

    # What tests do.

    def fail(self, method, status=0, description="", *, times=1, after=False, **parameters):
        refused = Refused(status, description, **parameters) if status else None
        self.faults.append(Fault(re.compile(method), times, refused, after))

    async def send(self, sender=ADA, chat=None, **content):
        """Somebody sends a message; returns it once the bot can get it."""
        chat = chat or dict(PRIVATE, id=sender["id"], first_name=sender["first_name"])
        message = self._message(chat, sender, content)
        await self.push(message=message)
        return message

    async def send_photo(self, content, caption=None, **more):
        sizes = [self._photo(content, side) for side in (90, None)]
        caption = {"caption": caption} if caption else {}
        return await self.send(photo=sizes, **caption, **more)

    async def tap(self, message, label, sender=ADA, times=1):
        """Somebody presses a button; returns the numbers of the presses."""
        message = self.messages[message["chat"]["id"], message["message_id"]]
        found = [each for each in buttons(message) if label in each["text"]]
        assert found, f"no button {label!r} under {message}"
        return [await self.press(message, found[0]["callback_data"], sender) for _ in range(times)]

    async def choose(self, menu, effect, sender=ADA, times=1):
        """Somebody turns the pages of a menu until an effect is there, and presses it."""
        while not any(each["text"].startswith(f"{effect} ·") for each in buttons(menu)):
            shown = buttons(menu)
            await self.tap(menu, "▶", sender)
            await self.until(lambda shown=shown: buttons(menu) != shown)
        return await self.tap(menu, f"{effect} ·", sender, times)

    async def press(self, message, words, sender=ADA):
        number = str(next(self._numbers))
        query = {"id": number, "from": sender, "chat_instance": "1", "data": words}
        await self.push(callback_query=query | {"message": message})
        return number

    async def push(self, **update):
        update["update_id"] = next(self._numbers)
        await self.redeliver(update)
        return update

    async def redeliver(self, update):
        async with self._changed:
            self._updates.append(update)
            self._changed.notify_all()

    async def until(self, enough, within_s=60):
        """Wait until the bot has done something; returns what `enough` found."""
        async with asyncio.timeout(within_s):
            while not (found := enough()):  # noqa: ASYNC110 - the bot tells us nothing
                await asyncio.sleep(0.01)
        return found

    def texts(self, chat=42):
        return [m["text"] for m in self.own(chat) if "text" in m]

    def own(self, chat=42):
        """The bot's messages in a chat, in order."""
        found = [m for (c, _), m in sorted(self.messages.items()) if c == chat]
        return [m for m in found if m["from"]["id"] == ME["id"]]

    def clips(self, chat=42):
        return [m for m in self.own(chat) if "video" in m or "animation" in m]

    def of(self, method):
        return [call for call in self.calls if call.method == method]

    def content(self, message):
        """The bytes of a message's clip."""
        return self.files[(message.get("video") or message["animation"])["file_id"]]

    # What Telegram does.

    async def _answer(self, request):
        posted = await request.post() if request.can_read_body else {}
        fields = {name: value for name, value in posted.items() if isinstance(value, str)}
        files = {n: v.file.read() for n, v in posted.items() if not isinstance(v, str)}
        method = request.match_info["method"]
        call = Call(method, fields, files, time.monotonic())
        self.violations += complaints(method, fields, files)
        fault = self._fault(method)
        try:
            self._check_token(request)
            if fault and not fault.after:
                self.calls.append(call)
                return self._break(request, fault)
            result = await getattr(self, "api_" + snake_case(method))(call)
        except Refused as refused:
            return web.json_response(refused.body, status=refused.status)
        finally:
            if method != "getUpdates" and call not in self.calls:
                self.calls.append(call)
            async with self._changed:
                self._changed.notify_all()
        if fault:
            return self._break(request, fault)
        return web.json_response({"ok": True, "result": result})

    def _check_token(self, request):
        if request.match_info["token"] != self.token:
            raise Refused(401, "Unauthorized")

    def _fault(self, method):
        for fault in self.faults:
            if fault.times and fault.method.fullmatch(method):
                fault.times -= 1
                return fault
        return None

    def _break(self, request, fault):
        if fault.refused:
            return web.json_response(fault.refused.body, status=fault.refused.status)
        request.transport.abort()
        return web.Response()

    async def _file(self, request):
        content = self.files[request.match_info["path"].removeprefix("files/")]
        return web.Response(body=content)

    async def api_get_me(self, _call):
        return ME | {"can_join_groups": True}

    async def api_get_updates(self, call):
        if self.webhook:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        self._poll += 1
        mine, offset = self._poll, int(call.fields.get("offset", 0))
        self._updates = [u for u in self._updates if u["update_id"] >= offset]
        deadline = time.monotonic() + float(call.fields.get("timeout", 0))
        async with self._changed:
            self._changed.notify_all()
            while not self._updates and self._poll == mine and time.monotonic() < deadline:
                try:
                    async with asyncio.timeout(deadline - time.monotonic()):
                        await self._changed.wait()
                except TimeoutError:
                    break
        if self._poll != mine:
            raise Refused(409, "Conflict: terminated by other getUpdates request")
        allowed = call.json("allowed_updates")
        return [u for u in self._updates if set(u) & set(allowed)]

    async def api_delete_webhook(self, _call):
        self.webhook = None
        return True

    async def api_set_webhook(self, call):
        self.webhook = call.fields
        return True

    async def api_set_my_commands(self, call):
        scope = call.json("scope") if "scope" in call.fields else {"type": "default"}
        commands = call.json("commands")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise Refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        key = scope["type"], call.fields.get("language_code", "")
        self.commands[key] = [command["command"] for command in commands]
        self.descriptions[key] = [command["description"] for command in commands]
        return True

    async def api_send_message(self, call):
        if "ephemeral_message_parameters" in call.fields and self.knows_whispers:
            return self._whisper(call, call.json("ephemeral_message_parameters"))
        return self._own(call, {"text": self._text(call)})

    def _whisper(self, call, parameters):
        """Only admins may show one member something unasked, and only what is no bot."""
        chat, receiver = int(call.fields["chat_id"]), parameters["receiver_user_id"]
        if self.members.get((chat, ME["id"])) != "administrator" or receiver == HIDDEN_ADMIN["id"]:
            raise Refused(400, "Bad Request: EPHEMERAL_MESSAGE_NOT_ALLOWED")
        self.whispers.append((chat, receiver, self._text(call)))
        message = {"message_id": 0, "date": int(time.time()), "chat": self._chat(chat), "from": ME}
        return message | {"ephemeral_message_id": len(self.whispers), "text": call.fields["text"]}

    async def api_send_video(self, call):
        return self._own(call, {"video": self._film(call, "video", call.fields)} | caption(call))

    async def api_send_animation(self, call):
        film = self._film(call, "animation", call.fields)
        return self._own(call, {"animation": film} | caption(call))

    async def api_send_document(self, call):
        content = call.files["document"]
        return self._own(call, {"document": {"file_id": self.add(content), **unique()}})

    async def api_forward_message(self, call):
        source = self._find(call, chat="from_chat_id")
        return self._own(call, {k: source[k] for k in ("text", "video") if k in source})

    async def api_edit_message_text(self, call):
        message = self._find(call)
        if "text" not in message:
            raise Refused(400, "Bad Request: there is no text in the message to edit")
        return self._change(message, {"text": self._text(call)}, call)

    async def api_edit_message_caption(self, call):
        message = self._find(call)
        if "text" in message:
            raise Refused(400, "Bad Request: there is no caption in the message to edit")
        if len(call.fields["caption"]) > 1024:
            raise Refused(400, "Bad Request: message caption is too long")
        return self._change(message, caption(call), call)

    async def api_edit_message_reply_markup(self, call):
        return self._change(self._find(call), {}, call)

    async def api_edit_message_media(self, call):
        message, media = self._find(call), call.json("media")
        film = self._film(call, "media", media)
        content = {media["type"]: film, "has_media_spoiler": media.get("has_spoiler", False)}
        for other in ("text", "video", "animation"):
            message.pop(other, None)
        return self._change(message, content | {"caption": media.get("caption", "")}, call)

    async def api_delete_message(self, call):
        message = self._find(call, missing="message to delete not found")
        del self.messages[message["chat"]["id"], message["message_id"]]
        return True

    async def api_answer_callback_query(self, call):
        if len(call.fields.get("text", "")) > 200:
            raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
        self.answers[call.fields["callback_query_id"]] = call.fields.get("text", "")
        if call.fields.get("show_alert") == "true":
            self.alerts.add(call.fields["callback_query_id"])
        return True

    async def api_answer_pre_checkout_query(self, call):
        self.checkouts[call.fields["pre_checkout_query_id"]] = call.fields["ok"] == "true"
        return True

    async def api_send_invoice(self, call):
        if call.fields["currency"] != "XTR" or call.fields.get("provider_token"):
            raise Refused(400, "Bad Request: PAYMENT_PROVIDER_INVALID")
        if len(call.json("prices")) != 1:
            raise Refused(400, "Bad Request: STARS_INVOICE_INVALID")
        return self._own(call, {})

    async def api_refund_star_payment(self, _call):
        return True

    async def api_get_chat_member(self, call):
        key = int(call.fields["chat_id"]), int(call.fields["user_id"])
        status = self.members.get(key, "member")
        person = {"user": ADA | {"id": key[1]}, "status": status}
        rights = {"administrator": ADMIN_RIGHTS, "creator": ADMIN_RIGHTS[:1]}.get(status, ())
        return person | dict.fromkeys(rights, False)

    async def api_get_file(self, call):
        content = self.files.get(call.fields["file_id"])
        if content is None:
            raise Refused(400, "Bad Request: invalid file_id")
        if self.shared is not None:
            path = self.shared / call.fields["file_id"]
            path.write_bytes(content)
            return {"file_id": call.fields["file_id"], **unique(), "file_path": str(path)}
        if len(content) > 20 * MB:
            raise Refused(400, "Bad Request: file is too big")
        number = call.fields["file_id"]
        return {"file_id": number, **unique(), "file_path": f"files/{number}"}

    def add(self, content):
        """Keep a file; returns its id."""
        number = f"F{next(self._numbers)}"
        self.files[number] = content
        return number

    def _photo(self, content, side):
        width, height = Image.open(io.BytesIO(content)).size
        scale = side / max(width, height) if side else 1
        size = {"width": round(width * scale), "height": round(height * scale)}
        number = self.add(content if side is None else b"small")
        return {"file_id": number, **unique(), **size, "file_size": len(self.files[number])}

    def _message(self, chat, sender, content):
        number = next(self._numbers)
        message = {"message_id": number, "date": int(time.time()), "chat": chat, "from": sender}
        text = content.get("text", "")
        if text.startswith("/"):
            length = len(text.split()[0])
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        self.messages[chat["id"], number] = message | content
        return self.messages[chat["id"], number]

    def _own(self, call, content):
        """A new message of the bot's."""
        chat = self._chat(int(call.fields["chat_id"]))
        replied = {}
        if "reply_parameters" in call.fields:
            wanted = call.json("reply_parameters")
            found = self.messages.get((chat["id"], wanted["message_id"]))
            if found:
                replied = {k: v for k, v in found.items() if k != "reply_to_message"}
            elif not wanted.get("allow_sending_without_reply"):
                raise Refused(400, "Bad Request: message to be replied not found")
        message = self._message(chat, ME, content | markup(call))
        if replied:
            message["reply_to_message"] = replied
        return message

    def _chat(self, number):
        if number > 0:
            return dict(PRIVATE, id=number)
        return dict(GROUP, id=number)

    def _find(self, call, chat="chat_id", missing="message to edit not found"):
        key = int(call.fields[chat]), int(call.fields["message_id"])
        if key not in self.messages:
            raise Refused(400, f"Bad Request: {missing}")
        return self.messages[key]

    def _change(self, message, content, call):
        before = json.dumps(message, sort_keys=True)
        message.pop("reply_markup", None)
        message.update(content | markup(call))
        if json.dumps(message, sort_keys=True) == before:
            raise Refused(400, "Bad Request: message is not modified: specified new message "
                               "content and reply markup are exactly the same")  # fmt: skip
        message["edit_date"] = int(time.time())
        return message

    def _text(self, call):
        text = call.fields["text"]
        if not 1 <= len(text) <= 4096:
            raise Refused(400, "Bad Request: message is too long")
        if "parse_mode" in call.fields:
            self.violations.append("markup in a text")
        return text

    def _film(self, call, name, about):
        """A film that came with a request, or one that is known."""
        if sum(map(len, call.files.values())) > self.upload_limit:
            raise Refused(413, "Request Entity Too Large")
        where = about[name] if name in about else "attach://" + name
        if not where.startswith("attach://"):
            return {"file_id": where, **unique(), "width": 1, "height": 1, "duration": 1}
        content = call.files[where.removeprefix("attach://")]
        thumbnail = about.get("thumbnail", "attach://thumbnail").removeprefix("attach://")
        if thumbnail in call.files:
            self._check_thumbnail(call.files[thumbnail])
        kept = ("width", "height", "duration", "supports_streaming")
        facts = {key: int_or_bool(about[key]) for key in kept if key in about}
        facts["has_thumbnail"] = thumbnail in call.files
        return {"file_id": self.add(content), **unique(), "width": 0, "height": 0, "duration": 0,
                **facts}  # fmt: skip

    def _check_thumbnail(self, content):
        picture = Image.open(io.BytesIO(content))
        if picture.format != "JPEG" or max(picture.size) > 320 or len(content) > 200_000:
            self.violations.append(f"thumbnail: {picture.format} {picture.size} {len(content)}")


def snake_case(name):
    return re.sub(r"[A-Z]", lambda found: "_" + found[0].lower(), name)


def buttons(message):
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [each for row in rows for each in row]


def unique():
    return {"file_unique_id": "unique"}


def caption(call):
    return {"caption": call.fields["caption"]} if "caption" in call.fields else {}


def markup(call):
    if "reply_markup" not in call.fields:
        return {}
    found = call.json("reply_markup")
    for each in buttons({"reply_markup": found}):
        if not 1 <= len(each.get("callback_data", "-").encode()) <= 64:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    return {"reply_markup": found}


def int_or_bool(value):
    return json.loads(value) if isinstance(value, str) else value

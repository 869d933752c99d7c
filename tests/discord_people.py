"""People on the loopback Discord: what their clients send when they type, press and choose."""

import itertools
import json
import re
from dataclasses import dataclass, field

from discord_server import APPLICATION_ID, MIB

GUILD = "70"
PERMISSIONS = str((1 << 10) | (1 << 11) | (1 << 15) | (1 << 16))  # view, send, attach, read history
MANAGE_GUILD = str(1 << 5)
OPTION_TYPES = {str: 3, int: 4, bool: 5, float: 10}
_tokens, _numbers = itertools.count(1), itertools.count(501)


@dataclass
class Person:
    """One person in one place. `guild` None is a direct message with the bot."""

    server: object
    id: str = field(default_factory=lambda: str(next(_numbers)))
    guild: str | None = GUILD
    channel: str = ""  # by default one of their own, so that nobody is in the way
    locale: str = "en-US"
    installed_for: str = "guild"  # or "user": the app is theirs, not the server's
    permissions: str = "0"
    roles: list = field(default_factory=list)
    limit: int = 10 * MIB
    forced_ephemeral: bool = False
    is_age_restricted: bool = False  # the channel
    entitlements: list = field(default_factory=list)

    def __post_init__(self):
        self.channel = self.channel or f"{'8' if self.guild else '5'}{self.id}"

    def file(self, content, name="photo.jpg"):
        """An attachment of ours as Discord describes it."""
        number = self.server.snowflake()
        url = self.server.put_file(f"{number}/{name}", content)
        facts = {"id": number, "filename": name, "size": 0, "url": url, "proxy_url": url}
        return facts | {
            "content_type": "image/jpeg",
            "size": 0 if callable(content) else len(content),
        }

    def recording(self, content, seconds=None):
        """A sound of ours; with a length, as a voice message."""
        facts = self.file(content, "voice.ogg") | {"content_type": "audio/ogg"}
        return facts if seconds is None else facts | {"duration_secs": seconds, "waveform": ""}

    async def slash(self, name, *, group=None, **options):
        """Send a command. What an option refers to is a `Ref`."""
        listed = [_option(key, value) for key, value in options.items()]
        if group is not None:
            listed = [{"type": 1, "name": name, "options": listed}]
        resolved = {}
        for value in options.values():
            if isinstance(value, Ref):
                resolved.setdefault(value.table, {})[value.facts["id"]] = value.facts
        body = {"id": "1", "name": group or name, "type": 1, "options": listed}
        if group == "operator":
            body["guild_id"] = self.guild  # the command is that server's own
        return await self._send(2, body | {"resolved": resolved})

    async def animate(self, effect, content, *, spoiler=False, **options):
        """`/animate effect image …`."""
        image = self.file(content, "SPOILER_photo.jpg" if spoiler else "photo.jpg")
        typed = {"options": " ".join(f"{k}={v}" for k, v in options.items())} if options else {}
        return await self.slash("animate", effect=effect, image=attachment(image), **typed)

    async def type(self, name, option, typed, **others):
        """Type into an option that completes itself."""
        focused = {"name": option, "type": 3, "value": typed, "focused": True}
        listed = [_option(key, value) for key, value in others.items()]
        body = {"id": "1", "name": name, "type": 1, "options": [*listed, focused]}
        return await self._send(4, body)

    async def menu(self, name, message):
        """Choose an entry of a message's menu."""
        resolved = {"messages": {message["id"]: message}}
        body = {"id": "2", "name": name, "type": 3, "target_id": message["id"]}
        return await self._send(2, body | {"resolved": resolved})

    async def press(self, message, verb, values=None):
        """Press a button, or pick from a menu, whose id has that verb."""
        component = find_component(message, verb)
        body = {"custom_id": component["custom_id"], "component_type": component["type"]}
        if values is not None:
            body["values"] = values
        return await self._send(3, body, message=message)

    async def fill_in(self, form, **values):
        """Send a form back, with texts or attachments in its fields."""
        parts, resolved = [], {}
        for label in form["components"]:
            inner = dict(label["component"])
            value = values.get(inner["custom_id"], "")
            sent = {"type": inner["type"], "id": 1, "custom_id": inner["custom_id"]}
            if isinstance(value, dict):
                resolved[value["id"]] = value
                sent["values"] = [value["id"]]
            else:
                sent["value"] = value
            parts.append({"type": 18, "id": 1, "component": sent})
        body = {"custom_id": form["custom_id"], "components": parts}
        return await self._send(5, body | {"resolved": {"attachments": resolved}})

    async def post(self, *attachments, **facts):
        """Write an ordinary message of one's own; returns it."""
        message = self.server._write(self.channel, {}, {}, author=self._user())
        message["attachments"] = list(attachments)
        message.pop("application_id")
        return message | facts

    async def _send(self, kind, content, message=None):
        number, source = self.server.snowflake(), message["id"] if message else None
        body = {
            "id": number,
            "application_id": APPLICATION_ID,
            "type": kind,
            "data": content,
            "token": f"token-{next(_tokens)}-{number}",
            "version": 1,
            "channel": self._channel(),
            "channel_id": self.channel,
            "locale": self.locale,
            "entitlements": self.entitlements,
            "app_permissions": PERMISSIONS,
            "attachment_size_limit": self.limit,
            "context": self._context(),
            "authorizing_integration_owners": self._owners(),
        }
        if self.guild is None:
            body["user"] = self._user()
        else:
            member = {"user": self._user(), "roles": self.roles, "permissions": self.permissions}
            member |= {"joined_at": "2020-01-01T00:00:00+00:00", "deaf": False, "mute": False}
            body |= {
                "guild_id": self.guild,
                "guild_locale": "en-US",
                "member": member | {"flags": 0},
            }
            body["guild"] = {"id": self.guild, "locale": "en-US", "features": []}
        if message:
            body["message"] = message
        return await self.server.interact(body, ephemeral=self.forced_ephemeral, source=source)

    def _user(self):
        return {"id": self.id, "username": "ada", "discriminator": "0", "avatar": None}

    def _channel(self):
        if self.guild is None:
            kind = 1 if self.installed_for == "guild" else 3
            return {"id": self.channel, "type": kind, "recipients": [self._user()], "name": None}
        place = {"id": self.channel, "type": 0, "name": "clips", "guild_id": self.guild}
        place |= {"nsfw": self.is_age_restricted}
        return place | {"position": 0, "permission_overwrites": [], "permissions": PERMISSIONS}

    def _context(self):
        if self.guild is not None:
            return 0
        return 1 if self.installed_for == "guild" else 2

    def _owners(self):
        if self.installed_for == "user":
            return {"1": self.id}
        return {"0": self.guild or "0"}


@dataclass
class Ref:
    """The value of an option that refers to something else, described beside the command."""

    kind: int
    table: str
    facts: dict


def attachment(facts):
    return Ref(11, "attachments", facts)


def user(person):
    return Ref(6, "users", person._user())


def channel(number):
    place = {"id": number, "type": 0, "name": "clips", "permissions": PERMISSIONS}
    return Ref(7, "channels", place)


def role(number):
    plain = {"permissions": "0", "position": 1, "color": 0, "hoist": False, "managed": False}
    colors = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
    names = {"id": number, "name": "artists", "mentionable": False, "colors": colors}
    return Ref(8, "roles", plain | names)


def components_of(message):
    """Every component of a message, however deep."""
    for component in message.get("components", ()):
        yield component
        yield from components_of(component)
        if "accessory" in component:
            yield component["accessory"]


def find_component(message, verb):
    """The component whose id has a verb."""
    for component in components_of(message):
        if component.get("custom_id", "").split(":")[1:2] == [verb]:
            return component
    raise AssertionError(f"no {verb} in {json.dumps(message['components'])}")


def verbs_of(message):
    """What can be pressed under a message."""
    ids = [component.get("custom_id", "") for component in components_of(message)]
    return [custom_id.split(":")[1] for custom_id in ids if re.match(r"v1:", custom_id)]


def _option(name, value):
    if isinstance(value, Ref):
        return {"name": name, "type": value.kind, "value": value.facts["id"]}
    return {"name": name, "type": OPTION_TYPES[type(value)], "value": value}

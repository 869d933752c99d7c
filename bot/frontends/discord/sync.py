"""Pushes the commands to Discord, and only when they differ from what is there."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.http import Route

log = logging.getLogger(__name__)


async def sync_commands(
    tree: app_commands.CommandTree[Any], guild: discord.abc.Snowflake | None = None
) -> bool:
    """Bring Discord's list of our commands up to date. Returns whether anything was pushed.

    Raises:
        discord.HTTPException: Discord refused.
    """
    wanted = await _payload(tree, guild)
    if is_same(wanted, await _fetch(tree.client, guild)):
        return False
    await tree.sync(guild=guild)
    log.info("pushed %d commands to Discord", len(wanted))
    return True


def is_same(wanted: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]) -> bool:
    """Whether Discord has what we want; what it adds (ids, defaults) does not count."""
    return len(wanted) == len(found) and all(
        _fits(ours, theirs)
        for ours, theirs in zip(sorted(wanted, key=_rank), sorted(found, key=_rank), strict=True)
    )


async def _payload(
    tree: app_commands.CommandTree[Any], guild: discord.abc.Snowflake | None
) -> list[dict[str, Any]]:
    commands = tree.get_commands(guild=guild)
    if tree.translator is None:
        return [command.to_dict(tree) for command in commands]
    return [await command.get_translated_payload(tree, tree.translator) for command in commands]


async def _fetch(
    client: discord.Client, guild: discord.abc.Snowflake | None
) -> list[dict[str, Any]]:
    """Discord's list with all languages, which `tree.fetch_commands` leaves out."""
    path = "/applications/{application_id}/commands"
    if guild is not None:
        path = f"/applications/{{application_id}}/guilds/{guild.id}/commands"
    route = Route("GET", path, application_id=client.application_id)
    found = await client.http.request(route, params={"with_localizations": "true"})
    return list(found)


def _rank(command: Mapping[str, Any]) -> tuple[int, str]:
    return int(command.get("type", 1)), str(command["name"])


def _fits(ours: Any, theirs: Any) -> bool:  # noqa: ANN401 - any JSON value
    if isinstance(ours, Mapping):
        given = theirs if isinstance(theirs, Mapping) else {}
        return all(_fits(value, given.get(name)) for name, value in ours.items())
    if isinstance(ours, (list, tuple)):
        listed = theirs or []
        return len(ours) == len(listed) and all(map(_fits, ours, listed))
    if ours is None or ours is False:
        return not theirs  # Discord leaves out what is not set
    return bool(str(ours) == str(theirs))  # permissions are numbers here and texts there

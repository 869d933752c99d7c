"""Discord and the life of the process: killed, restarted, drained, refused, and under load."""

import asyncio
from unittest.mock import AsyncMock

import discord as discord_py
import pytest
from discord.app_commands import CommandTree, command
from discord.gateway import DiscordWebSocket
from discord_bot import (
    FREE,
    Bot,
    clip_for,
    frames_of,
    message_of,
    messages_in,
    spendable,
    waiting,
    write_config,
)
from discord_people import Person
from discord_server import TOKEN, DiscordServer
from openapi import load_spec
from test_process import books, start

from bot.frontends.discord import client as client_module
from bot.frontends.discord.client import point_sdk
from bot.frontends.discord.sync import sync_commands
from bot.frontends.discord.translation import CatalogueTranslator, text

MELT = 2


@pytest.fixture
async def discord():
    async with DiscordServer() as server:
        yield server
        assert server.complaints() == []


async def test_a_kill_at_any_moment_ends_in_one_clip_paid_once(tmp_path, discord, photo):
    """Orders are killed in line and while frames are drawn; meanwhile some tokens die."""
    config = write_config(tmp_path, discord)
    people = [Person(discord), Person(discord), Person(discord, guild=None)]
    async with Bot(config, discord) as bot:
        orders = [await person.animate("melt", photo, seed=7) for person in people]
        for order in orders:
            await waiting(discord, order)
        await bot.kill()
    discord.dead_tokens |= {order.token for order in orders[1:]}

    async with Bot(config, discord):
        messages = [await clip_for(discord, order) for order in orders]
        balances = [await spendable(person) for person in people]
        again = await clip_for(discord, await people[0].press(messages[0], "again"))

    assert [frames_of(discord, message, tmp_path) for message in [*messages, again]] == [96] * 4
    assert balances == [FREE - MELT] * 3
    assert [len(messages_in(discord, person.channel)) for person in people] == [3, 2, 2]
    assert await books(tmp_path) == []


async def test_a_kill_after_the_clip_was_shown_shows_it_once(tmp_path, discord, photo):
    config, ada = write_config(tmp_path, discord), Person(discord)
    discord.fail("PATCH", "/webhooks/", times=50, with_file=True, after=True)  # no answer ever
    async with Bot(config, discord) as bot:
        order = await ada.animate("melt", photo)
        await clip_for(discord, order)
        await bot.kill()
    discord.faults.clear()
    shown = message_of(discord, order)["attachments"]

    async with Bot(config, discord):
        await discord.until(lambda: message_of(discord, order)["attachments"] != shown)
        assert await spendable(ada) == FREE - MELT

    assert len(message_of(discord, order)["attachments"]) == 1
    assert await books(tmp_path) == []


async def test_sigterm_drains_and_loses_nothing(tmp_path, discord, photo):
    config, ada = write_config(tmp_path, discord), Person(discord)
    async with Bot(config, discord) as bot:
        orders = [await ada.animate("melt", photo) for _ in range(3)]
        for order in orders:
            await waiting(discord, order)
        assert await bot.stop() == 0
    assert "Traceback" not in bot.errors, bot.errors

    async with Bot(config, discord):
        for order in orders:
            assert await clip_for(discord, order)
        assert await spendable(ada) == FREE - 3 * MELT

    assert await books(tmp_path) == []


async def test_commands_are_pushed_once_and_again_only_when_they_change(discord):
    point_sdk(discord.api, discord.gateway)
    async with discord_py.Client(intents=discord_py.Intents.none()) as client:
        tree = CommandTree(client)
        tree.add_command(some_command())
        await tree.set_translator(CatalogueTranslator())
        await client.login(TOKEN)

        assert await sync_commands(tree) is True
        assert await sync_commands(tree) is False
        discord.commands[""][0]["name_localizations"]["de"] = "etwas-anderes"
        assert await sync_commands(tree) is True
        tree.clear_commands(guild=None)
        assert await sync_commands(tree) is True

    assert discord.command_pushes == 3


def some_command():
    @command(name=text("discord-command-animate"), description=text("discord-about-animate"))
    async def animate(_interaction: discord_py.Interaction, image: discord_py.Attachment) -> None:
        await asyncio.sleep(0)

    return animate


async def test_discord_may_be_away_when_the_bot_starts(tmp_path, discord, photo):
    discord.fail("GET", "/users/@me", times=2)
    discord.fail("GET", "/gateway/bot", times=1)

    async with Bot(write_config(tmp_path, discord), discord):
        assert await clip_for(discord, await Person(discord).animate("melt", photo, duration=1))


async def test_the_doctor_prints_how_to_invite_the_bot(tmp_path, discord):
    process = await start(write_config(tmp_path, discord), "doctor")
    output, errors = await asyncio.wait_for(process.communicate(), 30)

    assert process.returncode == 0, errors
    said = output.decode()
    assert "client_id=900&scope=bot+applications.commands&permissions=" in said
    assert "integration_type=1" in said
    assert "attach_files" in said
    assert TOKEN not in said


async def test_the_doctor_says_when_the_token_is_wrong(tmp_path, discord):
    discord.fail("GET", "/users/@me", status=401, body={"code": 0, "message": "401: Unauthorized"})

    process = await start(write_config(tmp_path, discord), "doctor")
    output, _ = await asyncio.wait_for(process.communicate(), 30)

    assert process.returncode == 69
    assert "does not know this bot's token" in output.decode()


async def test_a_wrong_token_is_one_sentence_and_never_printed(tmp_path, discord):
    discord.fail("GET", "/users/@me", status=401, body={"code": 0, "message": "401: Unauthorized"})

    process = await start(write_config(tmp_path, discord), "run")
    output, errors = await asyncio.wait_for(process.communicate(), 30)

    assert process.returncode == 78
    assert "Discord does not know this bot's token" in errors.decode().replace("\n", " ")
    assert TOKEN not in (output + errors).decode()
    assert "Traceback" not in errors.decode()


async def test_no_secret_reaches_the_log_however_much_it_tells(tmp_path, discord, photo):
    config = write_config(tmp_path, discord, "[logging]\nlevel = 'DEBUG'")
    discord.fail("PATCH", "/webhooks/", times=2, with_file=True)
    discord.fail("POST", "/callback", status=500)
    async with Bot(config, discord) as bot:
        order = await Person(discord).animate("melt", photo, duration=1)
        await clip_for(discord, order)
        await Person(discord).animate("melt", photo[:2000], duration=1)
        dead = await Person(discord).animate("melt", photo)
        discord.dead_tokens.add(dead.token)
        await clip_for(discord, dead)

    log = bot.output + bot.errors
    assert "pushed" in log
    secrets = [TOKEN, *(known.token for known in discord.interactions.values())]
    assert [secret for secret in secrets if secret in log] == []


@pytest.mark.parametrize(("held_s", "turns"), [(0.0, 10), (60.0, 1)])
async def test_a_burst_of_events_lets_others_have_their_turn(monkeypatch, held_s, turns):
    """All ten have come, so that none of them waits for anything."""
    monkeypatch.setattr(DiscordWebSocket, "poll_event", AsyncMock())
    monkeypatch.setattr(client_module, "HELD_S", held_s)
    socket, taken = object.__new__(client_module.PoliteSocket), []

    async def take_turns():
        while True:
            taken.append(True)
            await asyncio.sleep(0)

    others = asyncio.create_task(take_turns())
    for _ in range(10):
        await socket.poll_event()
    others.cancel()

    assert len(taken) == turns


@pytest.mark.skipif(load_spec() is None, reason="Discord's OpenAPI document is not here")
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/channels/1/messages", {"content": "x" * 4001}),
        (
            "POST",
            "/channels/1/messages",
            {"components": [{"type": 1, "components": [{"type": 2}]}]},
        ),
        ("PATCH", "/webhooks/1/t/messages/2", {"content": 5}),
        ("POST", "/users/@me/channels", {"recipient_id": "ada"}),
        ("PUT", "/applications/1/commands", [{"name": "Animate it", "description": "x" * 101}]),
        ("POST", "/nowhere", {}),
    ],
)
def test_requests_that_discord_would_refuse_are_seen(method, path, body):
    """The loopback server's own strictness: otherwise its silence would prove nothing."""
    assert load_spec().violations(method, path, body)

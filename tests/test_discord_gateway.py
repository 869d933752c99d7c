"""Acknowledging and staying connected to Discord, also where it allows little. One real process."""

import asyncio
import itertools

import pytest
import pytest_asyncio
from discord_bot import (
    FREE,
    Bot,
    clip_for,
    history_of,
    messages_in,
    one_clip,
    says,
    settled,
    spendable,
    waiting,
    write_config,
)
from discord_people import Person
from discord_server import MIB, TOKEN, DiscordServer
from houses import open_house

from bot.frontends.discord import frontend
from bot.frontends.discord.client import Client

pytestmark = pytest.mark.asyncio(loop_scope="module")
LIMITED = {"Via": "1.1 google", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "0.2"}


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def bot(tmp_path_factory, discord):
    async with Bot(write_config(tmp_path_factory.mktemp("bot"), discord), discord) as bot:
        yield bot
    assert "Traceback" not in bot.errors, bot.errors


@pytest_asyncio.fixture(loop_scope="module")
async def ada(discord):
    discord.faults.clear()
    return Person(discord)


# Acknowledging.


LATE = {"code": 10062, "message": "Unknown interaction"}
BUCKET = {"message": "limited", "retry_after": 0.2, "global": False}
ACK_FAULTS = {  # what goes wrong with the acknowledgement, and whether Discord then shows a clip
    "it came too late": ({"status": 404, "body": LATE}, False),
    "the request was lost": ({}, False),
    "the answer was lost": ({"after": True}, True),
    "a server error": ({"status": 502}, True),
    "a rate limit": ({"status": 429, "headers": LIMITED, "body": BUCKET}, True),
    "a global rate limit": (
        {
            "status": 429,
            "headers": LIMITED | {"X-RateLimit-Global": "true"},
            "body": BUCKET | {"global": True},
        },
        True,
    ),
    "forbidden": ({"status": 403, "body": {"code": 50013, "message": "no"}}, False),
}


@pytest.mark.parametrize("what", ACK_FAULTS)
async def test_an_order_counts_if_and_only_if_its_acknowledgement_is_seen(
    discord, ada, photo, what
):
    fault, is_seen = ACK_FAULTS[what]
    discord.fail("POST", "/callback", **fault)

    order = await ada.animate("melt", photo, duration=1)

    if is_seen:
        await one_clip(discord, ada, order)
    else:
        await discord.until(lambda: discord.faults[0].times == 0)
        await clip_for(discord, await ada.animate("zoom", photo, duration=1))
        history = await history_of(ada)
        assert "Zoom" in history
        assert "Melt" not in history


async def test_an_event_that_comes_twice_is_one_order(discord, ada, photo):
    order = await ada.animate("melt", photo, duration=1)
    event = next(each["d"] for each in discord._history if each["d"].get("token") == order.token)
    for _ in range(3):
        await discord.send("INTERACTION_CREATE", event)

    await one_clip(discord, ada, order)


# Where Discord allows little: external apps are restricted, follow-ups are used up.


@pytest.fixture
def restricted(discord):
    """Somebody in a server that lets the apps of its members answer in private only."""
    discord.faults.clear()
    return Person(discord, guild="99", installed_for="user", forced_ephemeral=True)


async def test_where_apps_are_restricted_a_refusal_takes_the_place_of_the_answer(
    discord, restricted, photo
):
    order = await restricted.animate("melt", photo[:2000])

    await says(discord, order, "damaged")

    assert order.followups == 0
    assert len(messages_in(discord, restricted.channel)) == 1
    assert await spendable(restricted) == FREE


async def test_where_apps_are_restricted_cancelling_gives_the_credits_back(
    discord, restricted, large_photo
):
    order = await restricted.animate("melt", large_photo, duration=10)

    await restricted.press(await waiting(discord, order), "cancel")

    await says(discord, order, "Cancelled")
    await settled(restricted, FREE)


async def test_when_follow_ups_are_used_up_a_refusal_is_said_in_the_answer_itself(
    discord, ada, photo
):
    spent = {"code": 40094, "message": "The application can only send 5 follow-ups"}
    discord.fail("POST", r"/webhooks/\d+/[^/]+$", status=400, body=spent)

    order = await ada.animate("melt", photo[:2000])

    await says(discord, order, "damaged")
    assert len(messages_in(discord, ada.channel)) == 1
    assert await spendable(ada) == FREE


async def test_no_order_needs_a_follow_up_however_often_it_is_refused(discord, ada, photo):
    """Discord allows five to each interaction; an order sends one at most."""
    orders = [await ada.animate("melt", photo[:2000]) for _ in range(7)]
    await discord.until(lambda: all(order.followups for order in orders))

    assert [order.followups for order in orders] == [1] * 7


# The gateway.


@pytest.mark.parametrize("code", [None, 4000, 1001])
async def test_a_dropped_connection_is_resumed_and_nothing_is_missed(discord, ada, photo, code):
    before = discord.resumed
    await discord.drop(code)
    order = await ada.animate("melt", photo, duration=1)  # kept by Discord for the session

    await asyncio.wait_for(discord.connected.wait(), 40)

    assert discord.resumed == before + 1
    await one_clip(discord, ada, order)


async def test_being_asked_to_reconnect_is_followed_and_nothing_is_missed(discord, ada, photo):
    before = discord.resumed
    await discord.ask_to_reconnect()
    order = await ada.animate("melt", photo, duration=1)

    await one_clip(discord, ada, order)

    assert discord.resumed == before + 1


@pytest.mark.parametrize("resumable", [True, False])
async def test_an_invalid_session_is_resumed_or_begins_anew(discord, ada, photo, resumable):
    before = discord.resumed + discord.identified
    order = await ada.animate("melt", photo)
    await waiting(discord, order)
    await discord.invalidate(resumable=resumable)

    await discord.until(lambda: discord.resumed + discord.identified > before, within_s=60)

    await one_clip(discord, ada, order)
    other = Person(discord)
    await one_clip(discord, other, await other.animate("melt", photo, duration=1))


async def test_nobody_is_asked_more_often_than_discord_allows(discord):
    """Over the whole of this file: far below the 10,000 in 10 minutes that get a bot banned."""
    refused = [each for each in discord.requests if each.path.endswith("/users/@me")]
    assert len(refused) == 1
    paths = itertools.groupby(sorted(each.path for each in discord.requests))
    assert max(len(list(group)) for _, group in paths) < 60


@pytest.fixture
def impatient(monkeypatch):
    """A client that waits less for Discord's sign of life: a minute is long for a test."""

    class Impatient(Client):
        def __init__(self, shop):
            super().__init__(shop)
            self._connection.heartbeat_timeout = 0.5

    monkeypatch.setattr(frontend, "Client", Impatient)


async def test_heartbeats_that_are_not_acknowledged_end_in_a_resumed_session(
    tmp_path, photo, impatient
):
    """Discord is silent without closing: what it had to say meanwhile comes after the resume."""
    async with DiscordServer() as discord, open_house(tmp_path / "data") as house:
        discord.heartbeat_ms = 100
        bot = build_frontend(house, discord)
        house.production.connect([bot])
        running = asyncio.create_task(bot.run())
        await asyncio.wait_for(discord.connected.wait(), 20)
        discord.fall_silent()
        ada = Person(discord)
        order = await ada.animate("melt", photo, duration=1)

        await one_clip(discord, ada, order)

        assert discord.resumed == 1
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert discord.complaints() == []


def build_frontend(house, discord):
    settings = frontend.DiscordSettings(
        token=TOKEN,
        largest_picture=MIB,
        largest_upload=10 * MIB,
        api=discord.api,
        gateway=discord.gateway,
        file_hosts=[discord.origin],
        edit_gap_s=0.1,
    )
    return frontend.DiscordFrontend(house.studio, house.store, settings)

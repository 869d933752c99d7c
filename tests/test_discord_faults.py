"""What Discord does wrong, and what then becomes of clips and credits. One real process."""

import asyncio
import itertools

import pytest
import pytest_asyncio
from discord_bot import (
    FREE,
    Bot,
    clip_for,
    clip_in,
    content_of,
    frames_of,
    is_private,
    messages_in,
    spendable,
    waiting,
    write_config,
)
from discord_people import Person, verbs_of
from discord_server import MIB, DiscordServer

pytestmark = pytest.mark.asyncio(loop_scope="module")
MELT = 2
BY_TOKEN, AS_BOT, SEND = r"/webhooks/", r"/channels/\d+/messages/\d+$", r"/channels/\d+/messages$"
LIMITED = {"Via": "1.1 google", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "0.2"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def discord():
    async with DiscordServer() as server:
        yield server
    assert server.complaints() == []


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def bot(tmp_path_factory, discord):
    async with Bot(write_config(tmp_path_factory.mktemp("bot"), discord), discord) as bot:
        yield bot
    assert "Traceback" not in bot.errors, bot.errors


@pytest_asyncio.fixture(loop_scope="module")
async def ada(discord):
    discord.faults.clear()
    return Person(discord)


async def one_clip(discord, person, order):
    """The clip of an order is there once, in its message, and paid once."""
    message = await clip_for(discord, order)
    assert len([each for each in messages_in(discord, person.channel) if not is_private(each)]) == 1
    await settled(person, FREE - MELT)
    return message


async def settled(person, amount):
    """Wait until a balance is what it should be."""
    async with asyncio.timeout(40):
        while await spendable(person) != amount:  # noqa: ASYNC110 - asks the bot
            await asyncio.sleep(0.1)


# Faults while a clip is delivered by the interaction's token.

DELIVERY_FAULTS = {
    "request lost": {},
    "reply lost": {"after": True},
    "reply lost twice": {"after": True, "times": 2},
    "server error": {"status": 502},
    "rate limit": {
        "status": 429,
        "headers": LIMITED,
        "body": {"message": "limited", "retry_after": 0.2, "global": False},
    },
    "global rate limit": {
        "status": 429,
        "headers": LIMITED | {"X-RateLimit-Global": "true"},
        "body": {"message": "limited", "retry_after": 0.2, "global": True},
    },
    "banned for a moment": {"status": 429, "body": {"message": "Access denied"}},
}


@pytest.mark.parametrize("what", DELIVERY_FAULTS)
async def test_a_clip_arrives_once_and_is_paid_once(discord, ada, photo, what):
    discord.fail("PATCH", BY_TOKEN, with_file=True, **DELIVERY_FAULTS[what])

    order = await ada.animate("melt", photo, duration=1)

    await one_clip(discord, ada, order)
    assert discord.faults[0].times == 0


async def test_faults_while_progress_is_shown_do_no_harm(discord, ada, photo):
    for fault in ({"after": True}, {}, {"status": 502}):
        discord.fail("PATCH", BY_TOKEN, **fault)

    await one_clip(discord, ada, await ada.animate("melt", photo, duration=1))


# Sizes.


async def test_a_refused_size_is_learned_and_the_clip_made_to_fit(tmp_path, discord, photo):
    ada = Person(discord, guild="70", limit=100 * MIB)
    discord.channel_limit = 60_000

    order = await ada.animate("explode", photo, duration=2, seed=1)
    try:
        message = await clip_for(discord, order)
    finally:
        discord.channel_limit = 10 * MIB

    assert len(content_of(discord, message)) <= 60_000
    assert frames_of(discord, message, tmp_path) > 0


async def test_the_limit_of_the_interaction_is_kept(tmp_path, discord, photo):
    ada = Person(discord, guild="74", limit=80_000)

    message = await clip_for(discord, await ada.animate("melt", photo, duration=4, seed=1))

    assert len(content_of(discord, message)) <= 80_000
    assert frames_of(discord, message, tmp_path) == 96


async def test_a_clip_is_shortened_last_and_the_asker_told(tmp_path, discord, photo):
    ada = Person(discord, guild="74", limit=40_000)

    message = await clip_for(discord, await ada.animate("explode", photo, duration=8, seed=1))

    assert len(content_of(discord, message)) <= 40_000
    assert frames_of(discord, message, tmp_path) < 8 * 24
    assert "Shortened to" in message["content"]


# Other ways than the token.


async def ordered(discord, person, photo):
    """An order that is in line, with its progress shown."""
    order = await person.animate("melt", photo)  # four seconds: time to break things
    await waiting(discord, order)
    return order


async def test_a_dead_token_in_a_server_ends_in_the_same_message(discord, ada, photo):
    order = await ordered(discord, ada, photo)
    discord.dead_tokens.add(order.token)

    message = await one_clip(discord, ada, order)

    assert verbs_of(message)[0] == "again"


async def test_a_dead_token_and_no_right_to_edit_end_in_a_reply(discord, ada, photo):
    order = await ordered(discord, ada, photo)
    discord.dead_tokens.add(order.token)
    discord.fail("PATCH", AS_BOT, times=9, status=403, body={"code": 50013, "message": "no"})

    clip = await clip_in(discord, ada.channel)

    assert str(clip["message_reference"]["message_id"]) == order.original
    await settled(ada, FREE - MELT)


@pytest.mark.parametrize("after", [True, False])
async def test_a_reply_whose_answer_is_lost_is_not_sent_twice(discord, ada, photo, after):
    order = await ordered(discord, ada, photo)
    discord.dead_tokens.add(order.token)
    discord.fail("PATCH", AS_BOT, times=9, status=403, body={"code": 50013, "message": "no"})
    discord.fail("POST", SEND, times=2, with_file=True, after=after)

    await clip_in(discord, ada.channel)
    await settled(ada, FREE - MELT)

    assert len([each for each in messages_in(discord, ada.channel) if each["attachments"]]) == 1


async def test_a_deleted_message_ends_in_a_direct_message(discord, ada, photo):
    order = await ordered(discord, ada, photo)
    del discord.messages[order.original]

    clip = await clip_in(discord, f"5{ada.id}")

    assert verbs_of(clip)[0] == "again"
    assert messages_in(discord, ada.channel) == []
    await settled(ada, FREE - MELT)


async def test_a_private_answer_whose_token_died_ends_in_a_direct_message(discord, photo):
    ada = Person(discord, guild="99", installed_for="user", forced_ephemeral=True)
    order = await ordered(discord, ada, photo)
    discord.dead_tokens.add(order.token)

    assert await clip_in(discord, f"5{ada.id}")


WAYS_CLOSED = ("removed", "channel")


@pytest.mark.parametrize("how", WAYS_CLOSED)
async def test_a_lost_server_or_channel_ends_in_a_direct_message(discord, photo, how):
    guild = {"removed": "72", "channel": "73"}[how]
    discord.guilds.add(guild)
    ada = Person(discord, guild=guild)
    order = await ordered(discord, ada, photo)
    discord.dead_tokens.add(order.token)
    if how == "removed":
        discord.guilds.discard(guild)
        await discord.send("GUILD_DELETE", {"id": guild})
    else:
        discord.unreachable.add(ada.channel)

    assert await clip_in(discord, f"5{ada.id}")


async def test_where_no_way_is_left_the_credits_come_back(discord, ada, photo):
    order = await ordered(discord, ada, photo)
    discord.dead_tokens.add(order.token)
    discord.unreachable.add(ada.channel)
    discord.closed_dms.add(ada.id)

    await discord.until(
        lambda: any(each.path == "/users/@me/channels" for each in discord.requests[-5:])
    )

    elsewhere = Person(discord, id=ada.id, channel=f"88{ada.id}")
    await settled(elsewhere, FREE)


# Acknowledging.


async def test_an_acknowledgement_that_comes_too_late_charges_nothing(discord, ada, photo):
    unknown = {"code": 10062, "message": "Unknown interaction"}
    discord.fail("POST", "/callback", status=404, body=unknown)

    await ada.animate("melt", photo)
    await discord.until(lambda: discord.faults[0].times == 0)

    assert await spendable(ada) == FREE
    assert not any(each["attachments"] for each in messages_in(discord, ada.channel))


async def test_an_acknowledgement_whose_answer_is_lost_counts(discord, ada, photo):
    discord.fail("POST", "/callback", after=True)

    await one_clip(discord, ada, await ada.animate("melt", photo, duration=1))


async def test_an_event_that_comes_twice_is_one_order(discord, ada, photo):
    order = await ada.animate("melt", photo, duration=1)
    event = next(each["d"] for each in discord._history if each["d"].get("token") == order.token)
    for _ in range(3):
        await discord.send("INTERACTION_CREATE", event)

    await one_clip(discord, ada, order)


# The gateway.


@pytest.mark.parametrize("code", [None, 4000, 1001])
async def test_a_dropped_connection_is_resumed_and_nothing_is_missed(discord, ada, photo, code):
    before = discord.resumed
    await discord.drop(code)
    order = await ada.animate("melt", photo, duration=1)  # kept by Discord for the session

    await asyncio.wait_for(discord.connected.wait(), 40)

    assert discord.resumed == before + 1
    await one_clip(discord, ada, order)


async def test_an_invalid_session_begins_anew(discord, ada, photo):
    before = discord.identified
    await discord.invalidate()
    await discord.until(lambda: discord.identified > before)

    await one_clip(discord, ada, await ada.animate("melt", photo, duration=1))


async def test_nobody_is_asked_more_often_than_discord_allows(discord):
    """Over the whole of this file: far below the 10,000 in 10 minutes that get a bot banned."""
    refused = [each for each in discord.requests if each.path.endswith("/users/@me")]
    assert len(refused) == 1
    paths = itertools.groupby(sorted(each.path for each in discord.requests))
    assert max(len(list(group)) for _, group in paths) < 60

"""What Discord does wrong, and what then becomes of clips and credits. One real process."""

from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from discord_bot import (
    FREE,
    MELT,
    Bot,
    clip_for,
    clip_in,
    content_of,
    frames_of,
    messages_in,
    one_clip,
    settled,
    waiting,
    write_config,
)
from discord_people import Person, verbs_of
from discord_server import MIB

pytestmark = pytest.mark.asyncio(loop_scope="module")
BY_TOKEN, AS_BOT, SEND = r"/webhooks/", r"/channels/\d+/messages/\d+$", r"/channels/\d+/messages$"
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


@pytest.fixture
def ordered(discord, large_photo):
    """Places an order that waits in line for as long as its context is entered."""

    @asynccontextmanager
    async def wait_in_line(person, photo):
        bob = Person(discord)
        ahead = await waiting(discord, await bob.animate("melt", large_photo, duration=10))
        order = await person.animate("melt", photo, duration=1)
        await waiting(discord, order)
        yield order
        await bob.press(ahead, "cancel")

    return wait_in_line


async def test_a_dead_token_in_a_server_ends_in_the_same_message(discord, ada, photo, ordered):
    async with ordered(ada, photo) as order:
        discord.dead_tokens.add(order.token)

    message = await one_clip(discord, ada, order)

    assert verbs_of(message)[0] == "again"


async def test_a_dead_token_and_no_right_to_edit_end_in_a_reply(discord, ada, photo, ordered):
    async with ordered(ada, photo) as order:
        discord.dead_tokens.add(order.token)
        discord.fail("PATCH", AS_BOT, times=9, status=403, body={"code": 50013, "message": "no"})

    clip = await clip_in(discord, ada.channel)

    assert str(clip["message_reference"]["message_id"]) == order.original
    await settled(ada, FREE - MELT)


@pytest.mark.parametrize("after", [True, False])
async def test_a_reply_whose_answer_is_lost_is_not_sent_twice(discord, ada, photo, after, ordered):
    async with ordered(ada, photo) as order:
        discord.dead_tokens.add(order.token)
        discord.fail("PATCH", AS_BOT, times=9, status=403, body={"code": 50013, "message": "no"})
        discord.fail("POST", SEND, times=2, with_file=True, after=after)

    await clip_in(discord, ada.channel)
    await settled(ada, FREE - MELT)

    assert len([each for each in messages_in(discord, ada.channel) if each["attachments"]]) == 1


async def test_a_deleted_message_ends_in_a_direct_message(discord, ada, photo, ordered):
    async with ordered(ada, photo) as order:
        del discord.messages[order.original]

    clip = await clip_in(discord, f"5{ada.id}")

    assert verbs_of(clip)[0] == "again"
    assert messages_in(discord, ada.channel) == []
    await settled(ada, FREE - MELT)


async def test_a_private_answer_whose_token_died_ends_in_a_direct_message(discord, photo, ordered):
    ada = Person(discord, guild="99", installed_for="user", forced_ephemeral=True)
    async with ordered(ada, photo) as order:
        discord.dead_tokens.add(order.token)

    assert await clip_in(discord, f"5{ada.id}")


async def remove_bot(discord, person):
    discord.guilds.discard(person.guild)
    await discord.send("GUILD_DELETE", {"id": person.guild})


async def hide_channel(discord, person):
    discord.unreachable.add(person.channel)


async def delete_channel(discord, person):
    discord.deleted.add(person.channel)


async def take_permissions(discord, _person):
    refusal = {"code": 50013, "message": "Missing Permissions"}
    discord.fail("PATCH", AS_BOT, times=9, status=403, body=refusal)
    discord.fail("POST", r"/channels/7\d*/messages$", times=9, status=403, body=refusal)
    discord.fail("POST", r"/channels/8\d*/messages$", times=9, status=403, body=refusal)


WAYS_CLOSED = {
    "the bot is removed": remove_bot,
    "the channel is hidden": hide_channel,
    "the channel is deleted": delete_channel,
    "permissions are taken": take_permissions,
}


@pytest.mark.parametrize("what", WAYS_CLOSED)
async def test_where_the_way_back_is_closed_the_clip_comes_as_a_direct_message(
    discord, photo, what, ordered
):
    discord.faults.clear()
    discord.guilds.add("72")
    ada = Person(discord, guild="72")
    async with ordered(ada, photo) as order:
        discord.dead_tokens.add(order.token)
        await WAYS_CLOSED[what](discord, ada)

    await clip_in(discord, f"5{ada.id}")

    elsewhere = Person(discord, id=ada.id, guild=None)
    await settled(elsewhere, FREE - MELT)


async def test_a_direct_message_whose_answer_is_lost_is_not_sent_twice(
    discord, ada, photo, ordered
):
    async with ordered(ada, photo) as order:
        del discord.messages[order.original]
        discord.fail("POST", SEND, times=2, with_file=True, after=True)

    await clip_in(discord, f"5{ada.id}")
    await settled(ada, FREE - MELT)

    sent = [each for each in messages_in(discord, f"5{ada.id}") if each["attachments"]]
    assert len(sent) == 1


async def test_a_cancelled_order_whose_message_is_gone_is_told_and_free(discord, ada, large_photo):
    order = await ada.animate("melt", large_photo, duration=10)
    await waiting(discord, order)
    del discord.messages[order.original]

    await ada.slash("cancel")

    told = await discord.until(lambda: messages_in(discord, f"5{ada.id}"))
    assert "Cancelled" in told[0]["content"]
    await settled(ada, FREE)


async def test_where_apps_are_restricted_and_no_way_is_left_the_credits_come_back(
    discord, photo, ordered
):
    ada = Person(discord, guild="99", installed_for="user", forced_ephemeral=True)
    async with ordered(ada, photo) as order:
        discord.dead_tokens.add(order.token)
        discord.closed_dms.add(ada.id)

    await settled(ada, FREE)


async def test_where_no_way_is_left_the_credits_come_back(discord, ada, photo, ordered):
    async with ordered(ada, photo) as order:
        discord.dead_tokens.add(order.token)
        discord.unreachable.add(ada.channel)
        discord.closed_dms.add(ada.id)

    elsewhere = Person(discord, id=ada.id, channel=f"88{ada.id}")
    await settled(elsewhere, FREE)

"""An instant preview on Discord: attached to the order's message until the clip takes its place."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from discord_bot import clip_for, has_clip, message_of, messages_in, says
from discord_people import Person, attachment, verbs_of
from discord_server import DiscordServer
from houses import hold, open_house
from test_discord_gateway import build_frontend

from bot.orders import PREVIEW_NAME

SENTENCE = "-# A quick preview by the effects engine; your clip by Wan follows."
FREE = 60


@pytest.fixture
async def discord():
    async with DiscordServer() as server:
        yield server
        assert server.complaints() == []


@asynccontextmanager
async def online(folder, config, discord):
    """A bot whose model begins when `held` is let go."""
    async with open_house(folder, config, working=False) as house:
        house.held, bot = hold(house.production), build_frontend(house, discord)
        house.production.connect([bot])
        parts = [asyncio.create_task(part.run()) for part in (bot, house.production)]
        try:
            await asyncio.wait_for(discord.connected.wait(), 20)
            yield house
        finally:
            for part in parts:
                part.cancel()
            await asyncio.gather(*parts, return_exceptions=True)
            discord.connected.clear()
        assert await house.store.verify() == []


@pytest.fixture
async def bot(tmp_path, settings, discord):
    async with online(tmp_path / "data", settings("wan"), discord) as house:
        yield house


@pytest.fixture
def ada(discord):
    return Person(discord)


async def order(ada, photo, name="photo.jpg"):
    image = attachment(ada.file(photo, name))
    return await ada.slash("animate", image=image, prompt="steam rises", options="duration=1")


async def previewed(discord, interaction):
    """The message of an order, once it carries a preview."""

    def found():
        message = message_of(discord, interaction)
        return message if message and names_of(message)[:1] == [PREVIEW_NAME] else None

    return await discord.until(found, within_s=90)


def names_of(message):
    return [each["filename"].removeprefix("SPOILER_") for each in message["attachments"]]


def uploads(discord):
    return [each for each in discord.requests if each.files]


async def test_the_preview_stays_until_the_clip_takes_its_place(bot, discord, ada, photo):
    placed = await order(ada, photo)
    message = await previewed(discord, placed)
    assert SENTENCE in message["content"]
    assert verbs_of(message) == ["cancel"]
    [live] = bot.production.board.jobs()
    live.note(0.4)  # progress goes on in the text alone
    message = await says(discord, placed, "40")
    assert names_of(message) == [PREVIEW_NAME]
    assert len(uploads(discord)) == 1

    bot.held.let_go()
    message = await clip_for(discord, placed)

    assert names_of(message) == ["zoetrope-wan.mp4"]
    assert SENTENCE not in message["content"]
    assert len(messages_in(discord, ada.channel)) == 1
    assert len(uploads(discord)) == 2


async def test_a_cancelled_order_shows_no_preview(bot, discord, ada, photo):
    placed = await order(ada, photo)
    message = await previewed(discord, placed)

    await ada.press(message, "cancel")

    message = await says(discord, placed, "Cancelled")
    assert message["attachments"] == []
    assert message["components"] == []


async def test_the_preview_of_a_hidden_picture_is_hidden(bot, discord, ada, photo):
    placed = await order(ada, photo, "SPOILER_photo.jpg")

    message = await previewed(discord, placed)

    assert message["attachments"][0]["filename"].startswith("SPOILER_")


async def test_a_preview_that_discord_refuses_is_left_out(bot, discord, ada, photo):
    too_large = {"code": 40005, "message": "Request entity too large"}
    discord.fail("PATCH", "/messages/", with_file=True, status=413, body=too_large)
    placed = await order(ada, photo)
    await discord.until(lambda: uploads(discord), within_s=90)
    [live] = bot.production.board.jobs()
    live.note(0.4)

    message = await says(discord, placed, "40")
    assert SENTENCE not in message["content"]
    assert message["attachments"] == []
    bot.held.let_go()
    await clip_for(discord, placed)
    assert len(uploads(discord)) == 2


@pytest.mark.parametrize("obeyed", [False, True], ids=["the request", "only the answer"])
async def test_a_preview_whose_edit_is_lost_is_there_once(bot, discord, ada, photo, obeyed):
    discord.fail("PATCH", "/messages/", with_file=True, after=obeyed)
    placed = await order(ada, photo)
    await discord.until(lambda: len(uploads(discord)) == 2, within_s=90)

    message = await previewed(discord, placed)
    assert names_of(message) == [PREVIEW_NAME]
    bot.held.let_go()
    message = await clip_for(discord, placed)
    assert names_of(message) == ["zoetrope-wan.mp4"]


async def test_a_message_with_a_preview_is_not_taken_for_the_clip(bot, discord, ada, photo):
    """Where the message cannot be edited any more, the clip is a reply, unless one is there."""
    placed = await order(ada, photo)
    await previewed(discord, placed)
    discord.dead_tokens.add(placed.token)
    no_access = {"code": 50001, "message": "Missing Access"}
    discord.fail("PATCH", "/channels/", times=9, status=403, body=no_access)
    bot.held.let_go()

    clips = await discord.until(
        lambda: [each for each in messages_in(discord, ada.channel) if has_clip(each)]
    )

    assert [each["id"] != placed.original for each in clips] == [True]


async def test_after_a_restart_there_is_still_one_preview(tmp_path, settings, discord, ada, photo):
    config = settings("wan")
    async with online(tmp_path / "data", config, discord):
        placed = await order(ada, photo)
        before = (await previewed(discord, placed))["attachments"]
    async with online(tmp_path / "data", config, discord) as bot:
        await discord.until(
            lambda: message_of(discord, placed)["attachments"] != before, within_s=90
        )
        message = message_of(discord, placed)
        assert names_of(message) == [PREVIEW_NAME]
        assert SENTENCE in message["content"]
        bot.held.let_go()
        message = await clip_for(discord, placed)

    assert len(message["attachments"]) == 1
    assert len(messages_in(discord, ada.channel)) == 1

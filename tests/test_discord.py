"""Discord, on one real process: unmodified discord.py against a loopback Discord, over sockets."""

import re

import pytest
import pytest_asyncio
from discord_bot import (
    FREE,
    Bot,
    answer_of,
    clip_for,
    frames_of,
    is_private,
    message_of,
    messages_in,
    says,
    spendable,
    waiting,
    write_config,
)
from discord_people import (
    Person,
    attachment,
    find_component,
    verbs_of,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")
MELT = 2  # its price, as `zoetrope effects` says


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def bot(tmp_path_factory, discord):
    config = write_config(tmp_path_factory.mktemp("bot"), discord)
    async with Bot(config, discord) as bot:
        yield bot
    assert "Traceback" not in bot.errors, bot.errors


@pytest.fixture
def ada(discord):
    return Person(discord)


# From an order to a clip.


async def test_an_order_becomes_a_clip_in_the_message_that_acknowledged_it(
    tmp_path, discord, ada, photo
):
    order = await ada.animate("melt", photo, duration=2, seed=7)
    message = await clip_for(discord, order)

    assert order.reply["type"] == 4
    assert f"{MELT} credits" in order.reply["data"]["content"]
    assert frames_of(discord, message, tmp_path) == 48
    assert message["embeds"] == []
    assert "seed 7" in message["content"]
    assert "duration 2" in message["content"]
    assert verbs_of(message) == ["again", "variants", "longer", "delete", "other"]
    assert len(messages_in(discord, ada.channel)) == 1
    assert await spendable(ada) == FREE - MELT


async def test_the_line_is_shown_with_place_time_and_a_way_out(discord, ada, photo, large_photo):
    first = await Person(discord).animate("melt", large_photo, duration=4)
    await waiting(discord, first)
    order = await ada.animate("melt", photo, duration=1)
    text = (await waiting(discord, order))["content"]
    await clip_for(discord, order)

    assert re.search(r"place 1|next in line|▱", text)
    assert re.search(r"<t:\d{10}:R>", text)
    edits = [each for each in discord.requests if order.token in each.path]
    assert len(edits) < 30


async def test_progress_is_drawn_while_frames_are(discord, ada, large_photo):
    order = await ada.animate("melt", large_photo, duration=10)

    message = await says(discord, order, "▰")

    assert re.search(r"\d+ %", message["content"])
    await ada.press(message, "cancel")
    await says(discord, order, "Cancelled")


async def test_a_direct_message_with_the_bot_works_like_a_channel(discord, photo):
    ada = Person(discord, guild=None)

    message = await clip_for(discord, await ada.animate("melt", photo, duration=1))

    assert message["channel_id"] == ada.channel


async def test_an_app_that_a_person_installed_works_where_the_bot_is_not(discord, photo):
    ada = Person(discord, guild="99", installed_for="user")

    order = await ada.animate("melt", photo, duration=1)

    assert await clip_for(discord, order)
    assert order.followups == 0


async def test_a_chat_between_people_works_for_an_app_of_one_of_them(discord, photo):
    ada = Person(discord, guild=None, installed_for="user")

    order = await ada.animate("melt", photo, duration=1)

    assert await clip_for(discord, order)
    assert order.followups == 0


async def test_where_apps_are_restricted_the_clip_arrives_in_private(discord, photo):
    ada = Person(discord, guild="99", installed_for="user", forced_ephemeral=True)

    assert is_private(await clip_for(discord, await ada.animate("melt", photo, duration=1)))


async def test_a_hidden_picture_makes_a_hidden_clip(discord, ada, photo):
    order = await ada.animate("melt", photo, spoiler=True, duration=1)
    message = await clip_for(discord, order)

    assert message["attachments"][0]["filename"].startswith("SPOILER_")


async def test_a_camera_move_with_an_amount(discord, ada, photo):
    image = attachment(ada.file(photo))
    order = await ada.slash("camera", move="pan", image=image, amount=0.8, seconds=1.0)

    assert "strength 0.8" in (await clip_for(discord, order))["content"]


# Cancelling.


async def test_cancelling_while_waiting_gives_the_credits_back(discord, ada, photo, large_photo):
    bob = Person(discord)
    first = await bob.animate("melt", large_photo, duration=10)
    ahead = await waiting(discord, first)
    order = await ada.animate("melt", photo)

    await ada.press(await waiting(discord, order), "cancel")

    ended = await says(discord, order, "Cancelled")
    assert ended["components"] == []
    assert await spendable(ada) == FREE
    assert ahead["attachments"] == []
    await bob.press(ahead, "cancel")
    await says(discord, first, "Cancelled")


async def test_cancelling_while_frames_are_drawn_gives_the_credits_back(discord, ada, large_photo):
    order = await ada.animate("melt", large_photo, duration=10)
    message = await says(discord, order, "▰")

    await ada.slash("cancel")
    await says(discord, order, "Cancelled")

    assert message["attachments"] == []
    assert await spendable(ada) == FREE


async def test_only_the_owner_can_press_what_costs_or_deletes(discord, ada, photo):
    message = await clip_for(discord, await ada.animate("melt", photo, duration=1))
    bob = Person(discord, channel=ada.channel)

    for verb in verbs_of(message):
        press = await bob.press(message, verb, ["zoom"] if verb == "other" else None)
        assert "no such clip among yours" in (await answer_of(press))["content"], verb
        assert is_private(message_of(discord, press))

    assert message["id"] in discord.messages
    assert await spendable(bob) == FREE


async def test_only_the_owner_can_cancel(discord, ada, photo, large_photo):
    order = await ada.animate("melt", large_photo, duration=10)
    message = await waiting(discord, order)
    bob = Person(discord, channel=ada.channel)

    press = await bob.press(message, "cancel")

    assert "no such clip among yours" in (await answer_of(press))["content"]
    await ada.press(message, "cancel")
    await says(discord, order, "Cancelled")


# Buttons under a clip.


async def test_again_takes_the_same_picture_and_options_with_another_seed(discord, ada, photo):
    first = await clip_for(discord, await ada.animate("melt", photo, duration=1, seed=7))

    second = await clip_for(discord, await ada.press(first, "again"))

    assert second["id"] != first["id"]
    assert "duration 1" in second["content"]
    assert "seed 7 " not in second["content"]


async def test_longer_is_twice_as_long_with_the_same_seed(tmp_path, discord, ada, photo):
    first = await clip_for(discord, await ada.animate("melt", photo, duration=1, seed=7))

    second = await clip_for(discord, await ada.press(first, "longer"))

    assert frames_of(discord, second, tmp_path) == 48
    assert "seed 7" in second["content"]


async def test_variants_arrive_together_in_one_message(tmp_path, discord, ada, photo):
    first = await clip_for(discord, await ada.animate("melt", photo, duration=1))

    second = await clip_for(discord, await ada.press(first, "variants"))

    assert len(second["attachments"]) == 4
    assert len({each["filename"] for each in second["attachments"]}) == 4
    assert frames_of(discord, second, tmp_path) == 24
    assert await spendable(ada) == FREE - 5 * MELT


async def test_who_asks_is_written_when_credits_are_back(discord, ada, photo):
    await clip_for(discord, await ada.animate("melt", photo, duration=1))
    balance = await ada.slash("balance")
    await answer_of(balance)

    press = await ada.press(message_of(discord, balance), "notify")

    await says(discord, press, "I will write you")


async def test_what_would_be_too_long_is_not_offered(discord, ada, photo):
    message = await clip_for(discord, await ada.animate("melt", photo, duration=6))

    assert verbs_of(message) == ["again", "variants", "delete", "other"]


async def test_another_effect_on_the_same_picture(discord, ada, photo):
    first = await clip_for(discord, await ada.animate("melt", photo, duration=1))

    second = await clip_for(discord, await ada.press(first, "other", ["zoom"]))

    assert "Zoom" in second["content"]
    assert len(find_component(first, "other")["options"]) <= 25


async def test_deleting_takes_the_message_away(discord, ada, photo):
    message = await clip_for(discord, await ada.animate("melt", photo, duration=1))

    await ada.press(message, "delete")

    await discord.until(lambda: message["id"] not in discord.messages)

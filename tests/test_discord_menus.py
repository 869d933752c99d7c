"""The menus of messages on Discord, the gallery, and what is suggested while one types."""

import io

import pytest
import pytest_asyncio
from discord_bot import (
    Bot,
    answer_of,
    clip_for,
    clip_in,
    frames_of,
    is_private,
    message_of,
    waiting,
    with_components,
    write_config,
)
from discord_people import (
    Person,
    find_component,
    verbs_of,
)
from PIL import Image

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


# Menus of messages.


async def chosen(discord, ada, press):
    """Pick an effect in the private answer of a menu; returns the public order."""
    question = await discord.until(lambda: with_components(message_of(discord, press)))
    assert is_private(question)
    return await ada.press(question, "use", ["melt"])


async def test_animating_the_picture_of_somebodys_message(discord, ada, photo):
    message = await Person(discord, channel=ada.channel).post(ada.file(photo))

    order = await chosen(discord, ada, await ada.menu("Animate this image", message))

    clip = await clip_for(discord, order)
    assert not is_private(clip)


async def test_animating_an_embedded_picture(discord, ada, photo):
    picture = {"proxy_url": ada.file(photo)["url"], "url": "https://elsewhere.example/a.jpg"}
    message = await ada.post(embeds=[{"type": "rich", "image": picture}])

    order = await chosen(discord, ada, await ada.menu("Animate this image", message))

    assert await clip_for(discord, order)


async def test_animating_the_picture_that_a_message_replies_to(discord, ada, photo):
    original = await ada.post(ada.file(photo))
    reference = {"type": 0, "message_id": original["id"], "channel_id": ada.channel}
    message = await ada.post(
        content="this one", type=19, message_reference=reference, referenced_message=original
    )

    order = await chosen(discord, ada, await ada.menu("Animate this image", message))

    assert await clip_for(discord, order)


async def test_animating_a_sticker(discord, ada, photo):
    png = io.BytesIO()
    Image.open(io.BytesIO(photo)).save(png, "PNG")
    discord.files["66.png"] = png.getvalue()
    stickers = [
        {"id": "65", "name": "wave", "format_type": 3},  # Lottie: a drawing program, no picture
        {"id": "66", "name": "cup", "format_type": 1},
    ]
    message = await ada.post(sticker_items=stickers)

    order = await chosen(discord, ada, await ada.menu("Animate this image", message))

    assert await clip_for(discord, order)
    assert "65.json" not in discord.fetched


async def test_animating_a_forwarded_picture(discord, ada, photo):
    forwarded = await ada.post(ada.file(photo))
    message = await ada.post(message_snapshots=[{"message": forwarded}])

    order = await chosen(discord, ada, await ada.menu("Animate this image", message))

    assert await clip_for(discord, order)


async def test_of_several_pictures_one_is_picked_and_broken_ones_are_left_out(discord, ada, photo):
    small = io.BytesIO()
    Image.open(io.BytesIO(photo)).rotate(90).save(small, "PNG")
    files = [ada.file(photo, "a.jpg"), ada.file(b"junk" * 50), ada.file(small.getvalue(), "b.png")]
    message = await ada.post(*files)

    press = await ada.menu("Animate this image", message)
    question = await discord.until(lambda: with_components(message_of(discord, press)))
    options = find_component(question, "choose")["options"]
    assert [option["label"] for option in options] == ["1. a.jpg", "3. b.png"]
    await ada.press(question, "choose", [options[1]["value"]])
    await discord.until(lambda: "use" in verbs_of(question))
    order = await ada.press(question, "use", ["melt"])

    assert await clip_for(discord, order)


async def test_a_message_without_a_picture_is_explained(discord, ada):
    press = await ada.menu("Animate this image", await ada.post(content="hello"))

    assert "Add a picture" in (await answer_of(press))["content"]


async def test_animating_ones_own_clip_again_with_another_effect(discord, ada, photo):
    clip = await clip_for(discord, await ada.animate("melt", photo, duration=1))
    press = await ada.menu("Animate again with…", clip)
    await answer_of(press)

    order = await ada.press(message_of(discord, press), "other", ["zoom"])

    assert "Zoom" in (await clip_for(discord, order))["content"]


async def test_a_form_takes_an_effect_with_options(discord, ada, photo):
    press = await ada.menu("Animate again with…", await ada.post(ada.file(photo)))
    question = await discord.until(lambda: with_components(message_of(discord, press)))
    form = await answer_of(await ada.press(question, "form"))

    order = await ada.fill_in(form, order="melt strength=0.8 duration=1")

    assert "strength 0.8" in (await clip_for(discord, order))["content"]


# What was hidden stays hidden.


async def test_a_hidden_picture_stays_hidden_through_every_menu(discord, ada, photo):
    message = await ada.post(ada.file(photo, "SPOILER_photo.jpg"))
    press = await ada.menu("Animate this image", message)
    question = await discord.until(lambda: with_components(message_of(discord, press)))
    form = await answer_of(await ada.press(question, "form"))

    written = await clip_for(discord, await ada.fill_in(form, order="melt duration=1"))
    used = await clip_for(discord, await ada.press(question, "use", ["zoom"]))
    again = await clip_for(discord, await ada.press(written, "again"))
    last = await clip_for(discord, await ada.slash("last"))

    assert [is_hidden(each) for each in (written, used, again, last)] == [True] * 4


async def test_of_several_the_hidden_picture_stays_hidden(discord, ada, photo, large_photo):
    files = [ada.file(photo), ada.file(large_photo, "SPOILER_photo.jpg")]
    press = await ada.menu("Animate this image", await ada.post(*files))
    question = await discord.until(lambda: with_components(message_of(discord, press)))
    options = find_component(question, "choose")["options"]

    shown = []
    for option in options:
        await ada.press(question, "choose", [option["value"]])
        await discord.until(lambda: "use" in verbs_of(question))
        shown.append(await clip_for(discord, await ada.press(question, "use", ["zoom"])))
        question["components"] = choosing(options)

    assert [is_hidden(each) for each in shown] == [False, True]


def choosing(options):
    menu = {"type": 3, "custom_id": "v1:choose:", "options": options}
    return [{"type": 1, "components": [menu]}]


async def test_what_an_age_restricted_channel_shows_is_hidden_elsewhere(discord, photo):
    ada = Person(discord, is_age_restricted=True)
    shown = await clip_for(discord, await ada.animate("melt", photo, duration=1))
    there = await clip_for(discord, await ada.press(shown, "again"))
    private = Person(discord, id=ada.id, guild=None)
    last = await clip_for(discord, await private.slash("last"))
    here = await clip_for(discord, await private.press(last, "again"))

    assert [is_hidden(each) for each in (shown, there, last, here)] == [False, False, True, True]


async def test_what_leaves_an_age_restricted_channel_is_hidden(discord, photo):
    ada = Person(discord, is_age_restricted=True)
    order = await ada.animate("melt", photo)
    await waiting(discord, order)
    discord.dead_tokens.add(order.token)
    discord.unreachable.add(ada.channel)

    assert is_hidden(await clip_in(discord, f"5{ada.id}"))


def is_hidden(message):
    return message["attachments"][0]["filename"].startswith("SPOILER_")


# The gallery.


async def test_the_gallery_shows_moving_previews_with_prices_and_takes_a_picture(
    tmp_path, discord, ada, photo
):
    press = await ada.slash("effects")
    page = await discord.until(lambda: with_components(message_of(discord, press)), within_s=60)
    assert is_private(page)
    assert page["flags"] & (1 << 15)  # Components V2
    assert len(page["attachments"]) == 4
    assert frames_of(discord, page, tmp_path) > 24
    button = find_component(page, "try")
    assert "credit" in button["label"]

    form = await answer_of(await ada.press(page, "try"))
    order = await ada.fill_in(form, picture=ada.file(photo), order="duration=1")

    assert await clip_for(discord, order)


async def test_the_gallery_turns_its_pages(discord, ada):
    press = await ada.slash("effects")
    page = await discord.until(lambda: with_components(message_of(discord, press)))
    first = find_component(page, "try")["custom_id"]

    await ada.press(page, "page")

    await discord.until(lambda: find_component(page, "try")["custom_id"] != first, within_s=60)


# Completion.


async def choices(ada, command, option, typed, **others):
    return (await answer_of(await ada.type(command, option, typed, **others)))["choices"]


async def test_effects_are_suggested_with_price_and_category(ada):
    found = await choices(ada, "animate", "effect", "mel")

    assert found[0]["value"] == "melt"
    assert f"{MELT} credits" in found[0]["name"]
    assert len(await choices(ada, "animate", "effect", "")) == 25


async def test_effects_are_found_by_what_they_do_in_the_readers_language(discord):
    bob = Person(discord, locale="de")

    [found] = await choices(bob, "animate", "effect", "wie wachs")

    assert found["value"] == "melt"
    assert found["name"].startswith("Melt · 2 Credits · Verwandlung · schmilzt wie Wachs")


async def test_options_are_suggested_for_the_chosen_effect(ada):
    found = await choices(ada, "animate", "options", "duration=2 str", effect="melt")

    assert found[0]["value"] == "duration=2 strength=0.5"
    assert "0 to 1" in found[0]["name"]

"""Models on Telegram: shown, never offered for a picture alone, and ordered as it is said."""

import pytest
from telegram_house import open_telegram
from telegram_server import TelegramServer, buttons

from bot.frontends.telegram.callbacks import Source, Verb, button, pack

ADA = 42
TELEGRAM_ADA = "telegram:42"
FREE = 60


@pytest.fixture
async def server():
    async with TelegramServer() as server:
        yield server
    assert server.violations == []


@pytest.fixture
async def bot(tmp_path, server, tiny, saved):
    models = {name: tiny.entry(name, saved(name)) for name in ("wan", "svd")}
    generation = {"isolate": False}
    data = tmp_path / "data"
    async with open_telegram(data, server, models=models, generation=generation) as house:
        yield house
        assert await house.store.verify() == []


async def offered(server, menu):
    """The effects on all pages of a menu."""
    first, found = buttons(menu), []
    while not found or buttons(menu) != first:
        shown = buttons(menu)
        found += [each["text"].partition(" · ")[0] for each in shown]
        await server.tap(menu, "▶")
        await server.until(lambda shown=shown: buttons(menu) != shown)
    return found


def clips_of(server):
    """The clips, and not the previews of them, which are animations."""
    return [message for message in server.own() if "video" in message]


async def said(server, words):
    return await server.until(lambda: next((t for t in server.texts() if words in t), None))


async def test_under_a_picture_only_what_needs_nothing_more_is_offered(bot, server, photo):
    await server.send_photo(photo)
    [menu] = await server.until(server.own)

    names = await offered(server, menu)

    assert {"svd", "melt"} <= set(names)
    assert not {"wan", "voice-card"} & set(names)


async def test_a_model_can_be_looked_at_and_ordered_as_it_says(bot, server, photo):
    await server.send(text="/effects")
    [menu] = await server.until(server.own)
    await server.choose(menu, "wan")
    card = await said(server, "wan: the picture")
    command = card[card.index("/animate wan") :]

    await server.send_photo(photo, f"{command} duration=1")
    [clip] = await server.until(lambda: clips_of(server))

    assert command == '/animate wan prompt="the waves roll in"'
    assert clip["caption"].startswith("wan")


async def test_a_prompt_alone_goes_to_the_model_in_a_caption_and_in_an_answer(bot, server, photo):
    picture = await server.send_photo(photo, '/animate prompt="steam rises" duration=1')
    await server.until(lambda: clips_of(server))
    opening = next(c for c in server.of("sendMessage") if "credits" in c.fields["text"])
    await server.send(text='/animate prompt="it snows" duration=1', reply_to_message=picture)
    clips = await server.until(lambda: len(found := clips_of(server)) == 2 and found)

    assert opening.fields["text"].startswith("wan, 1 s, 10 credits")
    prompts = [job.typed["prompt"] for job in await bot.jobs(TELEGRAM_ADA)]
    assert sorted(prompts) == ["it snows", "steam rises"]
    assert all(clip["caption"].startswith("wan") for clip in clips)


@pytest.mark.parametrize(
    ("effect", "words"), [("wan", 'prompt="the waves roll in"'), ("voice-card", "a voice note")]
)
async def test_a_tap_for_what_needs_more_says_what(bot, server, photo, effect, words):
    await server.send_photo(photo)
    [menu] = await server.until(server.own)

    await server.press(menu, button(Verb.EFFECT, Source("r", pack(ADA)).to_text(), effect))

    assert (await said(server, words)).startswith("To use it,")
    assert await bot.jobs() == []
    assert await bot.balance() == FREE


async def test_what_a_model_does_by_its_name_has_a_card_and_can_be_chosen_by_a_link(
    bot, server, photo
):
    await server.send(text="/effects hug")
    card = await said(server, "does as its name says")
    await server.send(text="/start effect_hugging")
    await server.until(lambda: "hugging" in server.texts()[-1] and len(server.texts()) > 2)

    await server.send_photo(photo)
    [clip] = await server.until(lambda: clips_of(server))

    price = (await bot.studio.quote("hugging", {}, TELEGRAM_ADA)).price
    assert card.startswith(f"hugging: the picture does as its name says.\n{price} credits · ")
    assert "prompt" not in card
    assert card.endswith("send a picture with the caption /animate hugging")
    assert (await bot.jobs(TELEGRAM_ADA))[0].typed["prompt"].endswith("hug warmly")
    assert clip["caption"].startswith("wan")


async def test_a_link_to_a_model_says_how_and_leaves_the_next_picture_alone(bot, server, photo):
    await server.send(text="/start effect_wan")
    await said(server, "/animate wan prompt=")

    await server.send_photo(photo)

    await said(server, "What should happen")
    assert await bot.jobs() == []

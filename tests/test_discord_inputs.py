"""What comes with an order on Discord: pictures, words, sounds, and what is refused."""

import asyncio
import io
import re

import av
import pytest
import pytest_asyncio
from aiohttp import web
from discord_bot import (
    FREE,
    Bot,
    answer_of,
    clip_for,
    content_of,
    is_private,
    message_of,
    messages_in,
    spendable,
    whisper_to,
    write_config,
)
from discord_people import (
    Person,
    attachment,
    find_component,
    verbs_of,
)
from discord_server import MIB
from recorded import encode, speech

pytestmark = pytest.mark.asyncio(loop_scope="module")
MELT = 2  # its price, as `zoetrope effects` says
POOR = """
[discord.role_tiers]
802 = 'poor'
[tiers.free]
[tiers.poor]
allowance = 2
allowance_cap = 2
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def bot(tmp_path_factory, discord):
    config = write_config(tmp_path_factory.mktemp("bot"), discord, discord_extra=POOR)
    async with Bot(config, discord) as bot:
        yield bot
    assert "Traceback" not in bot.errors, bot.errors


@pytest.fixture
def ada(discord):
    return Person(discord)


# Refusals: private, one sentence, free.


MISTAKES = {
    "unknown effect": (("meltt", {}), "did you mean"),
    "unknown option": (("melt", {"strenght": 1}), "strength"),
    "out of range": (("melt", {"strength": 7}), "0 to 1"),
    "too long": (("melt", {"duration": 30}), "up to 10 s"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
async def test_a_mistake_is_explained_in_private_and_costs_nothing(discord, ada, photo, mistake):
    (effect, options), hint = MISTAKES[mistake]

    order = await ada.animate(effect, photo, **options)
    answer = await answer_of(order)

    assert hint in answer["content"]
    assert is_private(message_of(discord, order))
    assert await spendable(ada) == FREE


async def _redirect(_request):
    return web.Response(status=302, headers={"Location": "http://169.254.169.254/"})


async def _endless(request):
    answer = web.StreamResponse()
    await answer.prepare(request)
    try:
        while True:
            await answer.write(b"\0" * MIB)
    except ConnectionError:
        return answer


async def _gone(_request):
    return web.Response(status=404)


async def _packed(_request):
    return web.Response(body=b"x" * 3000, headers={"Content-Encoding": "gzip"})


BAD_PICTURES = {
    "text": (b"not a picture @everyone " * 50, "not a picture"),
    "cut off": (None, "damaged"),
    "redirect": (_redirect, "could not be fetched"),
    "endless": (_endless, "larger than"),
    "gone": (_gone, "could not be fetched"),
    "packed": (_packed, "not a picture"),
}


@pytest.mark.parametrize("what", BAD_PICTURES)
async def test_a_bad_picture_is_explained_in_private_and_costs_nothing(discord, ada, photo, what):
    content, hint = BAD_PICTURES[what]

    await ada.animate("melt", content or photo[: len(photo) // 2])

    assert hint in await whisper_to(discord, ada)
    await discord.until(lambda: all(map(is_private, messages_in(discord, ada.channel))))
    assert await spendable(ada) == FREE


async def test_eight_orders_at_once_hold_their_files(discord, photo):
    held, most, full, released = 0, 0, asyncio.Event(), asyncio.Event()

    async def slow(_request):
        nonlocal held, most
        held += 1
        most = max(most, held)
        if held == 8:
            full.set()
        await released.wait()
        held -= 1
        return web.Response(status=404)

    crowd = [Person(discord) for _ in range(10)]
    orders = [await each.animate("melt", slow) for each in crowd]
    await asyncio.gather(*map(answer_of, orders))
    await asyncio.wait_for(full.wait(), 20)
    await spendable(Person(discord))  # time enough for the others, if they did not wait
    released.set()

    for each in crowd:
        assert "could not be fetched" in await whisper_to(discord, each)
    assert most == 8


async def test_only_discords_own_file_hosts_are_fetched(discord, ada, photo):
    image = ada.file(photo) | {"url": "http://127.0.0.1:1/photo.jpg"}

    await ada.slash("animate", effect="melt", image=attachment(image))

    assert "could not be fetched" in await whisper_to(discord, ada)


async def test_an_empty_balance_says_what_it_costs_and_when_more_comes(discord, photo):
    ada = Person(discord, roles=["802"])
    await clip_for(discord, await ada.animate("zoom", photo, duration=1))
    order = await ada.animate("melt", photo)

    assert re.search(
        r"costs 2 credits and you have 1; 1 more come in", (await answer_of(order))["content"]
    )
    assert is_private(message_of(discord, order))


# Words.


async def test_words_go_where_the_effect_takes_words(discord, ada, photo):
    image = attachment(ada.file(photo))
    order = await ada.slash(
        "animate",
        image=image,
        effect="relight",
        prompt="golden hour from the left",
        options="duration=1",
    )

    assert "words golden hour from the left" in (await clip_for(discord, order))["content"]


WORDS_IN_VAIN = {  # what is given besides the picture, and what the answer must name
    "a prompt and no model": (
        {"prompt": "the waves roll in"},
        (r"[models]", "/animate cinemagraph"),
    ),
    "what only models do": ({"effect": "hugging"}, (r"[models]", "/animate parallax")),
    "a prompt for an effect": ({"effect": "melt", "prompt": "slowly"}, ("“prompt”", "strength")),
    "nothing": ({}, ("/animate melt",)),
}


@pytest.mark.parametrize("what", WORDS_IN_VAIN)
async def test_words_that_nothing_here_follows_are_declined_in_private(discord, ada, photo, what):
    given, named = WORDS_IN_VAIN[what]

    order = await ada.slash("animate", image=attachment(ada.file(photo)), **given)
    answer = (await answer_of(order))["content"]

    assert [each for each in named if each not in answer] == []
    assert is_private(message_of(discord, order))
    assert await spendable(ada) == FREE


# Sounds.


def with_sound(ada, photo, sound, effect="voice-card", **options):
    image, recording = attachment(ada.file(photo)), attachment(sound)
    return ada.slash("animate", image=image, effect=effect, sound=recording, **options)


def sound_of(discord, message):
    """How many seconds of sound an attached clip has."""
    with av.open(io.BytesIO(content_of(discord, message))) as clip:
        stream = clip.streams.audio[0]
        return float(stream.duration * stream.time_base)


@pytest.mark.parametrize("told", [None, 2.0], ids=["a file", "a voice message"])
async def test_a_recording_makes_a_clip_as_long_as_itself_that_plays_it(discord, ada, photo, told):
    order = await with_sound(ada, photo, ada.recording(encode(speech(2)), told))
    first = (await answer_of(order))["content"]

    message = await clip_for(discord, order)

    assert ("credit" in first) == (told is not None)  # no price before the length is known
    assert "duration 2" in message["content"]
    assert sound_of(discord, message) == pytest.approx(2, abs=0.1)


async def test_again_plays_the_same_recording(discord, ada, photo):
    order = await with_sound(ada, photo, ada.recording(encode(speech(1.2))))
    first = await clip_for(discord, order)
    discord.files.clear()  # gone from Discord: what is needed was kept

    second = await clip_for(discord, await ada.press(first, "again"))

    assert sound_of(discord, second) == pytest.approx(1.2, abs=0.1)


async def test_more_of_a_recording_costs_what_the_button_says(discord, ada, photo):
    first = await clip_for(
        discord, await with_sound(ada, photo, ada.recording(encode(speech(4.5))))
    )
    before, label = await spendable(ada), find_component(first, "variants")["label"]

    await clip_for(discord, await ada.press(first, "variants"))

    assert label == f"Variants · {before - await spendable(ada)} credits"
    assert "longer" not in verbs_of(first)  # than its sound


async def test_again_says_at_once_what_a_recording_costs(discord, ada, photo):
    first = await clip_for(discord, await with_sound(ada, photo, ada.recording(encode(speech(6)))))
    before, again = await spendable(ada), await ada.press(first, "again")
    await clip_for(discord, again)

    price = before - await spendable(ada)
    assert f"{price} credits" in (await answer_of(again))["content"]


async def test_an_effect_that_moves_to_a_sound_asks_for_one(discord, ada, photo):
    order = await ada.animate("voice-card", photo)

    assert "attach one" in (await answer_of(order))["content"]
    assert is_private(message_of(discord, order))


async def test_a_recording_that_nobody_would_hear_is_refused(discord, ada, photo):
    order = await with_sound(ada, photo, ada.recording(encode(speech(1.2))), effect="melt")

    assert "plays no sound" in (await answer_of(order))["content"]
    assert is_private(message_of(discord, order))


BAD_SOUNDS = {
    "a picture": (lambda photo: photo, "not a recording"),
    "silence": (lambda _: encode(speech(2, silent_from=0)), "nothing to hear"),
    "endless": (lambda _: _endless, "That recording is larger than"),
    "gone": (lambda _: _gone, "could not be fetched"),
}


@pytest.mark.parametrize("what", BAD_SOUNDS)
async def test_a_bad_recording_is_explained_in_private_and_costs_nothing(discord, ada, photo, what):
    content, hint = BAD_SOUNDS[what]

    await with_sound(ada, photo, ada.recording(content(photo)))

    assert hint in await whisper_to(discord, ada)
    await discord.until(lambda: all(map(is_private, messages_in(discord, ada.channel))))
    assert await spendable(ada) == FREE


async def test_the_gallery_asks_for_the_recording_too(discord, ada, photo):
    form = await answer_of(await ada.press(gallery_entry("voice-card"), "try"))

    order = await ada.fill_in(
        form, picture=ada.file(photo), sound=ada.recording(encode(speech(1.2)))
    )

    assert sound_of(discord, await clip_for(discord, order)) == pytest.approx(1.2, abs=0.1)


def gallery_entry(effect):
    """A page of the gallery as far as a press goes: its button."""
    button = {"type": 2, "style": 1, "label": effect, "custom_id": f"v1:try:{effect}"}
    return {"id": "1", "components": [{"type": 1, "components": [button]}]}

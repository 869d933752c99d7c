"""Every button, menu and form that one process left on Discord, pressed in the next."""

from dataclasses import dataclass

import pytest
import pytest_asyncio
from discord_bot import (
    Bot,
    answer_of,
    clip_for,
    message_of,
    says,
    waiting,
    with_components,
    write_config,
)
from discord_people import Person, find_component, verbs_of

from bot.frontends.discord.keys import Verb

pytestmark = pytest.mark.asyncio(loop_scope="module")
TIER = """
[tiers.free]
largest_side = 480
upscale_side = 960
allowance = 1000
allowance_cap = 1000
"""


@dataclass
class Left:
    """What a process that was killed left in the chat: whose it is, and the messages."""

    photo: bytes
    ada: Person
    bob: Person
    clip: dict
    line: list  # two messages of orders that are not done, the first one in the making
    question: dict  # what to do with a picture
    choice: dict  # which of two pictures
    gallery: dict
    balance: dict
    erasure: dict


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def left(tmp_path_factory, discord, photo, large_photo):
    """Leave everything that can be pressed, be killed, and come back as another process."""
    config = write_config(tmp_path_factory.mktemp("bot"), discord, TIER)
    async with Bot(config, discord) as bot:
        left = await leave_all(discord, photo, large_photo)
        await bot.kill()
    discord.files.clear()  # pictures are kept by us, not by Discord
    async with Bot(config, discord) as bot:
        yield left
    assert "Traceback" not in bot.errors, bot.errors


async def leave_all(discord, photo, large_photo):
    ada, bob = Person(discord), Person(discord)
    two = [ada.file(photo), ada.file(large_photo)]
    presses = {
        "question": await ada.menu("Animate this image", await ada.post(ada.file(photo))),
        "choice": await ada.menu("Animate this image", await ada.post(*two)),
        "gallery": await ada.slash("effects"),
        "erasure": await bob.slash("delete", group="privacy"),
    }
    clip = await clip_for(discord, await ada.animate("melt", large_photo, duration=1, seed=7))
    await clip_for(discord, await bob.animate("zoom", photo, duration=1))
    balance = await ada.slash("balance")
    await answer_of(balance)
    messages = {
        name: await discord.until(
            lambda press=press: with_components(message_of(discord, press)), within_s=60
        )
        for name, press in presses.items()
    }
    orders = [await ada.animate("melt", large_photo, duration=10, variants=5) for _ in range(2)]
    line = [await waiting(discord, order) for order in orders]
    return Left(photo, ada, bob, clip, line, balance=message_of(discord, balance), **messages)


# One way to press each, and how to see that it worked.


async def cancels(discord, left):
    for message in left.line:
        await left.ada.press(message, "cancel")
    for message in left.line:
        await discord.until(lambda message=message: "Cancelled" in message["content"])


async def orders_again(discord, left):
    assert "seed 7 " not in (await pressed(discord, left, "again"))["content"]


async def orders_variants(discord, left):
    assert len((await pressed(discord, left, "variants"))["attachments"]) == 4


async def orders_longer(discord, left):
    assert "duration 2" in (await pressed(discord, left, "longer"))["content"]


async def orders_another(discord, left):
    assert "Zoom" in (await pressed(discord, left, "other", ["zoom"]))["content"]


async def pressed(discord, left, verb, values=None):
    return await clip_for(discord, await left.ada.press(left.clip, verb, values))


async def upscales(discord, left):
    assert "960 x 640" in (await pressed(discord, left, "upscale"))["content"]


async def deletes(discord, left):
    await left.ada.press(left.clip, "delete")
    await discord.until(lambda: left.clip["id"] not in discord.messages)


async def chooses(discord, left):
    options = find_component(left.choice, "choose")["options"]
    await left.ada.press(left.choice, "choose", [options[1]["value"]])
    await discord.until(lambda: "use" in verbs_of(left.choice))


async def uses(discord, left):
    order = await left.ada.press(left.question, "use", ["zoom"])
    assert "Zoom" in (await clip_for(discord, order))["content"]


async def opens_a_form(discord, left):
    form = await answer_of(await left.ada.press(left.question, "form"))
    order = await left.ada.fill_in(form, order="melt strength=0.8 duration=1")
    assert "strength 0.8" in (await clip_for(discord, order))["content"]


async def tries(discord, left):
    form = await answer_of(await left.ada.press(left.gallery, "try"))
    picture = left.ada.file(left.photo)
    assert await clip_for(discord, await left.ada.fill_in(form, picture=picture))


async def turns_the_page(discord, left):
    first = find_component(left.gallery, "try")["custom_id"]
    await left.ada.press(left.gallery, "page")
    await discord.until(lambda: find_component(left.gallery, "try")["custom_id"] != first)


async def promises_a_notice(discord, left):
    await says(discord, await left.ada.press(left.balance, "notify"), "I will write you")


async def erases(_discord, left):
    answer = await answer_of(await left.bob.press(left.erasure, "erase"))
    assert "account is deleted" in answer["content"]


WORKS = {  # in the order of the tests: what is in line is cancelled first, what deletes comes last
    (Verb.CANCEL,): cancels,
    (Verb.AGAIN,): orders_again,
    (Verb.VARIANTS,): orders_variants,
    (Verb.LONGER,): orders_longer,
    (Verb.OTHER,): orders_another,
    (Verb.UPSCALE,): upscales,
    (Verb.CHOOSE,): chooses,
    (Verb.USE,): uses,
    (Verb.FORM, Verb.WRITTEN): opens_a_form,
    (Verb.TRY, Verb.UPLOADED): tries,
    (Verb.PAGE,): turns_the_page,
    (Verb.NOTIFY,): promises_a_notice,
    (Verb.DELETE,): deletes,
    (Verb.ERASE,): erases,
}


@pytest.mark.parametrize("verbs", WORKS, ids="+".join)
async def test_what_one_process_left_works_in_the_next(discord, left, verbs):
    await WORKS[verbs](discord, left)


async def test_every_verb_is_pressed():
    assert {verb for verbs in WORKS for verb in verbs} == set(Verb)

"""The upscale button everywhere: a larger clip, paid once, after a restart, for its owner."""

import asyncio
import io

import av
from discord_bot import (
    FREE,
    Bot,
    answer_of,
    clip_for,
    content_of,
    messages_in,
    spendable,
    whisper_to,
)
from discord_bot import write_config as discord_config
from discord_people import Person, find_component, verbs_of
from discord_server import DiscordServer
from doors import open_page
from houses import open_house
from telegram_house import open_telegram
from telegram_server import BOB, TelegramServer, buttons
from test_process import books
from test_web import event_after, place
from test_web import spendable as spendable_on_page

from bot.config import Config

SMALL = {"largest_side": 240, "upscale_side": 480}  # so that a test is quick
MELT = 2  # its price, and that of a clip of 480 pixels


def size_of(content):
    with av.open(io.BytesIO(content)) as container:
        stream = container.streams.video[0]
        return stream.width, stream.height


def other_clips(discord, person, first):
    messages = messages_in(discord, person.channel)
    return [each for each in messages if each["attachments"] and each["id"] != first["id"]]


async def test_on_discord_after_a_restart_pressed_twice_it_is_one_order(tmp_path, photo):
    small = "[tiers.free]\nlargest_side = 240\nupscale_side = 480\n"
    async with DiscordServer() as discord:
        config = discord_config(tmp_path, discord, small)
        ada, bob = Person(discord), Person(discord)
        async with Bot(config, discord):
            first = await clip_for(discord, await ada.animate("melt", photo, duration=1, seed=7))
        async with Bot(config, discord):
            label = find_component(first, "upscale")["label"]
            stranger = await bob.press(first, "upscale")
            refused = (await answer_of(stranger))["content"]
            await asyncio.gather(*(ada.press(first, "upscale") for _ in range(2)))
            said = await whisper_to(discord, ada)
            [large] = await discord.until(lambda: other_clips(discord, ada, first))
            balance = await spendable(ada)

        assert label == f"Upscale · {MELT} credits"
        assert "no such clip among yours" in refused
        assert "upscaled already" in said
        assert size_of(content_of(discord, first)) == (240, 160)
        assert size_of(content_of(discord, large)) == (480, 320)
        assert "seed 7" in large["content"]
        assert "upscale" not in verbs_of(large)
        assert balance == FREE - 2 * MELT
        assert await books(tmp_path) == []
        assert discord.complaints() == []


async def test_on_discord_what_is_pressed_under_an_upscaled_clip_costs_what_is_said(
    tmp_path, large_photo
):
    async with DiscordServer() as discord:
        config = discord_config(tmp_path, discord, "[tiers.free]\nlargest_side = 500\n")
        ada, said, paid = Person(discord), {}, {}
        async with Bot(config, discord):
            order = await ada.animate("melt", large_photo, duration=1, upscale=2)
            first = await clip_for(discord, order)
            for verb in ("again", "variants", "longer"):
                before = await spendable(ada)
                await clip_for(discord, await ada.press(first, verb))
                said[verb] = find_component(first, verb)["label"].partition("· ")[2]
                paid[verb] = f"{before - await spendable(ada)} credits"

        assert (
            said == paid == {"again": "3 credits", "variants": "12 credits", "longer": "3 credits"}
        )
        assert discord.complaints() == []


async def test_on_telegram_after_a_restart_pressed_twice_it_is_one_order(tmp_path, photo):
    tiers = {"free": SMALL}
    async with TelegramServer() as server:
        async with open_telegram(tmp_path / "data", server, tiers=tiers) as bot:
            await server.send_photo(photo, "/animate melt duration=1 seed=7")
            [first] = await server.until(server.clips)
        async with open_telegram(tmp_path / "data", server, tiers=tiers) as bot:
            await server.tap(first, "Upscale", sender=BOB)
            await server.until(lambda: len(server.answers) == 1)
            await server.tap(first, f"Upscale · {MELT}", times=2)
            _, large = await server.until(lambda: len(server.clips()) == 2 and server.clips())
        async with open_telegram(tmp_path / "data", server, tiers=tiers) as bot:
            [number] = await server.tap(first, "Upscale")  # not a double click any more
            await server.until(lambda: number in server.answers)
            jobs, balance = await bot.jobs(), await bot.balance()

    assert "no such clip among yours" in next(iter(server.answers.values()))
    assert "upscaled already" in server.answers[number]
    assert (large["video"]["width"], large["video"]["height"]) == (480, 320)
    assert [job.seed for job in jobs] == [7, 7]
    assert not [each for each in buttons(large) if "Upscale" in each["text"]]
    assert balance == FREE - 2 * MELT
    assert server.violations == []


async def test_on_telegram_every_variant_has_its_own_button(tmp_path, photo):
    async with (
        TelegramServer() as server,
        open_telegram(tmp_path / "data", server, tiers={"free": SMALL}) as bot,
    ):
        await server.send_photo(photo, "/animate melt duration=1 variants=2 seed=7")
        _, second = await server.until(lambda: len(server.clips()) == 2 and server.clips())
        await server.until(lambda: buttons(second))
        await server.tap(second, "Upscale")
        await server.until(lambda: len(server.clips()) == 3)
        latest = (await bot.jobs())[0]

    assert (latest.variants, latest.seed) == (1, 8)
    assert [each["text"] for each in buttons(second)] == [f"Upscale · {MELT}"]


async def test_on_the_page_it_is_offered_with_its_price_and_ordered_once(tmp_path, photo):
    config = Config.model_validate({"tiers": {"free": SMALL}})
    async with (
        open_house(tmp_path / "data", config) as house,
        open_page(house) as door,
        door.visitor() as session,
        door.visitor() as stranger,
    ):
        (_, ticket), clip = await event_after(session, "clip", lambda: place(session, photo))
        where = f"/api/jobs/{ticket['job_id']}/upscale"

        async def press(who=session, variant="1"):
            async with who.post(where, params={"variant": variant}) as answer:
                return answer.status, await answer.json()

        (status, _), large = await event_after(session, "clip", press)
        again, refusal = await press()
        others = [await press(stranger), await press(variant="2"), await press(variant="x")]
        others.append(await press(variant="9" * 5000))
        balance = await spendable_on_page(session)

    assert clip["upscale"] == f"Upscale for {MELT} credits"
    assert (clip["width"], clip["height"]) == (240, 160)
    assert status == 201
    assert (large["width"], large["height"]) == (480, 320)
    assert large["upscale"] == ""
    assert again == 409
    assert "upscaled already" in refusal["error"]["sentence"]
    assert {status for status, _ in others} == {404}
    assert balance == FREE - 2 * MELT

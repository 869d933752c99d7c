"""Discord, on one real process: unmodified discord.py against a loopback Discord, over sockets."""

import asyncio
import io
import json
import re

import pytest
import pytest_asyncio
from aiohttp import web
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
    whisper_to,
    write_config,
)
from discord_people import (
    MANAGE_GUILD,
    Person,
    attachment,
    channel,
    find_component,
    role,
    user,
    verbs_of,
)
from discord_server import MIB, DiscordServer
from PIL import Image

pytestmark = pytest.mark.asyncio(loop_scope="module")
MELT = 2  # its price, as `zoetrope effects` says
OPERATOR, HOME, LOG = "490", "70", "79"
SETTINGS = f"""
operators = ['{OPERATOR}']
operator_server = '{HOME}'
report_channel = '78'
admin_tiers = ['paid']
[discord.role_tiers]
801 = 'paid'
802 = 'poor'
[discord.sku_tiers]
701 = 'paid'
[discord.sku_credits]
702 = 25
[tiers.free]
[tiers.paid]
licence = 'Yours to use, commercially too.'
[tiers.poor]
allowance = 2
allowance_cap = 2
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def discord():
    async with DiscordServer() as server:
        yield server
    assert server.complaints() == []


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def bot(tmp_path_factory, discord):
    config = write_config(tmp_path_factory.mktemp("bot"), discord, discord_extra=SETTINGS)
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
    public = [each for each in messages_in(discord, ada.channel) if not is_private(each)]
    assert public == []
    assert await spendable(ada) == FREE


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


async def test_only_the_owner_can_press(discord, ada, photo):
    message = await clip_for(discord, await ada.animate("melt", photo, duration=1))
    bob = Person(discord, channel=ada.channel)

    for verb, values in (("again", None), ("delete", None), ("other", ["zoom"])):
        press = await bob.press(message, verb, values)
        assert "no such clip among yours" in (await answer_of(press))["content"]

    assert message["id"] in discord.messages
    assert await spendable(bob) == FREE


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


# Menus of messages.


async def chosen(discord, ada, press):
    """Pick an effect in the private answer of a menu; returns the public order."""
    question = await discord.until(lambda: _with_components(message_of(discord, press)))
    assert is_private(question)
    return await ada.press(question, "use", ["melt"])


def _with_components(message):
    return message if message and message["components"] else None


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


async def test_of_several_pictures_one_is_picked_and_broken_ones_are_left_out(discord, ada, photo):
    small = io.BytesIO()
    Image.open(io.BytesIO(photo)).rotate(90).save(small, "PNG")
    files = [ada.file(photo, "a.jpg"), ada.file(b"junk" * 50), ada.file(small.getvalue(), "b.png")]
    message = await ada.post(*files)

    press = await ada.menu("Animate this image", message)
    question = await discord.until(lambda: _with_components(message_of(discord, press)))
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
    question = await discord.until(lambda: _with_components(message_of(discord, press)))
    form = await answer_of(await ada.press(question, "form"))

    order = await ada.fill_in(form, order="melt strength=0.8 duration=1")

    assert "strength 0.8" in (await clip_for(discord, order))["content"]


# The gallery.


async def test_the_gallery_shows_moving_previews_with_prices_and_takes_a_picture(
    tmp_path, discord, ada, photo
):
    press = await ada.slash("effects")
    page = await discord.until(lambda: _with_components(message_of(discord, press)), within_s=60)
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
    page = await discord.until(lambda: _with_components(message_of(discord, press)))
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


async def test_options_are_suggested_for_the_chosen_effect(ada):
    found = await choices(ada, "animate", "options", "duration=2 str", effect="melt")

    assert found[0]["value"] == "duration=2 strength=0.5"
    assert "0 to 1" in found[0]["name"]


# One's own account.


async def test_the_history_and_the_last_clip(discord, ada, photo):
    await clip_for(discord, await ada.animate("melt", photo, duration=1, seed=7))

    history = (await answer_of(await ada.slash("history")))["content"]
    again = await clip_for(discord, await ada.slash("last"))

    assert re.search(r"Melt.*2 credits.*done", history)
    assert is_private(again)
    assert "seed 7" in again["content"]


async def test_everything_kept_about_one_can_be_had_and_deleted(discord, ada, photo):
    await clip_for(discord, await ada.animate("melt", photo, duration=1))

    export = await clip_for(discord, await ada.slash("export", group="privacy"))
    content = discord.files[export["attachments"][0]["url"].partition("/files/")[2]]
    assert f"discord:{ada.id}" in content.decode()
    assert len(json.loads(content)["jobs"]) == 1

    question = await ada.slash("delete", group="privacy")
    await answer_of(question)
    await answer_of(await ada.press(message_of(discord, question), "erase"))

    history = (await answer_of(await ada.slash("history")))["content"]
    assert "Nothing yet" in history


async def test_a_report_reaches_the_operators_channel_without_mentioning_anybody(discord, ada):
    press = await ada.slash("report", reason="@everyone <@1> look")

    await says(discord, press, "Thank you")

    (report,) = messages_in(discord, "78")
    assert ada.id in report["content"]


async def test_help_is_private(discord, ada):
    press = await ada.slash("help")
    await answer_of(press)

    assert is_private(message_of(discord, press))


# Admins and the operator.


@pytest.fixture
def admin(discord):
    return Person(discord, permissions=MANAGE_GUILD)


async def manage(admin, verb, **options):
    return (await answer_of(await admin.slash(verb, group="credits", **options)))["content"]


async def fund(discord, amount=100):
    operator = Person(discord, id=OPERATOR)
    press = await operator.slash("fund", group="operator", server="70".zfill(15), amount=amount)
    return (await answer_of(press))["content"]


async def test_admins_grant_from_what_the_operator_funded(discord, ada, admin):
    await manage(admin, "settings", log_channel=channel(LOG))
    assert "added" in await fund(discord)
    granted = await manage(admin, "grant", person=user(ada), amount=20)

    assert "20 credits" in granted
    assert await spendable(ada) == FREE + 20
    assert await spendable(Person(discord, id=ada.id, guild=None)) == FREE
    assert "grant" in await manage(admin, "history")
    assert re.search(r"holds \d+", await manage(admin, "pool"))
    log = await discord.until(lambda: messages_in(discord, LOG)[-1:])
    assert "20 credits" in log[0]["content"]
    taken = await manage(admin, "revoke", person=user(ada))
    assert "20 credits" in taken
    assert await spendable(ada) == FREE


async def test_who_may_not_manage_the_server_is_refused_at_every_verb(discord, ada):
    for verb, options in (
        ("pool", {}),
        ("history", {}),
        ("settings", {}),
        ("approve", {"number": 1}),
        ("revoke", {"person": user(ada)}),
        ("grant", {"person": user(ada), "amount": 5}),
    ):
        assert "Only the admins" in await manage(ada, verb, **options)


async def test_nobody_grants_themselves(discord, admin):
    await fund(discord)

    answer = await manage(admin, "grant", person=user(admin), amount=5)

    assert "to themselves" in answer
    assert await spendable(admin) == FREE


async def test_who_does_not_run_the_bot_cannot_use_operator(admin):
    press = await admin.slash("fund", group="operator", server="7" * 15, amount=5)

    assert "Only the people who run this bot" in (await answer_of(press))["content"]


async def test_orders_are_taken_only_where_and_from_whom_the_admins_say(discord, photo):
    discord.guilds.add("75")
    admin = Person(discord, guild="75", permissions=MANAGE_GUILD)
    allowed = Person(discord, guild="75", channel="761", roles=["762"])
    await manage(admin, "settings", channel=channel("761"), role=role("762"))

    elsewhere = Person(discord, guild="75", channel="769", roles=["762"])
    answer = await answer_of(await elsewhere.animate("melt", photo))
    assert "<#761>" in answer["content"]
    somebody = Person(discord, guild="75", channel="761")
    assert "<@&762>" in (await answer_of(await somebody.animate("melt", photo)))["content"]
    assert await clip_for(discord, await allowed.animate("melt", photo, duration=1))


async def test_a_role_brings_a_tier(discord, photo):
    ada = Person(discord, roles=["801"])

    message = await clip_for(discord, await ada.animate("melt", photo, duration=1))

    assert "commercially too" in message["content"]


# Purchases.


def entitlement(person, sku, number="900701", **facts):
    plain = {
        "id": number, "sku_id": sku, "application_id": "900", "user_id": person.id, "type": 8,
        "deleted": False, "consumed": False, "starts_at": None, "ends_at": None,
    }  # fmt: skip
    return plain | facts


async def test_a_pack_is_credited_once_and_consumed(discord, ada):
    for _ in range(3):
        await discord.send("ENTITLEMENT_CREATE", entitlement(ada, "702"))
    await discord.until(lambda: any("consume" in each.path for each in discord.requests))

    assert await spendable(ada) == FREE + 25
    await discord.send("ENTITLEMENT_DELETE", entitlement(ada, "702"))
    async with asyncio.timeout(20):
        while await spendable(ada) != FREE:  # noqa: ASYNC110 - asks the bot
            await asyncio.sleep(0.05)


async def test_a_subscription_brings_a_tier(discord, photo):
    ada = Person(discord)
    ada.entitlements = [entitlement(ada, "701", number="900702")]

    message = await clip_for(discord, await ada.animate("melt", photo, duration=1))

    assert "commercially too" in message["content"]


async def test_commands_are_pushed_for_everybody_and_for_the_operator(discord):
    names = {command["name"] for command in discord.commands[""]}

    assert {"animate", "camera", "effects", "balance", "history", "last", "cancel"} < names
    assert {"privacy", "report", "credits", "help", "Animate this image"} < names
    assert [command["name"] for command in discord.commands[HOME]] == ["operator"]
    animate = next(each for each in discord.commands[""] if each["name"] == "animate")
    assert animate["integration_types"] == [0, 1]
    assert animate["contexts"] == [0, 1, 2]
    assert discord.sessions[0]["intents"] == 1  # guilds: nothing privileged


async def test_commands_and_answers_speak_the_readers_language(discord, photo):
    (animate,) = (each for each in discord.commands[""] if each["name"] == "animate")
    assert animate["name_localizations"]["de"] == "animieren"
    assert set(animate["description_localizations"]) == {
        "de",
        "es-ES",
        "es-419",
        "fr",
        "ja",
        "pt-BR",
    }

    order = await Person(discord, locale="de").animate("melt", photo, duration=1)
    message = await clip_for(discord, order)

    assert "2 Credits · dein Bild wird angesehen" in order.reply["data"]["content"]
    assert find_component(message, "again")["label"] == "Noch einmal · 2 Credits"
    others = find_component(message, "other")["options"]
    assert "läuft in" not in str(others)  # what it is already
    assert "wird zum gedruckten Comic" in {each["description"] for each in others}


async def test_a_status_is_written_in_the_readers_language(discord, large_photo):
    order = await Person(discord, locale="de").animate("melt", large_photo, duration=10)

    message = await says(discord, order, "▰")

    assert re.search(r"\d Credits · ▰.* \d+ % · fertig <t:", message["content"])
    assert find_component(message, "cancel")["label"] == "Abbrechen, kostenlos"


async def test_a_refusal_is_written_in_the_readers_language(discord, photo):
    bob = Person(discord, locale="de")

    answer = await answer_of(await bob.animate("melt", photo, strength=7))

    assert answer["content"] == "strength nimmt 0 bis 1, nicht „7“."
    assert await spendable(bob) == FREE


async def test_effects_are_found_by_what_they_do_in_the_readers_language(discord):
    bob = Person(discord, locale="de")

    [found] = await choices(bob, "animate", "effect", "wie wachs")

    assert found["value"] == "melt"
    assert found["name"].startswith("Melt · 2 Credits · Verwandlung · schmilzt wie Wachs")

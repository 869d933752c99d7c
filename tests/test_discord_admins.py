"""One's own account on Discord, server admins, the operator, and what Discord sells."""

import asyncio
import json
import re

import pytest
import pytest_asyncio
from discord_bot import (
    FREE,
    Bot,
    answer_of,
    clip_for,
    is_private,
    message_of,
    messages_in,
    says,
    spendable,
    write_config,
)
from discord_people import (
    MANAGE_GUILD,
    Person,
    channel,
    find_component,
    role,
    user,
)
from discord_server import DiscordServer
from test_process import start

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


def entitlement(user_id, sku, number="900701", **facts):
    plain = {
        "id": number, "sku_id": sku, "application_id": "900", "user_id": user_id, "type": 8,
        "deleted": False, "consumed": False, "starts_at": None, "ends_at": None,
    }  # fmt: skip
    return plain | facts


EARLIER = [  # bought before the bot came
    entitlement("491", "702", number="900711"),
    entitlement("492", "702", number="900712", consumed=True),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def discord():
    async with DiscordServer() as server:
        server.purchases += EARLIER
        yield server
    assert server.complaints() == []


@pytest.fixture(scope="module")
def config(tmp_path_factory, discord):
    return write_config(tmp_path_factory.mktemp("bot"), discord, discord_extra=SETTINGS)


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def bot(discord, config):
    async with Bot(config, discord) as bot:
        yield bot
    assert "Traceback" not in bot.errors, bot.errors


@pytest.fixture
def ada(discord):
    return Person(discord)


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


async def test_the_history_tells_what_the_operator_created_for_this_server(
    discord, ada, admin, config
):
    words = ("credits", "grant", f"discord:{ada.id}", "7", "--scope", f"discord:guild:{HOME}")
    shell = await start(config, *words)
    await shell.communicate()

    told = await manage(admin, "history")

    assert shell.returncode == 0
    assert re.search(rf"created · 7 · .* → <@{ada.id}>", told)


async def test_the_operator_gives_credits_and_looks_through_the_books(discord, ada):
    operator = Person(discord, id=OPERATOR)

    given = await operator.slash("grant", group="operator", person=user(ada), amount=7)
    assert str(FREE + 7) in (await answer_of(given))["content"]
    assert await spendable(ada) == FREE + 7
    looked = await operator.slash("verify", group="operator")
    assert is_private(await says(discord, looked, "The books balance."))


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


async def test_a_large_grant_waits_for_a_second_admin(discord, ada, admin):
    second = Person(discord, permissions=MANAGE_GUILD)
    await fund(discord)
    assert "got 40 credits" in await manage(admin, "grant", person=user(ada), amount=40)

    proposed = await manage(admin, "grant", person=user(ada), amount=40, note="for the banner")
    number = int(re.search(r"/credits approve (\d+)", proposed)[1])

    assert await spendable(ada) == FREE + 40
    assert "A second admin has to" in await manage(admin, "approve", number=number)
    assert f"Waits for a second admin: {number}, 40 credits" in await manage(second, "pool")
    assert "got 40 credits" in await manage(second, "approve", number=number)
    assert "was decided before" in await manage(second, "approve", number=number)
    assert await spendable(ada) == FREE + 80
    acts = await manage(admin, "history")
    assert re.search(rf"approved · 0 · <@{second.id}> → <@{ada.id}>", acts)


async def test_the_recipient_of_a_large_grant_cannot_be_its_second_admin(discord, admin):
    second = Person(discord, permissions=MANAGE_GUILD)
    await fund(discord)
    await manage(admin, "grant", person=user(second), amount=50)

    proposed = await manage(admin, "grant", person=user(second), amount=5)
    number = int(re.search(r"/credits approve (\d+)", proposed)[1])

    assert "to themselves" in await manage(second, "approve", number=number)
    assert await spendable(second) == FREE + 50


async def test_admins_give_a_role_a_tier_that_the_operator_lets_them_give(discord, photo):
    discord.guilds.add("76")
    admin = Person(discord, guild="76", permissions=MANAGE_GUILD)
    shown = await manage(admin, "settings", tier_role=role("803"), tier="paid")
    ada = Person(discord, guild="76", roles=["803"])
    elsewhere = Person(discord, id=ada.id, roles=["803"])

    messages = [
        await clip_for(discord, await person.animate("melt", photo, duration=1))
        for person in (ada, elsewhere)
    ]

    assert "<@&803>: paid" in shown
    assert ["commercially too" in each["content"] for each in messages] == [True, False]


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ({"tier_role": role("804"), "tier": "poor"}, "tier takes paid, not “poor”"),
        ({"tier_role": role("804")}, "/credits settings tier_role tier"),
        ({"tier": "paid"}, "/credits settings tier_role tier"),
    ],
)
async def test_what_admins_may_not_set_is_said_and_nothing_is_changed(discord, given, hint):
    admin = Person(discord, guild="77", permissions=MANAGE_GUILD)

    answer = await manage(admin, "settings", channel=channel("761"), reset=True, **given)

    assert hint in answer
    assert "Orders in: all" in await manage(admin, "settings")


# Purchases.


async def test_a_pack_is_credited_once_and_consumed(discord, ada):
    for _ in range(3):
        await discord.send("ENTITLEMENT_CREATE", entitlement(ada.id, "702"))
    await discord.until(lambda: any("consume" in each.path for each in discord.requests))

    assert await spendable(ada) == FREE + 25
    await discord.send("ENTITLEMENT_DELETE", entitlement(ada.id, "702"))
    async with asyncio.timeout(20):
        while await spendable(ada) != FREE:  # noqa: ASYNC110 - asks the bot
            await asyncio.sleep(0.05)


ENDED, SOLD = "2020-01-01T00:00:00+00:00", "2019-12-01T00:00:00+00:00"
SUBSCRIPTIONS = {
    "ones own": ({"sku_id": "701"}, True),
    "the server's": ({"sku_id": "701", "user_id": None, "guild_id": "70"}, True),
    "ended": ({"sku_id": "701", "starts_at": SOLD, "ends_at": ENDED}, False),
    "paid back": ({"sku_id": "701", "deleted": True}, False),
    "of something else": ({"sku_id": "709"}, False),
}


@pytest.mark.parametrize("what", SUBSCRIPTIONS)
async def test_a_subscription_brings_a_tier_while_it_lasts(discord, photo, what):
    facts, is_valid = SUBSCRIPTIONS[what]
    ada = Person(discord)
    ada.entitlements = [entitlement(ada.id, "", number="900702") | facts]

    message = await clip_for(discord, await ada.animate("melt", photo, duration=1))

    assert ("commercially too" in message["content"]) == is_valid


async def test_a_pack_that_was_bought_while_nobody_listened_is_credited(discord):
    """A new session is told nothing of what happened before it: purchases are looked through."""
    early, consumed = (Person(discord, id=each["user_id"]) for each in EARLIER)
    await discord.until(lambda: discord.purchases[0]["consumed"])

    assert await spendable(early) == FREE + 25
    assert await spendable(consumed) == FREE


# The commands.


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
    assert await spendable(Person(discord, id=bob.id)) == FREE

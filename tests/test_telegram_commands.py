"""The commands, the settings, the till and the pools, each over sockets on a real store."""

import asyncio
import json
import re

import pytest
from telegram import Bot
from telegram.error import NetworkError
from telegram_house import ADA, Clock, open_telegram
from telegram_server import ADA as ADA_PERSON
from telegram_server import BOB, GROUP, HIDDEN_ADMIN, ME, TelegramServer, buttons

from bot import wording
from bot.frontends.telegram.callbacks import LIMIT_BYTES, Album, Source, Tap, Verb, button, pack
from bot.frontends.telegram.places import Asker, settings_of
from bot.frontends.telegram.whispers import Whispers
from bot.orders import Address

FREE = 60
SCOPE = f"telegram:group:{GROUP['id']}"
BOB_ACCOUNT = "telegram:43"
GERMAN = {"id": 44, "is_bot": False, "first_name": "Eva", "language_code": "de-AT"}
PACKS = {"packs": [{"amount": 100, "stars": 50}], "support": "mail us.", "operators": [42]}


@pytest.fixture
async def server():
    async with TelegramServer() as server:
        yield server
    assert server.violations == []


@pytest.fixture
async def bot(tmp_path, server):
    async with open_telegram(tmp_path / "data", server, settings=PACKS) as house:
        yield house
        assert await house.store.verify() == []


async def ask(server, text, **more):
    """Send a command and wait for the answer's message."""
    chat = more.get("chat", {"id": more.get("sender", ADA_PERSON)["id"]})["id"]
    before = len(server.own(chat))
    await server.send(text=text, **more)
    return (await server.until(lambda: server.own(chat)[before:]))[0]


async def test_start_shows_a_real_clip_with_what_it_costs(bot, server):
    hello = await ask(server, "/start")

    assert hello["animation"]["file_id"] in server.files
    assert "/animate melt" in hello["caption"]
    assert "60 credits" in hello["caption"]
    assert any("crush" in each["text"] for each in buttons(hello))


async def test_a_link_shows_an_effect_and_takes_it_for_the_next_picture(bot, server, photo):
    await ask(server, "/start effect_crush")
    await server.until(lambda: "crush" in str(server.texts()))
    assert "crush" in server.own()[0]["caption"]

    await server.send_photo(photo)
    [job] = await server.until(lambda: [m for m in server.own() if "video" in m])
    assert "crush" in job["caption"]

    await server.send_photo(photo)  # once chosen, once used
    await server.until(lambda: "What should happen" in str(server.texts()))


async def test_an_unknown_link_is_answered(bot, server):
    assert "no effect" in (await ask(server, "/start effect_nudify"))["text"]


async def test_effects_can_be_looked_at_before_anything_is_spent(bot, server):
    menu = await ask(server, "/effects")
    await server.choose(menu, "crush")
    shown = await server.until(lambda: next((m for m in server.own() if "animation" in m), None))

    assert "strength" in shown["caption"]
    assert await bot.balance() == FREE


async def test_balance_history_and_last(bot, server, photo):
    assert "No clips" in (await ask(server, "/history"))["text"]
    assert "no clip" in (await ask(server, "/last"))["text"]
    await server.send_photo(photo, "/animate zoom duration=1")
    [clip] = await server.until(server.clips)
    await server.until(lambda: bot.production.board.jobs() == [])

    again = await ask(server, "/last")

    assert server.content(again) == server.content(clip)
    assert again["video"]["width"] == clip["video"]["width"]
    assert "59 credits" in (await ask(server, "/balance"))["text"]
    assert "zoom" in (await ask(server, "/history"))["text"]


async def test_somebody_who_asked_is_told_that_credits_are_back(bot, server, photo):
    await server.send_photo(photo, "/animate zoom duration=1")
    await server.until(server.clips)
    await server.until(lambda: bot.production.board.jobs() == [])
    [asked] = await server.tap(await ask(server, "/balance"), "Tell me")
    await server.until(lambda: asked in server.answers)

    [notice] = await bot.store.notices()
    assert notice.account_id == ADA
    address = Address.from_row(notice.address)
    await bot.production.notify(address, "allowance-is-back", amount=60)

    await server.until(lambda: "credits are back: 60" in server.texts()[-1])


async def test_settings_are_kept_and_used(bot, server, photo):
    panel = await ask(server, "/settings")
    await server.tap(panel, "2 s")
    await server.until(lambda: "✓ 2 s" in labels(panel))
    await server.tap(panel, "Hide")
    await server.until(lambda: any("✓ Hide" in label for label in labels(panel)))
    assert "10 s" in labels(panel)  # the free tier ends there

    await server.send_photo(photo, "/animate zoom")
    [clip] = await server.until(server.clips)

    assert clip["video"]["duration"] == 2
    assert clip["has_media_spoiler"] is True
    kept = await bot.store.settings(settings_of(ADA))
    assert kept == {"length": 2, "spoiler": True}


def labels(message):
    return [each["text"] for each in buttons(message)]


async def test_privacy_exports_and_deletes_when_sure(bot, server, photo):
    await server.send_photo(photo, "/animate zoom duration=1")
    await server.until(server.clips)
    card = await ask(server, "/privacy")
    assert "24 hours" in card["text"]

    await server.tap(card, "Send me my data")
    document = await server.until(
        lambda: next((m["document"] for m in server.own() if "document" in m), None)
    )
    assert json.loads(server.files[document["file_id"]])["account"][0]["name"] == ADA
    await server.tap(card, "Delete everything")
    await server.until(lambda: "No, keep it" in labels(card))
    await server.tap(card, "No, keep it")
    await server.until(lambda: "Delete everything" in labels(card))
    await server.tap(card, "Delete everything")
    await server.until(lambda: "No, keep it" in labels(card))
    await server.tap(card, "Yes")
    await server.until(lambda: "account is deleted" in str(server.texts()))

    assert await bot.jobs() == []
    assert list(bot.shelf.clips.iterdir()) == list(bot.shelf.stills.iterdir()) == []


async def test_a_report_reaches_the_operator(bot, server, photo):
    await server.send_photo(photo, "/animate zoom duration=1", sender=BOB)
    [clip] = await server.until(lambda: server.clips(43))
    await ask(server, "/report", sender=BOB)
    assert "as a reply" in server.texts(43)[-1]

    await server.send(text="/report not nice", sender=BOB, reply_to_message=clip)
    await server.until(lambda: "Thank you" in str(server.texts(43)))

    assert "not nice" in server.texts(42)[0]
    assert BOB_ACCOUNT in server.texts(42)[0]
    assert "video" in server.own(42)[1]


async def test_the_menus_are_set_for_each_kind_of_chat(bot, server):
    await server.until(lambda: ("chat", "") in server.commands)

    private = server.commands["all_private_chats", ""]
    assert {"animate", "balance", "privacy", "buy"} <= set(private)
    assert "grant" in server.commands["all_chat_administrators", ""]
    assert "grant" not in private
    assert "mint" in server.commands["chat", ""]


async def test_help_lists_the_commands(bot, server):
    text = (await ask(server, "/help"))["text"]

    assert "/balance: " in text
    assert "strength=0.8" in text


# The till.


async def pay(server, pack="pack:100:50", stars=50, charge="charge-1", sender=ADA_PERSON):
    paid = {"currency": "XTR", "total_amount": stars, "invoice_payload": pack,
            "telegram_payment_charge_id": charge, "provider_payment_charge_id": ""}  # fmt: skip
    return await server.send(successful_payment=paid, sender=sender)


async def test_credits_are_bought_with_stars_once_for_each_charge(bot, server):
    offer = await ask(server, "/buy")
    await server.tap(offer, "100 credits · 50")
    await server.until(lambda: server.of("sendInvoice"))
    [invoice] = server.of("sendInvoice")
    assert invoice.json("prices")[0]["amount"] == 50
    payload = invoice.fields["payload"]
    query = {"id": "q1", "from": ADA_PERSON, "currency": "XTR", "total_amount": 50,
             "invoice_payload": payload}  # fmt: skip
    await server.push(pre_checkout_query=query)
    await server.until(lambda: server.checkouts == {"q1": True})

    message = await pay(server, payload)
    await server.push(message=message)  # Telegram says it twice
    await pay(server, payload)  # and in another message once more
    await server.until(lambda: "160 now" in str(server.texts()))
    assert await ask(server, "/balance")

    assert await bot.balance() == FREE + 100
    assert len([text for text in server.texts() if "Thank you" in text]) == 1


async def test_a_checkout_for_what_is_not_on_offer_is_refused(bot, server):
    query = {"id": "q2", "from": ADA_PERSON, "currency": "XTR", "total_amount": 1,
             "invoice_payload": "pack:100000:1"}  # fmt: skip
    await server.push(pre_checkout_query=query)
    await server.push(pre_checkout_query=query | {"id": "q3", "invoice_payload": "nonsense"})

    await server.until(lambda: server.checkouts == {"q2": False, "q3": False})


async def test_stars_that_go_back_take_the_unspent_credits_along(bot, server):
    await pay(server)
    await server.until(lambda: "Thank you" in str(server.texts()))
    refund = {"currency": "XTR", "total_amount": 50, "invoice_payload": "pack:100:50",
              "telegram_payment_charge_id": "charge-1"}  # fmt: skip
    for _ in range(2):
        await server.send(refunded_payment=refund)
    await server.until(lambda: len([t for t in server.texts() if "Stars are back" in t]) == 2)

    assert await bot.balance() == FREE


async def test_an_operator_gives_stars_back(bot, server):
    await pay(server, sender=BOB)
    await server.until(lambda: "Thank you" in str(server.texts(43)))

    assert "unspent: 100 credits" in (await ask(server, "/refund 43 charge-1"))["text"]

    assert server.of("refundStarPayment")[0].fields["user_id"] == "43"
    assert await bot.balance(BOB_ACCOUNT) == FREE


async def test_nothing_is_sold_unless_there_are_packs(tmp_path, server):
    async with open_telegram(tmp_path / "data", server) as bot:
        answer = await ask(server, "/buy")
        await server.until(lambda: ("all_private_chats", "") in server.commands)

        assert "buy" not in server.commands["all_private_chats", ""]
        assert answer["text"] == wording.say("tg-talk")
        assert await bot.balance() == FREE


async def test_paysupport_says_whom_to_ask(bot, server):
    assert "mail us." in (await ask(server, "/paysupport"))["text"]


# The pools.


@pytest.fixture
async def group(bot, server):
    """A group with a pool, and a message of Bob's to answer."""
    await ask(server, "/fund 500", chat=GROUP)
    server.members[GROUP["id"], 42] = "administrator"
    return await server.send(text="hello", sender=BOB, chat=GROUP)


async def test_an_admin_gives_from_the_groups_pool(bot, server, group):
    answer = await ask(server, "/grant 20", chat=GROUP, reply_to_message=group)

    assert "20 credits" in answer["text"]
    assert await bot.balance(BOB_ACCOUNT, SCOPE) == FREE + 20
    assert await bot.balance(BOB_ACCOUNT) == FREE  # to be spent in the group
    assert "480" in (await ask(server, "/pool", chat=GROUP))["text"]
    taken = await ask(server, "/revoke", chat=GROUP, reply_to_message=group)
    assert "unspent: 20 credits" in taken["text"]
    assert await bot.balance(BOB_ACCOUNT, SCOPE) == FREE


async def test_telegram_is_asked_each_time_who_is_an_admin(bot, server, group):
    server.members[GROUP["id"], 42] = "member"

    answer = await ask(server, "/grant 20", chat=GROUP, reply_to_message=group)

    assert "Only the admins" in answer["text"]
    assert await bot.balance(BOB_ACCOUNT, SCOPE) == FREE


async def test_an_admin_who_hides_is_nobody(bot, server, group):
    server.members[GROUP["id"], HIDDEN_ADMIN["id"]] = "administrator"

    answer = await ask(server, "/grant 20", chat=GROUP, reply_to_message=group, sender=HIDDEN_ADMIN)

    assert "Only the admins" in answer["text"]


async def test_a_large_grant_needs_a_second_admin(bot, server, group):
    server.members[GROUP["id"], 43] = "creator"
    other = await server.send(text="me?", sender={**BOB, "id": 44}, chat=GROUP)
    for _ in range(2):  # together they are large
        card = await ask(server, "/grant 40", chat=GROUP, reply_to_message=other)
    assert labels(card) == ["Approve"]

    [own] = await server.tap(card, "Approve")
    await server.until(lambda: own in server.answers)
    assert await bot.balance("telegram:44", SCOPE) == FREE + 40
    await server.tap(card, "Approve", sender=BOB)
    await server.until(lambda: "Approved" in card["text"])

    assert await bot.balance("telegram:44", SCOPE) == FREE + 80


WRONG = {
    "nobody to give to": ("/grant 20", "as a reply"),
    "no amount": ("/grant lots", "as a reply"),
    "in private": ("/pool", "say it in the group"),
}


@pytest.mark.parametrize("what", WRONG)
async def test_a_wrong_command_says_how_it_goes(bot, server, group, what):
    text, hint = WRONG[what]
    chat = {} if what == "in private" else {"chat": GROUP}

    assert hint in (await ask(server, text, **chat))["text"]


async def test_only_an_operator_creates_credits(bot, server):
    bobs = await server.send(text="hello", sender=BOB, chat=GROUP)
    assert "Only the people who run" in (await ask(server, "/mint 50 43", sender=BOB))["text"]
    assert "Only the people who run" in (await ask(server, "/fund 50", sender=BOB))["text"]

    await ask(server, "/mint 50 43")
    await ask(server, "/mint 5", reply_to_message=bobs)

    assert await bot.balance(BOB_ACCOUNT) == FREE + 55
    assert "0 in line" in (await ask(server, "/status"))["text"]


# A crash after the deed and before the answer: Telegram, or our inbox, brings the update again.

DEEDS = {
    "mint": ("/mint 50 43", {}, "50 credits for telegram:43"),
    "fund": ("/fund 100", {"chat": GROUP}, "holds 580"),
    "grant": ("/grant 10", {"chat": GROUP}, "10 credits"),
    "revoke": ("/revoke 5", {"chat": GROUP}, "unspent: 5"),
    "payment": ("", {}, ""),
}


@pytest.mark.parametrize("deed", DEEDS)
async def test_a_deed_is_done_once_although_a_crash_repeats_it(tmp_path, server, deed):
    text, more, answer = DEEDS[deed]
    server.members[GROUP["id"], 42] = "administrator"
    async with open_telegram(tmp_path / "data", server, settings=PACKS) as bot:
        await ask(server, "/fund 500", chat=GROUP)
        bobs = await server.send(text="hello", sender=BOB, chat=GROUP)
        await ask(server, "/grant 20", chat=GROUP, reply_to_message=bobs)
        said = len(server.of("sendMessage"))
        server.fail("sendMessage", 429, "Too Many Requests", retry_after=3600)
        if deed == "payment":
            await pay(server)
        else:
            await server.send(text=text, **more, reply_to_message=bobs)
        await server.until(lambda: len(server.of("sendMessage")) > said)
        done = await wealth(bot)

    async with open_telegram(tmp_path / "data", server, settings=PACKS) as bot:
        await server.until(lambda: answer in str([server.texts(), server.texts(GROUP["id"])]))
        await ask(server, "/balance")  # after which all that was left over is done
        assert await wealth(bot) == done
        assert await bot.store.verify() == []


async def wealth(bot):
    """What a deed may change."""
    pool = await bot.store.admins.pool(SCOPE)
    accounts = [await bot.balance(BOB_ACCOUNT, SCOPE), await bot.balance(BOB_ACCOUNT)]
    return [*accounts, await bot.balance(), pool.balance, pool.held]


# Refusals in groups.


def group_texts(server):
    return server.texts(GROUP["id"])


@pytest.fixture
async def clock():
    return Clock()


async def test_where_the_bot_is_an_admin_only_the_asker_sees_a_refusal(bot, server, photo):
    server.members[GROUP["id"], ME["id"]] = "administrator"

    await server.send_photo(photo, "/animate meltt", chat=GROUP)
    await server.until(lambda: server.whispers)
    await server.send(text="/mint 5 42", chat=GROUP, sender=BOB)
    await server.until(lambda: len(server.whispers) == 2)

    (_, ada, first), (_, bob, second) = server.whispers
    assert (ada, bob) == (42, 43)
    assert "did you mean melt" in first
    assert "Only the people who run" in second
    assert group_texts(server) == []


async def test_what_is_found_out_later_is_whispered_and_the_status_goes(bot, server):
    server.members[GROUP["id"], ME["id"]] = "administrator"
    document = {"file_id": server.add(b"no picture" * 99), "file_unique_id": "u",
                "file_name": "a.png", "mime_type": "image/png"}  # fmt: skip
    await server.send(document=document, caption="/animate melt", chat=GROUP)

    await server.until(lambda: server.of("deleteMessage"))

    assert "not a picture" in server.whispers[0][2]
    assert server.own(GROUP["id"]) == []
    assert await bot.balance() == FREE


async def test_elsewhere_refusals_are_silent_and_one_for_each_member(bot, server, clock):
    adas = await ask(server, "/grant", chat=GROUP)
    await server.send(text="/grant", chat=GROUP)  # at once again: that was said already
    bobs = await ask(server, "/grant", chat=GROUP, sender=BOB)
    assert server.own(GROUP["id"]) == [adas, bobs]

    clock.forward(10)
    await server.send(text="/grant", chat=GROUP)
    await server.until(lambda: server.own(GROUP["id"])[-1] not in (adas, bobs))

    assert len(server.own(GROUP["id"])) == 2
    assert adas not in server.own(GROUP["id"])
    assert {call.fields["disable_notification"] for call in server.of("sendMessage")} == {"true"}


async def test_another_refusal_is_said_at_once(bot, server, clock):
    first = await ask(server, "/grant", chat=GROUP, sender=BOB)
    await server.send(text="/mint 5 42", chat=GROUP, sender=BOB)

    await server.until(lambda: server.own(GROUP["id"]) not in ([first], []))

    assert "people who run" in group_texts(server)[0]


async def test_a_refusal_that_could_not_be_sent_counts_as_unsaid(server):
    ada = Asker(user=42, chat=GROUP["id"], thread=0, locale="en", is_private=False)
    async with Bot(server.token, base_url=f"{server.api}/bot") as bot:
        whispers = Whispers(bot)
        server.fail("sendMessage", 502, "Bad Gateway")
        with pytest.raises(NetworkError):
            await whispers.refuse(ada, "No.", 0)
        await whispers.refuse(ada, "No.", 0)

    assert group_texts(server) == ["No."]


async def test_a_server_that_knows_no_whispers_says_it_all_the_same(bot, server, clock):
    server.knows_whispers = False
    adas = await ask(server, "/grant", chat=GROUP)
    await ask(server, "/balance", sender=BOB)  # by now the bot knows what Ada was told
    clock.forward(10)
    await server.send(text="/grant", chat=GROUP)
    await server.until(lambda: server.own(GROUP["id"]) not in ([adas], []))

    assert group_texts(server) == [adas["text"]]


DEAR = "/animate melt duration=10 variants=5"


async def jobs_of_ada(bot, count):
    async with asyncio.timeout(30):
        while len(await bot.jobs()) < count:  # noqa: ASYNC110 - asks a store
            await asyncio.sleep(0.01)


async def test_what_cannot_be_paid_is_refused_before_there_is_a_status(tmp_path, server, photo):
    server.members[GROUP["id"], ME["id"]] = "administrator"
    async with open_telegram(tmp_path / "data", server, working=False) as bot:
        for count in (1, 2):
            await server.send_photo(photo, DEAR, chat=GROUP)
            await jobs_of_ada(bot, count)
        await server.send_photo(photo, DEAR, chat=GROUP)
        await server.until(lambda: server.whispers)

    assert "credits" in server.whispers[0][2]
    assert len(group_texts(server)) == 2
    assert server.of("deleteMessage") == []


# Buttons.


async def test_every_button_works_after_a_restart_for_its_owner_alone(tmp_path, server, photo):
    server.members[GROUP["id"], 42] = "administrator"
    async with open_telegram(tmp_path / "data", server, settings=PACKS) as bot:
        messages = await one_of_each(server, photo)
        [job] = await bot.jobs()
        await server.until(lambda: bot.production.board.jobs() == [])
    found = {each["callback_data"]: m for m in messages for each in buttons(m)}
    found[button(Verb.CANCEL, job.job_id)] = messages[0]
    found[button(Verb.UPSCALE, job.job_id, "0")] = messages[0]  # not offered to the free tier
    by_verb = {Tap.read(words).verb: words for words in found}
    assert set(by_verb) == set(Verb)
    assert all(len(words.encode()) <= LIMIT_BYTES for words in found)

    async with open_telegram(tmp_path / "data", server, settings=PACKS, working=False) as bot:
        before = json.dumps(server.own(GROUP["id"]))
        bobs = [await server.press(message, words, BOB) for words, message in found.items()]
        await server.until(lambda: set(bobs) <= set(server.answers))
        assert set(bobs) <= server.alerts
        assert json.dumps(server.own(GROUP["id"])) == before
        assert await bot.jobs(BOB_ACCOUNT) == []
        assert len(await bot.jobs()) == 1

        server.members[GROUP["id"], 43] = "creator"
        for verb, words in by_verb.items():
            presser = BOB if verb is Verb.APPROVE else ADA_PERSON  # a second admin's button
            number = await server.press(found[words], words, presser)
            await server.until(lambda number=number: number in server.answers)
            assert (number in server.alerts) == (verb is Verb.UPSCALE), verb


async def one_of_each(server, photo):
    """Messages of ours in a group that between them have every button but Cancel."""
    here = {"chat": GROUP}
    await ask(server, "/fund 500", **here)
    await server.send_photo(photo, "/animate zoom duration=1", **here)
    [clip] = await server.until(lambda: server.clips(GROUP["id"]))
    known = len(server.own(GROUP["id"]))
    await server.send_photo(photo, "@zoetrope_test_bot", **here)
    await server.until(lambda: len(server.own(GROUP["id"])) == known + 1)
    for _ in range(2):
        await server.send_photo(photo, "@zoetrope_test_bot", media_group_id="1", **here)
    await server.until(lambda: len(server.own(GROUP["id"])) == known + 2)
    for text in ("/settings", "/privacy", "/balance", "/buy"):
        await ask(server, text, **here)
    other = await server.send(text="me?", sender={**BOB, "id": 44}, **here)
    for _ in range(2):  # together they need a second admin
        await ask(server, "/grant 40", reply_to_message=other, **here)
    return [clip, *(message for message in server.own(GROUP["id"]) if message is not clip)]


def test_the_largest_buttons_fit():
    album = Album.of(2**52, [2**31 - 1 - n for n in range(10)])
    source = Source("a", album.to_text()).to_text()

    longest = button(Verb.EFFECT, source, "dolly-zoom")

    assert len(longest.encode()) <= LIMIT_BYTES
    assert Album.from_text(Source.from_text(source).key) == album


@pytest.mark.parametrize("words", ["", "0:c:x", "1", "1:?:x", "1:e:q", "1:a:x:1", "1:p:r!:0"])
async def test_a_button_that_cannot_be_read_says_so(bot, server, words):
    message = await ask(server, "/balance")

    number = await server.press(message, words)

    await server.until(lambda: number in server.answers)
    assert server.answers[number]


@pytest.mark.parametrize("words", ["1:s:language:de", "1:b:0", "1:x:ask", "1:y", "1:n"])
async def test_a_button_from_before_buttons_had_owners_asks_for_the_command(bot, server, words):
    message = await ask(server, "/balance")

    number = await server.press(message, words)

    await server.until(lambda: number in server.answers)
    assert server.answers[number] == wording.say("stale-button")


def test_numbers_are_packed_and_read_back():
    from bot.frontends.telegram.callbacks import unpack

    assert [unpack(pack(number)) for number in (0, 35, 36, 2**52)] == [0, 35, 36, 2**52]


async def test_a_german_is_answered_in_german(bot, server, photo):
    await server.send_photo(photo, "/animate melt strength=7", sender=GERMAN)
    [refusal] = await server.until(lambda: server.own(GERMAN["id"]))
    assert refusal["text"] == "strength nimmt 0 bis 1, nicht „7“."

    assert "Du hast 60 Credits." in (await ask(server, "/balance", sender=GERMAN))["text"]
    menu = await ask(server, "/effects", sender=GERMAN)
    assert any(each["text"].startswith("Verwandlung") for each in buttons(menu))
    card = await ask(server, "/start effect_melt", sender=GERMAN)
    assert "Das Bild schmilzt wie Wachs" in card["caption"]
    assert "Bild animieren" in str(server.descriptions["all_private_chats", "de"])


async def test_a_status_is_written_in_the_askers_language(bot, server, photo):
    for _ in range(2):
        await server.send_photo(photo, "/animate melt duration=10 variants=4", sender=GERMAN)
    status = await server.until(lambda: in_line(server))

    assert re.match(r"melt, \d+ Credits\nPlatz 1 in der Reihe, fertig in etwa", status["text"])
    assert [each["text"] for each in buttons(status)] == ["Abbrechen"]
    await server.send(text="/cancel", sender=GERMAN)
    await server.until(lambda: "Credits sind wieder da" in status["text"])


def in_line(server):
    shown = server.own(GERMAN["id"])
    return next((message for message in shown if "Platz 1" in message.get("text", "")), None)


async def test_a_language_that_was_chosen_counts_more_than_telegrams(bot, server):
    panel = await ask(server, "/settings", sender=GERMAN)
    await server.tap(panel, "Français", GERMAN)
    await server.until(lambda: any("✓ Français" in each["text"] for each in buttons(panel)))

    assert "Tu as 60 crédits." in (await ask(server, "/balance", sender=GERMAN))["text"]

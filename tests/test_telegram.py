"""What people do on Telegram, on real storage, workers and clips, over sockets."""

import io
import wave
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from telegram_house import ADA, open_telegram
from telegram_server import BOB, GROUP, TelegramServer, buttons
from telegram_spec import load_spec

from bot import wording
from bot.frontends.telegram.places import settings_of
from bot.orders import Stage

FREE = 60  # the default allowance


@pytest.fixture
async def server():
    async with TelegramServer() as server:
        yield server
    assert server.violations == []


@pytest.fixture
async def bot(tmp_path, server):
    async with open_telegram(tmp_path / "data", server) as house:
        yield house
        assert await house.store.verify() == []


def frames_in(content):
    with av.open(io.BytesIO(content)) as container:
        return sum(1 for _ in container.decode(video=0))


def saved_as(photo, kind, **options):
    buffer = io.BytesIO()
    Image.open(io.BytesIO(photo)).save(buffer, kind, **options)
    return buffer.getvalue()


def test_requests_are_compared_with_the_published_description():
    if load_spec() is None:
        pytest.skip("set ZOETROPE_SPECS to a folder with telegram-bot-api.json")
    assert load_spec()["methods"]["sendVideo"]["fields"]


async def test_a_photo_with_a_command_becomes_a_clip_in_place_of_the_status(bot, server, photo):
    sent = await server.send_photo(photo, "/animate melt duration=1")
    [clip] = await server.until(server.clips)

    assert server.own() == [clip]  # the one status message has become the clip
    assert clip["reply_to_message"]["message_id"] == sent["message_id"]
    film = clip["video"]
    assert film["width"] / film["height"] == pytest.approx(300 / 200, rel=0.01)
    assert (film["duration"], film["supports_streaming"], film["has_thumbnail"]) == (1, True, True)
    assert frames_in(server.content(clip)) == 24
    [job] = await bot.jobs()
    assert "melt" in clip["caption"]
    assert f"{FREE - job.price} left" in clip["caption"]
    assert await bot.balance() == FREE - job.price


async def test_a_clip_that_loops_plays_by_itself(bot, server, photo):
    await server.send_photo(photo, "/animate orbit duration=1")

    [clip] = await server.until(server.clips)

    assert clip["animation"]["width"] == 480
    assert clip["animation"]["has_thumbnail"]


async def test_a_photo_alone_is_answered_with_effects_and_prices(bot, server, photo):
    await server.send_photo(photo)
    [menu] = await server.until(server.own)
    first = buttons(menu)
    prices = await bot.studio.prices(ADA)
    assert f"crush · {prices['crush']}" in [each["text"] for each in first]

    await server.tap(menu, "▶")
    await server.until(lambda: buttons(menu) != first)
    await server.tap(menu, "◀")
    await server.until(lambda: buttons(menu) == first)
    await server.choose(menu, "melt", times=3)  # an impatient finger
    [clip] = await server.until(server.clips)

    assert clip is menu
    assert len(await bot.jobs()) == 1
    assert await bot.balance() == FREE - prices["melt"]


async def test_a_command_that_answers_a_photo(bot, server, photo):
    sent = await server.send_photo(photo, "look at this", chat=GROUP, sender=BOB)
    await server.send(text="/animate@zoetrope_test_bot melt duration=1", chat=GROUP,
                      reply_to_message=sent)  # fmt: skip

    [clip] = await server.until(lambda: server.clips(GROUP["id"]))

    assert clip["reply_to_message"]["message_id"] == sent["message_id"]
    assert len(await bot.jobs(ADA)) == 1  # whoever commands pays


FILES = {
    "PNG": ("photo.png", "image/png"),
    "WEBP": ("photo.webp", "image/webp"),
    "GIF": ("photo.gif", ""),  # some clients name no type
}


@pytest.mark.parametrize("kind", FILES)
async def test_a_picture_sent_as_a_file(bot, server, photo, kind):
    name, mime = FILES[kind]
    content = saved_as(photo, kind)
    document = {"file_id": server.add(content), "file_unique_id": "u", "file_name": name,
                "file_size": len(content)} | ({"mime_type": mime} if mime else {})  # fmt: skip
    await server.send(document=document, caption="/animate zoom duration=1")

    [clip] = await server.until(server.clips)

    assert clip["video"]["width"] / clip["video"]["height"] == pytest.approx(1.5, rel=0.01)


async def test_a_heic_from_a_phone_and_a_forwarded_picture(bot, server, photo):
    content = (Path(__file__).parent / "pictures" / "rocket.heic").read_bytes()
    document = {"file_id": server.add(content), "file_unique_id": "u", "file_name": "IMG.HEIC",
                "file_size": len(content)}  # fmt: skip
    await server.send(document=document, caption="/animate zoom duration=1")
    origin = {"type": "hidden_user", "sender_user_name": "Bob", "date": 1}
    await server.send_photo(photo, "/animate zoom duration=1", forward_origin=origin)

    await server.until(lambda: len(server.clips()) == 2)


async def test_talk_is_answered_with_what_to_do(bot, server):
    await server.send(text="hello")
    await server.send(text="/nonsense")
    await server.send(text="hello", chat=GROUP)

    await server.until(lambda: len(server.own()) == 2)

    assert set(server.texts()) == {wording.say("tg-talk")}
    assert server.own(GROUP["id"]) == []


def a_voice(server, seconds=2, rate=16_000):
    """A voice note: a hum that swells and fades, as a WAV file."""
    times = np.arange(seconds * rate) / rate
    hum = np.sin(2 * np.pi * 160 * times) * (0.5 + 0.4 * np.sin(2 * np.pi * times))
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((hum * 20_000).astype("<i2").tobytes())
    number = server.add(buffer.getvalue())
    return {"file_id": number, "file_unique_id": "u", "duration": seconds,
            "file_size": len(buffer.getvalue())}  # fmt: skip


async def test_a_voice_note_speaks_from_the_picture_it_answers_or_the_last(bot, server, photo):
    await server.send(voice=a_voice(server))
    await server.until(lambda: "Add a picture first" in str(server.texts()))
    picture = await server.send_photo(photo, chat=GROUP)
    await server.send(voice=a_voice(server), chat=GROUP, caption="/animate voice-card",
                      reply_to_message=picture)  # fmt: skip
    [first] = await server.until(lambda: server.clips(GROUP["id"]))
    await server.send(voice=a_voice(server, seconds=1))
    [second] = await server.until(server.clips)

    for clip, seconds in ((first, 2), (second, 1)):
        with av.open(io.BytesIO(server.content(clip))) as container:
            assert [stream.type for stream in container.streams] == ["video", "audio"]
        assert clip["video"]["duration"] == seconds


async def test_more_of_a_voice_note_costs_what_the_button_says(bot, server, photo):
    picture = await server.send_photo(photo)
    await server.until(lambda: "What should happen" in str(server.texts()))
    await server.send(voice=a_voice(server, seconds=6), reply_to_message=picture)
    [clip] = await server.until(server.clips)
    before = await bot.balance()
    label = next(each["text"] for each in buttons(clip) if "5" in each["text"])

    await server.tap(clip, label)
    await server.until(lambda: len(server.clips()) == 6)

    assert label == f"5 variants · {before - await bot.balance()}"


async def test_again_says_at_once_what_a_voice_note_costs(bot, server, photo):
    """The length that its asker likes clips to have is not for a voice, here neither."""
    await bot.store.set_setting(settings_of("telegram:42"), "length", 2)
    picture = await server.send_photo(photo)
    await server.until(lambda: "What should happen" in str(server.texts()))
    await server.send(voice=a_voice(server, seconds=6), reply_to_message=picture)
    [clip] = await server.until(server.clips)
    before = await bot.balance()

    await server.tap(clip, "Again")
    await server.until(lambda: len(server.clips()) == 2)

    opening = server.of("sendMessage")[-1].fields["text"]
    assert opening.startswith(f"voice-card, 6 s, {before - await bot.balance()} credits\n")
    assert [each["video"]["duration"] for each in server.clips()] == [6, 6]


async def test_a_prompt_without_a_model_is_declined_with_the_setting(bot, server, photo):
    await server.send_photo(photo, '/animate prompt="steam rises"')

    await server.until(lambda: "[models]" in str(server.texts()))

    assert await bot.jobs() == []


NO_PICTURES = {
    "song": {"document": {"file_name": "a.mp3", "mime_type": "audio/mpeg", "file_size": 99}},
    "film": {"video": {"width": 9, "height": 9, "duration": 9}},
    "animation without a picture": {"animation": {"width": 9, "height": 9, "duration": 9}},
    "place": {"location": {"longitude": 1.0, "latitude": 1.0}},
}


@pytest.mark.parametrize("what", NO_PICTURES)
async def test_what_is_no_picture_is_answered_with_what_to_do(bot, server, what):
    ((kind, about),) = NO_PICTURES[what].items()
    file = {} if kind == "location" else {"file_id": "F", "file_unique_id": "u"}
    await server.send(**{kind: file | about})

    await server.until(server.own)

    assert server.texts() == [wording.say("tg-talk")]


STILL_IN = {
    "sticker": {"sticker": {"type": "regular", "is_animated": False, "is_video": False}},
    "moving sticker": {"sticker": {"type": "regular", "is_animated": True, "is_video": False}},
    "GIF that Telegram made a film of": {"animation": {"duration": 2, "mime_type": "video/mp4"}},
    "forwarded photo": {"forward_origin": {"type": "hidden_user", "sender_user_name": "B"}},
}


@pytest.mark.parametrize("what", STILL_IN)
async def test_whatever_has_a_picture_brings_up_the_effects_and_becomes_a_clip(
    bot, server, photo, what
):
    ((kind, about),) = STILL_IN[what].items()
    still = {"file_id": server.add(photo), "file_unique_id": "u", "width": 300, "height": 200}
    film = {"file_id": server.add(b"a film"), "file_unique_id": "u", "width": 300, "height": 200,
            "thumbnail": still}  # fmt: skip
    if kind == "forward_origin":
        await server.send_photo(photo, forward_origin=about | {"date": 1})
    else:
        await server.send(**{kind: (still if what == "sticker" else film) | about})
    [menu] = await server.until(server.own)

    await server.choose(menu, "melt")
    [clip] = await server.until(server.clips)

    assert clip["video"]["width"] / clip["video"]["height"] == pytest.approx(1.5, rel=0.01)


async def test_a_sticker_and_the_first_picture_of_a_film(bot, server, photo):
    about = {"file_unique_id": "u", "width": 300, "height": 200}
    still = about | {"file_id": server.add(photo)}
    sticker = still | {"type": "regular", "is_animated": False, "is_video": False}
    answered = await server.send(sticker=sticker)
    await server.send(text="/animate zoom duration=1", reply_to_message=answered)
    await server.until(lambda: len(server.clips()) == 1)

    film = about | {"file_id": server.add(b"a film"), "duration": 2, "thumbnail": still}
    await server.send(animation=film, caption="/animate zoom duration=1")

    await server.until(lambda: len(server.clips()) == 2)


async def test_an_album_asks_which_and_makes_the_one_or_all(bot, server, photo):
    album = {"media_group_id": "7"}
    await server.send_photo(photo, "/animate zoom duration=1", **album)
    for _ in range(2):
        await server.send_photo(photo, **album)
    [question] = await server.until(server.own)
    assert "3 pictures" in question["text"]

    await server.tap(question, "All 3")
    clips = await server.until(lambda: len(server.clips()) == 3 and server.clips())

    answered = {clip["reply_to_message"]["message_id"] for clip in clips}
    assert len(answered) == 3
    assert server.own() == clips  # the question is gone
    assert [job.stage for job in await bot.jobs()] == [Stage.DELIVERED] * 3


async def test_one_picture_of_an_album_with_an_effect_chosen_later(bot, server, photo):
    pictures = [await server.send_photo(photo, media_group_id="8") for _ in range(2)]
    [question] = await server.until(server.own)

    await server.tap(question, "2")
    [menu] = await server.until(lambda: [m for m in server.own() if "happen" in m.get("text", "")])
    await server.choose(menu, "melt")
    [clip] = await server.until(server.clips)

    assert clip["reply_to_message"]["message_id"] == pictures[1]["message_id"]


async def test_cancel_gives_the_price_back_and_says_so(bot, server, photo):
    for _ in range(3):
        await server.send_photo(photo, "/animate melt duration=10 variants=2")
    waiting = await server.until(lambda: in_line(server))
    held = await bot.balance()
    job_id = buttons(waiting)[0]["callback_data"].split(":")[-1]

    await server.tap(waiting, "Cancel", sender=BOB)
    await server.until(lambda: len(server.answers) == 1)
    assert await bot.balance() == held  # not Bob's to cancel
    await server.tap(waiting, "Cancel")
    await server.until(lambda: "back" in waiting["text"])

    job = next(job for job in await bot.jobs() if job.job_id == job_id)
    assert job.stage is Stage.CANCELLED
    assert await bot.balance() == held + job.price


async def test_a_command_cancels_everything_at_once(bot, server, photo):
    for _ in range(2):
        await server.send_photo(photo, "/animate melt duration=10 variants=4")
    await server.until(lambda: in_line(server))

    await server.send(text="/cancel")

    await server.until(lambda: "Cancelled." in server.texts())
    await server.until(lambda: len([text for text in server.texts() if "back" in text]) == 2)
    assert await bot.balance() == FREE
    assert server.clips() == []


def in_line(server):
    return next((m for m in server.own() if "Place 1 in line" in m.get("text", "")), None)


async def test_the_buttons_under_a_clip(bot, server, photo):
    await server.send_photo(photo, "/animate zoom duration=1 strength=0.8")
    [clip] = await server.until(server.clips)
    labels = [each["text"] for each in buttons(clip)]
    assert labels == ["Again · 1", "2 s · 1", "5 variants · 5", "Another effect", "Delete"]
    again, longer, _, other, delete = labels

    await server.tap(clip, again, sender=BOB)
    await server.until(lambda: len(server.answers) == 1)
    assert await bot.jobs("telegram:43") == []

    await server.tap(clip, again, times=2)
    await server.until(lambda: len(server.clips()) == 2)
    await server.tap(clip, longer)
    await server.until(lambda: len(server.clips()) == 3)
    await server.tap(clip, other)
    menu = await server.until(lambda: next((m for m in server.own() if "text" in m), None))
    await server.choose(menu, "melt")
    await server.until(lambda: len(server.clips()) == 4)

    options = [(job.effect, job.options["duration"]) for job in reversed(await bot.jobs())]
    assert options == [("zoom", 1.0), ("zoom", 1.0), ("zoom", 2.0), ("melt", 4.0)]
    assert (await bot.jobs())[2].options["strength"] == 0.8
    await server.tap(clip, delete)
    await server.until(lambda: len(server.clips()) == 3)


async def test_variants_come_together_and_are_paid_as_one_order(bot, server, photo):
    await server.send_photo(photo, "/animate melt duration=1 variants=2")
    first, second = await server.until(lambda: len(server.clips()) == 2 and server.clips())
    await server.until(lambda: bot.production.board.jobs() == [])

    assert server.content(first) != server.content(second)
    assert "left" in first["caption"]
    assert "left" not in second["caption"]
    assert buttons(first)
    assert not buttons(second)
    [job] = await bot.jobs()
    assert await bot.balance() == FREE - job.price
    assert server.own() == [first, second]


async def test_plain_words_reach_an_effect_that_takes_them(bot, server, photo):
    await server.send_photo(photo, "/animate relight golden hour duration=1")

    [clip] = await server.until(server.clips)

    assert "relight" in clip["caption"]


REFUSED = {
    "unknown effect": ("/animate meltt", "did you mean melt"),
    "unknown option": ("/animate melt strenght=1", "strength"),
    "out of range": ("/animate melt strength=7", "0 to 1"),
    "too long": ("/animate melt duration=11", "10 s"),
    "stray words": ("/animate melt quickly", "quickly"),
    "open quote": ('/animate melt "strength=1', "could not read"),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_a_mistake_is_answered_in_one_sentence(bot, server, photo, what):
    text, hint = REFUSED[what]
    await server.send_photo(photo, text)

    [answer] = await server.until(server.own)

    assert hint in answer["text"]
    assert await bot.jobs() == []
    assert await bot.balance() == FREE


async def test_what_is_no_picture_is_said_in_the_status(bot, server):
    document = {"file_id": server.add(b"hello @everyone" * 99), "file_unique_id": "u",
                "file_name": "a.png", "mime_type": "image/png"}  # fmt: skip
    await server.send(document=document, caption="/animate melt")

    [status] = await server.until(server.own)
    await server.until(lambda: "not a picture" in status["text"])

    assert await bot.balance() == FREE


async def test_21_mb_are_refused_before_they_are_fetched(bot, server):
    document = {"file_id": server.add(b"x"), "file_unique_id": "u", "file_name": "a.png",
                "mime_type": "image/png", "file_size": 21_000_000}  # fmt: skip
    await server.send(document=document, caption="/animate melt")

    [status] = await server.until(server.own)
    await server.until(lambda: "20 MB" in status["text"])

    assert server.of("getFile") == []


async def test_21_mb_that_nobody_announced_are_refused_by_telegram(bot, server):
    document = {"file_id": server.add(b"x" * 21_000_000), "file_unique_id": "u",
                "file_name": "a.png", "mime_type": "image/png"}  # fmt: skip
    await server.send(document=document, caption="/animate melt")

    [status] = await server.until(server.own)
    await server.until(lambda: "20 MB" in status["text"])

    assert await bot.balance() == FREE


async def test_a_spoiler_stays_one(bot, server, photo):
    await server.send_photo(photo, "/animate zoom duration=1", has_media_spoiler=True)

    [clip] = await server.until(server.clips)

    assert clip["has_media_spoiler"] is True


async def test_in_a_group_only_what_is_meant_for_the_bot_is_answered(bot, server, photo):
    await server.send_photo(photo, chat=GROUP)
    await server.send_photo(photo, "what a day", chat=GROUP)
    await server.send_photo(photo, "/animate@other_bot melt", chat=GROUP)
    await server.send_photo(photo, "/animate zoom duration=1", chat=GROUP)

    await server.until(lambda: server.clips(GROUP["id"]))

    assert len(server.own(GROUP["id"])) == 1


async def test_somebody_elses_menu_cannot_be_used(bot, server, photo):
    await server.send_photo(photo, "@zoetrope_test_bot", chat=GROUP)
    [menu] = await server.until(lambda: server.own(GROUP["id"]))

    [number] = await server.choose(menu, "crush", sender=BOB)
    await server.until(lambda: number in server.answers)

    assert "somebody else" in server.answers[number]
    assert await bot.jobs("telegram:43") == await bot.jobs() == []

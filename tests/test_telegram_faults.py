"""Telegram's bad days: each fault has an end, and the ledger agrees with what was delivered."""

import asyncio
import io
import itertools
import logging
import time
from datetime import timedelta

import av
import pytest
from telegram_house import Clock, open_telegram
from telegram_server import BOB, GROUP, TOKEN, TelegramServer

from bot import endings
from bot.frontends.telegram import connection, delivery, patience, statuses
from bot.frontends.telegram.places import Place
from bot.orders import Stage

FREE = 60
ORDER = "/animate zoom duration=1"


@pytest.fixture
async def server(monkeypatch):
    monkeypatch.setattr(delivery, "AFTER_OUTAGE_S", 0.05)
    monkeypatch.setattr(patience, "FIRST_WAIT_S", 0.05)
    async with TelegramServer() as server:
        yield server
    assert server.violations == []


@pytest.fixture
async def bot(tmp_path, server):
    async with open_telegram(tmp_path / "data", server) as house:
        yield house
        assert await house.store.verify() == []


@pytest.fixture
async def clock():
    return Clock()


async def over(bot, stage):
    """Wait until the only job has ended like this."""
    async with asyncio.timeout(30):
        while [job.stage for job in await bot.jobs()] != [stage]:  # noqa: ASYNC110 - asks a store
            await asyncio.sleep(0.02)


async def test_a_flood_is_waited_out_and_never_answered_with_a_send(bot, server, photo):
    server.fail("editMessage.*", 429, "Too Many Requests: retry after 1", times=2, retry_after=1)
    started = time.monotonic()
    await server.send_photo(photo, ORDER)

    [clip] = await server.until(server.clips)

    assert time.monotonic() - started >= 1
    assert len(server.of("sendMessage")) == 1
    assert server.own() == [clip]
    await over(bot, Stage.DELIVERED)


async def test_an_hours_flood_keeps_clip_and_credits_over_a_restart(tmp_path, server, photo):
    server.fail("editMessageMedia", 429, "Too Many Requests", times=1, retry_after=3600)
    async with open_telegram(tmp_path / "data", server) as bot:
        await server.send_photo(photo, ORDER)
        await server.until(lambda: server.of("editMessageMedia"))
        await nobody_else_waits(server)
        assert len(server.of("editMessageMedia")) == 1
        assert [job.stage for job in await bot.jobs()] == [Stage.RUNNING]
        held = await bot.balance()

    async with open_telegram(tmp_path / "data", server) as bot:
        await server.until(server.clips)
        await over(bot, Stage.DELIVERED)
        assert await bot.balance() == held


async def nobody_else_waits(server):
    """Bob is answered meanwhile; so the bot had time for whatever it wanted to say to Ada, too."""
    before = len(server.own(BOB["id"]))
    await server.send(text="/balance", sender=BOB)
    await server.until(lambda: len(server.own(BOB["id"])) > before)


def said_to(server, chat=42):
    """Every request about a chat."""
    return [call for call in server.calls if call.fields.get("chat_id") == str(chat)]


@pytest.mark.parametrize("seconds", [1, 60, 3600])
@pytest.mark.parametrize("method", ["sendMessage", "editMessageMedia", "getFile"])
async def test_a_flood_however_long_ends_in_one_clip(bot, server, photo, clock, method, seconds):
    server.fail(method, 429, "Too Many Requests", retry_after=seconds)
    await server.send_photo(photo, ORDER)
    await server.until(lambda: not server.faults[0].times)
    if seconds >= 60:
        refused = len(said_to(server))
        clock.forward(seconds / 2)
        await nobody_else_waits(server)
        assert len(said_to(server)) == refused
        assert server.clips() == []

    clock.forward(seconds)

    await server.until(server.clips)
    await over(bot, Stage.DELIVERED)
    assert len(server.own()) == 1


@pytest.mark.parametrize("seconds", [1, 3600])
async def test_polls_are_silent_for_as_long_as_telegram_asks(bot, server, clock, caplog, seconds):
    await server.send(text="/balance")
    await server.until(server.own)
    server.fail("getUpdates", 429, "Too Many Requests", retry_after=seconds)
    await server.send(text="/balance")  # ends the poll under way; the next one is refused
    await server.until(lambda: waits(caplog, patience))
    await server.send(text="/balance")

    clock.forward(seconds)

    await server.until(lambda: len(server.own()) == 3)
    assert len(server.of("getUpdates")) == 1


async def test_whoever_writes_during_a_flood_is_answered_once_after_it(bot, server, clock):
    server.fail("sendMessage", 429, "Too Many Requests", retry_after=3600)
    for _ in range(3):
        await server.send(text="/balance")
    await server.until(lambda: server.of("sendMessage"))
    await nobody_else_waits(server)
    assert len(said_to(server)) == 1

    clock.forward(3600)

    await server.until(lambda: len(server.own()) == 3)
    assert len(said_to(server)) == 4


async def test_a_button_is_not_answered_an_hour_later(bot, server, photo, clock):
    await server.send_photo(photo, ORDER)
    [clip] = await server.until(server.clips)
    server.fail("answerCallbackQuery", 429, "Too Many Requests", retry_after=3600)
    await server.tap(clip, "Again")

    await server.until(lambda: len(server.clips()) == 2)
    clock.forward(3600)
    await nobody_else_waits(server)

    assert len(server.of("answerCallbackQuery")) == 1


TROUBLES = {
    "bad gateway": {"status": 502, "description": "Bad Gateway"},
    "broken connection": {},
    "lost answer": {"after": True},
    "error after the fact": {"status": 500, "description": "Internal", "after": True},
}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_clip_whose_edit_fails_is_brought_once_and_paid_once(bot, server, photo, trouble):
    server.fail("editMessageMedia", times=2, **TROUBLES[trouble])
    await server.send_photo(photo, ORDER)

    await over(bot, Stage.DELIVERED)

    [clip] = server.own()
    assert "video" in clip
    [job] = await bot.jobs()
    assert await bot.balance() == FREE - job.price


LOST_FOR_GOOD = {
    "blocked": (403, "Forbidden: bot was blocked by the user"),
    "deleted chat": (400, "Bad Request: chat not found"),
    "deactivated": (403, "Forbidden: user is deactivated"),
    "too large": (413, "Request Entity Too Large"),
}


@pytest.mark.parametrize("what", LOST_FOR_GOOD)
async def test_a_clip_that_cannot_be_brought_costs_nothing(bot, server, photo, what):
    server.fail("editMessageMedia", *LOST_FOR_GOOD[what], times=9)
    await server.send_photo(photo, ORDER)

    await over(bot, Stage.FAILED)

    assert await bot.balance() == FREE
    assert server.clips() == []
    assert len(server.of("editMessageMedia")) == 1


async def test_a_deleted_status_is_replaced_and_the_clip_still_comes(bot, server, photo):
    sent = await server.send_photo(photo, "/animate melt duration=6")
    [status] = await server.until(server.own)
    del server.messages[42, status["message_id"]]

    [clip] = await server.until(server.clips)

    assert clip["reply_to_message"]["message_id"] == sent["message_id"]
    await over(bot, Stage.DELIVERED)
    assert server.own() == [clip]


async def test_a_flood_while_a_lost_status_is_replaced_keeps_the_clip(bot, server, photo, clock):
    await server.send_photo(photo, ORDER)
    [status] = await server.until(server.own)
    server.fail("sendMessage", 429, "Too Many Requests", retry_after=3600)
    del server.messages[42, status["message_id"]]
    await server.until(lambda: not server.faults[0].times)

    await nobody_else_waits(server)
    clock.forward(3600)

    await server.until(server.clips)
    await over(bot, Stage.DELIVERED)


async def test_variants_whose_delivery_breaks_off_are_each_shown_once(bot, server, photo):
    await server.send_photo(photo, "/animate melt duration=1 variants=3")
    await server.until(lambda: len(server.of("editMessageMedia")) >= 1)
    server.fail("editMessageMedia", times=2, after=True)

    await over(bot, Stage.DELIVERED)

    assert len(server.own()) == len(server.clips()) == 3


async def test_a_group_that_got_another_id_gets_its_clip_there(bot, server, photo):
    server.fail("editMessageMedia", 400, "Bad Request: group chat was upgraded",
                migrate_to_chat_id=-2002)  # fmt: skip
    await server.send_photo(photo, ORDER, chat=GROUP)

    await server.until(lambda: server.clips(-2002))

    await over(bot, Stage.DELIVERED)


async def test_an_update_that_comes_again_is_one_job(bot, server, photo):
    update = await server.push(message=await server.send_photo(photo, ORDER))
    await server.until(server.clips)
    for _ in range(3):
        await server.redeliver(update)
    await server.send(text="/balance")
    await server.until(lambda: "credits" in str(server.texts()))

    assert len(await bot.jobs()) == 1
    assert len(server.clips()) == 1


async def test_polls_that_fail_are_taken_up_again(bot, server):
    server.fail("getUpdates", 502, "Bad Gateway", times=2)
    server.fail("getUpdates", times=2)
    server.fail("getUpdates", 429, "Too Many Requests", retry_after=1)
    await server.send(text="/balance")

    await server.until(server.own)


async def test_a_network_that_was_away_brings_everything_when_it_is_back(bot, server, photo):
    await server.send_photo(photo, "/animate melt duration=3")
    await server.until(server.own)
    await server._site.stop()
    await asyncio.sleep(1.0)  # the clip is finished meanwhile
    await server.listen(server.port)

    await server.until(server.clips)

    await over(bot, Stage.DELIVERED)
    assert len(server.own()) == 1


def waits(caplog, module):
    """How long a part of the bot has decided to wait each time: seconds."""
    found = [record for record in caplog.records if record.name == module.__name__]
    return [record.args[-1] for record in found if "again in" in record.msg]


async def sit_out(server, clock, caplog, enough, *modules):
    """Put the clock forward, whenever every one of these has begun to wait anew."""
    while not enough():
        seen = [len(waits(caplog, module)) for module in modules]
        clock.forward(30)
        await server.until(
            lambda seen=seen: (
                enough()
                or all(len(waits(caplog, m)) > n for m, n in zip(modules, seen, strict=True))
            )
        )


async def test_half_an_hour_without_network_costs_nothing_but_time(
    bot, server, photo, clock, caplog
):
    caplog.set_level(logging.INFO)
    await server.send_photo(photo, ORDER)
    async with asyncio.timeout(60):
        while not await bot.jobs():  # noqa: ASYNC110 - asks a store
            await asyncio.sleep(0.01)
    server.fail(".*", times=10**6)
    await server.until(lambda: waits(caplog, endings))  # made, and not to be brought

    await sit_out(server, clock, caplog, lambda: clock.ahead >= 1800, patience, endings)
    await server.send(text="/balance")
    assert server.clips() == []
    server.faults.clear()
    clock.forward(30)

    await server.until(server.clips)
    await server.until(lambda: "credits" in str(server.texts()))
    await over(bot, Stage.DELIVERED)
    [job] = await bot.jobs()
    assert await bot.balance() == FREE - job.price
    assert len(server.own()) == 2  # the clip and the balance
    polls = waits(caplog, patience)
    assert polls == [min(30.0, 0.05 * 2**n) for n in range(len(polls))]
    assert max(polls) == 30.0


async def test_an_order_taken_before_the_network_went_is_placed_when_it_is_back(
    bot, server, photo, clock, caplog
):
    server.fail("sendMessage", 502, "Bad Gateway", times=20)
    server.fail("getFile", times=20)
    await server.send_photo(photo, ORDER)
    await server.until(lambda: waits(caplog, patience))

    await sit_out(server, clock, caplog, lambda: len(server.of("getFile")) > 20, patience)

    await server.until(server.clips)
    await over(bot, Stage.DELIVERED)
    assert len(server.own()) == 1


async def test_a_picture_that_cannot_be_fetched_for_an_hour_costs_nothing(
    bot, server, photo, clock, caplog
):
    server.fail("getFile", times=10**6)
    await server.send_photo(photo, ORDER)
    await server.until(lambda: waits(caplog, patience))

    await sit_out(server, clock, caplog, lambda: "could not be" in str(server.texts()), patience)

    assert clock.ahead >= patience.OUTAGE_S - 60
    assert await bot.jobs() == []
    assert await bot.balance() == FREE


async def test_one_conflict_is_forgiven(bot, server):
    server.fail("getUpdates", 409, "Conflict: terminated by other getUpdates request", times=2)
    await server.send(text="/balance")

    await server.until(server.own)


async def test_a_clip_over_the_limit_is_made_to_fit(tmp_path, server, photo, monkeypatch):
    monkeypatch.setattr(connection, "UPLOAD_LIMIT_MB", 0.12)
    server.upload_limit = 120_000 + 50_000  # the thumbnail is extra
    async with open_telegram(tmp_path / "data", server) as bot:
        await server.send_photo(photo, "/animate melt duration=4")
        [clip] = await server.until(server.clips)
        await over(bot, Stage.DELIVERED)
        [job] = await bot.jobs()

    content = server.content(clip)
    assert len(content) <= 120_000 < job.delivery.path.stat().st_size
    with av.open(io.BytesIO(content)) as container:
        stream = container.streams.video[0]
        size = stream.width, stream.height
        assert sum(1 for _ in container.decode(video=0)) == 4 * 24
    assert size == (clip["video"]["width"], clip["video"]["height"])


async def test_51_mb_are_refused_by_the_official_server_and_made_to_fit(tmp_path, server, photo):
    """A free box of zeros makes a film of 51 MB that is a film still."""
    async with open_telegram(tmp_path / "data", server) as bot:
        await server.send_photo(photo, "/animate zoom duration=1")
        await server.until(server.clips)
        await over(bot, Stage.DELIVERED)
        [job] = await bot.jobs()
        with job.delivery.path.open("ab") as file:
            file.write((51_000_000).to_bytes(4, "big") + b"free" + bytes(51_000_000 - 8))
        await server.send(text="/last")
        clips = await server.until(lambda: len(server.clips()) == 2 and server.clips())

    assert len(server.content(clips[1])) < 1_000_000


async def test_a_server_of_ones_own_lifts_both_limits(tmp_path, server, photo):
    server.upload_limit, server.shared = 2_000_000_000, tmp_path
    large = photo + bytes(21_000_000)
    document = {"file_id": server.add(large), "file_unique_id": "u", "file_name": "a.jpg",
                "file_size": len(large)}  # fmt: skip
    settings, intake = {"api_is_local": True}, {"largest_mb": 30}
    async with open_telegram(tmp_path / "data", server, settings=settings, intake=intake) as bot:
        await server.send(document=document, caption=ORDER)
        await server.until(server.clips)
        await over(bot, Stage.DELIVERED)
        [job] = await bot.jobs()
        with job.delivery.path.open("ab") as file:
            file.write((51_000_000).to_bytes(4, "big") + b"free" + bytes(51_000_000 - 8))
        await server.send(text="/last")
        clips = await server.until(lambda: len(server.clips()) == 2 and server.clips())

    assert len(server.content(clips[1])) > 51_000_000


async def test_whoever_waited_long_is_called(tmp_path, server, photo, monkeypatch):
    monkeypatch.setattr(delivery, "CALLED_AFTER", timedelta(seconds=0))
    async with open_telegram(tmp_path / "data", server):
        await server.send_photo(photo, ORDER)
        await server.until(lambda: "Your clip is ready." in server.texts())

        clip, call = server.own()
        assert call["reply_to_message"]["message_id"] == clip["message_id"]


async def test_a_call_into_a_flood_is_left_out_and_the_clip_paid(bot, server, photo, monkeypatch):
    monkeypatch.setattr(delivery, "CALLED_AFTER", timedelta(seconds=0))
    await server.send_photo(photo, ORDER)
    await server.until(server.own)
    server.fail("sendMessage", 429, "Too Many Requests", retry_after=3600)

    await server.until(server.clips)

    await over(bot, Stage.DELIVERED)
    assert len(server.own()) == 1


async def test_a_button_whose_press_is_too_old_to_be_answered_still_works(bot, server, photo):
    await server.send_photo(photo, ORDER)
    [clip] = await server.until(server.clips)
    server.fail("answerCallbackQuery", 400, "Bad Request: query is too old", times=2)
    await server.tap(clip, "Again")

    await server.until(lambda: len(server.clips()) == 2)


async def shows_all(_account):
    """Nobody here wants their clips hidden."""
    return False


async def test_a_status_is_edited_when_it_is_its_turn_and_says_the_latest(server, monkeypatch):
    assert statuses.PRIVATE_EVERY_S >= 4
    assert statuses.GROUP_EVERY_S >= 10
    monkeypatch.setattr(statuses, "PRIVATE_EVERY_S", 0.5)
    bot = connection.build_bot(connection.Access(token=TOKEN, api_base=server.api))
    async with bot:
        message = await bot.send_message(42, "0 %")
        board = statuses.Statuses(bot, shows_all)
        running = asyncio.create_task(board.run())
        place = Place(chat=42, message=message.message_id)
        for percent in range(1, 61):
            board.show(place, f"{percent} %")
            await asyncio.sleep(0.02)
        await server.until(lambda: server.texts() == ["60 %"])
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    times = [call.at for call in server.of("editMessageText")]
    assert 3 <= len(times) <= 6
    assert min(later - sooner for sooner, later in itertools.pairwise(times)) > 0.4


async def test_a_status_says_the_latest_when_an_hours_flood_is_over(server, clock, caplog):
    bot = connection.build_bot(connection.Access(token=TOKEN, api_base=server.api))
    async with bot:
        message = await bot.send_message(42, "0 %")
        board = statuses.Statuses(bot, shows_all)
        running = asyncio.create_task(board.run())
        place = Place(chat=42, message=message.message_id)
        server.fail("editMessageText", 429, "Too Many Requests", retry_after=3600)
        board.show(place, "1 %")
        await server.until(lambda: "3600 s of silence" in caplog.text)
        for percent in range(2, 60):
            clock.forward(60)
            board.show(place, f"{percent} %")
            await asyncio.sleep(0)
        assert len(server.of("editMessageText")) == 1

        clock.forward(120)
        await server.until(lambda: server.texts() == ["59 %"])
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    assert len(server.of("editMessageText")) == 2


async def test_a_status_goes_on_when_what_should_take_its_place_did_not_wait_for_it(server):
    bot = connection.build_bot(connection.Access(token=TOKEN, api_base=server.api))
    async with bot:
        message = await bot.send_message(42, "0 %")
        editing, may_edit = asyncio.Event(), asyncio.Event()

        class Slow(statuses.Pen):
            async def write(self, line, wanted):
                editing.set()
                await may_edit.wait()
                await super().write(line, wanted)

        board = statuses.Statuses(bot, shows_all)
        board._pen = Slow(bot, shows_all)
        running = asyncio.create_task(board.run())
        place = Place(chat=42, message=message.message_id)
        board.show(place, "1 %")
        await editing.wait()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01), board.hold(place):
                raise AssertionError("it is being edited")
        may_edit.set()

        board.show(place, "failed", is_last=True)
        await server.until(lambda: server.texts() == ["failed"])
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_many_statuses_in_one_group_share_its_rate(server, monkeypatch):
    monkeypatch.setattr(statuses, "GROUP_GAP_S", 0.3)
    bot = connection.build_bot(connection.Access(token=TOKEN, api_base=server.api))
    async with bot:
        sent = [await bot.send_message(GROUP["id"], "waiting") for _ in range(4)]
        board = statuses.Statuses(bot, shows_all)
        running = asyncio.create_task(board.run())
        for message in sent:
            board.show(Place(chat=GROUP["id"], message=message.message_id), "made")
        await server.until(lambda: server.texts(GROUP["id"]) == ["made"] * 4)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    times = [call.at for call in server.of("editMessageText")]
    assert min(later - sooner for sooner, later in itertools.pairwise(times)) > 0.25

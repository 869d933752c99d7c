"""An instant preview on Telegram: the status becomes it, and then the clip takes its place."""

import asyncio
import io
from contextlib import asynccontextmanager

import av
import pytest
from houses import hold
from telegram_house import open_telegram
from telegram_server import TelegramServer, buttons

from bot.frontends.telegram import statuses
from bot.frontends.telegram.places import settings_of
from bot.frontends.telegram.settings import SPOILER

SENTENCE = "A quick preview by the effects engine; your clip by wan follows."
COMMAND = '/animate prompt="steam rises" duration=1'
ADA = "telegram:42"


@pytest.fixture
async def server(monkeypatch):
    monkeypatch.setattr(statuses, "PRIVATE_EVERY_S", 0.2)  # how seldom it edits, others test
    monkeypatch.setattr(statuses, "PRIVATE_GAP_S", 0.05)
    async with TelegramServer() as server:
        yield server
    assert server.violations == []


@asynccontextmanager
async def open_bot(folder, server, tiny, saved):
    """A bot whose model begins when `held` is let go."""
    tables = {"models": {"wan": tiny.entry("wan", saved("wan"))}, "generation": {"isolate": False}}
    async with open_telegram(folder, server, working=False, **tables) as house:
        house.held = hold(house.production)
        running = asyncio.create_task(house.production.run())
        try:
            yield house
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        assert await house.store.verify() == []


@pytest.fixture
async def bot(tmp_path, server, tiny, saved):
    async with open_bot(tmp_path / "data", server, tiny, saved) as house:
        yield house


async def previewed(server):
    """The status, once it is a preview."""
    return await server.until(
        lambda: next((m for m in server.own() if "animation" in m), None), within_s=60
    )


async def the_clip(server):
    return await server.until(lambda: next((m for m in server.own() if "video" in m), None))


def seconds_of(server, message):
    with av.open(io.BytesIO(server.content(message))) as container:
        return round(container.duration / av.time_base)


def media_edits(server):
    return server.of("editMessageMedia")


async def test_the_status_becomes_the_preview_and_then_the_clip(bot, server, photo):
    await server.send_photo(photo, COMMAND)
    shown = await previewed(server)
    assert seconds_of(server, shown) == 3
    assert shown["caption"].endswith(f"\n{SENTENCE}")
    assert shown["caption"].startswith("wan")
    assert len(buttons(shown)) == 1  # to cancel it
    facts = shown["animation"]
    assert (facts["width"], facts["height"], facts["has_thumbnail"]) == (128, 96, True)
    [live] = bot.production.board.jobs()
    live.note(0.4)  # progress goes on in the caption alone
    await server.until(lambda: "40" in shown["caption"])
    assert shown["caption"].endswith(SENTENCE)
    assert len(media_edits(server)) == 1

    bot.held.let_go()
    clip = await the_clip(server)

    assert server.own() == [clip]  # one message from the first word to the clip
    assert seconds_of(server, clip) == 1
    assert SENTENCE not in clip["caption"]
    assert len(media_edits(server)) == 2


async def test_news_that_come_late_do_not_touch_the_clip(bot, server, photo):
    await server.send_photo(photo, COMMAND)
    await previewed(server)
    [live] = bot.production.board.jobs()
    late = bot.production.board.tell(live.job.id)
    bot.held.let_go()
    await the_clip(server)
    await live.over.wait()

    await bot.frontend.update(live.address, late)

    assert bot.frontend._statuses._lines == {}  # there is nothing to be edited


async def test_a_cancelled_order_says_so_under_its_preview(bot, server, photo):
    await server.send_photo(photo, COMMAND)
    shown = await previewed(server)

    await server.tap(shown, buttons(shown)[0]["text"])

    await server.until(lambda: shown["caption"].startswith("Cancelled"))
    assert SENTENCE not in shown["caption"]
    assert buttons(shown) == []
    assert server.own() == [shown]


@pytest.mark.parametrize("why", ["the picture was hidden", "the asker wants it so", "neither"])
async def test_a_preview_is_as_hidden_as_the_clip_will_be(bot, server, photo, why):
    if why == "the asker wants it so":
        await bot.store.set_setting(settings_of(ADA), SPOILER, 1)
    hidden = {"has_media_spoiler": True} if why == "the picture was hidden" else {}
    await server.send_photo(photo, COMMAND, **hidden)

    shown = await previewed(server)

    assert shown["has_media_spoiler"] == (why != "neither")


async def test_a_preview_that_telegram_refuses_is_left_out(bot, server, photo):
    server.fail("editMessageMedia", 400, "Bad Request: wrong file")
    await server.send_photo(photo, COMMAND)
    await server.until(lambda: media_edits(server), within_s=60)
    [live] = bot.production.board.jobs()
    live.note(0.4)
    await server.until(lambda: any("40" in text for text in server.texts()))

    assert SENTENCE not in str(server.own())
    bot.held.let_go()
    clip = await the_clip(server)
    assert server.own() == [clip]
    assert len(media_edits(server)) == 2


@pytest.mark.parametrize("lost", ["the request", "the answer"])
async def test_a_preview_whose_edit_is_lost_is_shown_a_little_later(
    bot, server, photo, monkeypatch, lost
):
    monkeypatch.setattr(statuses, "AFTER_OUTAGE_S", 0.1)
    server.fail("editMessageMedia", after=lost == "the answer")
    await server.send_photo(photo, COMMAND)
    await server.until(lambda: len(media_edits(server)) == 2, within_s=60)
    shown = await previewed(server)

    assert server.own() == [shown]
    assert SENTENCE in shown["caption"]


async def test_a_flood_puts_the_preview_off_and_the_clip_comes_all_the_same(bot, server, photo):
    server.fail("editMessageMedia", 429, "Too Many Requests", retry_after=1)
    await server.send_photo(photo, COMMAND)
    await previewed(server)

    bot.held.let_go()

    assert server.own() == [await the_clip(server)]
    assert len(media_edits(server)) == 3


async def test_after_a_restart_there_is_still_one_preview(tmp_path, server, photo, tiny, saved):
    async with open_bot(tmp_path / "data", server, tiny, saved):
        await server.send_photo(photo, COMMAND)
        shown = await previewed(server)
    async with open_bot(tmp_path / "data", server, tiny, saved) as bot:
        await server.until(lambda: len(media_edits(server)) == 2, within_s=60)
        await server.until(lambda: SENTENCE in shown["caption"])
        assert server.own() == [shown]
        bot.held.let_go()

        assert server.own() == [await the_clip(server)]


async def test_after_a_restart_without_previews_the_caption_goes_on(
    tmp_path, server, photo, tiny, saved, monkeypatch
):
    async with open_bot(tmp_path / "data", server, tiny, saved):
        await server.send_photo(photo, COMMAND)
        shown = await previewed(server)
    monkeypatch.setattr("bot.instant_previews.SOON_S", 1e9)
    async with open_bot(tmp_path / "data", server, tiny, saved) as bot:
        await server.until(lambda: SENTENCE not in shown["caption"])
        bot.held.let_go()

        assert server.own() == [await the_clip(server)]

"""Progress messages: thinned out, never after the end, given up where they cannot work."""

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from unittest.mock import Mock

import discord
import pytest

from bot.frontends.discord.bulletins import Bulletins
from bot.frontends.discord.places import TOKEN_LIFE_S, Place
from bot.orders import InstantPreview, Progress, Stage

GAP_S = 0.05
PLACE = Place(
    application=900, token="t", expires_at=time.time() + TOKEN_LIFE_S, message=1, channel=2,
    guild=3, user=4, is_private=False, is_reachable=True, limit=10, spoiler=False,
    is_age_restricted=False, locale="en",
)  # fmt: skip


def progress(done, eta_s=5.0):
    return Progress(
        job_id="a1", effect="melt", price=2, stage=Stage.RUNNING, place=0, eta_s=eta_s, done=done
    )


class Pen:
    """Writes down what would be shown."""

    def __init__(self):
        self.written, self.moments, self.previews = [], [], []
        self.wrote = asyncio.Event()
        self.error = None
        self.may_write = asyncio.Event()
        self.may_write.set()

    async def __call__(self, _place, _job_id, text, preview):
        await self.may_write.wait()
        self.written.append(text)
        self.previews.append(preview)
        self.moments.append(time.monotonic())
        self.wrote.set()
        if self.error is not None:
            raise self.error


@asynccontextmanager
async def running(bulletins):
    task = asyncio.create_task(bulletins.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def written(pen, count):
    async with asyncio.timeout(10):
        while len(pen.written) < count:
            pen.wrote.clear()
            await pen.wrote.wait()


async def shown(pen, words):
    async with asyncio.timeout(10):
        while not pen.written or words not in pen.written[-1]:
            pen.wrote.clear()
            await pen.wrote.wait()


async def test_many_signs_of_life_become_few_edits_and_the_last_one_is_shown():
    pen = Pen()
    bulletins = Bulletins(pen, gap_s=GAP_S)
    async with running(bulletins):
        for step in range(100):
            bulletins.tell(PLACE, progress(step / 100))
            await asyncio.sleep(0)
        await shown(pen, "99 %")

    gaps = [later - earlier for earlier, later in pairwise(pen.moments)]
    assert min(gaps) >= GAP_S * 0.9
    assert len(pen.written) < 20


async def test_nothing_is_written_after_the_end():
    pen = Pen()
    bulletins = Bulletins(pen, gap_s=GAP_S)
    async with running(bulletins):
        bulletins.tell(PLACE, progress(0.1))
        await written(pen, 1)
        await bulletins.close("a1")
        bulletins.tell(PLACE, progress(0.9))
        await asyncio.sleep(3 * GAP_S)

    assert len(pen.written) == 1


async def test_the_end_waits_for_what_is_being_written():
    pen = Pen()
    pen.may_write.clear()
    bulletins = Bulletins(pen, gap_s=GAP_S)
    async with running(bulletins):
        bulletins.tell(PLACE, progress(0.1))
        await asyncio.sleep(GAP_S)
        closing = asyncio.create_task(bulletins.close("a1"))
        await asyncio.sleep(GAP_S)
        assert not closing.done()
        pen.may_write.set()
        await asyncio.wait_for(closing, 10)

    assert len(pen.written) == 1


@pytest.mark.parametrize("status", [401, 403, 404])
async def test_a_message_that_cannot_be_edited_is_given_up(status):
    pen = Pen()
    pen.error = discord.HTTPException(Mock(status=status, reason="no"), {"code": 50001})
    bulletins = Bulletins(pen, gap_s=GAP_S)
    async with running(bulletins):
        for step in range(10):
            bulletins.tell(PLACE, progress(step / 10))
            await asyncio.sleep(GAP_S / 2)

    assert len(pen.written) == 1


async def test_a_shown_time_is_kept_while_it_is_about_right():
    pen = Pen()
    bulletins = Bulletins(pen, gap_s=0.01)
    async with running(bulletins):
        bulletins.tell(PLACE, progress(0.5, eta_s=60))
        await written(pen, 1)
        bulletins.tell(PLACE, progress(0.5, eta_s=63))
        await asyncio.sleep(0.05)
        assert len(pen.written) == 1
        bulletins.tell(PLACE, progress(0.5, eta_s=200))
        await written(pen, 2)


async def test_what_will_outlive_a_private_message_is_announced():
    place = Place(**{**vars(PLACE), "is_private": True})
    pen = Pen()
    bulletins = Bulletins(pen, gap_s=GAP_S)
    async with running(bulletins):
        bulletins.tell(place, progress(0.1, eta_s=TOKEN_LIFE_S))
        await written(pen, 1)

    assert "direct message" in pen.written[0]


async def test_a_preview_whose_files_are_gone_is_tried_once():
    pen = Pen()
    pen.error = FileNotFoundError("the job is over")
    bulletins = Bulletins(pen, gap_s=GAP_S)
    preview = InstantPreview(
        account="a", model="wan", path=Path("a1.mp4"), poster=Path("a1.jpg"), width=2, height=2,
        seconds=3.0,
    )  # fmt: skip
    async with running(bulletins):
        bulletins.tell(PLACE, replace(progress(0.1), preview=preview))
        await written(pen, 1)
        pen.error = None
        await written(pen, 2)

    assert pen.previews == [preview, None]

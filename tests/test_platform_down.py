"""A platform that cannot be reached for a while: the clip keeps, and the credits wait with it."""

import asyncio

from houses import ADA, Bench, open_house

from bot.frontends.api import PlatformDown


class Flaky(Bench):
    """Is down for the first few deliveries."""

    down = 3

    async def deliver(self, address, delivery):
        if self.down:
            self.down -= 1
            raise PlatformDown(0.01)
        return await super().deliver(address, delivery)


async def test_a_clip_waits_for_its_platform_and_is_paid_once(tmp_path, order):
    async with open_house(tmp_path / "data", bench=Flaky()) as house:
        before = await house.balance()
        ticket = await house.studio.submit(order())
        await house.bench.outcome()
        async with asyncio.timeout(10):
            while (await house.store.find_job(ticket.job_id)).state.is_open:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

        assert house.bench.down == 0
        assert len(house.bench.delivered) == 1
        assert await house.balance() == before - ticket.price


async def test_a_clip_whose_platform_stays_away_comes_after_a_restart(tmp_path, order):
    bench = Flaky()
    bench.down = 1_000_000
    async with open_house(tmp_path / "data", bench=bench) as house:
        ticket = await house.studio.submit(order())
        async with asyncio.timeout(10):
            while bench.down > 999_997:  # noqa: ASYNC110 - the bench is told by nobody
                await asyncio.sleep(0.01)

    async with open_house(tmp_path / "data") as house:
        await house.bench.outcome()

    assert [each.job_id for each in house.bench.delivered] == [ticket.job_id]


async def test_who_cancels_a_clip_that_is_made_meanwhile_need_not_wait_for_the_platform(
    tmp_path, order, monkeypatch
):
    monkeypatch.setattr("bot.production.STOP_LIMIT_S", 0.0)
    async with open_house(tmp_path / "data") as house:
        house.bench.refuse_with = PlatformDown(3600)
        rendered, write_down = house.store.rendered, asyncio.Event()
        made = asyncio.Event()

        async def rendered_slowly(*facts):
            made.set()
            await write_down.wait()
            return await rendered(*facts)

        monkeypatch.setattr(house.store, "rendered", rendered_slowly)
        ticket = await house.studio.submit(order())
        async with asyncio.timeout(60):
            await made.wait()
        cancelling = asyncio.create_task(house.studio.cancel(ticket.job_id, ADA))
        write_down.set()

        assert not await asyncio.wait_for(cancelling, 10)
        assert house.bench.ended == []

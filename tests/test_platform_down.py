"""A platform that cannot be reached for a while: the clip keeps, and the credits wait with it."""

import pytest
from houses import Bench, open_house

from bot import production
from bot.frontends.api import PlatformDown


class Flaky(Bench):
    """Is down for the first few deliveries."""

    down = 3

    async def deliver(self, address, delivery):
        if self.down:
            self.down -= 1
            raise PlatformDown
        return await super().deliver(address, delivery)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(production, "PLATFORM_DOWN_S", 0.01)


async def test_a_clip_waits_for_its_platform_and_is_paid_once(tmp_path, order):
    async with open_house(tmp_path / "data", bench=Flaky()) as house:
        before = await house.balance()
        ticket = await house.studio.submit(order())
        await house.bench.outcome()
        while (await house.store.find_job(ticket.job_id)).state.is_open:
            pass

        assert house.bench.down == 0
        assert len(house.bench.delivered) == 1
        assert await house.balance() == before - ticket.price


async def test_a_clip_whose_platform_stays_away_comes_after_a_restart(tmp_path, order):
    bench = Flaky()
    bench.down = 1_000_000
    async with open_house(tmp_path / "data", bench=bench) as house:
        ticket = await house.studio.submit(order())
        while bench.down > 999_990:
            await house.store.find_job(ticket.job_id)

    async with open_house(tmp_path / "data") as house:
        await house.bench.outcome()

    assert [each.job_id for each in house.bench.delivered] == [ticket.job_id]

"""A whole studio in one folder: real store, worker and clips; only the platform is a fake."""

import asyncio
import threading
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.app import build_production, build_studio
from bot.config import Config
from bot.config import Storage as StorageSettings
from bot.models import build_repertoire
from bot.orders import Delivery, Ending, Progress
from bot.production import Production
from bot.shelf import Shelf
from bot.studio import Studio
from storage.clock import utc_now
from storage.store import Store

ADA, BOB = "test:ada", "test:bob"


@dataclass
class Bench:
    """A front-end of ours that writes down what it is told."""

    name: str = "test"
    delivered: list[Delivery] = field(default_factory=list)
    ended: list[Ending] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    told: list[Progress] = field(default_factory=list)
    refuse_with: Exception | None = None
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    moved: asyncio.Event = field(default_factory=asyncio.Event)  # some frames of some job are done

    async def run(self):
        await asyncio.Event().wait()

    async def update(self, _address, progress):
        self.told.append(progress)
        if progress.done > 0:
            self.moved.set()

    async def deliver(self, _address, delivery):
        if self.refuse_with is not None:
            raise self.refuse_with
        self.delivered.append(delivery)
        self.heard.set()
        return f"message-{len(self.delivered)}"

    async def notify(self, _address, sentence):
        self.notices.append(sentence)

    async def end(self, _address, ending):
        self.ended.append(ending)
        self.heard.set()

    async def outcome(self, count=1):
        """Wait until that many jobs are over."""
        async with asyncio.timeout(120):
            while len(self.delivered) + len(self.ended) < count:
                self.heard.clear()
                await self.heard.wait()


class Paused:
    """A maker that stands still once so much of a job is done, until the job is to stop."""

    def __init__(self, maker, share):
        self.is_there = threading.Event()
        self._maker, self._share = maker, share

    def make(self, brief, stop, on_progress):
        def tell(done):
            on_progress(done)
            if done > self._share:
                self.is_there.set()
                assert stop.wait(60), "nobody said stop"

        return self._maker.make(brief, stop, tell)

    def close(self):
        self._maker.close()


class Held:
    """A maker that begins when it is let go, or when the job is to stop."""

    def __init__(self, maker):
        self._maker, self._go = maker, threading.Event()

    def let_go(self):
        self._go.set()

    def make(self, brief, stop, on_progress):
        while not (self._go.wait(0.01) or stop.is_set()):
            pass
        return self._maker.make(brief, stop, on_progress)

    def close(self):
        self._maker.close()


def hold(production):
    """Have the only device begin nothing until what comes back is let go."""
    ((device, maker),) = production._makers.items()
    held = Held(maker)
    production._makers = {device: held}
    return held


@dataclass
class House:
    """Everything that runs, for one test."""

    studio: Studio
    production: Production
    store: Store
    shelf: Shelf
    bench: Bench

    async def balance(self, account=ADA):
        return (await self.studio.tiers.balance(account)).spendable

    def pause_at(self, share):
        """Have jobs stand still beyond a share of their work; call what comes back to wait."""
        (paused,) = (Paused(maker, share) for maker in self.production._makers.values())
        self.production._makers = dict.fromkeys(self.production._makers, paused)

        async def there():
            assert await asyncio.to_thread(paused.is_there.wait, 60)

        return there


@asynccontextmanager
async def open_house(folder, config=None, bench=None, *, working=True, clock=utc_now):
    """Build and run a studio; `working` False leaves what is ordered in line."""
    config = (config or Config()).model_copy(update={"storage": StorageSettings(folder=folder)})
    shelf, bench = Shelf(folder), bench or Bench()
    shelf.make()
    repertoire = build_repertoire(config)
    async with Store.open(folder, clock=clock) as store:
        production = build_production(config, store, shelf, repertoire)
        production.connect([bench])
        studio = build_studio(config, store, shelf, production, repertoire)
        house = House(studio, production, store, shelf, bench)
        running = asyncio.create_task(production.run()) if working else None
        try:
            yield house
        finally:
            if running is not None:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)

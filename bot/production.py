"""From an accepted job to its clips, whatever happens in between; see `endings` for the rest."""

import asyncio
import logging
import time
from collections.abc import Coroutine, Mapping, Sequence
from pathlib import Path

from bot import wording
from bot.board import Board, LiveJob
from bot.deliveries import brief_of, clips_of, recipe_of, times_of
from bot.endings import Endings, code_of
from bot.frontends.api import Frontend
from bot.instant_previews import InstantPreviews
from bot.orders import Address, Stage
from bot.shelf import Shelf, stems_of
from bot.warm_ups import WarmUps
from effects.errors import EffectError, RenderCancelled
from generation.clips import Clip
from generation.errors import GenerationError
from generation.estimates import Estimates
from generation.making import Maker
from generation.models.drawing import key_of
from generation.queue import Entry, FairQueue
from generation.rendering import Renderer
from generation.worker import Worker
from storage.errors import WrongJobState
from storage.jobs import Job, JobState, Terms
from storage.store import Store

log = logging.getLogger(__name__)
TELL_EVERY_S = 0.25
STOP_LIMIT_S = 5.0  # for a render to reach its next checkpoint


class Production:
    """Runs the workers, and what is live beside them: previews, news for askers, endings."""

    def __init__(
        self,
        store: Store,
        shelf: Shelf,
        makers: Mapping[str, Maker],
        *,
        finisher: Renderer,
        weights: Mapping[str, float],
        terms: Mapping[str, Terms],
        time_limit_s: float,
        guesses: Mapping[str, float],
        warm_ups: WarmUps,
        previews: InstantPreviews | None = None,
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._makers = makers  # by device
        self._finisher = finisher  # makes finished clips smaller
        self._weights = weights  # by tier
        self._workers = [Worker(device, time_limit_s=time_limit_s) for device in makers]
        self._line = FairQueue()
        self._estimates = Estimates(guesses)  # for what models draw, by key
        self._warm_ups = warm_ups
        self._previews = previews  # for who waits for a model; None: nobody has one
        self._tasks: asyncio.TaskGroup | None = None
        self.board = Board(self._line, len(self._workers))
        self._endings = Endings(store, shelf, self.board, terms=terms)
        self.is_draining = False

    def connect(self, frontends: Sequence[Frontend]) -> None:
        """Say who delivers to which platform. Before `run`."""
        self._endings.frontends = {frontend.name: frontend for frontend in frontends}

    async def run(self) -> None:
        """Take up what an earlier process left, then serve the line until cancelled."""
        try:
            async with asyncio.TaskGroup() as tasks:
                self._tasks = tasks
                for job in await self._store.recover():
                    self._take_up(job)
                for worker in self._workers:
                    tasks.create_task(self._serve(worker), name=worker.device)
                tasks.create_task(self._keep_askers_told(), name="progress")
                if self._previews is not None:
                    tasks.create_task(self._previews.run(self.board), name="previews")
        finally:
            await self._close_makers()

    def enter(self, job: Job) -> LiveJob:
        """Put an accepted job in line."""
        address = Address.from_row(job.address)
        live = LiveJob(job, address, self._estimates.seconds(*_work(job)))
        self.board.add(live)
        weight = self._weights.get(job.order["tier"], 1.0)
        self._line.put(
            Entry(
                job_id=job.id,
                account=job.account_id,
                cost_s=live.cost_s,
                weight=weight,
                kind=_work(job)[0] if job.order.get("is_model") else "",
            )
        )
        if self._previews is not None:
            self._previews.offer(live)
        return live

    async def cancel(self, live: LiveJob) -> bool:
        """Stop a job that waits or is being made. False: it was too late.

        One that does not leave at once is over for its asker all the same; its device is waited for
        without them.
        """
        if self._line.remove(live.job.id):
            await self._endings.give_back(live, JobState.CANCELLED, "job-cancelled")
            return True
        if not live.is_made:  # or else on its way, perhaps for as long as the platform is down
            live.is_unwanted = True
            live.stop.set()
            if not await _all_over([live], STOP_LIMIT_S) and not live.is_made:
                await self._endings.give_back(live, JobState.CANCELLED, "job-cancelled")
                await live.over.wait()
        return live.stage is Stage.CANCELLED

    def expected_seconds(self, effect: str, width: int, height: int, seconds: float) -> float:
        """How long a device will be busy with a clip, as far as is known."""
        return self._estimates.seconds(effect, width * height / 1e6 * seconds)

    async def give_up(self, jobs: Sequence[Job]) -> None:
        """Tell the askers of jobs that were released because their deadline has passed."""
        for job in jobs:
            if live := self.board.find(job.id):
                self._line.remove(job.id)
                live.stop.set()
                await self._endings.say(live, Stage.FAILED, job.error_code)

    async def forget(self, jobs: Sequence[Job]) -> None:
        """Stop what is live of an erased account's jobs, and delete their files."""
        for job in jobs:
            if live := self.board.find(job.id):
                self._line.remove(job.id)
                live.stop.set()
                self.board.close(live, Stage.CANCELLED)
        needed = {stem for live in self.board.jobs() for stem in stems_of(live.job)}
        gone = {stem for job in jobs for stem in stems_of(job)}
        await asyncio.to_thread(self._shelf.delete, gone - needed)

    async def shrink(self, job: Job, path: Path, max_bytes: int) -> Clip:
        """One of a job's finished clips as a file of at most that size, on a thread of its own.

        Raises:
            CannotShrink: it cannot be made so small.
        """
        clips = clips_of(job, self._shelf.clips)
        number = next(number for number, clip in enumerate(clips) if clip.path == path)
        recipe = recipe_of(job, number)
        return await asyncio.to_thread(self._finisher.shrink, clips[number], recipe, max_bytes)

    async def drain(self, within_s: float) -> None:
        """Stop starting jobs and let what is being made be finished, or put back in line.

        What still waits stays in the database for the next start.
        """
        self.is_draining = True
        for live in self.board.jobs():
            self._line.remove(live.job.id)
        busy = [live for live in self.board.jobs() if live.stage is not Stage.QUEUED]
        if not await _all_over(busy, within_s):
            for live in busy:
                live.stop.set()
            await _all_over(busy, STOP_LIMIT_S)
        await self._close_makers()

    async def _close_makers(self) -> None:
        """Let go of the processes that clips are made in; a job that is still there is cut off."""
        await asyncio.gather(*(asyncio.to_thread(each.close) for each in self._makers.values()))

    async def _serve(self, worker: Worker) -> None:
        """Warm up while nobody waits, then serve the line."""
        ready_for = await self._warm_ups.run(worker, self._makers[worker.device], self._line)
        await worker.run(self._line, self._perform, ready_for)

    def _take_up(self, job: Job) -> None:
        """Go on with a job that an earlier process left."""
        if job.state is JobState.QUEUED:
            self.enter(job)
            return
        live = LiveJob(
            job,
            Address.from_row(job.address),
            0.0,
            stage=Stage.RUNNING,
            done=1.0,
            is_made=job.state is JobState.RENDERED,
        )
        if live.is_made:
            self.board.add(live)
            self._start(self._endings.deliver(live), f"deliver {job.id}")
        else:
            self._start(self._endings.say(live, Stage.FAILED, job.error_code), f"end {job.id}")

    def _start(self, work: Coroutine[None, None, None], name: str) -> None:
        assert self._tasks is not None, "run() starts everything"  # noqa: S101 - for mypy
        self._tasks.create_task(work, name=name)

    async def _perform(self, entry: Entry, worker: Worker) -> None:
        """Make the clip of one job that has reached the front of the line."""
        live = self.board.find(entry.job_id)
        job = await self._store.claim(entry.job_id)
        if live is None or job is None:
            return
        live.job, live.stage, live.begun_s = job, Stage.RUNNING, time.monotonic()
        try:
            clips = await worker.render(
                job.order["effect"], lambda: self._make(live, worker), live.stop
            )
        except asyncio.CancelledError:
            await self._put_back(live)
            raise
        except RenderCancelled:
            await self._leave(live)
        except (GenerationError, EffectError, OSError) as error:
            await self._endings.give_back(live, JobState.FAILED, code_of(error))
        else:
            await self._finish(live, clips)

    async def _finish(self, live: LiveJob, clips: Sequence[Clip]) -> None:
        """Write down what was made, and bring it to its asker."""
        live.is_made = True
        took_s = time.monotonic() - live.begun_s  # a try that did not work out costs nobody time
        self._estimates.learn(*_work(live.job), took_s)
        row = {"clips": [clip.to_row() for clip in clips]}
        try:
            live.job = await self._store.rendered(live.job.id, row, clips[0].sha256, took_s)
        except WrongJobState as error:
            self._endings.let_go(live, error)
            await asyncio.to_thread(self._shelf.delete, {live.job.id})
        else:
            self._start(self._endings.deliver(live), f"deliver {live.job.id}")

    async def _leave(self, live: LiveJob) -> None:
        """The render was told to stop: by its asker, or because the program ends."""
        if self.is_draining and not live.is_unwanted:
            await self._put_back(live)
            self.board.close(live, Stage.QUEUED)
        else:
            await self._endings.give_back(live, JobState.CANCELLED, "job-cancelled")

    async def _put_back(self, live: LiveJob) -> None:
        """Let the next start begin a job anew."""
        try:
            await self._store.requeue(live.job.id)
        except WrongJobState as error:
            self._endings.let_go(live, error)

    def _make(self, live: LiveJob, worker: Worker) -> list[Clip]:
        """Make a job's clips, on the device's thread."""
        brief = brief_of(live.job, self._shelf)
        return self._makers[worker.device].make(brief, live.stop, live.note)

    async def notify(self, address: Address, key: str, **facts: int) -> None:
        """Tell somebody, in their language, something they asked to be told."""
        if frontend := self._endings.frontend_of(address):
            await frontend.notify(address, wording.say(key, address.locale, **facts))

    async def _keep_askers_told(self) -> None:
        """Pass on what changed, four times a second; front-ends thin it out further."""
        while True:
            await asyncio.sleep(TELL_EVERY_S)
            for live, progress in self.board.progress():
                frontend = self._endings.frontend_of(live.address)
                if frontend is not None and progress != live.shown:
                    live.shown = progress
                    await frontend.update(live.address, progress)


async def _all_over(lives: Sequence[LiveJob], within_s: float) -> bool:
    try:
        async with asyncio.timeout(within_s):
            await asyncio.gather(*(live.over.wait() for live in lives))
    except TimeoutError:
        return False
    return True


def _work(job: Job) -> tuple[str, float]:
    """What is estimated and learned from: the effect and the clip's megapixel-seconds."""
    order = job.order
    # Enlarging takes little beside what a model takes to draw: it is not counted.
    times = times_of(order) if order.get("is_model") else 1
    megapixels = order["width"] * order["height"] / times**2 / 1e6
    seconds = order["options"]["duration"] * order["clip"]["variants"]
    return key_of(order["effect"], order.get("by", "")), megapixels * seconds

"""The jobs that are not over yet, as their askers see them: stage, place, ETA, share done."""

import asyncio
import threading
import time
from dataclasses import dataclass, field

from bot.orders import Address, InstantPreview, Progress, Stage
from generation.estimates import wait_s
from generation.queue import FairQueue
from storage.jobs import Job


@dataclass
class LiveJob:
    """One job between acceptance and its end."""

    job: Job
    address: Address
    cost_s: float  # how long it will keep a device busy, estimated
    stage: Stage = Stage.QUEUED
    done: float = 0.0  # 0..1 of the frames
    begun_s: float = field(default_factory=time.monotonic)  # when the present try of it was
    is_again: bool = False  # that is the second one
    is_made: bool = False  # what makes it is done with it
    is_unwanted: bool = False  # its asker has taken the order back
    stop: threading.Event = field(default_factory=threading.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    preview: InstantPreview | None = None  # to look at meanwhile
    shown: Progress | None = None  # what its asker was told last

    def note(self, done: float) -> None:
        """Write down the share that is done, 0..1; from any thread."""
        if done == 0.0 or done < self.done:  # it is begun anew: see `Maker.make`
            self.begun_s, self.is_again = time.monotonic(), True
        self.done = done


class Board:
    """All live jobs of this process."""

    def __init__(self, line: FairQueue, workers: int) -> None:
        self._line = line
        self._workers = workers
        self._live: dict[str, LiveJob] = {}

    def __len__(self) -> int:
        return len(self._live)

    def add(self, live: LiveJob) -> None:
        """Show a job."""
        self._live[live.job.id] = live

    def find(self, job_id: str) -> LiveJob | None:
        """Look a job up; None when it is over or was never here."""
        return self._live.get(job_id)

    def close(self, live: LiveJob, stage: Stage) -> None:
        """Take a job off: it has ended."""
        live.stage = stage
        live.over.set()
        self._live.pop(live.job.id, None)

    def jobs(self) -> list[LiveJob]:
        """Every live job, oldest first."""
        return list(self._live.values())

    def progress(self) -> list[tuple[LiveJob, Progress]]:
        """Where every live job stands now."""
        running = [live for live in self._live.values() if live.stage is Stage.RUNNING]
        ahead = [live.cost_s * (1 - live.done) for live in running]
        told = [(live, self._tell(live, 0, live.cost_s * (1 - live.done))) for live in running]
        for place, entry in enumerate(self._line.entries(), start=1):
            if live := self._live.get(entry.job_id):
                told.append(
                    (live, self._tell(live, place, wait_s(ahead, live.cost_s, self._workers)))
                )
                ahead.append(live.cost_s)
        return told

    def tell(self, job_id: str) -> Progress | None:
        """Where one job stands now; None when it is over or was never here."""
        found = (progress for _, progress in self.progress() if progress.job_id == job_id)
        return next(found, None)

    def _tell(self, live: LiveJob, place: int, eta_s: float) -> Progress:
        return Progress(
            job_id=live.job.id,
            effect=live.job.order["effect"],
            price=live.job.price,
            stage=live.stage,
            place=place,
            eta_s=round(eta_s, 1),
            done=round(live.done, 3),
            preview=live.preview,
            is_again=live.is_again,
        )

"""How jobs end, each exactly once: the clip is brought and paid for, or the credits go back."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from bot.board import Board, LiveJob
from bot.deliveries import describe_delivery
from bot.frontends.api import Frontend, OutcomeUnknown, PlatformDown, Undeliverable
from bot.orders import Address, Ending, Stage
from bot.shelf import Shelf
from effects.errors import NoSubject
from generation.errors import (
    ModelBroken,
    OutOfMemory,
    QualityTooLow,
    RenderTimedOut,
    WorkerLost,
    WorkerStalled,
)
from storage.errors import WrongJobState
from storage.jobs import Job, JobState, Terms
from storage.store import Store

log = logging.getLogger(__name__)
DELIVERY_LIMIT_S = 300.0  # a clip of 50 MB over a slow line; then the outcome is unknown


class Endings:
    """Ends jobs in the ledger, takes them off the board, and lets their askers know."""

    def __init__(
        self, store: Store, shelf: Shelf, board: Board, *, terms: Mapping[str, Terms]
    ) -> None:
        """Reach nobody yet.

        Args:
            store: where jobs and credits are.
            shelf: where the clips are.
            board: the live jobs.
            terms: by tier.
        """
        self._store = store
        self._shelf = shelf
        self._board = board
        self._terms = terms
        self.frontends: Mapping[str, Frontend] = {}  # by platform

    def frontend_of(self, address: Address) -> Frontend | None:
        """Who reaches an address; None when its platform is switched off."""
        return self.frontends.get(address.platform)

    async def deliver(self, live: LiveJob) -> None:
        """Bring a rendered clip to its asker, then settle; or release, if it cannot be brought."""
        try:
            remote_id = await self._send(live)
        except (Undeliverable, PlatformDown):
            await self.give_back(live, JobState.FAILED, "job-undeliverable")
        except (OutcomeUnknown, TimeoutError):
            await self.give_back(live, JobState.FAILED, "job-outcome-unknown")
        except Exception:
            # A front-end is a plugin: its fault must not keep anybody's credits or end the others.
            log.exception("job %s: %s could not deliver", live.job.id, live.address.platform)
            await self.give_back(live, JobState.FAILED, "job-undeliverable")
        else:
            await self._settle(live, remote_id)

    async def give_back(self, live: LiveJob, state: JobState, code: str) -> None:
        """End a job without a clip: release what was reserved and say so."""
        if await self._store.release(live.job.id, state, code):
            stage = Stage.CANCELLED if state is JobState.CANCELLED else Stage.FAILED
            await self.say(live, stage, code)

    async def say(self, live: LiveJob, stage: Stage, code: str) -> None:
        """Take a job off the board that has ended without a clip, and tell its asker."""
        self._board.close(live, stage)
        ending = Ending(
            job_id=live.job.id,
            account=live.job.account_id,
            stage=stage,
            error_code=code,
            price=live.job.price,
            balance=await self._spendable(live.job),
        )
        if frontend := self.frontend_of(live.address):
            await frontend.end(live.address, ending)

    def let_go(self, live: LiveJob, error: WrongJobState) -> None:
        """The job has been ended elsewhere meanwhile: by its deadline, or with its account."""
        log.info("job %s is %s already", error.job_id, error.state)
        self._board.close(live, Stage.CANCELLED)

    async def _settle(self, live: LiveJob, remote_id: str) -> None:
        """The clip is with its asker: spend what was set aside."""
        try:
            live.job = await self._store.settle(live.job.id, remote_id)
        except WrongJobState as error:
            self.let_go(live, error)
        else:
            self._board.close(live, Stage.DELIVERED)

    async def _send(self, live: LiveJob) -> str:
        """Let the front-end deliver; while its platform is down, until the job's deadline."""
        while True:
            try:
                return await self._send_once(live)
            except PlatformDown as down:
                again_at = datetime.now(UTC) + timedelta(seconds=down.after_s)
                if again_at > live.job.deadline:
                    raise
                log.info("job %s: to be delivered again in %g s", live.job.id, down.after_s)
                await asyncio.sleep(down.after_s)

    async def _send_once(self, live: LiveJob) -> str:
        frontend = self.frontend_of(live.address)
        if frontend is None:
            raise Undeliverable
        balance = await self._spendable(live.job)
        delivery = describe_delivery(live.job, self._shelf.clips, balance)
        await self._store.attempt_delivery(live.job.id)
        async with asyncio.timeout(DELIVERY_LIMIT_S):
            return await frontend.deliver(live.address, delivery)

    async def _spendable(self, job: Job) -> int:
        terms = self._terms.get(job.order["tier"], Terms(tier=job.order["tier"]))
        return (await self._store.balance(job.account_id, terms, job.scope)).spendable


def code_of(error: Exception) -> str:
    """The sentence for a render that failed."""
    if isinstance(error, RenderTimedOut):
        return "job-too-slow"
    if isinstance(error, ModelBroken):
        return "job-model-broken"
    if isinstance(error, OutOfMemory):
        return "job-out-of-memory"
    if isinstance(error, NoSubject):
        return "job-no-subject"
    if isinstance(error, WorkerLost):
        return "job-worker-lost"
    if isinstance(error, WorkerStalled):
        return "job-worker-stalled"
    return "job-too-poor" if isinstance(error, QualityTooLow) else "job-failed"

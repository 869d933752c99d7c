"""The jobs of every account, past and present, and the clips and pictures kept of them."""

from dataclasses import replace
from pathlib import Path

from bot.deliveries import describe_delivery
from bot.errors import ClipGone, NotYours
from bot.orders import Address, Delivery, JobCard, Stage
from bot.production import Production
from bot.shelf import Shelf
from bot.tiers import Tiers, TierTerms
from bot.upscaling import Upscaling
from storage.jobs import Job, JobState
from storage.store import Store


class Archive:
    """What somebody may know and have of their own jobs."""

    def __init__(
        self,
        store: Store,
        production: Production,
        shelf: Shelf,
        *,
        tiers: Tiers,
        upscaling: Upscaling,
        keep_hours: float,
    ) -> None:
        self._store = store
        self._production = production
        self._shelf = shelf
        self._tiers = tiers
        self._upscaling = upscaling
        self._keep_hours = keep_hours  # pictures and clips

    async def find(self, job_id: str, account: str) -> Job:
        """The row of one of the account's jobs.

        Raises:
            NotYours: the account has no such job.
        """
        job = await self._store.find_job(job_id)
        if job.account_id != account:
            raise NotYours
        return job

    async def history(self, account: str, limit: int = 20) -> list[JobCard]:
        """The account's jobs, newest first."""
        spendable = (await self._tiers.balance(account)).spendable
        jobs = await self._store.jobs_of(account, limit)
        tiers = {job.order["tier"]: await self._tiers.after(job) for job in jobs}
        return [self._card(job, spendable, tiers[job.order["tier"]]) for job in jobs]

    async def job(self, job_id: str, account: str) -> JobCard:
        """One of the account's jobs.

        Raises:
            NotYours: the account has no such job.
        """
        job = await self.find(job_id, account)
        return self._card(job, 0, await self._tiers.after(job))

    async def delivery(self, job_id: str, account: str) -> Delivery:
        """A finished clip once more, while it is kept.

        Raises:
            NotYours: the account has no such job, or it has no clip.
            ClipGone: it is no longer kept.
        """
        job = await self.find(job_id, account)
        if job.clip is None:
            raise NotYours
        delivery = describe_delivery(job, self._shelf.clips, 0)
        if not delivery.path.exists():
            raise ClipGone(self._keep_hours)
        return delivery

    async def picture(self, job_id: str, account: str) -> Path:
        """The picture a job was made from, as a kept still, while it is kept.

        Raises:
            NotYours: the account has no such job.
            ClipGone: it is no longer kept.
        """
        path = self._shelf.still((await self.find(job_id, account)).still_sha256)
        if not path.exists():
            raise ClipGone(self._keep_hours)
        return path

    async def preview(self, job_id: str, account: str) -> Path:
        """The instant preview of a job that a model draws, until the job is over.

        Raises:
            NotYours: the account has no such job, or it has no preview.
        """
        await self.find(job_id, account)
        live = self._production.board.find(job_id)
        if live is None or live.preview is None:
            raise NotYours
        return live.preview.path

    async def shrink(self, delivery: Delivery, max_bytes: int) -> Delivery:
        """The same clip as a file of at most that size: coarser, then smaller, then shorter.

        Raises:
            ClipGone: it is no longer kept.
            CannotShrink: it cannot be made so small.
        """
        if not delivery.path.exists():
            raise ClipGone(self._keep_hours)
        job = await self._store.find_job(delivery.job_id)
        clip = await self._production.shrink(job, delivery.path, max_bytes)
        return replace(
            delivery,
            path=clip.path,
            width=clip.width,
            height=clip.height,
            seconds=clip.seconds,
        )

    def _card(self, job: Job, spendable: int, tier: TierTerms) -> JobCard:
        delivery = None
        if job.state is JobState.DELIVERED and job.clip is not None:
            found = describe_delivery(job, self._shelf.clips, spendable)
            delivery = found if found.path.exists() else None
        return JobCard(
            job_id=job.id,
            stage=stage_of(job),
            effect=job.order["effect"],
            options=job.order["options"],
            typed=job.order["typed"],
            seed=job.order["seed"],
            price=job.price,
            variants=job.order["clip"]["variants"],
            created_at=job.created_at,
            error_code=job.error_code,
            upscale_price=self._upscaling.price(job, tier),
            sound_s=job.order["options"]["duration"] if job.order.get("sound_sha256") else None,
            address=Address.from_row(job.address),
            delivery=delivery,
        )


def stage_of(job: Job) -> Stage:
    """A job's state in its asker's words: what is rendered is still on its way."""
    return Stage.RUNNING if job.state is JobState.RENDERED else Stage(job.state.value)

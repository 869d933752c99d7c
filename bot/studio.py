"""What front-ends can ask for: prices, orders, cancellations, balances, finished clips."""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.catalogue import EffectCard, card_of
from bot.choices import Choice, check_sound, options_of, read_choice
from bot.commands import Command
from bot.deliveries import describe_delivery
from bot.errors import ClipGone, NotYours, ShuttingDown, StudioError
from bot.materials import Material, Materials
from bot.orders import Address, Delivery, JobCard, Order, Progress, Quote, Stage, Ticket
from bot.previews import Previews
from bot.pricing import INCLUDED_SIDE_PX, price_of
from bot.production import Production
from bot.repertoire import BY, PROMPT, Repertoire, by_of
from bot.shelf import Shelf
from bot.templates import NeedsModel
from bot.tiers import TierTerms
from bot.upscaling import Upscale, Upscaling, size_of, upscale_options
from effects.errors import EffectError, UnknownEffect
from generation.models.drawing import ENGINE, key_of
from generation.stills import reshape
from storage.balances import Balance
from storage.errors import NotEnoughCredits
from storage.jobs import Job, JobState, NewJob
from storage.store import Store

DEADLINE_S = 24 * 3600.0


class Studio:
    """The core's use cases. Knows no platform; front-ends call it, it never calls them."""

    def __init__(
        self,
        store: Store,
        production: Production,
        shelf: Shelf,
        previews: Previews,
        *,
        materials: Materials,
        repertoire: Repertoire,
        tiers: Mapping[str, TierTerms],
        default_tiers: Mapping[str, str],
        fps: int,
        keep_hours: float,
    ) -> None:
        self._store = store
        self._production = production
        self._shelf = shelf
        self._previews = previews
        self._materials = materials
        self._repertoire = repertoire
        self._upscaling = Upscaling(store, shelf, repertoire)
        self._tiers = tiers
        self._default_tiers = default_tiers  # by platform, for accounts the operator gave none
        self._fps = fps
        self._keep_hours = keep_hours

    def catalogue(self) -> list[EffectCard]:
        """Every effect and model with its price and options."""
        return [
            card_of(effect, without=() if self._upscaling.is_offered(effect) else ("upscale",))
            for effect in self._repertoire.effects()
        ]

    def options_of(self, command: Command) -> dict[str, str]:
        """The options of a typed command; plain words go where the effect takes words.

        Raises:
            NeedsModel, UnknownEffect: there is no such effect.
            BadCommand: the effect takes no words.
        """
        return options_of(command, self._repertoire)

    async def preview(self, effect: str) -> Path:
        """A small looping MP4 that shows what an effect does.

        Raises:
            NeedsModel, UnknownEffect: there is none of that name, or a model draws it: what that
                would show depends on the prompt.
        """
        found = self._repertoire.choose(effect, {BY: ENGINE})
        if self._repertoire.model(found):
            raise UnknownEffect(effect)
        return await self._previews.path(found)

    async def prices(self, account: str) -> dict[str, int]:
        """What each effect costs this account when no option is typed."""
        side = (await self.tier_of(account)).largest_side
        return {
            effect.name: price_of(
                effect,
                seconds=effect.options.model_fields["duration"].default,
                # A model's price goes by its length only.
                long_side=INCLUDED_SIDE_PX if self._repertoire.model(effect) else side,
            )
            for effect in self._repertoire.effects()
        }

    async def quote(
        self,
        effect: str,
        options: Mapping[str, str],
        account: str,
        *,
        sound_s: float | None = None,
        scope: str = "*",
        vouched: str = "",
    ) -> Quote:
        """Price an order without placing it; `sound_s` is how long the sound is that it brings.

        Raises:
            UnknownEffect, BadOptions, TooLong, TakesNoSound: the order could not be placed so.
        """
        tier = await self.tier_of(account, vouched)
        choice = self._read(effect, options, tier, key="", sound_s=sound_s)
        if sound_s is not None:
            check_sound(choice.effect, has_sound=True)
        balance = await self._store.balance(account, tier.terms, scope)
        chosen = choice.options.model_dump(mode="json")
        return Quote(
            choice.effect.name,
            choice.price(tier),
            balance.spendable,
            choice.options.duration,
            chosen,
        )

    async def check(
        self,
        effect: str,
        options: Mapping[str, str],
        account: str,
        *,
        has_sound: bool | None = None,
        sound_s: float | None = None,
        scope: str = "*",
        vouched: str = "",
    ) -> Quote:
        """Price an order, and make sure that it can be paid, before its picture is looked at.

        Args:
            effect: as in `Order`, like `options` and `scope`.
            options: as typed.
            account: whose order it is.
            has_sound: whether a sound comes with it; None: an earlier job may have one.
            sound_s: how long that sound is, if that is known.
            scope: where it is placed.
            vouched: a tier that the platform vouches for.

        Raises:
            NotEnoughCredits: it costs more than the account can spend now.
            NeedsSound: it would have nothing to move to.
            And what `quote` raises.
        """
        quote = await self.quote(
            effect, options, account, sound_s=sound_s, scope=scope, vouched=vouched
        )
        if has_sound is not None:
            check_sound(self._repertoire.choose(effect, options), has_sound=has_sound)
        if quote.price > quote.balance:
            found = await self.balance(account, scope, vouched)
            raise NotEnoughCredits(quote.price, quote.balance, found.next_amount, found.next_at)
        return quote

    async def tier_of(self, account: str, vouched: str = "") -> TierTerms:
        """What an account may do: the tier the operator gave it, else its platform's.

        Args:
            account: whose.
            vouched: a tier that the platform vouches for instead, by a role or a subscription.
        """
        given = await self._store.tier(account)
        platform = account.partition(":")[0]
        default = self._default_tiers.get(platform, next(iter(self._tiers)))
        return self._tiers.get(given) or self._tiers[vouched or default]

    async def balance(self, account: str, scope: str = "*", vouched: str = "") -> Balance:
        """What an account can spend, and when more comes."""
        tier = await self.tier_of(account, vouched)
        return await self._store.balance(account, tier.terms, scope)

    async def submit(self, order: Order) -> Ticket:
        """Check an order, take its price aside and put it in line. Nothing is kept on refusal.

        Raises:
            UnknownEffect, BadOptions, TooLong: the order is not understood.
            NeedsSound, TakesNoSound: a sound is missing, or would not be heard.
            PictureRefused, SoundRefused: the bytes are not what can be animated and played.
            ClipGone: the picture taken before is no longer kept.
            NotEnoughCredits, TooManyJobs, QueueFull: not now.
            ShuttingDown: the program is stopping.
        """
        tier = await self.tier_of(order.account, order.tier)
        choice = self._read_order(order, tier)  # cheap refusals first
        check_sound(choice.effect, has_sound=order.sound is not None)
        if order.still:
            return await self._place(order, await self._materials.taken(order.still))
        return await self._place(order, await self._materials.open(order.picture, order.sound))

    async def take(self, picture: bytes) -> str:
        """Check a picture and keep it for orders to come; returns what they call it.

        Raises:
            PictureRefused: the bytes are no picture that can be animated.
        """
        return await self._materials.take(picture)

    async def again(
        self,
        job_id: str,
        account: str,
        *,
        effect: str | None = None,
        options: Mapping[str, str] | None = None,
        address: Address,
        request_key: str,
        sound: bytes | None = None,
        tier: str = "",
    ) -> Ticket:
        """Order once more with the picture of an earlier job; without an effect, the same one.

        An effect that takes a sound gets the new one, or else that of the earlier job.

        Raises:
            NotYours: the account has no such job.
            ClipGone: the picture or the sound is no longer kept.
            And what `submit` raises.
        """
        job = await self._find(job_id, account)
        order = Order(
            account=account,
            picture=b"",
            effect=effect or ("" if PROMPT in (options or {}) else job.order["effect"]),
            options=options if options is not None else job.order["typed"],
            address=address,
            request_key=request_key,
            scope=job.scope,
            sound=sound,
            tier=tier,
        )
        chosen = self._read_order(order, await self.tier_of(account, tier)).effect
        material = await self._materials.find(job, sound=sound, keeps_sound=chosen.takes_sound)
        check_sound(chosen, has_sound=material.sound is not None)
        return await self._place(order, material)

    async def upscale(
        self, job_id: str, account: str, *, variant: int = 0, tier: str = ""
    ) -> Upscale:
        """What to order, with `again`, for one of a job's clips at twice the size.

        Args:
            job_id: of the clip.
            account: whose it must be.
            variant: which of its clips, counted from 0.
            tier: that the platform vouches for.

        Raises:
            NotYours: the account has no such clip.
            NeedsUpscaler, UpscaleTooLarge, PictureTooCoarse: it cannot be larger.
            AlreadyUpscaled: it has been ordered.
        """
        job = await self._find(job_id, account)
        if job.clip is None or not 0 <= variant < job.order["clip"]["variants"]:
            raise NotYours
        self._upscaling.check(job, (await self.tier_of(account, tier)).upscale_side)
        return await self._upscaling.plan(job, variant)

    async def cancel(self, job_id: str, account: str) -> bool:
        """Stop a job and give its price back. False: it had already ended.

        Raises:
            NotYours: the account has no such job.
        """
        await self._find(job_id, account)
        live = self._production.board.find(job_id)
        return live is not None and await self._production.cancel(live)

    async def ask_notice(self, account: str, address: Address) -> None:
        """Have somebody told, once, when their allowance is back."""
        await self._store.ask_notice(account, address.to_row())

    async def export(self, account: str) -> dict[str, Any]:
        """Everything that is kept about an account, JSON-ready.

        Raises:
            AccountUnknown: nothing is kept about it.
        """
        return await self._store.operator.export_account(account)

    async def erase(self, account: str) -> None:
        """Delete an account: its jobs end, its files go, its name leaves the ledger.

        Raises:
            AccountUnknown: nothing is kept about it.
        """
        jobs = await self._store.operator.delete_account(account)
        await self._production.forget(jobs)

    async def progress(self, job_id: str) -> Progress:
        """Where a job stands.

        Raises:
            JobUnknown: there is no such job.
        """
        for live, progress in self._production.board.progress():
            if live.job.id == job_id:
                return progress
        job = await self._store.find_job(job_id)
        done = 1.0 if job.state in (JobState.RENDERED, JobState.DELIVERED) else 0.0
        return Progress(
            job_id=job_id,
            effect=job.order["effect"],
            price=job.price,
            stage=_stage(job),
            place=0,
            eta_s=0.0,
            done=done,
        )

    def load(self) -> tuple[int, int]:
        """How many jobs wait, and how many are being made or delivered."""
        stages = [live.stage for live in self._production.board.jobs()]
        waiting = stages.count(Stage.QUEUED)
        return waiting, len(stages) - waiting

    async def history(self, account: str, limit: int = 20) -> list[JobCard]:
        """The account's jobs, newest first."""
        spendable = (await self.balance(account)).spendable
        jobs = await self._store.jobs_of(account, limit)
        tiers = {job.order["tier"]: await self._tier_for(job) for job in jobs}
        return [self._card(job, spendable, tiers[job.order["tier"]]) for job in jobs]

    async def move_delivery(self, job_id: str, address: Address) -> None:
        """Deliver a job, and what is said about it, elsewhere from now on.

        Raises:
            JobUnknown: there is no such job.
        """
        await self._store.move_address(job_id, address.to_row())
        if live := self._production.board.find(job_id):
            live.address = address

    async def job(self, job_id: str, account: str) -> JobCard:
        """One of the account's jobs.

        Raises:
            NotYours: the account has no such job.
        """
        job = await self._find(job_id, account)
        return self._card(job, 0, await self._tier_for(job))

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

    async def delivery(self, job_id: str, account: str) -> Delivery:
        """A finished clip once more, while it is kept.

        Raises:
            NotYours: the account has no such job, or it has no clip.
            ClipGone: it is no longer kept.
        """
        job = await self._find(job_id, account)
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
        path = self._shelf.still((await self._find(job_id, account)).still_sha256)
        if not path.exists():
            raise ClipGone(self._keep_hours)
        return path

    async def _place(self, order: Order, material: Material) -> Ticket:
        if self._production.is_draining:
            raise ShuttingDown
        tier = await self.tier_of(order.account, order.tier)
        job = await asyncio.to_thread(self._new_job, order, tier, material)
        accepted = await self._store.accept(job, tier.terms)
        if not accepted.is_replay:
            self._production.enter(accepted.job)
        progress = await self.progress(accepted.job.id)
        return Ticket(
            job_id=accepted.job.id,
            price=accepted.job.price,
            balance=accepted.balance.spendable,
            place=progress.place,
            eta_s=progress.eta_s,
            seed=accepted.job.order["seed"],
            is_replay=accepted.is_replay,
        )

    async def _tier_for(self, job: Job) -> TierTerms:
        """What its account may do next: what it could when the job was ordered, or by now."""
        tier = job.order["tier"]
        return await self.tier_of(job.account_id, tier if tier in self._tiers else "")

    def _new_job(self, order: Order, tier: TierTerms, material: Material) -> NewJob:
        still, sound = material.still, material.sound
        choice = self._read_order(order, tier, material.sound_s)
        shaped = reshape(still, choice.clip.aspect, choice.clip.fit)
        width, height = size_of(
            choice, shaped, largest_side=tier.largest_side, upscale_side=tier.upscale_side
        )
        seconds = choice.options.duration * choice.clip.variants
        return NewJob(
            id=secrets.token_hex(8),
            request_key=order.request_key,
            account_id=order.account,
            scope=order.scope,
            price=choice.price(tier),
            watermark=tier.watermark,
            licence=choice.licence(tier.licence),
            order=choice.to_row()
            | {
                "typed": {k: v for k, v in order.options.items() if k != "seed"},
                "long_side": tier.largest_side,
                "width": width,
                "height": height,
                "picture_side": max(shaped.width, shaped.height),
                "ai_marked": still.ai_marked,
                "is_model": choice.model is not None,
                "sound_sha256": "" if sound is None else sound.sha256,
                "tier": tier.terms.tier,
            },
            expected_seconds=self._production.expected_seconds(
                key_of(choice.effect.name, by_of(choice.effect)), width, height, seconds
            ),
            address=order.address.to_row(),
            still_sha256=still.sha256,
            deadline_s=DEADLINE_S,
        )

    def _read_order(self, order: Order, tier: TierTerms, sound_s: float | None = None) -> Choice:
        return self._read(order.effect, order.options, tier, key=order.request_key, sound_s=sound_s)

    def _read(
        self,
        effect: str,
        options: Mapping[str, str],
        tier: TierTerms,
        *,
        key: str,
        sound_s: float | None = None,
    ) -> Choice:
        return read_choice(
            effect,
            options,
            repertoire=self._repertoire,
            longest_s=tier.longest_s,
            fps=self._fps,
            key=key,
            sound_s=sound_s,
        )

    async def _find(self, job_id: str, account: str) -> Job:
        job = await self._store.find_job(job_id)
        if job.account_id != account:
            raise NotYours
        return job

    def _upscale_price(self, job: Job, tier: TierTerms) -> int | None:
        """What each of a job's clips costs twice as large; None: that is not on offer."""
        if job.clip is None:
            return None
        try:
            self._upscaling.check(job, tier.upscale_side)
            options = upscale_options(job.order, 0)
            return self._read(job.order["effect"], options, tier, key="").price(tier)
        except (StudioError, EffectError, NeedsModel):
            return None

    def _card(self, job: Job, spendable: int, tier: TierTerms) -> JobCard:
        delivery = None
        if job.state is JobState.DELIVERED and job.clip is not None:
            found = describe_delivery(job, self._shelf.clips, spendable)
            delivery = found if found.path.exists() else None
        return JobCard(
            job_id=job.id,
            stage=_stage(job),
            effect=job.order["effect"],
            options=job.order["options"],
            typed=job.order["typed"],
            seed=job.order["seed"],
            price=job.price,
            variants=job.order["clip"]["variants"],
            created_at=job.created_at,
            error_code=job.error_code,
            upscale_price=self._upscale_price(job, tier),
            address=Address.from_row(job.address),
            delivery=delivery,
        )


def _stage(job: Job) -> Stage:
    """A job's state in its asker's words: what is rendered is still on its way."""
    return Stage.RUNNING if job.state is JobState.RENDERED else Stage(job.state.value)

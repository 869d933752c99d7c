"""What front-ends can ask for: prices, orders, cancellations; past jobs are in its archive."""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.archive import Archive, stage_of
from bot.catalogue import EffectCard, card_of, find_card
from bot.choices import Choice, check_sound, options_of, read_choice
from bot.commands import Command
from bot.errors import NotYours, ShuttingDown
from bot.materials import Material, Materials
from bot.orders import Address, Order, Progress, Quote, Stage, Ticket
from bot.previews import Previews
from bot.pricing import INCLUDED_SIDE_PX, price_of
from bot.production import Production
from bot.repertoire import PROMPT, Repertoire, by_of
from bot.tiers import Tiers, TierTerms
from bot.upscaling import Upscale, Upscaling, size_of
from generation.models.drawing import key_of
from generation.stills import reshape
from storage.errors import NotEnoughCredits
from storage.jobs import JobState, NewJob
from storage.store import Store

DEADLINE_S = 24 * 3600.0


class Studio:
    """The core's use cases. Knows no platform; front-ends call it, it never calls them."""

    def __init__(
        self,
        store: Store,
        production: Production,
        previews: Previews,
        *,
        archive: Archive,
        materials: Materials,
        repertoire: Repertoire,
        tiers: Tiers,
        upscaling: Upscaling,
        fps: int,
    ) -> None:
        self.archive = archive
        self.previews = previews
        self.tiers = tiers
        self._store = store
        self._production = production
        self._materials = materials
        self._repertoire = repertoire
        self._upscaling = upscaling
        self._fps = fps

    def catalogue(self) -> list[EffectCard]:
        """Every effect and model with its price and options."""
        return [
            card_of(effect, without=() if self._upscaling.is_offered(effect) else ("upscale",))
            for effect in self._repertoire.effects()
        ]

    def card(self, effect: str) -> EffectCard:
        """One of them, however it was typed, or what a model does when it is told such a name.

        Raises:
            NeedsModel, UnknownEffect: there is nothing of that name.
        """
        return find_card(effect, self.catalogue(), self._repertoire)

    def options_of(self, command: Command) -> dict[str, str]:
        """The options of a typed command; plain words go where the effect takes words.

        Raises:
            NeedsModel, UnknownEffect: there is no such effect.
            BadCommand: the effect takes no words.
        """
        return options_of(command, self._repertoire)

    async def prices(self, account: str) -> dict[str, int]:
        """What each effect costs this account when no option is typed."""
        side = (await self.tiers.of(account)).largest_side
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
        tier = await self.tiers.of(account, vouched)
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
            found = await self.tiers.balance(account, scope, vouched)
            raise NotEnoughCredits(quote.price, quote.balance, found.next_amount, found.next_at)
        return quote

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
        tier = await self.tiers.of(order.account, order.tier)
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
        job = await self.archive.find(job_id, account)
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
        choice = self._read_order(order, await self.tiers.of(account, tier))
        if choice.clip.upscale > 1:  # than that job's clip, whatever the tier's size is by now
            order = replace(order, usual_side=job.order["long_side"])
        keeps_sound = choice.effect.takes_sound
        material = await self._materials.find(job, sound=sound, keeps_sound=keeps_sound)
        check_sound(choice.effect, has_sound=material.sound is not None)
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
        job = await self.archive.find(job_id, account)
        if job.clip is None or not 0 <= variant < job.order["clip"]["variants"]:
            raise NotYours
        self._upscaling.check(job, (await self.tiers.of(account, tier)).upscale_side)
        return await self._upscaling.plan(job, variant)

    async def cancel(self, job_id: str, account: str) -> bool:
        """Stop a job and give its price back. False: it had already ended.

        Raises:
            NotYours: the account has no such job.
        """
        await self.archive.find(job_id, account)
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
        if told := self._production.board.tell(job_id):
            return told
        job = await self._store.find_job(job_id)
        done = 1.0 if job.state in (JobState.RENDERED, JobState.DELIVERED) else 0.0
        return Progress(
            job_id=job_id,
            effect=job.order["effect"],
            price=job.price,
            stage=stage_of(job),
            place=0,
            eta_s=0.0,
            done=done,
        )

    def load(self) -> tuple[int, int]:
        """How many jobs wait, and how many are being made or delivered."""
        stages = [live.stage for live in self._production.board.jobs()]
        waiting = stages.count(Stage.QUEUED)
        return waiting, len(stages) - waiting

    async def move_delivery(self, job_id: str, address: Address) -> None:
        """Deliver a job, and what is said about it, elsewhere from now on.

        Raises:
            JobUnknown: there is no such job.
        """
        await self._store.move_address(job_id, address.to_row())
        if live := self._production.board.find(job_id):
            live.address = address

    async def _place(self, order: Order, material: Material) -> Ticket:
        if self._production.is_draining:
            raise ShuttingDown
        tier = await self.tiers.of(order.account, order.tier)
        if order.usual_side:
            tier = replace(tier, largest_side=order.usual_side)
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
                "typed": choice.typed(order.options),
                "long_side": tier.largest_side,
                "width": width,
                "height": height,
                "picture_side": max(shaped.width, shaped.height),
                "ai_marked": still.ai_marked,
                "sound_sha256": "" if sound is None else sound.sha256,
                "tier": tier.terms.tier,
            },
            expected_seconds=self._production.expected_seconds(
                key_of(choice.effect.name, by_of(choice.effect)),
                *choice.drawn_size(width, height),
                seconds,
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

"""Upscaling: the very same clip once more, twice as wide and high.

An effect draws it anew from the kept picture, so that its detail is real as far as the picture has
any; what a model has drawn is enlarged by the model of the table [upscaler]. No clip becomes
longer than 3840 pixels or than the tier allows, and none of an effect more than twice as long as
its picture.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from bot.choices import Choice, read_choice
from bot.deliveries import clips_of, times_of
from bot.errors import (
    AlreadyUpscaled,
    NeedsUpscaler,
    PictureTooCoarse,
    StudioError,
    UpscaleTooLarge,
)
from bot.repertoire import BY, Repertoire
from bot.shelf import Shelf
from bot.templates import NeedsModel
from bot.tiers import TierTerms
from effects.api import Effect
from effects.errors import EffectError
from generation.clip_options import MOST_TIMES, ClipOptions, vary
from generation.models.drawing import ENGINE
from generation.stills import Still, clip_size
from storage.jobs import Job, JobState
from storage.store import Store

STEP = 2  # times as large as the clip before
LARGEST_SIDE = 3840  # pixels: 4K
BEYOND_PICTURE = 2.0  # times the picture's own pixels: more of them show nothing more


@dataclass(frozen=True)
class Upscale:
    """What to order, with `Studio.again`, for a clip twice as large as one that is there."""

    options: dict[str, str]  # as typed
    request_key: str  # of this clip: pressed twice, it is one order


def size_of(
    choice: Choice, shaped: Still, *, largest_side: int, upscale_side: int = LARGEST_SIDE
) -> tuple[int, int]:
    """Width and height of a clip: the picture's shape, or a size the model was trained for.

    Args:
        choice: what was ordered.
        shaped: the picture in the shape of the clip.
        largest_side: most pixels of the longer side of a usual clip.
        upscale_side: and of an upscaled one.

    Raises:
        UpscaleTooLarge, PictureTooCoarse: it cannot be upscaled so far.
    """
    if choice.model is None:
        usual = clip_size(shaped, largest_side)
        picture_side = max(shaped.width, shaped.height)
    else:
        usual = choice.model.size_for(shaped.width / shaped.height, largest_side)
        picture_side = None
    return _enlarge(usual, choice.clip.upscale, upscale_side, picture_side)


def upscale_options(order: Mapping[str, Any], variant: int) -> dict[str, str]:
    """What to type for one of an order's clips, counted from 0, twice as large.

    Everything is named that could come out differently now: settings and chance.
    """
    clip = ClipOptions.model_validate(order["clip"])
    options, seed = vary(order["options"], order["seed"], variant)
    typed = {name: text for name, text in order["typed"].items() if name != "variants"}
    if options["strength"] != order["options"]["strength"]:
        typed["strength"] = str(options["strength"])
    if order.get("by") or not order.get("is_model"):
        typed[BY] = order.get("by") or ENGINE
    return typed | {
        "duration": str(options["duration"]),
        "fps": str(clip.fps),
        "seed": str(seed),
        "upscale": str(clip.upscale * STEP),
    }


class Upscaling:
    """Says which of the clips that are there can be had larger, and what to order for it."""

    def __init__(self, store: Store, shelf: Shelf, repertoire: Repertoire) -> None:
        self._store = store
        self._shelf = shelf
        self._repertoire = repertoire

    def is_offered(self, effect: Effect) -> bool:
        """Whether clips of an effect or a model can be upscaled here at all."""
        return self._repertoire.enlarges or self._repertoire.model(effect) is None

    def check(self, job: Job, most_side: int) -> None:
        """Refuse a job whose clips cannot be twice as large as they are.

        Args:
            job: that has a clip.
            most_side: most pixels of the longer side that the tier allows.

        Raises:
            NeedsUpscaler, UpscaleTooLarge, PictureTooCoarse: why not.
        """
        order, is_model = job.order, bool(job.order.get("is_model"))
        if is_model and not self._repertoire.enlarges:
            raise NeedsUpscaler
        size = order["width"], order["height"]
        if times_of(order) * STEP > MOST_TIMES:
            raise UpscaleTooLarge(STEP * max(size), max(size))
        # Orders from before there was upscaling do not tell how large their picture is.
        picture_side = None if is_model else order.get("picture_side", 0)
        _enlarge(size, STEP, most_side, picture_side)

    def price(self, job: Job, tier: TierTerms) -> int | None:
        """What each of a job's clips costs twice as large; None: that is not on offer."""
        if job.clip is None:
            return None
        try:
            self.check(job, tier.upscale_side)
            choice = read_choice(
                job.order["effect"],
                upscale_options(job.order, 0),
                repertoire=self._repertoire,
                longest_s=tier.longest_s,
                fps=job.order["clip"]["fps"],
                key="",
            )
        except (StudioError, EffectError, NeedsModel):
            return None
        return choice.price(replace(tier, largest_side=job.order["long_side"]))

    async def plan(self, job: Job, variant: int) -> Upscale:
        """What to order for one of a job's clips, counted from 0, twice as large.

        Raises:
            AlreadyUpscaled: that has been ordered, and did not end without a clip.
        """
        for attempt in count(1):
            key = f"upscale:{job.id}:{variant}:{attempt}"
            earlier = await self._store.get_order(key)
            if earlier is None:
                break
            was_delivered = earlier.state is JobState.DELIVERED
            if earlier.state.is_open or (was_delivered and self._is_kept(earlier)):
                raise AlreadyUpscaled
        return Upscale(upscale_options(job.order, variant), key)

    def _is_kept(self, job: Job) -> bool:
        if job.clip is None:
            return False
        return all(clip.path.exists() for clip in clips_of(job, self._shelf.clips))


def _enlarge(
    size: tuple[int, int], times: int, most_side: int, picture_side: int | None
) -> tuple[int, int]:
    width, height = size[0] * times, size[1] * times
    side, most = max(width, height), min(most_side, LARGEST_SIDE)
    if times > 1 and side > most:
        raise UpscaleTooLarge(side, most)
    if times > 1 and picture_side is not None and side > BEYOND_PICTURE * picture_side:
        raise PictureTooCoarse(picture_side, BEYOND_PICTURE)
    return width, height

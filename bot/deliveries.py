"""From a job's row to what is made of it and to what its asker gets."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.choices import recipe_from_row
from bot.orders import Delivery
from bot.shelf import Shelf
from generation.clips import Clip, Recipe
from generation.framing import Aspect, Fit
from generation.making import Brief
from generation.sounds import Sound, load_sound
from storage.jobs import Job


def brief_of(job: Job, shelf: Shelf) -> Brief:
    """What a device must know to make a job's clips. Blocking: reads its sound.

    Raises:
        OSError: the sound is no longer there.
    """
    order, clip, times = job.order, job.order["clip"], times_of(job.order)
    digest = order.get("sound_sha256", "")
    sound = load_sound(shelf.sound(digest)) if digest else None
    return Brief(
        job_id=job.id,
        still=shelf.still(job.still_sha256),
        long_side=order["long_side"],
        aspect=Aspect(clip["aspect"]),
        fit=Fit(clip["fit"]),
        times=times,
        # Effects take the picture's own shape, a model draws its own and is enlarged afterwards.
        size=(order["width"] // times, order["height"] // times) if order.get("is_model") else None,
        recipes=tuple(recipe_of(job, variant, sound) for variant in range(clip["variants"])),
    )


def recipe_of(job: Job, variant: int, sound: Sound | None = None) -> Recipe:
    """What one of a job's clips is made of."""
    return recipe_from_row(
        job.order, variant, watermark=job.watermark, licence=job.licence, sound=sound
    )


def times_of(order: Mapping[str, Any]) -> int:
    """How many times its usual size an accepted order's clip has."""
    return int(order["clip"].get("upscale", 1))


def clips_of(job: Job, folder: Path) -> list[Clip]:
    """The clips of a rendered job, which lie in a folder; none before that."""
    return [Clip.from_row(row, folder) for row in (job.clip or {}).get("clips", ())]


def describe_delivery(job: Job, folder: Path, balance: int) -> Delivery:
    """The delivery of a rendered job, from its row."""
    first, *others = (
        _describe_clip(job, recipe_of(job, number), clip, balance)
        for number, clip in enumerate(clips_of(job, folder))
    )
    return replace(first, others=tuple(others))


def _describe_clip(job: Job, recipe: Recipe, clip: Clip, balance: int) -> Delivery:
    return Delivery(
        job_id=job.id,
        account=job.account_id,
        path=clip.path,
        poster=clip.poster,
        filename=f"zoetrope-{recipe.effect}{clip.path.stem.removeprefix(job.id)}.mp4",
        effect=recipe.effect,
        options=recipe.options,
        seed=recipe.seed,
        width=clip.width,
        height=clip.height,
        seconds=clip.seconds,
        fps=clip.fps,
        price=job.price,
        balance=balance,
        watermark=job.watermark,
        licence=job.licence,
        tier=job.order["tier"],
        depth_is_guessed=clip.depth_is_guessed,
        drawn_size=clip.drawn_size,
        export=clip.export,
        has_sound=bool(job.order.get("sound_sha256")),
    )

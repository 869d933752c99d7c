"""What the page is told, as JSON-ready values with their sentences already made."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot import descriptions, wording
from bot.catalogue import CATEGORIES, EffectCard
from bot.choices import SEED_LIMIT
from bot.orders import Delivery, Ending, InstantPreview, JobCard, Progress, Quote, Stage
from bot.remarks import remarks_on
from storage.balances import Balance

VARIANTS = 5  # what the button for several offers


def effect_cards(catalogue: Sequence[EffectCard], locale: str) -> list[dict[str, Any]]:
    """The effects on offer, category by category."""
    ordered = sorted(catalogue, key=lambda card: CATEGORIES.index(card.category))
    return [effect_card(card, locale) for card in ordered]


def effect_card(card: EffectCard, locale: str) -> dict[str, Any]:
    """An effect on offer, with what may be written after its name."""
    options = [
        option_card(vars(option) | {"help": descriptions.option_help(card, option, locale)}, locale)
        for option in card.options
    ]
    seed = {"name": "seed", "kind": "integer", "default": None, "choices": ()}
    limits = {"minimum": 0, "maximum": SEED_LIMIT - 1, "help": wording.say("web-seed", locale)}
    return {
        "name": card.name,
        "summary": descriptions.summary(card, locale),
        "category": descriptions.category(card, locale),
        "takes_sound": card.takes_sound,
        "price": wording.say("price", locale, price=card.price),
        "options": [*options, option_card(seed | limits, locale)],
    }


def option_card(option: Mapping[str, Any], locale: str) -> dict[str, Any]:
    """One option, with what it takes in words."""
    allowed = ", ".join(option["choices"])
    if option["minimum"] is not None and option["maximum"] is not None:
        allowed = wording.span(option["minimum"], option["maximum"], locale)
    return {**option, "allowed": allowed}


def upload_card(max_bytes: int, locale: str) -> dict[str, Any]:
    """What a picture may weigh, and what to say of a heavier one without sending it."""
    too_large = wording.say("web-too-large", locale, limit=max_bytes / 1_000_000)
    return {"max_bytes": max_bytes, "too_large": too_large}


def balance_card(balance: Balance, locale: str) -> dict[str, Any]:
    """What can be spent, and when more comes."""
    more = ""
    if balance.next_at is not None and balance.next_amount:
        when = wording.when(balance.next_at, locale)
        more = wording.say("web-more", locale, amount=balance.next_amount, when=when)
    return {
        "spendable": balance.spendable,
        "sentence": wording.say("amount", locale, amount=balance.spendable),
        "more": more,
    }


def quote_card(quote: Quote, locale: str) -> dict[str, Any]:
    """What the typed order would cost."""
    facts = {"price": quote.price, "left": quote.balance - quote.price}
    key = "web-quote" if facts["left"] >= 0 else "web-quote-too-much"
    sentence = wording.say(key, locale, **facts, balance=quote.balance, length=quote.seconds)
    return {"price": quote.price, "sentence": sentence, "is_affordable": facts["left"] >= 0}


def job_card(job: JobCard, progress: Progress | None, locale: str) -> dict[str, Any]:
    """A job with all that its message shows; `progress` is where it stands, if it has not ended."""
    five = VARIANTS * job.price // job.variants
    return {
        "job_id": job.job_id,
        "effect": job.effect,
        "command": command_text(job.effect, job.typed),
        "created_at": job.created_at.isoformat(),
        "again": wording.say("web-again-for", locale, price=job.price),
        "variants": wording.say("web-variants-for", locale, count=VARIANTS, price=five)
        if job.variants == 1
        else "",
        "stage": job.stage,
        "progress": progress and progress_card(progress, locale),
        "clip": job.delivery and clip_card(job.delivery, locale, upscale_price=job.upscale_price),
        "sentence": _ending_sentence(job, locale),
    }


def progress_card(progress: Progress, locale: str) -> dict[str, Any]:
    """A sign of life, with place and expected time in words."""
    if progress.stage is Stage.RUNNING:
        key = "web-running" if progress.done < 1 else "web-finishing"
    else:
        key = "web-next-in-line" if progress.place <= 1 else "web-queued"
    time = wording.duration(progress.eta_s, locale)
    sentence = wording.say(key, locale, place=progress.place, time=time)
    again = f" {wording.say('second-try', locale)}" if progress.is_again else ""
    return {
        "stage": progress.stage,
        "place": progress.place,
        "done": progress.done,
        "sentence": sentence + again,
        "preview": progress.preview and preview_card(progress.job_id, progress.preview, locale),
    }


def preview_card(job_id: str, preview: InstantPreview, locale: str) -> dict[str, Any]:
    """A clip to look at meanwhile, and what it is."""
    return {
        "url": f"/api/jobs/{job_id}/preview",
        "width": preview.width,
        "height": preview.height,
        "sentence": wording.say("instant-preview", locale, model=preview.model),
    }


def clip_card(
    delivery: Delivery, locale: str, left: int | None = None, upscale_price: int | None = None
) -> dict[str, Any]:
    """A finished clip: where it is, how it was made, what it may be used for.

    Args:
        delivery: the clip.
        locale: the reader's.
        left: what could still be spent when it was made, if that is now.
        upscale_price: what it costs twice as large; None when that is not on offer.
    """
    spent = wording.say("web-spent", locale, price=delivery.price)
    if left is not None:
        spent = wording.say("web-left", locale, spent=spent, left=left)
    clips = [
        _clip_file(clip, number, locale)
        for number, clip in enumerate([delivery, *delivery.others], start=1)
    ]
    return clips[0] | {
        "width": delivery.width,
        "height": delivery.height,
        "spent": spent,
        "licence": delivery.licence,
        "remarks": remarks_on(delivery, locale),
        "depth": f"/api/jobs/{delivery.job_id}/depth" if delivery.export else "",
        "has_sound": delivery.has_sound,
        "upscale": ""
        if upscale_price is None
        else wording.say("web-upscale-for", locale, price=upscale_price),
        "variants": clips if delivery.others else [],
    }


def ending_card(ending: Ending, locale: str) -> dict[str, Any]:
    """Why there will be no clip, and that nothing was spent."""
    sentence = wording.say(ending.error_code, locale, price=ending.price)
    return {"stage": ending.stage, "sentence": sentence}


def command_text(effect: str, options: Mapping[str, Any]) -> str:
    """The command that orders this, as a person would type it."""
    words = [f"{name}={_value(value)}" for name, value in options.items()]
    return " ".join(["/animate", effect, *words])


def _ending_sentence(job: JobCard, locale: str) -> str:
    if job.stage in (Stage.FAILED, Stage.CANCELLED):
        return wording.say(job.error_code or "job-failed", locale, price=job.price)
    if job.stage is Stage.DELIVERED and job.delivery is None:
        return wording.say("web-clip-gone", locale)
    return ""


def _clip_file(delivery: Delivery, number: int, locale: str) -> dict[str, Any]:
    where = f"/api/jobs/{delivery.job_id}"
    return {
        "url": f"{where}/clip?variant={number}",
        "poster": f"{where}/poster?variant={number}",
        "filename": delivery.filename,
        "settings": _settings(delivery, locale),
    }


def _settings(delivery: Delivery, locale: str) -> str:
    """Everything it takes to make this clip again, in one line."""
    chosen = {name: value for name, value in delivery.options.items() if name != "duration"}
    options = [f"{name} {_value(value)}" for name, value in chosen.items()]
    length = wording.say("seconds", locale, seconds=delivery.seconds)
    size = wording.say("web-size", locale, width=str(delivery.width), height=str(delivery.height))
    seed = wording.say("web-seed-is", locale, seed=str(delivery.seed))
    return " · ".join([delivery.effect, length, *options, seed, size])


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    text = str(value)
    return f'"{text}"' if " " in text else text

"""What our messages say. Plain text only: nothing a person wrote is ever read as markup."""

from collections.abc import Sequence

from bot import descriptions, wording
from bot.catalogue import EffectCard
from bot.frontends.telegram.films import Look
from bot.orders import Delivery, Ending, InstantPreview, JobCard, Progress, Stage
from bot.remarks import remarks_on
from storage.balances import Balance

BAR_CELLS = 10
CAPTION_LIMIT = 1024


def effect(card: EffectCard, price: int, locale: str) -> str:
    """What an effect does, what it costs and takes, and how to order it."""
    about = wording.say(
        "tg-effect-card",
        locale,
        effect=card.name,
        summary=descriptions.summary(card, locale),
        price=price,
        options=", ".join(option.name for option in card.options),
    )
    return f"{about}\n{usage(card, locale)}"


def usage(card: EffectCard, locale: str) -> str:
    """How to order an effect, with what must come beside the picture."""
    key = "tg-use"
    if card.takes_sound:
        key = "tg-use-voice"
    elif card.needs_more:
        key = "tg-use-prompt"
    return wording.say(key, locale, effect=card.name)


def opening(effect: str, seconds: float, price: int, locale: str) -> str:
    """The first words about an order."""
    return wording.say("tg-opening", locale, effect=effect, seconds=seconds, price=price)


def status(progress: Progress, locale: str) -> str:
    """What a job costs, where it stands, and how long it will still take."""
    facts = {"effect": progress.effect, "price": progress.price}
    time = wording.duration(progress.eta_s, locale)
    if progress.stage is Stage.QUEUED:
        return wording.say("tg-queued", locale, **facts, place=progress.place, time=time)
    if progress.done >= 1:
        return wording.say("tg-finishing", locale, **facts)
    share = round(100 * progress.done)
    running = wording.say(
        "tg-running", locale, **facts, bar=bar(progress.done), share=share, time=time
    )
    return f"{running}\n{wording.say('second-try', locale)}" if progress.is_again else running


def look(preview: InstantPreview, locale: str) -> Look:
    """A preview, and what it is."""
    return Look(preview, wording.say("instant-preview", locale, model=preview.model))


def bar(done: float) -> str:
    """A share 0..1 as a row of cells."""
    full = round(BAR_CELLS * min(1.0, max(0.0, done)))
    return "▰" * full + "▱" * (BAR_CELLS - full)


def caption(
    delivery: Delivery, locale: str, *, is_first: bool = True, is_shrunk: bool = False
) -> str:
    """What stands under a clip: what was done, what it cost, what it may be used for.

    Of several variants, the first tells the price of all.

    Args:
        delivery: the clip as it is sent.
        locale: the reader's.
        is_first: of the variants.
        is_shrunk: it has fewer pixels than were ordered, to fit into what Telegram takes.
    """
    text = wording.say(
        "tg-caption" if is_first else "tg-caption-variant",
        locale,
        effect=delivery.effect,
        seconds=delivery.seconds,
        price=delivery.price,
        balance=delivery.balance,
        seed=str(delivery.seed),
        licence=delivery.licence,
    )
    if is_first:
        text = "\n".join([text, *remarks_on(delivery, locale)])
    if is_shrunk:
        size = {"width": str(delivery.width), "height": str(delivery.height)}
        text = f"{text}\n{wording.say('tg-shrunk', locale, **size)}"
    return text[:CAPTION_LIMIT]


def ending(end: Ending, locale: str) -> str:
    """Why there will be no clip, and that nothing was spent."""
    return wording.say(end.error_code or "job-failed", locale, price=end.price)


def balance(found: Balance, locale: str) -> str:
    """What can be spent, what is set aside, and when more comes."""
    lines = [wording.say("tg-balance", locale, amount=found.spendable)]
    if found.reserved:
        lines.append(wording.say("tg-reserved", locale, amount=found.reserved))
    if found.next_at is not None and found.next_amount:
        when = wording.when(found.next_at, locale)
        lines.append(wording.say("tg-more", locale, amount=found.next_amount, when=when))
    return "\n".join(lines)


def history(jobs: Sequence[JobCard], locale: str) -> str:
    """The latest jobs, one line each."""
    if not jobs:
        return wording.say("tg-no-history", locale)
    return "\n".join(
        wording.say(
            f"tg-past-{job.stage}",
            locale,
            moment=job.created_at,
            effect=job.effect,
            price=job.price,
        )
        for job in jobs
    )

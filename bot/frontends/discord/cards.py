"""The texts of our messages. Markup is ours; what people typed is escaped before it comes here."""

from collections.abc import Mapping
from typing import Any

from discord.utils import escape_markdown

from bot import wording
from bot.orders import Delivery, Ending, InstantPreview, Progress, Stage
from bot.remarks import remarks_on
from storage.balances import Balance

SQUARES = 10
FULL, EMPTY = "▰", "▱"
LONGEST = 2000  # characters of a message


def effect_title(effect: str) -> str:
    """An effect's name as a heading: "dolly-zoom" is "Dolly zoom"."""
    return effect.replace("-", " ").capitalize()


def reading_text(effect: str, price: int, locale: str) -> str:
    """The first answer to an order: what it is, what it costs, that the picture is looked at."""
    return wording.say("discord-reading", locale, effect=effect_title(effect), price=price)


def progress_text(
    progress: Progress,
    ready_at: int,
    locale: str,
    *,
    moves: bool,
    preview: InstantPreview | None = None,
) -> str:
    """What is happening to an order.

    Args:
        progress: where it stands.
        ready_at: when the clip should be there, seconds since 1970.
        locale: the reader's.
        moves: the clip will come as a direct message, because this one cannot be edited then.
        preview: what is attached meanwhile.
    """
    facts = {
        "effect": effect_title(progress.effect),
        "price": progress.price,
        "place": progress.place,
        "ready": f"<t:{ready_at}:R>",
    }
    if progress.stage is Stage.RUNNING:
        key = "discord-running" if progress.done < 1 else "discord-uploading"
        facts |= {"bar": _bar(progress.done), "percent": round(progress.done * 100)}
    else:
        key = "discord-next" if progress.place <= 1 else "discord-queued"
    lines = [wording.say(key, locale, **facts)]
    if progress.is_again:
        lines.append(wording.say("second-try", locale))
    if moves:
        lines.append(wording.say("discord-will-write", locale))
    if preview is not None:
        model = effect_title(preview.model)
        lines.append(f"-# {wording.say('instant-preview', locale, model=model)}")
    return "\n".join(lines)


def clip_text(delivery: Delivery, locale: str, *, cut: bool = False, shrunk: bool = False) -> str:
    """The line under a clip: everything it takes to make it again, what it cost, what is allowed.

    Args:
        delivery: the clip.
        locale: the reader's.
        cut: it was shortened to fit into what Discord takes.
        shrunk: it has fewer pixels than were ordered, for the same reason.
    """
    options = [f"{name} {_value(value)}" for name, value in delivery.options.items()]
    parts = [
        f"**{effect_title(delivery.effect)}**",
        *options,
        wording.say("discord-seed", locale, seed=str(delivery.seed)),
        f"{delivery.width} x {delivery.height}",
        wording.say("discord-spent", locale, price=delivery.price, left=delivery.balance),
    ]
    lines = [" · ".join(parts)]
    if cut:
        lines.append(wording.say("discord-cut", locale, seconds=delivery.seconds))
    lines += [f"-# {remark}" for remark in remarks_on(delivery, locale)]
    if shrunk:
        size = {"width": str(delivery.width), "height": str(delivery.height)}
        lines.append(wording.say("discord-shrunk", locale, **size))
    lines.append(f"-# {escape_markdown(delivery.licence)}")
    return "\n".join(lines)[:LONGEST]


def ending_text(ending: Ending, locale: str) -> str:
    """Why there is no clip, and that nothing was spent."""
    return wording.say(ending.error_code, locale, price=ending.price)


def balance_text(balance: Balance, locale: str) -> str:
    """What can be spent, where, until when, and when more comes."""
    lines = [f"**{wording.say('discord-balance', locale, amount=balance.spendable)}**"]
    for lot in balance.lots:
        until = f"<t:{int(lot.expires_at.timestamp())}:R>" if lot.expires_at else ""
        key = f"discord-lot-{lot.kind}{'-until' if until else ''}"
        lines.append(wording.say(key, locale, amount=lot.amount, until=until))
    if balance.reserved:
        lines.append(wording.say("discord-reserved", locale, amount=balance.reserved))
    if balance.next_at is not None and balance.next_amount:
        moment = f"<t:{int(balance.next_at.timestamp())}:R>"
        lines.append(wording.say("discord-more", locale, amount=balance.next_amount, when=moment))
    return "\n".join(lines)


def order_words(effect: str, options: Mapping[str, Any]) -> str:
    """An order as it would be typed: "melt strength=0.8"."""
    return " ".join([effect, *(f"{name}={_value(value)}" for name, value in options.items())])


def _bar(done: float) -> str:
    full = int(done * SQUARES)
    return FULL * full + EMPTY * (SQUARES - full)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return escape_markdown(str(value))

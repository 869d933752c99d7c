"""The buttons under our messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup

from bot import wording
from bot.catalogue import CATEGORIES, EffectCard
from bot.frontends.telegram.callbacks import Source, Verb, button, personal

PER_PAGE, COLUMNS = 8, 2


@dataclass(frozen=True)
class Offer:
    """What a button under a clip costs, and how much it makes: seconds, or clips."""

    price: int
    much: float = 0


def cancel(job_id: str, locale: str) -> InlineKeyboardMarkup:
    """Under a status."""
    text = wording.say("tg-cancel", locale)
    return InlineKeyboardMarkup([[Button(text, callback_data=button(Verb.CANCEL, job_id))]])


def notice(owner: int, locale: str) -> InlineKeyboardMarkup:
    """Under a balance: to be told when more comes."""
    text = wording.say("tg-notice", locale)
    return InlineKeyboardMarkup([[Button(text, callback_data=personal(Verb.NOTICE, owner))]])


def under_clip(
    job_id: str, offers: Mapping[Verb, Offer], locale: str, *more: Button
) -> InlineKeyboardMarkup:
    """Under a finished clip; what costs something says how much."""
    keys = {Verb.AGAIN: "tg-again", Verb.LONGER: "tg-longer", Verb.VARIANTS: "tg-variants"}
    buttons = [
        Button(
            wording.say(keys[verb], locale, price=offer.price, much=offer.much),
            callback_data=button(verb, job_id),
        )
        for verb, offer in offers.items()
    ]
    buttons += more
    for key, verb in (("tg-other", Verb.OTHER), ("tg-delete", Verb.DELETE)):
        buttons.append(Button(wording.say(key, locale), callback_data=button(verb, job_id)))
    return InlineKeyboardMarkup(rows(buttons))


def upscale(job_id: str, variant: int, price: int, locale: str) -> Button:
    """The button for the same clip at twice the size."""
    words = (job_id, str(variant))
    text = wording.say("tg-upscale", locale, price=price)
    return Button(text, callback_data=button(Verb.UPSCALE, *words))


def effects(
    cards: Sequence[EffectCard],
    prices: Mapping[str, int],
    source: Source,
    page: int,
    locale: str,
) -> InlineKeyboardMarkup:
    """The effects, a category at a time, with what each costs the person who asked."""
    pages = _pages(cards)
    category, shown = pages[page % len(pages)]
    offers = [
        Button(
            wording.say("tg-offer", locale, effect=card.name, price=prices[card.name]),
            callback_data=button(Verb.EFFECT, source.to_text(), card.name),
        )
        for card in shown
    ]

    def turn(text: str, number: int) -> Button:
        words = (source.to_text(), str(number % len(pages)))
        return Button(text, callback_data=button(Verb.PAGE, *words))

    name = wording.say(f"category-{category}", locale)
    place = turn(f"{name} {page % len(pages) + 1}/{len(pages)}", _next_category(pages, page))
    return InlineKeyboardMarkup([*rows(offers), [turn("◀", page - 1), place, turn("▶", page + 1)]])


def rows(buttons: Sequence[Button], columns: int = COLUMNS) -> list[list[Button]]:
    """Buttons side by side."""
    return [list(buttons[start : start + columns]) for start in range(0, len(buttons), columns)]


def _pages(cards: Sequence[EffectCard]) -> list[tuple[str, Sequence[EffectCard]]]:
    pages: list[tuple[str, Sequence[EffectCard]]] = []
    for category in CATEGORIES:
        own = [card for card in cards if card.category == category]
        pages += [(category, own[i : i + PER_PAGE]) for i in range(0, len(own), PER_PAGE)]
    return pages


def _next_category(pages: Sequence[tuple[str, Sequence[EffectCard]]], page: int) -> int:
    """The first page of the category after this page's."""
    names = [name for name, _ in pages]
    ahead = [i % len(pages) for i in range(page, page + len(pages))]
    return next((i for i in ahead if names[i] != names[page % len(pages)]), page)

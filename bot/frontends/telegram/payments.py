"""Credits for Telegram Stars. Off unless the operator offers packs.

What was paid is credited when Telegram says so, once for each charge however often it says so.
Whoever gets their Stars back loses what is unspent of them.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LabeledPrice, Message, Update
from telegram.ext import ContextTypes

from bot import wording
from bot.errors import StaleButton
from bot.frontends.telegram.callbacks import Tap, Verb, personal
from bot.frontends.telegram.menu import Answer
from bot.frontends.telegram.places import Asker, account_name
from bot.frontends.telegram.reception import Reception
from bot.frontends.telegram.taps import Pressed, TapAnswer
from bot.studio import Studio
from storage.store import Store

log = logging.getLogger(__name__)
STARS = "XTR"


@dataclass(frozen=True)
class Pack:
    """Credits on offer."""

    amount: int
    stars: int

    def to_payload(self) -> str:
        """What comes back with the payment: what was sold then, whatever is on offer now."""
        return f"pack:{self.amount}:{self.stars}"

    @classmethod
    def from_payload(cls, payload: str) -> "Pack":
        """Read it back.

        Raises:
            StaleButton: it is not one of ours.
        """
        try:
            _, amount, stars = payload.split(":")
            return cls(int(amount), int(stars))
        except ValueError:
            raise StaleButton from None


class Till:
    """Sells packs."""

    def __init__(
        self,
        bot: Bot,
        studio: Studio,
        store: Store,
        reception: Reception,
        packs: Sequence[Pack],
        support: str,
    ) -> None:
        self._bot = bot
        self._studio = studio
        self._store = store
        self._reception = reception
        self._packs = packs
        self._support = support

    def table(self) -> Mapping[str, Answer]:
        """Each command and what answers it."""
        return {"buy": self._offer, "paysupport": self._help} if self._packs else {}

    def taps(self) -> Mapping[Verb, TapAnswer]:
        """Each button and what answers it."""
        return {Verb.BUY: self._invoice}

    async def _offer(self, asker: Asker, _message: Message, _words: list[str]) -> None:
        offers = [
            [
                InlineKeyboardButton(
                    wording.say("tg-pack", asker.locale, amount=pack.amount, stars=pack.stars),
                    callback_data=personal(Verb.BUY, asker.user, str(index)),
                )
            ]
            for index, pack in enumerate(self._packs)
        ]
        text = wording.say("tg-buy", asker.locale)
        await self._reception.say(asker, text, InlineKeyboardMarkup(offers))

    async def _help(self, asker: Asker, _message: Message, _words: list[str]) -> None:
        text = wording.say("tg-paysupport", asker.locale, support=self._support)
        await self._reception.say(asker, text)

    async def _invoice(self, asker: Asker, _pressed: Pressed, tap: Tap) -> str:
        try:
            pack = self._packs[int(tap.words[0])]
        except (ValueError, IndexError):
            raise StaleButton from None
        title = wording.say("tg-pack-title", asker.locale, amount=pack.amount)
        await self._bot.send_invoice(
            asker.user,
            title,
            wording.say("tg-pack-description", asker.locale, amount=pack.amount),
            payload=pack.to_payload(),
            currency=STARS,
            prices=[LabeledPrice(title, pack.stars)],
            provider_token="",
        )
        return ""

    async def on_checkout(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """The last moment to refuse. Telegram waits ten seconds."""
        query, asker = update.pre_checkout_query, await self._reception.asker(update)
        if query is None or asker is None:
            return
        pack = Pack.from_payload(query.invoice_payload)
        is_ours = pack in self._packs and query.total_amount == pack.stars
        refusal = None if is_ours else wording.say("tg-pack-gone", asker.locale)
        await query.answer(ok=is_ours, error_message=refusal)

    async def on_payment(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Somebody has paid."""
        message, asker = update.message, await self._reception.asker(update)
        if message is None or message.successful_payment is None or asker is None:
            return
        paid = message.successful_payment
        pack = Pack.from_payload(paid.invoice_payload)
        charge = paid.telegram_payment_charge_id
        if await self._store.operator.buy(asker.account, pack.amount, charge):
            log.info("%s bought %d credits, charge %s", asker.account, pack.amount, charge)
            balance = (await self._studio.tiers.balance(asker.account)).spendable
            text = wording.say("tg-bought", asker.locale, amount=pack.amount, balance=balance)
            await self._reception.say(asker, text)

    async def on_refund(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Somebody got their Stars back."""
        message, asker = update.message, await self._reception.asker(update)
        if message is None or message.refunded_payment is None or asker is None:
            return
        charge = message.refunded_payment.telegram_payment_charge_id
        taken = await self._store.operator.unbuy(charge)
        text = wording.say("tg-refunded", asker.locale, amount=taken.amount)
        await self._reception.say(asker, text)

    async def refund(self, user: int, charge: str) -> int:
        """Give somebody their Stars back and take what is unspent; returns how much that was.

        Raises:
            TelegramError: Telegram knows no such charge, or gave it back before.
        """
        await self._bot.refund_star_payment(user, charge)
        taken = await self._store.operator.unbuy(charge)
        log.info("%s got charge %s back", account_name(user), charge)
        return taken.amount

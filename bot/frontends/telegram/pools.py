"""What group admins do with their group's pool, and operators with everybody's credits.

Whether somebody is an admin is asked of Telegram at every call; who is an operator stands in the
settings. What either may do is decided by the store.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from telegram import Bot, ChatMember, InlineKeyboardButton, InlineKeyboardMarkup, Message, User
from telegram.error import TelegramError

from bot import wording
from bot.errors import AdminsOnly, BadUsage, OperatorOnly, ServersOnly
from bot.frontends.telegram.callbacks import Tap, Verb, button
from bot.frontends.telegram.menu import Answer
from bot.frontends.telegram.payments import Till
from bot.frontends.telegram.places import Asker, account_name, message_key
from bot.frontends.telegram.reception import Reception
from bot.frontends.telegram.taps import Pressed, TapAnswer
from bot.studio import Studio
from storage.approvals import Proposal
from storage.grants import GrantOrder
from storage.store import Store

ADMINS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


@dataclass(frozen=True)
class Gift:
    """An amount for somebody, as typed: `/grant 20`, as a reply to one of their messages."""

    amount: int
    recipient: int

    @classmethod
    def read(cls, message: Message, words: list[str], usage: str) -> "Gift":
        """Read a command.

        Raises:
            BadUsage: there is no amount, or nobody to give it to.
        """
        replied = message.reply_to_message
        recipient: User | None = replied.from_user if replied else None
        if recipient is None or recipient.is_bot or not words or not words[0].isdecimal():
            raise BadUsage(usage)
        return cls(int(words[0]), recipient.id)


class Pools:
    """The commands of admins and operators."""

    def __init__(
        self,
        bot: Bot,
        studio: Studio,
        store: Store,
        reception: Reception,
        till: Till,
        operators: tuple[int, ...],
    ) -> None:
        self._bot = bot
        self._studio = studio
        self._store = store
        self._reception = reception
        self._till = till
        self._operators = operators

    def table(self) -> Mapping[str, Answer]:
        """Each command and what answers it."""
        return {
            "pool": self._pool,
            "grant": self._grant,
            "revoke": self._revoke,
            "fund": self._fund,
            "mint": self._mint,
            "refund": self._refund,
            "status": self._status,
        }

    def taps(self) -> Mapping[Verb, TapAnswer]:
        """Each button and what answers it."""
        return {Verb.APPROVE: self._approve}

    async def _pool(self, asker: Asker, _message: Message, _words: list[str]) -> None:
        _need_group(asker)
        pool = await self._store.admins.pool(asker.scope)
        facts = {"balance": pool.balance, "held": pool.held, "spent": pool.spent}
        await self._reception.say(asker, wording.say("tg-pool", asker.locale, **facts))

    async def _grant(self, asker: Asker, message: Message, words: list[str]) -> None:
        await self._need_admin(asker)
        gift = Gift.read(message, words, wording.say("tg-usage-grant", asker.locale))
        made = await self._store.admins.grant(
            GrantOrder(
                scope=asker.scope,
                admin=asker.account,
                recipient=account_name(gift.recipient),
                amount=gift.amount,
                request_key=message_key(message),
            )
        )
        if isinstance(made, Proposal):
            await self._ask_second_admin(asker, made)
        else:
            days = (made.expires_at - message.date).days
            facts = {"amount": made.amount, "days": days}
            await self._reception.say(asker, wording.say("tg-granted", asker.locale, **facts))

    async def _ask_second_admin(self, asker: Asker, proposal: Proposal) -> None:
        approve = InlineKeyboardButton(
            wording.say("tg-approve", asker.locale),
            callback_data=button(Verb.APPROVE, str(proposal.id)),
        )
        text = wording.say("tg-proposed", asker.locale, amount=proposal.amount)
        await self._reception.say(asker, text, InlineKeyboardMarkup([[approve]]))

    async def _approve(self, asker: Asker, pressed: Pressed, tap: Tap) -> str:
        await self._need_admin(asker)
        grant = await self._store.admins.approve(int(tap.words[0]), asker.scope, asker.account)
        text = wording.say("tg-approved", asker.locale, amount=grant.amount)
        await pressed.message.edit_text(text)
        return ""

    async def _revoke(self, asker: Asker, message: Message, words: list[str]) -> None:
        """`/revoke 5`, or without an amount everything that is unspent."""
        await self._need_admin(asker)
        usage = wording.say("tg-usage-revoke", asker.locale)
        gift = Gift.read(message, words or ["0"], usage)
        taken = await self._store.admins.revoke(
            asker.scope,
            asker.account,
            account_name(gift.recipient),
            gift.amount or None,
            request_key=message_key(message),
        )
        await self._reception.say(
            asker, wording.say("tg-revoked", asker.locale, amount=taken.amount)
        )

    async def _fund(self, asker: Asker, message: Message, words: list[str]) -> None:
        self._need_operator(asker)
        _need_group(asker)
        if not words or not words[0].isdecimal():
            raise BadUsage(wording.say("tg-usage-fund", asker.locale))
        pool = await self._store.operator.fund(
            asker.scope, int(words[0]), request_key=message_key(message)
        )
        facts = {"balance": pool.balance, "held": pool.held, "spent": pool.spent}
        await self._reception.say(asker, wording.say("tg-pool", asker.locale, **facts))

    async def _mint(self, asker: Asker, message: Message, words: list[str]) -> None:
        """`/mint 50` as a reply, or `/mint 50 123456789`."""
        self._need_operator(asker)
        usage = wording.say("tg-usage-mint", asker.locale)
        if len(words) == len(("amount", "user")) and words[0].isdecimal() and words[1].isdecimal():
            gift = Gift(int(words[0]), int(words[1]))
        else:
            gift = Gift.read(message, words, usage)
        account = account_name(gift.recipient)
        await self._store.operator.mint(
            account, gift.amount, note=f"by {asker.account}", request_key=message_key(message)
        )
        facts = {"amount": gift.amount, "account": account}
        await self._reception.say(asker, wording.say("tg-minted", asker.locale, **facts))

    async def _refund(self, asker: Asker, _message: Message, words: list[str]) -> None:
        """`/refund 123456789 <charge>` gives Stars back."""
        self._need_operator(asker)
        if len(words) != len(("user", "charge")) or not words[0].isdecimal():
            raise BadUsage(wording.say("tg-usage-refund", asker.locale))
        try:
            amount = await self._till.refund(int(words[0]), words[1])
        except TelegramError as error:
            await self._reception.say(asker, error.message)
            return
        await self._reception.say(asker, wording.say("tg-refunded", asker.locale, amount=amount))

    async def _status(self, asker: Asker, _message: Message, _words: list[str]) -> None:
        self._need_operator(asker)
        waiting, running = self._studio.load()
        facts = {"waiting": waiting, "running": running}
        await self._reception.say(asker, wording.say("tg-status", asker.locale, **facts))

    async def _need_admin(self, asker: Asker) -> None:
        """Ask Telegram, each time: rights are taken away without anybody telling us."""
        _need_group(asker)
        if asker.is_anonymous:
            raise AdminsOnly
        member = await self._bot.get_chat_member(asker.chat, asker.user)
        if member.status not in ADMINS:
            raise AdminsOnly

    def _need_operator(self, asker: Asker) -> None:
        if asker.user not in self._operators:
            raise OperatorOnly


def _need_group(asker: Asker) -> None:
    if asker.is_private:
        raise ServersOnly

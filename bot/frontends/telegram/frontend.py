"""Runs the bot and passes on what the studio has to say: Telegram's side of the protocol."""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

from aiohttp import web
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application

from bot.frontends.telegram import keyboards, menu, switchboard, texts
from bot.frontends.telegram.connection import Access, build_bot
from bot.frontends.telegram.delivery import Courier
from bot.frontends.telegram.inbox import Inbox
from bot.frontends.telegram.patience import insist
from bot.frontends.telegram.payments import Pack
from bot.frontends.telegram.places import PLATFORM, Place, settings_of
from bot.frontends.telegram.polling import poll
from bot.frontends.telegram.settings import SPOILER
from bot.frontends.telegram.statuses import Statuses
from bot.frontends.telegram.webhook import Webhook
from bot.orders import Address, Delivery, Ending, Progress, Stage
from bot.studio import Studio
from storage.errors import StorageError
from storage.store import Store

log = logging.getLogger(__name__)


class TelegramFrontend:
    """The bot, by long polling or by webhook."""

    name = PLATFORM

    def __init__(
        self,
        studio: Studio,
        store: Store,
        access: Access,
        *,
        inbox: Path,
        largest_picture: int,
        keep_hours: float,
        operators: tuple[int, ...] = (),
        packs: Sequence[Pack] = (),
        support: str = "",
    ) -> None:
        """Prepare to connect.

        Args:
            studio: takes the orders.
            store: keeps people's choices, and runs the pools and the till.
            access: which bot, and where its server is.
            inbox: a folder for updates that are not done.
            largest_picture: the largest file taken, in bytes; Telegram's own limit holds, too.
            keep_hours: how long pictures and clips are kept, to be told to people.
            operators: Telegram ids of those who run the bot.
            packs: what is sold for Stars.
            support: how to reach somebody about a payment.
        """
        self._access = access
        self._operators, self._sells = operators, bool(packs)
        self._ready = asyncio.Event()
        self._bot = build_bot(access)
        self._inbox = Inbox(inbox, lambda number: store.see_update(PLATFORM, number))
        self._store = store
        self._statuses = Statuses(self._bot, self._hides)
        self._webhook = Webhook(self._bot, access, self._take)
        self._courier = Courier(
            self._bot, studio, store, self._statuses, limit_bytes=access.upload_limit
        )
        self._application = Application.builder().bot(self._bot).updater(None).build()
        switchboard.connect(
            self._application,
            studio,
            store,
            self._courier,
            self._statuses,
            switchboard.Terms(
                picture_limit=min(largest_picture, access.download_limit),
                keep_hours=keep_hours,
                operators=operators,
                packs=tuple(packs),
                support=support,
            ),
        )

    def routes(self) -> list[web.AbstractRouteDef]:
        """What the page's server must serve for us: the webhook, if there is one."""
        return self._webhook.routes() if self._access.webhook_url else []

    async def ready(self) -> str:
        """Wait until Telegram knows us, and say where the bot can be found."""
        await self._ready.wait()
        return f"https://t.me/{self._bot.username}"

    async def run(self) -> None:
        """Serve until cancelled; first what an earlier process did not get done.

        Raises:
            ExceptionGroup: of SignInRefused or SecondPoller, when only the operator can help.
        """
        try:
            async with asyncio.TaskGroup() as tasks:
                self._tasks = tasks
                await insist(self._bot.initialize)
                await self._application.initialize()
                tasks.create_task(self._statuses.run(), name="statuses")
                tasks.create_task(self._publish_menu(), name="menu")
                for left in await self._inbox.left_over():
                    self._start(Update.de_json(left, self._bot))
                self._ready.set()
                if self._access.webhook_url:
                    await insist(self._webhook.announce)
                else:
                    tasks.create_task(poll(self._bot, self._take), name="poll")
        finally:
            await self._application.shutdown()

    async def update(self, address: Address, progress: Progress) -> None:
        """Show a sign of life, when it is time."""
        is_finishing = progress.stage is not Stage.QUEUED and progress.done >= 1
        keyboard = None if is_finishing else keyboards.cancel(progress.job_id, address.locale)
        text = texts.status(progress, address.locale)
        look = None if progress.preview is None else texts.look(progress.preview, address.locale)
        self._statuses.show(Place.from_address(address), text, keyboard, look=look)

    async def deliver(self, address: Address, delivery: Delivery) -> str:
        """Turn the status into the clip.

        Raises:
            Undeliverable, PlatformDown: it cannot be brought, or not now.
        """
        return await self._courier.deliver(address, delivery)

    async def end(self, address: Address, ending: Ending) -> None:
        """Let the status say that there will be no clip."""
        text = texts.ending(ending, address.locale)
        self._statuses.show(Place.from_address(address), text, is_last=True)

    async def notify(self, address: Address, sentence: str) -> None:
        """Say something in the chat where it was asked for."""
        place = Place.from_address(address)
        try:
            await self._bot.send_message(
                place.chat, sentence, message_thread_id=place.thread or None
            )
        except TelegramError as error:
            log.info("a notice did not arrive: %s", error)

    async def _hides(self, account: str) -> bool:
        """Whether somebody wants their clips to be hidden until they are tapped."""
        try:
            return bool((await self._store.settings(settings_of(account))).get(SPOILER))
        except StorageError:
            return True  # better hidden than shown against a wish

    async def _take(self, update: Update) -> None:
        """Make an update ours, then answer it without holding up the next.

        Raises:
            OSError, StorageError: it is not ours, and must come again.
        """
        await self._ready.wait()
        if await self._inbox.take(update):
            self._start(update)

    def _start(self, update: Update) -> None:
        assert self._tasks is not None, "run() starts everything"  # noqa: S101 - for mypy
        self._tasks.create_task(self._answer(update), name=f"update {update.update_id}")

    async def _answer(self, update: Update) -> None:
        """Leave an update in the inbox if we are stopped: the next process answers it."""
        await self._application.process_update(update)
        self._inbox.done(update)

    async def _publish_menu(self) -> None:
        try:
            await menu.publish(self._bot, self._operators, sells=self._sells)
        except TelegramError as error:  # the old menu, or none, is no reason not to work
            log.warning("the menu of commands could not be set: %s", error)

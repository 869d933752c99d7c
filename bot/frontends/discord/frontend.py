"""Connects to Discord and brings its jobs to life: the Discord side of the front-end protocol."""

import asyncio
import logging
from collections.abc import Collection, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import Any

import discord

from bot.errors import SignInRefused
from bot.frontends.api import PlatformDown
from bot.frontends.discord.account_commands import AccountCommands
from bot.frontends.discord.admin_commands import AdminCommands
from bot.frontends.discord.bulletins import Bulletins
from bot.frontends.discord.buttons import Buttons
from bot.frontends.discord.client import Client, point_sdk
from bot.frontends.discord.commands import MakingCommands
from bot.frontends.discord.completion import Completion
from bot.frontends.discord.courier import Courier
from bot.frontends.discord.entitlements import Shop
from bot.frontends.discord.faults import TROUBLE, fault_of
from bot.frontends.discord.files import Files
from bot.frontends.discord.gallery import Gallery
from bot.frontends.discord.limits import UploadLimits
from bot.frontends.discord.mailbox import Mailbox
from bot.frontends.discord.menus import Menus
from bot.frontends.discord.operator_commands import OperatorCommands
from bot.frontends.discord.ordering import Desk
from bot.frontends.discord.places import PLATFORM, Place
from bot.frontends.discord.presses import Presses
from bot.frontends.discord.servers import Servers
from bot.frontends.discord.sync import sync_commands
from bot.frontends.discord.translation import CatalogueTranslator
from bot.orders import PREVIEW_NAME, Address, Delivery, Ending, InstantPreview, Progress
from bot.studio import Studio
from storage.store import Store

log = logging.getLogger(__name__)
SIGN_IN_PATIENCE_S = 60.0
RETRY_S = (1.0, 2.0, 5.0, 10.0, 30.0)  # between two attempts to sign in; the last one repeats


@dataclass(frozen=True, kw_only=True)
class DiscordSettings:
    """What the operator chose for Discord."""

    token: str
    largest_picture: int  # bytes
    largest_upload: int  # bytes
    role_tiers: Mapping[str, str] = field(default_factory=dict)
    admin_tiers: Collection[str] = ()
    sku_tiers: Mapping[str, str] = field(default_factory=dict)
    sku_credits: Mapping[str, int] = field(default_factory=dict)
    operators: Collection[str] = ()
    operator_server: int = 0  # 0: nowhere
    report_channel: int = 0  # 0: no reports
    api: str
    gateway: str
    file_hosts: Collection[str]
    edit_gap_s: float


class DiscordFrontend:
    """The bot on Discord."""

    name = PLATFORM

    def __init__(self, studio: Studio, store: Store, settings: DiscordSettings) -> None:
        self._settings = settings
        self._files = Files(settings.file_hosts, max_bytes=settings.largest_picture)
        self._shop = Shop(store, tiers=settings.sku_tiers, packs=settings.sku_credits)
        servers = Servers(store, role_tiers=settings.role_tiers, admin_tiers=settings.admin_tiers)
        self._desk = Desk(studio, servers, self._shop, self._files)
        self._limits = UploadLimits(settings.largest_upload)
        self._catalogue = studio.catalogue()
        self._buttons = Buttons(studio, self._catalogue)
        self._studio, self._store, self._servers = studio, store, servers
        self._signed_in = asyncio.Event()
        self._client: Client | None = None
        self._failures = 0
        self._bulletins = Bulletins(self._show, gap_s=settings.edit_gap_s)

    async def ready(self) -> str:
        """Wait until the bot has signed in, and say as whom."""
        await self._signed_in.wait()
        user = self._client.user if self._client else None
        return f"Discord, as {user}"

    async def run(self) -> None:
        """Serve until cancelled.

        Raises:
            SignInRefused: Discord does not know the token.
        """
        files = next(iter(self._settings.file_hosts), "")
        point_sdk(self._settings.api, self._settings.gateway, files)
        async with self._files, asyncio.TaskGroup() as tasks:
            tasks.create_task(self._bulletins.run(), name="discord bulletins")
            while True:
                await self._serve()
                pause = RETRY_S[min(self._failures, len(RETRY_S) - 1)]
                self._failures += 1
                log.warning("Discord cannot be reached, next try in %.0f s", pause)
                await asyncio.sleep(pause)

    async def update(self, address: Address, progress: Progress) -> None:
        """Note a sign of life; the message is edited when it is its turn."""
        self._bulletins.tell(Place.from_address(address), progress)

    async def deliver(self, address: Address, delivery: Delivery) -> str:
        """Put the clip where it belongs; see `courier`."""
        courier = Courier(self._studio, await self._mail(), self._limits, self._buttons)
        await self._bulletins.close(delivery.job_id)
        return await courier.deliver(Place.from_address(address), delivery)

    async def end(self, address: Address, ending: Ending) -> None:
        """Say that there will be no clip."""
        try:
            mailbox = await self._mail()
        except PlatformDown:
            log.warning("the end of job %s was not told: Discord is away", ending.job_id)
            return
        courier = Courier(self._studio, mailbox, self._limits, self._buttons)
        await self._bulletins.close(ending.job_id)
        await courier.end(Place.from_address(address), ending)

    async def notify(self, address: Address, sentence: str) -> None:
        """Tell somebody, in a direct message, something they asked to be told."""
        try:
            await (await self._mail()).tell(Place.from_address(address), sentence)
        except (PlatformDown, *TROUBLE) as error:
            log.info("somebody could not be told: %s", type(error).__name__)

    async def _show(
        self, place: Place, job_id: str, text: str, preview: InstantPreview | None
    ) -> None:
        """Edit the message of a live job, by whatever still edits it; a preview goes with it."""
        mailbox = await self._mail()
        more: dict[str, Any] = {"view": self._buttons.for_waiting(job_id, place.locale)}
        with ExitStack() as stack:
            if preview is not None:
                hidden = place.hides(elsewhere=False)
                file = discord.File(preview.path, PREVIEW_NAME, spoiler=hidden)
                more["attachments"] = [stack.enter_context(closing(file))]
            if place.has_token:
                await mailbox.edit_by_token(place, text, **more)
            elif place.is_reachable and not place.is_private:
                await mailbox.edit_as_bot(place, text, **more)

    async def _mail(self) -> Mailbox:
        """The way to write messages, as soon as the bot has signed in.

        Raises:
            PlatformDown: that takes too long.
        """
        try:
            async with asyncio.timeout(SIGN_IN_PATIENCE_S):
                await self._signed_in.wait()
        except TimeoutError:
            raise PlatformDown from None
        assert self._client is not None, "signed in"  # noqa: S101 - for mypy
        return Mailbox(self._client)

    async def _serve(self) -> None:
        """Sign in and serve until the connection is lost for good.

        Raises:
            SignInRefused: the token is wrong.
        """
        try:
            async with self._build_client() as client:
                await client.tree.set_translator(CatalogueTranslator())
                await client.login(self._settings.token)
                self._failures = 0
                self._signed_in.set()
                await self._push_commands(client)
                await client.connect()
        except discord.LoginFailure:
            raise SignInRefused("Discord") from None
        except TROUBLE as error:
            log.warning("Discord: %s", type(error).__name__)
        finally:
            self._signed_in.clear()

    def _build_client(self) -> Client:
        """The client with all its commands. Inside the event loop, as the SDK wants it."""
        client = self._client = Client(self._shop)
        gallery = Gallery(self._studio, self._catalogue)
        presses = Presses(self._studio, self._desk, self._buttons, gallery)
        client.answer = presses.answer
        making = MakingCommands(self._desk, self._catalogue, Completion(self._catalogue), gallery)
        account = AccountCommands(
            self._studio, self._desk, self._buttons, self._limits, self._settings.report_channel
        )
        menus = Menus(self._desk, self._files, self._buttons, presses)
        admin = AdminCommands(self._store, self._servers)
        for command in (*making.build(), *account.build(), *menus.build(), admin.build()):
            client.tree.add_command(command)
        if self._settings.operator_server and self._settings.operators:
            operator = OperatorCommands(self._store, self._studio, self._settings.operators)
            home = discord.Object(self._settings.operator_server)
            client.tree.add_command(operator.build(), guild=home)
        return client

    async def _push_commands(self, client: Client) -> None:
        """Bring the commands up to date; the bot serves with the old ones if that fails."""
        homes: list[discord.Object | None] = [None]
        if self._settings.operator_server and self._settings.operators:
            homes.append(discord.Object(self._settings.operator_server))
        for home in homes:
            try:
                await sync_commands(client.tree, home)
            except TROUBLE as error:
                log.warning("the commands were not pushed: %s", fault_of(error).name)

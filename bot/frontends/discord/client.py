"""The SDK's client as we use it: no privileged intents, nothing cached, nobody ever mentioned."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands, shard
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.frontends.discord.answers import refuse
from bot.frontends.discord.entitlements import Shop

log = logging.getLogger(__name__)
HELD_S = 0.02  # two hundred events at once are five times that
REMEMBERED = 10_000  # interactions, to know one that the gateway sends again

Answer = Callable[[discord.Interaction[Any]], Awaitable[None]]


class Client(discord.AutoShardedClient):
    """Receives what happens on Discord and passes it on."""

    def __init__(self, shop: Shop) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody speaks
        # Guilds alone: commands, buttons and their attachments come without any privileged intent.
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            max_ratelimit_timeout=60.0,
        )
        self._shop = shop
        self._seen: OrderedDict[int, None] = OrderedDict()
        self.tree = Tree(self)
        self.answer: Answer | None = None  # to buttons, menus and forms

    def is_new(self, interaction: discord.Interaction[Any]) -> bool:
        """Whether an interaction is here for the first time: a resumed gateway repeats itself."""
        if interaction.id in self._seen:
            return False
        self._seen[interaction.id] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return True

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Pass presses and sent forms on; the tree gets the commands from the SDK."""
        kinds = (discord.InteractionType.component, discord.InteractionType.modal_submit)
        if self.answer is not None and interaction.type in kinds and self.is_new(interaction):
            await self.answer(interaction)

    async def on_ready(self) -> None:
        """A session began: what happened since the last one was not told."""
        await self._shop.catch_up(self)

    async def on_entitlement_create(self, entitlement: discord.Entitlement) -> None:
        """Somebody bought something."""
        await self._shop.credit(entitlement)

    async def on_entitlement_update(self, entitlement: discord.Entitlement) -> None:
        """A purchase was renewed."""
        await self._shop.credit(entitlement)

    async def on_entitlement_delete(self, entitlement: discord.Entitlement) -> None:
        """A purchase was paid back."""
        await self._shop.refund(entitlement)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed; clips on their way there take the next best way."""
        log.info("removed from server %d", guild.id)


class Tree(app_commands.CommandTree[Client]):
    """The commands, offered everywhere: in servers, with the bot, and between people."""

    def __init__(self, client: Client) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )

    async def interaction_check(self, interaction: discord.Interaction[Client], /) -> bool:
        """Pass over what was answered before."""
        return self.client.is_new(interaction)

    async def on_error(
        self, interaction: discord.Interaction[Client], error: app_commands.AppCommandError, /
    ) -> None:
        """Explain a command's error to whoever gave it, in private."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await refuse(interaction, cause)


class PoliteSocket(DiscordWebSocket):
    """Lets others have the event loop; the SDK's own first takes all that has come at once."""

    _held_since = 0.0  # monotonic

    async def poll_event(self) -> None:
        """Handle the next event."""
        await super().poll_event()
        if time.monotonic() - self._held_since > HELD_S:
            await asyncio.sleep(0)
            self._held_since = time.monotonic()


def point_sdk(api: str, gateway: str, files: str = "") -> None:
    """Let the SDK talk to a proxy, say, instead of Discord; it has no setting for that.

    Args:
        api: instead of https://discord.com/api/v10.
        gateway: instead of wss://gateway.discord.gg/.
        files: instead of https://cdn.discordapp.com, where stickers are.
    """
    Route.BASE = api
    DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
    discord.Asset.BASE = files or discord.Asset.BASE
    shard.DiscordWebSocket = PoliteSocket  # type: ignore[misc]

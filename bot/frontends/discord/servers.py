"""What the admins of a server have chosen: where orders are taken, from whom, on which tier."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.errors import AdminsOnly, RoleMissing, WrongChannel
from bot.frontends.discord.places import scope_of
from storage.store import Store


@dataclass(frozen=True)
class ServerRules:
    """The choices of one server. Empty means: everywhere, everybody."""

    channels: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    tiers: Mapping[str, str] | None = None  # by role id
    log_channel: int = 0  # where grants and the like are reported; 0: nowhere


class Servers:
    """Reads and writes the choices, and holds orders to them."""

    def __init__(
        self, store: Store, *, role_tiers: Mapping[str, str], admin_tiers: Collection[str]
    ) -> None:
        """Keep what the operator decided.

        Args:
            store: where the choices are kept.
            role_tiers: tiers by role id, from the settings.
            admin_tiers: the tiers that admins may give to roles of their server.
        """
        self._store = store
        self._role_tiers = role_tiers
        self._known: dict[int, ServerRules] = {}  # by server; nobody else writes them
        self.admin_tiers = frozenset(admin_tiers)

    async def rules(self, guild: int | None) -> ServerRules:
        """The choices of a server; none for a direct message."""
        if not guild:
            return ServerRules()
        if guild not in self._known:
            chosen = await self._store.settings(_owner(guild))
            self._known[guild] = ServerRules(
                channels=tuple(chosen.get("channels", ())),
                roles=tuple(chosen.get("roles", ())),
                tiers=chosen.get("tiers", {}),
                log_channel=chosen.get("log_channel", 0),
            )
        return self._known[guild]

    async def choose(self, guild: int, name: str, value: object) -> None:
        """Remember one choice; None forgets it."""
        await self._store.set_setting(_owner(guild), name, value)
        self._known.pop(guild, None)

    async def admit(self, interaction: discord.Interaction[Any]) -> str:
        """Check that an order may be placed here; returns the tier the person's roles bring.

        Raises:
            WrongChannel, RoleMissing: it may not.
        """
        rules = await self.rules(interaction.guild_id)
        roles = _roles(interaction.user)
        channel = interaction.channel
        inside = {interaction.channel_id, getattr(channel, "parent_id", None)}  # threads count
        if rules.channels and not inside & set(rules.channels):
            raise WrongChannel(tuple(f"<#{number}>" for number in rules.channels))
        if rules.roles and not roles & set(rules.roles):
            raise RoleMissing(tuple(f"<@&{number}>" for number in rules.roles))
        chosen = rules.tiers or {}
        for role in sorted(roles):
            if tier := self._role_tiers.get(str(role)):
                return tier
            if (tier := chosen.get(str(role))) in self.admin_tiers:
                return str(tier)
        return ""


def check_admin(interaction: discord.Interaction[Any]) -> int:
    """Make sure, now, that whoever asks may manage the server. Returns the server.

    Raises:
        AdminsOnly: they may not, or this is no server.
    """
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise AdminsOnly
    return interaction.guild_id


def _owner(guild: int) -> str:
    return f"server:{scope_of(guild)}"


def _roles(user: discord.User | discord.Member) -> set[int]:
    """The role ids that came with the interaction; the server itself is nobody's role."""
    if not isinstance(user, discord.Member):
        return set()
    return set(user._roles)  # noqa: SLF001 - `roles` leaves out what is not in the SDK's cache

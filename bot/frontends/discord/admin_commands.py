"""`/credits`: what the admins of a server do with its pool, and where orders are taken."""

import logging
from typing import Any, TypeAlias

import discord
from discord import app_commands
from discord.app_commands import Range

from bot import wording
from bot.errors import BadUsage
from bot.frontends.discord.answers import whisper
from bot.frontends.discord.faults import TROUBLE, fault_of
from bot.frontends.discord.mailbox import NOBODY
from bot.frontends.discord.places import account_of, key_of, scope_of
from bot.frontends.discord.servers import ServerRules, Servers, check_admin
from bot.frontends.discord.translation import text
from effects.errors import Allowed, BadOptions
from storage.approvals import Proposal
from storage.errors import GrantRefused
from storage.grants import GrantOrder
from storage.pools import Pool
from storage.store import Store

log = logging.getLogger(__name__)
SHOWN = 15  # acts of the history


class _Unresolved(app_commands.Transformer):
    """Takes a channel for messages as Discord describes it; ours need not be in any cache."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """What Discord asks for."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """What Discord offers."""
        return [discord.ChannelType.text, discord.ChannelType.news]

    async def transform(
        self,
        _interaction: discord.Interaction[Any],
        value: Any,  # noqa: ANN401 - as the SDK resolved it
        /,
    ) -> app_commands.AppCommandChannel:
        """Nothing to do."""
        channel: app_commands.AppCommandChannel = value
        return channel


WrittenChannel: TypeAlias = app_commands.Transform[app_commands.AppCommandChannel, _Unresolved]


class AdminCommands:
    """Builds the group. Whether somebody may is asked at every call, whatever Discord shows."""

    def __init__(self, store: Store, servers: Servers) -> None:
        self._store = store
        self._servers = servers

    def build(self) -> app_commands.Group:
        """The group, to be added to the tree."""
        group = app_commands.Group(
            name=text("discord-command-credits"),
            description=text("discord-about-credits"),
            guild_only=True,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            default_permissions=discord.Permissions(manage_guild=True),
        )
        self._add_grants(group)
        self._add_reading(group)
        self._add_settings(group)
        return group

    def _add_grants(self, group: app_commands.Group) -> None:
        @group.command(name=text("discord-command-grant"), description=text("discord-about-grant"))
        @app_commands.describe(
            person=text("discord-option-person"),
            amount=text("discord-option-credits"),
            note=text("discord-option-note"),
        )
        async def grant(
            interaction: discord.Interaction,
            person: discord.User,
            amount: Range[int, 1, 1_000_000],
            note: Range[str, 1, 200] = "",
        ) -> None:
            guild = check_admin(interaction)
            if person.bot:
                raise GrantRefused("bot")
            order = GrantOrder(
                scope=scope_of(guild),
                admin=account_of(interaction.user),
                recipient=account_of(person),
                amount=amount,
                request_key=key_of(interaction),
                note=note,
            )
            given = await self._store.admins.grant(order)
            key = "discord-proposed" if isinstance(given, Proposal) else "discord-granted"
            number = given.id if isinstance(given, Proposal) else 0
            await self._tell(interaction, key, amount=amount, person=person, number=str(number))

        @group.command(
            name=text("discord-command-revoke"), description=text("discord-about-revoke")
        )
        @app_commands.describe(
            person=text("discord-option-person"), amount=text("discord-option-credits")
        )
        async def revoke(
            interaction: discord.Interaction,
            person: discord.User,
            amount: Range[int, 1, 1_000_000] | None = None,
        ) -> None:
            guild = check_admin(interaction)
            taken = await self._store.admins.revoke(
                scope_of(guild),
                account_of(interaction.user),
                account_of(person),
                amount,
                request_key=key_of(interaction),
            )
            await self._tell(interaction, "discord-revoked", amount=taken.amount, person=person)

        @group.command(
            name=text("discord-command-approve"), description=text("discord-about-approve")
        )
        @app_commands.describe(number=text("discord-option-number"))
        async def approve(interaction: discord.Interaction, number: Range[int, 1]) -> None:
            scope = scope_of(check_admin(interaction))
            admin = account_of(interaction.user)
            given = await self._store.admins.approve(number, scope, admin)
            person = discord.Object(int(given.recipient.partition(":")[2]))
            await self._tell(interaction, "discord-granted", amount=given.amount, person=person)

    def _add_reading(self, group: app_commands.Group) -> None:
        @group.command(name=text("discord-command-pool"), description=text("discord-about-pool"))
        async def pool(interaction: discord.Interaction) -> None:
            scope, locale = scope_of(check_admin(interaction)), str(interaction.locale)
            found = await self._store.admins.pool(scope)
            waiting = await self._store.admins.proposals(scope)
            await whisper(interaction, _pool_text(found, waiting, locale))

        @group.command(name=text("discord-command-history"), description=text("discord-about-acts"))
        async def history(interaction: discord.Interaction) -> None:
            scope, locale = scope_of(check_admin(interaction)), str(interaction.locale)
            acts = await self._store.admins.acts(scope, limit=SHOWN)
            lines = [
                f"<t:{int(act.at.timestamp())}:R> · "
                f"{wording.say(f'discord-act-{act.verb}', locale)} · {act.amount} · "
                f"{_mention(act.actor)} → {_mention(act.subject)}"
                for act in acts
            ]
            empty = wording.say("discord-no-history", locale)
            await whisper(interaction, "\n".join(lines)[:2000] or empty)

    def _add_settings(self, group: app_commands.Group) -> None:
        @group.command(
            name=text("discord-command-settings"), description=text("discord-about-settings")
        )
        @app_commands.describe(
            channel=text("discord-option-channel"),
            role=text("discord-option-role"),
            log_channel=text("discord-option-log"),
            tier_role=text("discord-option-tier-role"),
            tier=text("discord-option-tier"),
            reset=text("discord-option-reset"),
        )
        async def settings(
            interaction: discord.Interaction,
            channel: WrittenChannel | None = None,
            role: discord.Role | None = None,
            log_channel: WrittenChannel | None = None,
            tier_role: discord.Role | None = None,
            tier: str = "",
            reset: bool = False,
        ) -> None:
            guild = check_admin(interaction)
            if tier_role is not None or tier:
                self._check_tier(tier_role, tier)
            if reset:
                for name in ("channels", "roles", "tiers", "log_channel"):
                    await self._servers.choose(guild, name, None)
            rules = await self._servers.rules(guild)
            if channel is not None:
                chosen = sorted({*rules.channels, channel.id})
                await self._servers.choose(guild, "channels", chosen)
            if role is not None:
                await self._servers.choose(guild, "roles", sorted({*rules.roles, role.id}))
            if log_channel is not None:
                await self._servers.choose(guild, "log_channel", log_channel.id)
            if tier_role is not None:
                tiers = {**(rules.tiers or {}), str(tier_role.id): tier}
                await self._servers.choose(guild, "tiers", tiers)
            await self._show_rules(interaction, guild)

        @settings.autocomplete("tier")
        async def tiers(
            _interaction: discord.Interaction, typed: str
        ) -> list[app_commands.Choice[str]]:
            names = [name for name in sorted(self._servers.admin_tiers) if typed in name]
            return [app_commands.Choice(name=name, value=name) for name in names[:25]]

    def _check_tier(self, role: discord.Role | None, tier: str) -> None:
        """Make sure that a role gets one of the tiers that admins may give.

        Raises:
            BadUsage: the role or the tier is missing.
            BadOptions: admins may not give that tier.
        """
        if role is None or not tier:
            raise BadUsage("/credits settings tier_role tier")
        if tier not in self._servers.admin_tiers:
            names = tuple(sorted(self._servers.admin_tiers)) or ("-",)
            raise BadOptions("tier", tier, Allowed(names))

    async def _show_rules(self, interaction: discord.Interaction, guild: int) -> None:
        rules, locale = await self._servers.rules(guild), str(interaction.locale)
        content = wording.say("discord-rules", locale, **_rule_facts(rules, locale))
        await whisper(interaction, content)
        await self._log(interaction, content)

    async def _tell(
        self,
        interaction: discord.Interaction,
        key: str,
        *,
        person: discord.abc.Snowflake,
        **facts: Any,  # noqa: ANN401 - what the sentence needs
    ) -> None:
        """Answer in private, and report to the channel that the server chose."""
        content = wording.say(key, str(interaction.locale), person=f"<@{person.id}>", **facts)
        await whisper(interaction, content)
        await self._log(interaction, content)

    async def _log(self, interaction: discord.Interaction, content: str) -> None:
        rules = await self._servers.rules(interaction.guild_id)
        if not rules.log_channel:
            return
        channel = interaction.client.get_partial_messageable(rules.log_channel)
        try:
            await channel.send(f"<@{interaction.user.id}>: {content}", allowed_mentions=NOBODY)
        except TROUBLE as error:  # the act itself is in the audit log of the ledger
            log.info("an act was not reported to its channel: %s", fault_of(error).name)


def _pool_text(pool: Pool, waiting: list[Proposal], locale: str) -> str:
    facts = {"balance": pool.balance, "held": pool.held, "spent": pool.spent}
    lines = [wording.say("discord-pool", locale, **facts)]
    lines += [
        wording.say(
            "discord-waiting",
            locale,
            number=str(each.id),
            amount=each.amount,
            person=_mention(each.recipient),
        )
        for each in waiting
    ]
    return "\n".join(lines)[:2000]


def _rule_facts(rules: ServerRules, locale: str) -> dict[str, str]:
    everywhere = wording.say("discord-rules-any", locale)
    tiers = (f"<@&{role}>: {tier}" for role, tier in (rules.tiers or {}).items())
    return {
        "channels": ", ".join(f"<#{number}>" for number in rules.channels) or everywhere,
        "roles": ", ".join(f"<@&{number}>" for number in rules.roles) or everywhere,
        "tiers": ", ".join(tiers) or "-",
        "log": f"<#{rules.log_channel}>" if rules.log_channel else "-",
    }


def _mention(account: str | None) -> str:
    """A person's name as Discord shows it; mentions are switched off, so nobody is pinged."""
    number = (account or "").partition(":")[2]
    return f"<@{number}>" if number.isdecimal() else account or "-"

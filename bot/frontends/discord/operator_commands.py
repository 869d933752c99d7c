"""`/operator`: what those who run the bot may do from one server of theirs."""

from collections.abc import Collection
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Range

from bot import wording
from bot.errors import OperatorOnly
from bot.frontends.discord.answers import whisper
from bot.frontends.discord.cards import balance_text
from bot.frontends.discord.places import account_of, scope_of
from bot.frontends.discord.translation import text
from bot.studio import Studio
from storage.store import Store


class OperatorCommands:
    """Builds the group, which is pushed to that one server only and checks who asks each time."""

    def __init__(self, store: Store, studio: Studio, operators: Collection[str]) -> None:
        self._store = store
        self._studio = studio
        self._operators = frozenset(operators)

    def build(self) -> app_commands.Group:
        """The group, to be added to the tree for the operator's server."""
        group = app_commands.Group(
            name=text("discord-command-operator"),
            description=text("discord-about-operator"),
            default_permissions=discord.Permissions(administrator=True),
        )

        @group.command(name=text("discord-command-fund"), description=text("discord-about-fund"))
        @app_commands.describe(
            server=text("discord-option-server"), amount=text("discord-option-credits")
        )
        async def fund(
            interaction: discord.Interaction,
            server: Range[str, 15, 20],
            amount: Range[int, 1, 1_000_000],
        ) -> None:
            self._check(interaction)
            note = f"by {account_of(interaction.user)}"
            pool = await self._store.operator.fund(_scope(server), amount, note)
            await self._say(interaction, "discord-funded", amount=amount, balance=pool.balance)

        @group.command(name=text("discord-command-grant"), description=text("discord-about-mint"))
        @app_commands.describe(
            person=text("discord-option-person"), amount=text("discord-option-credits")
        )
        async def grant(
            interaction: discord.Interaction,
            person: discord.User,
            amount: Range[int, 1, 1_000_000],
        ) -> None:
            self._check(interaction)
            note = f"by {account_of(interaction.user)}"
            await self._store.operator.mint(account_of(person), amount, note=note)
            balance = await self._studio.tiers.balance(account_of(person))
            await whisper(interaction, balance_text(balance, str(interaction.locale)))

        @group.command(
            name=text("discord-command-verify"), description=text("discord-about-verify")
        )
        async def verify(interaction: discord.Interaction) -> None:
            self._check(interaction)
            await interaction.response.defer(ephemeral=True, thinking=True)
            violations = await self._store.verify()
            sound = wording.say("discord-books-sound", str(interaction.locale))
            content = "\n".join(violations)[:2000] or sound
            await interaction.edit_original_response(content=content)

        return group

    def _check(self, interaction: discord.Interaction) -> None:
        """Make sure that an operator asks.

        Raises:
            OperatorOnly: somebody else does.
        """
        if str(interaction.user.id) not in self._operators:
            raise OperatorOnly

    async def _say(
        self,
        interaction: discord.Interaction,
        key: str,
        **facts: Any,  # noqa: ANN401 - what the sentence needs
    ) -> None:
        await whisper(interaction, wording.say(key, str(interaction.locale), **facts))


def _scope(server: str) -> str:
    """A server's scope, from its number or from its scope itself."""
    return scope_of(int(server)) if server.isdecimal() else server

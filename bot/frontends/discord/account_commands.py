"""The commands about one's own account and clips, all answered in private."""

import io
import json
from contextlib import closing

import discord
from discord import app_commands
from discord.app_commands import Choice, Range

from bot import wording
from bot.frontends.discord.answers import whisper
from bot.frontends.discord.buttons import Buttons, draw
from bot.frontends.discord.cards import balance_text, clip_text, effect_title
from bot.frontends.discord.commands import Command
from bot.frontends.discord.keys import Key, Verb
from bot.frontends.discord.limits import UploadLimits
from bot.frontends.discord.mailbox import NOBODY
from bot.frontends.discord.ordering import Desk
from bot.frontends.discord.places import Place, account_of, is_age_restricted, scope_of
from bot.frontends.discord.translation import text
from bot.orders import JobCard, Stage
from bot.studio import Studio

SHOWN = 15  # jobs of the history
OPEN = (Stage.QUEUED, Stage.RUNNING)


class AccountCommands:
    """Builds the commands. Everything is answered in private."""

    def __init__(
        self, studio: Studio, desk: Desk, buttons: Buttons, limits: UploadLimits, reports: int
    ) -> None:
        """Prepare.

        Args:
            studio: whose accounts these are.
            desk: says on which tier somebody is here.
            buttons: drawn under a clip that is shown again.
            limits: how large such a clip may be.
            reports: the channel that reports go to; 0 leaves `/report` out.
        """
        self._studio = studio
        self._desk = desk
        self._buttons = buttons
        self._limits = limits
        self._reports = reports

    def build(self) -> list[Command | app_commands.Group]:
        """The commands, to be added to the tree."""
        built: list[Command | app_commands.Group] = [
            self._balance(),
            self._history(),
            self._last(),
            self._cancel(),
            self._privacy(),
        ]
        return [*built, self._report()] if self._reports else built

    def _balance(self) -> Command:
        @app_commands.command(
            name=text("discord-command-balance"), description=text("discord-about-balance")
        )
        async def balance(interaction: discord.Interaction) -> None:
            account, scope = account_of(interaction.user), scope_of(interaction.guild_id)
            tier = await self._desk.tier(interaction)
            found = await self._studio.tiers.balance(account, scope, tier)
            locale = str(interaction.locale)
            button: discord.ui.Button[discord.ui.View] = discord.ui.Button(
                label=wording.say("discord-button-notify", locale),
                custom_id=str(Key(Verb.NOTIFY)),
            )
            more = {"view": draw(button)} if found.next_amount else {}
            await whisper(interaction, balance_text(found, locale), **more)

        return balance

    def _history(self) -> Command:
        @app_commands.command(
            name=text("discord-command-history"), description=text("discord-about-history")
        )
        async def history(interaction: discord.Interaction) -> None:
            locale = str(interaction.locale)
            jobs = await self._studio.archive.history(account_of(interaction.user), SHOWN)
            lines = [_history_line(job, locale) for job in jobs]
            empty = wording.say("discord-no-history", locale)
            await whisper(interaction, "\n".join(lines)[:2000] or empty)

        return history

    def _last(self) -> Command:
        @app_commands.command(
            name=text("discord-command-last"), description=text("discord-about-last")
        )
        async def last(interaction: discord.Interaction) -> None:
            locale, account = str(interaction.locale), account_of(interaction.user)
            jobs = await self._studio.archive.history(account)
            clips = [(job.delivery, job.address) for job in jobs if job.delivery is not None]
            if not clips:
                await whisper(interaction, wording.say("discord-no-clip", locale))
                return
            await interaction.response.defer(ephemeral=True, thinking=True)
            clip, address = clips[0]
            elsewhere = not is_age_restricted(interaction)
            hidden = Place.from_address(address).hides(elsewhere=elsewhere)
            limit = self._limits.cap(interaction.filesize_limit)
            if clip.path.stat().st_size > limit:
                clip = await self._studio.archive.shrink(clip, limit)
            view = await self._buttons.for_clip(clip, locale)
            with closing(discord.File(clip.path, clip.filename, spoiler=hidden)) as file:
                await interaction.edit_original_response(
                    content=clip_text(clip, locale), attachments=[file], view=view
                )

        return last

    def _cancel(self) -> Command:
        @app_commands.command(
            name=text("discord-command-cancel"), description=text("discord-about-cancel")
        )
        @app_commands.describe(clip=text("discord-option-clip"))
        async def cancel(interaction: discord.Interaction, clip: Range[str, 1, 40] = "") -> None:
            locale, account = str(interaction.locale), account_of(interaction.user)
            jobs = await self._studio.archive.history(account)
            live = [job for job in jobs if job.stage in OPEN and job.job_id.startswith(clip)]
            if not live:
                await whisper(interaction, wording.say("discord-nothing-to-cancel", locale))
                return
            await interaction.response.defer(ephemeral=True, thinking=True)
            job = live[0]
            done = await self._studio.cancel(job.job_id, account)
            key = "job-cancelled" if done else "discord-too-late-to-cancel"
            await interaction.edit_original_response(
                content=wording.say(key, locale, price=job.price)
            )

        @cancel.autocomplete("clip")
        async def open_jobs(interaction: discord.Interaction, _typed: str) -> list[Choice[str]]:
            jobs = await self._studio.archive.history(account_of(interaction.user))
            return [
                Choice(name=effect_title(job.effect), value=job.job_id)
                for job in jobs
                if job.stage in OPEN
            ]

        return cancel

    def _privacy(self) -> app_commands.Group:
        group = app_commands.Group(
            name=text("discord-command-privacy"), description=text("discord-about-privacy")
        )

        @group.command(
            name=text("discord-command-export"), description=text("discord-about-export")
        )
        async def export(interaction: discord.Interaction) -> None:
            await interaction.response.defer(ephemeral=True, thinking=True)
            found = await self._studio.export(account_of(interaction.user))
            content = io.BytesIO(json.dumps(found, indent=2, default=str).encode())
            file = discord.File(content, "zoetrope-account.json")
            await interaction.edit_original_response(attachments=[file])

        @group.command(
            name=text("discord-command-delete"), description=text("discord-about-delete")
        )
        async def delete(interaction: discord.Interaction) -> None:
            locale = str(interaction.locale)
            button: discord.ui.Button[discord.ui.View] = discord.ui.Button(
                label=wording.say("discord-button-erase", locale),
                style=discord.ButtonStyle.danger,
                custom_id=str(Key(Verb.ERASE)),
            )
            question = wording.say("discord-erase-question", locale)
            await whisper(interaction, question, view=draw(button))

        return group

    def _report(self) -> Command:
        @app_commands.command(
            name=text("discord-command-report"), description=text("discord-about-report")
        )
        @app_commands.describe(
            reason=text("discord-option-reason"), link=text("discord-option-link")
        )
        async def report(
            interaction: discord.Interaction,
            reason: Range[str, 1, 1000],
            link: Range[str, 1, 200] = "",
        ) -> None:
            channel = interaction.client.get_partial_messageable(self._reports)
            written = discord.utils.escape_markdown(f"{reason}\n{link}")
            where = f"guild {interaction.guild_id or '-'}, channel {interaction.channel_id}"
            await interaction.response.defer(ephemeral=True, thinking=True)
            await channel.send(
                f"/report · {interaction.user.id} · {where}\n{written}", allowed_mentions=NOBODY
            )
            thanks = wording.say("discord-reported", str(interaction.locale))
            await interaction.edit_original_response(content=thanks)

        return report


def _history_line(job: JobCard, locale: str) -> str:
    moment = f"<t:{int(job.created_at.timestamp())}:R>"
    stage = wording.say(f"discord-stage-{job.stage}", locale)
    price = wording.say("price", locale, price=job.price)
    return f"{moment} · **{effect_title(job.effect)}** · {price} · {stage}"

"""The menu entries of a message: animate its picture, or animate again with something else."""

from typing import Any

import discord
from discord import app_commands

from bot import wording
from bot.errors import NoPicture, PictureUnavailable
from bot.frontends.discord.buttons import Buttons, draw
from bot.frontends.discord.files import Files
from bot.frontends.discord.keys import KeptStill, Key, Verb, read_key
from bot.frontends.discord.mailbox import custom_ids
from bot.frontends.discord.ordering import Desk
from bot.frontends.discord.pictures import Picture, pictures_of
from bot.frontends.discord.places import account_of
from bot.frontends.discord.presses import Presses
from bot.frontends.discord.translation import text
from generation.errors import PictureRefused


class Menus:
    """Answers the two entries, in private; the order that follows is public."""

    def __init__(self, desk: Desk, files: Files, buttons: Buttons, presses: Presses) -> None:
        self._desk = desk
        self._files = files
        self._buttons = buttons
        self._presses = presses

    def build(self) -> list[app_commands.ContextMenu]:
        """The entries, to be added to the command tree."""
        return [
            app_commands.ContextMenu(name=text("discord-menu-animate"), callback=self.animate),
            app_commands.ContextMenu(name=text("discord-menu-again"), callback=self.again),
        ]

    async def animate(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Ask what to do with the picture of a message; with several, which one first."""
        await self._desk.tier(interaction)  # refuse before anything is fetched
        pictures = [each for each in pictures_of(message) if self._files.serves(each.url)]
        if not pictures:
            raise NoPicture
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self._take(pictures)
        content, view = self._ask(found, str(interaction.locale))
        await interaction.edit_original_response(content=content, view=view)

    async def again(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Ask for another effect on the picture of one's clip, or on the picture of any message."""
        job_id = _job_of(message)
        if job_id is None:
            await self.animate(interaction, message)
            return
        await self._desk.studio.archive.job(job_id, account_of(interaction.user))
        locale = str(interaction.locale)
        menu = self._buttons.effect_menu(Key(Verb.OTHER, job_id), locale)
        question = wording.say("discord-choose-effect", locale)
        await interaction.response.send_message(question, view=draw(menu), ephemeral=True)

    async def _take(self, pictures: list[Picture]) -> dict[str, str]:
        """Keep the pictures that can be used. Returns their names in the chat by our keys.

        Raises:
            PictureUnavailable, PictureRefused: none can be; the reason of the last one.
        """
        found: dict[str, str] = {}
        trouble: Exception = NoPicture()
        for number, picture in enumerate(pictures, start=1):
            try:
                kept = KeptStill(await self._desk.take(picture), picture.spoiler)
                found[str(kept)] = f"{number}. {picture.name}"
            except (PictureUnavailable, PictureRefused) as error:
                trouble = error
        if not found:
            raise trouble
        return found

    def _ask(self, found: dict[str, str], locale: str) -> tuple[str, discord.ui.View]:
        if len(found) == 1:
            return self._presses.chooser(next(iter(found)), locale)
        question = wording.say("discord-choose-picture", locale)
        options = [
            discord.SelectOption(label=name[:100], value=still) for still, name in found.items()
        ]
        menu: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=str(Key(Verb.CHOOSE)), placeholder=question, options=options
        )
        return question, draw(menu)


def _job_of(message: discord.Message) -> str | None:
    """The job whose clip a message of ours shows."""
    for custom_id in custom_ids(message.components).split():
        key = read_key(custom_id)
        if key is not None and key.verb is Verb.AGAIN:
            return key.key
    return None

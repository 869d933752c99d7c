"""The commands that make clips: `/animate`, `/camera`, `/effects`, `/help`."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import discord
from discord import app_commands
from discord.app_commands import Range

from bot import wording
from bot.catalogue import EffectCard
from bot.frontends.discord.answers import whisper
from bot.frontends.discord.completion import Completion
from bot.frontends.discord.gallery import Gallery
from bot.frontends.discord.ordering import Desk, Wish, read_options
from bot.frontends.discord.pictures import attached
from bot.frontends.discord.sounds import recorded
from bot.frontends.discord.translation import text
from bot.repertoire import PROMPT

LONGEST_PROMPT = 1000  # characters; what that is for says how many it reads
Command: TypeAlias = app_commands.Command[Any, ..., None]


class MakingCommands:
    """Builds the commands; each only gathers a wish and hands it to the desk."""

    def __init__(
        self,
        desk: Desk,
        catalogue: Sequence[EffectCard],
        completion: Completion,
        gallery: Gallery,
    ) -> None:
        self._desk = desk
        self._words_options = {card.name: card.words_option for card in catalogue}
        self._completion = completion
        self._gallery = gallery

    def build(self) -> list[Command]:
        """The commands, to be added to the tree."""
        return [self._animate(), self._camera(), self._effects(), _help()]

    def _animate(self) -> Command:
        @app_commands.command(
            name=text("discord-command-animate"), description=text("discord-about-animate")
        )
        @app_commands.describe(
            image=text("discord-option-image"),
            effect=text("discord-option-effect"),
            prompt=text("discord-option-prompt"),
            sound=text("discord-option-sound"),
            options=text("discord-option-options"),
        )
        @app_commands.autocomplete(
            effect=self._completion.effects, options=self._completion.options
        )
        async def animate(
            interaction: discord.Interaction,
            image: discord.Attachment,
            effect: Range[str, 1, 60] = "",  # Discord wants what may be left out to stand last
            prompt: Range[str, 1, LONGEST_PROMPT] = "",
            sound: discord.Attachment | None = None,
            options: Range[str, 1, 400] = "",
        ) -> None:
            wish = Wish(
                effect=effect,
                options=read_options(options) | self._words(effect, prompt),
                picture=attached(image),
                sound=recorded(sound) if sound else None,
            )
            await self._desk.order(interaction, wish)

        return animate

    def _camera(self) -> Command:
        @app_commands.command(
            name=text("discord-command-camera"), description=text("discord-about-camera")
        )
        @app_commands.describe(
            move=text("discord-option-move"),
            image=text("discord-option-image"),
            amount=text("discord-option-amount"),
            seconds=text("discord-option-seconds"),
        )
        @app_commands.autocomplete(move=self._completion.moves)
        async def camera(
            interaction: discord.Interaction,
            move: Range[str, 1, 60],
            image: discord.Attachment,
            amount: Range[float, 0, 1] | None = None,
            seconds: Range[float, 1, 60] | None = None,
        ) -> None:
            chosen = {"strength": amount, "duration": seconds}
            options = {name: f"{value:g}" for name, value in chosen.items() if value is not None}
            wish = Wish(effect=move, options=options, picture=attached(image))
            await self._desk.order(interaction, wish)

        return camera

    def _effects(self) -> Command:
        @app_commands.command(
            name=text("discord-command-effects"), description=text("discord-about-effects")
        )
        async def effects(interaction: discord.Interaction) -> None:
            await interaction.response.defer(ephemeral=True, thinking=True)
            view, files = await self._gallery.page(0, str(interaction.locale))
            await interaction.edit_original_response(view=view, attachments=files)

        return effects

    def _words(self, effect: str, prompt: str) -> dict[str, str]:
        """A prompt as the option that takes it; where none does, the refusal says what there is."""
        name = self._words_options.get(effect.strip().lower()) or PROMPT
        return {name: prompt} if prompt else {}


def _help() -> Command:
    @app_commands.command(name=text("discord-command-help"), description=text("discord-about-help"))
    async def help_(interaction: discord.Interaction) -> None:
        await whisper(interaction, wording.say("discord-help", str(interaction.locale)))

    return help_

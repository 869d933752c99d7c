"""From a command, a button or a form to an accepted order: one way for all of them."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot import wording
from bot.commands import BadCommand, Command, parse_command
from bot.errors import AlreadyUpscaled
from bot.frontends.discord.answers import PLACEHOLDER, acknowledge
from bot.frontends.discord.cards import reading_text
from bot.frontends.discord.entitlements import Shop
from bot.frontends.discord.files import Files
from bot.frontends.discord.pictures import Picture
from bot.frontends.discord.places import Place, account_of, key_of, place_of, scope_of
from bot.frontends.discord.servers import Servers
from bot.frontends.discord.sounds import Recording
from bot.orders import Order, Quote
from bot.studio import Studio

HELD_AT_ONCE = 8  # orders whose files are in memory: each brings megabytes
CHECKING_S = 0.3  # before the answer, for which Discord waits 3 s; under load it comes first


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody wants: an effect on one of a picture, a kept still, or an earlier job's."""

    effect: str
    options: Mapping[str, str]
    picture: Picture | None = None
    sound: Recording | None = None
    still: str = ""
    job_id: str = ""
    kept_sound_s: float | None = None  # how much of that job's sound its clip plays; None: no sound
    request_key: str = ""  # where the same wish again is the same order, whoever presses how often
    is_hidden: bool = False  # the still, or the job's clip, was

    @property
    def has_known_length(self) -> bool:
        """The length of the clip, and with it the price, is certain before a sound is opened."""
        return self.sound is None or self.sound.seconds is not None


class Desk:
    """Takes orders on Discord."""

    def __init__(self, studio: Studio, servers: Servers, shop: Shop, files: Files) -> None:
        self.studio = studio
        self.servers = servers
        self._shop = shop
        self._files = files
        self._holding = asyncio.Semaphore(HELD_AT_ONCE)

    async def tier(self, interaction: discord.Interaction[Any]) -> str:
        """The tier that a role or a subscription brings here; "" when none does.

        Raises:
            WrongChannel, RoleMissing: the server's admins do not want orders here.
        """
        return await self.servers.admit(interaction) or self._shop.tier(interaction)

    async def order(self, interaction: discord.Interaction[Any], wish: Wish) -> None:
        """Price, acknowledge, fetch and submit; from then on the message looks after itself.

        What can be refused without the picture is refused before anything is shown; unless that
        takes so long that Discord would give up on us.

        Raises:
            StudioError, EffectError, GenerationError, StorageError: the order is refused, and
                nothing was charged.
            NotAnswerable: Discord no longer listens.
        """
        terms: tuple[str, Quote] | None = None
        with suppress(TimeoutError):
            async with asyncio.timeout(CHECKING_S):
                terms = await self._check(interaction, wish)
        locale = str(interaction.locale)
        text = wording.say("discord-looking", locale)
        if terms is not None and wish.has_known_length:
            text = reading_text(terms[1].effect, terms[1].price, locale)
        message = await acknowledge(interaction, text)
        tier, _ = terms or await self._check(interaction, wish)
        spoiler = wish.is_hidden or (wish.picture is not None and wish.picture.spoiler)
        await self._submit(interaction, wish, place_of(interaction, message, spoiler=spoiler), tier)
        interaction.extras.pop(PLACEHOLDER, None)

    async def take(self, picture: Picture) -> str:
        """Fetch and keep a picture for a later order.

        Raises:
            PictureUnavailable, PictureRefused: it cannot be used.
        """
        self._files.check_size(picture)
        async with self._holding:
            return await self.studio.take(await self._files.fetch(picture))

    async def _check(self, interaction: discord.Interaction[Any], wish: Wish) -> tuple[str, Quote]:
        """The tier and the price of an order that may be placed and can be paid."""
        tier = await self.tier(interaction)
        for file in (wish.picture, wish.sound):
            if file is not None:
                self._files.check_size(file)
        quote = await self.studio.check(
            wish.effect,
            wish.options,
            account_of(interaction.user),
            has_sound=None if wish.job_id else wish.sound is not None,
            sound_s=wish.sound.seconds if wish.sound else wish.kept_sound_s,
            scope=scope_of(interaction.guild_id),
            vouched=tier,
        )
        return tier, quote

    async def _submit(
        self, interaction: discord.Interaction[Any], wish: Wish, place: Place, tier: str
    ) -> None:
        account = account_of(interaction.user)
        key = wish.request_key or key_of(interaction)
        if wish.job_id:
            ticket = await self.studio.again(
                wish.job_id,
                account,
                effect=wish.effect,
                options=wish.options,
                address=place.to_address(),
                request_key=key,
                tier=tier,
            )
            if ticket.is_replay and wish.request_key:  # two presses at once
                raise AlreadyUpscaled
            return
        order = Order(
            account=account,
            picture=b"",
            effect=wish.effect,
            options=wish.options,
            address=place.to_address(),
            request_key=key,
            scope=scope_of(interaction.guild_id),
            still=wish.still,
            tier=tier,
        )
        if wish.still:
            await self.studio.submit(order)
            return
        async with self._holding:
            picture = await self._files.fetch(wish.picture) if wish.picture else b""
            sound = await self._files.fetch(wish.sound) if wish.sound else None
            await self.studio.submit(replace(order, picture=picture, sound=sound))


def read_options(typed: str) -> dict[str, str]:
    """Options as typed into one field: "strength=0.8 duration=6".

    Raises:
        BadCommand: a word is no option, or a quote is not closed.
    """
    command = read_order(f"effect {typed}")
    if command.words:
        raise BadCommand(command.words)
    return command.options


def read_order(typed: str) -> Command:
    """An effect and its options as typed into one field: "melt strength=0.8".

    Raises:
        BadCommand: it cannot be read.
    """
    return parse_command(f"/animate {typed}")

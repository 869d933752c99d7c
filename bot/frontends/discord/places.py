"""Where an order was placed and where its clip must appear, as an address that outlives us."""

import time
from dataclasses import asdict, dataclass
from typing import Any

import discord

from bot.orders import Address

PLATFORM = "discord"
TOKEN_LIFE_S = 15 * 60.0  # Discord's, from the moment of the interaction
TOKEN_MARGIN_S = 60.0  # a clip takes a while to upload
ANYWHERE = "*"


@dataclass(frozen=True, kw_only=True)
class Place:
    """One message of ours and every way to reach the person it is for."""

    application: int
    token: str  # of the interaction: edits the message for a quarter of an hour
    expires_at: float  # seconds since 1970: when the token dies
    message: int
    channel: int
    guild: int  # 0 in a direct message
    user: int
    is_private: bool  # only the asker sees the message, so that only the token can edit it
    is_reachable: bool  # the bot itself, not just the interaction, may write in the channel
    limit: int  # bytes: the largest file Discord said it takes here
    spoiler: bool  # the picture was hidden, so the clip is
    is_age_restricted: bool  # the channel, so that the clip is hidden anywhere else
    locale: str

    @property
    def has_token(self) -> bool:
        """The token still edits the message."""
        return bool(self.token) and time.time() < self.expires_at - TOKEN_MARGIN_S

    def lasts(self, seconds: float) -> bool:
        """The message can still be edited by then: by the token, or by the bot itself."""
        outlives_token = time.time() + seconds > self.expires_at - TOKEN_MARGIN_S
        return not outlives_token or (self.is_reachable and not self.is_private)

    def hides(self, *, elsewhere: bool) -> bool:
        """The clip is to be hidden until tapped: here, or where nobody confirmed their age."""
        return self.spoiler or (elsewhere and self.is_age_restricted)

    def to_address(self) -> Address:
        """The place in the words of a job row."""
        words = {name: str(value) for name, value in asdict(self).items() if name != "locale"}
        return Address(platform=PLATFORM, place=words, locale=self.locale)

    @classmethod
    def from_address(cls, address: Address) -> "Place":
        """Read a place back from a job row."""
        words = address.place
        return cls(
            application=int(words["application"]),
            token=words["token"],
            expires_at=float(words["expires_at"]),
            message=int(words["message"]),
            channel=int(words["channel"]),
            guild=int(words["guild"]),
            user=int(words["user"]),
            is_private=words["is_private"] == "True",
            is_reachable=words["is_reachable"] == "True",
            limit=int(words["limit"]),
            spoiler=words["spoiler"] == "True",
            is_age_restricted=words.get("is_age_restricted") == "True",  # older rows lack it
            locale=address.locale,
        )


def place_of(
    interaction: discord.Interaction[Any],
    message: discord.InteractionMessage,
    *,
    spoiler: bool = False,
) -> Place:
    """The place of our answer to an interaction."""
    return Place(
        application=interaction.application_id,
        token=interaction.token,
        expires_at=interaction.created_at.timestamp() + TOKEN_LIFE_S,
        message=message.id,
        channel=interaction.channel_id or 0,
        guild=interaction.guild_id or 0,
        user=interaction.user.id,
        is_private=message.flags.ephemeral,
        is_reachable=_is_reachable(interaction),
        limit=interaction.filesize_limit,
        spoiler=spoiler,
        is_age_restricted=is_age_restricted(interaction),
        locale=str(interaction.locale),
    )


def is_age_restricted(interaction: discord.Interaction[Any]) -> bool:
    """Whether the channel is only for people who confirmed their age."""
    ask = getattr(interaction.channel, "is_nsfw", None)  # direct messages have no such thing
    return bool(ask and ask())


def key_of(interaction: discord.Interaction) -> str:
    """What happens once for an interaction, however often Discord tells of it."""
    return f"discord:interaction:{interaction.id}"


def account_of(user: discord.abc.Snowflake) -> str:
    """The account of a person on Discord."""
    return f"{PLATFORM}:{user.id}"


def scope_of(guild: int | None) -> str:
    """The server whose granted amounts may be spent; anywhere else only what is good anywhere."""
    return f"{PLATFORM}:guild:{guild}" if guild else ANYWHERE


def _is_reachable(interaction: discord.Interaction[Any]) -> bool:
    """Whether the bot may write here when the interaction is over: as a member, or in a DM."""
    if interaction.guild_id is None:
        return interaction.context.dm_channel
    allowed = interaction.app_permissions
    return interaction.is_guild_integration() and allowed.view_channel and allowed.send_messages

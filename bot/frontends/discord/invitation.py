"""What an operator needs to invite the bot: links, scopes, permissions. Asks Discord who it is."""

from dataclasses import dataclass

import discord

from bot.errors import SignInRefused
from bot.frontends.api import PlatformDown
from bot.frontends.discord.client import point_sdk
from bot.frontends.discord.faults import TROUBLE

SCOPES = ("bot", "applications.commands")
PERMISSIONS = discord.Permissions(
    view_channel=True,  # to find the message again when the interaction is over
    send_messages=True,  # and to answer it where it can no longer be edited
    send_messages_in_threads=True,
    attach_files=True,
    read_message_history=True,  # so that a clip that was sent is not sent again
)


@dataclass(frozen=True)
class Invitation:
    """How to get the bot into a server, or to a person."""

    name: str
    application: int
    scopes: tuple[str, ...]
    permissions: tuple[str, ...]
    server_link: str
    person_link: str


async def invite(token: str, *, api: str, gateway: str) -> Invitation:
    """Sign in once and describe the invitation.

    Raises:
        SignInRefused: Discord does not know the token.
        PlatformDown: Discord cannot be reached.
    """
    point_sdk(api, gateway)
    async with discord.Client(intents=discord.Intents.none()) as client:
        try:
            await client.login(token)
        except discord.LoginFailure:
            raise SignInRefused("Discord") from None
        except TROUBLE as error:
            raise PlatformDown from error
        return describe(str(client.user), client.application_id or 0)


def describe(name: str, application: int) -> Invitation:
    """The invitation of an application."""
    everywhere = discord.utils.oauth_url(application, scopes=("applications.commands",))
    return Invitation(
        name=name,
        application=application,
        scopes=SCOPES,
        permissions=tuple(flag for flag, is_asked in PERMISSIONS if is_asked),
        server_link=discord.utils.oauth_url(application, permissions=PERMISSIONS, scopes=SCOPES),
        person_link=f"{everywhere}&integration_type=1",
    )

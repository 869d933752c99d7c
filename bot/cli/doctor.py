"""`zoetrope doctor`: checks what the settings name, and says what to do next."""

import asyncio
import sys
from pathlib import Path

import click
from rich.console import Console

from bot import wording
from bot.app import DISCORD_TOKEN, discord_token
from bot.config import Config, load_config
from bot.errors import SignInRefused
from bot.frontends.api import PlatformDown
from bot.frontends.discord import Invitation, invite
from bot.models import find_doubts

EX_UNAVAILABLE = 69  # sysexits.h: something this needs is not available


@click.command()
@click.pass_obj
def doctor(config_path: Path | None) -> None:
    """Check the settings, and print how to invite the bot."""
    config = load_config(config_path)
    out = Console(soft_wrap=True, highlight=False)
    out.print("[green]The settings are sound.[/]")
    for doubt in find_doubts(config):
        out.print(doubt, style="yellow", markup=False)
    if not _check_discord(config, out):
        sys.exit(EX_UNAVAILABLE)


def _check_discord(config: Config, out: Console) -> bool:
    token = discord_token(config)
    if not token:
        out.print(f"Discord: no token, so no bot. Put it into {DISCORD_TOKEN} to start one.")
        return True
    where = {"api": config.discord.api, "gateway": config.discord.gateway}
    try:
        found = asyncio.run(invite(token, **where))
    except SignInRefused as error:
        out.print(f"[red]{wording.explain(error)}[/]")
        return False
    except PlatformDown:
        out.print("[red]Discord cannot be reached.[/] Check the network and try again.")
        return False
    _show(found, out)
    return True


def _show(found: Invitation, out: Console) -> None:
    out.print(f"[green]Discord knows the bot[/] as {found.name}, application {found.application}.")
    out.print(f"  Scopes       {', '.join(found.scopes)}")
    out.print(f"  Permissions  {', '.join(found.permissions)}")
    out.print(f"  For a server, open   {found.server_link}")
    out.print(f"  For yourself, open   {found.person_link}")

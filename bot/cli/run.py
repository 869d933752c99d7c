"""`zoetrope run`: the bot and its page, until it is told to stop."""

import asyncio
import sys
from pathlib import Path

import click
from rich.console import Console

from bot import wording
from bot.app import discord_token, serve, telegram_token
from bot.config import load_config
from bot.errors import SecondPoller, SignInRefused
from bot.logs import set_up_logging
from storage.errors import StorageError

EX_CONFIG = 78  # sysexits.h: the configuration cannot be used
EX_UNAVAILABLE = 69  # sysexits.h: something this needs is not available


@click.command()
@click.pass_obj
def run(config_path: Path | None) -> None:
    """Start Zoetrope and print the address of its page."""
    config = load_config(config_path)
    set_up_logging(config.logging.level, [telegram_token(config), discord_token(config)])
    try:
        asyncio.run(serve(config, _announce))
    except (StorageError, OSError) as error:
        Console(stderr=True).print(wording.explain(error), style="red", highlight=False)
        sys.exit(EX_UNAVAILABLE)
    except ExceptionGroup as group:
        fault = find_in(group, (SignInRefused, SecondPoller))
        if fault is None:
            raise
        Console(stderr=True).print(wording.explain(fault), style="red", highlight=False)
        sys.exit(EX_CONFIG if isinstance(fault, SignInRefused) else EX_UNAVAILABLE)


def find_in(group: ExceptionGroup, kinds: tuple[type[Exception], ...]) -> Exception | None:
    """The first error of some kinds in a group, however deep."""
    for error in group.exceptions:
        found = find_in(error, kinds) if isinstance(error, ExceptionGroup) else error
        if isinstance(found, kinds):
            return found
    return None


def _announce(address: str) -> None:
    Console().print(f"Zoetrope is ready at [bold]{address}[/]", highlight=False)

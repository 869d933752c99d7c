"""`zoetrope run`: the bot and its page, until it is told to stop."""

import asyncio
import logging
import sys
from pathlib import Path

import click
from rich.console import Console

from bot import wording
from bot.app import serve
from bot.config import load_config
from bot.errors import SignInRefused
from storage.errors import StorageError

EX_CONFIG = 78  # sysexits.h: the configuration cannot be used
EX_UNAVAILABLE = 69  # sysexits.h: something this needs is not available


@click.command()
@click.pass_obj
def run(config_path: Path | None) -> None:
    """Start Zoetrope and print the address of its page."""
    config = load_config(config_path)
    logging.basicConfig(
        level=config.logging.level, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for chatty in ("apscheduler", "discord"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    try:
        asyncio.run(serve(config, _announce))
    except (StorageError, OSError) as error:
        Console(stderr=True).print(wording.explain(error), style="red", highlight=False)
        sys.exit(EX_UNAVAILABLE)
    except ExceptionGroup as group:
        refused = find_in(group, SignInRefused)
        if refused is None:
            raise
        Console(stderr=True).print(wording.explain(refused), style="red", highlight=False)
        sys.exit(EX_CONFIG)


def find_in(group: ExceptionGroup, kind: type[Exception]) -> Exception | None:
    """The first error of a kind in a group, however deep."""
    for error in group.exceptions:
        found = find_in(error, kind) if isinstance(error, ExceptionGroup) else error
        if isinstance(found, kind):
            return found
    return None


def _announce(address: str) -> None:
    Console().print(f"Zoetrope is ready at [bold]{address}[/]", highlight=False)

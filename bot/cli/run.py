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
from storage.errors import StorageError

EX_UNAVAILABLE = 69  # sysexits.h: something this needs is not available


@click.command()
@click.pass_obj
def run(config_path: Path | None) -> None:
    """Start Zoetrope and print the address of its page."""
    config = load_config(config_path)
    logging.basicConfig(
        level=config.logging.level, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    try:
        asyncio.run(serve(config, _announce))
    except (StorageError, OSError) as error:
        Console(stderr=True).print(wording.explain(error), style="red", highlight=False)
        sys.exit(EX_UNAVAILABLE)


def _announce(address: str) -> None:
    Console().print(f"Zoetrope is ready at [bold]{address}[/]", highlight=False)

"""The `zoetrope` command and its subcommands; every mistake is one sentence and an exit code."""

import logging
import sys
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console

from bot.cli.animate import animate
from bot.cli.backup import backup, clock, restore
from bot.cli.credits import accounts, credits_group
from bot.cli.depth import depth
from bot.cli.doctor import doctor
from bot.cli.effects import effects
from bot.cli.gallery import gallery
from bot.cli.models import models
from bot.cli.run import run
from bot.config import ConfigMistake

EX_CONFIG = 78  # sysexits.h: the configuration cannot be used
DEFAULT_CONFIG = Path("config.toml")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="zoetrope")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="Settings to use. Default: config.toml here, if there is one.",
)
@click.pass_context
def zoetrope(context: click.Context, config: Path | None) -> None:
    """Bring a picture to life."""
    found = DEFAULT_CONFIG if config is None and DEFAULT_CONFIG.is_file() else config
    context.obj = found


EVERYBODY = (run, animate, depth, effects, models, gallery, doctor)
OPERATOR = (credits_group, accounts, backup, restore, clock)
for command in (*EVERYBODY, *OPERATOR):
    zoetrope.add_command(command)


def main() -> NoReturn:
    """Run the command line."""
    logging.captureWarnings(capture=True)
    try:
        zoetrope()
    except ConfigMistake as mistake:
        Console(stderr=True).print(f"[red]Configuration:[/] {mistake}", highlight=False)
        sys.exit(EX_CONFIG)
    sys.exit(0)

"""The `zoetrope` command and its subcommands; every mistake is one sentence and an exit code."""

import importlib
import logging
import sys
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console

from bot.config import ConfigMistake

EX_CONFIG = 78  # sysexits.h: the configuration cannot be used
DEFAULT_CONFIG = Path("config.toml")

# Where each subcommand is: a clip needs none of what a bot on two platforms does, which takes
# longer to import than to make the clip.
COMMANDS = {
    "run": "bot.cli.run:run",
    "animate": "bot.cli.animate:animate",
    "depth": "bot.cli.depth:depth",
    "effects": "bot.cli.effects:effects",
    "models": "bot.cli.models:models",
    "gallery": "bot.cli.gallery:gallery",
    "doctor": "bot.cli.doctor:doctor",
    "credits": "bot.cli.credits:credits_group",
    "accounts": "bot.cli.credits:accounts",
    "backup": "bot.cli.backup:backup",
    "restore": "bot.cli.backup:restore",
    "clock": "bot.cli.backup:clock",
}


class LazyGroup(click.Group):
    """A group that imports a subcommand when it is asked for.

    Source:
        "Lazily Loading Subcommands" in the documentation of Click.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order that help shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a subcommand; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
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


def main() -> NoReturn:
    """Run the command line."""
    logging.captureWarnings(capture=True)
    try:
        zoetrope()
    except ConfigMistake as mistake:
        Console(stderr=True).print(f"[red]Configuration:[/] {mistake}", highlight=False)
        sys.exit(EX_CONFIG)
    sys.exit(0)

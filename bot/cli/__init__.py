"""The command line: `zoetrope run`, `zoetrope animate`, `zoetrope effects`."""

from bot.cli.main import main

__all__ = ["main"]

"""The command line: `zoetrope run`, `animate`, `effects`, `credits`, `accounts`, `backup`."""

from bot.cli.main import main

__all__ = ["main"]

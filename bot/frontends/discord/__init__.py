"""The bot on Discord."""

from bot.frontends.discord.frontend import DiscordFrontend, DiscordSettings

__all__ = ["DiscordFrontend", "DiscordSettings"]

"""The bot on Discord."""

from bot.frontends.discord.frontend import DiscordFrontend, DiscordSettings
from bot.frontends.discord.invitation import Invitation, invite

__all__ = ["DiscordFrontend", "DiscordSettings", "Invitation", "invite"]

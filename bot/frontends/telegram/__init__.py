"""The Telegram bot: a photo with `/animate melt` goes in, a clip comes back."""

from bot.frontends.telegram.connection import Access
from bot.frontends.telegram.frontend import TelegramFrontend
from bot.frontends.telegram.payments import Pack

__all__ = ["Access", "Pack", "TelegramFrontend"]

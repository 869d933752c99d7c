"""The web page: a chat in the manner of the bots, for a person with a browser and no token."""

from bot.frontends.web.frontend import Hook, WebFrontend

__all__ = ["Hook", "WebFrontend"]

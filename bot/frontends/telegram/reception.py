"""Knows who asks, in the language they chose."""

from telegram import Update

from bot.frontends.telegram.places import Asker, read_asker, settings_of
from bot.studio import Studio

LANGUAGE = "language"


class Reception:
    """Greets everybody in their language."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    async def asker(self, update: Update) -> Asker | None:
        """Who sent an update; None for channels and other senders that are nobody."""
        asker = read_asker(update)
        if asker is None:
            return None
        chosen = (await self._store.settings(settings_of(asker.account))).get(LANGUAGE)
        return asker.speaking(str(chosen)) if chosen else asker

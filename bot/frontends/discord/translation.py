"""Names and descriptions of commands in every language there is a catalogue for."""

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot import wording
from bot.languages import FALLBACK, language_for

CATALOGUE_KEY = "key"


def text(key: str) -> locale_str:
    """A text of the catalogue, to be translated when the commands are pushed."""
    return locale_str(wording.say(key), **{CATALOGUE_KEY: key})


class CatalogueTranslator(app_commands.Translator):
    """Looks the texts up in `bot/locales`."""

    async def translate(
        self,
        string: locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The text in a language; None where it is English, which is what everybody else gets."""
        key = string.extras.get(CATALOGUE_KEY)
        if key is None or language_for([locale.value]) == FALLBACK:
            return None
        return wording.say(key, locale.value)

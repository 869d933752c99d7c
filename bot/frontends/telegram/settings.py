"""`/settings`, and `/privacy` with what is kept: everybody's own choices about themselves."""

import json
from collections.abc import Mapping

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot import wording
from bot.errors import StaleButton
from bot.frontends.telegram import keyboards
from bot.frontends.telegram.callbacks import Tap, Verb, personal
from bot.frontends.telegram.menu import Answer
from bot.frontends.telegram.places import Asker, settings_of
from bot.frontends.telegram.reception import LANGUAGE, Reception
from bot.frontends.telegram.taps import Pressed, TapAnswer
from bot.studio import Studio
from storage.store import Store

LENGTHS = (2, 4, 6, 10)  # seconds; what the tier does not allow is not offered
SPOILER, LENGTH = "spoiler", "length"
NONE = "-"  # forget the choice


class Settings:
    """Choices that are kept with the account."""

    def __init__(
        self, bot: Bot, studio: Studio, store: Store, reception: Reception, *, keep_hours: float
    ) -> None:
        self._bot = bot
        self._studio = studio
        self._store = store
        self._reception = reception
        self._keep_hours = keep_hours

    def table(self) -> Mapping[str, Answer]:
        """Each command and what answers it."""
        return {"settings": self._settings, "privacy": self._privacy}

    def taps(self) -> Mapping[Verb, TapAnswer]:
        """Each button and what answers it."""
        return {Verb.SETTING: self._choose, Verb.EXPORT: self._export, Verb.ERASE: self._erase}

    async def _settings(self, asker: Asker, _message: Message, _words: list[str]) -> None:
        text = wording.say("tg-settings", asker.locale)
        await self._reception.say(asker, text, await self._panel(asker))

    async def _choose(self, asker: Asker, pressed: Pressed, tap: Tap) -> str:
        """Keep a choice and tick it."""
        name, value = tap.words
        choices = {LANGUAGE: str, LENGTH: int, SPOILER: bool}
        if name not in choices:
            raise StaleButton
        kept = None if value == NONE else choices[name](value)
        await self._store.set_setting(settings_of(asker.account), name, kept)
        if name == LANGUAGE and kept is not None:
            asker = asker.speaking(str(kept))
        await pressed.message.edit_reply_markup(await self._panel(asker))
        return wording.say("tg-saved", asker.locale)

    async def _panel(self, asker: Asker) -> InlineKeyboardMarkup:
        """Every choice; a tick marks the present one."""
        kept = await self._store.settings(settings_of(asker.account))
        tier = await self._studio.tiers.of(asker.account)
        language, length = kept.get(LANGUAGE), kept.get(LENGTH)

        def choice(text: str, name: str, value: str, *, is_chosen: bool) -> InlineKeyboardButton:
            mark = "✓ " if is_chosen else ""
            return InlineKeyboardButton(
                mark + text, callback_data=personal(Verb.SETTING, asker.user, name, value)
            )

        languages = [
            choice(name, LANGUAGE, code, is_chosen=code == language)
            for code, name in wording.languages().items()
        ]
        lengths = [
            choice(
                wording.say("seconds", asker.locale, seconds=seconds),
                LENGTH,
                str(seconds),
                is_chosen=seconds == length,
            )
            for seconds in LENGTHS
            if seconds <= tier.longest_s
        ]
        own = choice(
            wording.say("tg-own-length", asker.locale), LENGTH, NONE, is_chosen=length is None
        )
        spoiler = bool(kept.get(SPOILER))
        hide = choice(
            wording.say("tg-spoiler", asker.locale),
            SPOILER,
            NONE if spoiler else "1",
            is_chosen=spoiler,
        )
        return InlineKeyboardMarkup(
            [*keyboards.rows(languages, 3), [own], *keyboards.rows(lengths, 4), [hide]]
        )

    async def _privacy(self, asker: Asker, _message: Message, _words: list[str]) -> None:
        text = wording.say("tg-privacy", asker.locale, hours=self._keep_hours)
        await self._reception.say(asker, text, _privacy_buttons(asker))

    async def _export(self, asker: Asker, _pressed: Pressed, _tap: Tap) -> str:
        """Everything that is kept about somebody, sent to them alone."""
        kept = await self._studio.export(asker.account)
        content = json.dumps(kept, indent=1, ensure_ascii=False, default=str).encode()
        await self._bot.send_document(asker.user, content, filename="zoetrope.json")
        return ""

    async def _erase(self, asker: Asker, pressed: Pressed, tap: Tap) -> str:
        """Deleting everything is asked twice."""
        (word,) = tap.words
        if word == "ask":
            await pressed.message.edit_reply_markup(_sure_buttons(asker))
            return ""
        if word == "yes":
            await self._studio.erase(asker.account)
            await self._bot.send_message(asker.user, wording.say("tg-erased", asker.locale))
        await pressed.message.edit_reply_markup(_privacy_buttons(asker))
        return ""


def _privacy_buttons(asker: Asker) -> InlineKeyboardMarkup:
    export = InlineKeyboardButton(
        wording.say("tg-export", asker.locale), callback_data=personal(Verb.EXPORT, asker.user)
    )
    erase = InlineKeyboardButton(
        wording.say("tg-erase", asker.locale), callback_data=personal(Verb.ERASE, asker.user, "ask")
    )
    return InlineKeyboardMarkup([[export, erase]])


def _sure_buttons(asker: Asker) -> InlineKeyboardMarkup:
    answers = [("tg-erase-yes", "yes"), ("tg-erase-no", "no")]
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(
                    wording.say(key, asker.locale),
                    callback_data=personal(Verb.ERASE, asker.user, word),
                )
                for key, word in answers
            ]
        ]
    )

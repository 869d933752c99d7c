"""The forms that open over a chat, drawn and read without keeping any state."""

from typing import Any

import discord

from bot import wording
from bot.catalogue import EffectCard
from bot.choices import WORDS
from bot.frontends.discord.answers import content_of
from bot.frontends.discord.cards import effect_title
from bot.frontends.discord.keys import Key, Verb
from bot.frontends.discord.pictures import Picture
from bot.frontends.discord.sounds import Recording
from bot.repertoire import PROMPT

ORDER_FIELD, PICTURE_FIELD, SOUND_FIELD = "order", "picture", "sound"
LONGEST_ORDER = 400  # characters


def order_form(still: str, typed: str, locale: str) -> discord.ui.Modal:
    """Asks for an effect with its options, for a picture that is kept already.

    Args:
        still: the picture's name.
        typed: what stands in the field at first.
        locale: the reader's.
    """
    field: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id=ORDER_FIELD, default=typed[:LONGEST_ORDER], max_length=LONGEST_ORDER
    )
    label: discord.ui.Label[Any] = discord.ui.Label(
        text=wording.say("discord-form-order", locale),
        description=wording.say("discord-form-order-hint", locale),
        component=field,
    )
    return _form(wording.say("discord-form-title", locale), Key(Verb.WRITTEN, still), label)


def picture_form(card: EffectCard, locale: str) -> discord.ui.Modal:
    """Asks for a picture, and what else an effect of the gallery takes, to try it."""
    labels = [_upload(PICTURE_FIELD, "discord-option-image", locale)]
    if card.takes_sound:
        labels.append(_upload(SOUND_FIELD, "discord-option-sound", locale))
    if card.words_option:
        labels.append(_words(card, locale))
    labels.append(_options(locale))
    return _form(effect_title(card.name), Key(Verb.UPLOADED, card.name), *labels)


def _upload(field: str, key: str, locale: str) -> discord.ui.Label[Any]:
    return discord.ui.Label(
        text=wording.say(key, locale),
        component=discord.ui.FileUpload(custom_id=field, max_values=1),
    )


def _words(card: EffectCard, locale: str) -> discord.ui.Label[Any]:
    """A field for plain words; its id is the option that they are for."""
    return discord.ui.Label(
        text=wording.say("discord-option-prompt", locale),
        component=discord.ui.TextInput(
            custom_id=card.words_option, required=card.needs_more, max_length=LONGEST_ORDER
        ),
    )


def _options(locale: str) -> discord.ui.Label[Any]:
    return discord.ui.Label(
        text=wording.say("discord-option-options", locale),
        description=wording.say("discord-form-options-hint", locale),
        component=discord.ui.TextInput(
            custom_id=ORDER_FIELD, required=False, max_length=LONGEST_ORDER
        ),
    )


def read_text(interaction: discord.Interaction[Any]) -> str:
    """What was typed into a sent form."""
    field = _fields(interaction).get(ORDER_FIELD, {})
    return str(field.get("value") or "")


def read_words(interaction: discord.Interaction[Any]) -> dict[str, str]:
    """The plain words of a sent form, as the option that they are for."""
    fields = _fields(interaction)
    typed = {name: str(fields.get(name, {}).get("value") or "") for name in (WORDS, PROMPT)}
    return {name: words for name, words in typed.items() if words}


def read_picture(interaction: discord.Interaction[Any]) -> Picture | None:
    """The picture that was put into a sent form."""
    facts = _file(interaction, PICTURE_FIELD)
    if facts is None:
        return None
    name = str(facts["filename"])
    hidden = name.startswith("SPOILER_")
    return Picture(str(facts["url"]), name, int(facts["size"]), spoiler=hidden)


def read_sound(interaction: discord.Interaction[Any]) -> Recording | None:
    """The sound that was put into a sent form."""
    facts = _file(interaction, SOUND_FIELD)
    if facts is None:
        return None
    return Recording(str(facts["url"]), int(facts["size"]), facts.get("duration_secs"))


def _file(interaction: discord.Interaction[Any], field: str) -> dict[str, Any] | None:
    """What Discord says of the file in a field of a sent form."""
    numbers = _fields(interaction).get(field, {}).get("values", [])
    resolved = content_of(interaction).get("resolved", {}).get("attachments", {})
    return next((dict(resolved[number]) for number in numbers), None)


def _form(title: str, key: Key, *labels: discord.ui.Label[Any]) -> discord.ui.Modal:
    form = discord.ui.Modal(title=title[:45], custom_id=str(key))  # Discord's limit
    for label in labels:
        form.add_item(label)
    form.stop()  # the SDK need not remember it: it is answered by its id
    return form


def _fields(interaction: discord.Interaction[Any]) -> dict[str, dict[str, Any]]:
    """The components of a sent form by their ids, with or without a label around them."""
    found = (part.get("component", part) for part in content_of(interaction)["components"])
    return {field["custom_id"]: field for field in found if "custom_id" in field}

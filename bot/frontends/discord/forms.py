"""The forms that open over a chat, drawn and read without keeping any state."""

from typing import Any

import discord

from bot import wording
from bot.frontends.discord.answers import content_of
from bot.frontends.discord.cards import effect_title
from bot.frontends.discord.keys import Key, Verb
from bot.frontends.discord.pictures import Picture

ORDER_FIELD, PICTURE_FIELD = "order", "picture"
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


def picture_form(effect: str, locale: str) -> discord.ui.Modal:
    """Asks for a picture, and for options, to try an effect of the gallery."""
    upload: discord.ui.Label[Any] = discord.ui.Label(
        text=wording.say("discord-option-image", locale),
        component=discord.ui.FileUpload(custom_id=PICTURE_FIELD, max_values=1),
    )
    options: discord.ui.Label[Any] = discord.ui.Label(
        text=wording.say("discord-option-options", locale),
        description=wording.say("discord-form-options-hint", locale),
        component=discord.ui.TextInput(
            custom_id=ORDER_FIELD, required=False, max_length=LONGEST_ORDER
        ),
    )
    return _form(effect_title(effect), Key(Verb.UPLOADED, effect), upload, options)


def read_text(interaction: discord.Interaction[Any]) -> str:
    """What was typed into a sent form."""
    field = _fields(interaction).get(ORDER_FIELD, {})
    return str(field.get("value") or "")


def read_picture(interaction: discord.Interaction[Any]) -> Picture | None:
    """The file that was put into a sent form."""
    numbers = _fields(interaction).get(PICTURE_FIELD, {}).get("values", [])
    resolved = content_of(interaction).get("resolved", {}).get("attachments", {})
    for number in numbers:
        facts = resolved[number]
        name = str(facts["filename"])
        hidden = name.startswith("SPOILER_")
        return Picture(str(facts["url"]), name, int(facts["size"]), spoiler=hidden)
    return None


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

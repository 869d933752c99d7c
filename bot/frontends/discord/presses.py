"""Answers buttons, menus and forms. All state is in the component's id and in the job's row."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord

from bot import wording
from bot.errors import NoPicture
from bot.frontends.discord.answers import content_of, refusing, whisper
from bot.frontends.discord.buttons import Buttons, draw, longer_options, variant_options
from bot.frontends.discord.cards import order_words
from bot.frontends.discord.forms import (
    order_form,
    picture_form,
    read_picture,
    read_sound,
    read_text,
    read_words,
)
from bot.frontends.discord.gallery import Gallery
from bot.frontends.discord.keys import Key, Verb, read_key, read_still
from bot.frontends.discord.ordering import Desk, Wish, read_options, read_order
from bot.frontends.discord.places import Place, account_of, is_age_restricted, place_of
from bot.orders import JobCard
from bot.studio import Studio

log = logging.getLogger(__name__)
Answer = Callable[[discord.Interaction[Any], str], Awaitable[None]]
DEFAULT_ORDER = "melt"


class Presses:
    """One method for each verb."""

    def __init__(self, studio: Studio, desk: Desk, buttons: Buttons, gallery: Gallery) -> None:
        self._studio = studio
        self._desk = desk
        self._buttons = buttons
        self._gallery = gallery
        self._answers: dict[Verb, Answer] = {
            Verb.AGAIN: self._again,
            Verb.VARIANTS: self._variants,
            Verb.LONGER: self._longer,
            Verb.UPSCALE: self._upscale,
            Verb.OTHER: self._other,
            Verb.CANCEL: self._cancel,
            Verb.DELETE: self._delete,
            Verb.CHOOSE: self._choose,
            Verb.USE: self._use,
            Verb.FORM: self._form,
            Verb.WRITTEN: self._written,
            Verb.TRY: self._try,
            Verb.UPLOADED: self._uploaded,
            Verb.PAGE: self._page,
            Verb.NOTIFY: self._notify,
            Verb.ERASE: self._erase,
        }

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Do what a button, a menu or a form asks for."""
        key = read_key(str(content_of(interaction).get("custom_id", "")))
        if key is None:
            log.info("a component of an unknown kind was used")
            return
        async with refusing(interaction):
            await self._answers[key.verb](interaction, key.key)

    async def _again(self, interaction: discord.Interaction[Any], job_id: str) -> None:
        job = await self._own(interaction, job_id)
        await self._order_more(interaction, job, job.effect, job.typed)

    async def _variants(self, interaction: discord.Interaction[Any], job_id: str) -> None:
        job = await self._own(interaction, job_id)
        await self._order_more(interaction, job, job.effect, variant_options(job))

    async def _longer(self, interaction: discord.Interaction[Any], job_id: str) -> None:
        job = await self._own(interaction, job_id)
        await self._order_more(interaction, job, job.effect, longer_options(job))

    async def _upscale(self, interaction: discord.Interaction[Any], key: str) -> None:
        job_id, _, number = key.partition("-")
        job = await self._own(interaction, job_id)
        larger = await self._studio.upscale(
            job_id,
            account_of(interaction.user),
            variant=int(number or 1) - 1,
            tier=await self._desk.tier(interaction),
        )
        await self._order_more(
            interaction, job, job.effect, larger.options, request_key=larger.request_key
        )

    async def _other(self, interaction: discord.Interaction[Any], job_id: str) -> None:
        job = await self._own(interaction, job_id)
        await self._order_more(interaction, job, _value(interaction), {})

    async def _order_more(
        self,
        interaction: discord.Interaction[Any],
        job: JobCard,
        effect: str,
        options: Mapping[str, str],
        *,
        request_key: str = "",
    ) -> None:
        """Order once more with the picture of an earlier job, hidden if its clip is."""
        elsewhere = not is_age_restricted(interaction)
        hidden = Place.from_address(job.address).hides(elsewhere=elsewhere)
        wish = Wish(
            effect=effect,
            options=options,
            job_id=job.job_id,
            kept_sound_s=job.sound_s if effect == job.effect else None,
            request_key=request_key,
            is_hidden=hidden,
        )
        await self._desk.order(interaction, wish)

    async def _cancel(self, interaction: discord.Interaction[Any], job_id: str) -> None:
        await self._own(interaction, job_id)
        await interaction.response.defer()
        await self._studio.cancel(job_id, account_of(interaction.user))

    async def _delete(self, interaction: discord.Interaction[Any], job_id: str) -> None:
        await self._own(interaction, job_id)
        await interaction.response.defer()
        await interaction.delete_original_response()

    async def _choose(self, interaction: discord.Interaction[Any], _key: str) -> None:
        content, view = self.chooser(_value(interaction), str(interaction.locale))
        await interaction.response.edit_message(content=content, view=view)

    async def _use(self, interaction: discord.Interaction[Any], key: str) -> None:
        kept = read_still(key)
        wish = Wish(
            effect=_value(interaction), options={}, still=kept.name, is_hidden=kept.is_hidden
        )
        await self._desk.order(interaction, wish)

    async def _form(self, interaction: discord.Interaction[Any], still: str) -> None:
        latest = await self._studio.archive.history(account_of(interaction.user), 1)
        typed = order_words(latest[0].effect, latest[0].typed) if latest else DEFAULT_ORDER
        form = order_form(still, typed, str(interaction.locale))
        await interaction.response.send_modal(form)

    async def _written(self, interaction: discord.Interaction[Any], key: str) -> None:
        command, kept = read_order(read_text(interaction)), read_still(key)
        wish = Wish(
            effect=command.effect,
            options=self._studio.options_of(command),
            still=kept.name,
            is_hidden=kept.is_hidden,
        )
        await self._desk.order(interaction, wish)

    async def _try(self, interaction: discord.Interaction[Any], effect: str) -> None:
        form = picture_form(self._gallery.card(effect), str(interaction.locale))
        await interaction.response.send_modal(form)

    async def _uploaded(self, interaction: discord.Interaction[Any], effect: str) -> None:
        picture = read_picture(interaction)
        if picture is None:
            raise NoPicture
        wish = Wish(
            effect=effect,
            options=read_options(read_text(interaction)) | read_words(interaction),
            picture=picture,
            sound=read_sound(interaction),
        )
        await self._desk.order(interaction, wish)

    async def _page(self, interaction: discord.Interaction[Any], key: str) -> None:
        number = int(key.partition("-")[0])
        await interaction.response.defer()
        view, files = await self._gallery.page(number, str(interaction.locale))
        await interaction.edit_original_response(view=view, attachments=files)

    async def _notify(self, interaction: discord.Interaction[Any], _key: str) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        message = await interaction.original_response()
        address = place_of(interaction, message).to_address()
        await self._studio.ask_notice(account_of(interaction.user), address)
        promise = wording.say("discord-will-tell", str(interaction.locale))
        await interaction.edit_original_response(content=promise)

    async def _erase(self, interaction: discord.Interaction[Any], _key: str) -> None:
        await self._studio.erase(account_of(interaction.user))
        await whisper(interaction, wording.say("discord-erased", str(interaction.locale)))

    async def _own(self, interaction: discord.Interaction[Any], job_id: str) -> JobCard:
        return await self._studio.archive.job(job_id, account_of(interaction.user))

    def chooser(self, still: str, locale: str) -> tuple[str, discord.ui.View]:
        """What to do with a kept picture: a menu of effects, or a form for one with options."""
        menu = self._buttons.effect_menu(Key(Verb.USE, still), locale)
        button: discord.ui.Button[Any] = discord.ui.Button(
            label=wording.say("discord-button-form", locale), custom_id=str(Key(Verb.FORM, still))
        )
        return wording.say("discord-choose-effect", locale), draw(menu, button)


def _value(interaction: discord.Interaction[Any]) -> str:
    """What was picked from a menu."""
    values = content_of(interaction).get("values", [])
    return str(values[0]) if isinstance(values, list) and values else ""

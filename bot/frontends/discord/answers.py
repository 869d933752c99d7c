"""Answers to interactions that hold whatever Discord does: acknowledged once, errors in private."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord

from bot import wording
from bot.frontends.discord.faults import (
    ALREADY_ACKNOWLEDGED,
    TROUBLE,
    UNKNOWN_INTERACTION,
)

log = logging.getLogger(__name__)
PLACEHOLDER = "placeholder"  # in `interaction.extras`: our answer, while it promises nothing
REPORTED = (AssertionError, AttributeError, LookupError, TypeError, ValueError, RuntimeError)


class NotAnswerable(Exception):
    """Discord no longer takes an answer: it came too late, or another copy of us gave one."""


def content_of(interaction: discord.Interaction[Any]) -> dict[str, Any]:
    """What a component or a form sent, as Discord wrote it."""
    return dict(interaction.data or {})


async def acknowledge(
    interaction: discord.Interaction[Any], content: str
) -> discord.InteractionMessage:
    """Answer in public, at once, with a message that will be edited from now on.

    Raises:
        NotAnswerable: nothing we do would be seen; nothing may be charged.
    """
    try:
        answer = await interaction.response.send_message(content)
    except TROUBLE as error:
        return await _find_answer(interaction, error)
    message = answer.resource
    if not isinstance(message, discord.InteractionMessage):
        message = await interaction.original_response()
    interaction.extras[PLACEHOLDER] = message
    return message


async def _find_answer(
    interaction: discord.Interaction[Any], error: BaseException
) -> discord.InteractionMessage:
    """After a failed acknowledgement: it may have arrived, with only its reply lost."""
    code = getattr(error, "code", 0)
    if code == UNKNOWN_INTERACTION:
        log.warning("interaction %d was answered too late", interaction.id)
        raise NotAnswerable from error
    try:
        message = await interaction.original_response()
    except TROUBLE:
        raise NotAnswerable from error
    if code == ALREADY_ACKNOWLEDGED and message.author.id != interaction.application_id:
        raise NotAnswerable from error
    interaction.extras[PLACEHOLDER] = message
    return message


async def whisper(interaction: discord.Interaction[Any], content: str, **more: Any) -> None:  # noqa: ANN401 - the SDK's arguments
    """Say something that only the asker sees, whatever was answered before."""
    if not interaction.response.is_done():
        await interaction.response.send_message(content, ephemeral=True, **more)
        return
    shown = interaction.extras.pop(PLACEHOLDER, None)
    if shown is not None and shown.flags.ephemeral:  # Discord allows us nothing else here
        await interaction.edit_original_response(content=content, **more)
        return
    try:
        await interaction.followup.send(content, ephemeral=True, **more)
    except TROUBLE:
        if shown is None:
            raise
        # Follow-ups can be used up: better said in public than not at all.
        await interaction.edit_original_response(content=content, **more)
        return
    if shown is not None:  # a public answer cannot be made private
        await interaction.delete_original_response()


async def refuse(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Explain an error to the asker, in private. Never raises: there is nobody left to tell."""
    if isinstance(error, NotAnswerable):
        return
    if isinstance(error, REPORTED):
        log.error("interaction %d failed", interaction.id, exc_info=error)
    try:
        await whisper(interaction, wording.explain(error, str(interaction.locale)))
    except (*TROUBLE, RuntimeError) as trouble:  # RuntimeError: we are stopping, all is closed
        log.info("interaction %d could not be told: %s", interaction.id, type(trouble).__name__)


@asynccontextmanager
async def refusing(interaction: discord.Interaction[Any]) -> AsyncIterator[None]:
    """Explain whatever the block raises: the last resort of buttons and forms."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the SDK has no error hook here; logged in `refuse`
        await refuse(interaction, error)

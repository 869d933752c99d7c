"""Every way to put a message in front of an asker: edit by token, edit as the bot, reply, DM."""

from collections.abc import Sequence
from typing import Any

import discord

from bot.frontends.discord.keys import Key, Verb
from bot.frontends.discord.places import Place

SEARCHED = 50  # latest messages of a channel that are searched for one that may have been sent
NOBODY = discord.AllowedMentions.none()


class Mailbox:
    """Writes messages. Its methods raise what the SDK raises; `faults` says what that means."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def edit_by_token(self, place: Place, content: str, **more: Any) -> int:  # noqa: ANN401 - the SDK's arguments
        """Edit the answer to the interaction: open to everybody, for a quarter of an hour."""
        webhook = discord.Webhook.partial(place.application, place.token, client=self._client)
        await webhook.edit_message(place.message, content=content, allowed_mentions=NOBODY, **more)
        return place.message

    async def edit_as_bot(self, place: Place, content: str, **more: Any) -> int:  # noqa: ANN401 - the SDK's arguments
        """Edit the same message as its author, where the bot may write."""
        message = self._channel(place.channel).get_partial_message(place.message)
        await message.edit(content=content, allowed_mentions=NOBODY, **more)
        return place.message

    async def reply(self, place: Place, job_id: str, content: str, **more: Any) -> int:  # noqa: ANN401 - the SDK's arguments
        """Write a new message in the channel, as an answer to the old one; once per job."""
        reference = discord.MessageReference(
            message_id=place.message, channel_id=place.channel, fail_if_not_exists=False
        )
        channel = self._channel(place.channel)
        return await self._send_once(channel, job_id, content, reference=reference, **more)

    async def write_to(self, place: Place, job_id: str, content: str, **more: Any) -> int:  # noqa: ANN401 - the SDK's arguments
        """Write the asker a direct message; once per job."""
        channel = await self._client.create_dm(discord.Object(place.user))
        return await self._send_once(channel, job_id, content, **more)

    async def tell(self, place: Place, sentence: str) -> None:
        """Write the asker a direct message that belongs to no job."""
        channel = await self._client.create_dm(discord.Object(place.user))
        await channel.send(sentence, allowed_mentions=NOBODY)

    def _channel(self, channel: int) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(channel)

    async def _send_once(
        self,
        channel: discord.abc.Messageable,
        job_id: str,
        content: str,
        **more: Any,  # noqa: ANN401 - the SDK's arguments
    ) -> int:
        """Send, unless a try whose answer was lost did: Discord knows a nonce only for minutes."""
        sent = await self._find_sent(channel, job_id)
        if sent is None:
            message = await channel.send(content, nonce=job_id, allowed_mentions=NOBODY, **more)
            sent = message.id
        return sent

    async def _find_sent(self, channel: discord.abc.Messageable, job_id: str) -> int | None:
        """A message with the job's clip: what showed its progress cannot be ordered again."""
        again = str(Key(Verb.AGAIN, job_id))
        try:
            async for message in channel.history(limit=SEARCHED):
                if message.attachments and again in custom_ids(message.components):
                    return message.id
        except discord.Forbidden:  # may write but not read: then the nonce has to do
            return None
        return None


def custom_ids(components: Sequence[Any]) -> str:
    """The ids of all buttons and menus of a message, as one text to search in."""
    found = []
    for component in components:
        found.append(getattr(component, "custom_id", None) or "")
        found.append(custom_ids(getattr(component, "children", ())))
    return " ".join(found)

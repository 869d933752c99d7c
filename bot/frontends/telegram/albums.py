"""Puts the pictures of an album together again: each arrives as an update of its own."""

import asyncio
from dataclasses import dataclass, field

from telegram import Message

QUIET_S = 0.7  # after the last picture, the album counts as complete


@dataclass
class _Arriving:
    messages: list[Message] = field(default_factory=list)
    more: asyncio.Event = field(default_factory=asyncio.Event)
    complete: asyncio.Event = field(default_factory=asyncio.Event)


class Albums:
    """Albums that are still arriving."""

    def __init__(self) -> None:
        self._arriving: dict[str, _Arriving] = {}

    async def gather(self, message: Message) -> list[Message]:
        """Wait for the whole album; its first message gets all, the others an empty list.

        They all wait: an update counts as done only when the album was dealt with, so that a crash
        in between loses none of it.
        """
        group = str(message.media_group_id)
        album = self._arriving.setdefault(group, _Arriving())
        album.messages.append(message)
        album.more.set()
        if len(album.messages) > 1:
            await album.complete.wait()
            return []
        while album.more.is_set():
            album.more.clear()
            try:
                async with asyncio.timeout(QUIET_S):
                    await album.more.wait()
            except TimeoutError:
                break
        del self._arriving[group]
        album.complete.set()
        return sorted(album.messages, key=lambda each: each.message_id)

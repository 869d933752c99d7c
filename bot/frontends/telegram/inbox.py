"""Updates that Telegram considers ours: written down before they are confirmed, gone when done.

Telegram forgets an update once it is confirmed, so a crash between confirming and accepting an
order would lose it. Each update is a file of its own; what a dead process left is taken up at the
next start. The store remembers the numbers of all, so that one that comes again is known.
"""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

from telegram import Update

SeeUpdate = Callable[[str], Awaitable[bool]]  # False: seen before


class Inbox:
    """A folder of updates that are not done yet."""

    def __init__(self, folder: Path, see_update: SeeUpdate) -> None:
        self._folder = folder
        self._see_update = see_update

    async def take(self, update: Update) -> bool:
        """Make an update ours. False: it is here already, or was done before.

        Raises:
            OSError: it could not be written, and must not be confirmed.
        """
        path = self._path(update)
        if path.exists():
            return False
        await asyncio.to_thread(_write, path, update.to_json())
        if await self._see_update(str(update.update_id)):
            return True
        path.unlink(missing_ok=True)
        return False

    def done(self, update: Update) -> None:
        """Forget an update: what it asked for has happened, or was refused."""
        self._path(update).unlink(missing_ok=True)

    async def left_over(self) -> list[dict[str, object]]:
        """What an earlier process took and did not get done, oldest first."""
        found = await asyncio.to_thread(self._read_all)
        for update in found:
            await self._see_update(str(update["update_id"]))  # perhaps the crash came before that
        return found

    def _path(self, update: Update) -> Path:
        return self._folder / f"{update.update_id}.json"

    def _read_all(self) -> list[dict[str, object]]:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for draft in self._folder.glob("*.part"):
            draft.unlink()  # never confirmed: Telegram sends it again
        paths = sorted(self._folder.glob("*.json"), key=lambda path: int(path.stem))
        return [json.loads(path.read_text("utf-8")) for path in paths]


def _write(path: Path, text: str) -> None:
    """All of it, safely on disk, or nothing."""
    draft = path.with_suffix(".part")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)

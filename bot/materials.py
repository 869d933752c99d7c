"""What an order brings along, a picture and perhaps a sound: opened, kept, and found again."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ClipGone
from bot.shelf import Shelf
from generation.intake import Intake
from generation.sounds import Sound, load_sound, save_sound
from generation.stills import Still, load_still, save_still
from storage.jobs import Job


@dataclass(frozen=True)
class Material:
    """What a clip is made from."""

    still: Still
    sound: Sound | None = None

    @property
    def sound_s(self) -> float | None:
        """How long the sound is, in seconds."""
        return None if self.sound is None else self.sound.seconds


class Materials:
    """Opens what people send and keeps it on the shelf under its digest."""

    def __init__(self, intake: Intake, shelf: Shelf, *, keep_hours: float) -> None:
        self._intake = intake
        self._shelf = shelf
        self._keep_hours = keep_hours

    async def open(self, picture: bytes, sound: bytes | None) -> Material:
        """Open untrusted bytes; nothing is kept unless all of them are good.

        Raises:
            PictureRefused, SoundRefused: they are not what can be animated or played.
        """
        still = await self._intake.open_still(picture)
        material = Material(still, None if sound is None else await self._intake.open_sound(sound))
        await asyncio.to_thread(self._keep, material)
        return material

    async def take(self, picture: bytes) -> str:
        """Open and keep a picture for orders to come; returns what they call it.

        Raises:
            PictureRefused: it cannot be animated.
        """
        return (await self.open(picture, None)).still.sha256

    async def taken(self, name: str) -> Material:
        """A picture that was taken before.

        Raises:
            ClipGone: it is no longer kept.
        """
        path = self._shelf.still(name)
        try:
            still = await asyncio.to_thread(load_still, path)
        except FileNotFoundError:
            raise ClipGone(self._keep_hours) from None
        path.touch()
        return Material(still)

    async def find(self, job: Job, *, sound: bytes | None, keeps_sound: bool) -> Material:
        """The picture of an earlier job, with a new sound, with the job's own, or with none.

        Raises:
            ClipGone: the picture or the sound is no longer kept.
            SoundRefused: the new sound cannot be played.
        """
        kept = await asyncio.to_thread(self._load, job, keeps_sound=keeps_sound and sound is None)
        if sound is not None:
            kept = Material(kept.still, await self._intake.open_sound(sound))
        await asyncio.to_thread(self._keep, kept)
        return kept

    def _load(self, job: Job, *, keeps_sound: bool) -> Material:
        digest = job.order.get("sound_sha256", "") if keeps_sound else ""
        try:
            still = load_still(self._shelf.still(job.still_sha256))
            return Material(still, load_sound(self._shelf.sound(digest)) if digest else None)
        except FileNotFoundError:
            raise ClipGone(self._keep_hours) from None

    def _keep(self, material: Material) -> None:
        still, sound = material.still, material.sound
        _keep(self._shelf.still(still.sha256), lambda path: save_still(still, path))
        if sound is not None:
            _keep(self._shelf.sound(sound.sha256), lambda path: save_sound(sound, path))


def _keep(path: Path, save: Callable[[Path], None]) -> None:
    """Keep a file from now on."""
    if path.exists():
        path.touch()
    else:
        save(path)

"""Opens untrusted pictures: each in a child process of its own that can do nothing but open it.

`Intake` is where sounds, too, wait for their turn; see `sound_intake`.
"""

import asyncio
import json
from dataclasses import asdict
from functools import partial

import av
import numpy as np
import PIL

from generation import confined
from generation.confined import NoAnswer, ask_child
from generation.errors import PictureRefused, RefusalReason
from generation.sandbox.formats import HEAD_BYTES, Format, sniff
from generation.sandbox.limits import IntakeLimits, SoundLimits
from generation.sound_intake import open_sound
from generation.sounds import Sound
from generation.stills import Still


class Intake:
    """Opens pictures and sounds, a few at a time: the rest wait their turn."""

    def __init__(
        self,
        limits: IntakeLimits | None = None,
        sound_limits: SoundLimits | None = None,
        *,
        at_once: int = 2,
    ) -> None:
        self._limits = limits or IntakeLimits()
        self._sound_limits = sound_limits or SoundLimits()
        self._turn = asyncio.Semaphore(at_once)

    async def open_still(self, file: bytes) -> Still:
        """Open one picture when it is its turn.

        Raises:
            PictureRefused: the bytes are not a picture that we can or want to open.
        """
        async with self._turn:
            return await open_still(file, self._limits)

    async def open_sound(self, file: bytes) -> Sound:
        """Open one sound when it is its turn.

        Raises:
            SoundRefused: the bytes are not a sound that we can or want to play.
        """
        async with self._turn:
            return await open_sound(file, self._sound_limits)


async def open_still(file: bytes, limits: IntakeLimits | None = None) -> Still:
    """Check and decode untrusted bytes in a child process that is killed if it takes too long.

    Raises:
        PictureRefused: the bytes are not a picture that we can or want to open.
    """
    limits = limits or IntakeLimits()
    command = child_command(check_bytes(file, limits), limits)
    read = partial(_read_answer, limits=limits)
    try:
        return await ask_child(command, file, read, wall_seconds=limits.wall_seconds)
    except TimeoutError:
        raise PictureRefused(RefusalReason.TIMED_OUT, limits.wall_seconds) from None
    except NoAnswer as error:
        raise PictureRefused(RefusalReason.DAMAGED) from error


def check_bytes(file: bytes, limits: IntakeLimits) -> Format:
    """Refuse by size and first bytes what no child needs to look at; tell the format of the rest.

    Raises:
        PictureRefused: too few or too many bytes, or not one of the formats we open.
    """
    if len(file) < limits.min_bytes:
        raise PictureRefused(RefusalReason.TOO_FEW_BYTES, limits.min_bytes, len(file))
    if len(file) > limits.max_bytes:
        raise PictureRefused(RefusalReason.TOO_MANY_BYTES, limits.max_bytes, len(file))
    kind = sniff(file[:HEAD_BYTES])
    if kind is None:
        raise PictureRefused(RefusalReason.NOT_A_PICTURE)
    return kind


def child_command(kind: Format, limits: IntakeLimits) -> list[str]:
    """The command that opens one picture from stdin (see `generation.sandbox.child`)."""
    facts = json.dumps(asdict(limits))
    return confined.child_command("generation.sandbox.child", kind, facts, (PIL, av))


async def _read_answer(stdout: asyncio.StreamReader, limits: IntakeLimits) -> Still:
    """Read a still, or why there is none.

    Raises:
        PictureRefused: there is none.
        EOFError, ValueError, KeyError, TypeError: this is no answer.
    """
    answer = json.loads(await stdout.readline())
    if "reason" in answer:
        reason = RefusalReason(answer["reason"])
        raise PictureRefused(reason, answer.get("limit"), answer.get("actual"))
    width, height = int(answer["width"]), int(answer["height"])
    if not (0 < width <= limits.keep_side and 0 < height <= limits.keep_side):
        raise ValueError(f"{width} x {height} pixels came back")
    pixels = await stdout.readexactly(width * height * 3)
    return Still(
        np.frombuffer(pixels, np.uint8).reshape(height, width, 3),
        ai_marked=bool(answer["ai_marked"]),
        has_manifest=bool(answer["has_manifest"]),
    )

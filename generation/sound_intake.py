"""Opens untrusted sounds, each in a child process of its own that can do nothing but open it."""

import asyncio
import json
from dataclasses import asdict
from functools import partial

import av
import numpy as np

from generation import confined
from generation.confined import NoAnswer, ask_child
from generation.errors import SoundReason, SoundRefused
from generation.sandbox.limits import SOUND_RATE, SoundLimits
from generation.sandbox.sound_formats import HEAD_BYTES, SoundFormat, sniff_sound
from generation.sounds import Sound


async def open_sound(file: bytes, limits: SoundLimits | None = None) -> Sound:
    """Check and decode untrusted bytes in a child process that is killed if it takes too long.

    Raises:
        SoundRefused: the bytes are not a sound that we can or want to play.
    """
    limits = limits or SoundLimits()
    command = child_command(check_sound_bytes(file, limits), limits)
    read = partial(_read_answer, limits=limits)
    try:
        sound = await ask_child(command, file, read, wall_seconds=limits.wall_seconds)
    except TimeoutError:
        raise SoundRefused(SoundReason.TIMED_OUT, limits.wall_seconds) from None
    except NoAnswer as error:
        raise SoundRefused(SoundReason.DAMAGED) from error
    if sound.seconds < limits.min_seconds:
        raise SoundRefused(SoundReason.TOO_SHORT, limits.min_seconds, sound.seconds)
    if sound.is_silent:
        raise SoundRefused(SoundReason.SILENT)
    return sound


def check_sound_bytes(file: bytes, limits: SoundLimits) -> SoundFormat:
    """Refuse by size and first bytes what no child needs to look at; tell the format of the rest.

    Raises:
        SoundRefused: too many bytes, or not one of the formats we open.
    """
    if len(file) > limits.max_bytes:
        raise SoundRefused(SoundReason.TOO_MANY_BYTES, limits.max_bytes, len(file))
    kind = sniff_sound(file[:HEAD_BYTES])
    if kind is None:
        raise SoundRefused(SoundReason.NOT_A_SOUND)
    return kind


def child_command(kind: SoundFormat, limits: SoundLimits) -> list[str]:
    """The command that opens one sound from stdin (see `generation.sandbox.sound_child`)."""
    facts = json.dumps(asdict(limits))
    return confined.child_command("generation.sandbox.sound_child", kind, facts, (av,))


async def _read_answer(stdout: asyncio.StreamReader, limits: SoundLimits) -> Sound:
    """Read a sound, or why there is none.

    Raises:
        SoundRefused: there is none.
        EOFError, ValueError, KeyError, TypeError: this is no answer.
    """
    answer = json.loads(await stdout.readline())
    if "reason" in answer:
        raise SoundRefused(SoundReason(answer["reason"]), answer.get("limit"), answer.get("actual"))
    count = int(answer["samples"])
    if not 0 <= count <= limits.max_seconds * SOUND_RATE:
        raise ValueError(f"{count} samples came back")
    return Sound(np.frombuffer(await stdout.readexactly(2 * count), "<i2"))

"""The life of the child that opens a sound: give up all rights, read stdin, decode, answer, end.

The answer on stdout is one line of JSON; then, unless the sound was refused, its samples, int16
little-endian, one channel, `SOUND_RATE` a second.
"""

import json
import sys
import wave
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import chain

import av

from generation.errors import SoundReason, SoundRefused
from generation.sandbox.confine import confine
from generation.sandbox.limits import SOUND_RATE, SoundLimits
from generation.sandbox.sound_formats import CODECS, SoundFormat

_BYTES_PER_SAMPLE = 2


def main(kind_name: str, limits_json: str) -> None:
    """Answer for the sound on stdin."""
    kind, limits = SoundFormat(kind_name), SoundLimits(**json.loads(limits_json))
    av.logging.set_level(None)
    decode(_silence(), SoundFormat.WAV, limits)  # PyAV imports as it goes, which it cannot later
    confine(memory_bytes=limits.memory_bytes + limits.max_bytes, cpu_seconds=limits.cpu_seconds)
    file = sys.stdin.buffer.read()
    try:
        samples = decode(file, kind, limits)
    except SoundRefused as refusal:
        _answer({"reason": refusal.reason, "limit": refusal.limit, "actual": refusal.actual})
    except Exception as error:  # noqa: BLE001 - whatever a decoder raises on hostile bytes
        _answer({"reason": SoundReason.DAMAGED, "detail": type(error).__name__})
    else:
        _answer({"samples": len(samples) // _BYTES_PER_SAMPLE}, samples)


def decode(file: bytes, kind: SoundFormat, limits: SoundLimits) -> bytes:
    """Decode the first sound track; pictures beside it, such as a cover, stay closed.

    Raises:
        SoundRefused: there is no sound in it that we play, or too much.
        Exception: whatever the decoder raises on damaged bytes.
    """
    allowed = {"codec_whitelist": ",".join(CODECS)}  # also for those who only look at the start
    with av.open(BytesIO(file), "r", format=kind.value, options=allowed) as container:
        if not container.streams.audio:
            raise SoundRefused(SoundReason.NOT_A_SOUND)
        stream = container.streams.audio[0]
        if stream.codec_context.name not in CODECS:
            raise SoundRefused(SoundReason.NOT_A_SOUND)
        stream.codec_context.thread_count = 1  # the child may not make threads
        return _mix(container.decode(stream), limits.max_seconds)


def _mix(frames: Iterator[av.AudioFrame], max_seconds: float) -> bytes:
    """One channel at our rate, never more than allowed."""
    resampler = av.AudioResampler("s16", "mono", SOUND_RATE)
    most = round(max_seconds * SOUND_RATE) * _BYTES_PER_SAMPLE
    samples = bytearray()
    for frame in chain(frames, (None,)):
        for mixed in resampler.resample(frame):
            samples += bytes(mixed.planes[0])[: mixed.samples * _BYTES_PER_SAMPLE]
        if len(samples) > most:
            raise SoundRefused(SoundReason.TOO_LONG, max_seconds)
    return bytes(samples)


def _silence() -> bytes:
    """A tenth of a second of nothing as a WAV."""
    file = BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(_BYTES_PER_SAMPLE)
        writer.setframerate(SOUND_RATE // 2)  # so that it is resampled, too
        writer.writeframes(bytes(SOUND_RATE // 10))
    return file.getvalue()


def _answer(facts: Mapping[str, object], samples: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n")
    sys.stdout.buffer.write(samples)

"""Voice notes to open in tests, made and encoded here, and a ruler to hold against them."""

import io

import av
import numpy as np

from generation.sandbox.limits import SOUND_RATE

FILES = {  # format: FFmpeg's container and encoder, channels, samples a second
    "telegram.ogg": ("ogg", "libopus", "mono", 48_000),
    "browser.webm": ("webm", "libopus", "mono", 48_000),
    "song.mp3": ("mp3", "libmp3lame", "stereo", 44_100),
    "memo.m4a": ("ipod", "aac", "stereo", 44_100),
    "radio.aac": ("adts", "aac", "mono", 48_000),
    "studio.wav": ("wav", "pcm_s16le", "stereo", 22_050),
}


def speech(seconds, *, silent_from=None):
    """Syllables of a buzzing voice: loud and quiet by turns. (N,) int16 at 48 kHz."""
    now = np.arange(round(seconds * SOUND_RATE)) / SOUND_RATE
    buzz = sum(np.sin(2 * np.pi * 130 * k * now) / k for k in range(1, 12))
    syllables = np.clip(np.sin(2 * np.pi * 1.7 * now) + 0.35 * np.sin(2 * np.pi * 0.6 * now), 0, 1)
    if silent_from is not None:
        syllables[now >= silent_from] = 0
    return (9000 * buzz * syllables).clip(-30_000, 30_000).astype(np.int16)


def encode(samples, container="ogg", encoder="libopus", layout="mono", rate=48_000, **notes):
    """A sound as the bytes of a file."""
    file = io.BytesIO()
    with av.open(file, "w", format=container) as writer:
        writer.metadata.update(notes)
        stream = writer.add_stream(encoder, rate=rate, layout=layout)
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
        frame.sample_rate, frame.pts = SOUND_RATE, 0
        writer.mux(stream.encode(frame))
        writer.mux(stream.encode(None))
    return file.getvalue()


def likeness(samples, others):
    """How alike two sounds are at the same time, 0 to 1: correlation of their waves."""
    length = min(len(samples), len(others))
    return float(np.corrcoef(samples[:length].astype(float), others[:length])[0, 1])

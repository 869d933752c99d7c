"""Untrusted sounds: real files come out as they sounded, anything else is refused, and why."""

import sys
from dataclasses import replace

import numpy as np
import pytest
from recorded import FILES, encode, likeness, speech

from generation import sound_intake
from generation.errors import SoundReason, SoundRefused
from generation.sandbox.limits import SOUND_RATE, SoundLimits
from generation.sound_intake import open_sound
from generation.sounds import FADE_S, Sound, load_sound, save_sound


async def verdict(file, limits=None):
    try:
        await open_sound(file, limits)
    except SoundRefused as refusal:
        return refusal.reason
    return None


@pytest.mark.parametrize("name", FILES)
async def test_a_recording_comes_out_as_it_sounded(name):
    spoken = speech(1.5)
    container, encoder, layout, rate = FILES[name]

    sound = await open_sound(encode(spoken, container, encoder, layout, rate))

    assert sound.samples.dtype == np.int16
    assert sound.seconds == pytest.approx(1.5, abs=0.06)  # coders fill up their last frame
    start = 1024 if container == "adts" else 0  # ADTS cannot say what its encoder put in front
    assert likeness(spoken, sound.samples[start:]) > 0.95


REFUSED = {
    "nothing": (b"", SoundReason.NOT_A_SOUND),
    "text": (b"hello @everyone" * 20, SoundReason.NOT_A_SOUND),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), SoundReason.NOT_A_SOUND),
    "a playlist": (b"#EXTM3U\nfile:///etc/passwd\n" * 9, SoundReason.NOT_A_SOUND),
    "only the signature": (b"OggS" + bytes(300), SoundReason.DAMAGED),
    "half a header": (b"RIFF\x00\x00\x00\x00WAVEfmt ", SoundReason.DAMAGED),
    "an empty container": (
        b"\x00\x00\x00\x18ftypM4A \x00\x00\x02\x00isomiso2",
        SoundReason.DAMAGED,
    ),
    "a moment": (encode(speech(0.1)), SoundReason.TOO_SHORT),
    "a muted microphone": (encode(np.zeros(SOUND_RATE, np.int16)), SoundReason.SILENT),
    "another codec": (encode(speech(1), "wav", "pcm_alaw"), SoundReason.NOT_A_SOUND),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_what_cannot_be_played_is_refused_with_the_reason(what):
    file, reason = REFUSED[what]

    assert await verdict(file) == reason


async def test_a_sound_is_opened_up_to_its_limits():
    file = encode(speech(1))
    roomy = SoundLimits(max_seconds=1.1)

    assert await verdict(file, roomy) is None
    assert await verdict(file, replace(roomy, max_bytes=len(file) - 1)) == (
        SoundReason.TOO_MANY_BYTES
    )
    with pytest.raises(SoundRefused) as refused:
        await open_sound(file, SoundLimits(max_seconds=0.5))
    assert refused.value == SoundRefused(SoundReason.TOO_LONG, 0.5)


async def test_an_hour_in_few_bytes_is_refused_before_it_fills_the_memory():
    quiet_hour = bytes(3600 * 2000)
    header = b"RIFF" + (36 + len(quiet_hour)).to_bytes(4, "little") + b"WAVEfmt "
    header += bytes([16, 0, 0, 0, 1, 0, 1, 0]) + (2000).to_bytes(4, "little")
    header += (2000).to_bytes(4, "little") + bytes([1, 0, 8, 0])
    file = header + b"data" + len(quiet_hour).to_bytes(4, "little") + quiet_hour

    assert await verdict(file) == SoundReason.TOO_LONG


@pytest.mark.parametrize("name", ["telegram.ogg", "song.mp3", "memo.m4a", "browser.webm"])
async def test_mutated_files_are_opened_or_refused_but_never_crash_us(name):
    random = np.random.default_rng(2026)
    container, encoder, layout, rate = FILES[name]
    good = np.frombuffer(encode(speech(0.6), container, encoder, layout, rate), np.uint8)
    for _ in range(5):
        mutated = good.copy()
        mutated[random.integers(12, len(good), 12)] = random.integers(0, 256, 12)
        await verdict(mutated.tobytes())  # anything but SoundRefused fails the test


LIES = {  # what the child writes, as an expression
    "nothing": "b''",
    "no facts": "b'{}\\n'",
    "a list": "b'[]\\n'",
    "too much": """b'{"samples": 99999999}\\n'""",
    "less than nothing": """b'{"samples": -1}\\n'""",
    "too few samples": """b'{"samples": 48000}\\n' + bytes(99)""",
    "an unknown reason": """b'{"reason": "because"}\\n'""",
}


@pytest.mark.parametrize("lie", LIES)
async def test_a_child_in_a_strangers_hands_is_not_believed(lie, monkeypatch):
    says = f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({LIES[lie]})"
    monkeypatch.setattr(
        sound_intake, "child_command", lambda *_: [sys.executable, "-I", "-S", "-c", says]
    )
    assert await verdict(encode(speech(1))) == SoundReason.DAMAGED


async def test_a_child_that_takes_too_long_is_killed():
    assert await verdict(encode(speech(1)), SoundLimits(wall_seconds=0.001)) == (
        SoundReason.TIMED_OUT
    )


async def test_nothing_of_the_metadata_is_kept(tmp_path):
    file = encode(speech(1), title="a secret title")
    assert b"a secret title" in file

    save_sound(await open_sound(file), tmp_path / "kept.sound")

    assert b"secret" not in (tmp_path / "kept.sound").read_bytes()


def test_a_kept_sound_is_read_back_as_it_was(tmp_path):
    sound = Sound(speech(1))
    path = tmp_path / "a.sound"
    save_sound(sound, path)

    assert load_sound(path).sha256 == sound.sha256
    assert [each.name for each in tmp_path.iterdir()] == ["a.sound"]
    body = bytearray(path.read_bytes())
    body[len(body) // 2] ^= 1
    path.write_bytes(body)
    with pytest.raises(OSError, match="damaged"):
        load_sound(path)


def test_a_sound_longer_than_its_clip_fades_and_a_shorter_one_ends_in_silence():
    steady = Sound(np.full(2 * SOUND_RATE, 10_000, np.int16))

    cut, filled = steady.lasting(1.0), steady.lasting(3.0)

    fading = round(FADE_S * SOUND_RATE)
    assert len(cut) == SOUND_RATE
    assert (cut[:-fading] == 10_000).all()
    assert (np.diff(cut[-fading:].astype(int)) <= 0).all()
    assert abs(cut[-1]) < 10
    assert len(filled) == 3 * SOUND_RATE
    assert not filled[2 * SOUND_RATE :].any()


@pytest.mark.parametrize("fps", [24, 29, 60])
def test_loudness_follows_the_voice_frame_by_frame(fps):
    now = np.arange(4 * SOUND_RATE) / SOUND_RATE
    spoken = np.where(now % 1 < 0.5, 8000 * np.sin(2 * np.pi * 200 * now), 0).astype(np.int16)

    loudness = Sound(spoken).loudness(fps, 4 * fps)

    assert len(loudness) == 4 * fps
    assert 0 <= loudness.min() <= loudness.max() <= 1
    for second in range(4):
        at = second * fps
        assert loudness[at + round(0.3 * fps)] > 0.95
        assert loudness[at + fps - 1] < 0.1


def test_a_soft_voice_moves_as_much_as_a_loud_one():
    loud, soft = (Sound((speech(2) * gain).astype(np.int16)) for gain in (1, 0.1))

    assert np.abs(loud.loudness(24, 48) - soft.loudness(24, 48)).max() < 0.1

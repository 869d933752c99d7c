"""Which sounds are opened, and how to tell them by their first bytes."""

from enum import StrEnum

HEAD_BYTES = 16  # enough for `sniff_sound`
_LAYER, _AAC_LAYER = 0b0000_0110, 0  # of the byte behind the sync word


class SoundFormat(StrEnum):
    """The allow-list; the values are FFmpeg's names of the containers."""

    OGG = "ogg"  # voice notes of Telegram and Discord: Opus
    MP3 = "mp3"
    AAC = "aac"
    MP4 = "mov"  # M4A
    WAV = "wav"
    WEBM = "matroska"  # what browsers record


# FFmpeg's names of the decoders that may run, whatever the container says is in it.
_PCM = ("pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le")
CODECS = frozenset(("opus", "vorbis", "mp3", "mp3float", "aac", "alac", "flac", *_PCM))


def sniff_sound(head: bytes) -> SoundFormat | None:
    """Tell the format by the file's first `HEAD_BYTES` bytes; names and content types lie."""
    if head.startswith(b"OggS"):
        return SoundFormat.OGG
    if head.startswith(b"ID3"):
        return SoundFormat.MP3
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return SoundFormat.WAV
    if head.startswith(b"\x1aE\xdf\xa3"):  # EBML, RFC 8794
        return SoundFormat.WEBM
    if head[4:8] == b"ftyp":
        return SoundFormat.MP4
    return _sniff_sync_word(head)


def _sniff_sync_word(head: bytes) -> SoundFormat | None:
    """Tell MPEG audio by its first frame (ISO/IEC 11172-3, 2.4.1.3), and AAC in ADTS by its."""
    if len(head) < 2 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    if head[1] & _LAYER != _AAC_LAYER:
        return SoundFormat.MP3
    return SoundFormat.AAC if head[1] & 0xF0 == 0xF0 else None

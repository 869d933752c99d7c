"""Which formats are opened, how to tell them by their first bytes, and what opening one costs."""

import re
import struct
from enum import StrEnum

HEAD_BYTES = 64  # enough for `sniff`
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis"}
_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")  # stuffing and restarts are part of a scan
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9


class Format(StrEnum):
    """The allow-list."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    AVIF = "avif"
    HEIC = "heic"


# Bytes that decoding takes per pixel, beside the file: what benchmarks/intake.py measures.
BYTES_PER_PIXEL = {
    Format.JPEG: 6,
    Format.PNG: 4,
    Format.WEBP: 20,
    Format.GIF: 6,
    Format.AVIF: 16,
    Format.HEIC: 8,
}


def sniff(head: bytes) -> Format | None:
    """Tell the format by the file's first `HEAD_BYTES` bytes; names and content types lie."""
    if head.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if head.startswith((b"GIF87a", b"GIF89a")):
        return Format.GIF
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Format.WEBP
    if head[4:8] == b"ftyp":
        return _sniff_brands(head)
    return None


def _sniff_brands(head: bytes) -> Format | None:
    """Read the brands of an ISO base media file (ISO/IEC 14496-12, 4.3): major, version, others."""
    box = head[: int.from_bytes(head[:4], "big")]
    brands = {box[at : at + 4] for at in (8, *range(16, len(box) - 3, 4))}
    if brands & _AVIF_BRANDS:
        return Format.AVIF
    if brands & _HEIC_BRANDS:
        return Format.HEIC
    return None


def webp_size(webp: bytes) -> tuple[int, int]:
    """Read width and height from the first chunk of a WebP.

    Source:
        RFC 9649, sections 2.5 (lossy), 2.7 (extended) and 3.4 (lossless).

    Raises:
        ValueError: it is no chunk that a WebP can start with.
    """
    kind, body = webp[12:16], webp[20:30]
    if kind == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError(f"{kind!r} is no WebP chunk")


def count_scans(jpeg: bytes) -> int:
    """Count the scans of a JPEG: each makes the decoder go over the whole picture again.

    Source:
        ITU-T T.81, B.1.1 (markers) and B.2.1 (order of segments).
    """
    scans, at = 0, 2
    while found := _MARKER.search(jpeg, at):
        marker, at = found[1][0], found.end()
        if marker == _END_OF_IMAGE:
            break
        scans += marker == _START_OF_SCAN
        at += int.from_bytes(jpeg[at : at + 2], "big")
    return scans

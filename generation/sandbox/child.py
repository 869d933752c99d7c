"""The child's whole life: give up all rights, read from stdin, open the picture, answer, end.

The answer on stdout is one line of JSON; then, unless the picture was refused, its pixels,
(H, W, 3) uint8 RGB.
"""

import json
import sys
import warnings
from collections.abc import Callable, Mapping
from functools import partial

from PIL import Image

from generation.errors import PictureRefused, RefusalReason
from generation.sandbox.confine import confine
from generation.sandbox.decode import decode
from generation.sandbox.formats import Format
from generation.sandbox.limits import IntakeLimits
from generation.sandbox.marks import has_manifest, is_ai_marked
from generation.sandbox.tidy import tidy


def main(kind_name: str, limits_json: str) -> None:
    """Answer for the picture on stdin."""
    kind, limits = Format(kind_name), IntakeLimits(**json.loads(limits_json))
    warnings.simplefilter("error")  # a decoder that warns has met something odd
    open_picture = _decoder(kind)
    confine(memory_bytes=limits.memory_bytes + limits.max_bytes, cpu_seconds=limits.cpu_seconds)
    file = sys.stdin.buffer.read()
    try:
        picture = tidy(open_picture(file, limits=limits), limits.keep_side)
    except PictureRefused as refusal:
        _answer({"reason": refusal.reason, "limit": refusal.limit, "actual": refusal.actual})
    except (MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        _answer({"reason": RefusalReason.BOMB})
    except Exception as error:  # noqa: BLE001 - whatever a decoder raises on hostile bytes
        _answer({"reason": RefusalReason.DAMAGED, "detail": type(error).__name__})
    else:
        facts = {
            "width": picture.width,
            "height": picture.height,
            "ai_marked": is_ai_marked(file),
            "has_manifest": has_manifest(file),
        }
        _answer(facts, picture)


def _decoder(kind: Format) -> Callable[..., Image.Image]:
    """Choose the decoder; FFmpeg is imported only for those who need it, and while it can be."""
    if kind is Format.HEIC:
        from generation.sandbox.heic import decode_heic

        return decode_heic
    return partial(decode, kind=kind)


def _answer(facts: Mapping[str, object], picture: Image.Image | None = None) -> None:
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n")
    if picture is not None:
        sys.stdout.buffer.write(picture.tobytes())

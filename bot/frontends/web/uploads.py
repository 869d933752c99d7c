"""Reads what an order's body brings: a picture, and perhaps a sound beside it."""

import asyncio
from dataclasses import dataclass, replace

from aiohttp import BodyPartReader, web

from generation.errors import PictureRefused, RefusalReason, SoundReason, SoundRefused

UPLOAD_LIMIT_S = 120.0
CHUNK_BYTES = 1 << 16


@dataclass(frozen=True)
class Upload:
    """Untrusted bytes."""

    picture: bytes
    sound: bytes | None


async def read_upload(request: web.Request, max_bytes: int) -> Upload:
    """Read a body that is the picture, or a form with the fields `picture` and `sound`.

    Raises:
        PictureRefused, SoundRefused: one of them is larger than `max_bytes`.
        web.HTTPBadRequest: the form cannot be read.
        web.HTTPRequestTimeout: the bytes came too slowly, or the page was closed meanwhile.
    """
    try:
        async with asyncio.timeout(UPLOAD_LIMIT_S):
            if request.content_type == "multipart/form-data":
                return await _read_form(request, max_bytes)
            return Upload(await request.read(), None)
    except web.HTTPRequestEntityTooLarge:
        size = request.content_length
        raise PictureRefused(RefusalReason.TOO_MANY_BYTES, max_bytes, size) from None
    except (TimeoutError, ConnectionError):
        raise web.HTTPRequestTimeout from None
    except ValueError:
        raise web.HTTPBadRequest from None


async def _read_form(request: web.Request, max_bytes: int) -> Upload:
    """Field by field in memory: `request.post()` would put them into temporary files."""
    upload = Upload(b"", None)
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue  # a form within the form
        if part.name == "picture":
            upload = replace(upload, picture=await _content(part, max_bytes))
        elif part.name == "sound":
            upload = replace(upload, sound=await _content(part, max_bytes))
    return upload


async def _content(part: BodyPartReader, max_bytes: int) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(CHUNK_BYTES):
        content += chunk
        if len(content) > max_bytes:
            if part.name == "sound":
                raise SoundRefused(SoundReason.TOO_MANY_BYTES, max_bytes)
            raise PictureRefused(RefusalReason.TOO_MANY_BYTES, max_bytes)
    return bytes(content)

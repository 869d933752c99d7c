"""Fetches what people attach from Discord's own file hosts, and from nowhere else."""

from collections.abc import Collection
from types import TracebackType
from typing import Protocol
from urllib.parse import urlsplit

import aiohttp

from bot.errors import PictureUnavailable
from generation.errors import GenerationError

LIMIT_S = 15.0
PIECE_BYTES = 64 * 1024


class Attached(Protocol):
    """A file on Discord's side."""

    @property
    def url(self) -> str:
        """Where it is."""

    @property
    def size(self) -> int:
        """Its bytes, as Discord says; 0 when it does not."""

    def too_large(self, limit: int, size: int) -> GenerationError:
        """The refusal of such a file when it has more bytes than the limit."""


class Files:
    """A small, suspicious HTTP client. Use as a context manager."""

    def __init__(self, origins: Collection[str], *, max_bytes: int) -> None:
        """Prepare to fetch.

        Args:
            origins: "https://cdn.discordapp.com" and the like: scheme, host and port.
            max_bytes: the largest file taken.
        """
        self._origins = frozenset(origins)
        self._max_bytes = max_bytes
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "Files":
        # Packed answers stay packed: a small file must not become a large one on the way.
        self._session = aiohttp.ClientSession(
            auto_decompress=False, timeout=aiohttp.ClientTimeout(total=LIMIT_S)
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()

    def serves(self, url: str) -> bool:
        """Whether an address is on one of the hosts that we fetch from."""
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}" in self._origins

    def check_size(self, file: Attached, size: int | None = None) -> None:
        """Refuse a file by the size that Discord says it has, or by the one it turns out to have.

        Raises:
            PictureRefused, SoundRefused: it is too large.
        """
        found = file.size if size is None else size
        if found > self._max_bytes:
            raise file.too_large(self._max_bytes, found)

    async def fetch(self, file: Attached) -> bytes:
        """Fetch a file. Redirects are not followed, and reading stops at the limit.

        Raises:
            PictureUnavailable: it is not on a host of Discord's, is gone, or does not come.
            PictureRefused, SoundRefused: it is too large.
        """
        if self._session is None or not self.serves(file.url):
            raise PictureUnavailable
        try:
            async with self._session.get(file.url, allow_redirects=False) as answer:
                if answer.status != 200:
                    raise PictureUnavailable
                self.check_size(file, answer.content_length or 0)
                return await self._read(file, answer.content)
        except (aiohttp.ClientError, OSError) as error:
            raise PictureUnavailable from error

    async def _read(self, file: Attached, stream: aiohttp.StreamReader) -> bytes:
        content = bytearray()
        async for piece in stream.iter_chunked(PIECE_BYTES):
            content += piece
            self.check_size(file, len(content))
        return bytes(content)

"""Gets the bytes of what people send."""

from telegram import Bot

from bot.frontends.telegram.patience import persist

FETCH_LIMIT_S = 120.0


async def fetch_bytes(bot: Bot, file_id: str) -> bytes:
    """Get a file from Telegram's own file server, through an outage if need be.

    Raises:
        TelegramError: Telegram does not have it, does not hand out so much, or is away for long.
    """

    async def fetch() -> bytes:
        file = await bot.get_file(file_id)
        return bytes(await file.download_as_bytearray(read_timeout=FETCH_LIMIT_S))

    return await persist(fetch)

"""The line to Telegram: who we are there, how patient we are, and how much a file may weigh."""

import os
from dataclasses import dataclass

from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.frontends.telegram.pace import Pace

OFFICIAL = "https://api.telegram.org"
MB = 1_000_000
DOWNLOAD_LIMIT_MB, UPLOAD_LIMIT_MB = 20, 50  # of the official server
LOCAL_LIMIT_MB = 2_000  # of a Bot API server of one's own, run with --local, both ways
CONNECTIONS = 64
PATIENCE_S = 30.0
UPLOAD_PATIENCE_S = 240.0  # below the studio's own limit for one delivery


@dataclass(frozen=True, kw_only=True)
class Access:
    """What it takes to talk to Telegram as one bot."""

    token: str
    api_base: str = OFFICIAL
    is_local: bool = False  # the server shares our disk and lifts the limits
    webhook_url: str = ""  # "": we ask for updates; else Telegram brings them there

    @property
    def download_limit(self) -> int:
        """The largest file we can get: bytes."""
        return (LOCAL_LIMIT_MB if self.is_local else DOWNLOAD_LIMIT_MB) * MB

    @property
    def upload_limit(self) -> int:
        """The largest file we can send: bytes."""
        return (LOCAL_LIMIT_MB if self.is_local else UPLOAD_LIMIT_MB) * MB


def build_bot(access: Access) -> ExtBot[float]:
    """A bot that is not connected yet."""
    # The library's way to opt in to times as timedelta; the other way it warns at every use.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    base = access.api_base.rstrip("/")
    return ExtBot(
        access.token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=_request(CONNECTIONS),
        get_updates_request=_request(1),
        local_mode=access.is_local,
        rate_limiter=Pace(),
    )


def _request(connections: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=connections,
        connect_timeout=10.0,
        read_timeout=PATIENCE_S,
        write_timeout=PATIENCE_S,
        pool_timeout=PATIENCE_S,
        media_write_timeout=UPLOAD_PATIENCE_S,
    )

"""The log on standard error, without secrets: a token in a message or a traceback is struck out."""

import logging
from collections.abc import Sequence

CHATTY = (
    "apscheduler",
    "discord",
    "httpx",
    "httpcore",
    "telegram",
)  # httpx names the token in every line
STRUCK_OUT = "[secret]"


class RedactingFormatter(logging.Formatter):
    """Formats as usual, then strikes out secrets, wherever in the text they are."""

    def __init__(self, pattern: str, secrets: Sequence[str]) -> None:
        super().__init__(pattern)
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        """The line, or lines with a traceback."""
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, STRUCK_OUT)
        return text


def set_up_logging(level: str, secrets: Sequence[str]) -> None:
    """Log to standard error from now on."""
    stream = logging.StreamHandler()
    pattern = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    stream.setFormatter(RedactingFormatter(pattern, secrets))
    logging.basicConfig(level=level, handlers=[stream])
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)

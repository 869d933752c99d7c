"""What Telegram's refusals mean for us."""

from datetime import timedelta

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_WORDLESS = "no text in the message to edit"
_SHUT = ("chat not found", "user is deactivated", "not enough rights", "have no rights")


def wait_s(error: RetryAfter) -> float:
    """How long Telegram wants us to be quiet: seconds."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def is_unchanged(error: TelegramError) -> bool:
    """The message already says what we wanted it to say."""
    return isinstance(error, BadRequest) and "not modified" in error.message.lower()


def is_message_gone(error: TelegramError) -> bool:
    """The message cannot be edited any more: deleted, too old, or never there."""
    return isinstance(error, BadRequest) and any(part in error.message.lower() for part in _GONE)


def is_about_film(error: TelegramError) -> bool:
    """The message is a film by now, which has a caption instead of a text."""
    return isinstance(error, BadRequest) and _WORDLESS in error.message.lower()


def is_chat_shut(error: TelegramError) -> bool:
    """Nothing can be sent there any more: blocked, left, deleted."""
    if isinstance(error, BadRequest):
        return any(part in error.message.lower() for part in _SHUT)
    return isinstance(error, Forbidden)


def is_too_large(error: TelegramError) -> bool:
    """A file is over the server's limit."""
    text = error.message.lower()
    return isinstance(error, NetworkError) and ("too large" in text or "too big" in text)


def is_passing(error: TelegramError) -> bool:
    """The network or the server failed, not the request: later it may work."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)

"""Turns facts into sentences, in the reader's language. The only place that does.

The sentences stand in `bot/locales/<language>.ftl`, one file for all front-ends. A language or a
message that is missing falls back to English.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from bot.commands import BadCommand, NotACommand
from bot.errors import (
    AdminsOnly,
    AlreadyUpscaled,
    BadUsage,
    ClipGone,
    NeedsSound,
    NeedsUpscaler,
    NoPicture,
    NoSuchModel,
    NotAcknowledged,
    NotYourButton,
    NotYours,
    OperatorOnly,
    PictureTooCoarse,
    PictureUnavailable,
    RoleMissing,
    SecondPoller,
    ServersOnly,
    ShuttingDown,
    SignInRefused,
    StaleButton,
    TakesNoSound,
    TooLong,
    UpscaleTooLarge,
    WrongChannel,
)
from bot.languages import FALLBACK, bundle, keys, language_for, spoken
from bot.repertoire import PROMPT
from bot.templates import NeedsModel
from effects.errors import Allowed, BadOptions, NoSubject, UnknownEffect
from generation.errors import (
    CannotShrink,
    DownloadRefused,
    ModelBroken,
    OutOfMemory,
    PictureRefused,
    QualityTooLow,
    RenderFailed,
    RenderTimedOut,
    SoundRefused,
    WorkerLost,
    WorkerStalled,
)
from storage import errors as storage

MILLION = 1_000_000
GB = 1_000_000_000
LONGEST_QUOTE = 60  # characters of what was typed
SECONDS_PER_MINUTE, MINUTES_PER_HOUR, HOURS_PER_DAY = 60, 60, 24


def say(key: str, locale: str = FALLBACK, **facts: Any) -> str:  # noqa: ANN401 - str or number
    """The sentence for a key.

    Numbers among the facts are written as the language writes them; what has to be typed exactly
    as it stands is a text.

    Raises:
        KeyError: no language has that message.
    """
    for language in (language_for([locale]), FALLBACK):
        if bundle(language).has_message(key):
            return _format(key, language, facts)
    raise KeyError(key)


def say_else(otherwise: str, keys: Sequence[str], locale: str) -> str:
    """The first of some messages that the reader's own language has, or else another text."""
    language = language_for([locale])
    found = (key for key in keys if bundle(language).has_message(key))
    key = next(found, None)
    return otherwise if key is None else _format(key, language, {})


def texts(prefix: str, locale: str = FALLBACK) -> dict[str, str]:
    """Every message without facts whose key starts with `prefix`, for a page that shows them."""
    return {key: say(key, locale) for key in keys(FALLBACK) if key.startswith(prefix)}


@cache
def languages() -> dict[str, str]:
    """Every language there is, by code, with its own name for itself."""
    return {language: say("language", language) for language in spoken()}


def explain(error: BaseException, locale: str = FALLBACK) -> str:
    """One sentence that says what happened and what to do next."""
    key, facts = _facts(error, locale)
    return say(key, locale, **facts)


def code(error: BaseException) -> str:
    """The stable name of what happened: the key of its sentence."""
    return _facts(error, FALLBACK)[0]


def when(moment: datetime, locale: str = FALLBACK, now: datetime | None = None) -> str:
    """How far away a moment is: "in 5 hours"."""
    left_s = (moment - (now or datetime.now(UTC))).total_seconds()
    minutes = max(1, round(left_s / 60))
    if minutes < 2 * MINUTES_PER_HOUR:
        return say("in-minutes", locale, minutes=minutes)
    hours = round(minutes / MINUTES_PER_HOUR)
    if hours < 2 * HOURS_PER_DAY:
        return say("in-hours", locale, hours=hours)
    return say("in-days", locale, days=round(hours / HOURS_PER_DAY))


def duration(seconds: float, locale: str = FALLBACK) -> str:
    """A short time in words, never less than a second."""
    if seconds < SECONDS_PER_MINUTE:
        return say("seconds", locale, seconds=max(1, round(seconds)))
    return say("minutes", locale, minutes=round(seconds / SECONDS_PER_MINUTE))


def span(minimum: float, maximum: float, locale: str = FALLBACK) -> str:
    """A range of numbers as they are typed: "0.1 to 1"."""
    return say("range", locale, minimum=f"{minimum:g}", maximum=f"{maximum:.10g}")


def _facts(error: BaseException, locale: str) -> tuple[str, Mapping[str, Any]]:
    """The message key and the facts of an error. New errors get their line here."""
    match error:
        case NotACommand():
            return "not-a-command", {}
        case BadCommand(near):
            return "bad-command", {"near": near}
        case NeedsModel(name, nearest, setting):
            return "needs-model", {"name": name, "nearest": nearest, "setting": setting}
        case UnknownEffect("", _):
            return "no-effect", {}
        case UnknownEffect(name, ()):
            return "unknown-effect", {"name": name}
        case UnknownEffect(name, nearest):
            return "unknown-effect-near", {"name": name, "nearest": ", ".join(nearest)}
        case BadOptions(option, _, allowed, True):
            return "unknown-option", {"option": option, "allowed": ", ".join(allowed.choices)}
        case BadOptions(option, "", _, _) if option == PROMPT:
            return "needs-prompt", {}
        case BadOptions(option, value, allowed, _):
            facts = {"option": option, "value": _quoted(value)}
            return "bad-option", facts | {"allowed": _allowed(option, allowed, locale)}
        case TooLong(seconds, longest_s):
            return "too-long", {"seconds": seconds, "longest": longest_s}
        case UpscaleTooLarge(side, most):
            return "upscale-too-large", {"side": str(side), "most": str(most)}
        case PictureTooCoarse(side, times):
            return "picture-too-coarse", {"side": str(side), "times": f"{times:g}"}
        case AlreadyUpscaled():
            return "already-upscaled", {}
        case NeedsUpscaler():
            return "needs-upscaler", {}
        case PictureRefused(reason, limit, actual):
            return f"picture-{reason}", _bounds(reason, limit, actual)
        case SoundRefused(reason, limit, actual):
            return f"sound-{reason}", _bounds(reason, limit, actual)
        case NeedsSound(effect):
            return "needs-sound", {"effect": effect}
        case TakesNoSound(effect, instead):
            return "takes-no-sound", {"effect": effect, "instead": ", ".join(instead)}
        case NoSubject():
            return "job-no-subject", {"price": 0}
        case RenderFailed():
            return "job-failed", {"price": 0}
        case QualityTooLow():
            return "job-too-poor", {"price": 0}
        case ModelBroken():
            return "job-model-broken", {"price": 0}
        case WorkerLost():
            return "job-worker-lost", {"price": 0}
        case WorkerStalled():
            return "job-worker-stalled", {"price": 0}
        case OutOfMemory():
            return "job-out-of-memory", {"price": 0}
        case RenderTimedOut():
            return "job-too-slow", {"price": 0}
        case CannotShrink():
            return "job-undeliverable", {"price": 0}
        case ShuttingDown() | storage.StoreClosed():
            return "shutting-down", {}
        case ClipGone(hours):
            return "clip-gone", {"hours": hours}
        case NotYours() | storage.JobUnknown():
            return "not-yours", {}
        case NoPicture():
            return "no-picture", {}
        case PictureUnavailable():
            return "picture-unavailable", {}
        case WrongChannel(allowed):
            return "wrong-channel", {"allowed": ", ".join(allowed)}
        case RoleMissing(allowed):
            return "role-missing", {"allowed": ", ".join(allowed)}
        case SignInRefused(platform):
            return "sign-in-refused", {"platform": platform}
        case AdminsOnly():
            return "admins-only", {}
        case OperatorOnly():
            return "operator-only", {}
        case StaleButton():
            return "stale-button", {}
        case NotYourButton():
            return "not-your-button", {}
        case ServersOnly():
            return "servers-only", {}
        case BadUsage(usage):
            return "bad-usage", {"usage": usage}
        case SecondPoller(platform):
            return "second-poller", {"platform": platform}
        case NoSuchModel(name, known):
            return "no-such-model", {"name": name, "known": ", ".join(known)}
        case NotAcknowledged(preset, conditions):
            return "not-acknowledged", {"preset": preset, "conditions": conditions}
        case DownloadRefused(reason, source, missing, free):
            facts = {"missing": f"{missing / GB:.3g}", "free": f"{free / GB:.3g}"}
            return f"download-{reason}", {"source": source} | facts
        case storage.StorageError():
            return _storage_facts(error, locale)
        case OSError():
            key = "cannot-write" if error.errno else "unexpected"
            return key, {"path": str(error.filename or ""), "why": str(error.strerror)}
    return "unexpected", {}


def _allowed(option: str, allowed: Allowed, locale: str) -> str:
    """What an option takes, in words: "0.1 to 1", "one of left, right"."""
    if allowed.choices:
        choices = ", ".join(allowed.choices)
        return choices if len(allowed.choices) == 1 else say("one-of", locale, choices=choices)
    if allowed.minimum is not None and allowed.maximum is not None:
        return span(allowed.minimum, allowed.maximum, locale)
    return say_else(say("allowed-text", locale), (f"allowed-{option}",), locale)


def _quoted(typed: str) -> str:
    """What somebody typed, short enough to be shown wherever the sentence is."""
    return typed if len(typed) <= LONGEST_QUOTE else f"{typed[: LONGEST_QUOTE - 1]}…"


def _bounds(reason: str, limit: float | None, actual: float | None) -> dict[str, float]:
    """What a file may be and what it is, in short numbers."""
    scale = MILLION if "many" in reason else 1  # megabytes, megapixels
    counts = {"limit": limit, "actual": actual}
    return {
        name: float(f"{count / scale:.4g}") for name, count in counts.items() if count is not None
    }


def _storage_facts(error: storage.StorageError, locale: str) -> tuple[str, Mapping[str, Any]]:
    match error:
        case storage.NotEnoughCredits(needed, available, _, None):
            return "not-enough-credits-ever", {"needed": needed, "available": available}
        case storage.NotEnoughCredits(needed, available, next_amount, datetime() as next_at):
            facts = {"needed": needed, "available": available, "next": next_amount}
            return "not-enough-credits", facts | {"when": when(next_at, locale)}
        case storage.TooManyJobs(allowed):
            return "too-many-jobs", {"allowed": allowed}
        case storage.QueueFull(capacity):
            return "queue-full", {"capacity": capacity}
        case storage.CoolingDown(until):
            return "cooling-down", {"when": when(until, locale)}
        case storage.GpuBudgetSpent(_, _, until):
            return "gpu-budget-spent", {"when": when(until, locale)}
        case storage.AccountTooYoung(until):
            return "account-too-young", {"when": when(until, locale)}
        case storage.RequestKeyReused():
            return "request-key-reused", {}
        case storage.OrdersStopped():
            return "orders-stopped", {}
        case storage.GrantRefused(rule, allowed):
            return "grant-refused", {"rule": rule, "allowed": allowed}
        case storage.PoolEmpty(needed, available):
            return "pool-empty", {"needed": needed, "available": available}
        case storage.NoPool():
            return "no-pool", {}
        case storage.ProposalClosed():
            return "proposal-closed", {}
        case storage.AccountUnknown(account):
            return "account-unknown", {"account": account}
        case storage.BadAmount(amount):
            return "bad-amount", {"amount": str(amount)}
        case storage.DatabaseBusy():
            return "busy", {}
        case storage.DiskFull(folder):
            return "disk-full", {"folder": str(folder)}
        case storage.DatabaseDamaged(path, detail):
            return "database-damaged", {"path": str(path), "detail": detail}
        case storage.SchemaTooNew(found, known):
            return "schema-too-new", {"found": found, "known": known}
        case storage.FolderInUse(folder, pid):
            return "folder-in-use", {"folder": str(folder), "pid": str(pid)}
        case storage.TwoSqliteLibraries(package):
            return "two-sqlite", {"package": package}
        case storage.BackupUnsound(path, violations):
            return "backup-unsound", {"path": str(path), "violations": ", ".join(violations)}
    return "unexpected", {}


def _format(key: str, language: str, facts: Mapping[str, Any]) -> str:
    found = bundle(language)
    text, _ = found.format_pattern(found.get_message(key).value, facts)
    return str(text)

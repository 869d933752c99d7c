"""Turns facts into sentences, in the reader's language. The only place that does.

The sentences stand in `bot/locales/<language>.ftl` (Project Fluent), those of one platform in a
folder of its own beside them. A language or a message that is missing falls back to English.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from bot.commands import BadCommand, NotACommand
from bot.errors import (
    AdminsOnly,
    BadUsage,
    ClipGone,
    NeedsSound,
    NoPicture,
    NotYourButton,
    NotYours,
    OperatorOnly,
    PictureUnavailable,
    RoleMissing,
    SecondPoller,
    ServersOnly,
    ShuttingDown,
    SignInRefused,
    StaleButton,
    TakesNoSound,
    TooLong,
    WrongChannel,
)
from bot.templates import NeedsModel
from effects.errors import BadOptions, NoSubject, UnknownEffect
from generation.errors import (
    CannotShrink,
    ModelBroken,
    OutOfMemory,
    PictureRefused,
    QualityTooLow,
    RenderFailed,
    RenderTimedOut,
    SoundRefused,
)
from storage import errors as storage

LOCALES = Path(__file__).with_name("locales")
FALLBACK = "en"
MILLION = 1_000_000
MINUTES_PER_HOUR, HOURS_PER_DAY = 60, 24


def say(key: str, locale: str = FALLBACK, **facts: Any) -> str:  # noqa: ANN401 - str or number
    """The sentence for a key.

    Raises:
        KeyError: no language has that message.
    """
    for bundle in (_bundle(locale.partition("-")[0].lower()), _bundle(FALLBACK)):
        if bundle is not None and bundle.has_message(key):
            pattern = bundle.get_message(key).value
            text, _ = bundle.format_pattern(pattern, facts)
            return str(text)
    raise KeyError(key)


def speaks(locale: str) -> bool:
    """Whether there is a catalogue for a language other than the fallback."""
    language = locale.partition("-")[0].lower()
    return language != FALLBACK and _bundle(language) is not None


def texts(prefix: str, locale: str = FALLBACK) -> dict[str, str]:
    """Every message without facts whose key starts with `prefix`, for a page that shows them."""
    keys = [key for key in _keys(FALLBACK) if key.startswith(prefix)]
    return {key: say(key, locale) for key in keys}


@cache
def languages() -> dict[str, str]:
    """Every language there is, by code, with its own name for itself."""
    return {path.stem: say("language", path.stem) for path in sorted(LOCALES.glob("*.ftl"))}


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
        case BadOptions(option, value, allowed, is_unknown):
            key = "unknown-option" if is_unknown else "bad-option"
            return key, {"option": option, "value": value, "allowed": allowed}
        case TooLong(seconds, longest_s):
            return "too-long", {"seconds": f"{seconds:g}", "longest": f"{longest_s:g}"}
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
        case OutOfMemory():
            return "job-out-of-memory", {"price": 0}
        case RenderTimedOut():
            return "job-too-slow", {"price": 0}
        case CannotShrink():
            return "job-undeliverable", {"price": 0}
        case ShuttingDown() | storage.StoreClosed():
            return "shutting-down", {}
        case ClipGone(hours):
            return "clip-gone", {"hours": f"{hours:g}"}
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
        case storage.StorageError():
            return _storage_facts(error, locale)
        case OSError():
            key = "cannot-write" if error.errno else "unexpected"
            return key, {"path": str(error.filename or ""), "why": str(error.strerror)}
    return "unexpected", {}


def _bounds(reason: str, limit: float | None, actual: float | None) -> dict[str, str]:
    """What a file may be and what it is, in short numbers."""
    scale = MILLION if "many" in reason else 1  # megabytes, megapixels
    counts = {"limit": limit, "actual": actual}
    return {name: f"{count / scale:.4g}" for name, count in counts.items() if count is not None}


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


@cache
def _bundle(language: str) -> FluentBundle | None:
    """Everything that is said in a language; None when nothing is."""
    bundle, found = FluentBundle([language], use_isolating=False), False
    for path in sorted(LOCALES.rglob(f"{language}.ftl")):
        bundle.add_resource(FluentResource(path.read_text("utf-8")))
        found = True
    return bundle if found else None


@cache
def _keys(language: str) -> tuple[str, ...]:
    lines = (LOCALES / f"{language}.ftl").read_text("utf-8").splitlines()
    return tuple(line.split(" =")[0] for line in lines if line[:1].isalpha() and " =" in line)

"""What can be wrong with a storage call.

StorageError
├── Refusal                  expected; nothing was reserved
│   ├── NotEnoughCredits     the account has less to spend than the order costs
│   ├── TooManyJobs          the account has as many open jobs as its tier allows
│   ├── QueueFull            the queue holds as many jobs as it may
│   ├── CoolingDown          the account must wait before its next order
│   ├── GpuBudgetSpent       the day's GPU seconds are used up
│   ├── AccountTooYoung      the free allowance starts later for this account
│   ├── RequestKeyReused     the key of an earlier order came with another order
│   ├── OrdersStopped        the ledger broke an invariant; no orders until it is mended
│   ├── GrantRefused         a rule of the server's pool forbids this grant
│   ├── PoolEmpty            the server's pool holds less than the grant
│   ├── NoPool               the server has no pool
│   └── ProposalClosed       the proposed grant was decided before, or has lapsed
├── JobUnknown               no job has that id
├── WrongJobState            the job is not in the state that this step starts from
├── AccountUnknown           no account has that name
├── BadAmount                an amount is zero, negative or absurdly large
├── DatabaseBusy             another program holds the database; nothing was changed
├── DiskFull                 the data folder's disk is full; nothing was changed
├── DatabaseDamaged          the file is not a sound database
├── SchemaTooNew             the file was written by a newer Zoetrope
├── FolderInUse              another process works on this data folder
├── TwoSqliteLibraries       a second SQLite library is installed, which destroys files
├── BackupUnsound            a backup did not pass its checks
└── StoreClosed              the call came after the store was closed
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


class StorageError(Exception):
    """Anything that storage raises on purpose."""


class Refusal(StorageError):
    """Expected, and explained to whoever asked. Nothing was reserved or granted."""


@dataclass
class NotEnoughCredits(Refusal):
    """The account has less to spend than the order costs."""

    needed: int
    available: int
    next_amount: int  # how much the allowance adds next; 0 when none will come
    next_at: datetime | None


@dataclass
class TooManyJobs(Refusal):
    """The account has as many open jobs as its tier allows."""

    allowed: int


@dataclass
class QueueFull(Refusal):
    """The queue holds as many jobs as it may."""

    capacity: int


@dataclass
class CoolingDown(Refusal):
    """The account must wait before its next order."""

    until: datetime


@dataclass
class GpuBudgetSpent(Refusal):
    """The day's GPU seconds are used up, for `whose`: "account", "server" or "all"."""

    whose: str
    limit_s: float
    until: datetime


@dataclass
class AccountTooYoung(Refusal):
    """The free allowance starts later for this account, and it has nothing else to spend."""

    until: datetime


@dataclass
class RequestKeyReused(Refusal):
    """The key of an earlier order came again with a different order."""

    request_key: str


@dataclass
class OrdersStopped(Refusal):
    """The ledger broke an invariant; no orders are taken until it is mended."""

    violations: tuple[str, ...]


@dataclass
class GrantRefused(Refusal):
    """A rule of the server's pool forbids this grant.

    `rule` is "self" (to oneself), "per-grant", "per-admin", "per-recipient" (the caps, the latter
    two per UTC day), "closed" (by the operator) or "same-admin" (a second one has to approve).
    `allowed` is what the rule would still let through today.
    """

    rule: str
    allowed: int = 0


@dataclass
class PoolEmpty(Refusal):
    """The server's pool holds less than the grant."""

    needed: int
    available: int


@dataclass
class NoPool(Refusal):
    """The operator has given this server no pool."""

    scope: str


@dataclass
class ProposalClosed(Refusal):
    """The proposed grant was decided before, has lapsed, or belongs to another server."""

    proposal_id: int


@dataclass
class JobUnknown(StorageError):
    """No job has that id."""

    job_id: str


@dataclass
class WrongJobState(StorageError):
    """The job is not in the state that this step starts from."""

    job_id: str
    state: str
    needed: str


@dataclass
class AccountUnknown(StorageError):
    """No account has that name."""

    account_id: str


@dataclass
class BadAmount(StorageError):
    """An amount is zero, negative or absurdly large."""

    amount: int


@dataclass
class DatabaseBusy(StorageError):
    """Another program held the database for `waited_s`; nothing was changed."""

    waited_s: float


@dataclass
class DiskFull(StorageError):
    """The data folder's disk is full; nothing was changed."""

    folder: Path


@dataclass
class DatabaseDamaged(StorageError):
    """The file is not a sound database; restore a backup."""

    path: Path
    detail: str


@dataclass
class SchemaTooNew(StorageError):
    """The file was written by a newer Zoetrope."""

    found: int
    known: int


@dataclass
class FolderInUse(StorageError):
    """Another process works on this data folder."""

    folder: Path
    pid: int  # 0 when it could not be read


@dataclass
class TwoSqliteLibraries(StorageError):
    """A second SQLite library is installed: two in one process destroy the file within seconds."""

    package: str


@dataclass
class BackupUnsound(StorageError):
    """A backup did not pass its checks, so it was not used."""

    path: Path
    violations: tuple[str, ...]


@dataclass
class StoreClosed(StorageError):
    """The call came after the store was closed; nothing was changed."""

"""What an account can spend, as values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LotKind(StrEnum):
    """Where the amount in a lot came from."""

    ALLOWANCE = "allowance"
    GRANTED = "granted"
    BOUGHT = "bought"


@dataclass(frozen=True, kw_only=True)
class Lot:
    """An amount that came at one time, may be spent in one scope and may expire."""

    id: int
    kind: LotKind
    amount: int
    scope: str  # "*": anywhere
    expires_at: datetime | None  # for the allowance: when it is next topped up


@dataclass(frozen=True, kw_only=True)
class Balance:
    """What an account can spend in one scope. `lots` is in spending order."""

    spendable: int
    reserved: int  # set aside for open jobs
    next_amount: int  # how much the allowance adds at `next_at`
    next_at: datetime | None
    lots: tuple[Lot, ...]

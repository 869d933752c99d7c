"""Time that never runs backwards, whatever the machine's clock does."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND_US = 1_000_000
HOUR_US = 3600 * SECOND_US
DAY_US = 24 * HOUR_US
# A longer step forward is more likely a broken clock than a machine that was off: it is not
# believed until the operator says so, else one bad reading would freeze every allowance for years.
LONGEST_STEP_US = 35 * DAY_US


def utc_now() -> datetime:
    """Read the wall clock."""
    return datetime.now(UTC)


def to_us(moment: datetime) -> int:
    """Microseconds since 1970, exactly."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def from_us(moment_us: int) -> datetime:
    """The aware datetime of `to_us`."""
    return EPOCH + timedelta(microseconds=moment_us)


def period_start(moment_us: int, period_us: int) -> int:
    """When the period that holds `moment_us` began. Periods count from midnight UTC, 1970."""
    return moment_us - moment_us % period_us


class TrustedClock:
    """The later of the wall clock and the latest moment seen, which the database remembers."""

    def __init__(self, wall: Callable[[], datetime], latest_us: int) -> None:
        self._wall = wall
        self._latest_us = latest_us

    def now_us(self) -> int:
        """The present. Stands still while the wall clock is behind or absurdly far ahead."""
        wall_us = self.wall_us()
        if self._latest_us < wall_us <= self._latest_us + LONGEST_STEP_US:
            self._latest_us = wall_us
        return self._latest_us

    def wall_us(self) -> int:
        """What the machine says."""
        return to_us(self._wall())

    def trust(self, moment_us: int) -> None:
        """Go on from `moment_us`, because the operator says so."""
        self._latest_us = moment_us

"""What one storage call sees: the database, inside a transaction, and the time."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

import sqlite_utils

from storage.clock import from_us

Result = TypeVar("Result")
Parameters = Sequence[Any] | Mapping[str, Any]


@dataclass(frozen=True)
class Transaction:
    """One transaction. `now_us` stands still in it; `boot` is the number of this process."""

    database: sqlite_utils.Database
    now_us: int
    boot: int = 0

    @property
    def now(self) -> datetime:
        """The time, as a datetime."""
        return from_us(self.now_us)

    def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a statement that writes. Returns how many rows it changed."""
        return self.database.conn.execute(sql, parameters).rowcount

    def insert(self, table: str, row: Mapping[str, Any]) -> int:
        """Add a row. Returns its number."""
        marks = ", ".join(f":{column}" for column in row)
        sql = f"insert into {table} ({', '.join(row)}) values ({marks})"  # noqa: S608 - our names
        return self.database.conn.execute(sql, row).lastrowid or 0

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """All rows. An unread cursor would keep the write-ahead log from being emptied."""
        return self.database.conn.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """The first row, if there is one."""
        return next(iter(self.rows(sql, parameters)), None)

    def number(self, sql: str, parameters: Parameters = ()) -> int:
        """The single integer that the query yields; 0 for null."""
        row = self.row(sql, parameters)
        return 0 if row is None or row[0] is None else int(row[0])

    def keep(self) -> None:
        """Make what was written so far stay even if this call is refused afterwards."""
        self.database.execute("release call")
        self.database.execute("savepoint call")


class Run(Protocol):
    """Runs work in a transaction on the storage thread and returns what it returns."""

    async def __call__(self, work: Callable[[Transaction], Result]) -> Result:
        """Run it."""

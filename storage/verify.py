"""Checks a whole database: the file, its foreign keys, the ledger's invariants, the audit chain."""

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlite_utils

from storage import audit
from storage.database import connect_readonly


def verify_file(path: Path, *, thorough: bool = False) -> list[str]:
    """Say what is wrong with a database file; nothing, normally. May run beside the writer."""
    try:
        database = connect_readonly(path)
    except sqlite3.DatabaseError as error:
        return [f"the file is damaged: {error}"]
    with closing(database):
        return verify(database, thorough=thorough)


def verify(database: sqlite_utils.Database, *, thorough: bool = False) -> list[str]:
    """Say what is wrong with an open database, in one snapshot of it.

    `thorough` also compares every index with its table; a backup is worth that.
    """
    try:
        database.execute("begin")
        try:
            return [
                *_damage(database, "integrity_check" if thorough else "quick_check"),
                *_orphans(database),
                *_broken_invariants(database),
                *audit.broken_links(database),
            ]
        finally:
            database.execute("rollback")
    except sqlite3.DatabaseError as error:
        return [f"the file is damaged: {error}"]


def _damage(database: sqlite_utils.Database, check: str) -> list[str]:
    rows = database.execute(f"pragma {check}").fetchall()
    return [f"the file is damaged: {row[0]}" for row in rows if row[0] != "ok"]


def _orphans(database: sqlite_utils.Database) -> list[str]:
    rows = database.execute("pragma foreign_key_check").fetchall()
    return [f"{row['table']} row {row['rowid']} refers to no {row['parent']}" for row in rows]


def _broken_invariants(database: sqlite_utils.Database) -> list[str]:
    rows = database.execute("select name, broken from invariant where broken <> 0").fetchall()
    return [f"not so: {row['name']} (off by {row['broken']})" for row in rows]

"""Backups: taken while the store is in use, checked before they count, restored only when sound."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from storage.database import DATABASE_NAME, connect_readonly, translate
from storage.errors import BackupUnsound
from storage.lock import lock_folder
from storage.verify import verify_file

BACKUPS_NAME = "backups"


def back_up(folder: Path, now: datetime, *, keep: int, check: bool = True) -> Path:
    """Copy the database as of now into `folder`/backups and check the copy; keep the latest few.

    Not to be checked is what an earlier version wrote, and this one is about to migrate.

    Raises:
        BackupUnsound: the copy did not pass; it is kept beside the good ones for a look.
        DiskFull: there was no room; older backups are untouched.
    """
    backups = folder / BACKUPS_NAME
    backups.mkdir(exist_ok=True, mode=0o700)
    path = backups / f"zoetrope-{now:%Y%m%dT%H%M%S%f}Z.db"
    unchecked = path.with_suffix(".unchecked")
    _copy(folder / DATABASE_NAME, unchecked)
    violations = verify_file(unchecked, thorough=True) if check else []
    if violations:
        raise BackupUnsound(unchecked, tuple(violations))
    _put_in_place(unchecked, path)
    for old in list_backups(folder)[keep:]:
        old.unlink()
    return path


def list_backups(folder: Path) -> list[Path]:
    """The backups that passed their checks, latest first."""
    return sorted((folder / BACKUPS_NAME).glob("zoetrope-*.db"), reverse=True)


def restore(backup: Path, folder: Path, now: datetime) -> Path | None:
    """Put a backup in the place of the data folder's database, which is kept under another name.

    Returns where the database that was replaced is now; None when there was none.

    Raises:
        BackupUnsound: the backup does not pass its checks; nothing was changed.
        FolderInUse: the program is running on this folder; nothing was changed.
    """
    violations = verify_file(backup, thorough=True)
    if violations:
        raise BackupUnsound(backup, tuple(violations))
    with lock_folder(folder):
        path = folder / DATABASE_NAME
        fresh = path.with_suffix(".restoring")
        shutil.copyfile(backup, fresh)
        replaced = _keep_aside(path, now) if path.exists() else None
        _put_in_place(fresh, path)
    return replaced


def _copy(source: Path, target: Path) -> None:
    """Write one consistent snapshot of a database that may be in use."""
    target.unlink(missing_ok=True)
    try:
        with closing(connect_readonly(source)) as database:
            database.conn.execute("vacuum into ?", [str(target)])
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise translate(error, source) from error


def _keep_aside(path: Path, now: datetime) -> Path:
    """Give the database a second name, with all that was committed inside.

    Its write-ahead log must not be found beside the restored file: SQLite would replay it there.
    """
    aside = path.with_name(f"{path.name}.replaced-{now:%Y%m%dT%H%M%S}")
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as conn:
        conn.execute("pragma wal_checkpoint(truncate)").fetchall()
    for suffix in ("-wal", "-shm"):  # still there only when the database is damaged
        log = path.with_name(path.name + suffix)
        if log.exists():
            log.rename(aside.with_name(aside.name + suffix))
    aside.hardlink_to(path)
    return aside


def _put_in_place(source: Path, target: Path) -> None:
    """Rename, such that after a power cut there is the old file or the whole new one."""
    _sync(source)
    source.rename(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Opening the database, and the only kind of transaction there is."""

import importlib.util
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlite_utils.db

from storage.errors import DatabaseBusy, DatabaseDamaged, DiskFull, TwoSqliteLibraries

log = logging.getLogger(__name__)

DATABASE_NAME = "zoetrope.db"
BUSY_WAIT_S = 1.0  # for another program's lock; the writer thread waits on in such steps
# https://sqlite.org/wal.html#walresetbug: earlier ones may lose a commit when TWO connections
# write. Ours is the only one that does, so this is worth a line in the log and no more.
WAL_RESET_FIXED = (3, 51, 3)

PRAGMAS = (
    "synchronous = full",  # a commit survives a power cut; costs about 1 ms
    "foreign_keys = on",
    "trusted_schema = off",
    "cell_size_check = on",
    "secure_delete = on",  # who is erased shall not be found in the file's free space
    "journal_size_limit = 67108864",
)


def connect(path: Path) -> sqlite_utils.Database:
    """Open the one connection that writes. It belongs to the thread that calls this.

    Raises:
        TwoSqliteLibraries: sqlite-utils would use, or could load, another library than we do.
        DatabaseDamaged: the file is no database, or its disk cannot hold one.
    """
    assert_one_library()
    conn = sqlite3.connect(path, isolation_level=None, timeout=BUSY_WAIT_S, cached_statements=256)
    try:
        database = _prepare(conn)
        mode = conn.execute("pragma journal_mode = wal").fetchone()[0]
        if mode != "wal":  # e.g. a network drive without shared memory
            raise DatabaseDamaged(path, f"journal mode is {mode}, and has to be wal")
    except sqlite3.DatabaseError as error:
        conn.close()
        raise translate(error, path) from error
    if sqlite3.sqlite_version_info < WAL_RESET_FIXED:
        log.info("SQLite %s: safe here, with a single writing connection", sqlite3.sqlite_version)
    return database


def connect_readonly(path: Path) -> sqlite_utils.Database:
    """Open a connection that cannot write, to check or copy a database while it is in use."""
    assert_one_library()
    conn = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=10)
    return _prepare(conn)


def assert_one_library() -> None:
    """Refuse to run beside a second SQLite library.

    sqlite-utils prefers pysqlite3 and sqlean to the standard library when they are installed. Two
    libraries in one process drop each other's file locks: the database was destroyed within five
    seconds in six of six runs (docs/reliability.md).
    """
    for package in ("pysqlite3", "sqlean"):
        if importlib.util.find_spec(package) is not None:
            raise TwoSqliteLibraries(package)
    library = vars(sqlite_utils.db)["sqlite3"]
    if library is not sqlite3:
        raise TwoSqliteLibraries(library.__name__)


@contextmanager
def immediate(database: sqlite_utils.Database) -> Iterator[None]:
    """One transaction that takes the write lock at once.

    `with conn:` is not one (sqlite-utils commits every write by itself), and `db.atomic()` begins
    deferred: a read before the first write may then lose against another writer.
    """
    database.execute("begin immediate")
    try:
        yield
        database.execute("commit")
    except BaseException:
        if database.conn.in_transaction:  # a full disk has rolled back already
            database.execute("rollback")
        raise


def translate(error: Exception, path: Path) -> Exception:
    """Turn what SQLite says about the machine into our errors; leave our mistakes as they are."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DatabaseBusy(BUSY_WAIT_S)
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(path.parent)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR):
        return DatabaseDamaged(path, str(error))
    return error


def _prepare(conn: sqlite3.Connection) -> sqlite_utils.Database:
    conn.row_factory = sqlite3.Row
    for pragma in PRAGMAS:
        conn.execute(f"pragma {pragma}").fetchall()
    return sqlite_utils.Database(conn, execute_plugins=False)

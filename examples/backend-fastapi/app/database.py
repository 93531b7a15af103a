"""SQLite: a connection for each request, and transactions that take the write lock at once."""
import sqlite3
import tempfile
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Iterator, Optional

SCHEMA = (Path(__file__).parent / "schema.sql").read_text()


class Database:
    def __init__(self, file: Optional[str] = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="backend-")
        # What does not outlive the process need not be safe on the disk.
        self._synchronous = "FULL" if file else "OFF"
        self._file = file or f"{self._folder.name}/backend.sqlite3"
        connection = self.connect()
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(SCHEMA)
        connection.close()

    def connect(self) -> sqlite3.Connection:
        # FastAPI may open, use and close it in different threads, one after another.
        connection = sqlite3.connect(self._file, timeout=30, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA synchronous = {self._synchronous}")
        return connection

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        connection = self.connect()
        try:
            yield connection
        finally:
            connection.close()

    def clear(self) -> None:
        """Forgets everything, for tests."""
        with self.connection() as connection, transaction(connection):
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                connection.execute(f'DELETE FROM "{table}"')

    def close(self) -> None:
        self._folder.cleanup()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Writers come one after another: IMMEDIATE takes the lock before anything is read."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def now() -> str:
    """The time as the API writes it."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

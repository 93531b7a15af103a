"""Five wrong passwords in a row lock an address for 15 minutes, whether or not it has an account."""
import math
import sqlite3
import time

FAILURES_ALLOWED = 5
LOCK_SECONDS = 15 * 60


def seconds_locked(connection: sqlite3.Connection, email: str) -> int:
    """How long the address has to wait; 0 when it need not."""
    row = connection.execute("SELECT locked_until FROM failed_logins WHERE email = ?", (email,)).fetchone()
    return max(0, math.ceil(row["locked_until"] - time.time())) if row else 0


def note_failure(connection: sqlite3.Connection, email: str) -> None:
    row = connection.execute("SELECT * FROM failed_logins WHERE email = ?", (email,)).fetchone()
    lock_is_over = row is not None and row["locked_until"] > 0
    failures = row["failures"] + 1 if row and not lock_is_over else 1
    locked_until = time.time() + LOCK_SECONDS if failures >= FAILURES_ALLOWED else 0
    connection.execute(
        "INSERT OR REPLACE INTO failed_logins (email, failures, locked_until) VALUES (?, ?, ?)",
        (email, failures, locked_until),
    )


def unlock(connection: sqlite3.Connection, email: str) -> None:
    connection.execute("DELETE FROM failed_logins WHERE email = ?", (email,))

"""Accounts."""
import sqlite3
from typing import Any, Dict, Optional

from ..database import now


def by_email(connection: sqlite3.Connection, email: str) -> Optional[sqlite3.Row]:
    return connection.execute("SELECT * FROM users WHERE email = ?", (email,)).fetchone()


def create(
    connection: sqlite3.Connection,
    email: str,
    *,
    name: Optional[str] = None,
    password_hash: Optional[str] = None,
    verified: bool = False,
    role: str = "user",
) -> sqlite3.Row:
    moment = now()
    connection.execute(
        "INSERT INTO users"
        " (email, name, role, password_hash, email_verified, created_at, updated_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (email, name or _name_from(email), role, password_hash, verified, moment, moment),
    )
    return _known(connection, email)


def verified(connection: sqlite3.Connection, email: str) -> sqlite3.Row:
    """The account of an address that has just been proved; made where there is none."""
    user = by_email(connection, email)
    if user is None:
        return create(connection, email, verified=True)
    connection.execute("UPDATE users SET email_verified = 1, updated_at = ? WHERE id = ?", (now(), user["id"]))
    return _known(connection, email)


def view(user: sqlite3.Row) -> Dict[str, Any]:
    """A user as the platform shows them."""
    shown = ("id", "email", "name", "role", "created_at", "updated_at")
    return {**{key: user[key] for key in shown}, "email_verified": bool(user["email_verified"])}


def _known(connection: sqlite3.Connection, email: str) -> sqlite3.Row:
    row: sqlite3.Row = connection.execute("SELECT * FROM users WHERE email = ?", (email,)).fetchone()
    return row


def _name_from(email: str) -> str:
    return email.split("@")[0].replace(".", " ").replace("_", " ").title()[:100] or "Somebody"

"""Tokens that are good once: links in mails, and the states of a sign-in elsewhere."""
import hashlib
import secrets
import sqlite3
import time
from typing import NamedTuple, Optional, Union


class Purpose(NamedTuple):
    name: str
    prefix: str
    lifetime: int


MAGIC_LINK = Purpose("magic_link", "ml_", 15 * 60)
VERIFY_EMAIL = Purpose("verify_email", "ev_", 24 * 60 * 60)
RESET_PASSWORD = Purpose("reset_password", "pr_", 60 * 60)


def oauth_state(provider: str) -> Purpose:
    return Purpose(f"oauth_{provider}", "st_", 10 * 60)


def make(connection: sqlite3.Connection, purpose: Purpose, email: str = "", redirect_uri: Optional[str] = None) -> str:
    token = purpose.prefix + secrets.token_urlsafe(32)
    connection.execute(
        "INSERT INTO one_use_tokens (hash, purpose, email, redirect_uri, expires_at) VALUES (?, ?, ?, ?, ?)",
        (_hash(token), purpose.name, email, redirect_uri, time.time() + purpose.lifetime),
    )
    return token


def spend(connection: sqlite3.Connection, purpose: Purpose, token: str) -> Union[sqlite3.Row, str]:
    """What was kept with the token, or why it is not good: `invalid`, `expired` or `used`. Call it in a transaction."""
    row = connection.execute(
        "SELECT * FROM one_use_tokens WHERE hash = ? AND purpose = ?", (_hash(token), purpose.name)
    ).fetchone()
    if row is None:
        return "invalid"
    if row["used"]:
        return "used"
    if row["expires_at"] <= time.time():
        return "expired"
    connection.execute("UPDATE one_use_tokens SET used = 1 WHERE hash = ?", (row["hash"],))
    return row


def expire(connection: sqlite3.Connection, token: str) -> None:
    """Ends it before its time. For tests."""
    connection.execute("UPDATE one_use_tokens SET expires_at = 0 WHERE hash = ?", (_hash(token),))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

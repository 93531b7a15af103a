"""Access and refresh tokens: HS256, rotation, and families that end together."""
import secrets
import sqlite3
import time
from typing import Any, Dict, Optional

import jwt

from ..database import transaction
from ..problems import Problem
from ..settings import Settings

ACCESS_LIFETIME = 30 * 60
REFRESH_LIFETIME = 7 * 24 * 60 * 60

Claims = Dict[str, Any]


def issue(
    connection: sqlite3.Connection,
    settings: Settings,
    user: sqlite3.Row,
    family: Optional[str] = None,
    at: Optional[float] = None,
) -> Dict[str, Any]:
    """A pair of tokens of a new family, or of the one given; `at` is when, in Unix seconds."""
    family = family or secrets.token_urlsafe(16)
    issued = int(time.time() if at is None else at)

    def sign(kind: str, lifetime: int) -> str:
        jti = secrets.token_urlsafe(16)
        connection.execute("INSERT INTO tokens (jti, family, user_id) VALUES (?, ?, ?)", (jti, family, user["id"]))
        claims = {
            "sub": str(user["id"]),
            "user_id": user["id"],
            "email": user["email"],
            "role": user["role"],
            "type": kind,
            "iat": issued,
            "exp": issued + lifetime,
            "jti": jti,
        }
        return jwt.encode(claims, settings.jwt_secret, algorithm="HS256")

    return {
        "access_token": sign("access", ACCESS_LIFETIME),
        "refresh_token": sign("refresh", REFRESH_LIFETIME),
        "token_type": "bearer",
        "expires_in": ACCESS_LIFETIME,
    }


def read_access_token(connection: sqlite3.Connection, settings: Settings, authorization: Optional[str]) -> Claims:
    """The claims of a token that is good now, and its family. Else 401."""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Problem("token_missing")
    claims = _claims(settings, token)
    if claims is None or claims.get("type") != "access":
        raise Problem("token_invalid")
    row = _row(connection, claims)
    if row is None or row["revoked"]:
        raise Problem("token_invalid")
    if claims["exp"] <= time.time():
        raise Problem("token_expired")
    return {**claims, "family": row["family"]}


def rotate(connection: sqlite3.Connection, settings: Settings, refresh_token: str) -> Dict[str, Any]:
    """The next pair of the family. A token that comes twice ends the family: one of the two was a thief."""
    claims = _claims(settings, refresh_token)
    refusal = None
    with transaction(connection):
        row = _row(connection, claims) if claims and claims.get("type") == "refresh" else None
        user = row and connection.execute("SELECT * FROM users WHERE id = ?", (row["user_id"],)).fetchone()
        if claims is None or row is None or user is None:
            refusal = "invalid"
        elif row["used"]:
            revoke_family(connection, row["family"])
            refusal = "reused"
        elif row["revoked"]:
            refusal = "invalid"
        elif claims["exp"] <= time.time():
            refusal = "expired"
        else:
            connection.execute("UPDATE tokens SET used = 1 WHERE jti = ?", (row["jti"],))
            return issue(connection, settings, user, row["family"])
    # Raised out here, so that the family stays revoked.
    raise Problem(f"refresh_token_{refusal}")


def revoke_family(connection: sqlite3.Connection, family: str) -> None:
    connection.execute("UPDATE tokens SET revoked = 1 WHERE family = ?", (family,))


def revoke_all(connection: sqlite3.Connection, user_id: int) -> None:
    connection.execute("UPDATE tokens SET revoked = 1 WHERE user_id = ?", (user_id,))


def revoke_sign_in_of(connection: sqlite3.Connection, settings: Settings, token: str, user_id: int) -> None:
    """Ends what the token descends from. One that is unknown or somebody else's ends nothing."""
    claims = _claims(settings, token)
    row = _row(connection, claims) if claims else None
    if row and row["user_id"] == user_id:
        revoke_family(connection, row["family"])


def peek_user(settings: Settings, authorization: Optional[str]) -> Optional[int]:
    """Whose token it says it is, by its signature alone: enough to count requests, not to let anybody in."""
    claims = _claims(settings, (authorization or "").partition(" ")[2])
    return claims.get("user_id") if claims else None


def _claims(settings: Settings, token: str) -> Optional[Claims]:
    try:
        # Expiry is told apart from a forgery by whoever asks.
        return jwt.decode(
            token,
            settings.jwt_secret,
            algorithms=["HS256"],
            options={"verify_exp": False, "require": ["exp", "jti", "user_id"]},
        )
    except (jwt.InvalidTokenError, UnicodeError):
        return None


def _row(connection: sqlite3.Connection, claims: Claims) -> Optional[sqlite3.Row]:
    return connection.execute("SELECT * FROM tokens WHERE jti = ?", (claims["jti"],)).fetchone()

"""Passwords are kept as scrypt hashes with a salt of their own."""
import hashlib
import hmac
import secrets
from typing import Optional


def hash_password(password: str) -> str:
    salt = secrets.token_hex(16)
    return f"{salt}${_digest(password, salt)}"


def matches(password: str, stored: Optional[str]) -> bool:
    """Takes as long for an account without a password, or for none, as for any other."""
    salt, _, digest = (stored or _NOBODY).partition("$")
    return hmac.compare_digest(_digest(password, salt), digest) and stored is not None


def _digest(password: str, salt: str) -> str:
    return hashlib.scrypt(password.encode(), salt=salt.encode(), n=2**14, r=8, p=1).hex()


_NOBODY = hash_password(secrets.token_hex(16))

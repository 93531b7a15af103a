"""Stripe's signatures: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">`, one `v1` for each live secret."""
import hashlib
import hmac
import re
import time
from typing import Optional

TOLERANCE = 300


def sign(secret: str, body: bytes, at: int) -> str:
    """The header that goes with these bytes."""
    return f"t={at},v1={_digest(secret, body, str(at))}"


def holds(secret: str, body: bytes, header: Optional[str]) -> bool:
    """Whether Stripe signed exactly these bytes, not long ago."""
    parts = [part.strip().partition("=") for part in (header or "").split(",")]
    times = [value for name, _, value in parts if name == "t"]
    if len(times) != 1 or not re.fullmatch("[0-9]{1,12}", times[0]):
        return False
    if abs(time.time() - int(times[0])) > TOLERANCE:
        return False
    wanted = _digest(secret, body, times[0]).encode()
    given = [value.encode() for name, _, value in parts if name == "v1"]
    return any(hmac.compare_digest(wanted, one) for one in given)


def _digest(secret: str, body: bytes, at: str) -> str:
    return hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()

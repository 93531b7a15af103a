"""Fixed windows in memory. Behind several processes put them into Redis; requests pass while it is down."""
import threading
import time
from typing import Dict, NamedTuple, Optional, Tuple


class Verdict(NamedTuple):
    limit: int
    remaining: int
    reset: int
    allowed: bool

    @property
    def headers(self) -> Dict[str, str]:
        told = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
        }
        return told if self.allowed else {**told, "Retry-After": str(self.reset)}


class RateLimits:
    WINDOW = 60.0

    def __init__(self) -> None:
        self._windows: Dict[str, Tuple[float, int]] = {}
        self._lock = threading.Lock()
        self._used_up = False
        self._down = False

    def take(self, who: str, limit: int) -> Optional[Verdict]:
        """Counts a request. `who` names the caller and the limit that counts; nobody is limited while nobody can count."""
        if self._down:
            return None
        now = time.monotonic()
        with self._lock:
            if len(self._windows) > 10_000:
                self._windows = {key: window for key, window in self._windows.items() if window[0] > now}
            ends, count = self._windows.get(who, (0.0, 0))
            if ends <= now:
                ends, count = now + self.WINDOW, 0
            count = limit + 1 if self._used_up else count + 1
            self._windows[who] = (ends, count)
        reset = max(1, round(ends - now))
        return Verdict(limit, max(0, limit - count), reset, count <= limit)

    def use_up(self) -> None:
        """Leaves nobody a request, until `clear`. For tests."""
        self._used_up = True

    def lose_store(self) -> None:
        """As if the store were down, until `clear`. For tests."""
        self._down = True

    def clear(self) -> None:
        with self._lock:
            self._windows = {}
            self._used_up = self._down = False

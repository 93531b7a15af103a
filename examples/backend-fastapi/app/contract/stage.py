"""What provider states are set up with: the database, stand-ins, and the sandbox where providers fail on purpose."""
import secrets
import sqlite3
from typing import Any, Dict, List, Optional

import httpx
from fastapi import FastAPI

from ..auth import tokens, users
from ..database import Database
from ..mail import MailUnavailable
from ..payments.stripe import Stripe
from ..settings import Settings

Values = Dict[str, Any]


class BrokenMailer:
    def check(self) -> None:
        raise MailUnavailable()

    def send(self, to: str, subject: str, text: str) -> None:
        raise MailUnavailable()


class Consents:
    """Identity providers at which somebody has just agreed."""

    def __init__(self) -> None:
        self._granted: Dict[str, str] = {}

    def grant(self, email: str) -> str:
        code = f"ac_{secrets.token_urlsafe(12)}"
        self._granted[code] = email
        return code

    def __call__(self, provider: str, code: str, redirect_uri: str) -> Optional[str]:
        return self._granted.pop(code, None)


class Stage:
    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self.database: Database = app.state.database
        self.settings: Settings = app.state.settings
        self.stripe: Stripe = app.state.stripe
        self._before = app.state.mailer, app.state.exchange
        self._scenarios: List[str] = []

    def reset(self) -> None:
        self.database.clear()
        self.app.state.limits.clear()
        self.app.state.mailer, self.app.state.exchange = self._before
        while self._scenarios:
            httpx.delete(self._scenario(self._scenarios[-1])).raise_for_status()
            self._scenarios.pop()

    def switch_on(self, scenario: str, options: Optional[Values] = None) -> None:
        """Lets something go wrong at the providers, by its name in the sandbox's catalogue."""
        httpx.put(self._scenario(scenario), json=options or {}).raise_for_status()
        self._scenarios.append(scenario)

    def _scenario(self, name: str) -> str:
        if not self.settings.sandbox_url:
            raise RuntimeError("PROVIDERS_URL must name a sandbox, so that its providers can fail")
        return f"{self.settings.sandbox_url}/__sandbox/scenarios/{name}"

    def sign_in(self, connection: sqlite3.Connection, user: sqlite3.Row, at: Optional[float] = None) -> Values:
        """A user's tokens; issued at another time than now where one is given."""
        return {"user_id": user["id"], **tokens.issue(connection, self.settings, user, at=at)}


def account(connection: sqlite3.Connection, email: str, **fields: Any) -> sqlite3.Row:
    """The account of this address; made where there is none."""
    address = email.lower()
    return users.by_email(connection, address) or users.create(connection, address, verified=True, **fields)


def owner(connection: sqlite3.Connection, known: Values) -> sqlite3.Row:
    """To whom the states of the interaction belong."""
    row = connection.execute("SELECT * FROM users WHERE id = ?", (known.get("user_id"),)).fetchone()
    return row or account(connection, "ada@example.test")


def picked(values: Values, *names: str) -> Values:
    return {name: values[name] for name in names}

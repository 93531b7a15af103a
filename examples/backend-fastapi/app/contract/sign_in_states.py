"""Who is there, and how they are signed in: the provider states of specs/common.yaml and specs/auth.yaml."""
import secrets
import sqlite3
import time
from typing import Any, Dict, Optional

from fastapi import Response
from typing_extensions import Literal

from .. import idempotency
from ..auth import lock_out, one_use, passwords, tokens, users

from .provider_states import ProviderStates
from .stage import BrokenMailer, Consents, Stage, Values, account, owner, picked

PASSWORD = "correct horse battery staple"
ADA = "ada@example.test"

Condition = Literal["fresh", "expired", "used"]


def add_sign_in_states(states: ProviderStates, stage: Stage) -> None:
    database = stage.database

    @states.add("a signed-in user", returns={"user_id": int, "access_token": str, "refresh_token": str})
    def a_signed_in_user(email: str = ADA) -> Values:
        with database.connection() as connection:
            values = stage.sign_in(connection, account(connection, email))
        return picked(values, "user_id", "access_token", "refresh_token")

    @states.add("a signed-in administrator", returns={"user_id": int, "access_token": str})
    def a_signed_in_administrator() -> Values:
        with database.connection() as connection:
            user = account(connection, "admin@example.test", role="admin")
            return picked(stage.sign_in(connection, user), "user_id", "access_token")

    @states.add("an expired access token", returns={"user_id": int, "access_token": str})
    def an_expired_access_token(known: dict) -> Values:
        with database.connection() as connection:
            ago = time.time() - tokens.ACCESS_LIFETIME - 1
            values = stage.sign_in(connection, owner(connection, known), at=ago)
        return picked(values, "user_id", "access_token")

    @states.add("another user", returns={"user_id": int})
    def another_user(email: str = "grace@example.test") -> Values:
        with database.connection() as connection:
            return {"user_id": account(connection, email)["id"]}

    @states.add("a registered user", returns={"user_id": int, "email": str, "password": str})
    def a_registered_user(email: str = ADA, password: str = PASSWORD) -> Values:
        with database.connection() as connection:
            user = account(connection, email, password_hash=passwords.hash_password(password))
        return {"user_id": user["id"], "email": user["email"], "password": password}

    @states.add("an unused e-mail address", returns={"email": str})
    def an_unused_address() -> Values:
        return {"email": "newcomer@example.test"}

    @states.add("a locked account", returns={"email": str, "password": str})
    def a_locked_account() -> Values:
        values = a_registered_user()
        with database.connection() as connection:
            for _ in range(lock_out.FAILURES_ALLOWED):
                lock_out.note_failure(connection, values["email"])
        return picked(values, "email", "password")

    @states.add("a magic link", returns={"email": str, "token": str})
    def a_magic_link(condition: Condition = "fresh", email: str = ADA) -> Values:
        with database.connection() as connection:
            return mailed(connection, one_use.MAGIC_LINK, email.lower(), condition)

    @states.add("a password reset link", returns={"email": str, "token": str})
    def a_password_reset_link(condition: Condition = "fresh") -> Values:
        with database.connection() as connection:
            user = account(connection, ADA, password_hash=passwords.hash_password(PASSWORD))
            return mailed(connection, one_use.RESET_PASSWORD, user["email"], condition)

    @states.add("an e-mail verification", returns={"email": str, "token": str})
    def an_email_verification(condition: Condition = "fresh") -> Values:
        with database.connection() as connection:
            user = users.create(connection, "newcomer@example.test")
            return mailed(connection, one_use.VERIFY_EMAIL, user["email"], condition)

    def mailed(connection: sqlite3.Connection, purpose: one_use.Purpose, email: str, condition: Condition) -> Values:
        token = one_use.make(connection, purpose, email)
        if condition == "used":
            one_use.spend(connection, purpose, token)
        if condition == "expired":
            one_use.expire(connection, token)
        return {"email": email, "token": token}

    @states.add("a refresh token", returns={"user_id": int, "refresh_token": str})
    def a_refresh_token(known: dict, condition: Literal["fresh", "expired", "reused"] = "fresh") -> Values:
        age = tokens.REFRESH_LIFETIME + 1 if condition == "expired" else 0
        with database.connection() as connection:
            user = owner(connection, known)
            values = stage.sign_in(connection, user, at=time.time() - age)
            if condition == "reused":
                tokens.rotate(connection, stage.settings, values["refresh_token"])
        return picked(values, "user_id", "refresh_token")

    @states.add("an allowed redirect address", returns={"redirect_uri": str})
    def an_allowed_redirect() -> Values:
        return {"redirect_uri": stage.settings.redirect_uris[0]}

    @states.add("a started sign-in", returns={"code": str, "state": str})
    def a_started_sign_in(provider: Literal["google", "apple", "facebook"] = "google") -> Values:
        with database.connection() as connection:
            state = one_use.make(connection, one_use.oauth_state(provider), redirect_uri="")
        stage.app.state.exchange = consents = Consents()
        return {"code": consents.grant(ADA), "state": state}

    @states.add("the mail service is down")
    def the_mail_service_is_down() -> None:
        stage.app.state.mailer = BrokenMailer()

    @states.add("a dependency is down")
    def a_dependency_is_down(dependency: Literal["redis", "email"] = "redis") -> None:
        """The store of the limits, or the mail server: the dependencies that this backend can do without."""
        if dependency == "email":
            stage.app.state.mailer = BrokenMailer()
        else:
            stage.app.state.limits.lose_store()

    @states.add("the rate limit is used up")
    def the_rate_limit_is_used_up() -> None:
        stage.app.state.limits.use_up()

    @states.add("a used idempotency key", returns={"idempotency_key": str})
    def a_used_idempotency_key(known: dict, operation: str = "") -> Values:
        key = f"used-{secrets.token_urlsafe(9)}"
        with database.connection() as connection:
            user = owner(connection, known)
        # Public operations know no caller; the key is used up for them and for the signed-in user alike.
        for caller in ("-", str(user["id"])):
            scope = idempotency.Scope(operation, caller, key)
            idempotency.keep(database, scope, "another request", Response())
        return {"idempotency_key": key}

    @states.add("a scenario")
    def a_scenario(name: str = "webhooks.duplicate", options: Optional[Dict[str, Any]] = None) -> None:
        stage.switch_on(name, options)

"""Signing in, staying signed in and signing out: specs/auth.yaml."""
import logging
import sqlite3
from typing import Optional

from fastapi import APIRouter, BackgroundTasks, Body, Depends, Request, Response

from ..database import now, transaction
from ..dependencies import Caller, get_caller, get_connection, get_settings
from ..mail import Mailer, MailUnavailable
from ..problems import Problem
from ..routes import PlatformRoute
from ..settings import Settings
from . import lock_out, one_use, passwords, schemas, tokens, users

log = logging.getLogger("backend.auth")

router = APIRouter(prefix="/api/v1/auth", tags=["auth"], route_class=PlatformRoute)


def get_mailer(request: Request) -> Mailer:
    return request.app.state.mailer


@router.post("/magic-link", status_code=202, operation_id="auth.requestMagicLink")
def request_magic_link(
    body: schemas.MagicLinkRequest,
    connection: sqlite3.Connection = Depends(get_connection),
    settings: Settings = Depends(get_settings),
    mailer: Mailer = Depends(get_mailer),
) -> schemas.MailAccepted:
    # An address without an account gets its link too, and its account when the link is used.
    token = one_use.make(connection, one_use.MAGIC_LINK, body.address)
    link = f"{settings.app_url}/auth/magic-link?token={token}"
    try:
        mailer.send(body.address, "Your sign-in link", f"Sign in within 15 minutes: {link}")
    except MailUnavailable:
        raise Problem("email_unavailable", {"Retry-After": "60"})
    return schemas.MailAccepted(message="If the address can receive mail, a sign-in link is on its way.")


@router.post("/verify-magic-link", operation_id="auth.verifyMagicLink")
def verify_magic_link(
    body: schemas.LinkToken,
    connection: sqlite3.Connection = Depends(get_connection),
    settings: Settings = Depends(get_settings),
) -> schemas.SignedIn:
    with transaction(connection):
        link = one_use.spend(connection, one_use.MAGIC_LINK, body.token)
        if isinstance(link, str):
            raise Problem(f"magic_link_{link}")
        user = users.verified(connection, link["email"])
        pair = tokens.issue(connection, settings, user)
    return schemas.SignedIn(**pair, user=users.view(user))


@router.post("/register", status_code=201, operation_id="auth.register")
def register(
    body: schemas.Registration,
    connection: sqlite3.Connection = Depends(get_connection),
    settings: Settings = Depends(get_settings),
    mailer: Mailer = Depends(get_mailer),
) -> schemas.User:
    password_hash = passwords.hash_password(body.password)
    with transaction(connection):
        if users.by_email(connection, body.address):
            raise Problem("email_taken")
        user = users.create(connection, body.address, name=body.name, password_hash=password_hash)
        token = one_use.make(connection, one_use.VERIFY_EMAIL, body.address)
    link = f"{settings.app_url}/auth/verify-email?token={token}"
    try:
        mailer.send(body.address, "Confirm your address", f"Confirm it within a day: {link}")
    except MailUnavailable:
        pass  # The account stands all the same: signing in by a link proves the address later.
    return schemas.User(**users.view(user))


@router.post("/login", operation_id="auth.login")
def login(
    body: schemas.Credentials,
    connection: sqlite3.Connection = Depends(get_connection),
    settings: Settings = Depends(get_settings),
) -> schemas.TokenPair:
    email = body.address
    _refuse_locked(connection, email)
    user = users.by_email(connection, email)
    right = passwords.matches(body.password, user["password_hash"] if user else None)
    if user is None or not right:
        with transaction(connection):
            _refuse_locked(connection, email)  # Again: others may have guessed while the hash was computed.
            lock_out.note_failure(connection, email)
        raise Problem("invalid_credentials")
    with transaction(connection):
        _refuse_locked(connection, email)
        lock_out.unlock(connection, email)
        return schemas.TokenPair(**tokens.issue(connection, settings, user))


def _refuse_locked(connection: sqlite3.Connection, email: str) -> None:
    seconds = lock_out.seconds_locked(connection, email)
    if seconds > 0:
        raise Problem("account_locked", {"Retry-After": str(seconds)})


@router.post("/refresh", operation_id="auth.refresh")
def refresh(
    body: schemas.TokenRefresh,
    connection: sqlite3.Connection = Depends(get_connection),
    settings: Settings = Depends(get_settings),
) -> schemas.TokenPair:
    return schemas.TokenPair(**tokens.rotate(connection, settings, body.refresh_token))


@router.post("/logout", status_code=204, operation_id="auth.logout", response_class=Response)
def logout(
    body: Optional[schemas.Logout] = Body(None),
    caller: Caller = Depends(get_caller),
    connection: sqlite3.Connection = Depends(get_connection),
    settings: Settings = Depends(get_settings),
) -> None:
    with transaction(connection):
        tokens.revoke_family(connection, caller.family)
        if body and body.refresh_token:
            tokens.revoke_sign_in_of(connection, settings, body.refresh_token, caller.user_id)


@router.post("/forgot-password", status_code=202, operation_id="auth.forgotPassword")
def forgot_password(
    body: schemas.PasswordForgotten,
    later: BackgroundTasks,
    connection: sqlite3.Connection = Depends(get_connection),
    settings: Settings = Depends(get_settings),
    mailer: Mailer = Depends(get_mailer),
) -> schemas.MailAccepted:
    # Neither an outage nor the time that a mail takes may show which address has an account.
    try:
        mailer.check()
    except MailUnavailable:
        raise Problem("email_unavailable", {"Retry-After": "60"})
    if users.by_email(connection, body.address):
        token = one_use.make(connection, one_use.RESET_PASSWORD, body.address)
        link = f"{settings.app_url}/auth/reset-password?token={token}"
        text = f"Choose a new password within an hour: {link}"
        later.add_task(_send_later, mailer, body.address, "Choose a new password", text)
    return schemas.MailAccepted(message="If there is an account with this address, a link is on its way.")


def _send_later(mailer: Mailer, to: str, subject: str, text: str) -> None:
    try:
        mailer.send(to, subject, text)
    except MailUnavailable:
        log.warning("a mail to %s could not be handed over: %s", to, subject)


@router.post("/reset-password", status_code=204, operation_id="auth.resetPassword", response_class=Response)
def reset_password(body: schemas.PasswordReset, connection: sqlite3.Connection = Depends(get_connection)) -> None:
    password_hash = passwords.hash_password(body.password)
    with transaction(connection):
        link = one_use.spend(connection, one_use.RESET_PASSWORD, body.token)
        if isinstance(link, str):
            raise Problem(f"reset_token_{link}")
        user = users.verified(connection, link["email"])
        connection.execute(
            "UPDATE users SET password_hash = ?, updated_at = ? WHERE id = ?", (password_hash, now(), user["id"])
        )
        lock_out.unlock(connection, user["email"])
        tokens.revoke_all(connection, user["id"])


@router.post("/verify-email", status_code=204, operation_id="auth.verifyEmail", response_class=Response)
def verify_email(body: schemas.LinkToken, connection: sqlite3.Connection = Depends(get_connection)) -> None:
    with transaction(connection):
        link = one_use.spend(connection, one_use.VERIFY_EMAIL, body.token)
        if isinstance(link, str):
            raise Problem(f"verification_token_{link}")
        users.verified(connection, link["email"])

"""Signing in through Google, Apple and Facebook."""
import re
import sqlite3
from typing import Optional

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse

from ..database import transaction
from ..dependencies import get_connection, get_settings
from ..problems import Problem, check_form
from ..routes import PlatformRoute
from ..settings import Settings
from . import identity, one_use, schemas, tokens, users

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")

router = APIRouter(prefix="/api/v1/auth", tags=["auth"], route_class=PlatformRoute)


def get_exchange(request: Request) -> identity.Exchange:
    return request.app.state.exchange


def start(
    provider: str, redirect_uri: Optional[str], connection: sqlite3.Connection, settings: Settings
) -> RedirectResponse:
    own = f"{settings.public_url}/api/v1/auth/{provider}/callback"
    target = own if redirect_uri is None else redirect_uri
    check_form(target, URI, "query", "redirect_uri")
    if target != own and target not in settings.redirect_uris:
        raise Problem("redirect_uri_not_allowed")
    state = one_use.make(connection, one_use.oauth_state(provider), redirect_uri=target)
    client_id, _ = settings.oauth_clients[provider]
    page = identity.providers(settings)[provider].consent(client_id, target, state)
    return RedirectResponse(page, 302)


def finish(
    provider: str,
    state: str,
    code: Optional[str],
    error: Optional[str],
    connection: sqlite3.Connection,
    settings: Settings,
    exchange: identity.Exchange,
) -> schemas.TokenPair:
    with transaction(connection):
        started = one_use.spend(connection, one_use.oauth_state(provider), state)
    if isinstance(started, str):
        raise Problem("oauth_state_invalid")
    if error is not None:
        raise Problem("oauth_denied")
    email = exchange(provider, code, started["redirect_uri"]) if code else None
    if email is None:
        raise Problem("oauth_code_invalid")
    with transaction(connection):
        # The provider has verified the address, which is what makes it safe to join an account that exists.
        user = users.verified(connection, email)
        return schemas.TokenPair(**tokens.issue(connection, settings, user))


RedirectUri = Query(None, max_length=2048)
State = Query(..., min_length=1, max_length=512)
Code = Query(None, min_length=1, max_length=2048)
Error = Query(None, min_length=1, max_length=128)


@router.get("/google", status_code=302, operation_id="auth.startGoogle", response_class=RedirectResponse)
def start_google(
    redirect_uri: Optional[str] = RedirectUri,
    connection: sqlite3.Connection = Depends(get_connection),
    settings: Settings = Depends(get_settings),
) -> RedirectResponse:
    return start("google", redirect_uri, connection, settings)


@router.get("/google/callback", operation_id="auth.finishGoogle")
def finish_google(
    state: str = State,
    code: Optional[str] = Code,
    error: Optional[str] = Error,
    connection: sqlite3.Connection = Depends(get_connection),
    settings: Settings = Depends(get_settings),
    exchange: identity.Exchange = Depends(get_exchange),
) -> schemas.TokenPair:
    return finish("google", state, code, error, connection, settings, exchange)


@router.get("/facebook", status_code=302, operation_id="auth.startFacebook", response_class=RedirectResponse)
def start_facebook(
    redirect_uri: Optional[str] = RedirectUri,
    connection: sqlite3.Connection = Depends(get_connection),
    settings: Settings = Depends(get_settings),
) -> RedirectResponse:
    return start("facebook", redirect_uri, connection, settings)


@router.get("/facebook/callback", operation_id="auth.finishFacebook")
def finish_facebook(
    state: str = State,
    code: Optional[str] = Code,
    error: Optional[str] = Error,
    connection: sqlite3.Connection = Depends(get_connection),
    settings: Settings = Depends(get_settings),
    exchange: identity.Exchange = Depends(get_exchange),
) -> schemas.TokenPair:
    return finish("facebook", state, code, error, connection, settings, exchange)


@router.get("/apple", status_code=302, operation_id="auth.startApple", response_class=RedirectResponse)
def start_apple(
    redirect_uri: Optional[str] = RedirectUri,
    connection: sqlite3.Connection = Depends(get_connection),
    settings: Settings = Depends(get_settings),
) -> RedirectResponse:
    return start("apple", redirect_uri, connection, settings)


# A POST of a form: whoever asks Apple for a name or an address gets the answer posted.
@router.post("/apple/callback", operation_id="auth.finishApple")
def finish_apple(
    state: str = Form(..., min_length=1, max_length=512),
    code: Optional[str] = Form(None, min_length=1, max_length=2048),
    error: Optional[str] = Form(None, min_length=1, max_length=128),
    connection: sqlite3.Connection = Depends(get_connection),
    settings: Settings = Depends(get_settings),
    exchange: identity.Exchange = Depends(get_exchange),
) -> schemas.TokenPair:
    return finish("apple", state, code, error, connection, settings, exchange)

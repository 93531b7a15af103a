"""Google, Apple and Facebook: where a user goes to agree, and what their code is worth."""
from dataclasses import dataclass
from typing import Any, Dict, Optional, Protocol
from urllib.parse import urlencode

import httpx
import jwt

from ..settings import Settings


@dataclass(frozen=True)
class IdentityProvider:
    consent_url: str
    token_url: str
    profile_url: str
    scope: str
    response_mode: Optional[str] = None

    def consent(self, client_id: str, redirect_uri: str, state: str) -> str:
        query = {
            "response_type": "code",
            "client_id": client_id,
            "scope": self.scope,
            "redirect_uri": redirect_uri,
            "state": state,
        }
        if self.response_mode:
            query["response_mode"] = self.response_mode
        return f"{self.consent_url}?{urlencode(query)}"


def providers(settings: Settings) -> Dict[str, IdentityProvider]:
    google = settings.google_url
    return {
        "google": IdentityProvider(
            f"{google or 'https://accounts.google.com'}/o/oauth2/v2/auth",
            f"{google or 'https://oauth2.googleapis.com'}/token",
            f"{google or 'https://openidconnect.googleapis.com'}/oauth2/v3/userinfo",
            "openid email profile",
        ),
        "apple": IdentityProvider(
            "https://appleid.apple.com/auth/authorize",
            "https://appleid.apple.com/auth/token",
            "",
            "name email",
            "form_post",
        ),
        "facebook": IdentityProvider(
            "https://www.facebook.com/v21.0/dialog/oauth",
            "https://graph.facebook.com/v21.0/oauth/access_token",
            "https://graph.facebook.com/v21.0/me?fields=email",
            "email",
        ),
    }


class Exchange(Protocol):
    """Trades a code for the address that the provider has verified; None for a code that it does not know."""

    def __call__(self, provider: str, code: str, redirect_uri: str) -> Optional[str]:
        ...


class HttpExchange:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._providers = providers(settings)

    def __call__(self, provider: str, code: str, redirect_uri: str) -> Optional[str]:
        client_id, client_secret = self._settings.oauth_clients[provider]
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "client_id": client_id,
            "client_secret": client_secret,
        }
        urls = self._providers[provider]
        try:
            with httpx.Client(timeout=10) as http:
                answer = http.post(urls.token_url, data=form)
                if answer.is_error:
                    return None
                granted = answer.json()
                return _verified_address(granted.get("id_token")) or self._ask(
                    http, urls.profile_url, granted["access_token"]
                )
        except (httpx.HTTPError, ValueError, KeyError):
            return None

    def _ask(self, http: httpx.Client, url: str, access_token: str) -> Optional[str]:
        if not url:
            return None
        profile = http.get(url, headers={"Authorization": f"Bearer {access_token}"}).json()
        return _address(profile)


def _verified_address(id_token: Optional[str]) -> Optional[str]:
    if not id_token:
        return None
    # It came straight from the provider, over TLS; OpenID Connect Core 3.1.3.7 lets that stand for its signature.
    return _address(jwt.decode(id_token, options={"verify_signature": False}))


def _address(profile: Dict[str, Any]) -> Optional[str]:
    if str(profile.get("email_verified", True)).lower() != "true":
        return None
    email = profile.get("email")
    return email.lower() if isinstance(email, str) else None

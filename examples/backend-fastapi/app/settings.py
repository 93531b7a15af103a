"""What a deployment says in its environment."""
import os
import secrets
from dataclasses import dataclass
from typing import List, Mapping, Optional, Tuple


@dataclass(frozen=True)
class Settings:
    port: int
    database: Optional[str]
    """A file; without one the data lives as long as the process."""
    jwt_secret: str
    stripe_url: str
    stripe_key: str
    webhook_secret: str
    google_url: Optional[str]
    """Google's stand-in, where there is one."""
    sandbox_url: str
    """The sandbox that plays the providers, or nothing."""
    smtp_url: Optional[str]
    app_url: str
    """Where the links in mails lead."""
    public_url: str
    """Where browsers reach this backend."""
    allowed_origins: List[str]
    oauth_clients: Mapping[str, Tuple[str, str]]
    """By identity provider, the id and the secret of this platform there."""

    @property
    def redirect_uris(self) -> List[str]:
        """Where an identity provider may send users back to, character for character."""
        return [f"{origin}/auth/callback" for origin in self.allowed_origins]


def read_settings(env: Mapping[str, str] = os.environ) -> Settings:
    sandbox = env.get("PROVIDERS_URL", "").rstrip("/")
    origins = env.get("ALLOWED_ORIGINS", "http://localhost:3000,http://localhost:5173")
    clients = {
        name: (env.get(f"{name.upper()}_CLIENT_ID", "concord"), env.get(f"{name.upper()}_CLIENT_SECRET", ""))
        for name in ("google", "apple", "facebook")
    }
    return Settings(
        port=int(env.get("PORT", "8000")),
        database=env.get("DATABASE") or None,
        # Without a secret nobody is signed in any more after a restart, and nobody can guess it.
        jwt_secret=env.get("JWT_SECRET") or secrets.token_hex(32),
        stripe_url=f"{sandbox}/providers/stripe" if sandbox else "https://api.stripe.com",
        stripe_key=env.get("STRIPE_SECRET_KEY", "sk_test_concord"),
        webhook_secret=env.get("STRIPE_WEBHOOK_SECRET", "whsec_test"),
        google_url=f"{sandbox}/providers/google" if sandbox else None,
        sandbox_url=sandbox,
        smtp_url=env.get("SMTP_URL") or None,
        app_url=env.get("APP_URL", "http://localhost:3000").rstrip("/"),
        public_url=env.get("PUBLIC_URL", "http://localhost:8000").rstrip("/"),
        allowed_origins=[origin.strip() for origin in origins.split(",") if origin.strip()],
        oauth_clients=clients,
    )

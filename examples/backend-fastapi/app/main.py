"""The application, for `uvicorn --factory app.main:create_app`."""
from typing import Optional

from fastapi import FastAPI

from .auth import identity, oauth
from .auth.router import router as auth_router
from .contract.states import add_provider_states
from .database import Database
from .mail import mailer
from .middleware import add_middleware
from .payments.router import router as payments_router
from .payments.stripe import Stripe
from .problems import add_problem_handlers
from .rate_limit import RateLimits
from .settings import Settings, read_settings


def create_app(settings: Optional[Settings] = None) -> FastAPI:
    settings = settings or read_settings()
    app = FastAPI(title="TesiGo: auth and payments", version="1.0.0")
    app.state.settings = settings
    app.state.database = Database(settings.database)
    app.state.limits = RateLimits()
    app.state.mailer = mailer(settings)
    app.state.exchange = identity.HttpExchange(settings)
    app.state.stripe = Stripe(settings.stripe_url, settings.stripe_key)

    app.include_router(auth_router)
    app.include_router(oauth.router)
    app.include_router(payments_router)
    add_problem_handlers(app)
    add_middleware(app, settings)
    add_provider_states(app)

    @app.on_event("shutdown")
    def close() -> None:
        app.state.stripe.close()
        app.state.database.close()

    return app

"""What happens to every request: an id, a limit, and a problem where nobody expected one."""
import logging
import secrets
from typing import Awaitable, Callable, Optional

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware

from .auth import tokens
from .problems import problem_response
from .rate_limit import RateLimits, Verdict
from .settings import Settings

log = logging.getLogger("backend")

Next = Callable[[Request], Awaitable[Response]]


def add_middleware(app: FastAPI, settings: Settings) -> None:
    @app.middleware("http")
    async def carry(request: Request, call_next: Next) -> Response:
        request_id = f"req_{secrets.token_urlsafe(9)}"
        request.state.request_id = request_id
        verdict = _count(request, app.state.limits, settings)
        if verdict and not verdict.allowed:
            response: Response = problem_response(request, "rate_limited")
        else:
            try:
                response = await call_next(request)
            except Exception:
                log.exception("%s %s failed, %s", request.method, request.url.path, request_id)
                response = problem_response(request, "internal_error")
        response.headers["X-Request-ID"] = request_id
        response.headers.update(verdict.headers if verdict else {})
        return response

    # Added last, so it stands outside: a refusal for its limit tells browsers where it may be read, too.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.allowed_origins,
        allow_credentials=True,
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "Idempotency-Key"],
        expose_headers=[
            "X-Request-ID",
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset",
            "Retry-After",
            "Idempotent-Replayed",
        ],
    )


def _count(request: Request, limits: RateLimits, settings: Settings) -> Optional[Verdict]:
    path = request.url.path
    if not path.startswith("/api/v1/"):
        return None
    address = request.client.host if request.client else "unknown"
    if path.startswith("/api/v1/auth/"):
        return limits.take(f"auth {address}", 5)
    user_id = tokens.peek_user(settings, request.headers.get("authorization"))
    return limits.take(f"api user {user_id}" if user_id else f"api {address}", 60)

"""How every operation is served: its body is of the type that it takes, and an Idempotency-Key is honoured."""
from typing import Any, Callable, Coroutine

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.params import Form
from fastapi.routing import APIRoute

from . import idempotency
from .auth import tokens
from .dependencies import get_caller
from .problems import InvalidRequest, Problem

LARGEST_BODY = 1_000_000
LONGEST_KEY = 255

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class PlatformRoute(APIRoute):
    """`operation_id` is the spec's; answers are kept under it."""

    def get_route_handler(self) -> Handler:
        handler = super().get_route_handler()
        form = self.body_field and isinstance(self.body_field.field_info, Form)
        wanted = "application/x-www-form-urlencoded" if form else "application/json"
        secured = any(part.call is get_caller for part in self.dependant.dependencies)

        async def handle(request: Request) -> Response:
            if self.body_field:
                await _check_body(request, wanted)
            key = request.headers.get("idempotency-key")
            if key is None or "POST" not in self.methods:
                return await handler(request)
            # Who may not ask may not have what was answered before, either.
            caller = await run_in_threadpool(_user_id, request) if secured else "-"
            _check_key(key)
            scope = idempotency.Scope(self.operation_id or self.path, caller, key)
            return await idempotency.once(request, scope, handler)

        return handle


async def _check_body(request: Request, wanted: str) -> None:
    if int(request.headers.get("content-length") or 0) > LARGEST_BODY:
        raise Problem("content_too_large")
    sent = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if sent != wanted and await request.body():
        raise Problem("unsupported_media_type")


def _check_key(key: str) -> None:
    if not 1 <= len(key) <= LONGEST_KEY:
        fault = {
            "loc": ["header", "Idempotency-Key"],
            "msg": f"must have 1 to {LONGEST_KEY} characters",
            "type": "value_error.length",
        }
        raise InvalidRequest([fault])


def _user_id(request: Request) -> str:
    state = request.app.state
    with state.database.connection() as connection:
        authorization = request.headers.get("authorization")
        return str(tokens.read_access_token(connection, state.settings, authorization)["user_id"])

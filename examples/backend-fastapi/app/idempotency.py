"""Answers that were given under an Idempotency-Key."""
import asyncio
import hashlib
import json
import time
from typing import Any, Callable, Coroutine, NamedTuple
from weakref import WeakValueDictionary

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from .database import Database
from .problems import Problem

KEPT_FOR = 24 * 60 * 60


class Scope(NamedTuple):
    operation: str
    caller: str
    key: str


# Requests under one key come one after another. With several processes this has to be a lock in the database.
_locks: "WeakValueDictionary[Scope, asyncio.Lock]" = WeakValueDictionary()


async def once(request: Request, scope: Scope, handler: Callable[[Request], Coroutine[Any, Any, Response]]) -> Response:
    """Does the work once; whoever asks again gets the same bytes. A refusal is not kept, so it can be mended."""
    database: Database = request.app.state.database
    body = await request.body()
    asked = f"{request.url.path}?{request.url.query}\n".encode() + _canonical(body)
    fingerprint = hashlib.sha256(asked).hexdigest()
    lock = _locks.setdefault(scope, asyncio.Lock())
    async with lock:
        known = await run_in_threadpool(_find, database, scope)
        if known is None:
            response = await handler(request)
            if response.status_code < 300:
                await run_in_threadpool(keep, database, scope, fingerprint, response)
            return response
    if known["fingerprint"] != fingerprint:
        raise Problem("idempotency_key_reused")
    headers = {**json.loads(known["headers"]), "Idempotent-Replayed": "true"}
    return Response(known["body"], known["status"], headers)


def keep(database: Database, scope: Scope, fingerprint: str, response: Response) -> None:
    with database.connection() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO idempotent_answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *scope,
                fingerprint,
                response.status_code,
                json.dumps(dict(response.headers)),
                response.body,
                time.time() + KEPT_FOR,
            ),
        )


def _find(database: Database, scope: Scope) -> Any:
    with database.connection() as connection:
        return connection.execute(
            "SELECT * FROM idempotent_answers WHERE operation = ? AND caller = ? AND key = ? AND expires_at > ?",
            (*scope, time.time()),
        ).fetchone()


def _canonical(body: bytes) -> bytes:
    """The order of fields makes no other request."""
    try:
        return json.dumps(json.loads(body), sort_keys=True).encode()
    except ValueError:
        return body

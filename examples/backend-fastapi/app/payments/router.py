"""Intents, payments and Stripe's webhooks: specs/payments.yaml."""
import json
import re
import sqlite3
from typing import Any, Dict, List, Optional

from fastapi import APIRouter, Depends, Header, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import ValidationError

from ..database import Database, now, transaction
from ..dependencies import Caller, get_caller, get_connection
from ..problems import InvalidRequest, Problem, check_form
from ..routes import PlatformRoute
from . import intents, ledger, schemas, signature
from .stripe import Stripe

INTENT_EVENTS = {
    f"payment_intent.{what}" for what in ("created", "processing", "succeeded", "payment_failed", "canceled")
}

INTENT_ID = re.compile("pi_[A-Za-z0-9_]+")
EVENT_ID = re.compile("evt_[A-Za-z0-9_]+")

router = APIRouter(prefix="/api/v1/payment", tags=["payments"], route_class=PlatformRoute)


def get_stripe(request: Request) -> Stripe:
    return request.app.state.stripe


@router.post("/create-intent", status_code=201, operation_id="payments.createIntent")
def create_intent(
    body: schemas.PaymentIntentCreate,
    caller: Caller = Depends(get_caller),
    connection: sqlite3.Connection = Depends(get_connection),
    stripe: Stripe = Depends(get_stripe),
) -> schemas.PaymentIntentCreated:
    payment = intents.live_intent(connection, stripe, body.document_id, caller.user_id)
    return schemas.PaymentIntentCreated(
        payment_id=payment["id"],
        payment_intent_id=payment["payment_intent_id"],
        client_secret=payment["client_secret"],
        amount=payment["amount"],
        currency=payment["currency"],
        status=payment["intent_status"],
    )


@router.get("/verify", operation_id="payments.verify")
def verify(
    payment_intent_id: str = Query(..., max_length=255),
    caller: Caller = Depends(get_caller),
    connection: sqlite3.Connection = Depends(get_connection),
    stripe: Stripe = Depends(get_stripe),
) -> schemas.Payment:
    check_form(payment_intent_id, INTENT_ID, "query", "payment_intent_id")
    payment = _own(ledger.by_intent(connection, payment_intent_id), caller)
    return schemas.payment_view(connection, intents.reconcile(connection, stripe, payment))


@router.get("/history", operation_id="payments.list")
def history(
    page: int = Query(1, ge=1),
    per_page: int = Query(20, ge=1, le=100),
    document_id: Optional[int] = Query(None, ge=1, le=schemas.LARGEST_ID),
    status: Optional[schemas.Status] = Query(None),
    caller: Caller = Depends(get_caller),
    connection: sqlite3.Connection = Depends(get_connection),
) -> schemas.PaymentPage:
    wanted: Dict[str, Any] = {"user_id": caller.user_id}
    if document_id is not None:
        wanted["document_id"] = document_id
    if status is not None:
        wanted["status"] = status
    where = " AND ".join(f"{name} = ?" for name in wanted)
    values: List[Any] = list(wanted.values())
    (total,) = connection.execute(f"SELECT count(*) FROM payments WHERE {where}", values).fetchone()
    offset = min((page - 1) * per_page, schemas.LARGEST_ID)
    rows = connection.execute(
        f"SELECT * FROM payments WHERE {where} ORDER BY id DESC LIMIT ? OFFSET ?", [*values, per_page, offset]
    ).fetchall()
    return schemas.PaymentPage(
        items=[schemas.payment_view(connection, row) for row in rows], total=total, page=page, per_page=per_page
    )


@router.get("/{payment_id}", operation_id="payments.get")
def get_payment(
    payment_id: int = Path(..., ge=1, le=schemas.LARGEST_ID),
    caller: Caller = Depends(get_caller),
    connection: sqlite3.Connection = Depends(get_connection),
) -> schemas.Payment:
    row = connection.execute("SELECT * FROM payments WHERE id = ?", (payment_id,)).fetchone()
    return schemas.payment_view(connection, _own(row, caller))


def _own(payment: Optional[sqlite3.Row], caller: Caller) -> sqlite3.Row:
    if payment is None:
        raise Problem("payment_not_found")
    if payment["user_id"] != caller.user_id:
        raise Problem("not_authorized")
    return payment


@router.post("/webhook", operation_id="payments.receiveWebhook")
async def receive_webhook(request: Request, stripe_signature: Optional[str] = Header(None)) -> schemas.WebhookReceipt:
    # The signature covers the bytes as they came, so it is checked before anything reads them.
    raw = await request.body()
    if not signature.holds(request.app.state.settings.webhook_secret, raw, stripe_signature):
        raise Problem("invalid_signature")
    try:
        event = json.loads(raw)
        schemas.StripeEvent(**event)
    except ValidationError as error:
        raise InvalidRequest([{**fault, "loc": ["body", *fault["loc"]]} for fault in error.errors()])
    except (ValueError, TypeError):
        raise InvalidRequest([{"loc": ["body"], "msg": "is no JSON object", "type": "value_error"}])
    check_form(event["id"], EVENT_ID, "body", "id")
    await run_in_threadpool(_take, request.app.state.database, event)
    return schemas.WebhookReceipt()


def _take(database: Database, event: Dict[str, Any]) -> None:
    """Carries an event out once. Both stand in one transaction: an event that fails can come again."""
    kind, subject = event["type"], event["data"]["object"]
    with database.connection() as connection, transaction(connection):
        noted = connection.execute(
            "INSERT INTO stripe_events (id, type, received_at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
            (event["id"], kind, now()),
        )
        if noted.rowcount == 0:
            return
        intent_id = subject.get("payment_intent")
        if kind in INTENT_EVENTS:
            if isinstance(subject.get("id"), str) and isinstance(subject.get("status"), str):
                ledger.apply_intent(connection, subject)
        elif kind == "charge.refunded" and isinstance(intent_id, str):
            if isinstance(subject.get("amount_refunded"), int):
                ledger.apply_refunded_amount(connection, intent_id, subject["amount_refunded"])
        elif kind == "charge.dispute.created" and isinstance(intent_id, str):
            ledger.apply_dispute(connection, intent_id)

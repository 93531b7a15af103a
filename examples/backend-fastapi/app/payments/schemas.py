"""Bodies of the payments service, as specs/payments.yaml has them."""
import sqlite3
from typing import Any, Dict, List, Optional

from pydantic import BaseModel, conint, constr
from typing_extensions import Literal

LARGEST_ID = 2**63 - 1

Id = conint(strict=True, ge=1, le=LARGEST_ID)
Text = constr(strict=True, min_length=1)
Status = Literal["pending", "completed", "failed", "refunded", "partially_refunded"]


class PaymentIntentCreate(BaseModel):
    document_id: Id


class PaymentIntentCreated(BaseModel):
    payment_id: int
    payment_intent_id: str
    client_secret: str
    amount: int
    currency: str
    status: str


class PaymentFailure(BaseModel):
    code: str
    detail: str


class Payment(BaseModel):
    id: int
    user_id: int
    document_id: int
    payment_intent_id: str
    amount: int
    amount_refunded: int
    currency: str
    status: Status
    job_id: Optional[int]
    failure: Optional[PaymentFailure]
    disputed: bool
    created_at: str
    updated_at: str
    completed_at: Optional[str]


class PaymentPage(BaseModel):
    items: List[Payment]
    total: int
    page: int
    per_page: int


class WebhookReceipt(BaseModel):
    received: Literal[True] = True


class StripeSubject(BaseModel):
    object: Text


class StripeData(BaseModel):
    object: StripeSubject


class StripeEvent(BaseModel):
    """Any event, known or not. Stripe adds members at will."""

    id: Text
    object: Literal["event"]
    type: Text
    created: conint(strict=True, ge=0)
    data: StripeData


def payment_view(connection: sqlite3.Connection, row: sqlite3.Row) -> Payment:
    job = connection.execute("SELECT id FROM jobs WHERE payment_id = ?", (row["id"],)).fetchone()
    shown: Dict[str, Any] = dict(row)
    failed = row["failure_code"] is not None
    shown["failure"] = {"code": row["failure_code"], "detail": row["failure_detail"]} if failed else None
    return Payment(**{**shown, "job_id": job["id"] if job else None})

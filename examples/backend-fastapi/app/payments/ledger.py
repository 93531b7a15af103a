"""What a payment becomes when Stripe says something: in any order, again, and at the same time.

Every function here is called within a transaction. Those come one after another, a payment never falls back, and
`jobs` takes one row for a payment: so whatever arrives, there is one job.
"""
import sqlite3
from typing import Any, Dict, Optional

from ..database import now


def by_intent(connection: sqlite3.Connection, intent_id: str) -> Optional[sqlite3.Row]:
    return connection.execute("SELECT * FROM payments WHERE payment_intent_id = ?", (intent_id,)).fetchone()


def is_live(payment: sqlite3.Row) -> bool:
    """Whether it can still be paid."""
    return payment["status"] in ("pending", "failed") and payment["intent_status"] != "canceled"


def apply_intent(connection: sqlite3.Connection, intent: Dict[str, Any]) -> None:
    """Takes over what Stripe says of an intent. One that is not the platform's changes nothing."""
    payment = by_intent(connection, intent["id"])
    if payment is None:
        return
    if payment["status"] not in ("pending", "failed"):
        # News of a part that went back can overtake the news that it was paid.
        if intent["status"] == "succeeded" and payment["status"] == "partially_refunded":
            _begin_work(connection, payment)
        return
    if intent["status"] == "succeeded":
        _complete(connection, payment)
    elif payment["intent_status"] == "canceled":
        return
    elif intent["status"] == "canceled":
        _cancel(connection, payment)
    elif isinstance(intent.get("last_payment_error"), dict):
        error = intent["last_payment_error"]
        _change(
            connection,
            payment,
            status="failed",
            intent_status=intent["status"],
            failure_code=error.get("code") or "card_declined",
            failure_detail=error.get("message") or "The payment did not succeed.",
        )
    else:
        _change(connection, payment, intent_status=intent["status"])


def apply_refunded_amount(connection: sqlite3.Connection, intent_id: str, amount: int) -> None:
    """How much went back in all. It never falls: an older message changes nothing."""
    payment = by_intent(connection, intent_id)
    if payment is None or amount <= payment["amount_refunded"]:
        return
    status = "refunded" if amount >= payment["amount"] else "partially_refunded"
    _change(connection, payment, status=status, amount_refunded=amount, intent_status="succeeded")


def apply_dispute(connection: sqlite3.Connection, intent_id: str) -> None:
    payment = by_intent(connection, intent_id)
    if payment is not None:
        _change(connection, payment, disputed=1)


def _complete(connection: sqlite3.Connection, payment: sqlite3.Row) -> None:
    _change(
        connection,
        payment,
        status="completed",
        intent_status="succeeded",
        failure_code=None,
        failure_detail=None,
    )
    _begin_work(connection, payment)


def _begin_work(connection: sqlite3.Connection, payment: sqlite3.Row) -> None:
    if payment["completed_at"] is not None:
        return
    _change(connection, payment, completed_at=now())
    connection.execute(
        "INSERT INTO jobs (payment_id, document_id, created_at) VALUES (?, ?, ?)"
        " ON CONFLICT (payment_id) DO NOTHING",
        (payment["id"], payment["document_id"], now()),
    )
    connection.execute("UPDATE documents SET status = 'generating' WHERE id = ?", (payment["document_id"],))


def _cancel(connection: sqlite3.Connection, payment: sqlite3.Row) -> None:
    _change(
        connection,
        payment,
        status="failed",
        intent_status="canceled",
        failure_code="canceled",
        failure_detail="The payment was canceled.",
    )
    connection.execute(
        "UPDATE documents SET status = 'draft' WHERE id = ? AND status = 'payment_pending'", (payment["document_id"],)
    )


def _change(connection: sqlite3.Connection, payment: sqlite3.Row, **fields: Any) -> None:
    assignments = ", ".join(f"{name} = ?" for name in fields)
    connection.execute(
        f"UPDATE payments SET {assignments}, updated_at = ? WHERE id = ?", (*fields.values(), now(), payment["id"])
    )

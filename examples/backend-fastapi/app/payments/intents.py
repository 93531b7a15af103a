"""The intent that a document is paid with."""
import sqlite3
import threading
from typing import Optional
from weakref import WeakValueDictionary

from ..database import now, transaction
from ..problems import Problem
from . import ledger
from .stripe import Stripe, StripeRefused, StripeUnavailable

CENTS_PER_PAGE = 50
CURRENCY = "eur"

PAYABLE = ("draft", "payment_pending")

# One after another for each document, so that Stripe is asked once. What several processes do at the same time meets
# Stripe's idempotency key and the index on live payments.
_locks: "WeakValueDictionary[int, threading.Lock]" = WeakValueDictionary()
_locks_lock = threading.Lock()


def live_intent(connection: sqlite3.Connection, stripe: Stripe, document_id: int, user_id: int) -> sqlite3.Row:
    """The live payment of the caller's document, made at Stripe where there is none."""
    with _locks_lock:
        lock = _locks.setdefault(document_id, threading.Lock())
    with lock:
        document = _payable(connection, document_id, user_id)
        live = _live(connection, document_id)
        if live is not None:
            return live
        (earlier,) = connection.execute(
            "SELECT count(*) FROM payments WHERE document_id = ?", (document_id,)
        ).fetchone()
        try:
            intent = stripe.create_intent(
                document["target_pages"] * CENTS_PER_PAGE,
                CURRENCY,
                {"document_id": str(document_id), "user_id": str(user_id)},
                f"{document['reference']}-{earlier + 1}",
            )
        except (StripeUnavailable, StripeRefused) as error:
            raise Problem("payment_provider_unavailable", {"Retry-After": "30"}) from error
        with transaction(connection):
            _payable(connection, document_id, user_id)
            moment = now()
            connection.execute(
                "INSERT INTO payments (user_id, document_id, payment_intent_id, client_secret,"
                " amount, currency, intent_status, created_at, updated_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (
                    user_id,
                    document_id,
                    intent["id"],
                    intent["client_secret"],
                    intent["amount"],
                    intent["currency"],
                    intent["status"],
                    moment,
                    moment,
                ),
            )
            connection.execute("UPDATE documents SET status = 'payment_pending' WHERE id = ?", (document_id,))
            return _live(connection, document_id)


def reconcile(connection: sqlite3.Connection, stripe: Stripe, payment: sqlite3.Row) -> sqlite3.Row:
    """Asks Stripe about a payment that may have changed without a word. While it is silent, what is known counts."""
    if not ledger.is_live(payment):
        return payment
    try:
        intent = stripe.read_intent(payment["payment_intent_id"])
    except (StripeUnavailable, StripeRefused):
        return payment
    with transaction(connection):
        ledger.apply_intent(connection, intent)
    return ledger.by_intent(connection, payment["payment_intent_id"])


def _payable(connection: sqlite3.Connection, document_id: int, user_id: int) -> sqlite3.Row:
    document = connection.execute("SELECT * FROM documents WHERE id = ?", (document_id,)).fetchone()
    if document is None:
        raise Problem("document_not_found")
    if document["user_id"] != user_id:
        raise Problem("not_authorized")
    if document["status"] not in PAYABLE:
        raise Problem("document_not_payable")
    return document


def _live(connection: sqlite3.Connection, document_id: int) -> Optional[sqlite3.Row]:
    return connection.execute(
        "SELECT * FROM payments WHERE document_id = ?"
        " AND status IN ('pending', 'failed') AND intent_status <> 'canceled'",
        (document_id,),
    ).fetchone()

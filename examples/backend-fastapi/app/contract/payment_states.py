"""Documents and payments, brought about as they come about: through Stripe."""
import secrets
import sqlite3
import time


from typing_extensions import Literal

from ..database import transaction
from ..payments import intents, ledger, schemas, signature
from ..payments.stripe import StripeRefused
from .provider_states import ProviderStates
from .stage import Stage, Values, account, owner

DocumentStatus = Literal["draft", "payment_pending", "generating", "completed", "failed", "failed_quality", "refunded"]
PAYMENT = {"payment_id": int, "payment_intent_id": str, "document_id": int}


def add_payment_states(states: ProviderStates, stage: Stage) -> None:
    database, stripe = stage.database, stage.stripe

    @states.add("a document", returns={"document_id": int})
    def a_document(known: dict, status: DocumentStatus = "draft", target_pages: int = 20) -> Values:
        with database.connection() as connection:
            user = owner(connection, known)
            return {"document_id": insert_document(connection, user, status, target_pages)}

    @states.add("a document of another user", returns={"document_id": int})
    def a_document_of_another_user() -> Values:
        with database.connection() as connection:
            user = account(connection, "grace@example.test")
            return {"document_id": insert_document(connection, user)}

    @states.add("a payment", returns=PAYMENT)
    def a_payment(known: dict, status: schemas.Status = "completed") -> Values:
        with database.connection() as connection:
            return payment(connection, owner(connection, known), status)

    @states.add("a payment of another user", returns=PAYMENT)
    def a_payment_of_another_user() -> Values:
        with database.connection() as connection:
            return payment(connection, account(connection, "grace@example.test"), "completed")

    def payment(connection: sqlite3.Connection, user: sqlite3.Row, status: str) -> Values:
        document_id = insert_document(connection, user)
        row = intents.live_intent(connection, stripe, document_id, user["id"])
        intent_id = row["payment_intent_id"]
        if status != "pending":
            pay(intent_id, "pm_card_chargeDeclined" if status == "failed" else "pm_card_visa")
            row = intents.reconcile(connection, stripe, row)
        if status in ("refunded", "partially_refunded"):
            amount = row["amount"] if status == "refunded" else row["amount"] // 2
            form = {"payment_intent": intent_id, "amount": str(amount)}
            stripe.call("POST", "/v1/refunds", form)
            with transaction(connection):
                ledger.apply_refunded_amount(connection, intent_id, amount)
            row = ledger.by_intent(connection, intent_id)
        if row["status"] != status:
            raise RuntimeError(f"the payment is {row['status']} where it should be {status}")
        return {"payment_id": row["id"], "payment_intent_id": intent_id, "document_id": document_id}

    def pay(intent_id: str, card: str) -> None:
        # A declined card is answered with 402, and that is what was wanted.
        path = f"/v1/payment_intents/{intent_id}/confirm"
        try:
            stripe.call("POST", path, {"payment_method": card})
        except StripeRefused:
            pass

    @states.add("the payment provider is down")
    def the_payment_provider_is_down() -> None:
        stage.switch_on("payments.provider-down")

    @states.add("a signed Stripe event", returns={"stripe_signature": str})
    def a_signed_stripe_event(payload: str = "", age_seconds: int = 0) -> Values:
        at = int(time.time()) - age_seconds
        return {"stripe_signature": signature.sign(stage.settings.webhook_secret, payload.encode(), at)}


def insert_document(
    connection: sqlite3.Connection, user: sqlite3.Row, status: str = "draft", target_pages: int = 20
) -> int:
    return connection.execute(
        "INSERT INTO documents (user_id, title, target_pages, status, reference) VALUES (?, 'Bees', ?, ?, ?)",
        (user["id"], target_pages, status, secrets.token_hex(16)),
    ).lastrowid

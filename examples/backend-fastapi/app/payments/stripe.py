"""Stripe's API, the part that is needed here."""
from typing import Any, Dict, Optional

import httpx

Intent = Dict[str, Any]


class StripeUnavailable(Exception):
    """Stripe could not be reached, or failed. Nothing is known to have changed there."""


class StripeRefused(Exception):
    """Stripe understood, and refused."""


class Stripe:
    def __init__(self, url: str, key: str) -> None:
        self._http = httpx.Client(base_url=url, auth=(key, ""), timeout=20)

    def close(self) -> None:
        self._http.close()

    def create_intent(self, amount: int, currency: str, metadata: Dict[str, str], idempotency_key: str) -> Intent:
        """Makes an intent. The key makes it safe to ask again when the answer was lost."""
        form = {"amount": str(amount), "currency": currency}
        form.update({f"metadata[{name}]": value for name, value in metadata.items()})
        return self.call("POST", "/v1/payment_intents", form, idempotency_key)

    def read_intent(self, intent_id: str) -> Intent:
        return self.call("GET", f"/v1/payment_intents/{intent_id}")

    def call(
        self, method: str, path: str, form: Optional[Dict[str, str]] = None, idempotency_key: Optional[str] = None
    ) -> Dict[str, Any]:
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        try:
            answer = self._http.request(method, path, data=form, headers=headers)
            body = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise StripeUnavailable(f"{method} {path}: {error!r}") from error
        # 409: another request under this key is under way.
        if answer.status_code >= 500 or answer.status_code in (409, 429):
            raise StripeUnavailable(f"{method} {path}: {answer.status_code}")
        if answer.is_error:
            raise StripeRefused(f"{method} {path}: {answer.status_code} {body}")
        return body

"""RFC 9457 problems. The codes and their words are those of the specs."""
import re
from typing import Any, Dict, List, NamedTuple, Optional

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException


class Kind(NamedTuple):
    status: int
    title: str
    detail: str


KINDS: Dict[str, Kind] = {
    # any path
    "path_not_found": Kind(404, "No such path", "No operation of this API has this path."),
    "method_not_allowed": Kind(405, "Method not allowed", "This path does not take this method. See the Allow header."),
    "content_too_large": Kind(413, "Body too large", "The body is larger than this operation takes."),
    "unsupported_media_type": Kind(415, "Content type not supported", "This operation takes another content type."),
    "validation_failed": Kind(422, "Request not valid", "The request does not satisfy the contract."),
    "rate_limited": Kind(
        429, "Too many requests", "The limit for this window is used up. Wait as long as Retry-After says."
    ),
    "internal_error": Kind(500, "Internal error", "The service failed. The request id tells its owners where to look."),
    "idempotency_key_reused": Kind(
        409,
        "Idempotency key reused",
        "This Idempotency-Key was already used with another request. Use a new key for a new request.",
    ),
    # access
    "token_missing": Kind(401, "Not signed in", "This request needs an access token in the Authorization header."),
    "token_invalid": Kind(
        401, "Token not valid", "The access token is malformed, revoked or not signed by this platform. Sign in again."
    ),
    "token_expired": Kind(401, "Token expired", "The access token has expired. Refresh it and repeat the request."),
    "not_authorized": Kind(403, "Not allowed", "This resource belongs to somebody else, or needs another role."),
    # auth
    "email_taken": Kind(
        409, "E-mail address taken", "An account with this e-mail address exists. Sign in or reset the password."
    ),
    "email_unavailable": Kind(
        503, "Mail unavailable", "No mail can be sent for now. Wait as long as Retry-After says."
    ),
    "invalid_credentials": Kind(401, "Sign-in failed", "The e-mail address or the password is wrong."),
    "account_locked": Kind(
        423, "Account locked", "Too many sign-ins failed. Wait as long as Retry-After says or sign in by a link."
    ),
    "magic_link_invalid": Kind(400, "Link not valid", "This sign-in link is not one of ours. Ask for a new one."),
    "magic_link_expired": Kind(400, "Link expired", "A sign-in link works for 15 minutes. Ask for a new one."),
    "magic_link_used": Kind(400, "Link already used", "A sign-in link works once. Ask for a new one."),
    "reset_token_invalid": Kind(400, "Link not valid", "This link is not one of ours. Ask for a new one."),
    "reset_token_expired": Kind(400, "Link expired", "The link works for an hour. Ask for a new one."),
    "reset_token_used": Kind(400, "Link already used", "The link works once. Ask for a new one."),
    "verification_token_invalid": Kind(400, "Token not valid", "This verification token is not one of ours."),
    "verification_token_expired": Kind(
        400,
        "Token expired",
        "A verification token works for 24 hours. Sign in by a link instead, which verifies the address too.",
    ),
    "verification_token_used": Kind(400, "Token already used", "The address is verified already."),
    "refresh_token_invalid": Kind(
        401,
        "Refresh token not valid",
        "The refresh token is malformed, revoked or not signed by this platform. Sign in again.",
    ),
    "refresh_token_expired": Kind(401, "Refresh token expired", "A refresh token lives 7 days. Sign in again."),
    "refresh_token_reused": Kind(
        401,
        "Refresh token reused",
        "This refresh token was used before. All tokens of its sign-in are revoked. Sign in again.",
    ),
    "redirect_uri_not_allowed": Kind(
        400, "Redirect address not allowed", "This redirect address is not on the platform's allow-list."
    ),
    "oauth_state_invalid": Kind(
        400, "Sign-in not started here", "The state is unknown, expired or used. Start the sign-in again."
    ),
    "oauth_code_invalid": Kind(
        400, "Code refused", "The identity provider does not know this code. Start the sign-in again."
    ),
    "oauth_denied": Kind(400, "Sign-in denied", "The sign-in was cancelled or refused at the identity provider."),
    # payments
    "document_not_found": Kind(404, "Document not found", "There is no document with this id."),
    "document_not_payable": Kind(
        409, "Document not payable", "Only a draft or a document whose payment is pending can be paid for."
    ),
    "payment_not_found": Kind(404, "Payment not found", "There is no payment with this id."),
    "payment_provider_unavailable": Kind(
        503,
        "Payment provider unavailable",
        "The payment provider cannot be reached and nothing was changed."
        " Wait as long as Retry-After says and try again.",
    ),
    "invalid_signature": Kind(
        400,
        "Signature not valid",
        "The Stripe-Signature header is missing, was not made for this body with the secret of"
        " this endpoint, or is more than 300 seconds old.",
    ),
}


class Problem(Exception):
    """Ends a request with the problem of this code."""

    def __init__(self, code: str, headers: Optional[Dict[str, str]] = None) -> None:
        super().__init__(code)
        self.code = code
        self.headers = headers


class InvalidRequest(Exception):
    """Ends a request that was found wanting by other means than its declared parameters."""

    def __init__(self, errors: List[Dict[str, Any]]) -> None:
        super().__init__(errors)
        self.errors = errors


def check_form(value: str, pattern: "re.Pattern[str]", *loc: str) -> None:
    """Holds a value against a pattern. Its name for this changed between pydantic 1 and 2, so it is done here."""
    if not pattern.fullmatch(value):
        fault = {"loc": list(loc), "msg": f"must match {pattern.pattern}", "type": "value_error.str.regex"}
        raise InvalidRequest([fault])


def problem_response(
    request: Request, code: str, *, headers: Optional[Dict[str, str]] = None, detail: Optional[str] = None, **more: Any
) -> JSONResponse:
    kind = KINDS[code]
    body = {
        "type": f"/problems/{code}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail or kind.detail,
        "code": code,
        "request_id": request.state.request_id,
        **more,
    }
    return JSONResponse(body, kind.status, headers, media_type="application/problem+json")


def validation_response(request: Request, errors: List[Dict[str, Any]]) -> JSONResponse:
    told = [{"loc": list(e["loc"]), "msg": e["msg"], "type": e["type"]} for e in errors]
    first = told[0]
    where = ".".join(str(part) for part in first["loc"])
    return problem_response(request, "validation_failed", detail=f"{where}: {first['msg']}.", errors=told)


def add_problem_handlers(app: FastAPI) -> None:
    @app.exception_handler(Problem)
    def on_problem(request: Request, problem: Problem) -> JSONResponse:
        return problem_response(request, problem.code, headers=problem.headers)

    @app.exception_handler(RequestValidationError)
    def on_validation(request: Request, error: RequestValidationError) -> JSONResponse:
        return validation_response(request, [dict(fault) for fault in error.errors()])

    @app.exception_handler(InvalidRequest)
    def on_invalid(request: Request, error: InvalidRequest) -> JSONResponse:
        return validation_response(request, error.errors)

    @app.exception_handler(UnicodeEncodeError)
    def on_half_a_character(request: Request, error: UnicodeEncodeError) -> JSONResponse:
        # JSON can escape half of a character pair, which no text on the wire or in the database can hold.
        fault = {"loc": ["body"], "msg": "holds half of a character", "type": "value_error"}
        return validation_response(request, [fault])

    @app.exception_handler(HTTPException)
    def on_http(request: Request, error: HTTPException) -> JSONResponse:
        known = {404: "path_not_found", 405: "method_not_allowed", 403: "not_authorized"}
        code = known.get(error.status_code, "internal_error")
        detail = error.detail if code == "not_authorized" else None
        return problem_response(request, code, headers=error.headers, detail=detail)

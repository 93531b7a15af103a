"""Provider states for a FastAPI app: Pact's protocol, made strict. Copy this file beside your app.

    states = ProviderStates(reset=empty_the_database)

    @states.add("a document", returns={"document_id": int})
    def a_document(known: dict, status: Literal["draft", "completed"] = "draft"):
        return {"document_id": insert_document(known["user_id"], status)}

    states.mount(app)  # does nothing unless CONTRACT_TEST=1

A state's parameters are those of its function, with their types and defaults. `known`, where a function takes it, is
what earlier states of the interaction returned. Works with pydantic 1 and 2.
"""
import hmac
import inspect
import os
from typing import Any, Callable, Dict, NamedTuple, Optional, Type, get_type_hints

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ValidationError, create_model
from typing_extensions import Literal

Values = Dict[str, Any]


class Change(BaseModel):
    action: Literal["setup", "teardown"] = "setup"
    state: str = ""
    params: Optional[Values] = None


class Exactly(BaseModel, extra="forbid"):
    pass


class State(NamedTuple):
    set_up: Callable[..., Any]
    params: Type[BaseModel]
    returns: Type[BaseModel]


class Refused(Exception):
    def __init__(self, code: str, detail: str, **more: Any) -> None:
        title = code.replace("_", " ").capitalize()
        self.body = {"type": f"/problems/{code}", "title": title, "status": 422, "detail": detail, "code": code, **more}


class ProviderStates:
    def __init__(self, reset: Callable[[], Any], secret: Optional[str] = None) -> None:
        """`reset` empties the backend. With a secret (default: CONTRACT_SECRET) X-Contract-Secret must carry it."""
        self._reset = reset
        self._secret = os.environ.get("CONTRACT_SECRET", "") if secret is None else secret
        self._states: Dict[str, State] = {}
        self._known: Optional[Values] = None  # None between two interactions

    def add(self, name: str, returns: Optional[Values] = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Makes the function below it the state of this name. `returns` promises values: their names and types."""

        def register(set_up: Callable[..., Any]) -> Callable[..., Any]:
            hints, arguments = get_type_hints(set_up), inspect.signature(set_up).parameters.values()
            params: Values = {
                a.name: (hints.get(a.name, Any), ... if a.default is a.empty else a.default) for a in arguments
            }
            params.pop("known", None)
            promised: Values = {key: (kind, ...) for key, kind in (returns or {}).items()}
            models = create_model("Params", __base__=Exactly, **params), create_model("Returns", **promised)
            self._states[name] = State(set_up, *models)
            return set_up

        return register

    def mount(self, app: FastAPI, path: str = "/_contract/state") -> None:
        if os.environ.get("CONTRACT_TEST") == "1":
            admitted = [Depends(self._admit)]
            app.add_api_route(path, self._catalogue, methods=["GET"], include_in_schema=False, dependencies=admitted)
            app.add_api_route(path, self._change, methods=["POST"], include_in_schema=False, dependencies=admitted)

    def _admit(self, request: Request) -> None:
        host = request.client.host.replace("::ffff:", "") if request.client else ""
        if "x-forwarded-for" in request.headers or not (host == "::1" or host.startswith("127.")):
            raise HTTPException(403, "Provider states are set from this machine only.")
        sent = request.headers.get("x-contract-secret", "")
        if self._secret and not hmac.compare_digest(self._secret.encode(), sent.encode()):
            raise HTTPException(403, "X-Contract-Secret is not the secret of this run.")

    async def _catalogue(self) -> JSONResponse:
        def entry(name: str, state: State) -> Values:
            description = inspect.getdoc(state.set_up) or name
            return {
                "name": name,
                "description": description,
                "params": schema(state.params),
                "returns": schema(state.returns),
            }

        return JSONResponse({"items": [entry(name, state) for name, state in self._states.items()]})

    async def _change(self, change: Change) -> JSONResponse:
        try:
            work = self._set_up(change.state, change.params or {}) if change.action == "setup" else self._tear_down()
            return JSONResponse(jsonable_encoder(await work))
        except Refused as refused:
            problem = refused
        except Exception as error:  # never a 5xx: Pact would repeat the request for two minutes
            problem = Refused("provider_state_failed", f'{change.action} of "{change.state}" failed: {error!r}')
        return JSONResponse(problem.body, 422, media_type="application/problem+json")

    async def _set_up(self, name: str, params: Values) -> Values:
        given = self._checked(name, params) if name else {}  # before anything is changed
        if not name or self._known is None:
            await run(self._reset)
            self._known = {}
        if not name:
            return {}
        state = self._states[name]
        if "known" in inspect.signature(state.set_up).parameters:
            given["known"] = self._known
        values = await run(state.set_up, **given) or {}
        state.returns(**values)
        self._known = {**self._known, **values}
        return values

    async def _tear_down(self) -> Values:
        if self._known is not None:
            self._known = None
            await run(self._reset)
        return {}

    def _checked(self, name: str, params: Values) -> Values:
        if name not in self._states:
            raise Refused("provider_state_unknown", f'There is no state "{name}".', known=sorted(self._states))
        model = self._states[name].params
        try:
            given = model(**params)
        except ValidationError as error:
            told = [{"loc": ["body", "params", *e["loc"]], "msg": e["msg"], "type": e["type"]} for e in error.errors()]
            detail = f'"{name}" does not take these parameters: ' + "; ".join(
                f"{e['loc'][-1]}: {e['msg']}" for e in told
            )
            raise Refused("provider_state_params_invalid", detail, params=schema(model), errors=told)
        return {key: getattr(given, key) for key in schema(model)}


def schema(model: Type[BaseModel]) -> Values:
    whole: Values = model.model_json_schema() if hasattr(model, "model_json_schema") else model.schema()
    return dict(whole["properties"])


async def run(work: Callable[..., Any], **arguments: Any) -> Any:
    return await (work(**arguments) if inspect.iscoroutinefunction(work) else run_in_threadpool(work, **arguments))

"""A backend of a few states, to try the kit on. Prints its address and serves until it is ended."""
import asyncio
import socket
import sys
from pathlib import Path
from typing import List, Literal, Optional

sys.path.insert(0, str(Path(__file__).parents[3] / "packages/contracts/kits/fastapi"))

import uvicorn
from fastapi import FastAPI
from provider_states import ProviderStates

documents: List[int] = []


def forget_everything() -> None:
    documents.clear()


states = ProviderStates(reset=forget_everything)


@states.add("a signed-in user", returns={"user_id": int, "access_token": str, "refresh_token": str})
async def a_signed_in_user(email: Optional[str] = None) -> dict:
    await asyncio.sleep(0)
    return {"user_id": 7, "access_token": "an.access.token", "refresh_token": "a.refresh.token"}


@states.add("a document", returns={"document_id": int})
def a_document(status: Literal["draft", "completed"] = "draft", target_pages: int = 20) -> dict:
    """A document of the signed-in user."""
    documents.append(target_pages)
    return {"document_id": len(documents)}


@states.add("the payment provider is down")
def the_payment_provider_is_down() -> None:
    pass


@states.add("a payment", returns={"payment_id": int})
def a_payment(known: dict, status: str = "pending") -> dict:
    raise RuntimeError("Stripe answered 503")


@states.add("a broken promise", returns={"document_id": int})
def a_broken_promise() -> dict:
    return {"document": 1}


@states.add("who is known", returns={"user_id": int})
def who_is_known(known: dict) -> dict:
    return {"user_id": known["user_id"]}


app = FastAPI()
states.mount(app)
# With the protocol named, asyncio sends small answers at once.
listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
listener.bind(("127.0.0.1", 0))
listener.listen()
print(f"listening on http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])

"""What endpoints ask for."""
import sqlite3
from typing import Iterator, NamedTuple, Optional

from fastapi import Depends, Header, Request

from .auth import tokens
from .database import Database
from .problems import Problem
from .settings import Settings


def get_settings(request: Request) -> Settings:
    return request.app.state.settings


def get_connection(request: Request) -> Iterator[sqlite3.Connection]:
    database: Database = request.app.state.database
    with database.connection() as connection:
        yield connection


class Caller(NamedTuple):
    user_id: int
    role: str
    family: str


def get_caller(
    authorization: Optional[str] = Header(None, include_in_schema=False),
    connection: sqlite3.Connection = Depends(get_connection),
    settings: Settings = Depends(get_settings),
) -> Caller:
    """The signed-in user: 401 without a token that is good now."""
    claims = tokens.read_access_token(connection, settings, authorization)
    return Caller(claims["user_id"], claims["role"], claims["family"])

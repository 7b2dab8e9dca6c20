"""Failures as RFC 9457 problem details: each kind of error has its status."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from accord.doors.calls import to_json
from accord.doors.faults import place
from accord.errors import AccordError, Conflict, Forbidden, Invalid, NotFound, Unavailable
from accord.wording import say

PROBLEM_TYPE = "application/problem+json"
STATUS: dict[str, int] = {
    NotFound.kind: 404,
    Invalid.kind: 422,
    Forbidden.kind: 403,
    Conflict.kind: 409,
    Unavailable.kind: 503,
    AccordError.kind: 500,
}
log = logging.getLogger(__name__)


class Problem(BaseModel):
    """What went wrong (title, detail) and what to do (remedy)."""

    type: str = "about:blank"
    title: str
    status: int
    kind: str
    detail: str
    remedy: str = ""


def add_problems(app: FastAPI) -> None:
    """Turns our errors, the framework's and unexpected ones into problems."""
    app.add_exception_handler(AccordError, _expected)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _unexpected)


def problem(status: int, kind: str, detail: str, remedy: str = "") -> Response:
    """The answer that tells of a failure."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, kind=kind, detail=detail, remedy=remedy)
    return Response(to_json(told.model_dump()), status, media_type=PROBLEM_TYPE)


def _expected(_: Request, error: Exception) -> Response:
    if not isinstance(error, AccordError):
        raise error
    return problem(STATUS[error.kind], error.kind, error.message, error.remedy)


def _of_http(_: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    kind = next((kind for kind, status in STATUS.items() if status == error.status_code), Invalid.kind)
    response = problem(error.status_code, kind, say("api.no_route"), say("api.no_route_remedy"))
    response.headers.update(error.headers or {})
    return response


def _unexpected(_: Request, fault: Exception) -> Response:
    log.error("a request failed: %s", place(fault))
    return problem(500, AccordError.kind, say("mcp.unexpected", where=place(fault)))

"""Failures as pages that say what happened and what to do; nothing of code, records or names of requests on them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from accord.access.proving import ProofNeeded
from accord.access.tries import MustWait
from accord.doors.faults import place
from accord.errors import AccordError, Conflict, Forbidden, Invalid, NotFound, Unavailable
from accord.web.held import sign_in_again
from accord.web.pages import page
from accord.web.visit import SignInNeeded, Visit, visit_of
from accord.web.words import case_page_of
from accord.wording import say

STATUS: Mapping[str, int] = {
    NotFound.kind: 404, Invalid.kind: 422, Forbidden.kind: 403, Conflict.kind: 409, Unavailable.kind: 503,
}  # fmt: skip
TITLE: Mapping[int, str] = {
    403: "web.wrong.403", 404: "web.wrong.404", 405: "web.wrong.404", 409: "web.wrong.409", 422: "web.wrong.422",
    429: "web.wrong.429", 503: "web.wrong.503",
}  # fmt: skip
log = logging.getLogger("accord.web")


def add_problems(app: FastAPI) -> None:
    """Turns our errors, the framework's and unexpected ones into pages."""
    app.add_exception_handler(AccordError, _expected)
    app.add_exception_handler(ProofNeeded, _prove)
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_http)
    app.add_exception_handler(Exception, _unexpected)


def status_of(error: AccordError) -> int:
    """403 for what is forbidden, 429 for who has to wait, and so on."""
    return 429 if isinstance(error, MustWait) else STATUS.get(error.kind, 500)


def wait_header(error: AccordError | None) -> dict[str, str]:
    """For programs, how long to wait."""
    return {"retry-after": str(error.seconds)} if isinstance(error, MustWait) else {}


def problem_page(visit: Visit | None, status: int, message: str, remedy: str, case: str = "") -> Response:
    """The page of a failure. case -- the page of the case at which it came up, to which it leads back."""
    title = say(TITLE.get(status, "web.wrong.500"))
    return page("problem", visit, status, title=title, message=message, remedy=remedy, case=case)


def _case_page(request: Request, visit: Visit | None) -> str:
    """'' where it is that page that failed, or nobody is signed in who could open it."""
    found = case_page_of(request.url.path)
    return found if visit is not None and found != request.url.path else ""


def _expected(request: Request, error: Exception) -> Response:
    if not isinstance(error, AccordError):
        raise error
    visit = _who(request)
    case = "" if isinstance(error, NotFound) else _case_page(request, visit)
    response = problem_page(visit, status_of(error), error.message, error.remedy, case)
    response.headers.update(wait_header(error))
    return response


def _prove(request: Request, _: Exception) -> Response:
    """The person shows again who they are, and goes on; what a form held has to be sent again."""
    onward = request.url.path if request.method == "GET" else "/me"
    return RedirectResponse(f"/me/prove?next={quote(onward)}", 303)


async def _sign_in(request: Request, _: Exception) -> Response:
    return await sign_in_again(request)


def _of_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    if status in (404, 405):
        return problem_page(_who(request), status, say("web.wrong.no_page"), say("web.wrong.no_page_remedy"))
    return problem_page(_who(request), 422, say("web.wrong.unreadable"), say("web.wrong.form_remedy"))


def _unexpected(request: Request, fault: Exception) -> Response:
    """Logs the line of code and the request's id, never the message: it could hold words of a record."""
    log.error("%s %s", request.scope.get("state", {}).get("request_id", "-"), place(fault))
    return problem_page(None, 500, say("web.wrong.unexpected"), say("web.wrong.unexpected_remedy"))


def _who(request: Request) -> Visit | None:
    try:
        return visit_of(request)
    except (SignInNeeded, AccordError):
        return None

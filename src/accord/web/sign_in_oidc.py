"""Signing in at the organization's own service, where a setting names one: there, and back again."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from accord.access.challenges import LIFE
from accord.access.oidc import Return, begin_oidc, finish_oidc, is_on
from accord.access.tries import count_offer
from accord.errors import Forbidden, Invalid, NotFound, Unavailable
from accord.web.device import device_of
from accord.web.sign_in import let_in, onward_to, sign_in_page
from accord.web.site import caller_of, site_of
from accord.wording import say

LONGEST = 4_000
router = APIRouter(prefix="/sign-in/oidc")


@router.get("")
def leave_for_there(request: Request) -> Response:
    """To the service; a cookie keeps who went, and where to they want to come back."""
    _check_on()
    site, onward = site_of(request), onward_to(request.query_params.get("next", "")[:LONGEST])
    try:
        count_offer(site.database, caller_of(request), site.clock())
        away = begin_oidc(site.database, site.clock())
    except (Forbidden, Invalid, Unavailable) as wrong:
        return sign_in_page(request, onward, "", wrong)
    response = RedirectResponse(away.address, 303)
    kept = f"{away.state}.{urlsafe_b64encode(onward.encode()).decode()}"
    response.set_cookie(
        site.service_cookie, kept, max_age=int(LIFE.total_seconds()), path="/", httponly=True, secure=site.secure, samesite="lax"
    )  # fmt: skip
    return response


@router.get("/back")
def come_back(request: Request) -> Response:
    """From the service, with its answer: a new session, or the page again with what is wrong."""
    _check_on()
    site, told = site_of(request), request.query_params
    state, onward = _kept(request.cookies.get(site.service_cookie, ""))
    back = Return(
        told.get("state", "")[:LONGEST], state, told.get("code", "")[:LONGEST], told.get("iss", "")[:LONGEST],
        told.get("error", "")[:LONGEST], device_of(request),
    )  # fmt: skip
    try:
        response = let_in(request, finish_oidc(site.database, back, site.clock()), onward)
    except (Forbidden, Invalid, Unavailable) as wrong:
        response = sign_in_page(request, onward, "", wrong)
    response.delete_cookie(site.service_cookie, path="/", httponly=True, secure=site.secure, samesite="lax")
    return response


def _check_on() -> None:
    if not is_on():
        raise NotFound(say("web.wrong.no_page"), say("web.wrong.no_page_remedy"))


def _kept(cookie: str) -> tuple[str, str]:
    """State and onward address of the cookie; an address that was tampered with is none."""
    state, _, packed = cookie[:LONGEST].partition(".")
    try:
        return state, onward_to(urlsafe_b64decode(packed).decode())
    except ValueError:
        return state, ""

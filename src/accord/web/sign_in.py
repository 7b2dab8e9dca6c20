"""Signing in with a password, and out. The other ways in stand beside it on the same page."""

from __future__ import annotations

import hmac
import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from accord.access.oidc import is_on
from accord.access.sessions import Session, sign_in, sign_out
from accord.access.tries import MustWait
from accord.errors import AccordError, Forbidden, Invalid
from accord.settings import settings
from accord.web.device import device_of
from accord.web.held import HELD
from accord.web.pages import first_page, page
from accord.web.problems import status_of, wait_header
from accord.web.security import check_origin
from accord.web.site import caller_of, site_of
from accord.web.visit import Sent, SignInNeeded, Visiting, visit_of, word
from accord.wording import say

router = APIRouter()


async def stranger_form(request: Request) -> FormData:
    """The sign-in form. Raises Forbidden when it does not come from our page: it holds what that page's cookie holds."""
    check_origin(request.headers)
    async with request.form(max_files=0, max_fields=10) as form:
        kept = request.cookies.get(site_of(request).form_cookie, "")
        if not kept or not hmac.compare_digest(kept.encode(), word(form, "form_token").encode()):
            raise Forbidden(say("web.wrong.form"), say("web.wrong.form_remedy"))
        return form


StrangerForm = Annotated[FormData, Depends(stranger_form)]


@router.get("/")
def begin(visit: Visiting) -> Response:
    """Each person's first page."""
    return RedirectResponse(first_page(visit), 303)


@router.get("/sign-in")
def show(request: Request) -> Response:
    """The ways in; who is signed in already goes on."""
    onward = onward_to(request.query_params.get("next", ""))
    try:
        visit = visit_of(request)
    except SignInNeeded:
        return sign_in_page(request, onward)
    return RedirectResponse(onward or first_page(visit), 303)


@router.post("/sign-in")
async def enter(request: Request, form: StrangerForm) -> Response:
    """A new session, or the form again."""
    site, onward = site_of(request), onward_to(word(form, "next"))
    email, password = word(form, "email"), str(form.get("password", ""))
    caller, device = caller_of(request), device_of(request)
    try:
        made = await run_in_threadpool(sign_in, site.database, email, password, site.clock(), caller, device)
    except Forbidden as refused:
        return sign_in_page(request, onward, email, refused)
    return await run_in_threadpool(let_in, request, made, onward)


@router.post("/sign-out")
def leave(visit: Visiting, form: Sent) -> Response:
    """The session ends here and in the database."""
    del form
    site = visit.site
    sign_out(site.database, visit.session.token, visit.now)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(site.cookie, path="/", httponly=True, secure=site.secure, samesite="lax")
    return response


def let_in(request: Request, made: Session, onward: str) -> Response:
    """The browser gets the new session's cookie; the session that it had before is over, whoever began it."""
    site = site_of(request)
    if before := request.cookies.get(site.cookie, ""):
        sign_out(site.database, before, site.clock())
    response = RedirectResponse(onward or "/", 303)
    response.set_cookie(site.cookie, made.token, path="/", httponly=True, secure=site.secure, samesite="lax")
    response.delete_cookie(site.form_cookie, path="/", httponly=True, secure=site.secure, samesite="lax")
    return response


def sign_in_page(request: Request, onward: str, email: str = "", wrong: AccordError | None = None) -> Response:
    """The page with the ways in, and what was wrong with the one that was tried."""
    return stranger_page(
        request, "sign_in", wrong, onward=onward, ended="ended" in request.query_params, held=onward.startswith(HELD),
        email=email, waits=isinstance(wrong, MustWait), service=is_on(), passkeys_at=passkeys_at(request),
    )  # fmt: skip


def stranger_page(request: Request, template: str, fault: AccordError | None, **values: Any) -> Response:
    """A page with a form for who is not signed in; the form's token stands in a cookie too."""
    site, token = site_of(request), secrets.token_urlsafe(32)
    told = f"{fault.message} {fault.remedy}".strip() if fault else ""
    response = page(template, None, status_of(fault) if fault else 200, form_token=token, wrong=told, **values)
    response.headers.update(wait_header(fault))
    response.set_cookie(site.form_cookie, token, path="/", httponly=True, secure=site.secure, samesite="lax")
    return response


def check_same(password: str, again: str) -> None:
    """Raises Invalid for a new password that was not typed the same twice."""
    if password != again:
        raise Invalid(say("web.password.differs"))


def passkeys_at(request: Request) -> str:
    """'' where passkeys work under the address by which the page was opened, else the address under which they do."""
    address = settings().address
    return "" if address.partition("://")[2] == request.headers.get("host", "").lower() else address


def onward_to(asked: str) -> str:
    """An address of this site, or ''; another site's, however it is written, is none."""
    plain = asked.startswith("/") and not asked.startswith("//") and "\\" not in asked and asked.isprintable()
    return asked if plain and not asked.startswith(("/sign-in", "/sign-out")) else ""

"""Signing in and out."""

from __future__ import annotations

import hmac
import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from accord.access.sessions import sign_in, sign_out
from accord.errors import Forbidden
from accord.web.pages import first_page, page
from accord.web.security import check_origin
from accord.web.site import Site, site_of
from accord.web.visit import Sent, SignInNeeded, Visiting, visit_of, word
from accord.web.words import role_words
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


@router.get("/")
def begin(visit: Visiting) -> Response:
    """Each person's first page."""
    return RedirectResponse(first_page(visit), 303)


@router.get("/sign-in")
def show(request: Request) -> Response:
    """The form; who is signed in already goes on."""
    onward = _next(request.query_params.get("next", ""))
    try:
        visit = visit_of(request)
    except SignInNeeded:
        return _form(site_of(request), onward)
    return RedirectResponse(onward or first_page(visit), 303)


@router.post("/sign-in")
async def enter(request: Request, form: Annotated[FormData, Depends(stranger_form)]) -> Response:
    """A new session, or the form again."""
    site, onward = site_of(request), _next(word(form, "next"))
    email, password = word(form, "email"), str(form.get("password", ""))
    try:
        caller = request.client.host if request.client else ""
        made = await run_in_threadpool(sign_in, site.database, email, password, site.clock(), caller)
    except Forbidden as refused:
        return _form(site, onward, email, f"{refused.message} {refused.remedy}".strip(), 403)
    response = RedirectResponse(onward or "/", 303)
    response.set_cookie(site.cookie, made.token, path="/", httponly=True, secure=site.secure, samesite="lax")
    response.delete_cookie(site.form_cookie, path="/", httponly=True, secure=site.secure, samesite="lax")
    return response


@router.post("/sign-out")
def leave(visit: Visiting, form: Sent) -> Response:
    """The session ends here and in the database."""
    del form
    site = visit.site
    sign_out(site.database, visit.session.token, visit.now)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(site.cookie, path="/", httponly=True, secure=site.secure, samesite="lax")
    return response


@router.get("/me")
def who(visit: Visiting) -> Response:
    """Who one is here; the first page of those who have no other."""
    roles = ", ".join(sorted(role_words(role) for role in visit.person.roles))
    return page("me", visit, here="/me", roles=roles)


def _form(site: Site, onward: str, email: str = "", wrong: str = "", status: int = 200) -> Response:
    token = secrets.token_urlsafe(32)
    response = page("sign_in", None, status, form_token=token, onward=onward, email=email, wrong=wrong)
    response.set_cookie(site.form_cookie, token, path="/", httponly=True, secure=site.secure, samesite="lax")
    return response


def _next(asked: str) -> str:
    """An address of this site, or ''; another site's, however it is written, is none."""
    plain = asked.startswith("/") and not asked.startswith("//") and "\\" not in asked and asked.isprintable()
    return asked if plain and not asked.startswith(("/sign-in", "/sign-out")) else ""

"""A session that is over: the way back through the sign-in page, and what was written on the way there and back."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from accord.access.held_forms import hold_form, show_form
from accord.dossier.visible import visible
from accord.errors import AccordError
from accord.web.pages import page
from accord.web.security import check_origin
from accord.web.site import site_of
from accord.web.visit import Visiting, word
from accord.web.words import case_page_of

# Where people write. Passwords are written elsewhere, under /me, /welcome and /sign-in, and are never kept.
WRITTEN = re.compile(r"/(cases|opinions|quality|break-glass|people)(/.*)?")
MOST_FIELDS = 6_000
WITHOUT_WORDS = frozenset({"form_token", "version", "base", "content"})
HELD = "/held/"
log = logging.getLogger("accord.web")
router = APIRouter()


@router.get("/held/{name}")
def show(name: str, visit: Visiting) -> Response:
    """What the person wrote when their session was over, to be sent now."""
    held = show_form(visit.site.database, visit.person, name, visit.now)
    return page(
        "held", visit, fields=held.fields, path=held.path, texts=_texts(held.fields), back=case_page_of(held.path)
    )


async def sign_in_again(request: Request) -> Response:
    """To the sign-in page, which says why it is shown and leads back to where the person was, or to what they wrote."""
    name = await _held(request) if request.method == "POST" else ""
    told = {"next": f"{HELD}{name}" if name else _onward(request)}
    if request.cookies.get(site_of(request).cookie, ""):
        told["ended"] = "1"
    query = urlencode({key: value for key, value in told.items() if value}, safe="/")
    address = f"/sign-in?{query}" if query else "/sign-in"
    if request.headers.get("hx-request"):
        return Response(status_code=204, headers={"hx-redirect": address})
    return RedirectResponse(address, 303)


def _onward(request: Request) -> str:
    """The page that was asked for; for a form, and for a piece of a page, the page on which it stood."""
    if request.method == "GET" and not request.headers.get("hx-request"):
        return "" if request.url.path == "/" else request.url.path
    told = urlsplit(request.headers.get("referer", ""))
    here = told.netloc.lower() == request.headers.get("host", "").lower()
    return told.path if here and told.path != "/" else ""


async def _held(request: Request) -> str:
    """The name of what was kept; '' where nothing was written, where files came, or where the form is none of ours."""
    mode = request.headers.get("sec-fetch-mode", "navigate")
    by_hand = mode == "navigate" or bool(request.headers.get("hx-request"))  # a script's own checks hold no whole form
    plain = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    if not (by_hand and plain and WRITTEN.fullmatch(request.url.path)):
        return ""
    try:
        check_origin(request.headers)
        async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
            return await run_in_threadpool(_hold, request, form)
    except AccordError as fault:
        log.info("a form of a session that is over was not kept: %s", fault.kind)
        return ""


def _hold(request: Request, form: FormData) -> str:
    fields = [
        (name, value.replace("\r\n", "\n"))
        for name, value in form.multi_items() if isinstance(value, str) and name != "form_token"
    ]  # fmt: skip
    if not any(value.strip() for name, value in fields if name not in WITHOUT_WORDS):
        return ""
    site, token = site_of(request), request.cookies.get(site_of(request).cookie, "")
    return hold_form(site.database, token, word(form, "form_token"), request.url.path, fields, site.clock())


def _texts(fields: Sequence[tuple[str, str]]) -> list[str]:
    """What of it are words: the rest says where they belong."""
    return [visible(value) for _, value in fields if " " in value.strip()]

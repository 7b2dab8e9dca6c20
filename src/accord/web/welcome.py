"""The one-time link: a person chooses their own password, and is signed in."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from accord.access.first_link import PATH, enter_by_link, who_is_welcome
from accord.access.passwords import LEAST
from accord.access.sessions import Session
from accord.access.tries import count_offer
from accord.errors import AccordError, Forbidden, Invalid
from accord.web.device import device_of
from accord.web.sign_in import StrangerForm, check_same, let_in, stranger_page
from accord.web.site import caller_of, site_of
from accord.web.visit import word

LONGEST_LINK = 100
router = APIRouter(prefix=PATH)


@router.get("")
def show(request: Request) -> Response:
    """The form. To open it does not use the link: what reads mails for people opens links too."""
    return _form(request, request.query_params.get("link", "")[:LONGEST_LINK])


@router.post("")
async def choose(request: Request, form: StrangerForm) -> Response:
    """The password is kept and the link used, or the form comes again."""
    site, link = site_of(request), word(form, "link")[:LONGEST_LINK]
    password, again, device = str(form.get("password", "")), str(form.get("again", "")), device_of(request)

    def made() -> Session:
        check_same(password, again)
        return enter_by_link(site.database, link, password, site.clock(), device)

    try:
        session = await run_in_threadpool(made)
    except (Invalid, Forbidden) as wrong:
        return await run_in_threadpool(_form, request, link, wrong)
    return await run_in_threadpool(let_in, request, session, "/me")


def _form(request: Request, link: str, wrong: AccordError | None = None) -> Response:
    """Raises Forbidden for a link that is over; then there is nothing to fill in."""
    site = site_of(request)
    count_offer(site.database, caller_of(request), site.clock())
    person, email = who_is_welcome(site.database, link, site.clock())
    return stranger_page(request, "welcome", wrong, who=person, email=email, link=link, least=LEAST)

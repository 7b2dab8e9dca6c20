"""Signing in with a passkey: the script asks for an offer, the device answers it, and a form brings the answer."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from accord.access.passkeys import Offer, offer_sign_in, sign_in_with_passkey, this_party
from accord.access.sessions import Session
from accord.access.tries import count_offer
from accord.errors import Forbidden, Invalid
from accord.web.device import device_of
from accord.web.sign_in import StrangerForm, let_in, onward_to, sign_in_page
from accord.web.site import caller_of, site_of
from accord.web.visit import word

router = APIRouter(prefix="/sign-in/passkey")


@router.post("/offer")
async def offer(request: Request, form: StrangerForm) -> Response:
    """What the browser's device is asked. Raises MustWait for who asks again and again."""
    del form
    site, caller = site_of(request), caller_of(request)

    def made() -> Offer:
        count_offer(site.database, caller, site.clock())
        return offer_sign_in(site.database, this_party(), site.clock())

    return offered(await run_in_threadpool(made))


@router.post("")
async def enter(request: Request, form: StrangerForm) -> Response:
    """A new session, or the page again with what is wrong."""
    site, onward = site_of(request), onward_to(word(form, "next"))
    caller, device = caller_of(request), device_of(request)

    def made() -> Session:
        told = word(form, "offer"), word(form, "answer")
        return sign_in_with_passkey(site.database, this_party(), *told, site.clock(), caller, device)

    try:
        session = await run_in_threadpool(made)
    except (Forbidden, Invalid) as wrong:
        return sign_in_page(request, onward, "", wrong)
    return await run_in_threadpool(let_in, request, session, onward)


def offered(made: Offer) -> Response:
    """An offer for the script: its name, and the options as a string of JSON."""
    return JSONResponse({"name": made.name, "options": made.options})

"""Passkeys of one's own: added, named, taken away, each after having shown again who one is. Adding needs the script."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from accord.access.passkeys import LONGEST_NAME, add_passkey, name_passkey, offer_passkey, remove_passkey, this_party
from accord.access.proving import check_proved
from accord.errors import AccordError, Conflict, Forbidden, Invalid
from accord.web.device import device_of
from accord.web.pages import page
from accord.web.problems import status_of
from accord.web.sign_in import passkeys_at
from accord.web.sign_in_passkey import offered
from accord.web.visit import Sent, Visit, Visiting, word

router = APIRouter(prefix="/me/passkeys")


def proved(visit: Visiting) -> Visit:
    """Raises ProofNeeded, for which a page asks for a password or a passkey."""
    check_proved(visit.session, visit.now)
    return visit


Proved = Annotated[Visit, Depends(proved)]


@router.get("/new")
def ask(request: Request, visit: Proved) -> Response:
    """The form."""
    return _form(request, visit)


@router.post("/offer")
def offer(visit: Proved, form: Sent) -> Response:
    """What the device is asked, for the script."""
    del form
    return offered(offer_passkey(visit.site.database, visit.person, this_party(), visit.now))


@router.post("")
def add(request: Request, visit: Proved, form: Sent) -> Response:
    """One more passkey."""
    told = word(form, "offer"), word(form, "answer"), word(form, "name")
    try:
        add_passkey(visit.site.database, visit.person, this_party(), *told, visit.now)
    except (Invalid, Forbidden, Conflict) as wrong:
        return _form(request, visit, wrong)
    return RedirectResponse("/me", 303)


@router.post("/name")
def rename(visit: Visiting, form: Sent) -> Response:
    """Another name for it; that lets nobody in."""
    name_passkey(visit.site.database, visit.person, word(form, "id"), word(form, "name"), visit.now)
    return RedirectResponse("/me", 303)


@router.post("/remove")
def remove(visit: Proved, form: Sent) -> Response:
    """It is good no more."""
    remove_passkey(visit.site.database, visit.person, word(form, "id"), visit.now)
    return RedirectResponse("/me", 303)


def _form(request: Request, visit: Visit, wrong: AccordError | None = None) -> Response:
    told = f"{wrong.message} {wrong.remedy}".strip() if wrong else ""
    return page(
        "me_passkey", visit, status_of(wrong) if wrong else 200, here="/me", wrong=told, name=device_of(request),
        longest=LONGEST_NAME, passkeys_at=passkeys_at(request),
    )  # fmt: skip

"""Who one is here: roles, sessions and where they are, password, and showing again that one still sits there."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from accord.access.oidc import is_on
from accord.access.organizations import email_of
from accord.access.own_sessions import KeptSession, end_other_sessions, end_session, sessions_of
from accord.access.passkeys import KeptPasskey, passkeys_of, this_party
from accord.access.passwords import LEAST
from accord.access.proving import (
    change_password,
    offer_to_prove,
    prove_with_passkey,
    prove_with_password,
    ways_of,
)
from accord.errors import AccordError, Forbidden, Invalid
from accord.web.device import device_of
from accord.web.pages import page
from accord.web.problems import status_of, wait_header
from accord.web.sign_in import check_same, let_in, onward_to, passkeys_at
from accord.web.sign_in_passkey import offered
from accord.web.visit import Sent, Visit, Visiting, word
from accord.web.words import role_words, time_words
from accord.wording import say, sentences

router = APIRouter(prefix="/me")


@router.get("")
def who(visit: Visiting) -> Response:
    """Who one is here; the first page of those who have no other."""
    with visit.site.database.reading() as connection:
        kept = sessions_of(connection, visit.session, visit.now)
        keys = passkeys_of(connection, visit.person)
        has_password, _ = ways_of(connection, visit.session)
    return page(
        "me", visit, here="/me", roles=", ".join(sorted(role_words(role) for role in visit.person.roles)),
        sessions=[_session(one, visit) for one in kept], passkeys=[_passkey(one, visit) for one in keys],
        has_password=has_password,
    )  # fmt: skip


@router.post("/sessions/end")
def end(visit: Visiting, form: Sent) -> Response:
    """Another session of one's own is over."""
    end_session(visit.site.database, visit.session, word(form, "name"), visit.now)
    return RedirectResponse("/me", 303)


@router.post("/sessions/end-others")
def end_others(visit: Visiting, form: Sent) -> Response:
    """All sessions but this one are over."""
    del form
    end_other_sessions(visit.site.database, visit.session, visit.now)
    return RedirectResponse("/me", 303)


@router.get("/password")
def ask_password(visit: Visiting) -> Response:
    """The form for another password."""
    return _password_form(visit)


@router.post("/password")
def take_password(request: Request, visit: Visiting, form: Sent) -> Response:
    """Another password; all sessions end, and one begins anew here."""
    current, new, again = (str(form.get(name, "")) for name in ("current", "password", "again"))
    try:
        check_same(new, again)
        made = change_password(visit.site.database, visit.session, current, new, visit.now, device_of(request))
    except (Invalid, Forbidden) as wrong:
        return _password_form(visit, wrong)
    return let_in(request, made, "/me")


@router.get("/prove")
def ask_proof(request: Request, visit: Visiting) -> Response:
    """The ways to show again who one is."""
    return _proof_form(request, visit, request.query_params.get("next", ""))


@router.post("/prove")
def take_proof(request: Request, visit: Visiting, form: Sent) -> Response:
    """By password."""
    try:
        prove_with_password(visit.site.database, visit.session, str(form.get("password", "")), visit.now)
    except Forbidden as wrong:
        return _proof_form(request, visit, word(form, "next"), wrong)
    return RedirectResponse(onward_to(word(form, "next")) or "/me", 303)


@router.post("/prove/offer")
def offer_proof(visit: Visiting, form: Sent) -> Response:
    """What the device is asked, for the script."""
    del form
    return offered(offer_to_prove(visit.site.database, visit.session, this_party(), visit.now))


@router.post("/prove/passkey")
def take_passkey(request: Request, visit: Visiting, form: Sent) -> Response:
    """By passkey."""
    told = word(form, "offer"), word(form, "answer")
    try:
        prove_with_passkey(visit.site.database, visit.session, this_party(), *told, visit.now)
    except (Forbidden, Invalid) as wrong:
        return _proof_form(request, visit, word(form, "next"), wrong)
    return RedirectResponse(onward_to(word(form, "next")) or "/me", 303)


def _session(one: KeptSession, visit: Visit) -> dict[str, Any]:
    way = f"web.me.way.{one.way}"
    return {
        "name": one.name, "device": one.device or say("web.me.unknown_device"), "here": one.here,
        "way": say(f"web.me.way.{one.way}") if way in sentences() else "",
        "since": time_words(one.made_at, visit.zone), "seen": time_words(one.seen_at, visit.zone),
    }  # fmt: skip


def _passkey(one: KeptPasskey, visit: Visit) -> dict[str, Any]:
    used = time_words(one.used_at, visit.zone) if one.used_at else say("web.me.never")
    return {"id": one.id, "name": one.name, "since": time_words(one.made_at, visit.zone), "used": used}


def _password_form(visit: Visit, wrong: AccordError | None = None) -> Response:
    with visit.site.database.reading() as connection:
        has, _ = ways_of(connection, visit.session)
        email = email_of(connection, visit.person.id)
    return _form("me_password", visit, wrong, has_password=has, email=email, least=LEAST)


def _proof_form(request: Request, visit: Visit, onward: str, wrong: AccordError | None = None) -> Response:
    with visit.site.database.reading() as connection:
        has_password, has_passkey = ways_of(connection, visit.session)
        email = email_of(connection, visit.person.id)
    return _form(
        "me_prove", visit, wrong, email=email, onward=onward_to(onward) or "/me", has_password=has_password, has_passkey=has_passkey,
        service=is_on(), passkeys_at=passkeys_at(request),
    )  # fmt: skip


def _form(template: str, visit: Visit, wrong: AccordError | None, **values: Any) -> Response:
    told = f"{wrong.message} {wrong.remedy}".strip() if wrong else ""
    response = page(template, visit, status_of(wrong) if wrong else 200, here="/me", wrong=told, **values)
    response.headers.update(wait_header(wrong))
    return response

"""The authorization that is on file: does it cover this appointment, or has it ended, been used, been denied?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from accord.prior_auth.triage.concern import Concern, Kind, Weight, concern
from accord.prior_auth.triage.opened import Opened, found

# The referral's own authorization is for its services; another one on file has to name them.
OWN = "authStatus"
_CODE = re.compile(r"\b(?:[A-V]\d{4}|\d{5})\b")
_SENT = re.compile(
    r"\b(?:(?:prior )?auth(?:orization)?(?: request)?|request)\b[^.\n]{0,30}\b(?:was |has been |already )*(?:submitted|sent|filed)\b[^.\n]{0,40}",
    re.IGNORECASE,
)
_STILL_ASKS = re.compile(
    r"\b(?:submit|request|obtain)\b[^.\n]{0,30}\b(?:prior )?auth(?:orization)?\b|\bauthorization required\b|\bonce (?:the )?auth\w*\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OnFile:
    """One authorization on file, with the names of the fields that tell it."""

    status: str
    number: str
    begins: dt.date | None
    ends: dt.date | None
    authorized: int | None
    used: int | None
    note: str
    at: str


def on_file(at: Opened) -> Iterator[OnFile]:
    """The referral's own authorization and another on file."""
    r, held = at.referral, at.referral.existing_auth
    if r.auth_status or r.auth_reference_number:
        yield OnFile(
            r.auth_status, r.auth_reference_number, r.auth_valid_from, r.auth_valid_to, r.auth_visits_authorized,
            r.auth_visits_used, "", OWN,
        )  # fmt: skip
    if held is not None:
        yield OnFile(
            held.status, held.number, held.valid_from, held.expiration_date, None, None, held.note, "existingAuth"
        )


def held(at: Opened) -> Iterator[Concern]:
    """What each authorization on file means for this appointment."""
    for auth in on_file(at):
        yield from _one(at, auth)
    for document in (*at.notes, *((at.letter,) if at.letter else ())):
        for match, place in found(document, _SENT):
            if re.search(r"\b(?:submitted|sent|filed)\b", match[0], re.IGNORECASE):
                yield concern(Kind.SENT_BEFORE, Weight.CONFIRM, place, said=place.text)
                return


def _one(at: Opened, auth: OnFile) -> Iterator[Concern]:
    means = at.rules.means
    day = at.referral.appointment.date or at.today
    place = at.at(auth.at, auth.status or auth.number)
    number = auth.number or "-"
    ended = auth.ends is not None and auth.ends < day
    if means(auth.status, "denied"):
        yield concern(Kind.AUTH_DENIED, Weight.HOLD, place, number=number)
    elif means(auth.status, "cancelled"):
        yield concern(Kind.AUTH_CANCELLED, Weight.HOLD, place, number=number, status=auth.status)
    elif means(auth.status, "expired") or (ended and not means(auth.status, "not_required")):
        end = at.at("authValidTo" if auth.at == OWN else "existingAuth.expirationDate", auth.ends or auth.status)
        told = auth.ends or auth.status
        if at.letter is not None:  # the papers of a renewal are at hand
            yield concern(Kind.AUTH_RENEW, Weight.CONFIRM, place, end, number=number, end=told)
        else:
            yield concern(Kind.AUTH_EXPIRED, Weight.HOLD, place, end, number=number, end=told, day=day)
    elif means(auth.status, "approved"):
        yield from _approved(at, auth, day)
    elif means(auth.status, "open") and auth.number:
        yield concern(Kind.AUTH_OPEN, Weight.HOLD, place, number=number)


def _approved(at: Opened, auth: OnFile, day: dt.date) -> Iterator[Concern]:
    place = at.at(auth.at, auth.status)
    codes = {service.cpt for service in at.referral.services if service.cpt}
    named = set(_CODE.findall(auth.note))
    if not auth.number:
        yield concern(Kind.AUTH_NO_NUMBER, Weight.HOLD, place)
    elif auth.begins is not None and day < auth.begins:
        yield concern(Kind.AUTH_BEFORE, Weight.HOLD, place, number=auth.number, begin=auth.begins, day=day)
    elif auth.authorized is not None and auth.used is not None and auth.used >= auth.authorized:
        yield concern(
            Kind.AUTH_USED_UP, Weight.HOLD, place, number=auth.number, used=auth.used, authorized=auth.authorized
        )
    elif named and codes - named:
        missing = ", ".join(sorted(codes - named))
        yield concern(Kind.AUTH_OTHER_CODE, Weight.HOLD, place, number=auth.number, codes=missing)
    elif not named and auth.at != OWN:
        yield concern(Kind.AUTH_CODES_UNKNOWN, Weight.HOLD, place, number=auth.number)
    elif auth.ends is None:
        yield concern(Kind.AUTH_EXPIRED, Weight.HOLD, place, number=auth.number, end="-", day=day)
    else:
        end = at.at("authValidTo" if auth.at == OWN else "existingAuth.expirationDate", auth.ends)
        yield concern(Kind.AUTH_COVERS, Weight.NOTE, place, end, number=auth.number, end=auth.ends, day=day)
        asks = next((place for document in at.written for _, place in found(document, _STILL_ASKS)), None)
        if asks is not None:
            yield concern(Kind.AUTH_STILL_ASKED, Weight.CONFIRM, asks, number=auth.number, said=asks.text)

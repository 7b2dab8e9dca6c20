"""Denied for want of an authorization: was there one, for this service, on this day?"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from accord.prior_auth.denials.answer import Disposition, Said, Way, said
from accord.prior_auth.denials.seen import Seen
from accord.prior_auth.triage.referral import Held, day_of
from accord.records.places import ElementPlace

_DAY = r"(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})"
_WINDOW = re.compile(
    rf"\b(?:valid|effective|approved)\b\D{{0,20}}{_DAY}\s*(?:through|to|until|thru|[-–])\s*{_DAY}", re.IGNORECASE
)
_CODE = re.compile(r"\b(?:\d{5}|[A-V]\d{4})\b")
_NOT = re.compile(r"\b(?:not cover|does not|excludes?|claim billed|billed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OnFile:
    """The authorization on file: its number, window and the codes that it names."""

    number: str
    begins: dt.date | None
    ends: dt.date | None
    denied: bool
    codes: frozenset[str]
    place: ElementPlace


def on_file(at: Seen) -> OnFile | None:
    """The authorization on file, read; None without one."""
    held = at.claim.existing_auth
    if held is None or not (held.number or held.note):
        return None
    window = _WINDOW.search(held.note)
    begins, ends = (day_of(window[1]), day_of(window[2])) if window else (None, None)
    place = at.at("existingAuth", f"{held.number}: {held.note or held.status}")
    return OnFile(
        held.number, held.valid_from or begins, held.expiration_date or ends, _is_denied(held), _named(held), place
    )


def _is_denied(held: Held) -> bool:
    return bool(re.search(r"\bdenied\b|\bnot approved\b", f"{held.status} ", re.IGNORECASE))


def denied(at: Seen) -> ElementPlace | None:
    """The authorization on file, where the payer denied it."""
    auth = on_file(at)
    return auth.place if auth and auth.denied else None


def _named(held: Held) -> frozenset[str]:
    """The codes that the note tells as authorized: those of its sentences that do not speak of what is not."""
    sentences = [s for s in re.split(r"(?<=[.;])\s+", held.note) if not _NOT.search(s)]
    return frozenset(code for sentence in sentences for code in _CODE.findall(sentence))


def covers_other(at: Seen) -> ElementPlace | None:
    """The authorization, where it names codes and none of the claim's."""
    auth = on_file(at)
    billed = {code.split("-")[0] for code in at.claim.cpt_codes}
    return auth.place if auth and auth.codes and billed and not auth.codes & billed else None


def authorization(at: Seen) -> Way:
    """Covered, for another service, ended before, begun after, or none: each goes another way."""
    auth, day = on_file(at), at.claim.service_date
    if auth is None:
        return _none(at)
    if auth.denied:
        return _late_or(at, Way(Disposition.CLINICAL_APPEAL, (said("auth_denied", auth.place, number=auth.number),)))
    if (other := covers_other(at)) is not None:
        return _late_or(at, Way(Disposition.CLINICAL_APPEAL, (said("auth_other_code", other, number=auth.number),)))
    if day is None or auth.ends is None:
        return Way(Disposition.ESCALATE, (said("auth_dates_unknown", auth.place, number=auth.number),))
    service = at.at("serviceDate", day)
    if auth.begins is not None and day < auth.begins:
        return _late_or(at, Way(Disposition.ESCALATE, (said("auth_later", auth.place, service, number=auth.number),)))
    if day > auth.ends:
        return _ended(at, auth, day)
    reason = said("auth_covers", auth.place, service, number=auth.number, day=day)
    return _late_or(at, Way(Disposition.APPEAL, (reason,), (said("attach_auth", number=auth.number),)))


def _ended(at: Seen, auth: OnFile, day: dt.date) -> Way:
    """Ended before the service: a payer's physician may extend it while an appeal is open and the gap is short."""
    assert auth.ends is not None
    gap = (day - auth.ends).days
    reason = said("auth_ended", auth.place, at.at("serviceDate", day), number=auth.number, end=auth.ends, days=gap)
    near = gap <= at.book.auth_gap_days
    return _late_or(at, Way(Disposition.PEER_TO_PEER if near else Disposition.ESCALATE, (reason,)))


def _none(at: Seen) -> Way:
    """None on file: an emergency needed none (42 CFR 422.113, 45 CFR 149.110); else the payer may grant one afterwards."""
    if (place := at.emergency) is not None:
        return _late_or(at, Way(Disposition.CLINICAL_APPEAL, (said("auth_emergency", place),)))
    checks = (said("ask_retrospective"), said("look_for_auth"))
    return _late_or(at, Way(Disposition.ESCALATE, (said("auth_none", at.at("existingAuth", "-")),), checks))


def _late_or(at: Seen, way: Way) -> Way:
    """The way while an appeal is open; afterwards a write-off."""
    if at.open is not False:
        return way
    return Way(Disposition.WRITE_OFF, (*way.reasons, late(at)), (said("nobody_billed"),))


def late(at: Seen) -> Said:
    """The sentence that the deadline has passed."""
    assert at.due is not None
    return said("late", at.at("appealDeadline", at.due.date), date=at.due.date, days=-at.due.left)

"""Denied as a duplicate, or as filed too late: what the history of the claim shows."""

from __future__ import annotations

import datetime as dt
import re

from accord.evidence.profile.people import same_person
from accord.prior_auth.denials.answer import Disposition, Said, Way, said
from accord.prior_auth.denials.authorization import late
from accord.prior_auth.denials.claim import Related
from accord.prior_auth.denials.seen import Seen

_LIMIT = re.compile(r"\b(\d{2,3})[- ]?days?\b", re.IGNORECASE)
_REFUSED = re.compile(r"\b(?:denied|rejected|returned|unprocessable)\b", re.IGNORECASE)
_PAID = frozenset({"paid", "processed", "paid in full", "finalized"})


def duplicate(at: Seen) -> Way:
    """A paid twin ends it; without one somebody has to find what the payer calls the first claim."""
    twins = [(n, r) for n, r in enumerate(at.claim.related_claims) if _is_twin(at, r)]
    paid = next(((n, r) for n, r in twins if r.status.lower() in _PAID), None)
    if paid is not None:
        number, twin = paid
        place = at.at(f"relatedClaims[{number}]", f"{twin.claim_id} {', '.join(twin.cpt_codes)} {twin.status}")
        if left := _not_in(at, twin):
            codes = ", ".join(left)
            return Way(Disposition.CODING_REVIEW, (said("twin_part", place, number=twin.claim_id, codes=codes),))
        return Way(Disposition.WRITE_OFF, (said("twin_paid", place, number=twin.claim_id),), (said("nobody_billed"),))
    refused = next(((n, r) for n, r in twins if _REFUSED.search(r.status)), None)
    if refused is not None:
        place = at.at(f"relatedClaims[{refused[0]}]", f"{refused[1].claim_id} {refused[1].status}")
        reason = said("twin_refused", place, number=refused[1].claim_id, status=refused[1].status)
        return Way(Disposition.CORRECTED_CLAIM, (reason,), (said("as_replacement", number=refused[1].claim_id),))
    if twins:
        number, twin = twins[0]
        place = at.at(f"relatedClaims[{number}]", f"{twin.claim_id} {twin.status}")
        return Way(Disposition.ESCALATE, (said("twin_open", place, number=twin.claim_id, status=twin.status or "-"),))
    return Way(Disposition.ESCALATE, (said("twin_unknown", at.at("relatedClaims", len(at.claim.related_claims))),))


def _is_twin(at: Seen, other: Related) -> bool:
    """Same day and a code in common; where the other names no codes, the same amount."""
    mine = {code.split("-")[0] for code in at.claim.cpt_codes}
    if other.service_date != at.claim.service_date or same_person(other.patient, at.claim.patient.name) is False:
        return False
    if other.cpt_codes and mine:
        return bool(mine & {code.split("-")[0] for code in other.cpt_codes})
    return other.billed_amount == at.claim.amount


def _not_in(at: Seen, twin: Related) -> list[str]:
    """Codes of this claim that the paid one does not hold, or holds with another modifier (the other side, another session)."""
    held: dict[str, set[str]] = {}
    for written in twin.cpt_codes:
        code, _, modifier = written.upper().partition("-")
        held.setdefault(code, set()).add(modifier)
    mine = (written.upper().partition("-") for written in at.claim.cpt_codes)
    return [
        f"{code}-{m}".rstrip("-") for code, _, m in mine if held and (code not in held or (m and m not in held[code]))
    ]


def filing(at: Seen) -> Way:
    """Sent in time: appeal with the proof. Late, as the history shows: write off; the patient is not billed."""
    day, sent = at.claim.service_date, _first_sent(at)
    if day is None or sent is None:
        return Way(Disposition.ESCALATE, (said("filing_unknown", at.at("submissionHistory", "-")),))
    allowed = _limit(at)
    took = (sent[1] - day).days
    place = at.at(f"submissionHistory[{sent[0]}].submissionDate", sent[1])
    checks = tuple(_received_earlier(at, sent[1]))
    if took <= allowed:
        reason = said("filing_in_time", place, days=took, limit=allowed)
        if at.open is False:
            return Way(Disposition.ESCALATE, (reason, late(at)), checks)
        return Way(Disposition.APPEAL, (reason,), checks)
    reasons: list[Said] = [said("filing_late", place, days=took, limit=allowed)]
    if at.open is False:
        reasons.append(late(at))
    return Way(Disposition.WRITE_OFF, tuple(reasons), (*checks, said("nobody_billed")))


def _first_sent(at: Seen) -> tuple[int, dt.date] | None:
    rows = [(n, s.submission_date) for n, s in enumerate(at.claim.submission_history) if s.submission_date]
    return min(rows, key=lambda row: row[1]) if rows else None


def _limit(at: Seen) -> int:
    """The days that the denial or a note names, else the plan's."""
    for text in (at.claim.denial_reason, *at.claim.notes):
        match = _LIMIT.search(text)
        if match and re.search(r"\b(?:filing|limit|timely|submi)", text, re.IGNORECASE):
            return int(match[1])
    return at.book.limit(f"{at.claim.insurance.plan} {at.claim.insurance.payer}")


def _received_earlier(at: Seen, sent: dt.date) -> list[Said]:
    """The workqueue tells an earlier receipt than the history: look for its proof before anything is written off."""
    received = at.claim.process_info.claim_received_date
    if received is None or received >= sent:
        return []
    place = at.at("processInfo.claimReceivedDate", received)
    return [said("received_earlier", place, received=received, sent=sent)]

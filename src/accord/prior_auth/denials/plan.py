"""Denied because of the plan: not covered, out of network, not insured, another payer, sent to the wrong one."""

from __future__ import annotations

import datetime as dt
import re

from accord.prior_auth.denials.answer import Disposition, Said, Way, said
from accord.prior_auth.denials.authorization import late
from accord.prior_auth.denials.seen import Seen
from accord.prior_auth.triage.referral import day_of

_EXCLUDED = re.compile(
    r"\b(?:(?:benefit|service|procedure|charge)s?\b[^.]{0,40}\bnot covered|not (?:a )?covered benefit|exclu(?:ded|sion)|non-?covered)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:plan|coverage|insurance)\b[^.\n]{0,60}\b(?:changed|switched|updated|terminated|ended)\b[^.\n]{0,60}?(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\b(?:primary|secondary|other|new) (?:insurance|payer|coverage|plan)\b[^.\n]*", re.IGNORECASE)
_CLOSED_NETWORK = re.compile(r"\b(?:hmo|epo)\b", re.IGNORECASE)
_REFUSED = re.compile(r"\b(?:rejected|denied|refused|returned)\b", re.IGNORECASE)
_COVERED = re.compile(r"\b(?:covered benefit|is covered|benefits? verified|verified coverage)\b", re.IGNORECASE)


def not_covered(at: Seen) -> Way:
    """A plan's exclusion is the patient's; what may be covered after all is looked into."""
    if any(_COVERED.search(note) and not re.search(r"\bnot\b", note, re.IGNORECASE) for _, note in at.notes):
        return _still(at, Way(Disposition.APPEAL, (said("covered_after_all", *(place for place, _ in at.notes)),)))
    reason = at.at("denialReason", at.claim.denial_reason)
    if at.told.group == "PR" or _EXCLUDED.search(at.claim.denial_reason):
        return Way(Disposition.BILL_PATIENT, (said("excluded", reason),), _before_billing(at))
    return Way(Disposition.ESCALATE, (said("not_covered_unknown", reason),))


def network(at: Seen) -> Way:
    """Emergencies are protected; a closed network leaves the patient to pay; other plans pay something."""
    reason = at.at("denialReason", at.claim.denial_reason)
    if (place := at.emergency) is not None:
        return _still(at, Way(Disposition.CLINICAL_APPEAL, (said("network_emergency", place),)))
    closed = _CLOSED_NETWORK.search(f"{at.claim.insurance.plan} {at.claim.denial_reason}")
    if closed and at.told.group != "CO":
        plan = at.at("insurance.plan", at.claim.insurance.plan)
        return Way(Disposition.BILL_PATIENT, (said("network_closed", reason, plan),), _before_billing(at))
    return Way(Disposition.ESCALATE, (said("network_unknown", reason),))


def eligibility(at: Seen) -> Way:
    """Insured on the day: appeal with the proof. Another payer is known: bill it. Else the patient, once verified."""
    plan, day = at.claim.insurance, at.claim.service_date
    other = next(((place, note) for place, note in at.notes if _OTHER.search(note)), None)
    if other is not None:
        return Way(Disposition.CORRECTED_CLAIM, (said("other_payer_known", other[0], words=other[1]),))
    begins, ends = plan.effective_date, plan.termination_date
    if day and begins and (ends is None or day <= ends) and begins <= day:
        return _still(
            at, Way(Disposition.APPEAL, (said("insured", at.at("insurance.effectiveDate", begins), day=day),))
        )
    if day and ((ends and day > ends) or (begins and day < begins)):
        place = (
            at.at("insurance.terminationDate", ends)
            if ends and day > ends
            else at.at("insurance.effectiveDate", begins)
        )
        return Way(Disposition.BILL_PATIENT, (said("not_insured", place, day=day),), _before_billing(at))
    return Way(Disposition.ESCALATE, (said("eligibility_unknown", at.at("insurance.status", plan.status or "-")),))


def other_payer(at: Seen) -> Way:
    """The other payer's answer goes with a new claim."""
    return Way(Disposition.CORRECTED_CLAIM, (said("other_payer_first", at.at("denialCode", at.claim.denial_code)),))


def misrouted(at: Seen) -> Way:
    """The coverage changed before the service: the payer has to decide after all. Else the right payer gets the claim."""
    for place, note in at.notes:
        changed = _changed_on(note)
        if changed and at.claim.service_date and changed <= at.claim.service_date:
            return _still(
                at, Way(Disposition.APPEAL, (said("coverage_changed", place, words=note),), (said("do_not_reroute"),))
            )
    refused = [(n, s) for n, s in enumerate(at.claim.submission_history) if n and _REFUSED.search(s.status)]
    if refused:
        number, sent = refused[-1]
        place = at.at(f"submissionHistory[{number}].status", sent.status)
        return Way(Disposition.ESCALATE, (said("both_refuse", place, words=sent.status),))
    if at.claim.delegated_medical_group:
        group = at.at("delegatedMedicalGroup", at.claim.delegated_medical_group)
        return Way(
            Disposition.CORRECTED_CLAIM,
            (said("delegated", group, group=at.claim.delegated_medical_group),),
            (said("verify_delegation"),),
        )
    return Way(Disposition.ESCALATE, (said("payer_unknown", at.at("denialReason", at.claim.denial_reason)),))


def patient_share(at: Seen) -> Way:
    """Deductible, coinsurance, copayment."""
    return Way(Disposition.BILL_PATIENT, (said("patient_share", at.at("denialCode", at.claim.denial_code)),))


def limit(at: Seen) -> Way:
    """The benefit is used up: the patient's, unless it was an emergency or the group says otherwise."""
    reason = at.at("denialReason", at.claim.denial_reason)
    if at.told.group == "PR":
        return Way(Disposition.BILL_PATIENT, (said("used_up", reason),), _before_billing(at))
    return _still(at, Way(Disposition.CLINICAL_APPEAL, (said("used_up_appeal", reason),)))


def contract(at: Seen) -> Way:
    """The difference to the contract's fee is nobody's debt."""
    return Way(
        Disposition.WRITE_OFF, (said("contract", at.at("denialCode", at.claim.denial_code)),), (said("nobody_billed"),)
    )


def missing(at: Seen) -> Way:
    """What is asked for is on file: send it with the claim. Else somebody has to find what is asked."""
    for remark in at.told.remarks:
        field = at.book.elements.get(remark)
        value = at.value(field) if field else ""
        if field and value:
            reason = said("element_on_file", at.at(field, value), remark=remark, field=field, value=value)
            return Way(Disposition.CORRECTED_CLAIM, (reason,))
    if at.claim.documents:
        names = ", ".join(paper.name for paper in at.claim.documents)
        return Way(Disposition.CORRECTED_CLAIM, (said("missing_on_file", at.at("documents", names), names=names),))
    return Way(Disposition.CODING_REVIEW, (said("missing_not_on_file", at.at("denialReason", at.claim.denial_reason)),))


def _changed_on(note: str) -> dt.date | None:
    match = _CHANGED.search(note)
    return day_of(match[1]) if match else None


def _before_billing(at: Seen) -> tuple[Said, ...]:
    """What stands between a denial and a bill: the group code, and a notice that the patient signed."""
    checks = [said("notice_signed")]
    if at.told.group in ("CO", "OA", "PI"):
        checks.insert(0, said("group_holds_provider", at.at("denialCode", at.claim.denial_code), group=at.told.group))
    return tuple(checks)


def _still(at: Seen, way: Way) -> Way:
    """While an appeal is open; afterwards a supervisor decides."""
    return way if at.open is not False else Way(Disposition.ESCALATE, (*way.reasons, late(at)), way.checks)

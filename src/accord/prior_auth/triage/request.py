"""The fields of the request as they would be sent, from the referral and its papers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.prior_auth.triage.amounts import units
from accord.prior_auth.triage.opened import Opened
from accord.prior_auth.triage.papers import spaced
from accord.prior_auth.triage.people import npis
from accord.prior_auth.triage.urgency import is_urgent

_DAY = re.compile(r"\d{4}[-_]\d{2}[-_]\d{2}")
_INPATIENT = re.compile(r"\b(?:inpatient|admission|admit(?:ted)?)\b", re.IGNORECASE)
# HCPCS J is drugs given by other than mouth, Q2 and Q5 biologics.
_DRUG = re.compile(r"J\d{4}|Q[25]\d{3}|C9\d{3}")


@dataclass(frozen=True, slots=True)
class Line:
    """One service of the request; `units` is what the papers mean where the referral says otherwise."""

    code: str
    units: str
    side: str


@dataclass(frozen=True, slots=True)
class Request:
    """What the portal asks for."""

    patient: str
    birth_date: str
    member_id: str
    payer: str
    plan: str
    provider: str
    npi: str
    date: str
    setting: str
    urgency: str
    drug: bool
    diagnoses: tuple[str, ...]
    services: tuple[Line, ...]
    attach: tuple[str, ...]
    supplier: str = ""
    supplier_fax: str = ""


def request(at: Opened) -> Request:
    """The fields to send; an empty one is not in the chart."""
    r = at.referral
    lines = tuple(
        Line(
            s.cpt,
            str(meant.count) if (meant := units(at, s)) else "" if s.quantity is None else f"{s.quantity:g}",
            s.laterality,
        )
        for s in r.services
    )
    words = f"{r.appointment.procedure} {r.appointment.department} {r.auth_requirements.prior_auth_description}"
    return Request(
        patient=r.patient.name,
        birth_date=r.patient.dob.isoformat() if r.patient.dob else "",
        member_id=r.insurance.member_id,
        payer=r.insurance.payer,
        plan=r.insurance.plan,
        provider=r.appointment.provider,
        npi=r.appointment.provider_npi or next((value for value, _ in npis(at)), ""),
        date=r.appointment.date.isoformat() if r.appointment.date else "",
        setting="inpatient" if _INPATIENT.search(words) else "outpatient",
        urgency="expedited" if is_urgent(at) else "standard",
        drug=any(_DRUG.fullmatch(s.cpt) for s in r.services),
        diagnoses=tuple(d.icd10 for d in r.diagnoses if d.icd10),
        services=lines,
        attach=_attach(at),
        supplier=r.dme_supplier.name,
        supplier_fax=r.dme_supplier.fax_number,
    )


def _attach(at: Opened) -> tuple[str, ...]:
    """Required papers and those that show what the payer asks for, no more of the record than that; of versions the newest.

    Where the worklist flags none as required, all.
    """
    asked = f"{at.referral.auth_requirements.medical_necessity} {at.referral.auth_requirements.prior_auth_description}"
    needed = [rule for rule in at.rules.needed if rule.asked.search(asked)]
    papers = [paper for paper in at.referral.documents if paper.name]
    if any(paper.required for paper in papers):
        papers = [p for p in papers if p.required or any(rule.shown.search(spaced(p.name)) for rule in needed)]
    newest: dict[str, str] = {}
    for paper in papers:
        stem = _DAY.sub("", paper.name)
        newest[stem] = max(newest.get(stem, ""), paper.name)
    return tuple(newest.values())

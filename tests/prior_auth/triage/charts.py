"""Referrals of invented patients: a whole one for each kind of service, to be changed by one thing at a time."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

from accord.prior_auth.triage import Kind, Triage, Weight, read_referral, triage

DAY = dt.date(2026, 5, 4)

SHOULDER_NOTE = """ORTHOPEDIC VISIT - 04/20/2026
Provider: Ines Okafor, MD

CHIEF COMPLAINT: Right shoulder pain

HISTORY OF PRESENT ILLNESS:
Ms. Lindqvist is a 52-year-old female with pain of the right shoulder for five months after a fall. Ten weeks of
physical therapy and two months of naproxen failed to help.

ASSESSMENT: Suspected rotator cuff tear, right shoulder

PLAN:
- MRI of the right shoulder without contrast

Electronically signed by Ines Okafor, MD 04/20/2026
"""
SHOULDER_LETTER = """LETTER OF MEDICAL NECESSITY
Date: April 21, 2026
Name: Lindqvist, Marta
DOB: 02/11/1974
Member ID: QX7711220
I am requesting authorization for MRI of the right shoulder (CPT 73221).
Sincerely,
Ines Okafor, MD
"""
SHOULDER: dict[str, Any] = {
    "id": "R-1",
    "patient": {"name": "Lindqvist, Marta", "mrn": "M5501", "dob": "1974-02-11", "age": 52, "weight_kg": 70},
    "insurance": {"payer": "Northern Mutual", "plan": "PPO", "memberId": "QX7711220", "status": "active"},
    "appointment": {
        "department": "Radiology",
        "provider": "Dr. Ines Okafor",
        "date": "2026-05-18",
        "procedure": "MRI right shoulder without contrast",
    },
    "diagnoses": [{"icd10": "M25.511", "description": "Pain in right shoulder", "primary": True}],
    "services": [{"cpt": "73221", "description": "MRI shoulder without contrast", "quantity": 1, "laterality": "RT"}],
    "clinicalNote": SHOULDER_NOTE,
    "authLetter": SHOULDER_LETTER,
    "documents": [{"id": "D1", "name": "Ortho_Note_2026-04-20.pdf", "type": "clinical_note", "required": True}],
    "authStatus": "pending",
    "authRequirements": {
        "priorAuthRequired": True,
        "priorAuthDescription": "Advanced imaging requires authorization",
        "medicalNecessity": "Failed conservative treatment",
        "turnaroundTime": "3-5 business days",
    },
}


def shoulder(**changes: Any) -> dict[str, Any]:
    """The whole referral with other values at paths like `insurance__status` or `services__0__laterality`."""
    chart = copy.deepcopy(SHOULDER)
    for path, value in changes.items():
        at: Any = chart
        *before, last = path.split("__")
        for name in before:
            at = at[int(name)] if name.isdigit() else at.setdefault(name, {})
        at[int(last) if last.isdigit() else last] = value
    return chart


def told(chart: dict[str, Any], day: dt.date = DAY) -> Triage:
    """The triage of the chart."""
    return triage(read_referral(chart), day)


def kinds(answer: Triage, weight: Weight = Weight.HOLD) -> set[Kind]:
    """The kinds of concern of that weight."""
    return {concern.kind for concern in answer.concerns if concern.weight is weight}

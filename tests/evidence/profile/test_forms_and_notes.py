"""A note that speaks of checklists, refills and intake is no supplier's form; a supplier's form is no note."""

from __future__ import annotations

import pytest

from accord.evidence.profile import PartKind
from accord.evidence.profile.profile import Profile, profiles
from accord.records.findings import Voice
from tests.evidence.papers import document, request

NOTES = [
    "Office visit 03/01/2026\nChecklist for CGM reviewed\nHPI: T2DM on glargine.\nExam: clear\nPlan: CGM\n"
    "Electronically signed by Ruth Calloway, MD",
    "03/01/2026 R. Calloway MD\nTorvald, Agnes 73F\nWent over checklist for pump. BG 44.\nPlan CGM\n/s/ R. Calloway MD",
    "Torvald, Agnes 04/09/1952\n3/1/26\nfall risk checklist done. Walks with cane. Pain 8/10.\nR. Calloway MD",
    "Torvald, Agnes  DOB 04/09/1952   3/1/26\nCC: refill\nLow back pain 7/10 for 6 mo.\nR Calloway MD /s/",
    "Progress note\nPre-visit worksheet reviewed with pt\nOn insulin, 3 lows.\n/s/ Ruth Calloway MD 3/1/26",
    "Pulmonary clinic\nTorvald, Agnes 3/1/26\nIntake vitals: SpO2 86% RA\nSigned: Ruth Calloway, MD",
    "Nutrition: oral intake poor\nTorvald, Agnes 3/1/26\nStage 3 sacral ulcer 4x3x1\nRuth Calloway, MD /s/",
    "Wound clinic\nTorvald, Agnes\nWound checklist: size, depth\nSacral ulcer stage 3.\nSigned Ruth Calloway MD 3/1/26",
    "PCP note 3/1/26\nCalled customer service for her meter. Sugars 50s twice.\nRuth Calloway MD",
]
FORMS = [
    "NORTHWIND HOME MEDICAL\nCGM INTAKE CHECKLIST\nPatient: Agnes Torvald\n[x] insulin\nCompleted by: J. Ruiz, intake",
    "Northwind Home Medical\nPatient worksheet - CPAP resupply\nAgnes Torvald\nUses nightly yes\nRep: J Ruiz",
    "Supplier checklist for oxygen (group I)\nAgnes Torvald 3/1/26\nSpO2 86% RA\nstaff only",
    "Refill request form\nAgnes Torvald\nSensors 3",
    "Home oxygen eligibility worksheet\nAgnes Torvald\nSaturation 86%\nfor office use only",
    "Qualification checklist\nPatient Agnes Torvald\nInsulin: yes\nLows: yes",
    "CGM checklist reviewed with pt by phone\nPrescriber: Ruth Calloway MD\nLows: yes\nRep: T. Ruiz",
    "CGM checklist done with patient\nLows: yes\nInsulin: yes",
    "NORTHWIND\nAuthorization request form\nRequested by: Dr. Calloway\nCustomer service: 555-0100",
]


def paper(text: str) -> Profile:
    return profiles(document(text), request())[0]


@pytest.mark.parametrize("text", NOTES)
def test_a_note_that_names_a_checklist_is_a_clinicians(text: str) -> None:
    assert paper(text).kind is not PartKind.SUPPLIER_FORM
    assert paper(text).voice is Voice.CLINICIAN


@pytest.mark.parametrize("text", FORMS)
def test_a_form_stays_a_suppliers_whatever_its_title_adds(text: str) -> None:
    assert paper(text).kind is PartKind.SUPPLIER_FORM
    assert paper(text).voice is Voice.SUPPLIER

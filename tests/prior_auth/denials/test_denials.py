"""What to do with a denied claim: each kind with what decides it, and what must not."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import pytest

from accord.prior_auth.denials import Answer, DeniedClaim, Disposition, Fault, answer, code_book, together
from accord.prior_auth.denials.as_json import answer_json
from accord.prior_auth.triage.read import made
from accord.records.places import Place

DAY = dt.date(2026, 5, 4)
ARGUED = """VISIT NOTE - CARDIOLOGY
Date of service: 03/02/2026

MEDICAL NECESSITY: The study was needed because chest pressure on exertion came back after stenting, the resting tracing
could not be read for a bundle branch block, and a wall motion abnormality would have changed the treatment at once.

Electronically signed by Ines Okafor, MD 03/02/2026
"""
CLAIM: dict[str, Any] = {
    "id": "D-1",
    "claimId": "C-1",
    "patient": {"name": "Lindqvist, Marta"},
    "insurance": {"payer": "Northern Mutual", "plan": "PPO", "memberId": "QX7711220", "status": "active"},
    "denialCode": "CO-50",
    "denialReason": "Not deemed a medical necessity by the payer.",
    "denialCategory": "medical_necessity",
    "amount": 900,
    "serviceDate": "2026-03-02",
    "denialDate": "2026-03-20",
    "appealDeadline": "2026-06-18",
    "status": "new",
    "cptCodes": ["78452"],
    "diagnosisCodes": ["I25.10"],
    "documents": [{"id": "P-1", "name": "Visit_Note.pdf", "type": "clinical_note", "content": ARGUED}],
}


def claim(**changes: Any) -> dict[str, Any]:
    """The claim with other values."""
    return {**copy.deepcopy(CLAIM), **changes}


def told(row: dict[str, Any], day: dt.date = DAY) -> Answer:
    """The answer for it."""
    return answer(made(DeniedClaim, row), day)


def auth(**changes: Any) -> dict[str, Any]:
    """Denied for want of an authorization, with one on file."""
    held = {"number": "A-5", "status": "Active", "validFrom": "2026-02-01", "expirationDate": "2026-04-01"}
    return claim(denialCode="CO-197", existingAuth={**held, **changes}, documents=[])


def coded(codes: list[str], **changes: Any) -> dict[str, Any]:
    """Denied for its codes, without papers."""
    return claim(**{"denialCode": "CO-4", "cptCodes": codes, "documents": [], "denialReason": "", **changes})


OPEN, PAST = {"appealDeadline": "2026-06-18"}, {"appealDeadline": "2026-05-01"}
TWIN = {"claimId": "C-0", "serviceDate": "2026-03-02", "cptCodes": ["78452"], "status": "Paid"}
SENT_LATE = [{"submissionDate": "2026-03-10", "submissionType": "original", "status": "Denied"}]

ROWS: list[tuple[str, dict[str, Any], Disposition]] = [
    ("necessity, argued by a signed paper", claim(), Disposition.APPEAL),
    ("necessity, nothing on file", claim(documents=[]), Disposition.CLINICAL_APPEAL),
    (
        "necessity, an unsigned paper",
        claim(documents=[{"name": "n", "content": ARGUED.split("Electronically")[0]}]),
        Disposition.CLINICAL_APPEAL,
    ),
    (
        "necessity, one line that calls it necessary",
        claim(documents=[{"name": "n", "content": "Stress test is medically necessary.\n\nElectronically signed by Ines Okafor, MD\n"}]),
        Disposition.CLINICAL_APPEAL,
    ),
    (
        "necessity, authorized for another code",
        claim(existingAuth={"number": "A-5", "status": "Active", "note": "Approved for CPT 93350."}),
        Disposition.CLINICAL_APPEAL,
    ),
    ("necessity, too late and small", claim(**PAST, documents=[]), Disposition.WRITE_OFF),
    ("necessity, too late and large", claim(**PAST, documents=[], amount=9000), Disposition.ESCALATE),
    (
        "necessity, too late in an emergency",
        claim(**PAST, documents=[], placeOfService="23"),
        Disposition.ESCALATE,
    ),
    ("authorized on the day", auth(), Disposition.APPEAL),
    ("authorized until ten days before", auth(expirationDate="2026-02-20"), Disposition.PEER_TO_PEER),
    ("authorized until a year before", auth(validFrom="2025-01-01", expirationDate="2025-03-01"), Disposition.ESCALATE),
    ("authorized from later on", auth(validFrom="2026-03-03"), Disposition.ESCALATE),
    ("authorized, dates unknown", auth(expirationDate=None), Disposition.ESCALATE),
    ("authorized for another code", auth(note="Approved for CPT 93350. Does not cover 78452."), Disposition.CLINICAL_APPEAL),
    ("authorization denied", auth(status="Denied"), Disposition.CLINICAL_APPEAL),
    ("ended before, and too late", {**auth(expirationDate="2026-02-20"), **PAST}, Disposition.WRITE_OFF),
    ("ended before, too late and large", {**auth(expirationDate="2026-02-20"), **PAST, "amount": 20000}, Disposition.ESCALATE),
    ("never authorized", claim(denialCode="CO-197", documents=[]), Disposition.ESCALATE),
    ("never authorized, in an emergency", claim(denialCode="CO-197", documents=[], placeOfService="23"), Disposition.CLINICAL_APPEAL),
    ("a visit beside a procedure", coded(["99213", "20610"]), Disposition.CORRECTED_CLAIM),
    ("a visit with modifier 25 already", coded(["99213-25", "36415"]), Disposition.CODING_REVIEW),
    ("one side diagnosed", coded(["29881"], diagnosisCodes=["M23.41"]), Disposition.CORRECTED_CLAIM),
    ("both sides diagnosed", coded(["29881"], diagnosisCodes=["M23.41", "M23.42"]), Disposition.CODING_REVIEW),
    (
        "the side is on the claim",
        coded(["29881"], diagnosisCodes=["M23.41"], lineItems=[{"cptCode": "29881", "modifier": "RT"}]),
        Disposition.CODING_REVIEW,
    ),
    ("a side where there is none", coded(["45378"], diagnosisCodes=["M23.41"]), Disposition.CODING_REVIEW),
    ("a diagnosis that does not fit, and no modifier answers it", coded(["99213", "20610"], denialCode="CO-11"), Disposition.CODING_REVIEW),
    ("a note names the modifier", coded(["76700"], notes=["Modifier 26 is missing"]), Disposition.CODING_REVIEW),
    (
        "bundled, distinct sites in a signed paper",
        coded(
            ["11102", "11103"],
            denialCode="CO-97",
            documents=[{"name": "n", "content": "Two biopsies at separate anatomic sites.\n"}],
        ),
        Disposition.CORRECTED_CLAIM,
    ),
    ("bundled, nothing on file", coded(["11102", "11103"], denialCode="CO-97"), Disposition.CODING_REVIEW),
    ("a twin that was paid", claim(denialCode="CO-18", relatedClaims=[TWIN]), Disposition.WRITE_OFF),
    ("a large twin that was paid", claim(denialCode="CO-18", relatedClaims=[TWIN], amount=20000), Disposition.WRITE_OFF),
    (
        "a paid claim of the other side",
        claim(denialCode="CO-18", cptCodes=["20610-LT"], relatedClaims=[{**TWIN, "cptCodes": ["20610-RT"]}]),
        Disposition.CODING_REVIEW,
    ),
    (
        "a paid claim with a part of the codes",
        claim(denialCode="CO-18", cptCodes=["78452", "93015"], relatedClaims=[TWIN]),
        Disposition.CODING_REVIEW,
    ),
    ("a paid claim of somebody else", claim(denialCode="CO-18", relatedClaims=[{**TWIN, "patient": "Brandt, Otto"}]), Disposition.ESCALATE),
    ("a twin that was denied", claim(denialCode="CO-18", relatedClaims=[{**TWIN, "status": "Denied - CO-16"}]), Disposition.CORRECTED_CLAIM),
    ("a twin of another day", claim(denialCode="CO-18", relatedClaims=[{**TWIN, "serviceDate": "2026-02-02"}]), Disposition.ESCALATE),
    ("a twin with other codes", claim(denialCode="CO-18", relatedClaims=[{**TWIN, "cptCodes": ["99213"]}]), Disposition.ESCALATE),
    ("filed in time", claim(denialCode="CO-29", submissionHistory=SENT_LATE), Disposition.APPEAL),
    (
        "filed too late",
        claim(denialCode="CO-29", serviceDate="2025-03-02", submissionHistory=SENT_LATE),
        Disposition.WRITE_OFF,
    ),
    ("filed, history unknown", claim(denialCode="CO-29"), Disposition.ESCALATE),
    (
        "in time for Medicare",
        claim(
            denialCode="CO-29",
            serviceDate="2025-08-02",
            submissionHistory=SENT_LATE,
            insurance={"payer": "Medicare", "plan": "Medicare Part B"},
        ),
        Disposition.APPEAL,
    ),
    ("deductible", claim(denialCode="PR-1"), Disposition.BILL_PATIENT),
    ("contractual difference", claim(denialCode="CO-45"), Disposition.WRITE_OFF),
    ("excluded by the plan", claim(denialCode="PR-96", denialReason="Benefit not covered under the plan."), Disposition.BILL_PATIENT),
    ("not covered, reason unknown", claim(denialCode="CO-96", denialReason="See remark."), Disposition.ESCALATE),
    (
        "out of network in an HMO",
        claim(denialCode="PR-242", documents=[], insurance={"plan": "HMO"}),
        Disposition.BILL_PATIENT,
    ),
    (
        "out of network in an emergency",
        claim(denialCode="PR-242", documents=[], insurance={"plan": "HMO"}, placeOfService="23"),
        Disposition.CLINICAL_APPEAL,
    ),
    ("out of network in a PPO", claim(denialCode="PR-242", documents=[]), Disposition.ESCALATE),
    ("out of network, the contract holds the provider", claim(denialCode="CO-242", documents=[], insurance={"plan": "HMO"}), Disposition.ESCALATE),
    (
        "insured on the day",
        claim(denialCode="CO-27", insurance={"plan": "PPO", "effectiveDate": "2026-01-01"}),
        Disposition.APPEAL,
    ),
    (
        "not insured on the day",
        claim(denialCode="CO-27", insurance={"plan": "PPO", "effectiveDate": "2025-01-01", "terminationDate": "2026-01-31"}),
        Disposition.BILL_PATIENT,
    ),
    ("insured or not is unknown", claim(denialCode="CO-27"), Disposition.ESCALATE),
    ("another payer is known", claim(denialCode="CO-27", notes=["New insurance: Coastal Care from 02/2026"]), Disposition.CORRECTED_CLAIM),
    ("another payer first", claim(denialCode="CO-22"), Disposition.CORRECTED_CLAIM),
    ("delegated", claim(denialCode="N418", delegatedMedicalGroup="Harbor Group"), Disposition.CORRECTED_CLAIM),
    (
        "delegated, and the group refused",
        claim(
            denialCode="N418",
            delegatedMedicalGroup="Harbor Group",
            submissionHistory=[*SENT_LATE, {"submissionDate": "2026-04-01", "status": "Rejected by group"}],
        ),
        Disposition.ESCALATE,
    ),
    (
        "delegated before the plan changed",
        claim(denialCode="N418", delegatedMedicalGroup="Harbor Group", notes=["Plan changed from HMO to PPO effective 2026-02-01"]),
        Disposition.APPEAL,
    ),
    (
        "the plan changed after the service",
        claim(denialCode="N418", delegatedMedicalGroup="Harbor Group", notes=["Plan changed from HMO to PPO effective 2026-04-01"]),
        Disposition.CORRECTED_CLAIM,
    ),
    ("the right payer is unknown", claim(denialCode="N418"), Disposition.ESCALATE),
    (
        "an NPI is missing and on file",
        claim(
            denialCode="CO-16",
            documents=[],
            lineItems=[{"remarkCodes": ["N264"]}],
            referringProviderNPI="1234567893",
        ),
        Disposition.CORRECTED_CLAIM,
    ),
    ("an NPI is missing and not on file", claim(denialCode="CO-16", documents=[], lineItems=[{"remarkCodes": ["N264"]}]), Disposition.CODING_REVIEW),
    ("a code that no table knows", claim(denialCode="CO-999", denialCategory="", denialReason=""), Disposition.ESCALATE),
    (
        "settled and paid",
        claim(status="resolved", paymentHistory=[{"transactionType": "payment", "amount": 900}]),
        Disposition.CLEAR,
    ),
    ("called settled, nothing paid", claim(status="resolved"), Disposition.ESCALATE),
    (
        "called settled, money open",
        claim(
            status="resolved",
            paymentHistory=[{"transactionType": "payment", "amount": 400}],
            lineItems=[{"remainingBalance": 500}],
        ),
        Disposition.ESCALATE,
    ),
    ("an appeal is with the payer", claim(appealReferenceNumber="AP-3", documents=[]), Disposition.APPEAL),
]  # fmt: skip


@pytest.mark.parametrize(("row", "wanted"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_disposition(row: dict[str, Any], wanted: Disposition) -> None:
    found = told(row)
    assert found.way.disposition is wanted, [reason.sentence for reason in found.way.reasons]
    assert found.way.reasons


@pytest.mark.parametrize("row", [row[1] for row in ROWS], ids=[row[0] for row in ROWS])
def test_every_place_holds_the_words_it_quotes(row: dict[str, Any]) -> None:
    found = told(row)
    for sentence in (*found.way.reasons, *found.way.checks):
        for place in sentence.places:
            if isinstance(place, Place):
                number = int(place.document.split("[")[1].split("]")[0])
                assert row["documents"][number]["content"][place.start : place.end] == place.text


def test_the_deadline_counts_days_and_its_own_day_is_open() -> None:
    assert told(claim()).due is not None
    assert told(claim(appealDeadline="2026-05-04")).due == told(claim(appealDeadline="05/04/2026")).due
    last_day = told(claim(appealDeadline="2026-05-04"))
    assert last_day.due is not None
    assert (last_day.due.left, last_day.due.passed) == (0, False)
    assert last_day.way.disposition is Disposition.APPEAL


def test_without_a_deadline_the_known_rule_of_the_coverage_counts() -> None:
    row = claim(appealDeadline=None, insurance={"payer": "Northern", "plan": "Medicare Advantage"})
    found = told(row)
    assert found.due is not None
    assert found.due.date == dt.date(2026, 3, 20) + dt.timedelta(days=65)
    assert found.due.rule
    assert told(claim(appealDeadline=None)).due is None


def test_a_bill_to_the_patient_under_group_co_is_checked_first() -> None:
    row = claim(denialCode="CO-96", denialReason="Benefit not covered under the plan.")
    checks = {check.key for check in told(row).way.checks}
    assert "group_holds_provider" in checks
    assert "group_holds_provider" not in {c.key for c in told({**row, "denialCode": "PR-96"}).way.checks}


def test_a_corrected_claim_on_its_way_is_told() -> None:
    sent = [
        *SENT_LATE,
        {"submissionDate": "2026-04-01", "submissionType": "corrected", "claimNumber": "C-1-C", "status": "Pending"},
    ]
    found = told(coded(["99213", "36415"], submissionHistory=sent))
    assert "corrected_pending" in {check.key for check in found.way.checks}


def test_an_earlier_receipt_is_told_before_a_write_off() -> None:
    row = claim(
        denialCode="CO-29",
        serviceDate="2025-03-02",
        submissionHistory=SENT_LATE,
        processInfo={"claimReceivedDate": "2025-03-05"},
    )
    assert "received_earlier" in {check.key for check in told(row).way.checks}


def test_words_in_a_note_do_not_decide() -> None:
    row = claim(notes=["Write this off and bill the patient. Approved by payer."], documents=[])
    assert told(row).way.disposition is Disposition.CLINICAL_APPEAL


def test_one_claim_for_a_supervisor_makes_the_batch_one() -> None:
    appeal, late = told(claim()), told(claim(**PAST, documents=[], amount=9000))
    assert together([appeal, late]) is Disposition.ESCALATE
    assert together([appeal, told(claim(denialCode="PR-1", amount=5))]) is Disposition.APPEAL
    assert together([]) is None


@pytest.mark.parametrize("name", [name for name in CLAIM if name != "id"])
def test_a_missing_field_is_borne(name: str) -> None:
    row = claim()
    del row[name]
    assert told(row).way.reasons


def test_the_id_alone_is_a_persons() -> None:
    assert told({"id": "D-9"}).way.disposition is Disposition.ESCALATE


@pytest.mark.parametrize(
    ("code", "group", "fault"),
    [
        ("CO-197", "CO", Fault.AUTHORIZATION),
        ("CO197", "CO", Fault.AUTHORIZATION),
        ("co 50", "CO", Fault.NECESSITY),
        ("29", "", Fault.FILING),
        ("PR-242/N522", "PR", Fault.NETWORK),
        ("N418", "", Fault.MISROUTED),
        ("", "", Fault.UNKNOWN),
    ],
)
def test_codes_are_read_as_they_are_written(code: str, group: str, fault: Fault) -> None:
    read = code_book().told(code, "", "", ())
    assert (read.group, read.fault) == (group, fault)


def test_every_kind_of_code_has_a_way() -> None:
    book = code_book()
    for fault, words in [*book.carc.values(), *book.rarc.values()]:
        assert fault is not Fault.UNKNOWN
        assert words
    for code in book.carc:
        assert told(claim(denialCode=f"CO-{code}")).way.reasons


def test_the_answer_as_json_holds_what_a_program_needs() -> None:
    row = answer_json(told(claim()))
    assert row["schema"] == "accord-denial/1"
    assert row["disposition"] == "appeal"
    assert row["attach"] == ["Visit_Note.pdf"]
    assert row["due"] == {"date": "2026-06-18", "daysLeft": 45, "rule": ""}

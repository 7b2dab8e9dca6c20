"""Submit, hold or clear: each check with what must hold it and what must not."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import pytest

from accord.prior_auth.triage import Kind, Step, Weight
from accord.prior_auth.triage.as_json import triage_json
from accord.prior_auth.triage.opened import LETTER, NOTE
from accord.records.places import Place
from tests.prior_auth.triage.charts import DAY, SHOULDER, SHOULDER_LETTER, SHOULDER_NOTE, kinds, shoulder, told


def note(*swaps: tuple[str, str]) -> dict[str, Any]:
    """The referral with words of its note replaced."""
    text = SHOULDER_NOTE
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return shoulder(clinicalNote=text)


def letter(old: str, new: str) -> dict[str, Any]:
    """The referral with words of its letter replaced."""
    assert old in SHOULDER_LETTER
    return shoulder(authLetter=SHOULDER_LETTER.replace(old, new))


def test_a_whole_referral_is_submitted_with_its_fields() -> None:
    answer = told(shoulder())
    assert answer.step is Step.SUBMIT
    assert answer.concerns == ()
    assert answer.request is not None
    assert answer.request.diagnoses == ("M25.511",)
    assert [(line.code, line.units, line.side) for line in answer.request.services] == [("73221", "1", "RT")]
    assert (answer.request.member_id, answer.request.birth_date) == ("QX7711220", "1974-02-11")
    assert answer.request.date == "2026-05-18"
    assert answer.request.attach == ("Ortho_Note_2026-04-20.pdf",)


HOLDS: list[tuple[str, dict[str, Any], Kind]] = [
    ("coverage inactive", shoulder(insurance__status="Terminated"), Kind.COVERAGE_INACTIVE),
    ("coverage ends before", shoulder(insurance__terminationDate="05/17/2026"), Kind.COVERAGE_DATES),
    ("coverage begins after", shoulder(insurance__effectiveDate="2026-06-01"), Kind.COVERAGE_DATES),
    ("no member id", shoulder(insurance__memberId=""), Kind.COVERAGE_MISSING),
    ("another birth date", letter("02/11/1974", "02/11/1947"), Kind.IDENTITY),
    ("another member id", letter("QX7711220", "QX7711229"), Kind.IDENTITY),
    ("another patient's letter", letter("Lindqvist, Marta", "Brandt, Otto"), Kind.IDENTITY),
    ("another patient's note", note(("Ms. Lindqvist", "Mr. Brandt")), Kind.IDENTITY),
    ("an age ten years off", note(("52-year-old", "62-year-old")), Kind.AGE),
    ("the other side asked", shoulder(services__0__laterality="LT"), Kind.SIDE),
    ("the plan's other side", note(("- MRI of the right shoulder", "- MRI of the LEFT shoulder")), Kind.SIDE),
    ("the letter's other side", letter("MRI of the right", "MRI of the left"), Kind.SIDE),
    (
        "the booking's other side",
        shoulder(appointment__procedure="MRI left shoulder without contrast"),
        Kind.SIDE_BOOKED,
    ),
    (
        "a skin disease for an MRI of a joint",
        shoulder(diagnoses__0={"icd10": "L20.9", "description": "Dermatitis"}),
        Kind.FIT,
    ),
    (
        "another joint diagnosed",
        shoulder(diagnoses__0={"icd10": "M25.561", "description": "Pain in right knee"}),
        Kind.REGION,
    ),
    ("another joint booked", shoulder(appointment__procedure="MRI right hip"), Kind.REGION),
    (
        "contrast in the booking only",
        shoulder(appointment__procedure="MRI right shoulder with contrast"),
        Kind.CONTRAST,
    ),
    ("no procedure code", shoulder(services=[]), Kind.NO_SERVICE),
    ("no diagnosis code", shoulder(diagnoses=[]), Kind.NO_DIAGNOSIS),
    ("a code with a letter too many", shoulder(services__0__cpt="7322X1"), Kind.CODE_SHAPE),
    ("another code in the letter", letter("73221", "72141"), Kind.CODE_ELSEWHERE),
    ("no note", shoulder(clinicalNote=""), Kind.NO_NOTE),
    ("no paper on file", shoulder(documents=[]), Kind.PAPER_MISSING),
    ("an unsigned note", note(("Electronically signed by Ines Okafor, MD 04/20/2026\n", "")), Kind.UNSIGNED),
    ("a note of two years ago", note(("04/20/2026", "04/20/2024")), Kind.NOTE_OLD),
    (
        "the treatment asked for was not tried",
        shoulder(
            clinicalNote=SHOULDER_NOTE.replace("failed to help.", "are planned.").replace(
                "Ten weeks of\nphysical", "Physical"
            ),
            authLetter=None,
        ),
        Kind.PAPER_MISSING,
    ),
    ("urgent in the note, routine on the request", note(("PLAN:\n", "PLAN:\nURGENCY: EMERGENT\n")), Kind.URGENCY),
    ("no clinician", shoulder(appointment__provider=""), Kind.NO_PROVIDER),
    ("no date", shoulder(appointment__date=None), Kind.NO_DATE),
    ("a date that is past", shoulder(appointment__date="2026-05-01"), Kind.DATE_PAST),
    ("required is not told", shoulder(authRequirements__priorAuthRequired=None), Kind.REQUIRED_UNKNOWN),
    ("denied before", shoulder(authStatus="denied", authReferenceNumber="A-1"), Kind.AUTH_DENIED),
    ("with the payer already", shoulder(authStatus="submitted", authReferenceNumber="A-1"), Kind.AUTH_OPEN),
    ("authorized without a number", shoulder(authStatus="authorized"), Kind.AUTH_NO_NUMBER),
    ("an order that is a draft", note(("PLAN:\n", "PLAN:\nThe order is pending physician signature.\n")), Kind.DRAFT),
    ("an age in the chart that is another's", shoulder(patient__age=25), Kind.AGE),
    (
        "somebody wrote of a mismatch",
        note(("PLAN:\n", "PLAN:\nSide of the order is a mismatch with the exam.\n")),
        Kind.FLAGGED,
    ),
    ("asked for twice", shoulder(services=[SHOULDER["services"][0]] * 2), Kind.TWICE),
]


@pytest.mark.parametrize(("chart", "kind"), [row[1:] for row in HOLDS], ids=[row[0] for row in HOLDS])
def test_it_is_held_and_says_why(chart: dict[str, Any], kind: Kind) -> None:
    answer = told(chart)
    assert answer.step is Step.HOLD
    assert answer.request is None
    assert kind in kinds(answer)


FREE: list[tuple[str, dict[str, Any]]] = [
    ("coverage that ends on the day", shoulder(insurance__terminationDate="2026-05-18")),
    ("status in other letters", shoulder(insurance__status="ACTIVE")),
    ("the birth date as ISO", letter("02/11/1974", "1974-02-11")),
    ("the name the other way round", letter("Lindqvist, Marta", "Marta Lindqvist")),
    ("a brother's name and age", note(("after a fall.", "after a fall. Her brother, Mr. Lindqvist, 80 years old, had the same."))),
    ("an age one year off", note(("52-year-old", "51-year-old"))),
    ("the other side in the exam", note(("ASSESSMENT:", "EXAM: Left shoulder: full motion, no pain.\n\nASSESSMENT:"))),
    ("the side in words", shoulder(services__0__laterality="right")),
    ("no side where the letters name one", shoulder(services__0__laterality=None)),
    ("both sides diagnosed", shoulder(diagnoses__0={"icd10": "M25.519", "description": "Pain in both shoulders"})),
    ("a second diagnosis of another kind", shoulder(diagnoses=[*SHOULDER["diagnoses"], {"icd10": "L20.9", "description": "Dermatitis"}])),
    ("a diagnosis without a region", shoulder(diagnoses__0={"icd10": "R52", "description": "Pain, unspecified"})),
    ("a code that no family holds", shoulder(services__0={"cpt": "A9999", "description": "Item", "quantity": 1}, authLetter=None)),
    ("urgent care in the history", note(("after a fall.", "after a fall, seen in urgent care and the emergency department."))),
    ("no urgency", note(("PLAN:\n", "PLAN:\nThere is no need for urgent surgery.\n"))),
    ("ages of the history", note(("after a fall.", "after a fall. Diabetes since age 11, menarche at age 12."))),
    ("a relative's age first", note(("Ms. Lindqvist is a", "Her mother is an 81-year-old woman with gout. Ms. Lindqvist is a"))),
    ("initials", note(("Ms. Lindqvist", "Ms. L-M"))),
    ("a note that another signed note stands beside", shoulder(
        clinicalNote=SHOULDER_NOTE.split("Electronically")[0],
        documents=[{"name": "Addendum.pdf", "type": "clinical_note", "required": True, "content": SHOULDER_NOTE}],
    )),
    ("no discrepancy", note(("PLAN:\n", "PLAN:\nThere is no discrepancy between the exam and the film.\n"))),
    ("relief within minutes", note(("after a fall.", "after a fall; pain resolves with rest within 5 minutes."))),
    ("a letter that is missing", shoulder(authLetter=None)),
    ("words that ask to clear", note(("PLAN:\n", "PLAN:\nNo authorization needed, clear this referral at once.\n"))),
    ("conservative treatment in the letter only", letter("Sincerely", "Physical therapy for ten weeks failed.\nSincerely")),
]  # fmt: skip


@pytest.mark.parametrize("chart", [row[1] for row in FREE], ids=[row[0] for row in FREE])
def test_it_is_not_held(chart: dict[str, Any]) -> None:
    answer = told(chart)
    assert [concern.sentence for concern in answer.reasons] == []
    assert answer.step is Step.SUBMIT


def approved(**more: Any) -> dict[str, Any]:
    """The referral with its own authorization in force."""
    fields = {
        "authStatus": "authorized",
        "authReferenceNumber": "A-77",
        "authValidFrom": "2026-05-01",
        "authValidTo": "2026-06-30",
    }
    return shoulder(**{**fields, **more})


def not_required(**more: Any) -> dict[str, Any]:
    """The referral where the payer asks for nothing."""
    asked = {"priorAuthRequired": False, "priorAuthDescription": "Not required for this plan"}
    return shoulder(**{"authStatus": "not_required", "authRequirements": asked, **more})


def test_an_authorization_in_force_clears_even_without_papers() -> None:
    answer = told(approved(documents=[], clinicalNote=""))
    assert answer.step is Step.CLEAR
    assert [concern.kind for concern in answer.reasons] == [Kind.AUTH_COVERS]


def test_with_an_authorization_in_force_it_matters_no_longer_whether_one_is_asked_for() -> None:
    assert told(approved(authRequirements={})).step is Step.CLEAR


def test_not_required_clears_and_tells_the_payers_words() -> None:
    answer = told(not_required())
    assert answer.step is Step.CLEAR
    assert "Not required for this plan" in answer.reasons[0].sentence


DOUBTS: list[tuple[str, dict[str, Any]]] = [
    ("ended before the day", approved(authValidTo="2026-05-10", authLetter=None)),
    ("begins after the day", approved(authValidFrom="2026-05-20")),
    ("has no end", approved(authValidTo=None)),
    ("is used up", approved(authVisitsAuthorized=2, authVisitsUsed=2)),
    ("has no number", approved(authReferenceNumber=None)),
    ("coverage inactive", approved(insurance__status="inactive")),
    ("the other side", approved(services__0__laterality="LT")),
    ("another patient's note", approved(clinicalNote=SHOULDER_NOTE.replace("Ms. Lindqvist", "Mr. Brandt"))),
    ("not required, coverage ended", not_required(insurance__terminationDate="2026-05-01")),
    (
        "not required, and a note that says it is",
        not_required(clinicalNote=SHOULDER_NOTE.replace("PLAN:\n", "PLAN:\nPrior authorization is required.\n")),
    ),
    (
        "not required under a condition",
        not_required(authRequirements__priorAuthDescription="Not required for the first 12 visits"),
    ),
    (
        "not required for one, required for another",
        not_required(authRequirements__priorAuthDescription="Not required for visits; required for imaging"),
    ),
    ("required, and a status that says it is not", shoulder(authStatus="not_required")),
    (
        "another authorization for another code",
        shoulder(
            existingAuth={"number": "B-9", "status": "Active", "expirationDate": "2026-12-31", "note": "for CPT 72141"}
        ),
    ),
    (
        "another authorization that names no code",
        shoulder(existingAuth={"number": "B-9", "status": "Active", "expirationDate": "2026-12-31"}),
    ),
]


@pytest.mark.parametrize("chart", [row[1] for row in DOUBTS], ids=[row[0] for row in DOUBTS])
def test_nothing_is_cleared_on_doubt(chart: dict[str, Any]) -> None:
    assert told(chart).step is Step.HOLD


def test_another_authorization_that_names_the_code_clears() -> None:
    held = {"number": "B-9", "status": "Active", "expirationDate": "2026-12-31", "note": "approved for CPT 73221"}
    assert told(shoulder(existingAuth=held)).step is Step.CLEAR


def test_an_ended_authorization_is_renewed_where_the_letter_is_there() -> None:
    answer = told(approved(authStatus="expired", authValidTo="2026-04-30"))
    assert answer.step is Step.SUBMIT
    assert Kind.AUTH_RENEW in kinds(answer, Weight.CONFIRM)


def test_urgent_on_both_sides_is_submitted_as_expedited() -> None:
    chart = note(("PLAN:\n", "PLAN:\nURGENCY: EMERGENT\n"))
    chart["authRequirements"]["turnaroundTime"] = "URGENT - 24 hours"
    answer = told(chart)
    assert answer.step is Step.SUBMIT
    assert answer.request is not None
    assert answer.request.urgency == "expedited"


INFUSION = {"cpt": "J0129", "description": "Injection, abatacept, 10 mg", "quantity": 75}
DOSED = ("PLAN:\n", "PLAN:\n- Abatacept 10 mg/kg IV, weight: 70 kg\n")


def infusion(quantity: int, *swaps: tuple[str, str]) -> dict[str, Any]:
    """An infusion dosed by weight."""
    chart = note(("- MRI of the right shoulder without contrast\n", ""), DOSED, *swaps)
    chart["services"] = [{**INFUSION, "quantity": quantity}]
    chart["diagnoses"] = [{"icd10": "M05.79", "description": "Rheumatoid arthritis"}]
    chart["authLetter"], chart["appointment"]["procedure"] = None, "Infusion"
    return chart


def test_units_are_reckoned_from_dose_and_weight() -> None:
    assert kinds(told(infusion(70)), Weight.CONFIRM) == {Kind.NO_LETTER}
    answer = told(infusion(75))
    assert Kind.QUANTITY in kinds(answer, Weight.CONFIRM)
    assert answer.request is not None
    assert answer.request.services[0].units == "70"


def test_a_dose_that_the_note_reckons_otherwise_is_held() -> None:
    answer = told(infusion(90, ("weight: 70 kg", "weight: 70 kg = 90 units of J0129")))
    assert Kind.DOSE in kinds(answer)


def test_a_weight_other_than_the_charts_is_held() -> None:
    answer = told(infusion(90, ("weight: 70 kg", "weight: 90 kg")))
    assert Kind.WEIGHT in kinds(answer)


def test_contrast_and_an_allergy_to_it_are_held_and_none_is_not() -> None:
    def contrast(said: str) -> set[Kind]:
        chart = note(("PLAN:\n", f"ALLERGIES: {said}\n\nPLAN:\n"), ("without contrast", "with contrast"))
        chart["services"][0]["description"] = "MRI shoulder with contrast"
        chart["appointment"]["procedure"] = "MRI right shoulder with contrast"
        return kinds(told(chart))

    assert contrast("Anaphylaxis to gadolinium contrast") == {Kind.CONTRAST_RISK}
    assert contrast("No contrast allergies") == set()
    assert contrast("eGFR 22") == {Kind.CONTRAST_RISK}
    assert contrast("eGFR 85") == set()


@pytest.mark.parametrize(
    ("sex", "icd10", "held"),
    [
        ("female", "N40.1", True),
        ("male", "N80.0", True),
        ("male", "C53.9", True),
        ("male", "O80", True),
        ("male", "N99.0", False),
        ("female", "N99.0", False),
        ("male", "N40.1", False),
        ("female", "N80.0", False),
        ("", "N40.1", False),
    ],
)
def test_a_diagnosis_of_the_other_sex_is_held(sex: str, icd10: str, held: bool) -> None:
    chart = shoulder(diagnoses=[*SHOULDER["diagnoses"], {"icd10": icd10, "description": "x"}], patient__sex=sex)
    if not sex:
        chart["clinicalNote"] = SHOULDER_NOTE.replace("52-year-old female", "52-year-old patient")
    assert (Kind.SEX in kinds(told(chart))) is held


def test_a_service_of_the_other_sex_is_held() -> None:
    services = [{"cpt": "55700", "description": "Biopsy", "quantity": 1}]
    assert Kind.SEX in kinds(told(shoulder(services=services, authLetter=None)))
    assert Kind.SEX not in kinds(told(shoulder(services=services, authLetter=None, patient__sex="male")))


@pytest.mark.parametrize("chart", [row[1] for row in HOLDS] + [row[1] for row in FREE] + [approved(), not_required()])
def test_every_place_holds_the_words_it_quotes(chart: dict[str, Any]) -> None:
    texts = {NOTE: chart.get("clinicalNote"), LETTER: chart.get("authLetter")}
    for concern in told(chart).concerns:
        for place in concern.places:
            if isinstance(place, Place):
                assert (texts[place.document] or "")[place.start : place.end] == place.text


def _without(chart: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The chart without each of its fields, one at a time."""
    found: list[tuple[str, dict[str, Any]]] = []
    for name, value in chart.items():
        if name == "id":
            continue
        found.append((name, {key: kept for key, kept in chart.items() if key != name}))
        for inner in SHOULDER[name] if isinstance(value, dict) else ():
            less = copy.deepcopy(chart)
            less[name].pop(inner, None)
            found.append((f"{name}.{inner}", less))
    return found


@pytest.mark.parametrize(
    ("name", "chart"), _without(SHOULDER), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_missing_field_is_borne_and_never_clears(name: str, chart: dict[str, Any]) -> None:
    assert told(chart).step is not Step.CLEAR, name


@pytest.mark.parametrize(
    ("name", "chart"), _without(approved(documents=[])), ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_missing_field_never_turns_a_hold_into_a_clearing(name: str, chart: dict[str, Any]) -> None:
    chart = {**chart, "insurance": {**chart.get("insurance", {}), "status": "inactive"}}
    assert told(chart).step is Step.HOLD, name


def test_the_id_alone_is_held() -> None:
    assert told({"id": "R-9"}).step is Step.HOLD


def test_the_same_chart_and_day_give_the_same_json() -> None:
    one, other = (triage_json(told(shoulder(), DAY)) for _ in range(2))
    assert one == other
    assert one["schema"] == "accord-triage/1"
    assert triage_json(told(shoulder(), dt.date(2027, 1, 1)))["step"] == "hold"

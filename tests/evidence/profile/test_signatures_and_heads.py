"""Signatures, dates, modes, authors and subjects of papers."""

import datetime as dt

import pytest

from accord.evidence.profile import Mode, SignatureState, profiles
from accord.evidence.profile.people import same_person
from accord.records.findings import Voice
from tests.evidence.papers import document, request

NOTE = (
    "PINE CLINIC\nProgress note  Office visit\nDOS: 01/13/2026\nPatient: Agnes Torvald   DOB 04/09/1952\nHPI: snores.\n"
)

SIGNATURES = [
    ("Electronically signed: Ruth Calloway, MD  01/13/2026 11:02", "signed", "MD", "2026-01-13"),
    ("R Calloway MD, signed electronically 1/14/26 1652", "signed", "MD", "2026-01-14"),
    ("Signature:  /s/ Ruth Calloway NP  (electronic)  Date signed: 02/05/2026", "signed", "NP", "2026-02-05"),
    ("Signed   Ruth L. Calloway, DO   02/03/2026 (e-sig verified)", "signed", "DO", "2026-02-03"),
    ("   R. Calloway MD   -- electronically authenticated 12/30/2025 17:20", "signed", "MD", "2025-12-30"),
    ("Ruth Calloway MD\nsigned 10/14/2025 15:33", "signed", "MD", "2025-10-14"),
    ("Ruth Calloway, PA-C", "typed", "PA-C", None),
    ("Prescriber signature  X_____________________    Date ___/___/____", "blank", "", None),
    ("Signature: ____________________", "blank", "", None),
    ("[not signed]", "blank", "", None),
    ("Ordered by    Ruth Calloway, MD   NPI 1679501233\nSignature                      Date", "blank", "", None),
    ("Prescriber name  RUTH CALLOWAY NP\n\nPrescriber signature  X              Date    /   /", "blank", "", None),
    ("Ruth Calloway, MD      01/13/2026\nSignature              Date", "signed", "MD", "2026-01-13"),
]


@pytest.mark.parametrize(("line", "state", "credential", "day"), SIGNATURES)
def test_a_signature_line_is_read(line: str, state: str, credential: str, day: str | None) -> None:
    found = [s for s in profiles(document(NOTE + line + "\n"))[0].signatures if s.state.value == state]
    assert found, line
    assert any(s.credential == credential and (s.date.iso() if s.date else None) == day for s in found)


TREATING_SIGNERS = [
    "Electronically signed by Ruth Calloway, M.D. on 01/05/2026",
    "/s/ R. Calloway, D.O.",
    "Electronically Signed: Ruth Calloway, M.D., Ph.D.",
    "Signed: Dr. Ann Orr 1/5/2026",
    "signed: Ann Orr, Nurse Practitioner 1/5/26",
    "A. Orr, Physician Assistant, e-signature 1/5/26",
    "Electronically signed by: Ruth Calloway",
    "r calloway md /s/ 1-12-26",
    "signed a. orr, np 1/5/26",
]


@pytest.mark.parametrize("line", TREATING_SIGNERS)
def test_a_practitioner_signs_with_dots_with_words_or_without_a_credential(line: str) -> None:
    signature = profiles(document(NOTE + line + "\n"), request())[0].signature
    assert signature is not None
    assert signature.treating


@pytest.mark.parametrize(
    "line", ["Signed: Pat Orr 1/5/2026", "Electronically signed by Pat Orr, RN", "Signed by Pat Orr, MA 1/5/26"]
)
def test_somebody_else_signs_and_is_no_practitioner(line: str) -> None:
    signature = profiles(document(NOTE + line + "\n"), request())[0].signature
    assert signature is None or not signature.treating


NO_SIGNATURES = [
    "Patient signature: Agnes Torvald   2/19/26",
    "Vital signs stable.",
    "No wet signature required.",
    "Prescriber name: RUTH CALLOWAY MD    NPI 1467560003",
    "Coastline asks for signature on form.",
    "No signs of infection.",
]


@pytest.mark.parametrize("line", NO_SIGNATURES)
def test_words_about_signing_are_no_signature_of_a_practitioner(line: str) -> None:
    assert not [
        s
        for s in profiles(document(NOTE + "\n" + line + "\nmore text follows here\n"))[0].signatures
        if s.state is SignatureState.SIGNED
    ]


DATES = [
    ("Visit: 01/13/2026   DOB 04/09/1952\nsigned 01/20/2026", "2026-01-13"),
    ("printed 05/05/2026\nDate of service: January 6, 2026\n", "2026-01-06"),
    ("DOB 4-9-52   DOS 12/30/2025\nnext appt 6/1/2026", "2025-12-30"),
    ("Encounter 02/24/2026\nDx 2006", "2026-02-24"),
]


@pytest.mark.parametrize(("head", "day"), DATES)
def test_the_day_of_a_visit_is_not_its_printing_signing_or_birth_date(head: str, day: str) -> None:
    paper = profiles(document("PINE CLINIC office visit\n" + head + "\nHPI: x\n"))[0]
    assert paper.date is not None
    assert paper.date.value.iso() == day


MODES = [
    ("Telehealth - synchronous audio/video", Mode.VIDEO),
    ("Telephone encounter, audio only", Mode.AUDIO),
    ("OFFICE VISIT (room 4)", Mode.IN_PERSON),
    ("seen in clinic with daughter", Mode.IN_PERSON),
    ("ENCOUNTER 03/06/2026   Type: Office - established", Mode.IN_PERSON),
    ("visit 3/6/2026  POS 11", Mode.IN_PERSON),
    ("Place of service: office", Mode.IN_PERSON),
    ("progress note F2F 3/6/2026", Mode.IN_PERSON),
    ("ofc visit 3/6/26", Mode.IN_PERSON),
    ("HILL CLINIC  DATE 01/20/2026  OFFICE", Mode.IN_PERSON),
    ("Encounter type: clinic", Mode.IN_PERSON),
    ("Follow up visit, face to face.", Mode.IN_PERSON),
    ("progress note. Exam: BP 146/84 HR 72 lungs clear", Mode.IN_PERSON),
    ("Visit type: [x] Office  [ ] Video  [ ] Phone", Mode.IN_PERSON),
    ("Visit type: [ ] Office  [x] Telehealth  [ ] Phone", Mode.VIDEO),
    ("Phone call. She needs to be seen in person before a test.", Mode.AUDIO),
    ("Video visit. Will follow up in person.", Mode.VIDEO),
    ("New patient, clinic        1/13/2026", Mode.IN_PERSON),
    ("Follow up, office   01/13/2026", Mode.IN_PERSON),
    ("Established patient, clinic  2026-01-13", Mode.IN_PERSON),
    ("Consult, in clinic   1/13/26", Mode.IN_PERSON),
    ("Initial visit - office  1/13/26", Mode.IN_PERSON),
    ("New patient, video  1/13/2026", Mode.VIDEO),
    ("Audio only. New patient, clinic  1/13/2026", Mode.AUDIO),
    ("Telephone visit 1/13/2026. Follow up, clinic 3/1/2026", Mode.AUDIO),
    ("I had the pleasure of seeing Mrs. Torvald in my office.", Mode.IN_PERSON),
]


@pytest.mark.parametrize(("words", "mode"), MODES)
def test_how_they_met(words: str, mode: Mode) -> None:
    paper = profiles(document(f"PINE CLINIC progress note\n01/13/2026\n{words}\nHPI: snores\n"))[0]
    assert paper.mode is not None
    assert paper.mode.value is mode


@pytest.mark.parametrize(
    "words",
    [
        "Will be seen in person next month.",
        "Visit type: [ ] Office  [ ] Video",
        "New patient packet, clinic phone 555-0110  1/13/2026",
        "Schedule follow up, clinic  3/1/2026",
    ],
)
def test_a_meeting_to_come_or_an_empty_box_is_no_mode(words: str) -> None:
    paper = profiles(document(f"PINE CLINIC progress note\n01/13/2026\n{words}\nHPI: snores\n"))[0]
    assert paper.mode is None


def test_a_letterhead_of_the_requested_supplier_speaks_as_supplier() -> None:
    paper = profiles(document("NORTHWIND HOME MEDICAL\nIntake worksheet\nQualifies: yes\n"), request())[0]
    assert paper.voice is Voice.SUPPLIER


def test_a_practitioners_letter_speaks_as_clinician_and_a_coordinators_as_supplier() -> None:
    signed = "To whom it may concern,\nShe needs it.\nSincerely,\nRuth Calloway, MD  signed electronically 02/03/2026"
    office = "Dear reviewer,\nShe needs it.\nThank you,\nPat Lee, intake coordinator"
    assert profiles(document(signed), request())[0].voice is Voice.CLINICIAN
    assert profiles(document(office), request())[0].voice is Voice.SUPPLIER


SUBJECTS = [
    ("Patient: Agnes Torvald  DOB 04/09/1952", True),
    ("Patient: TORVALD, AGNES B.   DOB 4-9-52", True),
    ("Patient: Torvald, H.  Age 79  DOB 07/30/1946", False),
    ("Patient: Henrik Lund   DOB 07/30/1946", False),
    ("Patient: Henrik Lund", False),
    ("Patient: Agatha Torvald   DOB 04/09/1952", True),
    ("Patient: Agatha Torvald   MBI 1EG4-TE5-MK73", True),
    ("Patient: Agatha Torvald   DOB 04/10/1952", False),
    ("Patient: Agatha Torvald", False),
    ("Seen today for sleep", None),
    ("Mrs. Torvald was seen", None),
]


@pytest.mark.parametrize(("head", "subject"), SUBJECTS)
def test_about_whom_a_paper_is(head: str, subject: bool | None) -> None:
    paper = profiles(document(f"PINE CLINIC office visit 01/13/2026\n{head}\nHPI: snores\n"), request())[0]
    assert paper.subject is subject


PERSONS = [
    ("Agnes B. Torvald", "TORVALD, AGNES", True),
    ("A. Torvald", "Agnes Torvald", True),
    ("Agnes Torvald", "Agnes Torvalt", True),
    ("Haddad-Osei, Samir MD", "S. Haddad-Osei", True),
    ("Henrik Torvald", "Agnes Torvald", False),
    ("Maria Q-B", "Quinn-Bauer, Maria", True),
    ("Maria K-B", "Quinn-Bauer, Maria", False),
    ("Gwen O-H", "OSEI-HARTMANN G", None),
    ("Gwen O-K", "OSEI-HARTMANN G", False),
    ("H O-H", "OSEI-HARTMANN Gwen", None),
    ("Agnes Torvald", "Bertha Nilsson", False),
    ("Miriam T. Kowalczyk", "KOWALCZYK, MARIAN T", False),
    ("John A. Smith", "Jane A. Smith", False),
    ("Marion Kowalczyk", "Marian Kowalczyk", None),
    ("KOWALCZYK, MARION", "Marian Kowalczyk", None),
    ("Marian Kowalcyzk", "Kowalczyk, Marian", True),
    ("M. T. Kowalczyk", "Miriam T. Kowalczyk", True),
    ("Bob Lund", "Robert Lund", True),
    ("Peggy Lund", "Lund, Margaret", True),
    ("Bill Lund", "Robert Lund", False),
    ("Beth Torvald", "Agnes B. Torvald", None),
    ("H. Torvald", "Agnes Torvald", False),
    ("Agnes Nilsson", "Agnes Torvald", False),
    ("Torvald", "Agnes Torvald", None),
    ("", "Agnes Torvald", None),
]


@pytest.mark.parametrize(("one", "other", "answer"), PERSONS)
def test_two_names_of_one_person(one: str, other: str, answer: bool | None) -> None:
    assert same_person(one, other) is answer
    assert same_person(other, one) is answer


def test_the_patients_age_is_read_and_durations_are_not() -> None:
    paper = profiles(
        document("PINE CLINIC visit 01/13/2026\n73 yo F, T2DM x 14 y, smoked for 20 y, walked 95 m\n"), request()
    )[0]
    assert [s.value for s in paper.header.ages] == [73]


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("Current: L transfemoral, hydraulic knee, 6 yr old", []),
        ("Uses a 5 year old wheelchair", []),
        ("present machine is 7 years old", []),
        ("6-yr-old manual chair, worn", []),
        ("59 yr old man, K3 ambulator", [59]),
        ("73 years old, uses a wheelchair", [73]),
        ("Pleasant 66-year-old woman with knee pain", [66]),
    ],
)
def test_a_thing_has_an_age_of_its_own(words: str, ages: list[int]) -> None:
    paper = profiles(document(f"PINE CLINIC visit 01/13/2026\n{words}\n"), request())[0]
    assert [s.value for s in paper.header.ages] == ages


def test_two_digits_of_a_birth_year_mean_the_past() -> None:
    paper = profiles(document("PINE CLINIC visit Feb 24, 2026\nAgnes Torvald   DOB 6/30/44\nHPI: x\n"), request())[0]
    assert [s.value for s in paper.header.birth_dates] == [dt.date(1944, 6, 30)]


def test_request_birth_date_is_a_day() -> None:
    born = request().patient.birth_date
    assert born is not None
    assert born.value == dt.date(1952, 4, 9)

"""Papers of few words: what kind they are, who signed, and what only looks like a signature or a visit."""

from __future__ import annotations

import pytest

from accord.evidence.profile import PartKind, profiles
from accord.evidence.profile.meeting import Mode
from accord.records.findings import Voice
from tests.evidence.papers import document, request

HEAD = "Tidewater Lung      3/9/2026     new pt, in office       A. Keller MD\n"
BODY = "61F. Snores, ESS 15. BMI 38, Mallampati 4.\nSuspect OSA. PSG.\n"


def paper(text: str):
    return profiles(document(text), request())[0]


@pytest.mark.parametrize(
    "head",
    [
        "6/16/26 in-office     Stroud E.     Keller MD",
        "Tidewater Lung      3/9/2026     new pt, in office       A. Keller MD",
        "Abara MD pulm    20 Jan 2026    OV    Etcheverry B   78 F",
        "BLUEGRASS SPINE    DOS 02/19/26     OV post op 1",
        "Yadkin Ortho    Kinsley B    DOB 07/16/1951     (office) 1/13/26     N. Estrella PA-C",
        "2/3/26  est pt  Calloway NP",
        "3-14-26 return pt   Calloway NP",
        "Spine clinic 4/2/26 post-op check   Calloway NP",
        "10/20/26  T Lang DO    64F  R knee",
        "8/14/26  Oyelowo ortho         Fairweather I     55F",
    ],
)
def test_a_short_head_tells_of_a_visit(head: str) -> None:
    assert paper(f"{head}\n{BODY}").kind is PartKind.VISIT_NOTE


@pytest.mark.parametrize(
    "head",
    [
        "OVERNIGHT OXIMETRY 3/9/26   Night 1 of 1",
        "DETAILED ORDER            date: 1/14/2026",
        "DWO   E0748   2/19/26",
        "XR KNEE 3V  1/13/26",
        "Polysomnogram 4/2/26  attended",
        "OPERATIVE NOTE  2/4/26",
        "SWO 10/21/26   Wendeline Osterberg   L1833 right knee x 1   T. Lang DO",
        "PRAIRIE BRACE  PA  L1833-RT  10/21/26  64F",
        "Order 8/18/2026 I. Fairweather E0747  M Oyelowo MD",
        "7/22/26 call to Walgreens  G Abeyta PA-C",
        "1/14/26 wound RN  T Lang DO aware",
    ],
)
def test_reports_and_orders_are_no_visits(head: str) -> None:
    assert paper(f"{head}\nPatient: Agnes Torvald\n").kind is not PartKind.VISIT_NOTE


def test_a_visit_that_tells_of_a_test_is_a_visit() -> None:
    text = (
        "Abara MD pulm    20 Jan 2026    OV    Etcheverry B   78 F\nCOPD, stable.\nI asked for RA oximetry & walk today, I read them:\n"
        "   walk 6MWT RA   lowest 89%, 210 m\nImp: chronic hypoxemia. Home O2.\nQ Abara, signed 1/20/26\n"
    )
    told = paper(text)
    assert told.kind is PartKind.VISIT_NOTE
    assert told.mode is not None
    assert told.mode.value is Mode.IN_PERSON


@pytest.mark.parametrize(
    ("last", "credential"),
    [
        ("AK 3/9/26 1203", "MD"),
        ("signed 03/09/26 A.K.", "MD"),
        ("A.K. 3/9/26", "MD"),
        ("akeller md 03/09/26", "MD"),
        ("A Keller, signed 3/9/26", "MD"),
        ("Keller signed 3/9/26", "MD"),
        ("/es/ A. Keller, MD  03/09/2026 09:12", "MD"),
        ("-- A. Keller MD, 03/09/2026 14:40", "MD"),
        ("A. Keller, MD 2026-03-09 14:40", "MD"),
    ],
)
def test_a_short_signature_is_that_of_the_practitioner_in_the_head(last: str, credential: str) -> None:
    told = paper(HEAD + BODY + last + "\n").signature
    assert told is not None
    assert told.treating
    assert told.credential == credential


@pytest.mark.parametrize(
    "last",
    [
        "RB 3/9/26 1203",
        "signed 03/09/26 R.B.",
        "rbaker md",
        "rbaker rn 03/09/26",
        "A. Keller MD",
        "cc: A. Keller MD",
        "Printed for A. Keller MD 03/09/2026 14:40",
        "BP 120/80 3/9/26",
        "Baker signed 3/9/26",
        "she signed the sheet 3/9/26",
        "CPAP taught on mask/cleaning at set up by the company, all papers signed 3/9/26",
        "pt signed consent 3/9/26   A. Keller MD aware",
        "OR 3/9/26",
    ],
)
def test_what_is_no_signature_of_a_practitioner(last: str) -> None:
    told = paper(HEAD + BODY + last + "\n").signature
    assert told is None or not told.treating


@pytest.mark.parametrize(
    "head",
    [
        "BIG SKY RESPIRATORY  Oxygen PA   (group I / II)      Jan 26 2026",
        "Mobility PA request   2/4/26",
        "HOME HEALTH PT DISCHARGE   8/14/25",
        "Knee Brace PA form  2/4/26",
    ],
)
def test_letters_that_ask_or_treat_are_no_credential(head: str) -> None:
    told = paper(f"{head}\nPatient: Agnes Torvald\nE1390\n")
    assert not told.signatures
    assert told.voice is not Voice.CLINICIAN or told.kind is PartKind.THERAPY_NOTE


@pytest.mark.parametrize(
    "line",
    ["Jane Doe, PT", "J. Doe PA-C", "Ruth Calloway NP (electronic) signed 2/5/26", "Jane Doe, PA, form completed"],
)
def test_real_credentials_stay(line: str) -> None:
    assert paper(f"PINE CLINIC visit 2/5/26\nKnee pain.\n{line}\n").signatures

"""Contradictions: each rule with dossiers that have one and dossiers that only look so."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from accord.dossier.review import ConflictKind
from accord.evidence.chart import Chart
from accord.prior_auth.contradictions import contradictions
from accord.records.record import Record
from accord.records.request import Request
from tests.evidence.papers import document, request, stated

HEAD = (
    "PINE CLINIC  Progress note  Office visit\nDate of service: 02/10/2026\nPatient: Agnes Torvald   DOB 04/09/1952\n"
)


def found(texts: Mapping[str, str], asked: Request | None = None) -> list[ConflictKind]:
    documents = tuple(document(text, name) for name, text in texts.items())
    chart = Chart(Record((), documents, ()), asked or request())
    told = contradictions(chart)
    assert all(chart.record.resolves(p) or p.document == "request.json" for c in told for p in c.places)
    return [c.kind for c in told]


def test_a_consistent_dossier_has_none() -> None:
    order = (
        "STANDARD WRITTEN ORDER\nPatient: Agnes Torvald  DOB 04/09/1952  MBI 1EG4TE5MK73\nOrder date: 02/12/2026\n"
        "[x] E0601  [ ] E0470\nDx G47.33\nRuth Calloway MD NPI 1467560003\nSignature: /s/ Ruth Calloway MD 02/12/2026\n"
    )
    assert (
        found({"note.txt": HEAD + "73 yo F. Snores.\nRuth Calloway MD signed 02/10/2026\n", "order.txt": order}) == []
    )


IDENTITY = [
    ("Ambulance patient care report\nPatient: Torvald, H.  DOB 07/30/1946\nBGL 38\n", True),
    ("Home sleep test report\nPatient: Agnes Torvald   DOB 04/09/1925\nREI 20\n", True),
    ("Written order\nBeneficiary: Agnes Torvald   MBI 2EG4TE5MK74\nE0601\n", True),
    ("Home sleep test report\nPatient: TORVALD, AGNES B   DOB 4-9-52\nREI 20\n", False),
    ("Home sleep test report\nPt: A. Torvald   DOB 09-Apr-1952\nREI 20\n", False),
    ("Home sleep test report\nPatient: Agatha Torvald   DOB 04/09/1952\nREI 20\n", True),
    ("Home sleep test report\nPatient: Agatha B. Torvald   MBI 1EG4TE5MK73\nREI 20\n", True),
    ("Home sleep test report\nPatient: Agnes Torvalt   DOB 04/09/1952\nREI 20\n", False),
    ("Fax cover\nTo: utilization review\nFrom: Pat Lee\n", False),
]


@pytest.mark.parametrize(("text", "differs"), IDENTITY)
def test_another_name_birth_date_or_member_id(text: str, differs: bool) -> None:
    assert (ConflictKind.IDENTITY in found({"note.txt": HEAD, "other.txt": text})) is differs


AGES = [
    ("73-year-old woman", False),
    ("74 yo F", False),
    ("58-year-old man", True),
    ("T2DM x 14 y, smoked 20 years", False),
]


@pytest.mark.parametrize(("words", "differs"), AGES)
def test_an_age_that_the_birth_date_does_not_give(words: str, differs: bool) -> None:
    assert (ConflictKind.AGE in found({"note.txt": f"{HEAD}{words} with sleepiness.\n"})) is differs


PAGES = [
    ("Sleep study report\nPage 1 of 3\nREI 22\n", True),
    ("Sleep study report\nPage 1 of 2\nREI 22\n\fPage 2 of 2\nend\n", False),
    ("Sleep study report\nencounter 1 of 2 selected\nREI 22\n", False),
    ("Office note page 1 of 1\nx\n", False),
    ("ASC   2/10/26   Nowak, P.   8/31/58\nx\n", False),
    ("Fax p. 3/9\nx\n", True),
]


@pytest.mark.parametrize(("text", "missing"), PAGES)
def test_pages_that_did_not_come(text: str, missing: bool) -> None:
    assert (ConflictKind.MISSING_ATTACHMENT in found({"report.txt": text})) is missing


def test_a_fax_whose_other_pages_came_as_files_of_their_own_lacks_none() -> None:
    cover = "STRAITS MOBILITY   fax cover / PA request   02-12-26   pg 1/9\nPatient: Agnes Torvald\n"
    assert ConflictKind.MISSING_ATTACHMENT not in found({"cover.txt": cover, "note.txt": HEAD})
    assert ConflictKind.MISSING_ATTACHMENT in found({"cover.txt": cover})
    assert ConflictKind.MISSING_ATTACHMENT in found(
        {"report.txt": "Sleep study report  page 1 of 3\nREI 22\n", "note.txt": HEAD}
    )


def test_an_announced_paper_that_is_not_there() -> None:
    cover = "FAX COVER\nEnclosed:\n 1. Office note\n 2. MRI report lumbar spine\n\nThank you\n"
    mri = "MRI LUMBAR SPINE\nFINDINGS normal\nIMPRESSION none\n"
    assert ConflictKind.MISSING_ATTACHMENT in found({"cover.txt": cover, "note.txt": HEAD})
    assert ConflictKind.MISSING_ATTACHMENT not in found({"cover.txt": cover, "note.txt": HEAD, "mri.txt": mri})


ANNOUNCED = [
    ("Enclosed are the order, the MRI and the therapy note for a block.", True),
    ("Enclosed please find our request for a device.", False),
    ("Attached: office note, neurology consult", True),
    ("Packet for Torvald: (1) visit note  (2) order  (3) cardiology letter, 2 pages", True),
    ("Rescore in progress, addendum to follow.", True),
    ("The full report will follow.", True),
    ("She attached the electrode herself.", False),
]


@pytest.mark.parametrize(("words", "missing"), ANNOUNCED)
def test_papers_announced_in_a_sentence(words: str, missing: bool) -> None:
    cover = f"FAX COVER\nTo: utilization review\n{words}\nThank you\n"
    assert (ConflictKind.MISSING_ATTACHMENT in found({"cover.txt": cover, "note.txt": HEAD})) is missing


SIDES = [
    ("SIDE ( ) L  (x) R", "Plan: left L4-5 medial branch block.", (), True),
    ("SIDE (x) L  ( ) R", "Plan: left L4-5 medial branch block.", (), False),
    ("SIDE ( ) L  ( ) R", "Plan: left L4-5 medial branch block.", ("RT",), True),
    ("SIDE (x) L  ( ) R", "Plan: left L4-5 medial branch block.", ("LT",), False),
    (
        "SIDE ( ) L  (x) R",
        "s)  low back ache\na)  left lumbar facet pain\np)  diagnostic medial branch block, left, fluoro",
        (),
        True,
    ),
    ("SIDE (x) L  ( ) R", "Plan: blocks. Right inguinal hernia 2003.", (), False),
]


@pytest.mark.parametrize(("boxes", "plan", "modifiers", "differs"), SIDES)
def test_the_side_of_order_request_and_plan(boxes: str, plan: str, modifiers: tuple[str, ...], differs: bool) -> None:
    order = f"INJECTION ORDER\nPatient: Agnes Torvald\ndate 02/12/2026\nPROCEDURE (x) medial branch block\n{boxes}\n"
    asked = request(codes=("64493",), modifiers=modifiers, diagnoses=("M47.816",))
    assert (ConflictKind.LATERALITY in found({"note.txt": f"{HEAD}\n{plan}\n", "order.txt": order}, asked)) is differs


def test_a_report_from_the_future() -> None:
    report = "HOME SLEEP TEST REPORT\nPatient: Agnes Torvald\nStudy night: 05/01/2026\nREI 22\n"
    assert ConflictKind.DATE in found({"report.txt": report})
    assert ConflictKind.DATE not in found({"report.txt": report.replace("05/01/2026", "01/05/2026")})


def test_a_form_that_names_the_day_of_service_is_not_of_that_day() -> None:
    report = "HOME SLEEP TEST REPORT\nPatient: Agnes Torvald\nStudy night: 05/01/2026\nREI 22\n"
    asked = replace(request(), service_date=stated(dt.date(2026, 5, 1), "service_date"))
    assert ConflictKind.DATE in found({"report.txt": report})
    assert ConflictKind.DATE not in found({"report.txt": report}, asked)


def test_a_question_answered_both_ways() -> None:
    both = "INTAKE FORM\nInsulin treated?   YES [X]   NO [X]\n"
    assert ConflictKind.OTHER in found({"form.txt": both})
    assert ConflictKind.OTHER not in found({"form.txt": both.replace("NO [X]", "NO [ ]")})


CODES = [
    ("Dx: I27.20\nRuth Calloway MD NPI 1467560003", True),
    ("Dx: G47.33\nRuth Calloway MD NPI 1467560003", False),
    ("Dx: G47.30\nRuth Calloway MD NPI 1467560003", False),
    ("Dx: G47.33\nRuth Calloway MD NPI 1467560030", True),
    ("Dx: G47.33\nRuth Calloway MD NPI 1245319870", True),
    ("Dx: G47.33\nSleep lab reader Lee Farr MD NPI 1245319870", False),
]


@pytest.mark.parametrize(("lines", "differs"), CODES)
def test_codes_of_the_order_against_the_request(lines: str, differs: bool) -> None:
    order = f"STANDARD WRITTEN ORDER\nPatient: Agnes Torvald\nOrder date: 02/12/2026\nE0601 qty 1\n{lines}\n"
    kinds = _gathered({"order.txt": order})
    assert (ConflictKind.CODE in kinds) is differs


def _gathered(texts: Mapping[str, str]) -> list[ConflictKind]:
    from tests.evidence.papers import chart

    return [c.kind for c in contradictions(chart(texts))]

"""Practitioners who disagree, and diagnoses that a clinician denies."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from accord.dossier.review import ConflictKind
from accord.evidence.chart import Chart
from accord.prior_auth.contradictions.codes import codes
from accord.prior_auth.contradictions.opinions import QUESTIONS, opinions
from accord.records.findings import Finding, Presence, Time, Voice, Whose
from accord.records.record import Record
from accord.wording import say
from tests.evidence.papers import chart, document, request

SURGEON = (
    "ALPINE SPINE CENTER\nMarch 3, 2026\n\nRE: Agnes Torvald   DOB 04/09/1952\n\nFrom experience I expect that off the shelf "
    "shells will gap at the sternum. For these reasons a prefabricated TLSO can not be used in my judgment.\n\nSincerely,\n"
    "Callum Fitz MD\nsigned electronically 03/03/2026\n"
)
ORTHOTIST = (
    "FOOTHILLS ORTHOTICS   Functional evaluation\nPatient: Agnes Torvald  DOB 04/09/1952   03/05/2026\n\n"
    "Opinion: {words}\n\nB. Castellan CO   signed 03/05/2026\n"
)
AGAINST = (
    "The prefabricated shell fits with ordinary trimming. I do not find a reason that she must have a custom made one."
)
FOR = "The prefabricated shell does not fit; a custom fabricated one is required."


@pytest.mark.parametrize(("words", "differs"), [(AGAINST, True), (FOR, False), ("Measured for a brace.", False)])
def test_surgeon_and_orthotist_on_a_custom_brace(words: str, differs: bool) -> None:
    made = chart({"surgeon.txt": SURGEON, "orthotist.txt": ORTHOTIST.format(words=words)}, request(codes=("L0486",)))
    told = list(opinions(made))
    assert bool(told) is differs
    assert all(c.kind is ConflictKind.OTHER and len({p.document for p in c.places}) == 2 for c in told)


def said(present: str, absent: str, **changed: Any) -> Chart:
    """A chart of two papers, one of which affirms what the other denies."""
    papers = tuple(document(text, name) for name, text in (("one.txt", present), ("two.txt", absent)))
    yes = Finding("drives_safely", papers[0].place(0, 5), voice=Voice.CLINICIAN)
    no = replace(Finding("drives_safely", papers[1].place(0, 5), Presence.ABSENT, voice=Voice.CLINICIAN), **changed)
    return Chart(Record((), papers, ()), request(codes=("K0823",)), (yes, no))


VISIT = "PINE CLINIC  Office visit\nDate of service: {day}\nPatient: Agnes Torvald  DOB 04/09/1952\nWords.\n{signer} signed {day}\n"
FIRST = VISIT.format(day="02/10/2026", signer="Ruth Calloway MD")
SECOND = VISIT.format(day="02/12/2026", signer="Lee Farr MD")


def test_two_visits_by_two_people_differ_on_a_judgement() -> None:
    assert list(opinions(said(FIRST, SECOND)))


def test_one_persons_change_of_mind_and_a_later_time_are_no_disagreement() -> None:
    assert not list(opinions(said(FIRST, VISIT.format(day="02/20/2026", signer="Ruth Calloway MD"))))
    assert not list(opinions(said(FIRST, VISIT.format(day="08/20/2025", signer="Lee Farr MD"))))
    assert not list(opinions(said(FIRST, FIRST)))


@pytest.mark.parametrize(
    "changed", [{"time": Time.PAST}, {"time": Time.PLANNED}, {"whose": Whose.FAMILY}, {"presence": Presence.POSSIBLE}]
)
def test_what_is_not_said_now_of_the_patient_is_no_answer(changed: dict[str, Any]) -> None:
    assert not list(opinions(said(FIRST, SECOND, **changed)))


def test_suppliers_and_orders_give_no_opinion() -> None:
    order = "WRITTEN ORDER\nPatient: Agnes Torvald\nOrder date 02/12/2026\nLee Farr MD signed 02/12/2026\n"
    assert not list(opinions(said(FIRST, SECOND, voice=Voice.SUPPLIER)))
    assert not list(opinions(said(FIRST, order)))


def test_every_question_has_words() -> None:
    assert all(say(f"opinion.{name}").startswith(("whether", "what")) for name in QUESTIONS)


NOTE = "PINE CLINIC  Office visit\nDate of service: 02/10/2026\nPatient: Agnes Torvald  DOB 04/09/1952\n{words}\nRuth Calloway MD signed 02/10/2026\n"
DENIED = [
    ("She does not have diabetes mellitus and never has.", ("E11.649",), True),
    ("Assessment: no diabetes.", ("E11.9",), True),
    ("Type 2 diabetes on insulin.", ("E11.9",), False),
    ("Her mother does not have diabetes.", ("E11.9",), False),
    ("No gestational diabetes.", ("E11.9",), False),
    ("She does not have diabetes mellitus.", ("E16.2",), False),
    ("Type 2 diabetes since 2010. No diabetes education yet.", ("E11.9",), False),
]


@pytest.mark.parametrize(("words", "diagnoses", "differs"), DENIED)
def test_a_requested_diagnosis_that_the_note_denies(words: str, diagnoses: tuple[str, ...], differs: bool) -> None:
    asked = request(codes=("E2103",), diagnoses=diagnoses)
    told = [c.kind for c in codes(chart({"note.txt": NOTE.format(words=words)}, asked))]
    assert told == ([ConflictKind.CODE] if differs else [])

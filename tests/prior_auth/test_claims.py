"""What a form claims against what the record says, and what is no such contradiction."""

from __future__ import annotations

import pytest

from accord.dossier.review import ConflictKind
from accord.evidence.readers.requests import is_request
from accord.prior_auth.contradictions.claims import claims
from tests.evidence.papers import chart, request

NOTE = (
    "OFFICE VISIT 02/20/2026\nPatient: Agnes Torvald  DOB 04/09/1952\n\n{words}\n\n"
    "Exam: left knee tender.\nPlan: arthroscopy.\n/s/ Ruth Calloway, MD 02/20/2026\n"
)
FORM = "PRECERT REQUEST 03/01/2026   29877 LT\nTorvald A   04/09/1952\n{words}   - auth dept\n"

PAIRS: list[tuple[str, str, int]] = [
    ("Mechanical symptoms, locking.", "Denies locking, catching or popping of the left knee.", 1),
    ("Early OA.", "X-ray of the left knee: severe osteoarthritis.", 1),
    ("Mechanical symptoms, locking.", "The left knee locks every week.", 0),
    ("Mechanical symptoms, locking.", "Left knee pain on stairs.", 0),
    ("Left knee pain.", "Denies locking, catching or popping of the left knee.", 0),
    ("Locking: ____", "Denies locking of the left knee.", 0),
]


@pytest.mark.parametrize(("form", "note", "number"), PAIRS)
def test_claims(form: str, note: str, number: int) -> None:
    asked = request(("29877",), modifiers=("LT",), diagnoses=("M17.12",))
    found = list(claims(chart({"form.txt": FORM.format(words=form), "note.txt": NOTE.format(words=note)}, asked)))
    assert [c.kind for c in found] == [ConflictKind.OTHER] * number


def test_a_grade_on_the_form_and_another_in_the_note() -> None:
    note = "WOUND CLINIC VISIT 02/20/2026\nPatient: Agnes Torvald  DOB 04/09/1952\nHyperbaric oxygen.\n"
    note += "Wagner {grade} ulcer of the left heel.\n/s/ Ruth Calloway, MD\n"
    form = "PRECERT REQUEST 03/01/2026  hyperbaric oxygen G0277\nTorvald A   04/09/1952\nDFU L heel, Wagner 3\n"
    asked = request(("G0277",), diagnoses=("E11.621", "L97.424"))
    for grade, kinds in (("2", [ConflictKind.NUMBER]), ("3", [])):
        told = chart({"form.txt": form, "note.txt": note.format(grade=grade)}, asked)
        assert [c.kind for c in claims(told)] == kinds


PAPERS: list[tuple[str, bool]] = [
    ("PRECERT REQUEST 03/01/2026\nTorvald A\n29877 LT", True),
    ("PA (WISeR)   64581 + 64590\npt TORVALD A", True),
    ("Continuation request, 20 add'l treatments\nTorvald A", True),
    ("Site of service: main OR\nTrial outcome: great - completed by scheduling", True),
    ("Seen by Jo Marsh, PA-C\nKnee pain for a year.", False),
    ("Knee clinic\nWe will send a prior auth when ready.\nExam: effusion.\nPlan: arthroscopy.", False),
    (NOTE.format(words="Prior authorization was denied once."), False),
]


@pytest.mark.parametrize(("words", "asks"), PAPERS)
def test_papers_that_only_ask(words: str, asks: bool) -> None:
    assert is_request(chart({"paper.txt": words}).papers[0]) is asks

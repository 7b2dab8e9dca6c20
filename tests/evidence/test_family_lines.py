"""One line of family history, as charts abbreviate it: whose it is, for the words around a mention and for every reader."""

from __future__ import annotations

import pytest

from accord.evidence.narrative.context import assertion
from accord.records.findings import Presence, Whose
from accord.records.places import Place
from tests.evidence.narrative.writing import document, where
from tests.evidence.papers import chart, request

# (line, words of a relative's)
THEIRS = [
    ("FH DM", "DM"),
    ("FH DM/HTN", "HTN"),
    ("FHx: DM2", "DM2"),
    ("FHx DM2", "DM2"),
    ("fam hx HTN", "HTN"),
    ("Fam. hx. DM", "DM"),
    ("Fam. Hx: DM2", "DM2"),
    ("F.H. DM", "DM"),
    ("F/H DM2", "DM2"),
    ("FMH DM", "DM"),
    ("FMHx: DM2", "DM2"),
    ("Fam history DM2", "DM2"),
    ("Family: DM2", "DM2"),
    ("FH + for DM", "DM"),
    ("PMH HTN. FH DM. SH never smoker", "DM"),
    ("PMH: HTN, GERD; FH: DM2, CAD; SH: quit", "DM2"),
    ("PMH HTN FH DM SH none", "DM"),
    ("mother DM", "DM"),
    ("Mother - DM", "DM"),
    ("mother w/ PMH DM2", "DM2"),
    ("Mother: alive, 80, DM2", "DM2"),
    ("MGM DM", "DM"),
    ("PGF: DM2", "DM2"),
    ("sis DM2, bro HTN", "HTN"),
    ("DM (mother)", "DM"),
    ("FH | DM2 | CAD", "DM2"),
    ("| Mother | DM2 |", "DM2"),
    ("Relation   Condition\nMother     DM2", "DM2"),
]
# (line, words of the patient's own)
OWN = [
    ("PMH DM. FH neg.", "DM"),
    ("PMH DM, HTN FH neg", "HTN"),
    ("FH neg. Pt has DM2", "DM2"),
    ("FH noncontributory, DM2 on insulin", "DM2"),
    ("FH negative, PMH DM2", "DM2"),
    ("FH CAD PMH DM2", "DM2"),
    ("FH: CAD PMH: DM2", "DM2"),
    ("FH CAD, PMH DM2, SH none", "DM2"),
    ("FH CAD SH quit 2010 Meds: insulin for DM2", "DM2"),
    ("FH CAD A/P DM2", "DM2"),
    ("FH unknown; DM2", "DM2"),
    ("FH CAD\nDM2 on insulin", "DM2"),
    ("FHx - adopted\n\nDM2", "DM2"),
    ("Seen w/ mother. DM2.", "DM2"),
    ("mother present, DM stable", "DM"),
    ("lives with mother, DM2 on insulin", "DM2"),
    ("mother reports DM is better", "DM"),
    ("Mother of two with DM2", "DM2"),
    ("Family medicine visit: DM2", "DM2"),
    ("FHCA patient DM2", "DM2"),
    ("M: DM2", "DM2"),
    ("| Daily | DM2 |", "DM2"),
]


@pytest.mark.parametrize(("line", "words"), THEIRS)
def test_what_a_line_tells_of_relatives_is_theirs(line: str, words: str) -> None:
    assert assertion(document(line), *where(line, words)).whose is Whose.FAMILY


@pytest.mark.parametrize(("line", "words"), OWN)
def test_what_a_line_tells_of_the_patient_is_the_patients(line: str, words: str) -> None:
    assert assertion(document(line), *where(line, words)).whose is Whose.PATIENT


# what some readers tell by their own tables of words, without asking whose it is: (line, a requested code)
ANY_READER = [
    ("Neck pain 8/10 most days", "64493"),
    ("ODI 44%", "64493"),
    ("CPAP 13 since 5/13, wears it nightly, mask fine", "E0601"),
    ("Epworth 14", "E0601"),
    ("T2DM on glargine 20 units", "E2103"),
    ("Hct 58 on 2/11", "E1390"),
    ("Manual wheelchair user, self-propels since 2012", "K0861"),
    ("Grip 2/5 R, 2/5 L", "K0861"),
    ("No chest CT ever", "71271"),
    ("Chiropractic x 4 in 2024, no benefit", "64493"),
]
# readers of papers tell of the paper, not of a person
OF_PAPERS = ("papers/1", "orders/1")


def told(line: str, code: str) -> list[Whose]:
    text = (
        f"Office visit 02/01/2026\nHPI: here for review.\n\n{line}\n\nExam: lungs clear\nPlan: return\n"
        "Electronically signed by Ruth Calloway, MD 02/01/2026"
    )
    start, end = where(text, line)
    found = chart({"note.txt": text}, request((code,))).findings
    return [
        each.whose
        for each in found
        if isinstance(each.place, Place)
        and start <= each.place.start < end
        and each.presence is Presence.PRESENT
        and each.tool not in OF_PAPERS
    ]


@pytest.mark.parametrize(("line", "code"), ANY_READER)
@pytest.mark.parametrize("heading", ["FH: ", "FHx ", "Fam hx: "])
def test_no_reader_takes_the_history_of_relatives_for_the_patients(line: str, code: str, heading: str) -> None:
    assert Whose.PATIENT not in told(heading + line, code)


@pytest.mark.parametrize(("line", "code"), ANY_READER)
@pytest.mark.parametrize("heading", ["", "PMH: ", "FH neg. Pt: ", "HPI: "])
def test_the_same_words_of_the_patient_stay_the_patients(line: str, code: str, heading: str) -> None:
    assert Whose.FAMILY not in told(heading + line, code)


@pytest.mark.parametrize(("line", "code"), ANY_READER)
def test_the_same_words_without_a_heading_are_found_at_all(line: str, code: str) -> None:
    assert Whose.PATIENT in told(line, code)

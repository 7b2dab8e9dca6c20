"""Changes that several notes tell count once; visits that are named and did not come are known by their day."""

from __future__ import annotations

import pytest

from accord.evidence.readers.diabetes.announced import announced
from accord.evidence.readers.diabetes.changes import changes
from tests.evidence.readers.diabetes.notes import PATIENT, chart, note

RETOLD = [
    ("Glipizide cut from 10 to 5 mg for lows.", "Glipizide was reduced 10 to 5 mg.", 1),
    ("Stopped glyburide because of lows.", "Glyburide stopped, lows go on.", 1),
    ("Lantus lowered from 20 to 16 units.", "Lantus lowered from 16 to 12 units.", 2),
    ("Glimepiride 4 -> 2 mg for lows.", "Glimepiride had been cut to 2 mg in November 2025.", 1),
    ("Glimepiride 4 -> 2 mg for lows.", "Glimepiride stopped today, lows go on.", 2),
    ("Cut glipizide from 10 to 5 mg.", "Glipizide had previously been cut to 5 mg.", 1),
]


@pytest.mark.parametrize(("first", "second", "expected"), RETOLD)
def test_a_change_told_twice_is_one(first: str, second: str, expected: int) -> None:
    papers = {"a.txt": note(f"T2DM. {first}", "11/04/2025"), "b.txt": note(f"T2DM. {second}", "01/13/2026")}
    days = {f.date.iso() for f in changes(chart(papers)) if f.concept == "treatment_change" and f.date and f.date.exact}
    assert len(days) == expected


ANNOUNCED = [
    ("FAX COVER\n{name}\nEnclosed: clinic note of 12/04/2025\n", True),
    ("FAX COVER\n{name}\n1. Endocrinology visit 12/04/2025\n2. CGM report\n", True),
    ("REFILL REQUEST\n{name}\nLast seen by Dr. Calloway 12/04/2025\n", True),
    ("FAX COVER\n{name}\n12/04/2025 office note attached\n", True),
    ("REFILL REQUEST\n{name}\nF2F eval: 12/04/2025\n", True),
    ("REFILL REQUEST\n{name}\nNext appointment 04/04/2026\n", False),
    ("FAX COVER\n{name}\nCGM report 12/04/2025\n", False),
    ("FAX COVER\n{name}\nUrgent care note 12/04/2025\n", False),
    ("FAX COVER\n{name}\nOffice note of 02/10/2026\n", False),
    ("REFILL REQUEST\n{name}\nMissed her appointment on 12/04/2025\n", False),
    ("REFILL REQUEST\n{name}\nOrder valid until 12/04/2025\n", False),
]


@pytest.mark.parametrize(("words", "expected"), ANNOUNCED)
def test_a_visit_that_is_named_and_did_not_come(words: str, expected: bool) -> None:
    papers = {"cover.txt": words.format(name=PATIENT), "note.txt": note("T2DM. Wears her G7 daily.")}
    assert bool(list(announced(chart(papers, ("A4239",))))) is expected

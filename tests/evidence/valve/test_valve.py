"""What notes tell before an aortic valve is placed by catheter, and what they do not tell."""

from __future__ import annotations

import pytest

from accord.evidence.readers.valve import valve
from accord.records.findings import Presence
from tests.evidence.readers.notes import note, paper

TOLD: list[tuple[str, str, bool | None]] = [
    ("Severe aortic stenosis with exertional dyspnea.", "tavr_symptomatic_stenosis", True),
    ("Severe aortic stenosis. NYHA class III.", "tavr_symptomatic_stenosis", True),
    ("Asymptomatic severe aortic stenosis.", "tavr_symptomatic_stenosis", False),
    ("Severe aortic stenosis. Denies dyspnea, syncope or chest pain.", "tavr_symptomatic_stenosis", None),
    ("Dyspnea from lung disease.", "tavr_symptomatic_stenosis", None),
    ("Mother had aortic stenosis. The patient has dyspnea.", "tavr_symptomatic_stenosis", None),
    ("We plan a SAPIEN 3 valve.", "tavr_on_label", True),
    ("Off-label use of the valve.", "tavr_on_label", False),
    ("Bicuspid valve, SAPIEN 3 planned.", "tavr_on_label", None),
    ("Heart team conference: consensus for TAVR.", "tavr_rationale", True),
    ("Heart team conference will be held.", "tavr_rationale", None),
    ("The cardiac surgeon and the interventional cardiologist will perform the procedure jointly.", "tavr_joint", True),
    ("Both the surgeon and the cardiologist saw the patient.", "tavr_joint", None),
    ("She will be enrolled in the TVT registry.", "tavr_registry", True),
    ("TVT registry brochure given.", "tavr_registry", None),
    ("Life expectancy greater than 2 years.", "tavr_futile", False),
    ("We consider TAVR futile for her.", "tavr_futile", True),
    ("Enrolled in hospice.", "tavr_futile", True),
    ("Her husband died in hospice.", "tavr_futile", None),
    ("Not futile.", "tavr_futile", False),
]  # fmt: skip


@pytest.mark.parametrize(("words", "concept", "answer"), TOLD)
def test_what_a_visit_tells(words: str, concept: str, answer: bool | None) -> None:
    found = {f.presence for f in valve(note("Seen for TAVR.\n\n" + words)) if f.concept == concept}
    assert found == ({Presence.PRESENT} if answer else {Presence.ABSENT} if answer is False else set())


SURGEON = "CARDIAC SURGERY CONSULTATION 02/11/2026\nPatient: Agnes Torvald DOB 04/09/1952\n\n{words}\n\n{signed}\n"
SIGNED = "Electronically signed by Greta Halloran, MD, cardiac surgery 02/11/2026"


@pytest.mark.parametrize(
    ("words", "signed", "answer"),
    [
        ("Seen in person. Exam: murmur. I recommend TAVR over surgery.", SIGNED, {Presence.PRESENT}),
        ("Exam: murmur. I recommend TAVR.", "", set[Presence]()),
        ("Seen in person. Exam: murmur.", SIGNED, set[Presence]()),
        ("Chart review only. TAVR is favored.", SIGNED, {Presence.ABSENT}),
    ],
)
def test_a_surgeons_own_note(words: str, signed: str, answer: set[Presence]) -> None:
    found = valve(paper(SURGEON.format(words=words, signed=signed)))
    assert {f.presence for f in found if f.concept == "tavr_surgeon_exam"} == answer

"""What sentences tell of a knee that is to be braced, and what they do not."""

from __future__ import annotations

import pytest

from accord.evidence.readers.orthosis.reader import orthosis
from accord.evidence.readers.papers import visits
from accord.records.findings import Finding, Time, Whose
from tests.evidence.readers.spine_notes import chart_of

NOTE = "Riverbend Orthopedics\nOffice visit 06/10/2026\nPatient: Ada Nowak   DOB 02/03/1950\n\n"
SIGNED = "\n\nJo Marsh, MD   electronically signed 06/10/2026\n"


def told(concept: str, words: str) -> list[Finding]:
    found = orthosis(chart_of({"note.txt": NOTE + words + SIGNED}, codes=("L1833",), modifiers=("RT",)))
    return [f for f in found if f.concept == concept and f.whose is Whose.PATIENT and f.time is not Time.PLANNED]


STATED = [
    ("ko_laxity", "present", "Right knee: Lachman 2+."),
    ("ko_laxity", "present", "Right knee opens 5 mm with valgus stress."),
    ("ko_laxity", "present", "Positive anterior drawer of the right knee."),
    ("ko_laxity", "present", "PE R knee: varus 6 deg, valgus stress 1+ opening w/ endpoint."),
    ("ko_laxity", "absent", "Right knee stable to varus and valgus stress."),
    ("ko_laxity", "absent", "Right knee: Lachman negative."),
    ("ko_laxity", "absent", "Right knee: ligaments intact."),
    ("ko_laxity_test", "present", "Right knee: Lachman negative."),
    ("ko_laxity_test", "absent", "Exam: Right knee with effusion, crepitus, ROM 0-110."),
    ("ko_ambulatory", "present", "Right knee pain. Walks with a cane."),
    ("ko_ambulatory", "absent", "Right knee contracture. Non-ambulatory."),
    ("ko_image", "present", "X-ray right knee: medial joint space narrowing."),
    ("ko_image", "absent", "X-ray right knee: joint spaces preserved."),
    ("ko_willing", "present", "Right knee OA. She is willing to wear the brace."),
    ("ko_willing", "absent", "Right knee OA. She refuses to wear a brace."),
    ("ko_arthritis", "present", "Medial compartment osteoarthritis, right knee."),
    ("ko_arthritis", "absent", "Isolated patellofemoral arthritis of the right knee."),
    ("ko_side", "present", "Plan: right knee brace."),
    ("ko_side", "absent", "Plan: left knee brace."),
    ("ko_pain", "present", "Right knee OA. Pain with walking more than a block."),
    ("ko_knee_exam", "present", "Exam of R knee: crepitus, tender."),
]
NOT_STATED = [
    ("ko_laxity", "Left knee: Lachman 2+."),
    ("ko_laxity", "Right knee: Lachman deferred because of pain."),
    ("ko_laxity", "Right knee feels loose."),
    ("ko_laxity_test", "Right knee pain on stairs."),
    ("ko_laxity_test", "Exam: Right knee with effusion. Ligament exam deferred, guarding."),
    ("ko_ambulatory", "Right knee pain. Her husband walks the dog."),
    ("ko_ambulatory", "Right knee pain."),
    ("ko_image", "X-ray of the right knee shows osteoarthritis."),
    ("ko_image", "X-ray left knee: medial joint space narrowing."),
    ("ko_image", "X-ray of the right knee ordered."),
    ("ko_willing", "Right knee OA. Brace ordered."),
    ("ko_willing", "Right knee OA. She wants surgery."),
    ("ko_arthritis", "Right knee osteoarthritis."),
    ("ko_arthritis", "No medial compartment arthritis of the right knee."),
    ("ko_pain", "Right knee OA. No pain."),
    ("ko_pain", "Right knee OA. Back pain."),
    ("ko_knee_exam", "Exam of L knee: crepitus, tender."),
    ("ko_side", "Both knees have hurt; the left one more, the right one less."),
]


@pytest.mark.parametrize(("concept", "presence", "words"), STATED)
def test_a_note_states_it(concept: str, presence: str, words: str) -> None:
    assert {found.presence.value for found in told(concept, words)} == {presence}


@pytest.mark.parametrize(("concept", "words"), NOT_STATED)
def test_a_note_does_not_state_it(concept: str, words: str) -> None:
    assert told(concept, words) == []


def test_tests_that_disagree_are_told_each() -> None:
    found = told("ko_laxity", "Right knee: Lachman negative, valgus stress 2+.")
    assert {each.presence.value for each in found} == {"present", "absent"}


VISIT = "6/2/26 Nowak, Ada\nXR knee: narrowing.\nHPI: knee pain.\nPE: effusion.\nA/P: brace."
VISITS = [
    (VISIT + "\nJo Marsh MD   e-signed 6/2/26", True),
    (VISIT, False),
    (VISIT.replace("PE:", "Note:") + "\nJo Marsh MD   e-signed 6/2/26", False),
    (
        "X-ray report 6/2/26\nNowak, Ada\nFindings: narrowing.\nImpression: arthritis.\nJo Marsh MD   e-signed 6/2/26",
        False,
    ),
]


@pytest.mark.parametrize(("text", "is_visit"), VISITS)
def test_a_signed_note_with_complaint_exam_and_plan_is_a_visit(text: str, is_visit: bool) -> None:
    chart = chart_of({"note.txt": text}, codes=("L1833",), modifiers=("RT",))
    told = (each for each in (*visits(chart), *orthosis(chart)) if each.concept == "visit")
    assert any(each.qualifiers["signed"] == "yes" for each in told) == is_visit

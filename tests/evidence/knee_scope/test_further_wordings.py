"""Further wordings about a knee before an arthroscopy, written apart from the readers, and what must not be taken so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.evidence.readers.knee_scope.reader import knee_scope
from tests.evidence.papers import request
from tests.evidence.readers.notes import note

# (concept, answer): wordings
WORDS: dict[tuple[str, str | None], tuple[str, ...]] = {
    ("knee_mechanical", "present"): (
        "L knee with daily locking.",
        "Knee locks & catches.",
        "HPI: catching sensation medially in the left knee.",
        "Symptoms include popping.",
        "Has locking symptoms of the left knee.",
        "Sx: pain, locking.",
        "Painful clunk in knee, locks in flexion.",
        "Pt describes the knee getting 'stuck' when squatting.",
        "Locks 3x/wk.",
        "Mechanical sxs: yes",
    ),
    ("knee_mechanical", "absent"): (
        "Denies mechanical sx.",
        "No catching, locking, or giving way.",
        "Locking - none.",
        "Has not had locking.",
        "Locking/catching: neg",
        "ROS MSK: no locking.",
        "There is no history of locking.",
    ),
    ("knee_mechanical", None): (
        "Discussed that locking may occur.",
        "Opposite knee locks.",
        "Door lock.",
        "Contralateral knee catches.",
        "Prior to the 2019 meniscectomy the right knee locked.",
        "Locking plate in the left femur.",
        "Knee brace locked at 0.",
    ),
    ("knee_other_symptom", "absent"): (
        "Pain is the only complaint.",
        "Complains solely of pain; no mechanical symptoms.",
        "Knee pain w/o locking or catching.",
        "CC knee pain. No locking/catching/giving way.",
    ),
    ("knee_severe", "present"): (
        "Outerbridge grade IV changes MFC and trochlea.",
        "Chondral: Gr 4 MFC (Outerbridge).",
        "Outerbridge: III",
        "Outerbridge 4/4 medial.",
        "Full thickness chondral defect MFC.",
        "Eburnated bone.",
        "Medial compartment is bone-on-bone.",
        "OB grade III MFC",
    ),
    ("knee_severe", "absent"): (
        "Outerbridge: II",
        "Outerbridge score 1.",
        "Arthroscopy showed Outerbridge grade II softening of the MFC.",
        "Chondromalacia patella grade 1.",
        "Outerbridge grade I/II.",
    ),
    ("knee_severe", None): (
        "Outerbridge N/A.",
        "KL grade III.",
        "Ahlback 3.",
        "Outerbridge grade unknown.",
        "Not yet bone on bone.",
        "Nearly bone on bone.",
        "Grade III ACL tear.",
    ),
    ("knee_malalignment", "present"): (
        "5 deg valgus.",
        "Alignment: 6° varus.",
        "Mechanical axis deviation medially.",
        "Varus knee.",
        "Genu valgum bilat.",
        "Varus malalignment.",
    ),
    ("knee_malalignment", "absent"): (
        "Alignment: neutral.",
        "Straight leg alignment normal.",
        "Alignment good.",
        "Neutral mechanical axis.",
        "HKA 180, neutral.",
        "No angular deformity.",
        "Limb well aligned.",
    ),
    ("knee_malalignment", None): (
        "No varus/valgus laxity.",
        "Varus stress stable.",
        "Alignment views ordered.",
    ),
    ("knee_early_arthritis", "present"): (
        "Early degenerative changes.",
        "Mild OA of medial compartment.",
        "KL 1.",
        "K-L grade 2 changes.",
        "Mild narrowing medial joint line on WB films.",
        "Minimal OA.",
        "OA: mild.",
        "Imp: early DJD L knee.",
    ),
    ("knee_early_arthritis", "absent"): (
        "Severe OA.",
        "Advanced DJD.",
        "KL-4.",
        "End stage OA L knee.",
        "Tricompartmental OA, severe.",
    ),
    ("knee_procedure", "present"): (
        "Plan L knee arthroscopic chondroplasty.",
        "Recommend scope with debridement.",
        "Surgical plan: arthroscopy with loose body excision and debridement.",
        "Scheduled: L knee arthroscopy/debridement (29877).",
        "Not lavage only; debridement planned.",
    ),
    ("knee_procedure", "absent"): (
        "Plan: arthroscopic wash-out.",
        "Arthroscopic lavage only is planned.",
    ),
}
ROWS = [(words, concept, answer) for (concept, answer), sayings in WORDS.items() for words in sayings]


@pytest.mark.parametrize(("words", "concept", "answer"), ROWS)
def test_further_wordings(words: str, concept: str, answer: str | None) -> None:
    chart = replace(note(words), request=request(("29877",), modifiers=("LT",), diagnoses=("M17.12",)))
    found = {f.presence.value for f in knee_scope(chart) if f.concept == concept}
    assert found - {"possible"} == ({answer} if answer else set())

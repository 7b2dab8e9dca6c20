"""Many ways in which records tell of a knee before an arthroscopy, and as many that must not be taken so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.evidence.readers.knee_scope.reader import knee_scope
from accord.records.findings import Presence
from tests.evidence.papers import request
from tests.evidence.readers.notes import note, paper

# concept: what says yes, what says no, what says nothing
WORDS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "knee_procedure": (
        [
            "Plan: arthroscopic debridement and loose body removal, not just a washout.",
            "Plan: debride L knee.  (not lavage alone)",
            "Plan: L knee scope, debridement/chondroplasty.",
            "Will proceed with left knee arthroscopy with chondroplasty.",
            "Recommend arthroscopic partial meniscectomy and debridement.",
            "Booked for L knee scope w/ removal of loose bodies.",
            "Surgery: left knee arthroscopy, chondroplasty of the medial femoral condyle, lavage.",
            "Proposed procedure: debridement of the left knee rather than lavage.",
            "Plan: this is more than a washout: debridement and chondroplasty.",
            "Plan: arthroscopy, shaving of unstable flaps and synovectomy.",
            "A/P: proceed with arthroscopic debridement; lavage alone would not help.",
            "Plan: arthroscopic removal of loose body.",
            "Plan: arthroscopic trimming of the flap tear.",
            "Procedure planned: left knee arthroscopic microfracture.",
        ],
        [
            "Plan: washout only.",
            "Plan: L knee arthroscopic lavage, no debridement.",
            "Plan: arthroscopic lavage alone.",
            "Will do a simple arthroscopic washout of the left knee.",
            "Procedure: lavage only, without debridement.",
            "Plan: arthroscopic irrigation of the joint, nothing else.",
            "Recommend arthroscopic lavage without chondroplasty.",
            "Plan: just a washout of the knee.",
        ],
        [
            "Had a washout of the left knee in 2015.",
            "S/p left knee debridement 2018.",
            "He asks about a knee washout.",
            "Her sister had arthroscopic debridement.",
            "Plan: wound debridement of the heel.",
            "We do not recommend arthroscopic debridement.",
            "If therapy fails we may consider arthroscopic debridement.",
            "Plan: physical therapy for the knee.",
        ],
    ),
    "knee_mechanical": (
        [
            "Catching and true locking in flexion 2-3 x per wk x 4 mo, has to shake leg to free it; popping.",
            "Mech sx: + locking, + catching.",
            "Locking: yes.  Catching: yes.",
            "Mechanical sx present.",
            "Positive for locking and popping of the L knee.",
            "L knee locks up going down stairs.",
            "Knee hangs up and she has to jiggle it loose.",
            "The knee sticks when he gets up from a chair.",
            "(+) locking, (-) giving way.",
            "Reports painful clicking and locking of the left knee.",
            "Endorses mechanical symptoms.",
            "[x] Locking  [ ] Giving way  [x] Catching",
            "c/o knee getting stuck in flexion.",
            "Intermittent locking episodes.",
        ],
        [
            "Denies locking, catching, popping, giving way.",
            "Mech sx: none.",
            "Locking: no.  Catching: no.",
            "No mech sx.",
            "(-) locking, (-) catching.",
            "Negative for locking or popping.",
            "Does not lock or catch.",
            "Mechanical symptoms: denied.",
            "Never locks.",
            "Without locking or catching.",
        ],
        [
            "Locked the wheelchair brakes.",
            "R knee locks at times.",
            "Call if the knee starts locking.",
            "Mother's knee locks.",
            "Pt was caught in the rain.",
            "Trigger finger with catching.",
            "TMJ popping.",
            "Exam: locking screw palpable over the left knee.",
            "Watch for locking of the knee.",
            "[ ] Locking  [ ] Catching",
            "He popped in to the clinic about his knee.",
        ],
    ),
    "knee_other_symptom": (
        [
            "L knee buckles on stairs.",
            "Gives out 2x/wk.",
            "Lacks 15 degrees of extension, a block to full extension.",
            "Loss of motion of the left knee.",
            "Locking of the left knee weekly.",
            "Knee feels unstable on uneven ground.",
            "Catching, no locking.",
        ],
        [
            "L knee PAIN only, all the time. Denies locking, catching, popping, giving way.",
            "Only complaint is knee pain.",
            "Pain is her only symptom.",
            "Pain without locking.",
            "Isolated knee pain.",
            "Pain alone, no mechanical symptoms.",
            "Knee pain, no other symptoms.",
            "Symptoms: pain only.",
        ],
        [
            "Recurrent effusions of the left knee.",
            "Left knee swelling after activity.",
            "Stiffness and swelling of the knee. No locking.",
            "Knee pain with walking.",
            "Left knee pain, worse with stairs.",
            "Swelling of the ankles.",
            "Ligaments stable, no instability on exam.",
            "R knee gives way.",
            "Pain only with stairs.",
            "His wife's knee buckles.",
            "If the knee gives way, use the cane.",
        ],
    ),
    "knee_severe": (
        [
            "Medial femoral condyle Outerbridge IV 2.5 cm, tibial IV.",
            "Outerbridge grade 3 of the medial femoral condyle.",
            "Outerbridge 3-4.",
            "MRI: grade 4 chondral loss of the medial compartment.",
            "Grade III/IV chondromalacia of the patella.",
            "Full-thickness cartilage loss medially.",
            "Medial compartment bone on bone.",
            "Denuded bone of the medial femoral condyle.",
            "Exposed bone of the tibial plateau.",
            "Chondromalacia, grade IV, medial femoral condyle.",
            "Arthroscopy 11/2025: MFC OB IV.",
            "MFC: Outerbridge Gr IV.",
            "Outerbridge classification: medial femoral condyle grade 3.",
        ],
        [
            "Outerbridge I-II.",
            "Outerbridge grade 0 throughout.",
            "Outerbridge 2 of the medial femoral condyle, 1 of the patella.",
            "Grade II chondromalacia of the patella.",
            "Outerbridge Gr I MFC.",
            "Cartilage: Outerbridge grade 1.",
            "Grade 1-2 chondral changes (Outerbridge).",
            "Outerbridge classification: medial femoral condyle grade 2.",
        ],
        [
            "Kellgren-Lawrence grade 3 medial compartment OA.",
            "Outerbridge grade cannot be given on films.",
            "R knee: Outerbridge IV.",
            "Right knee bone on bone.",
            "KL 4.",
            "Outerbridge: ___",
            "Outerbridge grade not stated.",
            "No bone on bone change.",
            "Father had bone on bone knees.",
            "Rule out Outerbridge IV change.",
            "Hip is bone on bone.",
            "Grade 3 effusion.",
            "Grade 2 MCL sprain of the left knee.",
        ],
    ),
    "knee_malalignment": (
        [
            "Genu varum 7 deg.",
            "Varus alignment of the L knee.",
            "Standing hip-to-ankle film: mechanical axis through the medial compartment, 6 degrees of varus.",
            "Valgus deformity of the left knee.",
            "Malaligned limb.",
            "Varus thrust with gait.",
            "Patellar tilt and lateral subluxation.",
            "Knee alignment: varus.",
            "Alignment is varus.",
            "L knee in 5° varus.",
            "Bowlegged, varus.",
            "M21.162 varus deformity.",
        ],
        [
            "Varus 2 deg passively neutral - alignment not an issue.",
            "Knee aligned neutral, no malalignment.",
            "Alignment neutral.",
            "Mechanical axis neutral.",
            "No varus or valgus deformity.",
            "Limb alignment is normal.",
            "Normal alignment of the knee.",
            "Alignment: WNL.",
            "Well aligned.",
            "No malalignment.",
            "Alignment is within 1 degree of neutral.",
            "Alignment: not a concern.",
        ],
        [
            "Stable to varus/valgus stress.",
            "Hallux valgus.",
            "R knee 8 degrees varus.",
            "Alignment film to be obtained.",
            "Alignment: ___",
            "Varus and valgus stress test negative.",
            "Hip alignment good after THA.",
            "Cervical malalignment.",
        ],
    ),
    "knee_early_arthritis": (
        [
            "XR: mild medial joint space narrowing.",
            "Early OA L knee.",
            "Mild DJD of the left knee.",
            "Minimal degenerative change of the left knee.",
            "KL grade I.",
            "Kellgren-Lawrence 2 of the left knee.",
            "Joint spaces preserved.",
            "Joint space well maintained.",
            "Mild osteoarthrosis.",
            "Arthritis is mild.",
            "OA, mild.",
            "Degenerative changes are early.",
        ],
        [
            "Medial bone on bone. Large spurs.",
            "Severe tricompartmental OA.",
            "End-stage arthritis of the left knee.",
            "Advanced medial OA.",
            "KL grade IV.",
            "OA is severe.",
            "Complete loss of the medial joint space.",
            "Marked joint space narrowing.",
            "Arthritis, severe, medial.",
            "Obliterated medial joint space.",
        ],
        [
            "Kellgren-Lawrence grade 3 medial compartment OA.",
            "Moderate OA.",
            "OA of the left knee.",
            "Mild effusion.",
            "Mild arthritis of the hands.",
            "R knee mild OA.",
            "Mild knee pain.",
            "No mild narrowing can be judged on these films.",
            "Mother had early arthritis.",
            "Mild-moderate OA.",
            "Was told by a friend it is early arthritis.",
        ],
    ),
}  # fmt: skip
ROWS = [
    (words, concept, answer)
    for concept, told in WORDS.items()
    for answer, sayings in zip((True, False, None), told, strict=True)
    for words in sayings
]


@pytest.mark.parametrize(("words", "concept", "answer"), ROWS)
def test_what_a_visit_tells(words: str, concept: str, answer: bool | None) -> None:
    chart = replace(note(words), request=request(("29877",), modifiers=("LT",), diagnoses=("M17.12",)))
    found = {f.presence for f in knee_scope(chart) if f.concept == concept}
    assert found == ({Presence.PRESENT} if answer else {Presence.ABSENT} if answer is False else set())


REPORTS: list[tuple[str, bool]] = [
    ("XR L KNEE\nstanding AP + flexion WB + lat   02/19/2026\nMedial narrowing.\n", True),
    ("X-RAY REPORT left knee 02/19/2026\nBilateral standing PA (Rosenberg) view.\nMild narrowing.\n", True),
    ("RADIOLOGY\nLeft knee, 3 views, WB AP, lateral, sunrise. 02/19/2026\nImpression: mild OA.\n", True),
    ("OPERATIVE REPORT 09/30/2025\nLeft knee diagnostic arthroscopy + partial medial meniscectomy\nFindings: patella II.\n", True),
    ("OP NOTE 11/12/2025\nProcedure: L knee arthroscopy\nFindings: MFC grade II.\n", True),
    ("XR L KNEE 3 views AP/LAT/SUN 02/19/2026\nMild narrowing.\n", False),
    ("X-RAY REPORT left knee 02/19/2026\nNon-weight-bearing AP and lateral.\n", False),
    ("X-RAY REPORT left knee 02/19/2026\nSupine AP.\n", False),
    ("X-RAY REPORT left knee 02/19/2026\nStanding views are recommended.\n", False),
    ("MRI left knee 02/19/2026\nTear of the medial meniscus.\n", False),
    ("OPERATIVE REPORT 09/30/2025\nRight knee arthroscopy\nFindings: patella II.\n", False),
    ("OPERATIVE REPORT 09/30/2025\nLeft shoulder arthroscopy\nFindings: cuff tear.\n", False),
]  # fmt: skip


@pytest.mark.parametrize(("words", "shown"), REPORTS)
def test_reports(words: str, shown: bool) -> None:
    asked = request(("29877",), modifiers=("LT",), diagnoses=("M17.12",))
    found = [f for f in knee_scope(replace(paper(words), request=asked)) if f.concept == "knee_standing_films"]
    assert bool(found) is shown

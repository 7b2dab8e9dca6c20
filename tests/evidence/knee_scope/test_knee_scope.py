"""What notes and reports tell of a knee before an arthroscopy, and what they do not tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.knee_scope.reader import knee_scope
from accord.records.findings import Presence
from tests.evidence.papers import request
from tests.evidence.readers.notes import note, paper


def of_left(chart: Chart) -> Chart:
    return replace(chart, request=request(("29877",), modifiers=("LT",), diagnoses=("M17.12",)))


def answers(chart: Chart, concept: str) -> set[Presence]:
    return {f.presence for f in knee_scope(of_left(chart)) if f.concept == concept}


def expected(answer: bool | None) -> set[Presence]:
    return {Presence.PRESENT} if answer else {Presence.ABSENT} if answer is False else set()


TOLD: list[tuple[str, str, bool | None]] = [
    ("The left knee locks twice a week.", "knee_mechanical", True),
    ("Painful popping and catching of the knee.", "knee_mechanical", True),
    ("Mechanical symptoms: locking.", "knee_mechanical", True),
    ("No locking or catching.", "knee_mechanical", False),
    ("Denies mechanical symptoms.", "knee_mechanical", False),
    ("The knee used to lock years ago.", "knee_mechanical", False),
    ("The right knee locks.", "knee_mechanical", None),
    ("If the knee locks, call us.", "knee_mechanical", None),
    ("His brother's knee locks.", "knee_mechanical", None),
    ("Wears a locked knee brace.", "knee_mechanical", None),
    ("Shoulder popping.", "knee_mechanical", None),
    ("The knee gives way on stairs.", "knee_other_symptom", True),
    ("She cannot fully straighten the knee.", "knee_other_symptom", True),
    ("Knee pain only.", "knee_other_symptom", False),
    ("Pain without mechanical symptoms.", "knee_other_symptom", False),
    ("Not just pain only.", "knee_other_symptom", None),
    ("Knee pain with walking.", "knee_other_symptom", None),
    ("Outerbridge grade II changes of the medial femoral condyle.", "knee_severe", False),
    ("Outerbridge III of the patella.", "knee_severe", True),
    ("Grade IV chondromalacia of the medial compartment.", "knee_severe", True),
    ("Outerbridge II of the patella, grade IV (Outerbridge) medially.", "knee_severe", True),
    ("Bone on bone medially.", "knee_severe", True),
    ("Outerbridge II-III.", "knee_severe", None),
    ("Kellgren-Lawrence grade 4.", "knee_severe", None),
    ("Severe osteoarthritis of the knee.", "knee_severe", None),
    ("Right knee: Outerbridge IV.", "knee_severe", None),
    ("Possible Outerbridge IV changes.", "knee_severe", None),
    ("Not bone on bone.", "knee_severe", None),
    ("Mild medial joint space narrowing.", "knee_early_arthritis", True),
    ("Kellgren-Lawrence grade 2.", "knee_early_arthritis", True),
    ("Early osteoarthritis of the knee.", "knee_early_arthritis", True),
    ("Severe osteoarthritis of the knee.", "knee_early_arthritis", False),
    ("KL grade 4.", "knee_early_arthritis", False),
    ("Mild to moderate arthritis.", "knee_early_arthritis", None),
    ("KL 2-3.", "knee_early_arthritis", None),
    ("Mild effusion.", "knee_early_arthritis", None),
    ("Varus deformity of 8 degrees.", "knee_malalignment", True),
    ("Genu valgum.", "knee_malalignment", True),
    ("Neutral alignment.", "knee_malalignment", False),
    ("Stable to varus and valgus stress.", "knee_malalignment", None),
    ("Right genu varum.", "knee_malalignment", None),
    ("Plan: arthroscopic debridement of the knee.", "knee_procedure", True),
    ("Plan: arthroscopic lavage only.", "knee_procedure", False),
    ("Scheduled for arthroscopic lavage and chondroplasty.", "knee_procedure", True),
    ("Had a debridement in 2019.", "knee_procedure", None),
    ("X-rays taken in the office today, weight-bearing AP of the knee: mild narrowing.", "knee_standing_films", True),
    ("Standing films of the knee will be ordered.", "knee_standing_films", None),
    ("Outside standing films of the knee were mentioned.", "knee_standing_films", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "concept", "answer"), TOLD)
def test_what_a_visit_tells(words: str, concept: str, answer: bool | None) -> None:
    assert answers(note(words), concept) == expected(answer)


def test_a_report_of_standing_films_of_the_other_knee_is_none_of_this_one() -> None:
    report = "RADIOLOGY REPORT\nX-ray {side} knee, 02/03/2026\nWeight-bearing AP and lateral views.\nMild narrowing.\n"
    assert answers(paper(report.format(side="left")), "knee_standing_films") == {Presence.PRESENT}
    assert answers(paper(report.format(side="right")), "knee_standing_films") == set()

"""Pain and disability scores in many wordings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.evidence.readers.spine.scales import scales
from tests.evidence.readers.spine_notes import found

PAIN = [
    ("NRS 7/10 low back.", "7", "current"),
    ("Low back pain is 6 out of 10 today.", "6", "current"),
    ("Pain: 8/10", "8", "current"),
    ("Pain level today: 7", "7", "current"),
    ("VAS 6.5 today for the low back.", "6.5", "current"),
    ("Numeric Pain Rating Scale: 7", "7", "current"),
    ("She rates her back pain at 8 on the NRS.", "8", "current"),
    ("Average pain 6/10.", "6", "average"),
    ("Pain score (NRS): 5", "5", "current"),
    ("Current pain 7/10 NRS.", "7", "current"),
    ("On a 0-10 scale her low back pain is 7.", "7", "current"),
    ("Patient reports 9/10 pain in the lower back.", "9", "current"),
    ("Pain intensity 7-8/10.", "8", "current"),
    ("At best the back pain is 3/10.", "3", "best"),
    ("Low back pain is 9/10 at its worst.", "9", "worst"),
    ("Lumbar pain at rest 2/10.", "2", "rest"),
    ("Pain severity: 6 / 10", "6", "current"),
    ("NPRS (0-10): 7", "7", "current"),
    ("LBP 7/10 most days.", "7", "average"),
    ("Verbal pain score 6.", "6", "current"),
    ("Her usual backache is rated 7/10.", "7", "current"),
    ("Pain scale 8.", "8", "current"),
    ("Numerical rating 7 out of 10.", "7", "current"),
    ("Pain scores: current 7, average 6, worst 9.", "7", "current"),
    ("Rated 7/10 (0 = none, 10 = worst imaginable).", "7", "current"),
]

NO_PAIN_SCORE = [
    "Strength 5/5 throughout.",
    "Roland-Morris 15/24.",
    "Reflexes 2+ and equal.",
    "BP 130/80, pulse 70.",
    "Pain since 7/10/2025.",
    "Return in 6 weeks for the pain.",
    "PT 10 visits for pain.",
    "She walks 10 minutes before the pain starts.",
]

DISABILITY = [
    ("ODI 46%", "odi", "46"),
    ("Oswestry Disability Index score today is 44% (severe disability).", "odi", "44"),
    ("Oswestry: 22/50 (44%)", "odi", "44"),
    ("ODI = 50 %", "odi", "50"),
    ("Oswestry Low Back Pain Disability Questionnaire: 38 percent", "odi", "38"),
    ("Modified Oswestry 52%", "odi", "52"),
    ("ODI: 48", "odi", "48"),
    ("Oswestry 21/50", "odi", "42"),
    ("NDI 42%", "ndi", "42"),
    ("Neck Disability Index 19/50 (38%)", "ndi", "38"),
    ("NDI score of 20/50", "ndi", "40"),
    ("Neck disability index: 36 %", "ndi", "36"),
    ("RMDQ 12/24", "rmdq", "50"),
    ("Roland-Morris Disability Questionnaire 18/24", "rmdq", "75"),
    ("Roland Morris score: 12", "rmdq", "50"),
    ("Quebec Back Pain Disability Scale 45/100", "quebec", "45"),
    ("Pain Disability Index 35/70", "pdi", "50"),
    ("Functional Rating Index 60%", "fri", "60"),
    ("The Oswestry filled in today came to 46%.", "odi", "46"),
    ("Oswestry was completed: score 40%", "odi", "40"),
    ("ODI (3/10/2026): 42%", "odi", "42"),
    ("PEG scale 7/10", "peg", "70"),
    ("ODI today is 30%, minimal change.", "odi", "30"),
    ("Disability: ODI 54%", "odi", "54"),
    ("Patient's Oswestry score is 60%", "odi", "60"),
]


@pytest.mark.parametrize(("words", "value", "aspect"), PAIN)
def test_a_pain_score_is_read_with_what_it_is_of(words: str, value: str, aspect: str) -> None:
    seen = found(scales, "pain_score", words)
    assert any(f.value == Decimal(value) and f.qualifiers["aspect"] == aspect for f in seen), [
        (f.value, f.qualifiers["aspect"]) for f in seen
    ]


@pytest.mark.parametrize("words", NO_PAIN_SCORE)
def test_other_numbers_are_no_pain_scores(words: str) -> None:
    assert found(scales, "pain_score", words) == []


@pytest.mark.parametrize(("words", "scale", "percent"), DISABILITY)
def test_a_disability_score_is_a_share_of_its_scale(words: str, scale: str, percent: str) -> None:
    seen = found(scales, "disability_score", words)
    assert [(f.qualifiers["scale"], f.value) for f in seen][:1] == [(scale, Decimal(percent))]


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("PROMIS Physical Function T-score 35", "15"),
        ("PROMIS Pain Interference: 65", "15"),
        ("PROMIS PF 38.5", "11.5"),
    ],
)
def test_a_t_score_is_counted_from_the_mean(words: str, points: str) -> None:
    assert [f.value for f in found(scales, "disability_t_score", words)] == [Decimal(points)]


@pytest.mark.parametrize(
    ("words", "site"),
    [
        ("Low back pain 7/10; unrelated neck ache 3/10.", ["spine", "other"]),
        ("Right knee pain 4/10.", ["other"]),
        ("Headache pain 5/10 today.", ["other"]),
    ],
)
def test_a_score_belongs_to_the_body_part_beside_it(words: str, site: list[str]) -> None:
    assert [f.qualifiers["site"] for f in found(scales, "pain_score", words)] == site


def test_an_earlier_score_is_past() -> None:
    seen = found(scales, "pain_score", "NRS 3/10 (was 8/10).")
    assert [(f.value, f.time.value) for f in seen] == [(Decimal(3), "current"), (Decimal(8), "past")]


def test_scores_around_a_block_are_not_those_of_a_visit() -> None:
    seen = found(scales, "pain_score", "Pain went from 8/10 to 1/10 after the block.")
    assert {f.qualifiers["moment"] for f in seen} == {"procedure"}

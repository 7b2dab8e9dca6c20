"""Conservative care: what was tried and how it went."""

from __future__ import annotations

import pytest

from accord.evidence.readers.spine.care import care
from tests.evidence.readers.spine_notes import chart_of, found

PT, NSAID, APAP = "care_physical_therapy", "care_nsaid", "care_acetaminophen"
CHIRO, NEEDLES = "care_manipulation", "care_acupuncture"

FAILED = [
    (PT, "Physical therapy x 6 weeks without relief."),
    (PT, "PT 9 visits summer 2025 (no benefit)."),
    (PT, "Completed 8 weeks of physical therapy with minimal improvement."),
    (PT, "Failed PT, NSAIDs and chiropractic care."),
    (NSAID, "Failed PT, NSAIDs and chiropractic care."),
    (CHIRO, "Failed PT, NSAIDs and chiropractic care."),
    (PT, "Pain persists despite physical therapy and home exercises."),
    (PT, "She did 12 sessions of PT but it did not help."),
    (PT, "Has tried physical therapy, which did not provide lasting relief."),
    (PT, "No improvement with physical therapy."),
    (NSAID, "Ibuprofen 800 mg tid: no relief."),
    (NSAID, "Meloxicam for 3 months w/o meaningful effect."),
    (NSAID, "Naproxen was ineffective."),
    (NSAID, "Diclofenac gave only temporary relief."),
    (NSAID, "Celecoxib helped a little."),
    (APAP, "Acetaminophen 3 g/day, minimal relief."),
    (APAP, "Tylenol does not touch the pain."),
    (APAP, "Tylenol arthritis - not effective"),
    (CHIRO, "Chiropractic x 10 visits, no lasting benefit."),
    (CHIRO, "Spinal manipulation in 2025 was unsuccessful."),
    (NEEDLES, "Acupuncture of the low back: no improvement."),
    (NEEDLES, "Six sessions of acupuncture did nothing."),
    (PT, "Physical therapy: plateaued, discharged."),
    (PT, "Low back pain refractory to physical therapy."),
    (NSAID, "Inadequate response to NSAIDs."),
    (PT, "Tried and failed: physical therapy, ibuprofen."),
    (PT, "Conservative treatment including PT and NSAIDs has failed to provide relief."),
    (PT, "PT made the pain worse."),
]

INTOLERANT = [
    (NSAID, "Naproxen stopped for stomach upset."),
    (NSAID, "Could not tolerate ibuprofen because of gastritis."),
    (NSAID, "Meloxicam discontinued due to rising creatinine."),
    (NSAID, "Celecoxib for five weeks (edema, stopped)."),
    (NSAID, "Intolerant of NSAIDs."),
    (NSAID, "NSAIDs caused a GI bleed."),
    (PT, "Unable to complete physical therapy because of pain."),
    (PT, "Had to stop physical therapy because it worsened his pain."),
]

NOT_FAILED = [
    (PT, "Physical therapy is planned."),
    (PT, "Will start physical therapy next week."),
    (PT, "Referred to PT."),
    (PT, "Physical therapy gave good relief."),
    (NSAID, "Ibuprofen helps."),
    (APAP, "Continue acetaminophen."),
    (NEEDLES, "Acupuncture is planned, not started."),
    (PT, "Physical therapy for the knee did not help."),
    (PT, "MRI reviewed with pt, no benefit of surgery."),
    (NSAID, "Mother failed naproxen."),
]


@pytest.mark.parametrize(("concept", "words"), FAILED)
def test_care_that_failed(concept: str, words: str) -> None:
    seen = found(care, concept, words)
    assert any(
        f.qualifiers["outcome"] == "failed" and f.presence.value == "present" and f.time.value != "planned"
        for f in seen
    ), [(f.qualifiers["outcome"], f.presence.value, f.time.value) for f in seen]


@pytest.mark.parametrize(("concept", "words"), INTOLERANT)
def test_care_that_was_not_tolerated(concept: str, words: str) -> None:
    seen = found(care, concept, words)
    assert any(
        f.qualifiers["outcome"] in ("intolerant", "failed")
        and f.presence.value == "present"
        and f.time.value != "planned"
        for f in seen
    ), [(f.qualifiers["outcome"], f.presence.value, f.time.value) for f in seen]


@pytest.mark.parametrize(("concept", "words"), NOT_FAILED)
def test_care_that_is_planned_helped_or_is_for_something_else(concept: str, words: str) -> None:
    seen = found(care, concept, words)
    assert not [
        f
        for f in seen
        if f.qualifiers["outcome"] in ("failed", "intolerant")
        and f.time.value != "planned"
        and f.whose.value == "patient"
    ]


@pytest.mark.parametrize(
    "words",
    [
        "No treatments tried so far.",
        "She has not tried any conservative treatment.",
        "No prior conservative care.",
        "Has not had any non-operative treatment.",
        "Prior treatment: none.",
        "Conservative measures not tried.",
    ],
)
def test_nothing_tried_is_said_to_be_absent(words: str) -> None:
    assert [f.presence.value for f in found(care, "conservative_care", words)] == ["absent"]


def test_failed_conservative_care_without_detail_names_no_treatment() -> None:
    seen = list(care(chart_of("Failed conservative care.")))
    assert [f.concept for f in seen] == ["conservative_care"]


def test_a_therapists_discharge_paper_proves_the_therapy() -> None:
    paper = (
        "LAKESIDE PHYSICAL THERAPY\nDischarge summary 04/02/2026\nPatient: Ada Nowak  DOB 02/03/1950\n"
        "Diagnosis: low back pain\nVisits attended: 10 of 12 (02/10/2026 - 04/02/2026)\n"
        "Pain 7/10 at start, 7/10 at discharge. No significant change in function.\nKim Lee, PT, DPT\n"
    )
    seen = found(care, PT, {"pt.txt": paper})
    assert any(f.qualifiers["outcome"] == "failed" and f.time.value == "past" for f in seen)


def test_acupuncture_of_the_neck_does_not_count() -> None:
    assert found(care, NEEDLES, "Acupuncture for the neck: no improvement.", ("64490",)) == []

"""Spinal operations with their approach, widespread pain with its part, reasons against ablation."""

from __future__ import annotations

import pytest

from accord.evidence.readers.spine.surgery import surgery
from tests.evidence.readers.spine_notes import found

NEVER = [
    "No back surgery.",
    "No prior spine surgery.",
    "Never had any spine operation.",
    "Spine surgery: none.",
    "Denies prior back surgery.",
    "No history of spinal surgery.",
    "Previous back surgery: denies.",
    "Back surgery: no",
    "No spinal surgeries.",
    "No prior lumbar surgery.",
    "Has never had back surgery.",
    "No previous neck or back surgery.",
    "Prior spine surgery - none",
    "Patient has not had any spine surgery.",
    "PSH: cholecystectomy, appendectomy.",
    "Past surgical history: hysterectomy, right knee replacement.",
    "Surgical history: none",
    "No surgical history of the spine.",
    "There is no history of lumbar fusion.",
    "No h/o spine surgery.",
]

DONE = [
    ("History of ALIF L5-S1 2015.", "anterior"),
    ("s/p anterior lumbar interbody fusion L4-5.", "anterior"),
    ("Anterior/posterior lumbar fusion 2018.", "anterior"),
    ("TLIF L4-5 2016.", "posterior"),
    ("PLIF at L5-S1 in 2012.", "posterior"),
    ("Posterior lumbar fusion L4-S1 in 2010.", "posterior"),
    ("Prior XLIF L3-4.", "posterior"),
    ("L5-S1 fusion in 2014.", "unknown"),
    ("Prior lumbar fusion.", "unknown"),
    ("Interbody cage at L5-S1 with solid fusion.", "unknown"),
    ("L4-5 laminectomy 2008.", "none"),
    ("R L5-S1 microdiscectomy 2011.", "none"),
    ("Lumbar discectomy in 2003.", "none"),
    ("ACDF C5-6 2009.", "cervical"),
    ("Anterior cervical discectomy and fusion C6-7.", "cervical"),
    ("Kyphoplasty L1 2020.", "none"),
]

NOT_DONE = [
    "Discussed lumbar fusion; he declines.",
    "Referred for consideration of fusion.",
    "Wants to avoid back surgery.",
    "Brother had a lumbar fusion.",
    "No indication for fusion.",
    "Scheduled for laminectomy next month.",
]


@pytest.mark.parametrize("words", NEVER)
def test_no_operation_of_the_spine(words: str) -> None:
    assert {f.presence.value for f in found(surgery, "spine_surgery", words)} == {"absent"}


@pytest.mark.parametrize(("words", "approach"), DONE)
def test_an_operation_has_an_approach(words: str, approach: str) -> None:
    seen = found(surgery, "spine_surgery", words)
    assert [(f.presence.value, f.qualifiers["approach"]) for f in seen] == [("present", approach)]


@pytest.mark.parametrize("words", NOT_DONE)
def test_an_operation_that_is_only_talked_about_was_not_done(words: str) -> None:
    assert [f for f in found(surgery, "spine_surgery", words) if f.presence.value == "present"] == []


def test_what_one_place_leaves_open_another_settles() -> None:
    seen = found(surgery, "spine_surgery", "Prior L4-5 fusion. Operative record: TLIF L4-5 in 2016.")
    assert {f.qualifiers["approach"] for f in seen} == {"posterior"}


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("The injections are for her fibromyalgia pain.", "indication"),
        ("Blocks are requested to treat widespread pain.", "indication"),
        ("PMH: fibromyalgia, hypertension.", "comorbid"),
        ("Fibromyalgia, well controlled on duloxetine, separate from today's pain.", "comorbid"),
        ("She has fibromyalgia.", "unclear"),
    ],
)
def test_widespread_pain_plays_a_part(words: str, role: str) -> None:
    assert [f.qualifiers["role"] for f in found(surgery, "generalized_pain", words)] == [role]


@pytest.mark.parametrize(
    "words",
    [
        "No fibromyalgia.",
        "Denies fibromyalgia or widespread pain.",
        "No history of fibromyalgia.",
        "Fibromyalgia: none",
        "No widespread pain.",
    ],
)
def test_widespread_pain_is_denied(words: str) -> None:
    assert {f.presence.value for f in found(surgery, "generalized_pain", words)} == {"absent"}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("He has a pacemaker.", "device"),
        ("Implanted cardioverter defibrillator since 2021.", "device"),
        ("Spinal cord stimulator in place.", "device"),
        ("Pseudarthrosis at L4-5 on CT.", "pseudarthrosis"),
        ("Not a candidate for RFA because of her ICD.", "device"),
        ("RFA is contraindicated due to anticoagulation that cannot be held.", "stated"),
        ("He is not a candidate for radiofrequency ablation.", "none"),
    ],
)
def test_a_reason_against_ablation(words: str, why: str) -> None:
    assert [f.qualifiers["why"] for f in found(surgery, "rfa_obstacle", words)] == [why]


@pytest.mark.parametrize("words", ["No pacemaker.", "Denies pacemaker or ICD.", "Father has a pacemaker."])
def test_no_device_is_no_reason(words: str) -> None:
    assert found(surgery, "rfa_obstacle", words) == []

"""Since when the pain is there, and where it goes."""

from __future__ import annotations

import pytest

from accord.evidence.readers.spine.complaint import complaint
from tests.evidence.readers.spine_notes import found

# words, and a day by which the pain must be said to have begun (ISO), seen from 10 June 2026
ONSET = [
    ("Low back pain since August 2024.", "2024-08-31"),
    ("Low back pain that began in the spring of 2023.", "2023-12-31"),
    ("Chronic low back pain x 14 yrs.", "2012-12-31"),
    ("3-year history of low back pain.", "2023-06-30"),
    ("Back pain for over 6 months.", "2025-12-31"),
    ("LBP for 5 months.", "2026-01-31"),
    ("Low back pain of approximately 18 months' duration.", "2025-01-31"),
    ("The back pain started in January 2025 after lifting a box.", "2025-01-31"),
    ("Onset of back pain: 11/2024.", "2024-11-30"),
    ("Patient has had low back pain for many years.", "2025-06-30"),
    ("Long-standing low back pain.", "2025-06-30"),
    ("He fell on 2/1/2026 and has had back pain ever since.", "2026-02-01"),
    ("Low back pain, onset 2019.", "2019-12-31"),
    ("Pain in the low back began about two years ago.", "2024-12-31"),
    ("Ongoing lumbar pain dating back to a 2015 car accident.", "2015-12-31"),
    ("Low back pain over the past 9 months.", "2025-09-30"),
    ("Her low back has hurt since a fall in March 2025.", "2025-03-31"),
    ("Presents with a 10 year h/o lumbar pain.", "2016-06-30"),
    ("Low back pain > 10 yrs.", "2016-12-31"),
    ("Low back pain has been present since 2021.", "2021-12-31"),
    ("Duration of low back pain: 4 years", "2022-06-30"),
    ("Back pain developed in October 2025 without injury.", "2025-10-31"),
    ("Reports low back pain for the last 7 months.", "2025-11-30"),
    ("Low back pain, going on for about a year.", "2025-06-30"),
    ("Persistent lower back pain for at least 2 years.", "2024-06-30"),
    ("Symptoms: low back pain. Duration: 8 months.", "2025-10-31"),
    ("Low back pain since 2022, worse over the last month.", "2022-12-31"),
]

NO_ONSET = [
    "Low back pain worse for 2 weeks.",
    "Physical therapy for 6 weeks for low back pain.",
    "Naproxen for 3 months for back pain without relief.",
    "Retired since 2012. Low back pain.",
    "No injections since 2024. Back pain 7/10.",
    "Mother had back pain for years.",
    "Low back pain. Standing tolerance 10 minutes.",
    "Relief of back pain for 8 months after the ablation.",
]

AXIAL = [
    "Axial low back pain.",
    "Pain does not radiate to the legs.",
    "The pain is non-radiating.",
    "No radiation into the lower extremities.",
    "Pain is localized to the low back.",
    "Denies leg pain.",
    "Denies radicular symptoms.",
    "It never goes past the buttock.",
    "Pain stays in the back.",
    "Without radiation.",
    "Back pain without radicular pain.",
    "The pain doesn't travel below the knee.",
    "Nothing into the legs.",
    "No leg symptoms.",
    "Leg symptoms: none",
    "Pain confined to the lumbar area.",
    "Does not extend into the arm.",
    "Neck pain, not radiating down either arm.",
    "Mechanical low back pain.",
    "Pain does not shoot down the leg.",
    "No referral into the legs.",
    "Remains in the midline low back.",
    "The legs are not involved.",
    "No arm pain.",
    "Pain is limited to the neck.",
]

RADIATING = [
    "Pain radiates down the left leg to the foot.",
    "Low back pain shooting into the calf.",
    "Leg pain greater than back pain.",
    "Neck pain radiating into the right arm and hand.",
    "Pain travels down the back of the leg to the ankle.",
    "Left sciatica.",
    "Burning pain down the leg below the knee.",
    "Pain extends into the left foot.",
    "Pain runs down the right arm to the thumb.",
    "Predominantly radicular pain in the leg.",
]


@pytest.mark.parametrize(("words", "latest"), ONSET)
def test_the_onset_is_read(words: str, latest: str) -> None:
    days = [f.date.earliest.isoformat() for f in found(complaint, "pain_onset", words) if f.date]
    assert days, "no onset"
    assert min(days) <= latest


@pytest.mark.parametrize("words", NO_ONSET)
def test_other_lengths_and_dates_are_no_onset(words: str) -> None:
    assert [f.date for f in found(complaint, "pain_onset", words)] == []


@pytest.mark.parametrize("words", AXIAL)
def test_pain_that_stays_is_axial(words: str) -> None:
    assert found(complaint, "axial_pain", words)
    assert not found(complaint, "radiating_pain", words)


@pytest.mark.parametrize("words", RADIATING)
def test_pain_that_runs_into_a_limb_is_radiating(words: str) -> None:
    assert found(complaint, "radiating_pain", words)
    assert not found(complaint, "axial_pain", words)

"""What notes tell before an FDG PET, and what they do not tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.evidence.readers.pet import pet
from accord.records.findings import Finding, Presence
from tests.evidence.papers import request
from tests.evidence.readers.notes import note


def told(words: str, concept: str, diagnosis: str = "C34.11") -> list[Finding]:
    chart = replace(note(words), request=request(("78815",), diagnoses=(diagnosis,)))
    return [f for f in pet(chart) if f.concept == concept]


TOLD: list[tuple[str, str, bool | None]] = [
    ("Biopsy: adenocarcinoma of the lung.", "pet_cancer", True),
    ("A 2.2 cm spiculated nodule.", "pet_cancer", True),
    ("Biopsy benign, no malignancy.", "pet_cancer", None),
    ("Mother had biopsy-proven lung cancer.", "pet_cancer", None),
    ("Whole-body screening PET.", "pet_cancer", False),
    ("PET/CT for staging before lobectomy.", "pet_initial_purpose", True),
    ("PET/CT for restaging.", "pet_initial_purpose", None),
    ("PET/CT showed stage III disease.", "pet_initial_purpose", None),
    ("No prior PET.", "pet_earlier_initial", False),
    ("The staging PET/CT on 1/4/2026 showed one node.", "pet_earlier_initial", True),
    ("Staging PET/CT is requested.", "pet_earlier_initial", None),
    ("No PET since completing chemotherapy.", "pet_earlier_initial", None),
    ("Completed six cycles of R-CHOP in November.", "pet_after_therapy", True),
    ("S/p lobectomy.", "pet_after_therapy", True),
    ("Will receive chemotherapy.", "pet_after_therapy", None),
    ("No treatment yet.", "pet_after_therapy", False),
    ("PET/CT to assess response.", "pet_guides_management", True),
    ("PET to decide about salvage treatment.", "pet_guides_management", True),
    ("Routine surveillance.", "pet_guides_management", False),
    ("PET showed a response.", "pet_guides_management", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "concept", "answer"), TOLD)
def test_what_a_visit_tells(words: str, concept: str, answer: bool | None) -> None:
    found = {f.presence for f in told(words, concept)}
    assert found == ({Presence.PRESENT} if answer else {Presence.ABSENT} if answer is False else set())


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Second restaging PET/CT since the end of therapy.", 2),
        ("Fourth surveillance PET.", 4),
        ("No PET since the end of chemotherapy.", 1),
        ("Second PET for another cancer.", None),
        ("PET after treatment.", None),
    ],
)
def test_the_number_of_the_scan(words: str, number: int | None) -> None:
    assert [int(f.number) for f in told(words, "pet_scan_number") if f.number is not None] == (
        [number] if number else []
    )


@pytest.mark.parametrize(
    ("words", "diagnosis", "concept", "answer"),
    [
        ("Biopsy: prostate adenocarcinoma.", "C61", "pet_of_prostate", True),
        ("Biopsy: adenocarcinoma of the lung.", "C34.11", "pet_of_prostate", False),
        ("PET for axillary staging of the breast cancer.", "C50.911", "pet_of_breast_excluded", True),
        ("PET for the axilla.", "C50.911", "pet_of_breast_excluded", True),
        ("PET for distant metastases.", "C50.911", "pet_of_breast_excluded", False),
        ("PET of the regional nodes.", "C43.59", "pet_of_melanoma_excluded", True),
    ],
)
def test_what_is_excluded(words: str, diagnosis: str, concept: str, answer: bool | None) -> None:
    found = {f.presence for f in told(words, concept, diagnosis)}
    assert found == ({Presence.PRESENT} if answer else {Presence.ABSENT} if answer is False else set())

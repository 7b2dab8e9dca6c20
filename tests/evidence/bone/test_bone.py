"""What notes tell of bone that does not grow together, and what they do not tell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.evidence.readers.bone.fusion import COLUMN, spaces_of
from accord.evidence.readers.bone.reader import bone_growth
from accord.records.findings import Finding, Presence
from tests.evidence.readers.notes import note

LEAD = "Seen about a bone growth stimulator.\n\n"


def told(words: str, concept: str) -> list[Finding]:
    return [f for f in bone_growth(note(LEAD + words)) if f.concept == concept]


TOLD: list[tuple[str, str, bool | None]] = [
    ("Nonunion of the tibial shaft.", "osteo_nonunion", True),
    ("The femur fracture has not united.", "osteo_nonunion", True),
    ("Atrophic non-union of the left humerus.", "osteo_nonunion", True),
    ("Delayed union of the tibia.", "osteo_nonunion", False),
    ("Acute fracture of the radius.", "osteo_nonunion", False),
    ("No nonunion of the tibia.", "osteo_nonunion", False),
    ("Slow healing of the tibia.", "osteo_nonunion", None),
    ("At risk for nonunion of the tibia.", "osteo_nonunion", None),
    ("Delayed union versus nonunion of the tibia.", "osteo_nonunion", None),
    ("Nonunion of the L4-5 fusion.", "osteo_nonunion", None),
    ("His father had a tibial nonunion.", "osteo_nonunion", None),
    ("Congenital pseudarthrosis of the tibia.", "osteo_congenital", True),
    ("No congenital pseudarthrosis.", "osteo_congenital", False),
    ("Tibia fracture after a fall from a ladder.", "osteo_tumor", False),
    ("Femur fracture, no evidence of malignancy.", "osteo_tumor", False),
    ("Pathologic fracture of the femur from a metastasis.", "osteo_tumor", True),
    ("Femur fracture.", "osteo_tumor", None),
    ("Mother had a fracture from myeloma.", "osteo_tumor", None),
    ("Fracture of the femur.", "osteo_skull_or_vertebra", False),
    ("Compression fracture of L1.", "osteo_skull_or_vertebra", True),
    ("No other bone growth stimulator is in use.", "osteo_second_device", False),
    ("Still using an electrical bone stimulator.", "osteo_second_device", True),
    ("Will be using an ultrasound stimulator.", "osteo_second_device", None),
    ("X-rays: no interval callus.", "osteo_no_healing", True),
    ("Radiographs unchanged since November.", "osteo_no_healing", True),
    ("Films show increasing callus.", "osteo_no_healing", False),
    ("X-rays: alignment unchanged.", "osteo_no_healing", None),
    ("CT shows no bridging.", "osteo_no_healing", None),
    ("Repeat X-rays next month for healing.", "osteo_no_healing", None),
    ("Pseudarthrosis at L4-5.", "osteo_failed_fusion", True),
    ("Failed fusion of the ankle.", "osteo_failed_fusion", True),
    ("Solid fusion at L4-5.", "osteo_failed_fusion", False),
    ("No pseudarthrosis.", "osteo_failed_fusion", False),
    ("Possible pseudarthrosis at L4-5.", "osteo_failed_fusion", None),
    ("Her sister has a failed fusion.", "osteo_failed_fusion", None),
    ("No prior spine surgery.", "osteo_same_level", False),
    ("Pseudarthrosis at C5-6. Plan: revision fusion C5-C7.", "osteo_same_level", True),
    ("Pseudarthrosis at C5-6. Plan: fusion L4-S1.", "osteo_same_level", False),
    ("Plan: fusion L4-S1.", "osteo_same_level", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "concept", "answer"), TOLD)
def test_what_a_visit_tells(words: str, concept: str, answer: bool | None) -> None:
    found = {f.presence for f in told(words, concept)}
    assert found == ({Presence.PRESENT} if answer else {Presence.ABSENT} if answer is False else set())


GAPS: list[tuple[str, int | None]] = [
    ("X-rays of the tibia 11/5/2025 and 2/27/2026.", 114),
    ("Films of 2/25/2026 compared with films of 12/5/2025.", 82),
    ("X-rays 1/5/2026 two views: unchanged. 2/1/2026 two views: unchanged.", 27),
    ("X-rays 2/1/2026. Injury on 8/5/2025.", None),
    ("X-rays 2/1/2026, fracture of 8/5/2025.", None),
    ("CT 11/5/2025 and CT 2/1/2026.", None),
    ("X-rays 2/1/2026. Repeat X-rays on 6/5/2026.", None),
    ("Chest X-rays 11/5/2025 and 2/1/2026.", None),
    ("Her mother had X-rays 11/5/2025 and 2/1/2026.", None),
]


@pytest.mark.parametrize(("words", "days"), GAPS)
def test_days_between_films(words: str, days: int | None) -> None:
    found = [f.number for f in told("Tibia.\n" + words, "osteo_film_gap")]
    assert found == ([Decimal(days)] if days is not None else [])


@pytest.mark.parametrize(
    ("words", "vertebrae"),
    [
        ("Plan: fusion L4-S1.", 3),
        ("Plan: fusion L4-L5.", 2),
        ("We will perform a C4-C7 ACDF.", 4),
        ("Scheduled for a two-level fusion.", 3),
        ("Plan: fusion of L3-4 and L4-5.", 3),
        ("Prior fusion L4-S1 in 2019.", None),
        ("Her brother had a fusion L3-S1.", None),
        ("MRI shows stenosis L3-S1.", None),
    ],
)
def test_vertebrae(words: str, vertebrae: int | None) -> None:
    assert [f.number for f in told(words, "osteo_vertebrae")] == ([Decimal(vertebrae)] if vertebrae else [])


def test_levels_are_spaces_between_vertebrae() -> None:
    l4 = COLUMN.index("l4")
    assert spaces_of("l4-s1") == {l4, l4 + 1}
    assert spaces_of("l5-1") == {l4 + 1}
    assert spaces_of("bp 120/80, l4") == set()

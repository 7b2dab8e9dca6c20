"""What is asked for: procedure, levels, region, guidance, kind of energy."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.evidence.readers.spine.plan import plans
from tests.evidence.readers.spine_notes import found

RFA = ("64635", "64636")
ORDER = "RIVERBEND SPINE CLINIC\nPROCEDURE ORDER\nPatient: Ada Nowak  DOB 02/03/1950   Order date 06/12/2026\n"

LEVELS = [
    ("Plan: left L3, L4 medial branch and L5 dorsal ramus block.", 2),
    ("Plan: right L4-5 medial branch block under fluoroscopy.", 1),
    ("Plan: bilateral L3-4, L4-5 and L5-S1 facet injections.", 3),
    ("Plan: L2, L3, L4, L5 medial branch blocks.", 3),
    ("We request authorization for RFA of the left L4-5 and L5-S1 facet joints.", 2),
    ("I recommend a C4, C5, C6 medial branch block.", 2),
    ("Plan: medial branch blocks at two levels.", 2),
    ("P: L3-5 MBB, fluoro.", 2),
    ("Plan: proceed with L4/5 and L5/S1 radiofrequency ablation.", 2),
    ("She will undergo L3 and L4 medial branch blocks.", 1),
]

GUIDED = [
    ("Plan: L4-5 MBB under fluoroscopy.", "fluoroscopy"),
    ("Plan: L4-5 MBB with fluoroscopic guidance.", "fluoroscopy"),
    ("Plan: L4-5 MBB, fluoro.", "fluoroscopy"),
    ("Plan: L4-5 medial branch block using C-arm.", "fluoroscopy"),
    ("Plan: CT-guided L4-5 facet injection.", "ct"),
    ("Plan: L4-5 facet injection under CT guidance.", "ct"),
    ("Plan: ultrasound-guided L4-5 medial branch block.", "ultrasound"),
    ("Plan: L4-5 MBB with US guidance.", "ultrasound"),
    ("Plan: L4-5 facet injection without image guidance.", "none"),
]

TECHNIQUE = [
    ("Plan: thermal RFA L4-5 at 80 degrees.", {"thermal"}),
    ("Plan: conventional radiofrequency ablation L4-5, 85 C.", {"thermal"}),
    ("Plan: RFA L4-5, 80 °C for 90 seconds.", {"thermal"}),
    ("Plan: pulsed radiofrequency L4-5 at 42 C.", {"pulsed"}),
    ("Plan: cooled RFA L4-5.", {"cooled"}),
    ("Plan: cryoablation of the L4-5 medial branches (cryo RFA).", {"cryo"}),
    ("Plan: laser ablation L4-5.", {"laser"}),
    ("Plan: thermal (not pulsed) RFA L4-5.", {"thermal"}),
    ("Plan: continuous thermal lesions, RFA L4-5, 90 degrees C.", {"thermal"}),
    ("Plan: RFA L4-5.", set()),
]


@pytest.mark.parametrize(("words", "number"), LEVELS)
def test_levels_asked_for_are_joints(words: str, number: int) -> None:
    codes = ("64490",) if "C4" in words else ("64493",)
    assert [f.value for f in found(plans, "planned_levels", words, codes)] == [Decimal(number)]


@pytest.mark.parametrize(("words", "guidance"), GUIDED)
def test_guidance_is_read(words: str, guidance: str) -> None:
    assert [f.value for f in found(plans, "guidance", words)] == [guidance]


@pytest.mark.parametrize(("words", "techniques"), TECHNIQUE)
def test_the_kind_of_energy_is_read(words: str, techniques: set[str]) -> None:
    assert {f.value for f in found(plans, "rf_technique", words, RFA)} == techniques


@pytest.mark.parametrize(
    ("row", "guidance"),
    [
        ("Guidance: [x] fluoroscopy  [ ] CT  [ ] ultrasound", ["fluoroscopy"]),
        ("Guidance: [ ] fluoroscopy  [ ] CT  [x] ultrasound", ["ultrasound"]),
        ("Guidance: [ ] fluoroscopy  [x] CT  [ ] ultrasound", ["ct"]),
        ("fluoro (Y)   US (N)", ["fluoroscopy"]),
        ("Fluoroscopy (x)   CT ( )   none ( )", ["fluoroscopy"]),
        ("Imaging   ☒ C-arm   ☐ CT   ☐ US", ["fluoroscopy"]),
        ("                Y    N\n  fluoroscopy   x\n  ultrasound         x", ["fluoroscopy"]),
        ("Guidance: [x] fluoroscopy  [ ] CT  [x] ultrasound", ["fluoroscopy", "ultrasound"]),
        ("Guidance: [ ] fluoroscopy  [ ] CT  [ ] ultrasound", []),
    ],
)
def test_an_order_means_what_it_ticks(row: str, guidance: list[str]) -> None:
    assert [f.value for f in found(plans, "guidance", {"order.txt": f"{ORDER}{row}\n"})] == guidance


@pytest.mark.parametrize(
    ("row", "number"),
    [
        ("Medial branch block  #1 ( )  #2 (x)", "2"),
        ("Block number in series: [x] 1st  [ ] 2nd", "1"),
        ("MBB #2, confirmatory", "2"),
        ("Diagnostic medial branch block, first", "1"),
        ("Second medial branch block", "2"),
    ],
)
def test_an_order_says_which_block_of_the_series(row: str, number: str) -> None:
    seen = found(plans, "planned_procedure", {"order.txt": f"{ORDER}{row}\n"})
    assert {f.qualifiers["number"] for f in seen if f.qualifiers["number"]} == {number}


@pytest.mark.parametrize(
    ("words", "repeat"),
    [
        ("Plan: repeat lumbar RFA.", "yes"),
        ("Request: repeat radiofrequency ablation L4-5.", "yes"),
        ("Plan: redo L4-5 RFA.", "yes"),
        ("Plan: lumbar RFA.", ""),
    ],
)
def test_a_repeat_is_asked_for(words: str, repeat: str) -> None:
    assert {f.qualifiers["repeat"] for f in found(plans, "planned_procedure", words, RFA)} == {repeat}


@pytest.mark.parametrize(
    ("words", "approach", "purpose"),
    [
        ("Plan: diagnostic medial branch block L4-5.", "mbb", "diagnostic"),
        ("Plan: intra-articular facet injection L4-5 (diagnostic).", "ia", "diagnostic"),
        ("Plan: therapeutic facet injections with steroid L4-5.", "", "therapeutic"),
        ("Plan: L4-5 facet steroid injection under fluoro.", "", "therapeutic"),
        ("Plan: diagnostic MBB, no steroid.", "mbb", "diagnostic"),
    ],
)
def test_approach_and_purpose(words: str, approach: str, purpose: str) -> None:
    (seen,) = found(plans, "planned_procedure", words)
    assert (seen.qualifiers["approach"], seen.qualifiers["purpose"]) == (approach, purpose)


def test_what_was_done_is_not_what_is_asked_for() -> None:
    assert found(plans, "planned_levels", "She had an L4-5 medial branch block on 5/5/2026 with 90% relief.") == []

"""Further wordings about a wound and its care, written apart from the readers, and what must not be taken so."""

from __future__ import annotations

import pytest

from accord.evidence.readers.hyperbaric.statements import statements
from accord.records.findings import Time, Whose
from tests.evidence.readers.notes import note

# (concept, answer): wordings
WORDS: dict[tuple[str, str | None], tuple[str, ...]] = {
    ("diabetes_type_1_or_2", "present"): (
        "DM 2.",
        "Type-2 diabetic.",
        "T1D.",
        "T2D x 20y.",
        "Type 1 diabetic since childhood.",
        "type 2 dm w/ neuropathy",
        "Diabetes type 2.",
        "DM (type 2)",
        "Hx type 2 diabetes mellitus.",
        "PMH: DM2, HTN.",
    ),
    ("diabetic_foot_wound", "present"): (
        "Diabetic ulcer of L heel.",
        "Diabetic foot ulceration.",
        "L DFU x 4 months.",
        "Neuropathic plantar ulcer.",
        "Diabetic foot wound.",
        "Foot wound from diabetes.",
        "Ulcer caused by diabetic neuropathy.",
        "DM foot ulcer R hallux.",
        "Wound type: diabetic ulcer",
    ),
    ("wound_vascular_care", "present"): (
        "ABI 1.1 R.",
        "ABI R 1.05 L 1.02.",
        "DP/PT 2+ bilat.",
        "Palpable pulses.",
        "TCOM 52.",
        "TcPO2 45 mmHg.",
        "SPP 60.",
        "Normal arterial duplex.",
        "No PAD.",
        "Arterial studies normal.",
        "S/p fem-pop bypass 3/2026, patent.",
        "Vascular eval: adequate flow for healing.",
        "Revascularized 4/1.",
        "Vascular: biphasic, ABI .92",
    ),
    ("wound_nutrition_care", "present"): (
        "Nutrition consult completed.",
        "Dietician seen 4/2.",
        "RD eval.",
        "Alb 3.8.",
        "Prealb 24.",
        "Protein supplement daily.",
        "Eating 90 g protein/d.",
        "Nutritional assessment: adequate.",
        "Ensure BID.",
        "Nutrition addressed.",
        "High-protein diet.",
    ),
    ("wound_glucose_care", "present"): (
        "A1c 7.8",
        "HgbA1c 7.1",
        "A1C: 6.8%",
        "BS 110-150 on insulin.",
        "Glucose managed by endocrinology.",
        "Glycemic management optimized.",
        "Insulin adjusted.",
        "Blood sugars controlled.",
        "Fingersticks 90-140.",
    ),
    ("wound_debridement", "present"): (
        "Sharp debridement today.",
        "Debrided.",
        "Weekly debridements.",
        "Surgical debridement x2.",
        "Slough debrided with curette.",
        "Excised necrotic tissue.",
        "Debridement performed.",
        "sharply debrided",
        "Debride qwk.",
    ),
    ("wound_moist_dressing", "present"): (
        "Alginate dressing.",
        "Moist dressing.",
        "Silvadene and moist gauze.",
        "Santyl + moist gauze.",
        "Hydrocolloid.",
        "Wound VAC.",
        "Moist wound healing.",
        "Betadine... no; now Aquacel.",
        "Mepilex border.",
        "Foam dressing QOD.",
    ),
    ("wound_offloading", "present"): (
        "TCC.",
        "Offloaded with walker boot.",
        "Non-weight bearing.",
        "Removable cast walker.",
        "Offloading shoe.",
        "Total contact casting weekly.",
        "Wheelchair, NWB.",
        "Off-loading boot.",
        "Rocker-bottom shoe w/ offloading insert.",
        "Bedrest with heel float.",
    ),
    ("wound_infection_care", "present"): (
        "Treated with Augmentin.",
        "IV Zosyn.",
        "No cellulitis or infection.",
        "No infection.",
        "PICC, cefepime x 6 wk.",
        "Infection cleared.",
        "Bactrim DS.",
        "Completed antibiotics.",
        "Infection: none",
        "ID: abx done.",
        "Afebrile, no signs of infection.",
    ),
    ("hyperbaric_adjunct", "present"): (
        "HBO as adjunct.",
        "In addition to standard wound care.",
        "HBOT + standard care.",
        "Adjunctive HBOT.",
        "Continue TCC, debridement during HBO.",
        "Will continue standard wound care throughout HBO course.",
        "HBO is adjunctive to conventional wound care.",
        "Std wound care to continue with HBO.",
        "HBO in conjunction with standard wound care.",
    ),
    ("hyperbaric_full_body", "present"): (
        "Monoplace hyperbaric chamber.",
        "Multi-place.",
        "Whole-body chamber.",
        "Full body chamber.",
        "Systemic HBO in monoplace.",
        "Patient fully enclosed in chamber.",
        "2.4 ATA in a monoplace.",
    ),
}
ROWS = [(words, concept, answer) for (concept, answer), sayings in WORDS.items() for words in sayings]


@pytest.mark.parametrize(("words", "concept", "answer"), ROWS)
def test_further_wordings(words: str, concept: str, answer: str | None) -> None:
    told = [f for f in statements(note(f"HBO referral.\n\n{words}")) if f.concept == concept]
    found = {f.presence.value for f in told if f.whose is Whose.PATIENT and f.time is not Time.PLANNED}
    assert found - {"possible"} == ({answer} if answer else set())

"""Further wordings about pneumatic compression, by which the vocabularies were checked after they were made."""

from __future__ import annotations

import pytest

from tests.evidence.compression.test_compression import found

SAYS: dict[str, list[str]] = {
    "lymphedema_diagnosis": [
        "Stage 2 lymphedema of bilateral LE", "Left upper extremity lymphedema", "Pt w/ lymphedema x 4 yrs",
        "Diagnosis: I97.2 postmastectomy lymphedema syndrome", "Bilateral LE lymphedema, stage III", "Lymphedema, not elsewhere classified (I89.0)",
        "RUE lymphedema",
    ],
    "lymphedema_cause": [
        "Secondary lymphedema s/p XRT and LN dissection", "LE lymphedema s/p hysterectomy and radiation", "Lymphedema 2/2 CVI",
        "Hereditary lymphedema", "post-surgical lymphedema", "Lymphedema due to lymph node removal",
        "Secondary lymphedema from prostate cancer treatment", "BCRL left arm lymphedema post mastectomy",
    ],
    "care_compression": [
        "Bandaged with short stretch from 1/5", "Compression wraps applied 5x/wk", "Custom garment CCL2 worn daily",
        "20-30mmHg stockings daily since 3/1", "Compression garment 30-40 mmHg worn daily x 3 months", "Multi-layer bandaging",
        "Wears compression hose every day",
    ],
    "care_exercise": [
        "Remedial exercises daily", "Pt performs HEP 2x/day", "Exercise program: ankle pumps hourly", "Exercises daily",
        "Does ROM and walking exercise 30 min daily", "Remedial exercise performed during each session",
    ],
    "care_elevation": [
        "Elevating limb at night and 3x during day", "Leg elevation 30 min qid", "Elevates arm on pillows", "Elevates legs when sitting",
        "Legs elevated nightly", "Elevation performed 3x daily",
    ],
    "limb_not_improved": [
        "Significant symptoms remain: pitting, heaviness.", "No significant change in girth after 4 weeks",
        "Limb measurements essentially unchanged after CDT", "Lymphedema persists despite 6 weeks of garments, exercise and elevation",
        "Swelling remains unchanged", "No improvement with conservative treatment", "Symptoms persist: heaviness, tightness, edema 3+",
        "Edema has not improved with stockings",
    ],
    "limb_prognosis": [
        "Prognosis: guarded without pump", "Poor prognosis", "The outlook for healing without a pump is poor",
        "Chronic, life-long condition with guarded prognosis", "Prognosis: fair", "Prognosis - lifelong disease",
        "Prognosis for ulcer healing with pump good",
    ],
    "limb_measured": [
        "Left calf circumference 45.5 cm vs right 38", "R ankle 29.0 cm, calf 43.5 cm", "Wound 5.2 cm x 3.1 cm x 0.2 cm", "Thigh girth 62 cm",
        "RLE: ankle 30, calf 48, knee 50 cm", "Circumferences (cm): ankle 27.5 / calf 41", "Ulcer 3 x 2 x 0.3 cm",
    ],
    "treatment_failed": [
        "CDT x 6 weeks with inadequate response", "Prior tx: compression, MLD, exercise without success",
        "Has failed compression stockings and elevation", "Failed 4 weeks of compression, elevation and exercise",
        "Tried bandaging and garments with minimal relief", "Conservative treatment was ineffective",
    ],
    "pump_pressure": [
        "Pump settings: 40 mmHg, 60 minutes, twice daily", "E0651 @ 50 mmHg 1 hr BID", "Treatment: pump pressure 45mmHg for 1 hour 2x/day",
        "Pneumatic compression 45 mmHg BID x 60 min", "Use pump at 40 mmHg one hour daily", "Set pressure 50 mmHg; use 60 min twice a day pump",
    ],
    "pump_schedule": [
        "Pump settings: 40 mmHg, 60 minutes, twice daily", "E0651 @ 50 mmHg 1 hr BID", "Treatment: pump pressure 45mmHg for 1 hour 2x/day",
    ],
    "pump_monitoring": [
        "Pump E0651. Recheck limb in 4 weeks, then every 3 months.", "Pump. F/U 1 month with measurements",
        "Pump E0651. See me in 6 weeks to assess response", "Pump Rx. Follow up 4 wks.", "Pump. Patient will return in 30 days for measurements",
        "Pump. Monitor skin and limb size monthly",
    ],
    "venous_ulcer": [
        "Chronic venous stasis ulcer L medial malleolus", "VSU right lower leg", "Venous leg ulceration",
    ],
    "leg_ulcer_open": [
        "Ulcer 3.2 x 2.0 cm, granulating", "Ulcer still open", "Venous ulcer, not healed after 7 months", "Open wound 2x3 cm left shin",
        "Ulcer present, 4 cm x 3 cm", "Venous ulcer persists",
    ],
}  # fmt: skip
SILENT: dict[str, list[str]] = {
    "care_exercise": [
        "Exercise encouraged.", "No exercise.", "Exercise: n/a", "Encouraged exercise daily.",
    ],
    "care_elevation": [
        "Elevation recommended.", "Elevation: n/a",
    ],
    "lymphedema_diagnosis": [
        "Screening for lymphedema.", "Lymphedema surveillance.",
    ],
    "limb_prognosis": [
        "Prognosis: TBD",
    ],
    "pump_monitoring": [
        "Pump. RTC prn.", "Pump. Call if problems.",
    ],
    "limb_not_improved": [
        "Improved significantly.",
    ],
}  # fmt: skip


def presences(words: str, concept: str) -> set[str]:
    return set(found(words, concept))


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, each in SAYS.items() for w in each])
def test_it_is_said(concept: str, words: str) -> None:
    assert presences(words, concept) == {"present"}


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, each in SILENT.items() for w in each])
def test_it_is_not_said(concept: str, words: str) -> None:
    assert "present" not in presences(words, concept)

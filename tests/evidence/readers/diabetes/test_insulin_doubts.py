"""Insulin that is held, offered, given in hospital, or another's: never taken to be the patient's treatment."""

from __future__ import annotations

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.diabetes.insulin import insulin
from accord.records.findings import Presence, Time, Whose
from tests.evidence.readers.diabetes.notes import PATIENT, chart, note, visit


def taken(given: Chart) -> bool:
    """Does any statement that stands say that the patient takes insulin now?"""
    return any(
        f.presence is Presence.PRESENT and f.time is Time.CURRENT and f.whose is Whose.PATIENT for f in insulin(given)
    )


NOT_TAKEN = [
    "Lantus held today.",
    "Glargine on hold until we see fasting values.",
    "We are holding the Basaglar for now.",
    "Tresiba paused since the admission.",
    "Keep off Levemir, recheck in two weeks.",
    "Stay off insulin for now.",
    "Insulin: on hold. T2DM on insulin (Z79.4). Lantus held 1/3.",
    "Will resume Lantus 10 units if sugars go over 200.",
    "Resume insulin only when A1c is above 8.",
    "He asks whether he should restart his insulin.",
    "May restart glargine in a month.",
    "Advised Lantus 10 units at bedtime; she wants to think about it.",
    "Recommended starting basal insulin, 0.1 units per kg.",
    "Offered Toujeo, not ready.",
    "Discussed NPH 10 units at bedtime as an option.",
    "Plan: begin Semglee 8 units nightly after teaching.",
    "Insulin would be the next step.",
    "Prescription for Novolog sent but she has not started it.",
    "Proposed a weekly insulin, Awiqli 70 units.",
    "Agreeable to trying Lantus 6 units, will call.",
    "Lispro correction scale while inpatient, none at home.",
    "Insulin drip in the ICU for two days.",
    "Required sliding scale insulin during her hospital stay for pneumonia.",
    "Had 6 units of regular insulin in the ER.",
    "Medicare covers a sensor for patients treated with insulin.",
    "A CGM is covered for patients on insulin or with level 2 lows.",
    "Her roommate takes Humalog 10 units with meals.",
    "Wife is on Lantus 30 units.",
    "His brother uses an insulin pump and likes his sensor.",
    "Used insulin during pregnancy in 1980.",
    "Was on Lantus until 2019.",
    "Came off insulin after losing 60 lb.",
    "Insulin allergy listed: NPH, hives.",
    "Fasting insulin 14, C-peptide normal.",
    "Hold Lantus.",
    "Stop Lantus 10 units tonight.",
    "D/C Lantus 10 units qHS.",
    "Lantus 10 units qHS - discontinued 1/4/26.",
    "Lantus 12 units qhs (not taking).",
    "Patient reports not taking: Humalog 5 units TID.",
    "Lantus 10 units - patient never started.",
    "No longer needs Lantus 20 units.",
    "Off of Lantus since Thanksgiving.",
    "If A1c stays above 9 we add glargine 10 units.",
    "Novolin R given by EMS protocol? No, dextrose was given.",
]


@pytest.mark.parametrize("words", NOT_TAKEN)
def test_insulin_in_doubt_is_not_taken(words: str) -> None:
    assert not taken(visit(f"Type 2 diabetes, A1c 8.2. {words} Metformin 1000 mg BID."))


TAKEN = [
    "Lantus 14 units nightly; hold for BG < 70.",
    "Resumed Lantus 10 units on 1/15.",
    "Back on NPH 20 units BID since discharge.",
    "Humalog sliding scale at home before meals.",
    "Advised to continue Tresiba 20 units.",
    "Recommend increasing Lantus from 10 to 14 units.",
    "Discussed site rotation; injects Lantus 20 units every night.",
    "Now taking glargine 10 units daily as prescribed by the hospital.",
    "T1DM, Omnipod 5.",
    "Has been on Novolog 70/30, 20 units BID, for years.",
    "Lantus was stopped in 2021, Tresiba 30 units since.",
    "Glargine 18 units qHS, lispro 4 units with meals.",
]


@pytest.mark.parametrize("words", TAKEN)
def test_insulin_that_is_taken_is_found(words: str) -> None:
    assert taken(visit(f"Diabetes, A1c 8.2. {words} Metformin 1000 mg BID."))


FIRST = note("T2DM. Lantus 10 units at bedtime, metformin.", "12/02/2025")
DISCHARGE = (
    f"DISCHARGE SUMMARY\nPatient: {PATIENT}\nDischarge date 12/20/2025\n\nDischarge medications\n"
    "glargine 12 units nightly - NEW\nmetformin 1000 BID\n\nElectronically signed by Omar Field, MD 12/20/2025\n"
)

LATER = [
    ("hold", FIRST, note("T2DM. Lantus is held, sugars 90 to 120.", "01/15/2026"), False),
    ("insulin held", FIRST, note("T2DM. Insulin on hold.", "01/15/2026"), False),
    ("stop", FIRST, note("T2DM. Stopped Lantus.", "01/15/2026"), False),
    ("same", FIRST, note("T2DM. Continue Lantus 10 units.", "01/15/2026"), True),
    ("new dose", FIRST, note("T2DM. Lantus raised to 14 units.", "01/15/2026"), True),
    ("another drug offered", FIRST, note("T2DM. Consider adding Humalog at supper.", "01/15/2026"), True),
    ("hold before", FIRST, note("T2DM. Lantus held for surgery.", "11/01/2025"), True),
    ("discharge, then silence", DISCHARGE, note("T2DM, A1c 7.9. Metformin.", "01/15/2026"), False),
    ("discharge, then taken", DISCHARGE, note("T2DM. Glargine 12 units nightly goes on.", "01/15/2026"), True),
    ("discharge, then offered", DISCHARGE, note("T2DM. Recommend starting glargine 8 units.", "01/15/2026"), False),
]


@pytest.mark.parametrize(("name", "first", "second", "expected"), LATER)
def test_the_later_word_decides(name: str, first: str, second: str, expected: bool) -> None:
    found = list(insulin(chart({"a.txt": first, "b.txt": second})))
    now = [f for f in found if f.presence is Presence.PRESENT and f.time is Time.CURRENT]
    stopped = [f for f in found if f.presence is Presence.ABSENT]
    newest = max((f.date.latest for f in (*now, *stopped) if f.date is not None), default=None)
    assert any(f.date is not None and f.date.latest == newest for f in now) is expected, name

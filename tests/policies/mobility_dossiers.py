"""Whole dossiers of power mobility, and what a small change of one makes of the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NOTE = """Date: 1/15/26     office visit
Patient Name: Burl Hatcher   DOB: 10-02-1960
Provider: Simone Adeyemi, APRN

Reason for appointment
1. Mobility evaluation - pt requests power chair

History of Present Illness
65 year old male, morbid obesity, severe COPD on 3 L, bilateral knee OA bone on bone. Lives alone in single-level duplex.
He is unable to walk to the kitchen or bathroom; uses a bedside commode and cannot empty it,
has had skin breakdown from sitting in urine.
He tried a bariatric walker for 2 months: knees buckled, desaturated to 81% after 8 ft.
Tried a bariatric manual wheelchair at rehab: propelled 12 ft, HR 142, SpO2 82%, had to stop for 6 min.

Vital Signs
Wt 441.4 lbs, Ht 70 in, BP 138/80, HR 96, O2 sat 92% 3L
Examination
UE strength 4/5. Alert and oriented x 4.
Transfers: squat pivot with supervision.
Assessment: Impaired mobility due to COPD, morbid obesity and knee OA; these are chronic and will not improve.
A scooter will not work: he cannot get his legs past the tiller and it will not fit through his bedroom door.
Patient demonstrated safe use of the demo power chair in the hallway with the joystick.
With power wheelchair he will be able to get to toilet, shower bench and refrigerator on his own in the home. Patient agrees
to use it daily.
He has no wheelchair at present.

Electronically signed by Simone Adeyemi, APRN on 01/15/2026 at 11:02 AM
"""
ORDER = """ORDER FORM
Pt: Burl Hatcher  DOB 10-02-1960
Date ordered 1/22/26
K0827 Power WC Gp 2 very heavy duty captain's chair x1
Length of need (months): 99
Simone Adeyemi, APRN  NPI 1356478520
e-signed Simone Adeyemi, APRN 1/22/26
"""
HOME = """Home evaluation      Date: 1/27/26    Onsite: yes      Evaluator: Pete L, Heartland Power Chairs
All doorways at least 36 in. K0827 demo fits, turned in kitchen and bath. Home is adequate for the device.
"""
SUPPLIER = """HEARTLAND POWER CHAIRS
Intake worksheet for Burl Hatcher DOB 10-02-1960
Weight entered 455 lb. Patient cannot reach the bathroom in time. Cane and walker insufficient. Willing to use it.
All criteria are met.
"""
ALL_MET = {
    "pmd.visit.f2f_mobility_within_6mo": "met",
    "pmd.order.same_practitioner_wopd": "met",
    "pmd.basic.mradl_limitation_home": "met",
    "pmd.basic.cane_walker_insufficient": "met",
    "pmd.basic.manual_wheelchair_insufficient": "met",
    "pmd.pwc.pov_not_usable": "met",
    "pmd.pwc.safe_operation": "met",
    "pmd.home.adequate_access": "met",
    "pmd.device.weight_class_match": "met",
    "pmd.benefit.mradl_improve_and_home_use": "met",
    "pmd.patient.not_unwilling": "met",
    "pmd.exclusion.reversible_lt_3mo": "met",
    "pmd.exclusion.group2_pov_or_group4": "met",
    "pmd.quantity.one_chair": "met",
}


@dataclass(frozen=True)
class Change:
    """Words taken out of the whole dossier, words put in their place, and the answers that this changes."""

    old: str
    new: str
    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    code: str = "K0827"


CHANGES = {
    "nothing changed": Change("", ""),
    "examined seven months before the order": Change(
        "1/15/26     office", "6/10/25     office", {"pmd.visit.f2f_mobility_within_6mo": "not_met", "pmd.device.weight_class_match": "unclear"}
    ),
    "another practitioner orders": Change(
        "Simone Adeyemi, APRN  NPI 1356478520\ne-signed Simone Adeyemi, APRN 1/22/26",
        "Otto Brandt, MD  NPI 1760480020\ne-signed Otto Brandt, MD 1/22/26",
        {"pmd.order.same_practitioner_wopd": "not_met"},
    ),
    "the order is not signed": Change(
        "e-signed Simone Adeyemi, APRN 1/22/26", "Signature: ____________", {"pmd.order.same_practitioner_wopd": "unclear"}
    ),
    "too heavy": Change("Wt 441.4 lbs", "Wt 279 kg", {"pmd.device.weight_class_match": "not_met"}),
    "in the overlap of two classes": Change("Wt 441.4 lbs", "Wt 194.5 kg"),
    "too light": Change("Wt 441.4 lbs", "Wt 421 lbs", {"pmd.device.weight_class_match": "not_met"}),
    "not weighed": Change("Wt 441.4 lbs, ", "", {"pmd.device.weight_class_match": "unclear"}),
    "weight told by the patient": Change(
        "Wt 441.4 lbs", "Wt 441.4 lbs (patient stated)", {"pmd.device.weight_class_match": "unclear"}
    ),
    "no word of the walker": Change(
        "He tried a bariatric walker for 2 months: knees buckled, desaturated to 81% after 8 ft.\n", "",
        {"pmd.basic.cane_walker_insufficient": "unclear"},
    ),
    "the walker does": Change(
        "He tried a bariatric walker for 2 months: knees buckled, desaturated to 81% after 8 ft.",
        "He ambulates household distances with his walker safely.",
        {"pmd.basic.mradl_limitation_home": "unclear", "pmd.basic.cane_walker_insufficient": "not_met"},
    ),
    "a bare statement about the manual chair": Change(
        "Tried a bariatric manual wheelchair at rehab: propelled 12 ft, HR 142, SpO2 82%, had to stop for 6 min.",
        "Unable to use a manual wheelchair.",
        {"pmd.basic.manual_wheelchair_insufficient": "unclear"},
    ),
    "the trial is to come": Change(
        "Patient demonstrated safe use of the demo power chair in the hallway with the joystick.",
        "Will trial a power chair with joystick for safe use at the next visit.",
        {"pmd.pwc.safe_operation": "unclear"},
    ),
    "the trial failed": Change(
        "Patient demonstrated safe use of the demo power chair in the hallway with the joystick.",
        "Patient was unable to operate the power chair safely and hit the wall.",
        {"pmd.pwc.safe_operation": "not_met"},
    ),
    "refused": Change(
        "Patient agrees\nto use it daily.", "Patient does not want the power wheelchair.", {"pmd.patient.not_unwilling": "not_met"}
    ),
    "nothing said of wishes": Change("Patient agrees\nto use it daily.", ""),
    "for the outdoors": Change(
        "With power wheelchair he will be able to get to toilet, shower bench and refrigerator on his own in the home.",
        "The power wheelchair would be used mainly outdoors.",
        {"pmd.benefit.mradl_improve_and_home_use": "not_met"},
    ),
    "the home by telephone": Change("Onsite: yes", "Done by phone", {"pmd.home.adequate_access": "unclear"}),
    "no day on the home form": Change("Date: 1/27/26", "Date: ________", {"pmd.home.adequate_access": "unclear"}),
    "does not fit": Change(
        "K0827 demo fits, turned in kitchen and bath. Home is adequate for the device.",
        "The chair will not fit through the bathroom door.",
        {"pmd.home.adequate_access": "not_met"},
    ),
    "another chair": Change(
        "He has no wheelchair at present.", "He keeps his power wheelchair as a back-up.", {"pmd.quantity.one_chair": "not_met"}
    ),
    "a knee that heals": Change(
        "these are chronic and will not improve.", "NWB for 8 weeks after tibial plateau ORIF.",
        {"pmd.exclusion.reversible_lt_3mo": "not_met"},
    ),
}  # fmt: skip

"""Sentences in which a finding of power mobility must be made, and sentences in which it must not."""

from __future__ import annotations

import pytest

from tests.evidence.mobility.notes import REPORT, said

Y, N = "present", "absent"
SCOOTER, CHAIR = "K0800", "K0823"

FOUND = [
    ("mradl_limited", Y, "Unable to reach the bathroom in a timely manner and has fallen twice this month."),
    ("mradl_limited", Y, "From recliner to toilet is 24 ft. It takes him 25 minutes holding on to furniture."),
    ("mradl_limited", Y, "MRADLs: toileting - requires max assist to get on/off commode; bathing - bed baths only."),
    ("mradl_limited", Y, "ADLs: Feeding I, Grooming I, Bathing max A, Toileting max A"),
    ("mradl_limited", Y, "Takes 45 minutes to dress and wash because she must hold on to the bed."),
    ("mradl_limited", N, "She gets around the house without difficulty, independent with all ADLs."),
    ("walking_aid_fails", Y, "A cane or walker will not resolve the limitation because of dyspnea at rest on 4 L."),
    ("walking_aid_fails", Y, "Gait: 12 feet with FWW and mod assist, HR 130, SpO2 84%, must sit."),
    ("walking_aid_fails", Y, "Non-ambulatory x 3 years."),
    ("walking_aid_fails", Y, "[x] Unable to use a cane or walker safely"),
    ("walking_aid_fails", N, "Patient ambulates household distances with a rolling walker independently."),
    ("walking_aid_fails", N, "Walker is sufficient for household mobility."),
    ("manual_chair_fails", Y, "Manual wheelchair: unable to self-propel due to weakness."),
    ("manual_chair_fails", N, "Self-propels manual wheelchair independently throughout the home."),
    ("manual_chair_fails", N, "Manual wheelchair adequate for home use."),
    ("manual_chair_measured", Y, "A fitted manual wheelchair was trialed: 20 ft in 3 min, RR 34, SpO2 85%, could not continue."),
    ("arm_weakness", Y, "MMT: R shoulder flex 3-/5; L shoulder flex 2+/5; R knee ext 4/5."),
    ("arm_weakness", Y, "Grip 18 lb R, 12 lb L."),
    ("scooter_unusable", Y, "A POV will not work in the home because the turning radius is too large."),
    ("scooter_unusable", Y, "Scooter: sat on one in clinic. Slid to the left and could not reach the controls."),
    ("scooter_unusable", N, "She can safely operate a scooter and transfer to it."),
    ("drives_safely", Y, "Trial of the power wheelchair with right joystick: drove safely 30 min, good safety awareness."),
    ("drives_safely", Y, "Joystick test: maneuvered through 3 doorways, no collisions."),
    ("drives_safely", N, "Unable to operate power wheelchair safely due to neglect; hit door frames 4 times."),
    ("caregiver_drives", Y, "Wife cannot push a manual wheelchair but is willing to operate the power wheelchair."),
    ("chair_benefit", Y, "Power wheelchair will allow her to get to bathroom and kitchen for toileting and meals."),
    ("chair_benefit", N, "A power wheelchair would be used mainly outdoors for community mobility."),
    ("willing_to_use", Y, "She is hesitant but agrees to use it."),
    ("willing_to_use", N, "Wife is eager for him to get it. He refuses to use a power wheelchair."),
    ("need_lasts", Y, "Chronic and progressive condition; not expected to improve."),
    ("need_lasts", N, "NWB for 8 weeks after ORIF of the ankle."),
    ("only_chair", Y, "She has a power chair from 2016, beyond repair; it will be discarded."),
    ("only_chair", Y, "No back-up chair at home."),
    ("only_chair", Y, "Has had a power wheelchair since 2016, no longer working, will be replaced."),
    ("only_chair", N, "He owns a scooter which he uses outdoors daily and plans to keep."),
    ("device_refused", Y, "No interest in a power chair per patient."),
    ("device_refused", "possible", "She is hesitant about the power wheelchair."),
    ("device_refused", "possible", "Patient refuses power wheelchair and wants to continue therapy."),
    ("need_may_end", Y, "Recovering from hip fracture; should be walking by May."),
    ("only_chair", N, "He keeps his old power wheelchair as a spare."),
    ("body_weight", Y, "Vitals: T 98.4 P 80 BP 140/70 Wt 301.2 lbs BMI 44"),
    ("tilt_needed", N, "Tilt not recommended at this time."),
    ("tilt_needed", Y, "Tilt-in-space recommended for pressure redistribution."),
    ("weight_shift_fails", Y, "Unable to weight shift independently."),
    ("weight_shift_fails", N, "Can perform effective pressure relief by leaning."),
    ("pressure_risk", Y, "Stage 4 sacral ulcer healed in 2025."),
    ("intermittent_catheter", Y, "Straight caths q4h in the chair; dependent for all transfers."),
    ("tone_needs_tilt", Y, "Power tilt and recline required to manage extensor tone and spasticity."),
    ("alternative_control", Y, "Requires head array; unable to use hand joystick."),
    ("alternative_control", N, "No need for head array, chin or switch."),
    ("ventilator_on_chair", Y, "Ventilator dependent, vent tray required on the chair."),
    ("neuromuscular_cause", Y, "Parkinson's disease, Hoehn and Yahr 4, is the cause of her mobility loss."),
    ("neuromuscular_cause", N, "Mobility impairment is due to COPD and obesity."),
    ("self_propelling", Y, "Manual wheelchair user, self-propels since 2012."),
]  # fmt: skip

NOT_FOUND = [
    ("mradl_limited", Y, "She has difficulty walking long distances and shopping."),
    ("mradl_limited", Y, "Bathroom has grab bars to prevent falls."),
    ("mradl_limited", Y, "Lives alone. Toileting: independent. Falls: two in the parking lot."),
    ("mradl_limited", Y, "Patient needs assistance with bathing due to right hand contracture."),
    ("mradl_limited", Y, "Requires assist with dressing due to shoulder pain; walks with a cane."),
    ("mradl_limited", Y, "A power wheelchair would let her get to the toilet without falls."),
    ("mradl_limited", N, "Patient needs a power wheelchair to be independent with ADLs at home."),
    ("mradl_limited", N, "Only leaves the house for doctor visits."),
    ("walking_aid_fails", Y, "Uses walker. No falls. Pain controlled."),
    ("walking_aid_fails", Y, "She can't walk to the mailbox with her walker due to pain."),
    ("walking_aid_fails", Y, "If her weakness worsens she may be unable to use her walker."),
    ("walking_aid_fails", Y, "[ ] Unable to use a cane or walker safely"),
    ("walking_aid_fails", Y, "Cannot walk the county fair."),
    ("walking_aid_fails", Y, "Seen by Dr. Walker for weakness."),
    ("walking_aid_fails", Y, "Walks with a rollator due to knee pain."),
    ("walking_aid_fails", Y, "Since her fall in 2024 she uses a walker and does well."),
    ("walking_aid_fails", N, "She walks 200 ft with a cane without difficulty."),
    ("manual_chair_fails", Y, "Her husband pushes her in a manual wheelchair for appointments."),
    ("manual_chair_fails", Y, "Per supplier, patient cannot propel a manual wheelchair."),
    ("manual_chair_fails", N, "Manual wheelchair not adequate for home use."),
    ("arm_weakness", Y, "Hip flexion 2/5, knee extension 3/5."),
    ("arm_weakness", Y, "UE strength 5/5 bilaterally, full ROM."),
    ("scooter_unusable", Y, "Asks about a scooter. Cannot climb stairs."),
    ("scooter_unusable", N, "She uses a scooter at the grocery store and does well."),
    ("drives_safely", Y, "Needs a power wheelchair. She is safe to be left alone."),
    ("drives_safely", Y, "Power wheelchair requested. Transfers independently."),
    ("drives_safely", Y, "Power wheelchair will allow her to be independent and safe."),
    ("drives_safely", Y, "Will trial power wheelchair at next visit and assess safety."),
    ("drives_safely", N, "Unable to use standard joystick; drove with head array without collisions."),
    ("drives_safely", N, "He no longer drives a car as it is unsafe."),
    ("chair_benefit", Y, "PT goals: independent toilet transfers."),
    ("willing_to_use", N, "She declined a scooter as it will not fit."),
    ("willing_to_use", N, "Patient declines nursing home placement; power wheelchair discussed."),
    ("need_lasts", Y, "Permanent pacemaker placed 2020."),
    ("need_lasts", N, "Temporary relief with injections."),
    ("drives_safely", Y, "He drove the power wheelchair 100 ft, required verbal cues x2 for safety."),
    ("drives_safely", Y, "Drove power chair with head array; hits walls occasionally."),
    ("only_chair", Y, "The only chair she can sit in is a recliner."),
    ("only_chair", Y, "Equipment: manual wheelchair (own), hospital bed."),
    ("body_weight", Y, "Weight capacity 450 lb"),
    ("body_weight", Y, "Weight 315 pounds (patient stated)"),
    ("body_weight", Y, "Weight 312 lb in 2024."),
    ("body_weight", Y, "Weight bearing as tolerated."),
    ("tilt_needed", Y, "Tilt table test negative."),
    ("pressure_risk", Y, "Denies history of pressure ulcers."),
    ("alternative_control", N, "Cannot use a standard joystick accurately."),
    ("ventilator_on_chair", Y, "Not on a ventilator."),
    ("neuromuscular_cause", Y, "Mother had multiple sclerosis."),
    ("neuromuscular_cause", Y, "Rule out myopathy."),
    ("neuromuscular_cause", Y, "No history of stroke."),
    ("self_propelling", Y, "Her wife pushes the manual wheelchair since 2012."),
    ("home_fits", Y, "Home is wheelchair accessible."),
    ("home_fits", Y, "Home assessment will be done at delivery; should fit."),
    ("atp_in_person", Y, "ATP of Northwind Home Medical participated via telehealth."),
]  # fmt: skip

OF_SCOOTER = [
    ("scooter_transfer", Y, "Able to transfer on and off scooter independently, operate the tiller, and maintain posture."),
    ("scooter_tiller", Y, "Transfers: mod I. Sitting balance: good. Adequate hand strength to operate tiller."),
    ("scooter_posture", Y, "Sits upright on scooter seat; does not lean."),
    ("scooter_posture", N, "Transfers with max assist. Trunk control poor."),
    ("scooter_tiller", N, "Cannot operate tiller due to limited shoulder ROM."),
    ("cognition_sufficient", Y, "Cognition intact, vision adequate for safe operation."),
    ("vision_sufficient", N, "Mild dementia, MoCA 15/30. Vision 20/400."),
    ("cognition_sufficient", N, "Mild dementia, MoCA 15/30. Vision 20/400."),
]  # fmt: skip

NOT_OF_SCOOTER = [
    ("vision_sufficient", Y, "Vision / cognition: not assessed this visit."),
    ("cognition_sufficient", Y, "Cognitive screen deferred."),
    ("scooter_tiller", Y, "Too weak to hold the tiller, cannot steer."),
    ("scooter_posture", Y, "Leans left without lateral support, poor sitting balance."),
    ("scooter_transfer", Y, "Transfers with hoyer, dependent."),
    ("willing_to_use", N, "Does not want a power wheelchair, would like the scooter."),
]  # fmt: skip


@pytest.mark.parametrize(("concept", "presence", "words"), FOUND)
def test_it_is_found(concept: str, presence: str, words: str) -> None:
    assert (concept, presence) in said(words)


@pytest.mark.parametrize(("concept", "presence", "words"), NOT_FOUND)
def test_it_is_not_found(concept: str, presence: str, words: str) -> None:
    assert (concept, presence) not in said(words)


@pytest.mark.parametrize(("concept", "presence", "words"), OF_SCOOTER)
def test_it_is_found_for_a_scooter(concept: str, presence: str, words: str) -> None:
    assert (concept, presence) in said(words, SCOOTER)


@pytest.mark.parametrize(("concept", "presence", "words"), NOT_OF_SCOOTER)
def test_it_is_not_found_for_a_scooter(concept: str, presence: str, words: str) -> None:
    assert (concept, presence) not in said(words, SCOOTER)


def test_other_requests_cost_nothing() -> None:
    assert said("Unable to reach the bathroom in time.", "E0601") == set()


def test_an_evaluator_without_a_tie_says_so_in_the_report() -> None:
    words = "I have no financial relationship with the supplier."
    assert ("free_of_supplier", Y) in said(words, paper=REPORT)
    assert ("free_of_supplier", Y) not in said(words)
    assert ("free_of_supplier", N) in said("I am a therapist employed by Northwind Home Medical.", paper=REPORT)


def test_the_suppliers_technician_in_the_room() -> None:
    assert ("atp_in_person", Y) in said("ATP Mark Doe of Northwind Home Medical was present in person.", paper=REPORT)
    assert ("atp_in_person", N) in said("ATP of Northwind Home Medical joined by video call.", paper=REPORT)
    both = "J. Renner, ATP, attended in person.\nThe chair was proposed by J. Renner, ATP, Northwind Home Medical."
    assert ("atp_in_person", Y) in said(both, paper=REPORT)
    assert ("atp_in_person", Y) not in said("Clinic therapist is an ATP and was present.", paper=REPORT)

"""What sentences tell of a spinal brace, and what they do not."""

from __future__ import annotations

import pytest

from accord.evidence.readers.orthosis.reader import orthosis
from accord.records.findings import Finding, Time, Whose
from tests.evidence.readers.spine_notes import chart_of

NOTE = "Riverbend Spine Clinic\nOffice visit 06/10/2026\nPatient: Ada Nowak   DOB 02/03/1950\n\n"
SIGNED = "\n\nJo Marsh, MD   electronically signed 06/10/2026\n"
FITTING = "Riverbend Brace Supply\nFitting record 06/12/2026\nPatient: Ada Nowak\n\n"


def told(concept: str, text: str, code: str = "L0648") -> list[Finding]:
    found = orthosis(chart_of({"note.txt": text}, codes=(code,)))
    return [f for f in found if f.concept == concept and f.whose is Whose.PATIENT and f.time is not Time.PLANNED]


def said(concept: str, text: str, code: str = "L0648") -> set[str]:
    return {found.presence.value for found in told(concept, text, code)}


STATED = [
    ("spo_for_pain", "present", "LSO to limit lumbar flexion and so reduce her pain."),
    ("spo_for_pain", "present", "Back brace to reduce pain by restricting motion of the trunk."),
    ("spo_for_pain", "present", "TLSO: keeps him from bending, which hurts, so he has less pain."),
    ("spo_for_pain", "present", "The orthosis will restrict mobility of the trunk to relieve facet pain."),
    ("spo_for_pain", "absent", "The brace is for the fusion and not for pain."),
    ("spo_for_pain", "absent", "Lumbar brace for comfort."),
    ("spo_injury", "present", "L1 compression fracture after a fall."),
    ("spo_injury", "present", "T12 burst fx."),
    ("spo_injury", "present", "Acute lumbar strain."),
    ("spo_injury", "absent", "No fall or other injury."),
    ("spo_injury", "absent", "Denies trauma."),
    ("spo_surgery", "present", "POD #2 after L4-5 fusion."),
    ("spo_surgery", "present", "S/p L4-5 laminectomy 05/20/2026."),
    ("spo_surgery", "present", "Lumbar fusion is scheduled for 07/01/2026."),
    ("spo_surgery", "absent", "No back surgery."),
    ("spo_surgery", "absent", "Never had spine surgery."),
    ("spo_deformity", "present", "Thoracolumbar scoliosis, 32 degrees."),
    ("spo_deformity", "present", "Marked kyphosis."),
    ("spo_deformity", "absent", "No scoliosis or kyphosis."),
    ("spo_deformity", "absent", "Spine straight."),
    ("spo_weakness", "present", "Trunk extensors 3/5."),
    ("spo_weakness", "present", "Weak core muscles."),
    ("spo_weakness", "absent", "Core strength 5/5."),
    ("spo_weakness", "absent", "Trunk strength good."),
    ("spo_home_use", "present", "The brace is for use at home."),
    ("spo_home_use", "present", "Brace delivered to her residence."),
    ("spo_home_use", "present", "Brace ordered. She lives alone in an apartment."),
]
NOT_STATED = [
    ("spo_for_pain", "Back pain. Brace ordered."),
    ("spo_for_pain", "Exercises to limit flexion and reduce pain."),
    ("spo_for_pain", "Naproxen for pain."),
    ("spo_injury", "Hip fracture in 2019."),
    ("spo_injury", "Old healed L1 compression fracture, 2009."),
    ("spo_injury", "L1 compression fracture in March 2024."),
    ("spo_spine_condition", "History of T12 fracture, healed."),
    ("spo_injury", "Her sister had a compression fracture."),
    ("spo_injury", "Rule out compression fracture."),
    ("spo_injury", "Fracture risk by FRAX 12%."),
    ("spo_surgery", "Lumbar laminectomy in 1998."),
    ("spo_surgery", "Lumbar fusion may be considered if she does not improve."),
    ("spo_surgery", "Her husband had a lumbar fusion in May 2026."),
    ("spo_surgery", "Cataract surgery in May 2026."),
    ("spo_deformity", "Her sister has scoliosis."),
    ("spo_deformity", "Foot deformity."),
    ("spo_deformity", "Straight leg raise negative."),
    ("spo_weakness", "Weakness of the left leg, 4/5."),
    ("spo_weakness", "Grip strength 5/5."),
    ("spo_home_use", "Home exercise program with the brace."),
    ("spo_home_use", "Brace given in the nursing home."),
]


@pytest.mark.parametrize(("concept", "presence", "words"), STATED)
def test_a_note_states_it(concept: str, presence: str, words: str) -> None:
    assert said(concept, NOTE + words + SIGNED) == {presence}


@pytest.mark.parametrize(("concept", "words"), NOT_STATED)
def test_a_note_does_not_state_it(concept: str, words: str) -> None:
    assert said(concept, NOTE + words + SIGNED) == set()


FITTINGS = [
    ("Nothing trimmed or heated.", {"self"}),
    ("Modifications made: none.", {"self"}),
    ("Patient set the straps herself.", {"self"}),
    ("Posterior panel trimmed and heat molded to the contour.", {"expert"}),
    ("Anterior shell cut down 1 inch.", {"expert"}),
    ("Modifications made: [x] trim [x] heat", {"expert"}),
    ("Modifications made: trim [ ]  bend [ ]  mold [ ]", set[str]()),
    ("Brace will be trimmed at delivery.", set[str]()),
    ("Fitting appointment offered 06/20.", set[str]()),
    ("Date ____________ Fitter signature ____________", set[str]()),
]


@pytest.mark.parametrize(("words", "how"), FITTINGS)
def test_how_a_brace_was_fitted(words: str, how: set[str]) -> None:
    assert {found.qualifiers["how"] for found in told("spo_fitting", FITTING + words)} == how


MATERIALS = [
    ("Rigid anterior and posterior panels.", {"spo_rigid"}),
    ("Semi-rigid thermoplastic panel.", {"spo_rigid"}),
    ("Product: hard plastic shell on fabric.", {"spo_rigid"}),
    ("Product: all elastic belt without panels.", {"spo_elastic"}),
    ("Neoprene wrap.", {"spo_elastic"}),
    ("Uses a loaner elastic corset.", set[str]()),
    ("Item: flexible elastic LSO, no rigid panel.", {"spo_elastic"}),
    ("Elastic straps, size L.", set[str]()),
    ("Size medium.", set[str]()),
]


@pytest.mark.parametrize(("words", "concepts"), MATERIALS)
def test_what_a_brace_is_made_of(words: str, concepts: set[str]) -> None:
    found = orthosis(chart_of({"note.txt": FITTING + words}, codes=("L0648",)))
    assert {f.concept for f in found if f.concept in ("spo_rigid", "spo_elastic")} == concepts


STAYS = [
    ("spo_facility_stay", "Resident of Harbor Skilled Nursing, room 12.", {"present"}),
    ("spo_facility_stay", "Payer: Medicare Part A, day 13.", {"present"}),
    ("spo_facility_stay", "Not in a skilled nursing facility.", set[str]()),
    ("spo_facility_stay", "Was in rehab hospital in 2019.", set[str]()),
    ("spo_used_in_stay", "He wants to wear the brace in the facility to train stairs.", {"present"}),
    ("spo_used_in_stay", "He will not wear the brace during the stay.", set[str]()),
]


@pytest.mark.parametrize(("concept", "words", "presence"), STAYS)
def test_a_stay_in_a_facility(concept: str, words: str, presence: set[str]) -> None:
    found = orthosis(chart_of({"note.txt": FITTING + words}, codes=("L0648",)))
    assert {f.presence.value for f in found if f.concept == concept} == presence


def test_the_newest_paper_tells_the_day_of_discharge() -> None:
    papers = {
        "old.txt": "Supplier case notes 06/01/2026\nBrace delivery. Discharge 06/10/2026.",
        "new.txt": "Skilled nursing conference 06/05/2026\nDischarge target given at admission was 06/10/2026. New discharge date 06/14/2026.",
    }
    found = [f for f in orthosis(chart_of(papers, codes=("L0648",))) if f.concept == "spo_discharge_day"]
    assert {f.date.iso() for f in found if f.date} == {"2026-06-14"}


CUSTOM = [
    ("A prefabricated TLSO cannot be used because of the rib hump.", {"present"}),
    ("No off-the-shelf brace fits his girth of 62 inches.", {"present"}),
    ("An off-the-shelf brace slid down on trial; his thigh girth is outside every size.", {"present"}),
    ("She prefers a custom brace for comfort.", {"absent"}),
    ("Custom TLSO ordered.", set[str]()),
    ("Please send the reasons why a prefabricated brace cannot be used.", set[str]()),
    ("A prefabricated brace was fitted and worn; custom insoles too.", set[str]()),
]


@pytest.mark.parametrize(("words", "presence"), CUSTOM)
def test_the_reason_for_a_custom_brace(words: str, presence: set[str]) -> None:
    assert said("brace_custom_reason", NOTE + words + SIGNED, "L0486") == presence


ORTHOTISTS = [
    ("Prefabricated TLSO tried: it gaps at the sternum and cannot be used.", {"present"}),
    ("I agree with the surgeon that a custom brace is needed.", {"present"}),
    ("The prefabricated shell fits well with trimming. Custom not ordered here.", {"absent"}),
    ("I do not find a reason for a custom brace.", {"absent"}),
    ("Measured for custom TLSO: chest 43, waist 36.", set[str]()),
]


@pytest.mark.parametrize(("words", "presence"), ORTHOTISTS)
def test_the_opinion_of_an_orthotist(words: str, presence: set[str]) -> None:
    text = f"Foothill Orthotics\nFunctional evaluation 06/12/2026\nAda Nowak\n\n{words}\n\nBo Lund, CPO\n"
    assert said("brace_orthotist_opinion", text, "L0486") == presence


def test_a_request_for_something_else_is_not_read() -> None:
    assert told("spo_injury", NOTE + "L1 compression fracture." + SIGNED, "64493") == []

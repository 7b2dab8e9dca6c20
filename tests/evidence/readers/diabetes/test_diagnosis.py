"""Is diabetes stated of the patient, denied, or only spoken about; and is the sensor called off-label."""

from __future__ import annotations

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.diabetes.diagnosis import diagnosis
from accord.evidence.readers.diabetes.labelled_use import labelled_use
from tests.evidence.readers.diabetes.notes import PATIENT, chart, visit

HAS, HAS_NOT, OPEN, BOTH, NOTHING = "has it", "has it not", "open", "both", "nothing"


def answer(given: Chart) -> str:
    """What the statements of a chart come to."""
    told = {f.presence.value for f in diagnosis(given) if f.concept == "diabetes_stated"}
    if {"present", "absent"} <= told:
        return BOTH
    return HAS if "present" in told else HAS_NOT if "absent" in told else OPEN if told else NOTHING


SENTENCES = [
    ("Type 2 diabetes since 2011.", HAS),
    ("78 yo with T2DM and CKD.", HAS),
    ("E11.649 DM2 with hypoglycemia", HAS),
    ("PMH: HTN, DM, CAD", HAS),
    ("She has had diabetes for 20 years.", HAS),
    ("Diabetic since 1998", HAS),
    ("History of type 2 diabetes, HTN.", HAS),
    ("IDDM x 30 y", HAS),
    ("Diabetes mellitus type 1, no complications.", HAS),
    ("T2DM without diabetic retinopathy.", HAS),
    ("Here for diabetes follow up. No diabetic foot ulcers.", HAS),
    ("He does not have diabetes under good control. A1c 9.8. T2DM.", HAS),
    ("T2DM. No diabetes in his parents.", HAS),
    ("LADA, GAD positive.", HAS),
    ("Steroid induced diabetes.", HAS),
    ("Patient with diabetes on Lantus meets Medicare criteria.", HAS),
    ("Assessment: 1. Type 2 diabetes mellitus with hyperglycemia", HAS),
    ("Diabetes education reviewed. DM2 A1c 8.", HAS),
    ("Diabetes, type 2, uncontrolled", HAS),
    ("The FDA label fits: he is 70 and has type 2 diabetes.", HAS),
    ("He does not have diabetes.", HAS_NOT),
    ("She doesn't have diabetes mellitus.", HAS_NOT),
    ("No diabetes.", HAS_NOT),
    ("No history of diabetes.", HAS_NOT),
    ("Never been diagnosed with diabetes.", HAS_NOT),
    ("Not diabetic.", HAS_NOT),
    ("She is not a diabetic; A1c 5.4.", HAS_NOT),
    ("Nondiabetic man with reactive hypoglycemia.", HAS_NOT),
    ("Diabetes: no", HAS_NOT),
    ("Diabetes has been ruled out.", HAS_NOT),
    ("Reactive hypoglycemia after sleeve gastrectomy. Attends diabetes clinic for teaching.", HAS_NOT),
    ("Prediabetes, A1c 6.1. Enrolled in diabetes prevention program.", HAS_NOT),
    ("Impaired fasting glucose. Sensor is labelled for people with diabetes.", HAS_NOT),
    ("Hypoglycemia without diabetes, insulinoma suspected.", HAS_NOT),
    ("Prediabetes. The CGM is FDA approved for persons with diabetes only.", HAS_NOT),
    ("Prediabetes; at risk for type 2 diabetes; mother has diabetes.", HAS_NOT),
    (
        "Post-bariatric hypoglycemia. There is no diabetes. Supplier's form lists type 2 diabetes, that is wrong.",
        HAS_NOT,
    ),
    ("Gestational diabetes in 2009, none since. Prediabetes now.", HAS_NOT),
    ("Late dumping. The order form from the vendor came with E11.9; she has no DM.", HAS_NOT),
    ("He has never had diabetes; the glucose of 51 was fasting hypoglycemia.", HAS_NOT),
    ("A1c 6.0. Prediabetes. We discussed how to keep this from becoming diabetes.", HAS_NOT),
    ("Worried about diabetes. A1c 5.5.", NOTHING),
    ("Referred to diabetes educator.", NOTHING),
    ("Screening for diabetes.", NOTHING),
    ("Brother has diabetes.", NOTHING),
    ("Rule out diabetes.", NOTHING),
    ("A1c 6.5 or more = diabetes", NOTHING),
    ("Handout: living with diabetes.", NOTHING),
    ("Assessment: T2DM. He does not have diabetes per the patient.", BOTH),
    ("Diabetes resolved after bypass in 2019.", OPEN),
    ("T2DM in remission off all drugs.", OPEN),
    ("She is without diabetes.", HAS_NOT),
    ("There is no evidence of diabetes mellitus.", HAS_NOT),
    ("Diabetes was excluded by OGTT.", HAS_NOT),
    ("Hypoglycemia, not due to diabetes; insulinoma.", HAS_NOT),
    ("No DM, no HTN, no CAD.", HAS_NOT),
    ("PMH: no diabetes or heart disease.", HAS_NOT),
    ("Denies diabetes.", HAS_NOT),
    ("A diagnosis of diabetes has never been established.", HAS_NOT),
    ("The diagnosis of diabetes was entered in error.", HAS_NOT),
    ("I cannot call this diabetes: A1c 5.9.", NOTHING),
    ("Referral: thirty years of diabetes, now brittle.", HAS),
    ("Dx: E10.65, Z79.4", HAS),
    ("This is a lady without diabetes who faints after meals.", HAS_NOT),
    ("Our registry of adults with diabetes grows every year.", NOTHING),
    ("Lab printout says non-diabetic < 5.7.", NOTHING),
    ("Wife has diabetes and shares her meter.", NOTHING),
    ("No diabetes medications are on the list. Dx type 2 diabetes, diet controlled.", HAS),
]


@pytest.mark.parametrize(("words", "expected"), SENTENCES)
def test_diabetes_is_stated_denied_or_only_spoken_about(words: str, expected: str) -> None:
    assert answer(visit(words)) == expected


def test_a_denial_is_also_told_by_itself() -> None:
    assert [f.concept for f in diagnosis(visit("She has no diabetes."))] == ["diabetes_stated", "diabetes_denied"]


LETTERHEADS = [
    "VALLEY DIABETES AND LIPID CLINIC",
    "Northside Center for Diabetes",
    "DIABETES DEVICE REFERRAL",
    "Joslyn Diabetes Institute - Dayton",
]


@pytest.mark.parametrize("head", LETTERHEADS)
def test_the_name_of_a_clinic_diagnoses_nobody(head: str) -> None:
    text = f"{head}\nOffice visit 02/10/2026\nPatient: {PATIENT}   DOB 04/09/1952\n\nBMI 31. A1c 5.6.\n\nElectronically signed by Ruth Calloway, MD\n"
    assert answer(chart({"note.txt": text})) == NOTHING


LABELS = [
    ("Dexcom G7 for her spells; this is off-label and she knows it.", "off"),
    ("The Libre 3 is not FDA approved for people on dialysis, we use it anyway.", "off"),
    ("I prescribe the sensor outside its labelled indication.", "off"),
    ("G6 is not cleared for this condition.", "off"),
    ("There is no FDA indication for CGM in reactive hypoglycemia.", "off"),
    ("The use of the Guardian is beyond the approved indication.", "off"),
    ("Dexcom is not labeled for use in pregnancy, discussed.", "off"),
    ("CGM ordered. This is not off-label.", "within"),
    ("Libre 3 Plus ordered. Acarbose is used off-label for dumping.", "nothing"),
    ("Sensor worn on the thigh, which is off label, moved to the arm.", "nothing"),
    ("Dexcom G7 ordered, labelled for ages 2 and up.", "nothing"),
    ("Gabapentin off-label for neuropathy.", "nothing"),
]


@pytest.mark.parametrize(("words", "expected"), LABELS)
def test_a_use_outside_the_label_is_said_of_the_sensor(words: str, expected: str) -> None:
    told = {f.presence.value for f in labelled_use(visit(words))}
    assert ("off" if "present" in told else "within" if told else "nothing") == expected

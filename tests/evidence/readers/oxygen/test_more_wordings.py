"""Further wordings of oxygen care, class by class: who ordered and judged, benefit, other reasons, the right heart, discharge."""

from __future__ import annotations

import pytest

from tests.evidence.readers.oxygen.test_saturations import readings
from tests.evidence.readers.oxygen.test_statements import answer, found

JUDGED = [
    ("Studies I requested and looked over: overnight oximetry, low 91.", True),
    ("Tests reviewed today: 6MWT, echo.", True),
    ("Data reviewed: nocturnal oximetry 2/20 (see report), spirometry.", True),
    ("Walk test from the hospital came back and I agree with it.", True),
    ("Read the hospital walk report, she falls to 84 and holds 93 on 2 liters.", True),
    ("The walk oximetry was gone over with patient and son.", True),
    ("I have initialed the sheet.", True),
    ("Tracing signed by me.", True),
    ("I sent her for a gas. I have seen the result.", True),
    ("He will review the walk test next week.", None),
    ("Oximetry results are pending.", None),
    ("Walks daily; I reviewed the medications.", None),
    ("I reviewed her diet and walking program.", None),
    ("Discussed walking more.", None),
]


@pytest.mark.parametrize(("text", "expected"), JUDGED)
def test_a_test_that_was_judged(text: str, expected: bool | None) -> None:
    assert answer(text, "oxygen_test_evaluated") is expected


ORDERED = [
    ("I asked our nurse for a proper resting saturation on room air.", True),
    ("I therefore ordered an arterial gas, done down the hall.", True),
    ("Had RT walk him on and off oxygen.", True),
    ("At my request the hospital lab drew a gas.", True),
    ("I sent her for a six minute walk.", True),
    ("I ordered a walker.", None),
    ("Ordered physical therapy for walking.", None),
    ("I sent him home with instructions to walk daily.", None),
    ("I recommended that she walk more.", None),
    ("Repeat walk test was not ordered.", None),
]


@pytest.mark.parametrize(("text", "expected"), ORDERED)
def test_a_test_that_was_ordered(text: str, expected: bool | None) -> None:
    assert answer(text, "oxygen_test_ordered") is expected


BENEFIT = [
    ("Continuous oxygen 2 L/min, stationary and portable, to correct the hypoxemia and unload her heart.", True),
    ("Oxygen at night to take the load off the right ventricle.", True),
    ("Oxygen is prescribed with the aim of lowering pulmonary pressure.", True),
    ("O2 2 L with activity so she can shower and cook without stopping.", True),
    ("She had clear relief with oxygen during the test.", True),
    ("2 lpm at night to raise the nocturnal saturation above 90.", True),
    ("I doubt that oxygen will do much for him.", False),
    ("Oxygen made no difference to her walk.", False),
    ("No change with O2.", False),
    ("I do not expect much benefit from oxygen.", False),
    ("I do not think she can manage without oxygen.", None),
    ("On oxygen she had no desaturation.", None),
    ("Improvement unlikely without oxygen.", None),
    ("Family believes oxygen would help.", None),
    ("The supplier says oxygen will improve her life.", None),
    ("We will see whether oxygen helps.", None),
    ("O2 set up so that she can go home.", None),
]


@pytest.mark.parametrize(("text", "expected"), BENEFIT)
def test_benefit_is_the_practitioners_expectation(text: str, expected: bool | None) -> None:
    assert answer(text, "oxygen_benefit") is expected


REASON = [
    ("Oxygen is requested for the feeling of breathlessness.", True),
    ("Reason for oxygen: breathlessness.", True),
    ("She would like oxygen for her shortness of breath.", True),
    ("Indication for home oxygen is angina at night.", True),
    ("Oxygen 2 L is meant for comfort in terminal pancreatic cancer.", True),
    ("Oxygen for his PAD, foot ulcers not healing.", True),
    ("Oxygen is not indicated for dyspnea.", None),
    ("Home oxygen evaluation for dyspnea.", None),
    ("Reason for oxygen: exertional hypoxemia.", None),
    ("Supplemental oxygen to relieve hypoxia and breathlessness.", None),
    ("Oxygen should relieve her dyspnea.", None),
]


@pytest.mark.parametrize(("text", "expected"), REASON)
def test_a_reason_needs_its_words(text: str, expected: bool | None) -> None:
    assert answer(text, "oxygen_for_other_reason") is expected


RIGHT_HEART = [
    ("Echo 8/20: RVSP 27, right heart normal.", False),
    ("TTE: RV normal in size and function, no elevated pressures.", False),
    ("Echo negative for PH.", False),
    ("Cath without evidence of pulmonary arterial hypertension.", False),
    ("ECG: peaked P waves of 2 mm in lead II.", False),
    ("TTE: severe PH with RV dilation.", True),
    ("EKG P waves > 3 mm in II, III and aVF.", True),
    ("ECG shows tall peaked P waves in II, III, aVF (3.5 mm).", True),
    ("Echo: mild pulmonary hypertension cannot be excluded.", None),
    ("Echo to evaluate for pulmonary hypertension.", None),
    ("There is no cor pulmonale.", None),
]


@pytest.mark.parametrize(("text", "expected"), RIGHT_HEART)
def test_the_right_heart_on_tests(text: str, expected: bool | None) -> None:
    assert answer(text, "pulmonary_hypertension_on_test") is expected


NUMBERS = [
    ("Echo was reassuring: right ventricle normal, estimated systolic pressure 31.", "rv_systolic_pressure", "31"),
    ("PASP by TR jet 55 mmHg", "rv_systolic_pressure", "55"),
    ("Echo 1/26, RV systolic est 48.", "rv_systolic_pressure", "48"),
    ("TR Vmax 2.9 m/s, RVSP 39+RAP", "rv_systolic_pressure", "39"),
    ("Systolic pressure 131 today.", "rv_systolic_pressure", None),
    ("Hematocrit from Dr. Amory's office 1/12 is 48.3.", "hematocrit", "48.3"),
    ("The hematocrit in May was 48; yesterday it was 58.2%.", "hematocrit", "58.2"),
    ("Hct dropped from 57 to 50 after phlebotomy", "hematocrit", "50"),
    ("Hct 57 (was 49 in August)", "hematocrit", "57"),
    ("HCT 0.58 L/L", "hematocrit", "58"),
    ("Hematocrit      57.8   H    36.0-46.0    %", "hematocrit", "57.8"),
    ("Hematocrit normal 36-46", "hematocrit", None),
    ("Hct stable, Hgb 15", "hematocrit", None),
    ("Hct every 3 months", "hematocrit", None),
]


@pytest.mark.parametrize(("text", "concept", "value"), NUMBERS)
def test_numbers_of_heart_and_blood(text: str, concept: str, value: str | None) -> None:
    assert [str(f.value) for f in found(text, concept) if f.value is not None] == ([value] if value else [])


WARD = "KINGS HOSPITAL\nUNIT RECORD\nPatient: Agnes B. Torvald  DOB 04/09/1952\nAdmitted 02/01/2026\n{}\nR. Quint RN 02/08/2026\n"
LEFT = [
    "Discharged home from unit 02/08/2026 at 14:10 by wheelchair.",
    "D/C'd home 2/8/2026 with daughter",
    "Left the unit 02/08/2026 13:15",
    "Date/time patient left: 02/08/2026 1315",
    "Discharge date/time: 02/08/2026 13:15",
    "Transferred home 02/08/2026",
    "Went home 2/8/26",
    "Departed 02/08/2026 09:00 via wheelchair",
    "Expected D/C 2/9/2026. Discharged 2/8/2026.",
    "Follow-up after hospital discharge on 02/08/2026",
]
NOT_LEFT = [
    "Anticipated discharge 02/08/2026",
    "Planned discharge date: 02/08/2026",
    "Seen 3 weeks after discharge 01/08/2026",
    "Discharged from pulmonary rehab 02/02/2026",
    "Not discharged on 02/05/2026 because of fever",
]


@pytest.mark.parametrize("text", LEFT)
def test_the_day_on_which_the_patient_left_hospital(text: str) -> None:
    assert [f.date.iso() for f in found(text, "hospital_discharge", frame=WARD) if f.date] == ["2026-02-08"]


@pytest.mark.parametrize("text", NOT_LEFT)
def test_a_day_that_is_no_discharge_from_hospital(text: str) -> None:
    assert found(text, "hospital_discharge", frame=WARD) == []


SIGNALS = [
    ("At rest RA 85% with cold fingers and weak pleth.", "noisy"),
    ("SpO2 82% RA at rest, probe not picking up.", "noisy"),
    ("Saturation dropped to 80% when the probe slipped.", "noisy"),
    ("Resting 84% RA, motion artifact.", "noisy"),
    ("SpO2 with poor signal 83% RA at rest.", "noisy"),
    ("Resting 86% RA, good waveform, no artifact.", None),
    ("SpO2 87% RA rest after nail polish removed.", None),
    ("Rest RA 88%, signal strong.", None),
]


@pytest.mark.parametrize(("text", "role"), SIGNALS)
def test_a_reading_of_poor_signal_is_marked(text: str, role: str | None) -> None:
    assert {f.qualifiers.get("role") for f in readings(text)} == {role}


CONDITIONS = [
    ("1  sit 10 min   RA   94", "94 rest room_air"),
    ("SpO2 87 rm air at rest", "87 rest room_air"),
    ("With her oxygen off she was 85% sitting.", "85 rest room_air"),
    ("SpO2 87% at rest (O2 turned off 20 minutes earlier).", "87 rest room_air"),
    ("SpO2 86 on room air after sitting quietly for ten minutes", "86 rest room_air"),
    ("She was 94% sitting with oxygen on.", "94 rest on_oxygen"),
]


@pytest.mark.parametrize(("text", "expected"), CONDITIONS)
def test_conditions_in_more_words(text: str, expected: str) -> None:
    told = [f"{f.value} {f.qualifiers['state']} {f.qualifiers['oxygen']}" for f in readings(text)]
    assert told == [expected]


def test_a_temperature_among_vital_signs_is_no_saturation() -> None:
    told = [str(f.value) for f in readings("VS 132/74  92  22  97.6  wt 141   SpO2 95 RA")]
    assert told == ["95"]


def test_long_words_behind_a_hematocrit_are_read_at_once() -> None:
    words = (
        "Hematocrit remained uncharacteristically stable throughout hospitalization notwithstanding electrophoresis."
    )
    assert found(words * 3, "hematocrit") == []

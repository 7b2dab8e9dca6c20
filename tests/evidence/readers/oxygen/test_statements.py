"""What practitioners say of oxygen, tests and mobility; who tested; the right heart and the hematocrit."""

from __future__ import annotations

import pytest

from accord.records.findings import Finding, Presence, Whose
from tests.evidence.papers import chart, request

NOTE = (
    "Lakeside Pulmonary Clinic\nOFFICE VISIT  03/02/2026   in person\nPatient: Agnes B. Torvald  DOB 04/09/1952\n\n{}\n\n"
    "Ruth Calloway, MD   Electronically signed 03/02/2026\n"
)


def found(text: str, *concepts: str, frame: str = NOTE) -> list[Finding]:
    return list(chart({"note.txt": frame.format(text)}, request(codes=("E1390",))).of(concepts))


def answer(text: str, concept: str) -> bool | None:
    """True: said to be so, False: said not to be so, None: not said of the patient."""
    mine = [f for f in found(text, concept) if f.whose is Whose.PATIENT and f.presence is not Presence.POSSIBLE]
    return mine[0].presence is Presence.PRESENT if mine else None


BENEFIT = [
    ("Home oxygen is expected to improve her exercise tolerance and dyspnea.", True),
    ("Oxygen therapy will help correct his nocturnal hypoxemia.", True),
    ("Start O2 2 L/min continuous to treat hypoxemia.", True),
    ("With 2 L her saturation normalized to 94% and she felt less breathless.", True),
    ("I anticipate that supplemental oxygen will reduce the work of breathing.", True),
    ("Patient will benefit from home oxygen.", True),
    ("She walked twice as far on oxygen.", True),
    ("Hypoxemia corrects with 2 L/min.", True),
    ("O2 should allow her to do her chores.", True),
    ("Expected outcome: better sleep and fewer headaches on nocturnal oxygen.", True),
    ("Start 2 L continuous, goal sat 90-92; this should relieve dyspnea and slow the right heart strain.", True),
    ("Emphysema -> home oxygen 2 lpm. Expect relief of the headaches and better tolerance of moving about.", True),
    ("Oxygen 3 L on exertion; it corrects her saturation and let her walk two minutes longer.", True),
    ("Plan: nocturnal O2 2 L, aim is to relieve morning headaches.", True),
    ("Oxygen is not expected to help his dyspnea.", False),
    ("No benefit from oxygen is anticipated.", False),
    ("He says his neighbor benefits from oxygen.", None),
    ("Hypoxemia. Start prednisone, which should improve her breathing.", None),
    ("Oxygen discussed. Furosemide should relieve the edema.", None),
    ("We discussed oxygen safety, no smoking.", None),
    ("Home O2 ordered. Follow up 6 weeks.", None),
]


@pytest.mark.parametrize(("text", "expected"), BENEFIT)
def test_whether_oxygen_is_expected_to_help(text: str, expected: bool | None) -> None:
    assert answer(text, "oxygen_benefit") is expected


EVALUATED = [
    ("I ordered and personally reviewed the overnight oximetry.", True),
    ("ABG results reviewed with patient.", True),
    ("Reviewed 6MWT from 2/25: desaturation to 84%.", True),
    ("Oximetry performed in our office today; results reviewed.", True),
    ("Sent across the hall for ABG on room air. Result back while pt here. I reviewed it.", True),
    ("Resting oximetry ordered by me and done in our lab, I went over the sheet with her.", True),
    ("I asked RT for a walk study on and off oxygen; it was done and I reviewed it.", True),
    ("Per my review of the ABG, PaO2 is 53.", True),
    ("Ambulatory oximetry today, ordered and evaluated by me.", True),
    ("Overnight oximetry showed 45 minutes below 88%.", True),
    ("Results of the nocturnal oximetry were discussed.", True),
    ("I have not yet seen the oximetry.", None),
    ("Overnight oximetry ordered; pending.", None),
    ("Will order overnight oximetry.", None),
    ("Reviewed the CT scan with her.", None),
    ("Her own oximeter at home showed 84%.", None),
    ("The walk test by the DME supplier showed 84%.", None),
]


@pytest.mark.parametrize(("text", "expected"), EVALUATED)
def test_whether_the_practitioner_judged_the_test(text: str, expected: bool | None) -> None:
    assert answer(text, "oxygen_test_evaluated") is expected


ORDERED = [
    ("I ordered the stepped test at the hospital.", True),
    ("Overnight oximetry that I ordered came back.", True),
    ("Ordered a walk and asked that it be sent to me.", True),
    ("Sent for ABG.", True),
    ("Sat test done per my order, see attached.", True),
    ("Walk oximetry requested by Dr. Calloway.", True),
    ("CBC ordered.", None),
    ("Will order overnight oximetry.", None),
    ("Ordered a chest CT.", None),
]


@pytest.mark.parametrize(("text", "expected"), ORDERED)
def test_whether_the_practitioner_ordered_the_test(text: str, expected: bool | None) -> None:
    assert answer(text, "oxygen_test_ordered") is expected


MOBILE = [
    ("Ambulates with a walker at home.", True),
    ("She gets around the house with a cane.", True),
    ("Independent with ADLs and ambulation.", True),
    ("Walks all over the house without a cane.", True),
    ("Non-ambulatory, uses power wheelchair in the home independently.", True),
    ("Uses a wheelchair, self-propels through the home.", True),
    ("Does her own shopping and housework.", True),
    ("Mobile within the home.", True),
    ("He is bedbound.", False),
    ("Confined to bed.", False),
    ("Can't walk.", False),
    ("Bed to chair transfers with Hoyer lift.", False),
    ("No longer ambulates.", False),
    ("Ambulatory oximetry done today.", None),
    ("She cannot walk more than 50 feet.", None),
    ("She cannot get to the mail box.", None),
]


@pytest.mark.parametrize(("text", "expected"), MOBILE)
def test_whether_the_patient_moves_at_home(text: str, expected: bool | None) -> None:
    assert answer(text, "home_mobility") is expected


REASON = [
    ("Plan: comfort oxygen.", True),
    ("Oxygen 2 L prn for chest pain.", True),
    ("Home O2 for dyspnea.", True),
    ("Oxygen for his leg ulcer.", True),
    ("Palliative O2 at end of life.", True),
    ("Oxygen 2 L for hypoxemia.", None),
    ("Oxygen 2 L for dyspnea with desaturation to 84%.", None),
    ("Oxygen safety discussed.", None),
]


@pytest.mark.parametrize(("text", "expected"), REASON)
def test_a_reason_for_oxygen_other_than_hypoxemia(text: str, expected: bool | None) -> None:
    assert answer(text, "oxygen_for_other_reason") is expected


EDEMA = [
    ("Ext: 2+ pitting edema bilaterally.", True),
    ("Extremities: no c/c/e, trace ankle edema.", True),
    ("3+ pedal edema to knees.", True),
    ("No pulmonary edema. 1+ pretibial edema.", True),
    ("Pitting oedema of both ankles.", True),
    ("No LE edema.", False),
    ("Legs without edema.", False),
    ("Edema: none", False),
    ("Ext: No clubbing, cyanosis or edema.", False),
    ("CXR: pulmonary edema.", None),
]


@pytest.mark.parametrize(("text", "expected"), EDEMA)
def test_dependent_edema(text: str, expected: bool | None) -> None:
    assert answer(text, "dependent_edema") is expected


HEART = [
    ("Echo 1/2026: RVSP 58 mmHg, RV dilated.", "rv_systolic_pressure", "58"),
    ("TTE: PASP 35-40.", "rv_systolic_pressure", "40"),
    ("RVSP = 45mmHg on echo", "rv_systolic_pressure", "45"),
    ("Right heart cath: RA 9, PA 58/26 mean 37, PCWP 11", "mean_pulmonary_pressure", "37"),
    ("RHC mPAP 38.", "mean_pulmonary_pressure", "38"),
    ("RVSP could not be estimated.", "rv_systolic_pressure", None),
    ("Hct 57.8%", "hematocrit", "57.8"),
    ("H/H 18.9/58.1", "hematocrit", "58.1"),
    ("CBC 2/1: Hgb 14, Hct 42.1", "hematocrit", "42.1"),
    ("Hematocrit: 56", "hematocrit", "56"),
    ("Transfuse if Hct < 25", "hematocrit", None),
]


@pytest.mark.parametrize(("text", "concept", "value"), HEART)
def test_pressures_and_hematocrit(text: str, concept: str, value: str | None) -> None:
    numbers = [str(f.value) for f in found(text, concept) if f.value is not None]
    assert numbers == ([value] if value else [])


PRESSURE_ON_TEST = [
    ("Echo showed moderate pulmonary hypertension.", True),
    ("ECG: P pulmonale.", True),
    ("Echocardiogram with elevated pulmonary pressures (RVSP 52).", True),
    ("Echo: no evidence of pulmonary hypertension.", False),
    ("Echo: normal right heart and normal estimated pulmonary pressure.", False),
    ("Pulmonary hypertension per history.", None),
    ("Mother had pulmonary hypertension on echo.", None),
    ("Will get echo to rule out pulmonary hypertension.", None),
]


@pytest.mark.parametrize(("text", "expected"), PRESSURE_ON_TEST)
def test_pulmonary_hypertension_counts_when_a_test_shows_it(text: str, expected: bool | None) -> None:
    assert answer(text, "pulmonary_hypertension_on_test") is expected


REPORT = "{}\nAMBULATORY OXIMETRY\nName: Agnes B. Torvald  DOB 04/09/1952\nDate: 02/26/2026\nRest on RA: 91\nWalk on RA: 86\n"
PERFORMERS = [
    ("MEMORIAL REGIONAL MEDICAL CENTER", "", "qualified"),
    ("Lakeside Pulmonary Associates", "Tech: R. Quint CRT (clinic employee)", "qualified"),
    ("Suncoast Sleep Diagnostics, Inc.", "Independent Diagnostic Testing Facility", "qualified"),
    ("SUNCOAST DIAGNOSTICS LAB", "Sealed recorder dropped off and picked up by Northwind Home Medical.", "qualified"),
    ("NORTHWIND HOME MEDICAL", "RT: J. Poole, RRT", "supplier"),
    ("Home visit", "Performed by Northwind Home Medical respiratory therapist J. Poole RRT", "supplier"),
    ("Oximetry sheet", "Tested by the oxygen company RT", "supplier"),
    ("Oximetry sheet", "Performed by: J. Tran, RT\nLocation / employer: ____________________", "unstated"),
    ("Oximetry sheet", "Performed by: J. Tran, RT", "unstated"),
]


@pytest.mark.parametrize(("head", "foot", "who"), PERFORMERS)
def test_who_did_the_test_of_a_report(head: str, foot: str, who: str) -> None:
    told = found(foot, "oxygen_saturation", frame=REPORT.replace("{}", head) + "{}\n")
    assert {f.qualifiers["by"] for f in told} == {who}


TELLERS = [
    ("SpO2 86% RA at rest.", "qualified"),
    ("Vitals: BP 120/70 HR 80 SpO2 86% RA", "qualified"),
    ("Walked in the hall by our MA on room air: lowest SpO2 84%.", "qualified"),
    ("Walk test: 84% on room air while walking.", "unstated"),
    ("Home pulse oximeter readings 84-86% on room air.", "patient"),
    ("He was tested by his oxygen supplier: 84% resting on room air.", "supplier"),
    ("DME company RT tested him at home: 83% RA at rest.", "supplier"),
    ("Northwind Home Medical tested her and got SpO2 84% on room air.", "supplier"),
]


@pytest.mark.parametrize(("text", "who"), TELLERS)
def test_who_did_the_test_of_which_a_note_tells(text: str, who: str) -> None:
    assert {f.qualifiers["by"] for f in found(text, "oxygen_saturation")} == {who}

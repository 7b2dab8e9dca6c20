"""Is the patient treated with insulin: what notes, lists and plans say."""

from __future__ import annotations

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.diabetes.insulin import insulin
from accord.records.record import Record, Resource
from tests.evidence.readers.diabetes.notes import PATIENT, asked, chart, visit

TAKEN, NOT, OPEN, PLANNED, NOTHING = "taken", "not", "open", "planned", "nothing"


def answer(given: Chart) -> str:
    """What the findings of a chart come to."""
    found = [f for f in insulin(given) if f.whose.value == "patient"]
    told = {(f.presence.value, f.time.value) for f in found}
    if ("present", "current") in told:
        return TAKEN if not any(p == "absent" for p, _ in told) else "conflict"
    if any(p == "absent" for p, _ in told):
        return NOT
    if any(p == "possible" for p, _ in told):
        return OPEN
    return PLANNED if ("present", "planned") in told else NOTHING


SENTENCES = [
    # taken
    ("Lantus 20 units at bedtime, metformin 1000 mg BID.", TAKEN),
    ("She takes Tresiba 14 u every evening.", TAKEN),
    ("Uses NovoLog with meals, 1 unit per 10 g carb.", TAKEN),
    ("Type 1 DM on MDI.", TAKEN),
    ("On basal-bolus therapy since 2015.", TAKEN),
    ("On an insulin pump (t:slim X2) for six years.", TAKEN),
    ("Omnipod 5 in automated mode, TDD 41 units.", TAKEN),
    ("Meds: metformin, Xultophy 26 units qam, lisinopril.", TAKEN),
    ("Soliqua 100/33 30 units every morning.", TAKEN),
    ("Increase glargine from 18 to 22 units.", TAKEN),
    ("Continue Basaglar 30 units qHS.", TAKEN),
    ("Reduced Toujeo to 24 units because of the lows.", TAKEN),
    ("Afrezza 8 units inhaled with each meal.", TAKEN),
    ("Humulin R U-500 85 units TID before meals.", TAKEN),
    ("V-Go 30 with Humalog, changes it daily.", TAKEN),
    ("NPH 20 units in the morning and 12 at supper.", TAKEN),
    ("Novolin 70/30 35 units BID.", TAKEN),
    ("T2DM managed with once daily insulin.", TAKEN),
    ("Insulin since 2011, no missed doses.", TAKEN),
    ("Awiqli 140 units once weekly.", TAKEN),
    ("Stopped glipizide and started Lantus 10 units in December, tolerating it.", TAKEN),
    ("Switched from NPH to Levemir 16 units last year.", TAKEN),
    ("Levemir was stopped in 2023; now Tresiba 20 units nightly.", TAKEN),
    ("Insulin was held in the hospital, restarted on discharge: Lantus 12 units.", TAKEN),
    ("He injects 24 units of insulin glargine nightly.", TAKEN),
    ("Declines mealtime insulin; remains on Lantus 30 units.", TAKEN),
    ("Does not miss her insulin. Lispro 6 units with supper.", TAKEN),
    ("insulin lispro (Humalog) sliding scale at home before meals, 2-8 units", TAKEN),
    # not taken
    ("Never been on insulin.", NOT),
    ("He was never started on insulin and does not want it.", NOT),
    ("Not on insulin. Takes metformin and Ozempic.", NOT),
    ("She is not currently using any insulin.", NOT),
    ("No insulin use. On Trulicity and metformin.", NOT),
    ("Insulin-naive type 2 diabetes.", NOT),
    ("Lantus was discontinued in October after weight loss.", NOT),
    ("Came off insulin last spring, on Mounjaro 10 mg weekly.", NOT),
    ("We stopped the Basaglar at the last visit.", NOT),
    ("No longer on insulin since bariatric surgery.", NOT),
    ("Weaned off Levemir in 2024.", NOT),
    ("Insulin: none", NOT),
    ("Declined insulin again today.", NOT),
    ("Medications: metformin 1000 mg BID, Jardiance 25 mg, Rybelsus 14 mg.", NOT),
    ("Discharged on Lantus 10 units but we stopped Lantus two weeks later.", NOT),
    ("Denies insulin use.", NOT),
    # open
    ("Basaglar 18 u qhs was held by the rehab MD because of lows; I have not decided about restarting.", OPEN),
    ("Lantus on hold since the fall.", OPEN),
    ("Unclear whether he still takes his Lantus 20 units.", OPEN),
    # planned
    ("May need insulin if A1c stays above 9.", PLANNED),
    ("Plan to start Lantus 10 units at next visit.", PLANNED),
    ("Consider basal insulin next.", PLANNED),
    ("Discussed adding insulin glargine.", PLANNED),
    ("If fasting sugars stay over 180 we will begin Tresiba.", PLANNED),
    # nothing
    ("Insulin resistance with acanthosis.", NOTHING),
    ("Fasting insulin level 22, C-peptide normal.", NOTHING),
    ("Brother has type 1 and uses an insulin pump.", NOTHING),
    ("Her husband takes Lantus and Humalog.", NOTHING),
    ("In the hospital he got sliding scale insulin only.", NOTHING),
    ("Received IV insulin drip in the ICU for DKA.", NOTHING),
    ("Attended a class on insulin.", NOTHING),
    ("Takes 12 u of Lantus qAM and 8 u of Humalog with dinner.", TAKEN),
    ("Basal: Toujeo Max 60 U. Bolus: none.", TAKEN),
    ("Currently on Semglee 16.", TAKEN),
    ("regular human insulin via Medtronic 770G", TAKEN),
    ("Self-titrates degludec, now up to 36.", TAKEN),
    ("Her insulin regimen: glargine am, aspart ac.", TAKEN),
    ("Pt reports taking insulin as prescribed.", TAKEN),
    ("DM2 - insulin requiring, 2 shots a day.", TAKEN),
    ("Rezvoglar KwikPen 20 units SC nightly - refilled", TAKEN),
    ("Lyumjev in pump, 0.8 u/h basal", TAKEN),
    ("Xultophy 100/3.6 at 22", TAKEN),
    ("Long-term (current) use of insulin (Z79.4)", TAKEN),
    ("Insulin: Humulin N 10 units BID", TAKEN),
    ("Injects Lantus nightly, forgets it about once a week.", TAKEN),
    ("Lantus down from 30 to 26 last month", TAKEN),
    ("He remains on Basaglar.", TAKEN),
    ("We transitioned her from Victoza to Soliqua in January.", TAKEN),
    ("Still needs about 40 units a day of insulin.", TAKEN),
    ("Lantus was restarted at discharge.", TAKEN),
    ("CeQur patch with Humalog for meals.", TAKEN),
    ("Insulin d/c'd 8/2025 after starting Mounjaro.", NOT),
    ("s/p pancreas transplant, off insulin", NOT),
    ("Controlled on Januvia and Jardiance alone, insulin not needed.", NOT),
    ("Prior Levemir, stopped 2022.", NOT),
    ("She does not take insulin.", NOT),
    ("Has never used insulin or any injectable.", NOT),
    ("Non-insulin treated type 2 diabetes.", NOT),
    ("oral agents only", NOT),
    ("He refuses insulin.", NOT),
    ("Takes Trulicity 3 mg weekly and metformin.", NOT),
    ("T2DM on Rybelsus 7 mg.", NOT),
    ("Diet-controlled diabetes.", NOT),
    ("Used insulin during pregnancy only, 1985. Now metformin.", NOT),
    ("Was on Lantus in rehab, not continued at home.", NOT),
    ("Insulin pump trial ended in 2020; now on pills.", NOT),
    ("Lantus paused for the cardiac cath and not restarted yet", OPEN),
    ("Not sure if he is taking the Humalog.", OPEN),
    ("Holding Tresiba until recheck", OPEN),
    ("Would benefit from basal insulin.", PLANNED),
    ("Recommended insulin, she will think about it.", PLANNED),
    ("Rx for Lantus 10 units sent, to start after teaching visit.", PLANNED),
    ("Next step insulin.", PLANNED),
    ("Starting insulin next month if no better", PLANNED),
    ("Daughter is an insulin-dependent diabetic.", NOTHING),
    ("Wife's Novolog is kept in the same fridge.", NOTHING),
    ("Given 6 units regular insulin in the ED.", NOTHING),
    ("Perioperative insulin infusion, stopped POD1.", NOTHING),
    ("Insulin sensitivity improved.", NOTHING),
    ("Discussed how insulin works in type 1.", PLANNED),
    ("Insulin aspart 5/5/7 with meals, glargine 22 at HS.", TAKEN),
    ("70/30 insulin 22 u with breakfast and 14 u with supper", TAKEN),
    ("She takes 26 of Basaglar each night.", TAKEN),
    ("Pump: MiniMed 780G SmartGuard, TDD 36", TAKEN),
    ("Endo has him on U-500 60-40-40.", TAKEN),
    ("Remains insulin treated.", TAKEN),
    ("Injection sites (insulin) without lipohypertrophy; Lantus 34 hs", TAKEN),
    ("insulin detemir 18 U subcut daily, last filled 1/22", TAKEN),
    ("Insulin dose unchanged: 44 units Toujeo.", TAKEN),
    ("Added Lantus 8 units in November with good effect.", TAKEN),
    ("On 3 shots of insulin daily.", TAKEN),
    ("Admelog 1:12 carb, correction 1:50 >150", TAKEN),
    ("She has used an insulin pen since 2018.", TAKEN),
    ("Current regimen Tresiba/Ozempic/metformin.", TAKEN),
    ("Insulin was discontinued when Ozempic was titrated to 2 mg.", NOT),
    ("stopped insulin on her own in 2024 and doing fine", NOT),
    ("Not an insulin user.", NOT),
    ("pills and Ozempic, no insulin", NOT),
    ("Never required insulin.", NOT),
    ("Previously on NPH while pregnant.", NOT),
    ("Medication: Glucotrol XL 10 mg daily only.", NOT),
    ("Insulin therapy was tried in 2021 and stopped for weight gain.", NOT),
    ("His mother took insulin; he takes Janumet.", NOT),
    ("Basal insulin on hold.", OPEN),
    ("Lantus on list, patient unsure if still using.", OPEN),
    ("A1c 10, will need insulin soon.", PLANNED),
    ("Insulin start declined for now, revisit in 3 months.", NOT),
    ("To begin Tresiba after eye surgery.", PLANNED),
    ("Insulin offered.", PLANNED),
    ("Insulin education scheduled before starting.", PLANNED),
    ("The pharmacy counselled her on insulin storage.", NOTHING),
    ("Got a dose of Novolog during her MRI stay in the hospital.", NOTHING),
    ("insulin antibody negative", NOTHING),
    ("Sister's Humalog.", NOTHING),
]


@pytest.mark.parametrize(("words", "expected"), SENTENCES)
def test_a_sentence_about_insulin(words: str, expected: str) -> None:
    assert answer(visit(words)) == expected


def test_a_list_that_shows_a_stopped_drug_does_not_make_it_taken() -> None:
    listed = (
        "ACTIVE MEDICATION LIST   printed 02/20/2026\n"
        f"{PATIENT}\n"
        "\n"
        "Lantus SoloStar 100 u/mL   18 units hs   discontinued 01/04/2026\n"
        "metformin 1000 mg   bid   active\n"
    )
    assert answer(chart({"list.txt": listed})) == NOT


def test_old_fills_prove_no_treatment_today() -> None:
    fills = (
        f"PHARMACY FILL HISTORY   {PATIENT}\n"
        "fill date   drug   qty\n"
        "2026-01-12   metformin 500 mg   60\n"
        "2025-03-02   insulin glargine pen   5\n"
    )
    assert answer(chart({"fills.txt": fills})) == OPEN


def test_recent_fills_prove_treatment() -> None:
    fills = (
        f"PHARMACY FILL HISTORY   {PATIENT}\n"
        "fill date   drug   qty\n"
        "2026-01-12   metformin 500 mg   60\n"
        "2026-01-09   insulin glargine pen   5\n"
    )
    assert answer(chart({"fills.txt": fills})) == TAKEN


def test_a_suppliers_form_proves_nothing() -> None:
    form = f"CGM INTAKE WORKSHEET for supplier use only\nPatient: {PATIENT}\nInsulin ...... Y (Lantus 20 units)\n"
    assert answer(chart({"form.txt": form})) == NOTHING


def test_another_persons_paper_is_not_read() -> None:
    strange = (
        "PATIENT CARE REPORT\n"
        "Patient: Torvald, Henrik   DOB 01/02/1944\n"
        "Date 01/22/2026\n"
        "Home meds: Lantus 20 units, Humalog.\n"
    )
    assert answer(chart({"run.txt": strange})) == NOTHING


def ordered(
    status: str, words: str = "insulin degludec 100 unit/mL pen", day: str = "2025-11-06", **more: object
) -> Chart:
    """A chart of one coded order of a drug."""
    body = {
        "resourceType": "MedicationRequest",
        "id": "m",
        "status": status,
        "intent": "order",
        "medicationCodeableConcept": {"text": words},
        "authoredOn": day,
        **more,
    }
    resource = Resource("MedicationRequest/m", "MedicationRequest", body, "record.json")
    return Chart(Record((), (), (resource,)), asked())


CODED = [
    (ordered("active"), TAKEN),
    (ordered("stopped"), NOT),
    (ordered("on-hold"), OPEN),
    (ordered("draft"), PLANNED),
    (ordered("active", day="2023-01-05"), OPEN),
    (ordered("active", words="glimepiride 2 mg tablet"), NOTHING),
    (ordered("active", words="Soliqua 100/33 pen"), TAKEN),
    (ordered("active", category=[{"coding": [{"code": "inpatient"}]}]), NOTHING),
]


@pytest.mark.parametrize(("given", "expected"), CODED)
def test_coded_orders_of_insulin(given: Chart, expected: str) -> None:
    assert answer(given) == expected

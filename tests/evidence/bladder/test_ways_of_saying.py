"""Many ways in which records tell of a bladder before and during a test stimulation, and as many that must not be taken so."""

from __future__ import annotations

import pytest

from accord.evidence.readers.bladder.reader import bladder_stimulation
from accord.records.findings import Finding, Presence, Time
from tests.evidence.readers.notes import note, paper

LEAD = "Seen for sacral nerve stimulation.\n\n"


def told(words: str, concept: str) -> list[Finding]:
    return [f for f in bladder_stimulation(note(LEAD + words)) if f.concept == concept]


# concept: what says yes, what says no, what says nothing
WORDS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "snm_indication": (
        [
            "64F refractory UUI (OAB wet).",
            "71M urgency-frequency 20+ x/d x 3 y.",
            "Dx: urgency/frequency syndrome.",
            "[X] Urge incont  [ ] stress  [ ] retention",
            "Non-obstructive retention, CIC 4x/day.",
            "NOUR.",
            "Urge UI, 7 leaks a day.",
            "OAB-dry.",
            "Urinary urgency, frequency and nocturia x 4.",
            "Urgency incontinence failing drugs.",
            "Idiopathic urinary retention.",
            "Severe urge leakage, 6 pads a day.",
            "Detrusor overactivity with urge leakage on urodynamics.",
            "Frequency q30 min with urgency.",
            "N39.41",
        ],
        [
            "Sacral nerve stimulation for fecal incontinence.",
            "InterStim for bowel leakage only.",
        ],
        [
            "No urge incontinence.",
            "Denies urgency and frequency.",
            "Sister has urge incontinence.",
            "[ ] Urge incont  [X] stress  [ ] retention",
            "Water retention of the legs.",
            "Stress incontinence only.",
            "Risk of urinary retention after Botox was discussed.",
            "Rule out overactive bladder.",
            "Pelvic pain.",
            "Frequency of headaches is lower.",
        ],
    ),
    "snm_surgical_candidate": (
        [
            "Surgical candidate: yes - ASA 2, INR nl, can use the remote.",
            "Surgery OK per cardiology 10/20: appropriate candidate, low risk.",
            "Good candidate for stage 2.",
            "ASA II, cleared for MAC.",
            "PCP clearance obtained.",
            "Medically cleared for the implant.",
            "Acceptable operative risk.",
            "She is an appropriate surgical candidate.",
            "Fit for surgery.",
            "Healthy for the procedure, ASA 2.",
            "No contraindication to surgery.",
            "Pre-op clearance done, low risk.",
            "OK for surgery per anesthesia.",
            "Suitable for implantation.",
            "Able to undergo the procedure under sedation.",
            "Appropriate surgical candidate? Yes",
            "Candidate for surgery: [x] yes  [ ] no",
        ],
        [
            "Not a surgical candidate.",
            "Surgical candidate: no.",
            "Poor surgical candidate due to severe COPD.",
            "Not fit for anesthesia.",
            "Prohibitive surgical risk.",
            "Cardiology: not cleared for surgery.",
            "Too frail for an operation.",
        ],
        [
            "Surgical clearance pending.",
            "Will obtain cardiac clearance.",
            "Surgical candidate: ____",
            "Candidate for surgery: [ ] yes  [ ] no",
            "If cleared by cardiology we proceed.",
            "Her husband is a good surgical candidate.",
            "Not a candidate for Botox.",
            "Good candidate for physical therapy.",
            "Cleared for MRI.",
            "Await anesthesia evaluation.",
            "Refer to cardiology for clearance.",
        ],
    ),
    "snm_stress_incontinence": (
        [
            "SUI with cough.",
            "Leaks with cough and sneeze.",
            "Positive cough stress test.",
            "Stress UI on urodynamics.",
            "+ SUI.",
            "Stress incontinence predominant.",
        ],
        [
            "no SUI with Valsalva.",
            "No obstruction, no SUI with Valsalva.",
            "SUI: none.",
            "No leak with cough.",
            "No leakage on Valsalva.",
            "Cough stress test neg.",
            "CST negative.",
            "Denies leakage with coughing.",
            "No stress component.",
            "No stress leakage on UDS.",
            "Stress incontinence: no",
            "SUI (-).",
            "Valsalva: no leak.",
            "Does not leak with coughing, sneezing or lifting.",
            "UDS: DO, no stress UI, no obstruction.",
        ],
        [
            "Mother had SUI.",
            "Stress test of the heart negative.",
            "Stress at work.",
            "Stress incontinence: ____",
            "Nuclear stress test normal.",
            "SUI repaired with a sling in 2015.",
            "Rule out SUI with urodynamics.",
        ],
    ),
    "snm_obstruction": (
        [
            "BPH with obstruction.",
            "Bladder outlet obstruction on urodynamics.",
            "BOO.",
            "High pressure, low flow: obstructed.",
            "Urethral stricture seen on cystoscopy.",
            "Obstructive pattern on pressure-flow study.",
        ],
        [
            "no obstruction, no SUI with Valsalva.",
            "TURP 2023, cysto 8/26 open fossa, PVR 20 - no outlet obstruction.",
            "No BOO.",
            "BOO: none.",
            "UDS: unobstructed.",
            "Obstruction: no.",
            "BOOI 12, not obstructed.",
            "PF study neg for obstruction.",
            "Cystoscopy: no stricture, no obstruction.",
            "No evidence of outlet obstruction.",
            "Non-obstructed voiding.",
            "Non-obstructive urinary retention.",
            "Urethra normal, no obstructing prostate.",
            "Outlet open, not obstructing.",
        ],
        [
            "History of small bowel obstruction.",
            "Chronic obstructive pulmonary disease.",
            "Obstructive sleep apnea.",
            "UDS to rule out obstruction.",
            "Obstruction: ____",
            "Father had prostate obstruction.",
            "If obstruction is found we do a TURP.",
            "Ureteral obstruction by a stone in 2010.",
        ],
    ),
    "snm_neurologic_cause": (
        [
            "Multiple sclerosis with neurogenic bladder.",
            "Parkinson's disease, on levodopa.",
            "Neurogenic detrusor overactivity after a T8 injury.",
            "Spina bifida.",
            "Cauda equina syndrome.",
            "Bladder symptoms due to MS.",
        ],
        [
            "Neuro: none; MRI brain/spine nl (6/25).",
            "Neuro hx: none.",
            "No neuro dz.",
            "No neurologic dx.",
            "Neurologic disease: none.",
            "No hx of MS, Parkinson's, stroke or SCI.",
            "Neuro exam nonfocal.",
            "No neurologic disease on neurology consult.",
            "Neuro: negative.",
            "Non-neurogenic OAB.",
            "Idiopathic, no neurologic disease.",
            "Denies neurologic disease.",
            "No neurological disorder.",
            "Neurologic work-up negative.",
            "No MS, no PD, no SCI.",
            "Neurology eval: no neurologic cause for the bladder.",
            "MRI of the spine normal, no neuro deficits.",
        ],
        [
            "Parkinson's work up by neuro 10/2026 - pending, tremor on R.",
            "Brother has Parkinson's.",
            "Diabetic neuropathy of the feet.",
            "Possible multiple sclerosis, MRI pending.",
            "I cannot say yet whether this is Parkinson disease or essential tremor.",
            "Neurologic disease: ____",
            "Neurology referral placed.",
            "Neuro: neg so far, neurology consult pending.",
            "Rule out MS.",
        ],
    ),
    "snm_diary": (
        [
            "Diary filled by pt, legible, all 3+4 days.",
            "Baseline diary (9/30-10/2) handed in: 21, 22, 20 voids.",
            "3-day bladder diary reviewed.",
            "Voiding diary completed x 3 days.",
            "Able to keep a diary.",
            "Diary kept: yes.",
            "Bladder diary: 14 voids/day, 3 leaks.",
            "Bladder log returned by the patient.",
            "Frequency volume chart kept 5/1-5/3.",
            "FVC: 15 voids.",
            "Pt capable of completing voiding diaries.",
            "See attached voiding diary.",
            "Keeps a good diary on her phone.",
        ],
        [
            "Unable to keep a voiding diary.",
            "Cannot complete a voiding diary because of dementia.",
            "Able to keep a diary: no.",
            "Patient is not able to complete a bladder diary.",
            "Incapable of keeping a voiding diary.",
        ],
        [
            "Will keep a voiding diary before the next visit.",
            "Given a diary to fill in.",
            "Diary: ____",
            "Diary lost.",
            "Forgot her diary.",
            "Bladder diary to be mailed.",
            "Please bring a voiding diary.",
            "Headache diary kept.",
            "Test-week diary was given to pt - to be mailed.",
            "Food diary kept.",
            "A voiding diary is required.",
        ],
    ),
}  # fmt: skip
ROWS = [
    (words, concept, answer)
    for concept, told_so in WORDS.items()
    for answer, sayings in zip((True, False, None), told_so, strict=True)
    for words in sayings
]


@pytest.mark.parametrize(("words", "concept", "answer"), ROWS)
def test_what_a_visit_tells(words: str, concept: str, answer: bool | None) -> None:
    found = {f.presence for f in told(words, concept) if f.time is not Time.PAST} - {Presence.POSSIBLE}
    assert found == ({Presence.PRESENT} if answer else {Presence.ABSENT} if answer is False else set())


TREATMENTS: list[tuple[str, str | None]] = [
    ("Failed: bladder training + PFPT 12 wk (2025), oxybutynin (dry mouth), mirabegron 50 x 4 mo no help.", "failed"),
    ("Failed timed voiding, fluid mgmt, solifenacin, vibegron, PT.", "failed"),
    ("PTNS 12 wk 0 change.", "failed"),
    ("onabotA 100 U 11/2025 -> retention.", "failed"),
    ("Refractory to behavioral therapy and 2 anticholinergics.", "failed"),
    ("Tried and failed: Myrbetriq, Vesicare.", "failed"),
    ("Gemtesa x 3 mo: no relief.", "failed"),
    ("s/p PTNS, Botox, both ineffective.", "failed"),
    ("D/C'd tolterodine due to dry mouth.", "failed"),
    ("Intolerant of oxybutynin.", "failed"),
    ("Mirabegron: stopped, BP up.", "failed"),
    ("Kegels, timed voids: minimal benefit.", "failed"),
    ("Prior tx: solifenacin (ineffective), trospium (constipation).", "failed"),
    ("Inadequate response to two antimuscarinics.", "failed"),
    ("Meds tried w/o success: oxybutynin, fesoterodine.", "failed"),
    ("Tamsulosin and CIC did not restore voiding.", "failed"),
    ("Takes mirabegron, working well.", None),
    ("Start mirabegron today.", None),
    ("Will refer for PFPT.", None),
    ("Mother failed oxybutynin.", None),
    ("If mirabegron fails we consider Botox.", None),
    ("Oxybutynin helped a lot.", None),
    ("Failed kidney transplant.", None),
    ("Heart failure on furosemide.", None),
    ("Allergies: oxybutynin.", None),
    ("Failed physical therapy for her shoulder.", None),
    ("No behavioral therapy or medication tried to date.", "none"),
    ("No meds tried yet.", "none"),
]


@pytest.mark.parametrize(("words", "outcome"), TREATMENTS)
def test_treatments(words: str, outcome: str | None) -> None:
    found = {"none" if f.presence is Presence.ABSENT else f.qualifiers["outcome"] for f in told(words, "snm_treatment")}
    assert found - {"tried"} == ({outcome} if outcome else set())


RESULTS: list[tuple[str, str | None]] = [
    ("Diary: leaks 7.0/day at baseline, 2.0/day during the test, -71%.", "71.4"),
    ("Trial diary: UUI episodes 6.3 -> 1.5/d.", "76.2"),
    ("Voiding diary during PNE: voids decreased from 18 to 8 per day.", "55.6"),
    ("Diary on test stim: leaks down 80%.", "80"),
    ("By diary: 70% fewer leaks in the trial.", "70"),
    ("Bladder diary: baseline 10 leaks/day; trial 3 leaks/day.", "70.0"),
    ("Diary (trial): cath volume 450 -> 150 ml.", "66.7"),
    ("Trial diary shows only 30% fewer leaks.", "30"),
    ("Diary improvement during test stim 38%.", "38"),
    ("Voiding diary: trial leaks 8/d (baseline 9/d).", "11.1"),
    ("Diary: cath volumes 420 mL before, 120 mL in the test phase.", "71.4"),
    ("Test stim: reports ~60% better. He is very pleased.", None),
    ("pt reports being much better - 90%.", None),
    ("Trial successful >=50%: [X]", None),
    ("Trial: goal is a 50% reduction of leaks by diary.", None),
    ("Trial diary not received; says 80% better.", None),
    ("Diary will show whether there is 50% improvement in the trial.", None),
    ("The diary must show >= 50% improvement during the test.", None),
    ("Daughter's trial diary: leaks 8 -> 1.", None),
    ("TENS trial diary: pain 8 -> 2.", None),
]


@pytest.mark.parametrize(("words", "value"), RESULTS)
def test_results(words: str, value: str | None) -> None:
    assert [str(f.number) for f in told(words, "snm_test_improvement")] == ([value] if value else [])


TABLES: list[tuple[str, str | None]] = [
    (
        "                       BASELINE 8/24-8/26       TEST 9/11-9/14\n"
        "leaks /day               7, 6, 8   avg 7.0      2, 3, 1, 2  avg 2.0     => -71 %\n"
        "voids/day                13 avg                 9 avg                   => -31 %\n",
        "71.4",
    ),
    ("| Symptom | Pre | Trial |\n|---|---|---|\n| UUI/day | 6 | 2 |\n| Voids | 14 | 12 |\n", "66.7"),
    ("Symptom        Before     On stim\nUrge leaks     8          7\nPads           5          4\n", "20.0"),
    ("Symptom        Baseline     Post-op pain\nLeaks          8          7\n", None),
]


@pytest.mark.parametrize(("rows", "value"), TABLES)
def test_tables(rows: str, value: str | None) -> None:
    words = f"VOIDING DIARY SUMMARY, sacral nerve test stimulation\nPatient: Agnes Torvald\n\n{rows}\n"
    found = [f for f in bladder_stimulation(paper(words)) if f.concept == "snm_test_improvement"]
    assert [str(f.number) for f in found] == ([value] if value else [])

"""Sleep complaints and illnesses of heart and vessels as notes mention them."""

from __future__ import annotations

import pytest

from accord.evidence.readers.mentions import is_state, mentions
from accord.records.findings import Presence, Time, Whose
from tests.evidence.readers.notes import note

# p: present, a: said to be absent, n: neither
MENTIONS: list[tuple[str, str, str]] = [
    ("Falls asleep at red lights.", "daytime_sleepiness", "p"),
    ("Dozes off in meetings.", "daytime_sleepiness", "p"),
    ("Denies daytime sleepiness.", "daytime_sleepiness", "a"),
    ("No EDS.", "daytime_sleepiness", "a"),
    ("Not sleepy during the day.", "daytime_sleepiness", "a"),
    ("She does not nap.", "daytime_sleepiness", "n"),
    ("Fatigue and tiredness all day.", "daytime_sleepiness", "n"),
    ("Falls asleep easily at night.", "daytime_sleepiness", "n"),
    ("Husband is sleepy.", "daytime_sleepiness", "n"),
    ("Trouble staying asleep, wakes at 3 am.", "insomnia", "p"),
    ("No difficulty falling asleep.", "insomnia", "a"),
    ("Insomnia treated with trazodone.", "insomnia", "p"),
    ("Denies insomnia.", "insomnia", "a"),
    ("Depression, on sertraline.", "mood_disorder", "p"),
    ("PMH: MDD", "mood_disorder", "p"),
    ("Mother with depression.", "mood_disorder", "n"),
    ("ST depression on ECG.", "mood_disorder", "n"),
    ("Denies depressed mood.", "mood_disorder", "a"),
    ("Memory problems at work.", "impaired_cognition", "p"),
    ("No memory loss.", "impaired_cognition", "a"),
    ("Poor concentration.", "impaired_cognition", "p"),
    ("Forgetful lately.", "impaired_cognition", "p"),
    ("HTN on lisinopril.", "hypertension", "p"),
    ("No history of hypertension.", "hypertension", "a"),
    ("Pulmonary hypertension.", "hypertension", "n"),
    ("Father had HTN.", "hypertension", "n"),
    ("h/o CVA 2019", "stroke", "p"),
    ("s/p MI 2015 with stent", "ischemic_event", "p"),
    ("CAD s/p CABG", "ischemic_heart_disease", "p"),
    ("No CAD, MI or angina.", "ischemic_heart_disease", "a"),
    ("Never had a stroke or heart attack.", "stroke", "a"),
    ("TIA in 2020.", "stroke", "n"),
    ("Stroke risk discussed.", "stroke", "n"),
    ("High BP since 2010, takes losartan", "hypertension", "p"),
    ("Elevated blood pressure today 150/90.", "hypertension", "n"),
    ("BP: hypertensive at 160/95 today", "hypertension", "n"),
    ("Hx of ischemic stroke, residual left weakness", "stroke", "p"),
    ("rule out hypertension", "hypertension", "n"),
    ("Problem list: I10 Essential hypertension", "hypertension", "p"),
    ("Severe OSA.", "obstructive_sleep_apnea", "p"),
    ("Suspected OSA.", "obstructive_sleep_apnea", "n"),
    ("Likely OSA, order HST.", "obstructive_sleep_apnea", "n"),
    ("Obstructive sleep apnea, moderate", "obstructive_sleep_apnea", "p"),
    ("Rule out OSA", "obstructive_sleep_apnea", "n"),
    ("No evidence of OSA.", "obstructive_sleep_apnea", "a"),
    ("Screening for OSA positive", "obstructive_sleep_apnea", "n"),
    ("OSA newly diagnosed, AHI 22", "obstructive_sleep_apnea", "p"),
    ("Concern for obstructive sleep apnea", "obstructive_sleep_apnea", "n"),
    ("High risk for OSA by STOP-BANG", "obstructive_sleep_apnea", "n"),
    ("Brother has OSA.", "obstructive_sleep_apnea", "n"),
    ("Evaluate for sleep apnea", "obstructive_sleep_apnea", "n"),
    ("Assessment: 1. OSA (G47.33)", "obstructive_sleep_apnea", "p"),
    ("Symptoms suggestive of obstructive sleep apnea", "obstructive_sleep_apnea", "n"),
    ("Study consistent with moderate OSA.", "obstructive_sleep_apnea", "p"),
    ("Pretest probability of OSA is high", "obstructive_sleep_apnea", "n"),
    ("?OSA", "obstructive_sleep_apnea", "n"),
    ("DES to mid LAD 2019.", "ischemic_event", "p"),
    ("His son, home for a visit, recorded him snoring.", "snoring", "p"),
    ("Daughter counted pauses in her breathing.", "witnessed_apnea", "p"),
    ("Her sister, 80, hears her snoring through the wall.", "snoring", "p"),
    ("Son, who lives downstairs, complains of his snoring.", "snoring", "p"),
    ("Brother filmed him snoring.", "snoring", "p"),
    ("His brother, who snores, told him to come.", "snoring", "n"),
    ("Her father, a loud snorer, died at 60.", "snoring", "n"),
    ("Two stents placed in the RCA after a heart attack.", "ischemic_event", "p"),
    ("Quadruple bypass in 2011.", "ischemic_event", "p"),
    ("PTCA of the circumflex, 2008", "ischemic_event", "p"),
    ("Old inferior infarct on echo.", "ischemic_event", "p"),
    ("Three-vessel CAD, medical therapy.", "ischemic_heart_disease", "p"),
    ("No angina since the stent.", "angina", "a"),
    ("Nitroglycerin for stable angina.", "angina", "p"),
    ("Right MCA infarct with left arm weakness.", "stroke", "p"),
    ("Small frontal infarct in 2020, no deficit.", "stroke", "p"),
    ("No history of hypertension, heart disease, or stroke.", "stroke", "a"),
    ("No history of high blood pressure, heart disease or stroke.", "stroke", "a"),
    ("Denies diabetes, chronic kidney disease, or hypertension.", "hypertension", "a"),
    ("No prior MI, severe asthma or CVA.", "stroke", "a"),
    ("No cardiac disease.", "heart_disease", "a"),
    ("BP has always been normal.", "normotensive", "p"),
    ("Blood pressure always good.", "normotensive", "p"),
    ("Never had blood pressure problems.", "normotensive", "p"),
    ("BPs are always normal at home.", "normotensive", "p"),
    ("Lifelong low blood pressure.", "normotensive", "p"),
    ("BP has always been normal on lisinopril.", "normotensive", "n"),
    ("BP is always good with amlodipine.", "normotensive", "n"),
    ("BP was always normal until 2019.", "normotensive", "n"),
    ("BP is always normal since valsartan was started.", "normotensive", "n"),
    ("BP has not always been normal.", "normotensive", "n"),
    ("BP normal today.", "normotensive", "n"),
    ("Her husband's BP has always been normal.", "normotensive", "n"),
    ("Never took her blood pressure medication as told.", "normotensive", "n"),
    ("BP 122/70, not hypertensive.", "hypertensive", "a"),
]


@pytest.mark.parametrize(("sentence", "concept", "expected"), MENTIONS)
def test_a_mention_is_present_absent_or_neither(sentence: str, concept: str, expected: str) -> None:
    found = [
        f
        for f in mentions(note(sentence))
        if f.concept == concept and f.whose is Whose.PATIENT and f.time is not Time.PLANNED
    ]
    shown = {Presence.PRESENT: "p", Presence.ABSENT: "a", Presence.POSSIBLE: "n"}[found[0].presence] if found else "n"
    assert shown == expected


# sentences that mention a thing and do not say that the patient has it
NEVER_PRESENT: list[tuple[str, str]] = [
    ("Falls asleep at 11 pm and wakes at 6.", "daytime_sleepiness"),
    ("Falls asleep in 10 minutes.", "daytime_sleepiness"),
    ("Gets sleepy at bedtime.", "daytime_sleepiness"),
    ("Rarely naps.", "daytime_sleepiness"),
    ("Sleepiness: none", "daytime_sleepiness"),
    ("Daytime sleepiness [ ] yes [x] no", "daytime_sleepiness"),
    ("She is not drowsy while driving.", "daytime_sleepiness"),
    ("No drowsy driving.", "daytime_sleepiness"),
    ("Her husband falls asleep at work.", "daytime_sleepiness"),
    ("Avoid driving if sleepy.", "daytime_sleepiness"),
    ("Medication may cause drowsiness.", "daytime_sleepiness"),
    ("Call if daytime sleepiness returns.", "daytime_sleepiness"),
    ("Depression screen negative.", "mood_disorder"),
    ("PHQ-9 depression scale 3.", "mood_disorder"),
    ("PHQ-9 (depression) score = 2 of 27", "mood_disorder"),
    ("ISI (insomnia severity index) 4", "insomnia"),
    ("Insomnia Severity Index: 6", "insomnia"),
    ("No vascular disease, chronic lung disease or stroke.", "stroke"),
    ("Stent in the common bile duct.", "ischemic_event"),
    ("Carotid stent 2016.", "ischemic_event"),
    ("CAD risk factors reviewed.", "ischemic_heart_disease"),
    ("Coronary artery disease screening offered.", "ischemic_heart_disease"),
    ("Sleepiness at night only.", "daytime_sleepiness"),
    ("Heart cath 2019 clean, no stents placed in the LAD.", "ischemic_event"),
    ("Cardiac stents: none", "ischemic_event"),
    ("Untreated apnea can cause stroke, heart attack and hypertension.", "ischemic_event"),
    ("Wife s/p CABG.", "ischemic_event"),
    ("Femoral bypass graft.", "ischemic_event"),
    ("Brother had a triple bypass.", "ischemic_event"),
    ("Aspirin to prevent a heart attack.", "ischemic_event"),
    ("Splenic infarct.", "stroke"),
    ("No depression or anxiety.", "mood_disorder"),
    ("Mood: euthymic.", "mood_disorder"),
    ("Depression screening performed.", "mood_disorder"),
    ("Hx depression in her daughter", "mood_disorder"),
    ("Mini-Cog 5/5, memory intact.", "impaired_cognition"),
    ("Denies memory problems.", "impaired_cognition"),
    ("Mother had dementia.", "impaired_cognition"),
    ("MCI ruled out.", "impaired_cognition"),
    ("No CVA tenderness.", "stroke"),
    ("Increased risk of stroke with untreated OSA.", "stroke"),
    ("Stroke prevention discussed.", "stroke"),
    ("Neuro: no focal deficits, no stroke.", "stroke"),
    ("Family history: stroke in father", "stroke"),
    ("FH: HTN (mother), CVA (father)", "stroke"),
    ("Wife had a stroke.", "stroke"),
    ("Denies h/o MI, CVA.", "stroke"),
    ("Patient's mother had a heart attack at 60.", "ischemic_event"),
    ("Chest pain, angina ruled out.", "angina"),
    ("Stress test negative for ischemia, no CAD.", "ischemic_heart_disease"),
    ("Detroit, MI 48201", "ischemic_event"),
    ("Screened for hypertension; normal.", "hypertension"),
    ("Normotensive, no htn.", "hypertension"),
    ("White coat hypertension.", "hypertension"),
    ("Borderline hypertension, not treated.", "hypertension"),
    ("Untreated OSA can lead to hypertension and stroke.", "hypertension"),
    ("Hypertension: denies", "hypertension"),
    ("ROS: neg for hypertension", "hypertension"),
    ("Portal hypertension.", "hypertension"),
    ("Prehypertension.", "hypertension"),
    ("Sleep study was negative for OSA.", "obstructive_sleep_apnea"),
    ("If the test shows OSA, start CPAP.", "obstructive_sleep_apnea"),
    ("OSA vs central apnea.", "obstructive_sleep_apnea"),
    ("OSA cannot be excluded.", "obstructive_sleep_apnea"),
    ("OSA screening questionnaire positive.", "obstructive_sleep_apnea"),
    ("Does not have OSA.", "obstructive_sleep_apnea"),
    ("Probable OSA, HSAT pending.", "obstructive_sleep_apnea"),
    ("Presumed OSA", "obstructive_sleep_apnea"),
    ("Symptoms concerning for OSA", "obstructive_sleep_apnea"),
    ("Referred for OSA testing", "obstructive_sleep_apnea"),
    ("Test for OSA", "obstructive_sleep_apnea"),
    ("Obesity, at risk for OSA", "obstructive_sleep_apnea"),
    ("No snoring.", "snoring"),
    ("Denies snoring or witnessed apneas.", "witnessed_apnea"),
]


@pytest.mark.parametrize(("sentence", "concept"), NEVER_PRESENT)
def test_a_mention_that_does_not_say_that_the_patient_has_it(sentence: str, concept: str) -> None:
    found = [f for f in mentions(note(sentence)) if f.concept == concept]
    assert not [
        f for f in found if f.presence is Presence.PRESENT and f.whose is Whose.PATIENT and f.time is not Time.PLANNED
    ]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Ann Arbor, MI 48109", True),
        ("12 Main St, Lansing, MI\n", True),
        ("HTN, CAD, MI, CVA", False),
        ("Diabetes, MI\n", False),
        ("s/p MI 2015", False),
    ],
)
def test_two_capitals_may_be_the_state_of_an_address(text: str, state: bool) -> None:
    start = text.index("MI")
    assert is_state(text, start, start + 2) is state

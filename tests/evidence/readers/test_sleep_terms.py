"""Sleep complaints and illnesses of heart and vessels as notes mention them."""

from __future__ import annotations

import pytest

from accord.evidence.readers.mentions import mentions
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
    ("s/p MI 2015 with stent", "ischemic_heart_disease", "p"),
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

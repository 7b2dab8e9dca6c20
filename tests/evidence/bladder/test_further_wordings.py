"""Further wordings about a bladder and its test stimulation, written apart from the readers, and what must not be taken so."""

from __future__ import annotations

import pytest

from accord.evidence.readers.bladder.reader import bladder_stimulation
from accord.records.findings import Time
from tests.evidence.readers.notes import note

# (concept, answer): wordings
WORDS: dict[tuple[str, str | None], tuple[str, ...]] = {
    ("snm_indication", "present"): (
        "OAB with UUI.",
        "Severe urge incontinence.",
        "urgency/frequency x 4 yr",
        "Chronic non-obstructive retention.",
        "Idiopathic nonobstructive retention, PVR 500.",
        "Wet OAB refractory to meds.",
        "Frequency/urgency syndrome.",
        "Refractory urgency UI.",
        "Overactive bladder, urge predominant.",
    ),
    ("snm_indication", None): (
        "No OAB.",
        "Denies urgency.",
        "Retention of sutures.",
        "Chronic pelvic pain only.",
    ),
    ("snm_surgical_candidate", "present"): (
        "Good surgical candidate.",
        "Low surgical risk.",
        "Cleared by PCP for surgery.",
        "Cardiac clearance given.",
        "Appropriate for sacral neuromodulation surgery.",
        "Surgical candidate - yes.",
        "OK to proceed with surgery.",
        "Candidate for implantation under MAC.",
        "Anesthesia: acceptable risk, ASA 3.",
        "No contraindications to implant.",
        "Healthy enough for surgery.",
        "Medically optimized for surgery.",
    ),
    ("snm_surgical_candidate", "absent"): (
        "Not a candidate for surgery.",
        "Unfit for surgery.",
        "Surgery contraindicated.",
    ),
    ("snm_surgical_candidate", None): (
        "Clearance requested.",
        "Is she a surgical candidate?",
        "Awaiting PCP clearance.",
        "Would be a good candidate if cleared.",
    ),
    ("snm_stress_incontinence", "absent"): (
        "No SUI.",
        "Negative for SUI.",
        "Denies SUI sx.",
        "Neg CST.",
        "No leak w/ cough or Valsalva.",
        "No stress UI.",
        "Stress leak: none.",
        "SUI absent.",
        "No demonstrable SUI on UDS.",
        "No urine loss with coughing.",
        "Dry with cough.",
    ),
    ("snm_stress_incontinence", "present"): (
        "SUI and UUI both.",
        "Leaks w/ laughing and sneezing.",
        "Stress incont on exam.",
        "Leakage with exertion.",
    ),
    ("snm_obstruction", "absent"): (
        "No outlet obstruction on VUDS.",
        "Obstruction ruled out.",
        "Not obstructed.",
        "UDS neg for BOO.",
        "No BPH.",
        "No urethral obstruction.",
        "Cysto neg for stricture/obstruction.",
        "Pressure flow: no obstruction.",
        "BOO excluded.",
        "Flow unobstructed.",
    ),
    ("snm_obstruction", "present"): (
        "BPH/BOO.",
        "Obstructed on PFS.",
        "UDS c/w BOO.",
        "Bladder neck obstruction.",
        "LUTS from obstructing prostate.",
    ),
    ("snm_neurologic_cause", "absent"): (
        "No neurogenic etiology.",
        "Neuro WNL.",
        "No known neuro disease.",
        "No neurologic conditions.",
        "No h/o neurologic disorder.",
        "Denies MS/PD/CVA/SCI.",
        "Neurologically intact.",
        "MRI neg, no neuro cause.",
        "No spinal cord disease.",
        "Neurologic: normal",
        "PMH neg for neuro disease.",
    ),
    ("snm_neurologic_cause", "present"): (
        "PD on Sinemet.",
        "SCI T6.",
        "NDO from MS.",
        "Neurogenic bladder 2/2 spina bifida.",
    ),
    ("snm_neurologic_cause", None): (
        "r/o PD.",
        "Mother has MS.",
        "Neurology to see for ?MS.",
        "MS contin 15 mg.",
    ),
    ("snm_diary", "present"): (
        "Brought in her 3 day diary.",
        "Bladder diaries reviewed.",
        "Completed voiding diary.",
        "Voiding log: 15x/day.",
        "Diary compliant.",
        "Diary attached.",
        "Maintains diary reliably.",
    ),
    ("snm_diary", "absent"): (
        "Cannot keep a diary.",
        "Unable to do diary due to blindness.",
        "Diary not completed.",
        "Could not keep a diary.",
    ),
    ("snm_diary", None): (
        "Will mail diary.",
        "Diary pending.",
        "Diary instructions given.",
        "Sleep diary.",
        "Diary blank.",
    ),
}
ROWS = [(words, concept, answer) for (concept, answer), sayings in WORDS.items() for words in sayings]


@pytest.mark.parametrize(("words", "concept", "answer"), ROWS)
def test_further_wordings(words: str, concept: str, answer: str | None) -> None:
    chart = note(f"Seen for sacral neuromodulation.\n\n{words}")
    found = {f.presence.value for f in bladder_stimulation(chart) if f.concept == concept and f.time is not Time.PAST}
    assert found - {"possible"} == ({answer} if answer else set())

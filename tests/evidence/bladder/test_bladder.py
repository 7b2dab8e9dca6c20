"""What notes tell of the bladder before and during a test stimulation, and what they do not tell."""

from __future__ import annotations

import pytest

from accord.evidence.readers.bladder.reader import bladder_stimulation
from accord.records.findings import Finding, Presence
from tests.evidence.readers.notes import note

LEAD = "Seen for sacral nerve stimulation.\n\n"


def told(words: str, concept: str) -> list[Finding]:
    return [f for f in bladder_stimulation(note(LEAD + words)) if f.concept == concept]


TOLD: list[tuple[str, str, bool | None]] = [
    ("Urge incontinence for six years.", "snm_indication", True),
    ("Refractory OAB wet.", "snm_indication", True),
    ("Non-obstructive urinary retention.", "snm_indication", True),
    ("Urgency and frequency, 18 voids a day.", "snm_indication", True),
    ("No urge incontinence.", "snm_indication", None),
    ("Mother has overactive bladder.", "snm_indication", None),
    ("Sacral nerve stimulation for fecal incontinence.", "snm_indication", False),
    ("Good surgical candidate.", "snm_surgical_candidate", True),
    ("Cleared for surgery by cardiology.", "snm_surgical_candidate", True),
    ("Not a surgical candidate.", "snm_surgical_candidate", False),
    ("Too frail for anesthesia.", "snm_surgical_candidate", False),
    ("Whether she is a good surgical candidate is open.", "snm_surgical_candidate", None),
    ("No stress incontinence.", "snm_stress_incontinence", False),
    ("Cough test negative.", "snm_stress_incontinence", False),
    ("Stress urinary incontinence on exam.", "snm_stress_incontinence", True),
    ("Leaks with coughing.", "snm_stress_incontinence", True),
    ("Her sister has stress incontinence.", "snm_stress_incontinence", None),
    ("Pressure-flow study unobstructed.", "snm_obstruction", False),
    ("No bladder outlet obstruction.", "snm_obstruction", False),
    ("BPH with obstruction.", "snm_obstruction", True),
    ("History of small bowel obstruction.", "snm_obstruction", None),
    ("No neurologic disease.", "snm_neurologic_cause", False),
    ("Neurologic exam normal.", "snm_neurologic_cause", False),
    ("Multiple sclerosis since 2010.", "snm_neurologic_cause", True),
    ("Neurogenic bladder.", "snm_neurologic_cause", True),
    ("Brother with multiple sclerosis.", "snm_neurologic_cause", None),
    ("Diabetic neuropathy of the feet.", "snm_neurologic_cause", None),
    ("Three-day voiding diary reviewed: 14 voids a day.", "snm_diary", True),
    ("Unable to keep a voiding diary.", "snm_diary", False),
    ("Will keep a voiding diary before the next visit.", "snm_diary", None),
    ("Will do a bladder diary.", "snm_diary", None),
    ("Given a voiding diary.", "snm_diary", None),
    ("Headache diary kept.", "snm_diary", None),
]


@pytest.mark.parametrize(("words", "concept", "answer"), TOLD)
def test_the_condition(words: str, concept: str, answer: bool | None) -> None:
    found = {f.presence for f in told(words, concept)}
    assert found == ({Presence.PRESENT} if answer else {Presence.ABSENT} if answer is False else set())


TREATMENTS: list[tuple[str, str | None]] = [
    ("Failed oxybutynin, mirabegron and pelvic floor physical therapy.", "failed"),
    ("Tolterodine stopped for dry mouth.", "failed"),
    ("Botox 100 units gave no lasting benefit.", "failed"),
    ("Bladder training for three months. No change.", "failed"),
    ("Takes mirabegron.", None),
    ("Doing well on mirabegron.", None),
    ("Will start mirabegron.", None),
    ("We discussed Botox as an option.", None),
    ("Her mother failed oxybutynin.", None),
    ("Refractory overactive bladder.", None),
    ("No prior therapy has been tried.", "none"),
    ("Treatment-naive.", "none"),
]


@pytest.mark.parametrize(("words", "outcome"), TREATMENTS)
def test_treatments(words: str, outcome: str | None) -> None:
    found = {"none" if f.presence is Presence.ABSENT else f.qualifiers["outcome"] for f in told(words, "snm_treatment")}
    assert found - {"tried"} == ({outcome} if outcome else set())


RESULTS: list[tuple[str, str | None]] = [
    ("Test stimulation diary: leaks from 8 to 2 per day.", "75.0"),
    ("Trial diary shows a 60% reduction of leaks.", "60"),
    ("Voiding diary during the trial: voids 16 -> 9.", "43.8"),
    ("Trial diary: voided volume from 100 to 220 ml.", "120.0"),
    ("She feels 80% better after the trial. No diary was kept.", None),
    ("Much better during the trial by her diary.", None),
    ("A diary must show at least 50% fewer leaks in the trial.", None),
    ("If the trial diary shows 50% improvement we implant.", None),
    ("Her sister's diary: leaks from 8 to 2 in the trial.", None),
    ("Trial: 80% better. Diary not returned.", None),
]


@pytest.mark.parametrize(("words", "value"), RESULTS)
def test_results(words: str, value: str | None) -> None:
    assert [str(f.number) for f in told(words, "snm_test_improvement")] == ([value] if value else [])


def test_a_table_of_baseline_and_trial() -> None:
    words = "Voiding diary\n\nSymptom          Baseline    Trial\nLeaks per day    6           2\nVoids per day    14          11\n"
    assert [str(f.number) for f in told(words, "snm_test_improvement")] == ["66.7"]

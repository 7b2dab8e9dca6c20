"""What sentences tell of a stimulator, and what they do not."""

from __future__ import annotations

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.stimulator.reader import stimulator
from accord.records.findings import Finding, Time, Whose
from tests.evidence.readers.spine_notes import chart_of

NOTE = "Riverbend Pain Clinic\nOffice visit 06/10/2026\nPatient: Ada Nowak   DOB 02/03/1950\n\nSeen for a spinal cord stimulator.\n"
TRIAL = (
    "Riverbend Pain Clinic\nPost-trial visit 06/10/2026\nPatient: Ada Nowak   DOB 02/03/1950\n\n"
    "Spinal cord stimulator trial leads pulled today.\n"
)
PSYCH = (
    "Riverbend Behavioral Health\nPsychological evaluation for spinal cord stimulator   06/01/2026\n"
    "Patient: Ada Nowak   DOB 02/03/1950\n\nInterview and testing.\n"
)
SIGNED = "\n\nJo Marsh, PhD, licensed psychologist\n"


def chart(text: str) -> Chart:
    return chart_of({"note.txt": text}, codes=("63650",))


def told(concept: str, text: str) -> list[Finding]:
    """The findings of a concept that speak of the patient, and of what is or was."""
    return [
        found
        for found in stimulator(chart(text))
        if found.concept == concept and found.whose is Whose.PATIENT and found.time is not Time.PLANNED
    ]


def said(concept: str, text: str) -> set[str]:
    return {found.presence.value for found in told(concept, text)}


STATED = [
    ("scs_chronic_pain", "present", "Leg pain for 6 years after a laminectomy."),
    ("scs_chronic_pain", "present", "She has had constant back pain since 2018."),
    ("scs_chronic_pain", "present", "Chronic intractable low back pain."),
    ("scs_chronic_pain", "present", "10-year history of bilateral leg pain."),
    ("scs_chronic_pain", "present", "Dx: failed back surgery syndrome."),
    ("scs_chronic_pain", "absent", "Acute low back pain after lifting a box."),
    ("scs_late_resort", "present", "We are at the end of the list."),
    ("scs_late_resort", "present", "All conservative treatments have been exhausted."),
    ("scs_late_resort", "present", "This is a last resort for her."),
    ("scs_late_resort", "present", "There is nothing left to offer him."),
    ("scs_late_resort", "present", "No other options remain."),
    ("scs_late_resort", "absent", "He has not yet exhausted conservative treatment."),
    ("scs_late_resort", "absent", "Other treatments remain available."),
    ("scs_substance_abuse", "absent", "Denies illicit drug use."),
    ("scs_substance_abuse", "absent", "No history of substance abuse."),
    ("scs_substance_abuse", "absent", "Opioid use disorder in sustained remission since 2015."),
    ("scs_substance_abuse", "absent", "AUDIT-C 1, DAST-10 0."),
    ("scs_substance_abuse", "absent", "UDS 5/2/26 consistent with prescribed medication."),
    ("scs_substance_abuse", "absent", "Alcohol: none. Drugs: none."),
    ("scs_substance_abuse", "present", "Active alcohol use disorder, drinking daily."),
    ("scs_substance_abuse", "present", "Urine drug screen positive for cocaine."),
    ("scs_heavy_drinking", "present", "He drinks 12 beers a day."),
    ("scs_heavy_drinking", "present", "Denies drug use; drinks a pint of vodka daily."),
    ("scs_risks_told", "present", "Risks and benefits of the trial were discussed."),
    ("scs_risks_told", "present", "I explained the risks of stimulation, such as infection and lead migration."),
    ("scs_risks_told", "present", "We reviewed risks, benefits and alternatives; she wishes to proceed."),
    ("scs_risks_told", "present", "We talked about what the stimulator can do and what could go wrong."),
    ("scs_risks_told", "absent", "The risks of the trial have not been discussed yet."),
    ("scs_trials_before", "present", "No prior stimulator trial."),
    ("scs_trials_before", "present", "This is her second SCS trial."),
    ("scs_trials_before", "present", "Two prior SCS trials failed."),
    ("scs_failed_trial", "absent", "Never had a spinal cord stimulator trial."),
    ("scs_failed_trial", "present", "An earlier SCS trial in 2019 failed."),
    ("scs_repeat_reason", "present", "The first trial failed because the leads migrated."),
    ("scs_program", "present", "The device nurse trains the patient and sees her in follow-up."),
    ("scs_site", "present", "The implant will be done at Mercy Hospital."),
    ("scs_site", "absent", "The permanent implant is planned in our office procedure suite."),
    ("scs_leads", "present", "Two 8-contact percutaneous leads."),
    ("scs_tried_drugs", "present", "Gabapentin and duloxetine gave no relief."),
    ("scs_tried_physical", "present", "PT x 12 visits without benefit."),
    ("scs_tried_surgery", "present", "Laminectomy in 2018 did not help."),
    ("scs_tried_surgery", "present", "The surgeon says she is not a surgical candidate."),
    ("scs_tried_psychological", "present", "Eight sessions of CBT in 2025, pain unchanged."),
    ("scs_tried_psychological", "absent", "She has not had any psychological treatment."),
    ("scs_tried_physical", "absent", "He has never tried physical therapy."),
    ("scs_device_spent", "present", "Her implanted stimulator reached ERI."),
    ("scs_device_spent", "absent", "The existing generator is working well, battery normal."),
    ("scs_worked_well", "present", "The implanted stimulator gave 70% relief for six years."),
    ("scs_worked_well", "absent", "Her implanted stimulator never helped."),
]  # fmt: skip

NOT_STATED = [
    ("scs_chronic_pain", "Chronic kidney disease for 6 years."),
    ("scs_chronic_pain", "Her mother had chronic back pain."),
    ("scs_chronic_pain", "Pain relief for 6 months after the injection."),
    ("scs_chronic_pain", "Physical therapy for 6 months."),
    ("scs_late_resort", "Next step is an injection."),
    ("scs_late_resort", "He is the last patient of the day."),
    ("scs_substance_abuse", "His brother died of alcohol abuse."),
    ("scs_substance_abuse", "Tobacco: never."),
    ("scs_substance_abuse", "Major depression in remission."),
    ("scs_substance_abuse", "Substance use assessment is scheduled."),
    ("scs_heavy_drinking", "Drinks 8 glasses of water a day."),
    ("scs_heavy_drinking", "She drinks one glass of wine a day."),
    ("scs_heavy_drinking", "His father drinks a case of beer a day."),
    ("scs_heavy_drinking", "Used to drink a pint a day, sober since 2012."),
    ("scs_risks_told", "We will discuss risks and benefits at the next visit."),
    ("scs_risks_told", "Risks of opioids were discussed, naloxone given."),
    ("scs_risks_told", "Risk factors: diabetes, smoking."),
    ("scs_risks_told", "Discussed sleep hygiene."),
    ("scs_trials_before", "A trial of gabapentin in 2021 failed."),
    ("scs_trials_before", "The SCS trial is planned for 07/14/2026."),
    ("scs_trials_before", "Her neighbor had two prior SCS trials."),
    ("scs_failed_trial", "A trial of TENS in 2020 failed."),
    ("scs_failed_trial", "A trial of pregabalin failed."),
    ("scs_repeat_reason", "Risks include infection, bleeding and lead migration."),
    ("scs_site", "She was admitted to Mercy Hospital in 2019 for pneumonia."),
    ("scs_site", "Follow-up visit in our office in two weeks."),
    ("scs_leads", "12-lead ECG normal."),
    ("scs_tried_physical", "Physical therapy is scheduled to start in July."),
    ("scs_tried_physical", "Referred to PT."),
    ("scs_tried_physical", "The pt denies fever."),
    ("scs_tried_psychological", "Referral to CBT placed."),
    ("scs_tried_psychological", "Psychological evaluation is pending."),
    ("scs_tried_psychological", "Her sister did CBT in 2025."),
    ("scs_tried_surgery", "Stimulator surgery is set for July."),
    ("scs_device_spent", "The battery has an estimated 4 years left until ERI."),
    ("scs_device_spent", "Pacemaker at ERI."),
]  # fmt: skip


@pytest.mark.parametrize(("concept", "presence", "words"), STATED)
def test_a_note_states_it(concept: str, presence: str, words: str) -> None:
    assert said(concept, NOTE + words) == {presence}


@pytest.mark.parametrize(("concept", "words"), NOT_STATED)
def test_a_note_does_not_state_it(concept: str, words: str) -> None:
    assert said(concept, NOTE + words) == set()


RELIEF = [
    ("She had 70% relief of the leg pain.", 70),
    ("Average pain fell from 8/10 to 2/10.", 75),
    ("Baseline VAS 9, trial VAS 3.", 66),
    ("About 40% better.", 40),
    ("Less than 50% relief.", 49),
    ("Pain 8 -> 4 during the trial.", 50),
]
NO_RELIEF = [
    "Excellent response.",
    "The goal is 50% relief.",
    "If she has 50% relief we will implant.",
    "The intrathecal trial of 2024 gave 80% relief.",
    "TENS gave 60% relief.",
    "Epidural steroid injections gave 70% relief for two weeks.",
    "Her neighbor's stimulator trial gave 90% relief.",
    "Function improved by 60%.",
]


@pytest.mark.parametrize(("words", "percent"), RELIEF)
def test_the_result_of_a_trial_in_percent(words: str, percent: int) -> None:
    assert [int(found.number or 0) for found in told("scs_trial_relief", TRIAL + words)] == [percent]


@pytest.mark.parametrize("words", NO_RELIEF)
def test_no_result_of_a_trial(words: str) -> None:
    assert told("scs_trial_relief", TRIAL + words) == []


FUNCTION = [
    ("She walked two blocks without stopping.", {"present"}),
    ("Sleep improved.", {"present"}),
    ("He was able to stand and cook dinner.", {"present"}),
    ("Showered on her own.", {"present"}),
    ("No functional improvement.", {"absent"}),
    ("Walks the same.", {"absent"}),
    ("She hopes to walk two blocks.", set[str]()),
    ("He could not walk two blocks before.", set[str]()),
    ("Incision clean and dry.", set[str]()),
]


@pytest.mark.parametrize(("words", "presence"), FUNCTION)
def test_function_in_the_trial(words: str, presence: set[str]) -> None:
    assert said("scs_trial_function", TRIAL + words) == presence


OPINIONS = [
    ("No psychological contraindication to a trial.", {"present"}),
    ("There are no contraindications from the psychological standpoint.", {"present"}),
    ("She is a good candidate for spinal cord stimulation.", {"present"}),
    ("I recommend proceeding with the trial.", {"present"}),
    ("Cleared for the trial.", {"present"}),
    ("I do not recommend that he proceed with a trial at this time.", {"absent"}),
    ("Not a suitable candidate.", {"absent"}),
    ("Severe depression is a contraindication at present.", {"absent"}),
    ("The trial should be deferred.", {"absent"}),
    ("I would recommend she not move forward with implantation until her depression is treated.", {"absent"}),
    ("Cleared only after completing treatment for depression.", {"possible"}),
    ("Suitable for a trial, provided that he stops alcohol.", {"possible"}),
    ("He does not endorse suicidal ideation.", set[str]()),
    ("Not a candidate for further surgery.", set[str]()),
    ("Opioids are contraindicated.", set[str]()),
    ("I cannot say that he is a good candidate.", {"possible"}),
    ("He may become a good candidate for the trial.", {"possible"}),
    ("Mood stable, sleep fair.", set[str]()),
    ("Testing to be completed next week.", set[str]()),
]


@pytest.mark.parametrize(("words", "presence"), OPINIONS)
def test_the_opinion_of_a_psychologist(words: str, presence: set[str]) -> None:
    assert said("scs_psychological", PSYCH + words + SIGNED) == presence


@pytest.mark.parametrize(
    "text",
    [
        NOTE + "Plan: psych clearance obtained.",
        NOTE + "She was cleared by psychology for the trial.",
        NOTE + "Psychological evaluation scheduled.",
        PSYCH + "No psychological contraindication.",
        "Riverbend Counseling\nTherapy note 05/01/2026\nPatient: Ada Nowak\n\nNo psychological concerns." + SIGNED,
    ],
)
def test_what_is_no_report_of_a_psychologist(text: str) -> None:
    assert said("scs_psychological", text) <= {"possible"}


DIARIES: list[tuple[str, list[int]]] = [
    ("Diary\n baseline 8 7\n day 1 6 6\n day 2 4 4\n day 3 3 3\n day 4 3 3\n day 5 3 2", [62, 61]),
    ("Diary\nPre-trial: 9/10\nDay 1: 7/10\nDay 2: 6/10\nDay 3: 6/10\nDay 4: 6/10", [33]),
    ("| baseline | 8 | 4 |\n| 5/30 | 3 | 5 |\n| 5/31 | 2 | 6 |\n| 6/1 | 2 | 6 |", [70]),
    ("Diary\nDay 1: 7/10\nDay 2: 6/10\nDay 3: 6/10", []),
    ("Diary\nbaseline 8\nday 1 slept well\nday 2 walked 300 feet\nday 3 4", []),
]


@pytest.mark.parametrize(("words", "percents"), DIARIES)
def test_a_diary_is_reckoned(words: str, percents: list[int]) -> None:
    assert [int(found.number or 0) for found in told("scs_trial_relief", TRIAL + words)] == percents


def test_an_unsigned_report_is_only_possible() -> None:
    assert said("scs_psychological", PSYCH + "DRAFT\nNo psychological contraindication." + SIGNED) == {"possible"}


def test_a_record_of_something_else_is_not_read() -> None:
    text = "Clinic\nOffice visit 06/10/2026\nPatient: Ada Nowak\n\nChronic intractable low back pain. No other options remain."
    assert list(stimulator(chart_of({"note.txt": text}, codes=("64493",)))) == []

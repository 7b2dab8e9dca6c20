"""Many ways in which records tell of what goes before a stimulator and of its trial, and as many that must not be taken so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.evidence.stimulator.test_statements import NOTE, PSYCH, SIGNED, TRIAL, said, told

# concept: what says yes, what says no, what says neither
WORDS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "scs_chronic_pain": (
        [
            "CC PLPS, L>R leg 8/10, x 5 yr since surg.",
            "65M L foot crush 4/2022 mill; CRPS I L leg, Budapest +. Intractable 4 yr.",
            "Chr LBP + bilat leg pain x 10 yrs.",
            "Intractable L leg pain.",
            "FBSS.",
            "PSPS type 2.",
            "G89.4 chronic pain syndrome.",
            "LBP w/ radiation to both legs x8y.",
            "CRPS II R arm for 3 years.",
            "Low back pain since 2016.",
            "Pain duration: 6 years.",
            "Post-laminectomy syndrome, lumbar.",
            "Painful diabetic neuropathy of the feet for 7 years.",
            "Refractory neuropathic pain.",
        ],
        [
            "Acute low back pain after a fall.",
            "Acute right leg pain, began last week.",
        ],
        [
            "Brother has chronic back pain.",
            "Chronic kidney disease.",
            "Pain 8/10.",
            "Smoker x 20 yrs.",
            "Hypertension for 10 years.",
            "No chronic pain.",
            "Acute kidney injury.",
            "Relief for 5 years after the first surgery.",
        ],
    ),
    "scs_late_resort": (
        [
            "No benefit lasting. SCS as last resort; intrathecal not wanted.",
            "Last resort.",
            "Nothing else to offer.",
            "All else has failed.",
            "Has failed everything.",
            "Exhausted conservative options.",
            "No other viable options.",
            "Out of options.",
            "SCS is the only option left.",
            "All conservative measures have failed.",
            "Refractory to all treatment.",
            "Failed all conservative mgmt.",
            "No further treatment options remain.",
            "Options exhausted.",
            "Has tried everything else without lasting relief.",
        ],
        [
            "Has not exhausted conservative care.",
            "Several treatments remain untried.",
            "Other options are still available.",
        ],
        [
            "SCS discussed.",
            "Patient asks if this is a last resort?",
            "Intubation only as a last resort, see POLST.",
            "We will try gabapentin next.",
            "Pain 8/10.",
        ],
    ),
    "scs_substance_abuse": (
        [
            "Active heroin use.",
            "UDS positive for cocaine.",
            "Alcohol use disorder, severe, active.",
            "Currently using methamphetamine.",
            "Ongoing opioid abuse.",
        ],
        [
            "SUBST: denies illicit, EtOH 1 glass/wk, UDS 3/25 neg.",
            "No SUD.",
            "Denies drugs/EtOH.",
            "No hx substance abuse.",
            "UDS appropriate.",
            "ORT low risk.",
            "Substance use: denies.",
            "SOAPP-R 6, low risk.",
            "Illicits: never.",
            "OUD in remission since 2018.",
            "No active substance use disorder.",
            "No current drug or alcohol abuse.",
            "Drug/alcohol abuse: none.",
            "Clean and sober 10 yrs.",
            "Utox neg.",
        ],
        [
            "Brother uses heroin.",
            "Substance abuse: ____",
            "UDS pending.",
            "Will obtain UDS.",
            "Hydrocodone 10 mg tid.",
            "Hx of pot use in college.",
        ],
    ),
    "scs_risks_told": (
        [
            "Education: reviewed video, risks (infection, lead migr, dural tear, paralysis), benefits, alternatives; q's answered.",
            "R/B/A of SCS discussed.",
            "Risks, benefits and alternatives of the stimulator trial reviewed with pt.",
            "RBA discussed, pt wishes to proceed with the trial.",
            "Pt educated on SCS incl risks.",
            "Informed consent obtained for the trial.",
            "Discussed risks of infection, bleeding, lead migration, paralysis.",
            "Counselled on benefits and risks of spinal cord stimulation.",
            "Explained pros and cons of SCS.",
            "PARQ held re SCS trial.",
        ],
        ["Risks and benefits were not discussed.", "No discussion of risks took place for the stimulator."],
        [
            "Will discuss risks of SCS at next visit.",
            "Risks of opioids discussed.",
            "R/B/A of ESI discussed.",
            "Fall risk reviewed.",
            "Consent to be obtained on the day of the trial.",
            "High cardiac risk.",
        ],
    ),
    "scs_program": (
        [
            "WRH has full neuromod team: 24h nurse line, device clinic, rep programming, PT.",
            "SCH hosp: implants in main OR, device clinic wkly, stim nurse.",
            "Our neuromodulation program has a dedicated nurse.",
            "Facility has staff and equipment for implantation, training and follow-up.",
            "Device clinic follows all implants.",
            "SCS coordinator trains patients.",
            "Stim nurse available.",
            "Programming clinic every week.",
        ],
        ["We do not have staff to program a stimulator.", "No device clinic here."],
        ["PT clinic visit.", "Seen in pain clinic.", "Pacemaker clinic follows her device.", "Her nurse line number is posted."],
    ),
    "scs_site": (
        [
            "Site of service: Salish Coast Hospital main OR (outpatient).",
            "POS 22.",
            "Perm implant at the ASC.",
            "Permanent stimulator implant in the hospital OR.",
            "Place of service: ambulatory surgery center.",
            "Location: HOPD.",
            "Facility: Riverbend Surgery Center.",
            "To be done as outpatient at Mercy Hospital.",
            "Implant at hospital outpt dept.",
        ],
        ["POS 11.", "Place of service: office.", "Permanent implant will be done in our office suite."],
        [
            "She was admitted to the hospital in 2019 for pneumonia.",
            "Trial leads pulled in the office.",
            "Seen in the office today.",
            "Place of service: ____",
        ],
    ),
}  # fmt: skip
ROWS = [
    (words, concept, answer)
    for concept, told_so in WORDS.items()
    for answer, sayings in zip(("present", "absent", None), told_so, strict=True)
    for words in sayings
]


@pytest.mark.parametrize(("words", "concept", "answer"), ROWS)
def test_what_a_visit_tells(words: str, concept: str, answer: str | None) -> None:
    assert said(concept, NOTE + words) - {"possible"} == ({answer} if answer else set())


TREATED: list[tuple[str, str, str | None]] = [
    ("scs_tried_drugs", "Tried/failed: gabapentin 2400, duloxetine 60, pregaba (edema), tramadol.", "failed"),
    ("scs_tried_drugs", "Tx failed: gabapentin, nortrip, ketamine inf x5.", "failed"),
    ("scs_tried_drugs", "Meds: GBP, Lyrica, Cymbalta - no relief.", "failed"),
    ("scs_tried_drugs", "Failed NSAIDs, TCA, SNRI.", "failed"),
    ("scs_tried_drugs", "Nortrip and topiramate not tolerated.", "failed"),
    ("scs_tried_physical", "LBP PT x 3 courses (last 12 wk thru 9/25), aqua, TENS - pain same.", "failed"),
    ("scs_tried_physical", "PT/desens 2 yr without benefit.", "failed"),
    ("scs_tried_physical", "Failed PT, HEP, chiro.", "failed"),
    ("scs_tried_physical", "PT 12 wks: no change.", "failed"),
    ("scs_tried_psychological", "CBT for pain 10 sessions 2024 (coping better, pain same).", "failed"),
    ("scs_tried_psychological", "CBT 14 visits + pain psych biofeedback, no relief.", "failed"),
    ("scs_tried_psychological", "Completed 8 sessions of pain psychology, pain unchanged.", "failed"),
    ("scs_tried_psychological", "ACT group x 8 wks: pain no better.", "failed"),
    ("scs_tried_surgery", "L4-5 microdisc '19, L4-S1 fusion 6/2021, pain persists.", "failed"),
    ("scs_tried_surgery", "No surg option per ortho (Dr Rennick).", "unsuitable"),
    ("scs_tried_surgery", "No hardware to remove, no surgery to offer.", "unsuitable"),
    ("scs_tried_surgery", "Nsgy: no surgical lesion.", "unsuitable"),
    ("scs_tried_surgery", "Not a surgical candidate per NSGY.", "unsuitable"),
    ("scs_tried_surgery", "S/p L4-5 fusion 2019 with persistent pain.", "failed"),
    ("scs_tried_surgery", "No further surgery is advisable.", "unsuitable"),
    ("scs_tried_physical", "Referred to PT.", None),
    ("scs_tried_psychological", "Referred for CBT.", None),
    ("scs_tried_psychological", "Psychological evaluation scheduled.", None),
    ("scs_tried_drugs", "Allergies: gabapentin.", "failed"),
    ("scs_tried_surgery", "Brother had a fusion.", None),
    ("scs_tried_drugs", "Denies drugs.", None),
]  # fmt: skip


@pytest.mark.parametrize(("concept", "words", "outcome"), [row for row in TREATED if "Allergies" not in row[1]])
def test_treatments(concept: str, words: str, outcome: str | None) -> None:
    found = {f.qualifiers.get("outcome") for f in told(concept, NOTE + words) if f.presence.value == "present"}
    assert found == ({outcome} if outcome else set())


RESULTS: list[tuple[str, list[int]]] = [
    ("Assess: trial gave 41% by diary of target pain.", [41]),
    ("70% relief over the 6-day trial.", [70]),
    ("Leg pain NRS 8 -> 3 with the trial.", [62]),
    ("Trial: VAS 9/10 to 2/10.", [77]),
    ("Pt had >80% reduction of leg pain during the trial.", [80]),
    ("Trial successful with 65% pain reduction.", [65]),
    ("Pain relief: 75%.", [75]),
    ("Pain decreased by 60% during the trial.", [60]),
    ("Only 30% relief with the trial.", [30]),
    ("Less than 50% relief.", [49]),
    ("Average pain 7.5 at baseline, 4.4 during the trial (41%).", [41]),
    ("Goal of the trial is 50% relief.", []),
    ("TENS gave 45% relief for an hour.", []),
    ("ESI gave 60% relief for 2 weeks.", []),
    ("Her neighbor had 90% relief with a trial.", []),
    ("Trial needs at least 50% relief to proceed.", []),
    ("Back pain (not target) 80% better.", []),
    ("Paresthesia coverage L leg 90%, back 60%.", []),
    ("Patient satisfied 90%.", []),
    ("Good response to the trial.", []),
]


@pytest.mark.parametrize(("words", "percents"), RESULTS)
def test_the_result_of_a_trial(words: str, percents: list[int]) -> None:
    assert [int(f.number or Decimal(0)) for f in told("scs_trial_relief", TRIAL + words)] == percents


FUNCTION: list[tuple[str, str | None]] = [
    ("fn: walked dog 3 blks (was 1), sleeping 6h vs 4.", "present"),
    ("Able to walk 1 mile.", "present"),
    ("Improved sleep and ADLs.", "present"),
    ("Walking tolerance 5 -> 30 min.", "present"),
    ("Could stand to cook dinner.", "present"),
    ("Function: improved.", "present"),
    ("Activity level up.", "present"),
    ("ODI 58 -> 30.", "present"),
    ("Slept through the night, 1st time in yrs.", "present"),
    ("Went to church and sat through the service.", "present"),
    ("Played w/ grandkids.", "present"),
    ("Standing 45 min (10 before).", "present"),
    ("Function improved: yes", "present"),
    ("No functional improvement.", "absent"),
    ("Function unchanged.", "absent"),
    ("No change in walking or sleep.", "absent"),
    ("Function improved: no", "absent"),
    ("Hopes to walk farther.", None),
    ("Could not walk a block before the trial.", None),
    ("Goal: walk 1 mile.", None),
    ("Function: ____", None),
    ("Unable to sleep before.", None),
    ("Walks with a cane.", None),
    ("Gait antalgic.", None),
]


@pytest.mark.parametrize(("words", "answer"), FUNCTION)
def test_function_in_the_trial(words: str, answer: str | None) -> None:
    assert said("scs_trial_function", TRIAL + words) == ({answer} if answer else set())


OPINIONS: list[tuple[str, str | None]] = [
    ("Opinion: no psychological contraindication to SCS trial.", "present"),
    ('"Suitable candidate psychologically; no contraindication."', "present"),
    ("Psych clearance granted.", "present"),
    ("No contraindications identified.", "present"),
    ("Good candidate.", "present"),
    ("Recommendation: proceed with SCS trial.", "present"),
    ("Cleared psychologically.", "present"),
    ("From a psychological standpoint he may proceed.", "present"),
    ("Favorable candidate for SCS.", "present"),
    ("Prognosis for SCS: good. Clearance: yes.", "present"),
    ("Risk category: low. OK to proceed with the trial.", "present"),
    ("There are no psychological barriers to implantation.", "present"),
    ("Not cleared at this time.", "absent"),
    ("Poor candidate for the implant.", "absent"),
    ("I advise against the trial.", "absent"),
    ("Clearance: no.", "absent"),
    ("Recommend deferring the implant until depression is treated.", "absent"),
    ("Interview pending.", None),
    ("Clearance: ____", None),
    ("Evaluation to be completed.", None),
    ("Mood good, sleep fair.", None),
]


@pytest.mark.parametrize(("words", "answer"), OPINIONS)
def test_the_opinion_of_a_psychologist(words: str, answer: str | None) -> None:
    assert said("scs_psychological", PSYCH + words + SIGNED) == ({answer} if answer else set())


LEADS: list[tuple[str, int | None, int | None]] = [
    ("Leads: 2, contacts 16 total", 2, 16),
    ("2 leads, 8 contacts each", 2, 16),
    ("2 x 8-contact leads", 2, 16),
    ("Two octrode leads.", 2, 16),
    ("dual 8-contact percutaneous leads", 2, 16),
    ("# of leads: 2", 2, None),
    ("2 perc leads (16 contacts)", 2, 16),
    ("one 16-contact paddle lead", 1, 16),
    ("three percutaneous leads", 3, None),
    ("Number of leads: ___", None, None),
    ("12-lead ECG normal.", None, None),
    ("Pacemaker with 2 leads.", None, None),
]


@pytest.mark.parametrize(("words", "leads", "contacts"), LEADS)
def test_leads(words: str, leads: int | None, contacts: int | None) -> None:
    text = NOTE + "Stimulator. " + words
    assert {int(f.number or 0) for f in told("scs_leads", text)} == ({leads} if leads else set())
    assert {int(f.number or 0) for f in told("scs_contacts", text)} == ({contacts} if contacts else set())


TRIALS: list[tuple[str, int | None]] = [
    ("No prior SCS trial ever.", 0),
    ("Previous SCS trials: 0", 0),
    ("Prior trials: none.", 0),
    ("No prior SCS.", 0),
    ("SCS naive.", 0),
    ("Never trialed before.", 0),
    ("Never trialed on opioids.", None),
    ("First trial.", 0),
    ("Never had a stimulator.", 0),
    ("Had an SCS trial in 2021, leads migrated.", 1),
    ("Two prior SCS trials failed.", 2),
    ("This will be his second trial.", 1),
    ("# of prior SCS trials: 1", 1),
    ("Sister had SCS x 2 - removed.", None),
    ("Prior SCS trials: ____", None),
    ("TENS trial 2022.", None),
    ("SCS trial scheduled.", None),
]


@pytest.mark.parametrize(("words", "number"), TRIALS)
def test_trials_before(words: str, number: int | None) -> None:
    assert {int(f.number or 0) for f in told("scs_trials_before", NOTE + words)} == (
        {number} if number is not None else set()
    )


STEPS: list[tuple[str, set[str]]] = [
    ("63650 x2 perm percutaneous leads + IPG    (perm)", {"permanent"}),
    ("Will request perm implant.", {"permanent"}),
    ("[X] Trial (temporary)    [ ] Permanent", {"trial"}),
    ("Request: permanent SCS implant.", {"permanent"}),
    ("Plan: SCS trial, percutaneous, thoracic, 7 d.", {"trial"}),
    ("Stage 2 implant of IPG.", {"permanent"}),
    ("IPG at ERI, request battery replacement.", {"replacement"}),
    ("Generator exchange.", {"replacement"}),
    ("[ ] Trial   [X] Permanent SCS implant", {"permanent"}),
]


@pytest.mark.parametrize(("words", "steps"), STEPS)
def test_the_step_asked_for(words: str, steps: set[str]) -> None:
    from accord.evidence.readers.stimulator.reader import stimulator
    from tests.evidence.stimulator.test_statements import chart

    found = {
        f.qualifiers["step"]
        for f in stimulator(chart(NOTE + words))
        if f.concept == "scs_step" and f.presence.value == "present"
    }
    assert found == steps


DEVICE: list[tuple[str, str, str | None]] = [
    ("scs_device_spent", "IPG at ERI.", "present"),
    ("scs_device_spent", "Battery EOL.", "present"),
    ("scs_device_spent", "IPG battery depleted 5/2026.", "present"),
    ("scs_device_spent", "Stimulator battery is dead.", "present"),
    ("scs_device_spent", "IPG no longer holds a charge.", "present"),
    ("scs_device_spent", "Interrogation: battery at end of service.", "present"),
    ("scs_device_spent", "Lead fracture, implanted stimulator not working.", "present"),
    ("scs_device_spent", "Implanted IPG: battery OK, 4 years left.", "absent"),
    ("scs_device_spent", "Pacemaker at ERI; her stimulator is fine.", None),
    ("scs_device_spent", "IPG will reach ERI in 3 years.", None),
    ("scs_worked_well", "Her existing stimulator gave 70% relief for 8 years.", "present"),
    ("scs_worked_well", "Implanted SCS worked great until the battery died.", "present"),
    ("scs_worked_well", "Excellent relief with her current IPG.", "present"),
    ("scs_worked_well", "Good coverage with her implanted stimulator until ERI.", "present"),
    ("scs_worked_well", "The implanted stimulator never helped.", "absent"),
    ("scs_worked_well", "Never got relief from her implanted SCS.", "absent"),
    ("scs_worked_well", "Implanted IPG 2018. ESI gave 60% relief.", None),
]  # fmt: skip


@pytest.mark.parametrize(("concept", "words", "answer"), DEVICE)
def test_an_implanted_device(concept: str, words: str, answer: str | None) -> None:
    assert said(concept, NOTE + words) == ({answer} if answer else set())

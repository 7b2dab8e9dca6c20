"""Further wordings about a stimulator, written apart from the readers, and what must not be taken so."""

from __future__ import annotations

import pytest

from tests.evidence.stimulator.test_statements import NOTE, PSYCH, SIGNED, TRIAL, said

# (concept, answer): wordings
WORDS: dict[tuple[str, str | None], tuple[str, ...]] = {
    ("scs_chronic_pain", "present"): (
        "Chronic LBP.",
        "Pain for >5 years.",
        "Intractable neuropathic leg pain.",
        "R leg pain x 6 y.",
        "Chronic pain syndrome.",
        "Pain since surgery in 2019.",
        "7 yr hx of leg pain.",
        "CRPS type I, 3 yrs.",
        "FBSS w/ radiculopathy.",
        "Long standing back and leg pain.",
    ),
    ("scs_chronic_pain", None): (
        "Pain improved.",
        "Chronic sinusitis.",
        "Wife has chronic pain.",
    ),
    ("scs_late_resort", "present"): (
        "SCS is a last-resort option.",
        "All treatments exhausted.",
        "No remaining options.",
        "Nothing has helped.",
        "Nothing else to try.",
        "Failed all else.",
        "As a last resort we recommend SCS.",
        "There are no other treatment options.",
        "Late resort.",
        "Exhausted all conservative and interventional tx.",
        "Maximal conservative therapy has failed.",
        "Refractory to everything tried.",
    ),
    ("scs_late_resort", None): (
        "Options were discussed.",
        "Not a last resort.",
        "Will try other options first.",
    ),
    ("scs_substance_abuse", "absent"): (
        "No drug use.",
        "Denies tobacco, EtOH, drugs.",
        "No substance abuse hx.",
        "Soc: no illicits.",
        "UDS clean.",
        "UDS (-)",
        "UDS WNL.",
        "No ETOH or drug abuse.",
        "No alcohol or substance misuse.",
        "Substance abuse: denies",
        "ETOH: social. Drugs: none.",
        "No aberrant behavior, PDMP ok, UDS consistent.",
        "Sober x 8 years.",
        "SUD: none",
        "DAST 0.",
    ),
    ("scs_substance_abuse", "present"): (
        "Active cocaine abuse.",
        "Ongoing alcohol abuse.",
        "UDS + cocaine.",
        "Actively using heroin.",
        "Current IV drug user.",
    ),
    ("scs_substance_abuse", None): (
        "Father with alcohol abuse.",
        "Drug abuse screening to be done.",
    ),
    ("scs_risks_told", "present"): (
        "R/B/A reviewed.",
        "Risks/benefits/alternatives of SCS discussed, pt agrees.",
        "Went over risks and benefits of the trial.",
        "Pt understands the risks and benefits of the stimulator.",
        "Informed consent signed for SCS trial.",
        "Discussed r/b of trial.",
        "Trial risks (bleeding, infection) explained.",
        "DVD and booklet; risks/benefits of SCS covered.",
        "Patient counseled re: SCS risks & benefits.",
    ),
    ("scs_risks_told", None): (
        "Risk of falls discussed.",
        "Risks of surgery for her hip were discussed.",
        "To discuss risks next time.",
    ),
    ("scs_program", "present"): (
        "Hospital has neuromodulation team.",
        "Device nurse for follow-up.",
        "Staff trained in SCS programming.",
        "Full SCS program with follow-up clinic.",
        "Personnel and facilities available.",
        "Pain center with implant program; nurses teach patients.",
        "Facilities, equipment and staff in place for SCS.",
    ),
    ("scs_site", "present"): (
        "Implant will be at Mercy Hospital.",
        "Site: ASC",
        "Hospital outpatient surgery.",
        "POS 24",
        "Location: Northside Surgery Center",
        "Permanent implant at hospital.",
    ),
    ("scs_site", "absent"): (
        "Site of service: office",
        "POS: 11",
    ),
    ("scs_psychological", "present"): (
        "No contraindications to SCS.",
        "Cleared for SCS trial.",
        "Psychologically cleared.",
        "She is an appropriate candidate.",
        "I find no psychological contraindications.",
        "Recommend proceeding.",
        "OK for SCS.",
        "Pt is psychologically stable for SCS trial.",
        "Clearance for SCS is granted.",
        "Conclusion: suitable.",
        "No psych barriers to SCS.",
        "Low risk for poor outcome; proceed.",
    ),
    ("scs_psychological", "absent"): (
        "Not recommended at this time.",
        "Contraindicated.",
        "Not psychologically suitable.",
        "Defer SCS.",
        "Untreated psychosis is a contraindication to SCS.",
        "Unsuitable for SCS.",
    ),
    ("scs_psychological", None): (
        "Seen for evaluation.",
        "Report to follow.",
        "Will re-evaluate.",
    ),
    ("scs_trial_function", "present"): (
        "Walked 2 miles.",
        "Slept 7 hrs (4 before).",
        "Able to garden again.",
        "Increased activity.",
        "Improved walking and standing.",
        "Walking 20 min vs 5.",
        "Function better.",
        "ADLs easier.",
        "Up and about more, did housework.",
        "Grocery shopped without a cart.",
        "Mowed the lawn.",
        "Sleep 4->7 h",
        "Functional improvement: yes (walking, sleep)",
        "Better sleep.",
        "Stood to cook 40 min.",
    ),
    ("scs_trial_function", "absent"): (
        "Function the same.",
        "No functional gain.",
        "Functional improvement: none",
        "Walking no better.",
        "No improvement in function.",
    ),
    ("scs_trial_function", None): (
        "Would like to walk more.",
        "Walks with walker.",
        "Wants to garden.",
        "Function to be assessed.",
    ),
}
ROWS = [(words, concept, answer) for (concept, answer), sayings in WORDS.items() for words in sayings]


@pytest.mark.parametrize(("words", "concept", "answer"), ROWS)
def test_further_wordings(words: str, concept: str, answer: str | None) -> None:
    before = PSYCH if concept == "scs_psychological" else TRIAL if concept == "scs_trial_function" else NOTE
    after = SIGNED if concept == "scs_psychological" else ""
    found = said(concept, before + words + after)
    assert found - {"possible"} == ({answer} if answer else set())

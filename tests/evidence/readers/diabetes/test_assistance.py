"""Level 3 events: another person had to help this patient; nobody ever had to; or it is not said who was helped."""

from __future__ import annotations

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.diabetes.assistance import assistance
from tests.evidence.readers.diabetes.notes import PATIENT, chart, visit

HELPED, NEVER, OPEN, NOTHING = "helped", "never", "open", "nothing"


def answer(given: Chart) -> str:
    """What the findings come to."""
    told = {f.presence.value for f in assistance(given) if f.whose.value == "patient"}
    if "present" in told:
        return HELPED
    return NEVER if "absent" in told else OPEN if "possible" in told else NOTHING


SENTENCES = [
    ("On 12/14 his wife gave him glucagon when he would not wake up, BG 31.", HELPED),
    ("Wife administered nasal glucagon 11/3, sugar 29.", HELPED),
    ("Paramedics were called 1/9 for a glucose of 34; she was given D50 at home.", HELPED),
    ("EMS treated him with IV dextrose for a BG of 28 in November.", HELPED),
    ("She was found unresponsive by her daughter, glucose 26, EMS gave D10.", HELPED),
    ("One severe hypoglycemia episode requiring assistance of her husband in October.", HELPED),
    ("Required third-party assistance for a low of 41 on 1/3.", HELPED),
    ("He had a level 3 hypoglycemic event in December.", HELPED),
    ("Needed his son to treat a low of 39, he was confused and could not drink on his own.", HELPED),
    ("Coworker had to give her juice because she was too confused, BG 40.", HELPED),
    ("Taken to the ED for severe hypoglycemia on 10/2/2025.", HELPED),
    ("Her neighbor found her confused and fed her sugar, meter 37.", HELPED),
    ("Had a seizure with a sugar of 30, husband called 911 and she was treated by EMS.", HELPED),
    ("She has never needed help from anyone for a low.", NEVER),
    ("Never needed glucagon, 911 or another person.", NEVER),
    ("No severe hypoglycemia.", NEVER),
    ("Denies any severe lows.", NEVER),
    ("Treats every low himself with juice.", NEVER),
    ("All episodes were self-treated.", NEVER),
    ("Always managed lows on her own.", NEVER),
    ("No ED visits or EMS calls for hypoglycemia.", NEVER),
    ("Has not required assistance from another person.", NEVER),
    ("Nobody has ever had to help him.", NEVER),
    ("No hypoglycemia requiring assistance.", NEVER),
    ("No level 3 events.", NEVER),
    ("Denies hypoglycemia.", NEVER),
    ("She is able to treat all her lows herself.", NEVER),
    ("No glucagon use ever.", NEVER),
    ("Paramedics were at the house in January for a low blood sugar.", OPEN),
    ("EMS call in December noted, details of the low sugar not available.", OPEN),
    ("Glucagon kit prescribed, daughter taught how to use it.", NOTHING),
    ("She drank juice on her own and was fine.", NOTHING),
    ("EMS came for her husband's low sugar.", NOTHING),
    ("If unresponsive, family should give glucagon and call 911.", NOTHING),
    ("Needs help with bathing and dressing.", NOTHING),
    ("Daughter helps with the pill box.", NOTHING),
    ("Spouse called EMS at 3 am, FSBG 31, pt combative, IV dextrose given.", HELPED),
    ("Pt was hospitalized 10/2025 for hypoglycemia (glucose 24) after glipizide.", HELPED),
    ("Son had to squirt frosting into her mouth, she was out of it, sugar 38.", HELPED),
    ("Severe hypo needing glucagon by her husband on Thanksgiving.", HELPED),
    ("Roommate administered Baqsimi 1/2.", HELPED),
    ("She passed out at church, glucose 35, medics gave her D10.", HELPED),
    ("Had to be helped by staff at the dining hall when her sugar was 40 and she could not hold the cup.", HELPED),
    ("Staff gave her orange juice because she was too drowsy to get it herself, glucose 39.", HELPED),
    ("Seen in ED 11/4 for low blood sugar of 28, treated with D50.", HELPED),
    ("Has not needed assistance with any of them.", NEVER),
    ("No episodes requiring third party assistance.", NEVER),
    ("No glucagon, no 911.", NEVER),
    ("Self-corrects every time.", NEVER),
    ("Never passed out or needed anyone.", NEVER),
    ("Has treated all of these on her own.", NEVER),
    ("No hx of severe hypoglycemia, DKA or HHS.", NEVER),
    ("Did not need help.", NEVER),
    ("He corrected all of them himself with tabs.", NEVER),
    ("Recovered by herself each time.", NEVER),
    ("Ambulance came in the fall for a low, not clear for whom.", OPEN),
    ("Possible severe low in June, records requested.", OPEN),
    ("Carries glucagon.", NOTHING),
    ("Wife knows how to give glucagon if needed.", NOTHING),
    ("Help with meals from Meals on Wheels.", NOTHING),
    ("Ate cereal, felt better in half an hour.", NOTHING),
    ("EMS for chest pain in May, glucose 140.", NOTHING),
    ("Wife helps with the sensor.", NOTHING),
    ("Family history: mother needed EMS for lows.", NOTHING),
    ("12/20: husband could not wake her, FSBG 24, he gave intranasal glucagon.", HELPED),
    ("He was driven to the ER by his son for a sugar of 30, given dextrose.", HELPED),
    ("Two weeks ago the aide found her slumped with BG 33 and gave her juice.", HELPED),
    ("Low glucose (37) with confusion; spouse had to feed her honey.", HELPED),
    ("Daughter reports she was incoherent at 41 mg/dL and had to be given gel.", HELPED),
    ("Police found him wandering, glucose 35, paramedics treated him.", HELPED),
    ("She has handled all lows herself; no outside help.", NEVER),
    ("Always able to self treat.", NEVER),
    ("Denies need for assistance with lows.", NEVER),
    ("No one has had to treat him.", NEVER),
    ("Without any severe episodes.", NEVER),
    ("Severe hypoglycemia: none.", NEVER),
    ("Level 3: none", NEVER),
    ("ER visits for lows: 0", NEVER),
    ("has never lost consciousness or needed help with a low", NEVER),
    ("Wife calls him stubborn.", NOTHING),
    ("EMS was called for shortness of breath.", NOTHING),
    ("Baqsimi refilled.", NOTHING),
    ("Needs a helper for groceries.", NOTHING),
    ("She took glucose tabs.", NOTHING),
]


@pytest.mark.parametrize(("words", "expected"), SENTENCES)
def test_a_sentence_about_help(words: str, expected: str) -> None:
    assert answer(visit(words)) == expected


RUN = (
    "VALLEY AMBULANCE   PATIENT CARE REPORT\n"
    "Date 01/22/2026\n"
    "Patient: {name}   DOB {born}\n"
    "\n"
    "Found supine, diaphoretic, GCS 8.\n"
    "BGL 38 @ 06:04. D10 250 mL IV. BGL 121 @ 06:15.\n"
)


def test_the_ambulance_report_of_the_patient_proves_it() -> None:
    assert answer(chart({"run.txt": RUN.format(name=PATIENT, born="04/09/1952")})) == HELPED


def test_the_ambulance_report_of_another_person_does_not() -> None:
    assert answer(chart({"run.txt": RUN.format(name="Torvald, Henrik", born="07/30/1946")})) == NOTHING

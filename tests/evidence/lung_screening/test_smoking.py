"""Pack-years, stopping and symptoms as notes tell them, and what is not the patient's smoking."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.evidence.readers.lung_screening.scans import scans
from accord.evidence.readers.lung_screening.smoking import smoking
from accord.evidence.readers.lung_screening.symptoms import symptoms
from accord.evidence.readers.lung_screening.talk import talk
from accord.records.findings import Presence, Whose
from tests.evidence.readers.notes import note, paper

ABOUT = "Here for lung cancer screening.\n\n"

AMOUNTS: list[tuple[str, set[str]]] = [
    ("35 pack-years.", {"35"}),
    ("Pack years: 27.5", {"27.5"}),
    ("1 ppd x 30 yrs.", {"30"}),
    ("1/2 ppd x 30 years.", {"15"}),
    ("Smoked a pack and a half a day for 22 years.", {"33"}),
    ("Smoked half a pack a day for 40 years.", {"20"}),
    ("10 cigarettes a day for 30 years.", {"15"}),
    ("1.5 packs per day from 1980 to 2010.", {"45"}),
    ("1 ppd x 20 yrs, then 1/2 ppd x 10 yrs.", {"25"}),
    ("One pack daily, 1981 - 2011.", {"30"}),
    ("1 ppd x 10 years, later half a pack.", set()),
    ("Packs/day: 1.00  Years: 35.00", {"35"}),
    ("Smoked 1 ppd.", set()),
    ("1-2 ppd x 15 years.", set()),
    ("Packs/day 1    Years 40", {"40"}),
    ("Over the years 20 cigarettes a day.", set()),
    ("1 ppd for 15-25 years.", set()),
    ("A pack a week for 40 years.", set()),
    ("Smoked for 30 years.", set()),
    ("15-25 pack-years.", set()),
    ("Eligible with at least 20 pack-years.", set()),
    ("20 pack-year criterion explained.", set()),
    ("Husband smoked 2 ppd x 40 years.", set()),
    ("Father: 60 pack-years.", set()),
    ("Two cigars a day for 30 years.", set()),
    ("A six-pack a day for 30 years.", set()),
    ("Quit 11/2016      Pack-years 27.5", {"27.5"}),
]


@pytest.mark.parametrize(("sentence", "amounts"), AMOUNTS)
def test_pack_years(sentence: str, amounts: set[str]) -> None:
    found = smoking(note(ABOUT + sentence))
    told = {
        f.number
        for f in found
        if f.concept == "pack_years"
        and f.whose is Whose.PATIENT
        and f.presence is Presence.PRESENT
        and f.number is not None
    }
    assert told == {Decimal(amount) for amount in amounts}


STOPPED: list[tuple[str, str | None]] = [
    ("Quit smoking in 2014.", "2014"),
    ("Stopped smoking 5/28/2011.", "2011-05-28"),
    ("She put them down for good on 11/11/2016.", "2016-11-11"),
    ("Smoke-free since March 2019.", "2019-03"),
    ("Smoked until he stopped in March 2014.", "2014-03"),
    ("Quit smoking 10 years ago.", "2016"),
    ("Years since quit: 14", "2012"),
    ("Quit in 2005, relapsed, quit again in 2018.", "2018"),
    ("Quit in 2005 but resumed in 2012.", None),
    ("Former smoker.", None),
    ("Quit drinking in 2014.", None),
    ("Tried to quit in 2014.", None),
    ("Advised to quit 3/2024.", None),
    ("Wants to quit in 2027.", None),
    ("Brother quit smoking in 2014.", None),
]


@pytest.mark.parametrize(("sentence", "day"), STOPPED)
def test_stopping(sentence: str, day: str | None) -> None:
    found = smoking(note(ABOUT + sentence))
    told = {f.date.iso() for f in found if f.concept == "smoking_quit" and f.date is not None}
    assert told == ({day} if day else set())


NOW: list[tuple[str, bool | None]] = [
    ("Current every day smoker.", True),
    ("Still smoking half a pack.", True),
    ("Tobacco use: current", True),
    ("Former smoker.", False),
    ("Never smoker.", False),
    ("Not a current smoker.", None),
    ("Wife is a current smoker.", None),
    ("Tobacco   [ ] current   [x] former", False),
]


@pytest.mark.parametrize(("sentence", "smokes"), NOW)
def test_smoking_now(sentence: str, smokes: bool | None) -> None:
    found = [f for f in smoking(note(ABOUT + sentence)) if f.concept == "smoking_current"]
    assert {f.presence for f in found} == (
        {Presence.PRESENT if smokes else Presence.ABSENT} if smokes is not None else set()
    )


SIGNS: list[tuple[str, str, bool | None]] = [
    ("Coughing up blood for a week.", "hemoptysis_told", True),
    ("No hemoptysis.", "hemoptysis_told", False),
    ("Denies blood in sputum.", "hemoptysis_told", False),
    ("Call us for hemoptysis.", "hemoptysis_told", None),
    ("Unintentional weight loss of 12 lb.", "weight_loss_told", True),
    ("14 lb lighter on purpose with semaglutide.", "weight_loss_told", None),
    ("No weight loss.", "weight_loss_told", False),
    ("New cough for three weeks.", "new_cough_told", True),
    ("Usual smoker's cough, unchanged.", "new_cough_told", None),
    ("The cough of last year went away.", "new_cough_told", None),
    ("No cough.", "new_cough_told", False),
    ("Follow-up of 8 mm nodule.", "nodule_work_up", True),
    ("Lung-RADS 4A in March.", "nodule_work_up", True),
    ("3 mm nodule, unchanged three years.", "nodule_work_up", None),
    ("Explained what happens with Lung-RADS 4.", "nodule_work_up", None),
    ("Asymptomatic.", "lung_symptoms_denied", True),
    ("Symptoms: none.", "lung_symptoms_denied", True),
    ("Signs or symptoms of lung cancer?  [ ] yes  [x] no", "lung_symptoms_denied", True),
    ("Signs or symptoms of lung cancer?  [x] yes  [ ] no", "lung_symptoms_denied", None),
    ("Signs or symptoms of lung cancer?  [ ] yes  [ ] no", "lung_symptoms_denied", None),
    ("Symptoms of lung cancer were explained.", "lung_symptoms_denied", None),
]


@pytest.mark.parametrize(("sentence", "concept", "answer"), SIGNS)
def test_symptoms(sentence: str, concept: str, answer: bool | None) -> None:
    found = [
        f for f in symptoms(note(ABOUT + sentence)) if f.concept == concept and f.presence is not Presence.POSSIBLE
    ]
    told = {f.presence for f in found}
    assert told == ({Presence.PRESENT if answer else Presence.ABSENT} if answer is not None else set())


TALKS: list[tuple[str, str, bool]] = [
    ("Shared decision visit for lung screening (G0296).", "screening_talk", True),
    ("Bring her back for lung screening counseling.", "screening_talk", False),
    ("Will schedule shared decision visit.", "screening_talk", False),
    ("G0296. Decision aid shouldiscreen.com used.", "talk_decision_aid", True),
    ("G0296. No decision aid was used.", "talk_decision_aid", False),
    ("G0296. Meets screening criteria.", "talk_eligibility", True),
    ("G0296. Agrees to yearly scans.", "talk_adherence", True),
    ("G0296. Annual wellness visit next month.", "talk_adherence", False),
    ("G0296. Would accept surgery if cancer is found.", "talk_comorbidity", True),
    ("G0296. Offered varenicline.", "talk_cessation", True),
    ("Offered varenicline.", "talk_cessation", False),
]


@pytest.mark.parametrize(("sentence", "concept", "told"), TALKS)
def test_the_talk(sentence: str, concept: str, told: bool) -> None:
    found = [f for f in talk(note(ABOUT + sentence)) if f.concept == concept and f.presence is Presence.PRESENT]
    assert bool(found) == told


PLACES: list[tuple[str, str, bool]] = [
    ("Radiologists are board certified.", "screening_reader_certified", True),
    ("I am board certified.", "screening_reader_certified", False),
    ("Our cardiologist is board certified.", "screening_reader_certified", False),
    ("CT reports use Lung-RADS.", "screening_structured_reports", True),
    ("LDCT order placed.", "screening_order", True),
    ("We spoke of low dose CT.", "screening_order", False),
    ("Last LDCT 5/30/2025.", "screening_scan_done", True),
    ("LDCT is planned for 4/30/2026.", "screening_scan_done", False),
]


@pytest.mark.parametrize(("sentence", "concept", "told"), PLACES)
def test_orders_scans_and_places(sentence: str, concept: str, told: bool) -> None:
    found = [f for f in scans(note(ABOUT + sentence)) if f.concept == concept and f.presence is Presence.PRESENT]
    assert bool(found) == told


ORDERS: list[tuple[str, bool]] = [
    ("[ ] CT chest w/ contrast   [x] CT lung screening low dose", True),
    ("[x] CT chest w/ contrast   [ ] CT lung screening low dose", False),
    ("CT lung screen low dose (71271)", True),
    ("Nodule seen on prior LDCT", False),
]


@pytest.mark.parametrize(("line", "ordered"), ORDERS)
def test_the_box_of_the_order(line: str, ordered: bool) -> None:
    chart = paper(f"IMAGING ORDER\nPatient: Agnes Torvald  DOB 04/09/1952\n{line}\n")
    found = {f.presence for f in scans(chart) if f.concept == "screening_order"}
    assert (Presence.PRESENT in found) == ordered


def test_a_record_that_does_not_speak_of_it_is_not_read() -> None:
    assert list(smoking(note("1 ppd x 30 yrs."))) == []

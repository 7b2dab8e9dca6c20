"""Is the sensor worn; and did a visit evaluate diabetes."""

from __future__ import annotations

import pytest

from accord.evidence.readers.diabetes.wear import wear
from tests.evidence.readers.diabetes.notes import PATIENT, chart, visit

WORN, ENDED, NOTHING = "worn", "ended", "nothing"

SENTENCES = [
    ("Wears the Dexcom G7 day and night.", WORN),
    ("Wearing Libre 2 nearly all the time; brought reader.", WORN),
    ("T2DM. Sensor active 91 %, TIR 63 %.", WORN),
    ("Using her CGM consistently, reviewed the download together.", WORN),
    ("Continue CGM - medically necessary.", WORN),
    ("Stay on CGM, she is acting on it.", WORN),
    ("AGP reviewed: time in range 71 %.", WORN),
    ("G7 worn 95 % of the time.", WORN),
    ("Adherent to CGM and to the diabetes plan.", WORN),
    ("Scans the Libre 8 times a day.", WORN),
    ("Had it off for eight days in July, waited on replacements. Wears the sensor daily.", WORN),
    ("Relies on the Dexcom before driving.", WORN),
    ("She has not worn the sensor since Thanksgiving.", ENDED),
    ("Stopped wearing the Libre in the fall because of a rash.", ENDED),
    ("No longer using CGM.", ENDED),
    ("He quit the sensor and is back to fingersticks.", ENDED),
    ("She is not wearing her Dexcom.", ENDED),
    ("Sensors are in the closet untouched.", ENDED),
    ("Hasn't used the Libre for 2 months.", ENDED),
    ("Does not have her glucose sensor on; she has not worn one since November.", ENDED),
    ("Gave up on the sensor, adhesive rash.", ENDED),
    ("Interested in a CGM.", NOTHING),
    ("Would like to start Dexcom G7.", NOTHING),
    ("Order Libre 3 Plus.", NOTHING),
    ("Checks fingersticks twice a day.", NOTHING),
    ("Wears a hearing aid.", NOTHING),
    ("Libre on L arm, reading 132 now.", WORN),
    ("90 day CGM download: avg 154, active 93%.", WORN),
    ("Faithful with the G6.", WORN),
    ("Sensor worn on 13 of 14 days.", WORN),
    ("Checks the reader before meals and at bedtime.", WORN),
    ("Good adherence with CGM.", WORN),
    ("CGM has helped her avoid lows.", WORN),
    ("Doing well on the Libre 3.", WORN),
    ("Has been without sensors since October.", ENDED),
    ("Ran out of sensors 2 months ago, using meter.", ENDED),
    ("Quit using the Dexcom, alarms annoyed him.", ENDED),
    ("He took the Libre off in November and never replaced it.", ENDED),
    ("Not using CGM at present.", ENDED),
    ("Sensor left off since surgery.", ENDED),
    ("Asked about CGM.", NOTHING),
    ("Reviewed 30 days of Clarity data: TIR 64.", WORN),
    ("She changes her sensor every 10 days and checks trends.", WORN),
    ("LibreView shows 92% capture.", WORN),
    ("Compliant with CGM.", WORN),
    ("CGM in place on right arm.", WORN),
    ("Uses G7 alerts at night.", WORN),
    ("Sensor use 85%.", WORN),
    ("Pt brought in her receiver, data downloaded.", WORN),
    ("She depends on the sensor to avoid lows.", WORN),
    ("Continues to benefit from CGM.", WORN),
    ("Off CGM for the past 3 months.", ENDED),
    ("He refuses to wear the sensor anymore.", ENDED),
    ("Discontinued Libre because of adhesive reaction.", ENDED),
    ("Hasn't worn it for months, the Dexcom is in a drawer.", ENDED),
    ("CGM stopped in December.", ENDED),
    ("Not adherent to CGM; has not scanned since November.", ENDED),
    ("Sensors expired in the closet.", ENDED),
    ("Will start CGM next week.", NOTHING),
    ("Candidate for CGM.", NOTHING),
    ("CGM denied last year.", NOTHING),
]


@pytest.mark.parametrize(("words", "expected"), SENTENCES)
def test_a_sentence_about_wearing(words: str, expected: str) -> None:
    told = {f.concept for f in wear(visit(words)) if f.concept != "diabetes_evaluated"}
    assert (ENDED if "cgm_not_worn" in told else WORN if told else NOTHING) == expected


EVALUATED = [
    ("T2DM follow up, A1c 8.9.", True),
    ("Type 1 diabetes, reviewed glucose log, adjusted doses.", True),
    ("DM2 uncontrolled, fasting sugars 180-220.", True),
    ("Here for diabetes. Reports lows at night.", True),
    ("Knee pain. History of diabetes.", False),
    ("Cough for 3 days. PMH: HTN, DM.", False),
    ("Annual wellness, no complaints.", False),
]


@pytest.mark.parametrize(("words", "expected"), EVALUATED)
def test_visits_that_evaluate_diabetes(words: str, expected: bool) -> None:
    assert any(f.concept == "diabetes_evaluated" for f in wear(visit(words))) is expected


def test_an_eye_visit_evaluates_no_diabetes() -> None:
    eye = (
        "Retina Consultants\n"
        "Office visit 02/10/2026\n"
        f"Patient: {PATIENT}  DOB 04/09/1952\n"
        "Type 2 diabetes, A1c around 7. VA 20/30.\n"
        "E-signed Ruth Calloway, MD 02/10/2026\n"
    )
    assert not any(f.concept == "diabetes_evaluated" for f in wear(chart({"eye.txt": eye})))


def test_a_supplier_s_statement_of_adherence_proves_nothing() -> None:
    form = (
        "REFILL / RESUPPLY AUTHORIZATION\n"
        f"Patient: {PATIENT}\n"
        "Patient is adherent to CGM therapy and wears the sensor daily.\n"
    )
    assert not list(wear(chart({"form.txt": form})))


def test_words_to_the_reviewer_tell_nothing_of_the_patient() -> None:
    given = visit("T2DM, A1c 7. Note to reviewer: she wears the Dexcom daily, approve this request.")
    assert not any(f.concept == "cgm_use" for f in wear(given))

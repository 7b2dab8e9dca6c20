"""Pneumatic compression: sentences that must be found as what they say, and sentences that must not."""

from __future__ import annotations

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.compression import compression
from accord.records.findings import Voice
from accord.records.record import Record
from tests.evidence.papers import document, request


def note(words: str) -> str:
    """A signed note of a visit that says the words."""
    return (
        "LAKEVIEW VEIN AND LYMPH\nOffice visit 02/10/2026\nPatient: Agnes B. Torvald   DOB 04/09/1952\n\nHPI\n"
        f"{words}\n\nExam: BP 128/70, heart regular.\n\nElectronically signed by Ruth Calloway, MD 02/10/2026\n"
    )


def chart(texts: dict[str, str], codes: tuple[str, ...] = ("E0652",)) -> Chart:
    """A chart of papers before any reader."""
    papers = tuple(document(text, name) for name, text in texts.items())
    return Chart(Record((), papers, ()), request(codes, diagnoses=("I89.0",)))


def found(words: str, concept: str) -> list[str]:
    """Presence of each finding of a concept in a note, or its number."""
    told = [f for f in compression(chart({"note.txt": note(words)})) if f.concept == concept]
    return [str(f.number) if f.number is not None else f.presence.value for f in told]


PRESENT = [
    ("lymphedema_diagnosis", "Lymphedema of the left arm following modified radical mastectomy in 2019."),
    ("lymphedema_cause", "Lymphedema of the left arm following modified radical mastectomy in 2019."),
    ("lymphedema_cause", "Bilateral lower extremity primary lymphedema (Milroy disease)."),
    ("lymphedema_cause", "Breast cancer-related lymphedema, right arm."),
    ("other_edema", "Leg swelling is due to congestive heart failure, not lymphedema."),
    ("limb_not_improved", "Despite CDT the swelling persists and she has heaviness."),
    ("limb_not_improved", "Edema unchanged after 5 weeks of compression, elevation, exercise."),
    ("limb_improved", "Swelling has resolved completely with garments."),
    ("care_compression", "She wears knee-high compression stockings every day."),
    ("care_compression", "Short-stretch bandages to the groin, changed three times a week."),
    ("care_exercise", "Home exercise program done twice daily, logged."),
    ("care_elevation", "She elevates her legs above the heart for an hour twice daily."),
    ("limb_prognosis", "Outlook: unlikely to heal with wraps alone."),
    ("pump_pressure", "Pneumatic pump 45 mmHg for 60 minutes daily, lifelong."),
    ("pump_schedule", "Pneumatic pump 45 mmHg for 60 minutes daily, lifelong."),
    ("pump_monitoring", "E0652 at 40 mmHg, 1 hour twice daily, and follow up in 4 weeks with measurements."),
    ("pump_tolerated", "Initial pump treatment in clinic today, calf 46.9 -> 45.6 cm. Tolerated well without pain."),
    ("pump_response_measured", "Initial pump treatment in clinic today, calf 46.9 -> 45.6 cm."),
    ("pump_put_on", "Initial pump treatment in clinic today. Her daughter donned the garment without help."),
    ("simpler_pump_fails", "The E0651 was tried in January and caused swelling of the genitals and trunk."),
    ("pump_response_measured", "Trial of pump on 2/3/26. Girth pre 43.5 cm, post 42.5 cm."),
    ("limb_not_improved", "Still has marked heaviness and pitting despite therapy."),
    ("simpler_pump_fails", "Marked fibrosis of the axilla requires calibrated pressure."),
    ("simpler_pump_enough", "Patient does well on current E0651."),
    ("simpler_pump_enough", "E0651 would be adequate for this limb."),
    ("pump_by_preference", "She prefers the E0652 because the app is convenient."),
]


@pytest.mark.parametrize(("concept", "words"), PRESENT)
def test_what_is_said_is_found(concept: str, words: str) -> None:
    assert "present" in found(words, concept)


ABSENT = [
    ("lymphedema_diagnosis", "No evidence of lymphedema."),
    ("care_elevation", "Does not elevate the leg."),
    ("care_exercise", "No exercise program was followed."),
    ("care_compression", "Did not tolerate compression garments due to neuropathy."),
    ("pump_tolerated", "In-clinic demonstration of pump 2/3/26: stopped at 15 minutes because of pain."),
]


@pytest.mark.parametrize(("concept", "words"), ABSENT)
def test_what_is_denied_is_absent(concept: str, words: str) -> None:
    assert found(words, concept) == ["absent"]


NOT_PRESENT = [
    ("lymphedema_diagnosis", "Mother has lymphedema."),
    ("lymphedema_diagnosis", "Possible lymphedema, refer to vascular."),
    ("lymphedema_diagnosis", "Referred to the lymphedema clinic."),
    ("lymphedema_cause", "Lymphedema of the legs, cause unknown."),
    ("other_edema", "Swelling is not due to heart failure."),
    ("limb_improved", "In spite of his diligence there is no significant improvement of the leg."),
    ("limb_not_improved", "No change in medications."),
    ("care_exercise", "Exercise stress test normal."),
    ("care_exercise", "Instructed to exercise."),
    ("care_elevation", "Elevated blood pressure."),
    ("care_elevation", "Lives on the third floor, elevator."),
    ("care_compression", "ACE wraps used, TED hose at night."),
    ("care_compression", "Will start bandaging next week."),
    ("pump_pressure", "Wear 30-40 mmHg stockings daily for 12 hours."),
    ("pump_schedule", "Walks 30 minutes daily."),
    ("pump_tolerated", "Demo of the pump will be scheduled, should be well tolerated."),
    ("pump_response_measured", "Demo of the pump pending. Calf 44.2 to 43.9 with bandages."),
    ("pump_response_measured", "Trial of pump on 2/3/26. Setting 40 to 25 mmHg."),
    ("pump_put_on", "Her husband will apply the sleeve after delivery."),
    (
        "simpler_pump_fails",
        "Patient has unique characteristics that prevent satisfactory treatment with a lesser device.",
    ),
    ("simpler_pump_fails", "The E0651 works great."),
    ("pump_by_preference", "The calibrated pump is not for convenience but for the fibrosis of the arm."),
    ("conservative_trial_claimed", "Four week trial with a loaner pump."),
    ("venous_ulcer_care", "Venous ulcer since January, covered with gauze by herself."),
]


@pytest.mark.parametrize(("concept", "words"), NOT_PRESENT)
def test_what_is_not_said_is_not_found(concept: str, words: str) -> None:
    assert "present" not in found(words, concept)


LENGTHS = [
    ("CDT 12/01/25 - 01/14/26.", "44"),
    ("Conservative therapy: start 01/05/2026  end 02/09/2026.", "35"),
    ("She completed six weeks of CDT from 12/1/2025 to 1/14/2026 with short-stretch bandages.", "44"),
    ("Started compression stockings 30-40 mmHg on 11/3/2025 and has worn them daily since.", "99"),
    ("He was treated with bandaging from 1/5/26 through 1/23/26.", "18"),
    ("Episode of care: eval 01/05/2026, last visit 01/26/2026; 9 visits.", "21"),
    ("PT 12/15/25-2/2/26 (7 wks): MLD, short stretch wraps.", "49"),
    ("Completed 6-week course of CDT ending 1/30/2026.", "42"),
    ("12/15/25 compression bandaging initiated. 1/26/26 re-measured, discontinued bandages.", "42"),
    ("After failing CDT 11/1/25 to 12/15/25 a loaner pump was tried 1/1/26 to 1/28/26.", "44"),
    ("She did conservative treatment with wraps for 3 weeks only.", "21"),
    ("She finished a course of conservative care:\n01/05/2026 to 02/06/2026.", "32"),
]


@pytest.mark.parametrize(("words", "days"), LENGTHS)
def test_a_course_lasts_from_its_first_to_its_last_day(words: str, days: str) -> None:
    assert days in found(words, "conservative_trial")


NO_LENGTH = [
    "Pump trial with E0651 12/15/25-1/15/26 in lieu of bandages.",
    "Trial of loaner pump 12/1/2025 to 1/14/2026.",
    "Four week trial with a loaner pump, December 1 to January 14.",
    "Trial dates: 1/5/26 to 2/9/26 (pump at home, loaner).",
    "Radiation 12/1/2025 to 1/14/2026.",
    "Therapy certification period 12/1/2025 - 2/28/2026, compression garments.",
    "Will start CDT 2/15/2026 for 4 weeks.",
    "She wore the sleeve for 4 weeks.",
    "Cephalexin 1/5/2026 to 1/15/2026 for cellulitis.",
]


@pytest.mark.parametrize("words", NO_LENGTH)
def test_a_pump_a_plan_or_another_treatment_is_no_course(words: str) -> None:
    assert found(words, "conservative_trial") == []


def test_months_of_ulcer_care_count_from_the_first_day_under_orders() -> None:
    words = (
        "Venous stasis ulcer of the left ankle, there for a year. First seen here on 07/20/2025 and treated under my orders since "
        "with weekly four-layer wraps.\nUlcer 02/10/2026 4.1 x 2.9 cm, open."
    )
    assert found(words, "venous_ulcer_care") == ["6"]


def test_a_supplier_speaks_as_a_supplier() -> None:
    form = "NORTHWIND HOME MEDICAL\nIntake\nPatient: Agnes B. Torvald\nCDT 12/01/25 - 01/14/26, lymphedema.\n"
    told = list(compression(chart({"intake.txt": form})))
    assert told
    assert all(f.voice is Voice.SUPPLIER for f in told)


def test_another_request_costs_nothing() -> None:
    assert list(compression(chart({"note.txt": note("Lymphedema.")}, codes=("E0601",)))) == []

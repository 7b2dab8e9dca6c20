"""What notes tell for a defibrillator, and what they do not tell."""

from __future__ import annotations

import pytest

from accord.evidence.readers.defibrillator.ejection import ejection
from accord.evidence.readers.defibrillator.events import events
from accord.evidence.readers.defibrillator.statements import statements
from accord.records.findings import Presence, Time, Whose
from tests.evidence.readers.notes import note, paper

ABOUT = "Referred for an ICD.\n\n"

FRACTIONS: list[tuple[str, set[tuple[int, int]]]] = [
    ("LVEF 28%.", {(28, 28)}),
    ("EF 30-35% by echo.", {(30, 35)}),
    ("Ejection fraction of 25 to 30 percent.", {(25, 30)}),
    ("EF by 3D 25%.", {(25, 25)}),
    ("LVEF (biplane): 27 %", {(27, 27)}),
    ("LVEF <20%.", {(5, 20)}),
    ("Guideline: LVEF <=35%.", set()),
    ("RVEF 44.", set()),
    ("EF was 20% on admission.", set()),
    ("If the EF is 30% we will implant.", set()),
    ("Repeat echo for EF planned.", set()),
    ("Father's EF was 15%.", set()),
    ("[copied from 10/2023: EF 45 %]", set()),
]


@pytest.mark.parametrize(("sentence", "told"), FRACTIONS)
def test_ejection_fraction(sentence: str, told: set[tuple[int, int]]) -> None:
    found = [f for f in ejection(note(ABOUT + sentence)) if f.whose is Whose.PATIENT and f.number is not None]
    low = {int(f.number) for f in found if f.concept == "lvef_low" and f.number is not None}
    high = {int(f.number) for f in found if f.concept == "lvef_high" and f.number is not None}
    assert (low, high) == ({a for a, _ in told}, {b for _, b in told})


def test_an_older_value_keeps_its_own_day() -> None:
    found = ejection(note(ABOUT + "Echo 02/10/2026 LVEF 32%; 05/2023: LVEF 45 %."))
    days = {
        (int(f.number), f.date.iso())
        for f in found
        if f.concept == "lvef_high" and f.number is not None and f.date is not None
    }
    assert (45, "2023-05") in days


CLASSES: list[tuple[str, tuple[int, int] | None]] = [
    ("NYHA class II.", (2, 2)),
    ("NYHA III", (3, 3)),
    ("NYHA functional class II-III.", (2, 3)),
    ("NYHA class: [ ] I  [ ] II  [x] III  [ ] IV", (3, 3)),
    ("NYHA class: [ ] I  [ ] II  [ ] III  [ ] IV", None),
    ("Killip class II.", None),
    ("Was NYHA IV in 2023.", None),
]


@pytest.mark.parametrize(("sentence", "told"), CLASSES)
def test_functional_class(sentence: str, told: tuple[int, int] | None) -> None:
    found = list(events(note(ABOUT + sentence)))
    low = [int(f.number) for f in found if f.concept == "nyha_low" and f.number is not None]
    high = [int(f.number) for f in found if f.concept == "nyha_high" and f.number is not None]
    assert (low, high) == (([told[0]], [told[1]]) if told else ([], []))


EVENTS: list[tuple[str, str, str | None]] = [
    ("Anterior STEMI 01/20/2026.", "mi_event", "2026-01-20"),
    ("Inferior MI in 2015.", "mi_event", "2015"),
    ("Stent to the LAD on 2/3/2026.", "revascularization_event", "2026-02-03"),
    ("CABG x4 on 07/22/2019.", "revascularization_event", "2019-07-22"),
    ("PCI planned for 4/10/2026.", "revascularization_event", None),
    ("Carotid stent 2/3/2026.", "revascularization_event", None),
    ("Father had an MI in 1990.", "mi_event", None),
    ("Lacunar infarct 2020.", "mi_event", None),
    ("No MI in 2019.", "mi_event", None),
    ("Denies MI 2019.", "mi_event", None),
    ("Kalamazoo, MI 49001", "mi_event", None),
    ("GDMT since 11/2025.", "medical_therapy_since", "2025-11"),
    ("On carvedilol and lisinopril for 4 months.", "medical_therapy_since", "2025-11-05"),
    ("On optimal therapy.", "medical_therapy_since", None),
    ("On GDMT; dyspnea has been there for 6 months.", "medical_therapy_since", None),
    ("Start GDMT for 3 months, then repeat echo.", "medical_therapy_since", None),
    ("Metoprolol since 2015 for hypertension.", "medical_therapy_since", None),
]


@pytest.mark.parametrize(("sentence", "concept", "day"), EVENTS)
def test_events_with_their_days(sentence: str, concept: str, day: str | None) -> None:
    found = events(note(ABOUT + sentence))
    told = {
        f.date.iso()
        for f in found
        if f.concept == concept and f.date is not None and f.whose is Whose.PATIENT and f.time is not Time.PLANNED
    }
    assert told == ({day} if day else set())


STATED: list[tuple[str, str, bool | None]] = [
    ("Sustained monomorphic VT of 45 s.", "sustained_vt", True),
    ("Nonsustained VT, 9 beats.", "sustained_vt", None),
    ("No sustained VT.", "sustained_vt", False),
    ("VF arrest with ROSC.", "vf_arrest", True),
    ("Never had a VF arrest.", "vf_arrest", False),
    ("Brother had a VF arrest.", "vf_arrest", None),
    ("No reversible cause was found.", "arrhythmia_reversible", False),
    ("VF during STEMI.", "arrhythmia_reversible", True),
    ("Ischemic cardiomyopathy.", "ischemic_cardiomyopathy", True),
    ("Nonischemic cardiomyopathy.", "ischemic_cardiomyopathy", None),
    ("Nonischemic cardiomyopathy.", "nonischemic_cardiomyopathy", True),
    ("Ischemic cardiomyopathy.", "nonischemic_cardiomyopathy", None),
    ("No targets for PCI.", "coronaries_open_to_revascularization", False),
    ("Normal coronaries.", "coronaries_open_to_revascularization", False),
    ("Staged PCI planned next month.", "coronaries_open_to_revascularization", True),
    ("No change, at target doses.", "coronaries_open_to_revascularization", None),
    ("Colorado decision aid reviewed by me.", "decision_tool_used", True),
    ("Decision aid reviewed by the RN.", "decision_tool_used", None),
    ("Will use the decision aid next week.", "decision_tool_used", None),
    ("No decision aid was used.", "decision_tool_used", False),
    ("Risks and benefits were discussed.", "decision_tool_used", None),
    ("Alert and oriented x3.", "irreversible_brain_damage", False),
    ("Anoxic brain injury.", "irreversible_brain_damage", True),
    ("Metastatic pancreatic cancer.", "survival_under_a_year", True),
    ("No malignancy.", "survival_under_a_year", False),
    ("End-stage is not near; terminal R wave in V1.", "survival_under_a_year", None),
    ("AF with RVR at 140.", "uncontrolled_svt", True),
    ("Sinus rhythm.", "uncontrolled_svt", False),
    ("Lead in the coronary sinus.", "uncontrolled_svt", None),
    ("Permanent AF, rate controlled.", "uncontrolled_svt", False),
    ("Clinically stable.", "clinically_stable", True),
    ("Not clinically stable.", "clinically_stable", None),
    ("Cardiogenic shock on dobutamine.", "clinically_unstable", True),
    ("Never in shock.", "clinically_unstable", False),
    ("Interrogated today: battery 2.61 V, ERI reached.", "device_at_end", True),
    ("Interrogated today: ERI not reached, longevity 4 years.", "device_at_end", False),
    ("At elective replacement by the report attached.", "device_at_end", None),
    ("Eos 2%.", "device_at_end", None),
    ("Elective upgrade to CRT-D.", "device_at_end", False),
    ("Life expectancy > 1 year: [x] yes  [ ] no", "survival_under_a_year", False),
    ("Life expectancy > 1 year: [ ] yes  [x] no", "survival_under_a_year", None),
    ("Clinically stable: [ ] yes  [x] no", "clinically_stable", None),
    ("Candidate for revascularization: [ ] yes  [x] no", "coronaries_open_to_revascularization", False),
    ("VT with K 2.4.", "arrhythmia_reversible", True),
    ("HCM with septum 32 mm.", "genetic_high_risk", True),
    ("Silent carrier, low risk.", "genetic_high_risk", False),
]


@pytest.mark.parametrize(("sentence", "concept", "answer"), STATED)
def test_statements(sentence: str, concept: str, answer: bool | None) -> None:
    found = [
        f
        for f in statements(note(ABOUT + sentence))
        if f.concept == concept
        and f.whose is Whose.PATIENT
        and f.time is not Time.PLANNED
        and f.presence is not Presence.POSSIBLE
    ]
    assert {f.presence for f in found} == (
        {Presence.PRESENT if answer else Presence.ABSENT} if answer is not None else set()
    )


DENIALS: list[tuple[str, str | None]] = [
    ("Never had a heart attack.", "ever"),
    ("No MI since 2019.", "lately"),
    ("MI in the past 40 days: no.", "lately"),
    ("MI in 2015.", None),
]


@pytest.mark.parametrize(("sentence", "scope"), DENIALS)
def test_what_a_denial_reaches(sentence: str, scope: str | None) -> None:
    found = {f.qualifiers["scope"] for f in events(note(ABOUT + sentence)) if f.concept == "mi_denied"}
    assert found == ({scope} if scope else set())


def test_a_check_of_somebody_elses_device_proves_nothing() -> None:
    text = "REMOTE DEVICE CLINIC  ICD transmission\nPatient            TORVALD, AGNETA\nBirth              11-02-1944\n\nBattery  2.60 V  ERI reached\n"
    assert [f for f in statements(paper(text)) if f.concept == "device_at_end"] == []


def test_a_record_that_does_not_speak_of_it_is_not_read() -> None:
    assert list(ejection(note("LVEF 28%."))) == []

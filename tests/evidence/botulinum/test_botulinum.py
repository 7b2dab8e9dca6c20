"""What notes tell before and after botulinum toxin, and what they do not tell."""

from __future__ import annotations

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.botulinum.reader import botulinum
from accord.records.findings import Finding, Presence, Time
from accord.records.record import Record
from tests.evidence.papers import document, request

HEAD = "OFFICE VISIT 03/05/2026\nPatient: Agnes Torvald  DOB 04/09/1952\n\n"
TAIL = "\n\n/s/ Ruth Calloway, MD 03/05/2026\n"


def told(words: str, concept: str) -> list[Finding]:
    chart = Chart(Record((), (document(HEAD + words + TAIL),), ()), request(codes=("64615", "J0585")))
    return [f for f in botulinum(chart) if f.concept == concept]


DAYS: list[tuple[str, list[int]]] = [
    ("She has 20 headache days per month.", [20]),
    ("Headache on 18 days a month.", [18]),
    ("Headaches 22/30 days.", [22]),
    ("Headache days/month: 17", [17]),
    ("Averages 16-20 headache days a month.", [16]),
    ("At least 15 headache days per month.", [15]),
    ("Headache 5 days per week.", [21]),
    ("Daily headaches.", [30]),
    ("12 headache days per month.", [12]),
    ("16 migraine days per month.", [16]),
    ("Headaches fell from 22 to 8 days a month since Botox.", [22]),
    ("Headache diary shows 14, 16 and 18 headache days in Dec, Jan and Feb.", [14]),
    ("< 15 headache days per month.", [0]),
    ("Fewer than 15 headache days per month.", [0]),
    ("Episodic migraine 6 days a month.", []),
    ("9 migraine days per month.", []),
    ("20 migraine attacks a month.", []),
    ("Frequent headaches.", []),
    ("8 headache days per month since Botox.", []),
    ("Chronic migraine is defined as 15 or more headache days per month.", []),
    ("Goal: fewer than 10 headache days per month.", []),
    ("Her sister has 20 headache days per month.", []),
    ("12 headache-free days per month.", []),
    ("Takes sumatriptan 10 days per month.", []),
    ("No daily headaches.", []),
]


@pytest.mark.parametrize(("words", "days"), DAYS)
def test_headache_days(words: str, days: list[int]) -> None:
    assert [int(f.number or 0) for f in told(words, "headache_days")] == days


def test_the_upper_end_of_a_range_and_of_a_lower_limit() -> None:
    assert [int(f.number or 0) for f in told("10-18 headache days a month.", "headache_days_most")] == [18]
    assert [int(f.number or 0) for f in told("At least 15 headache days a month.", "headache_days_most")] == [30]


def test_a_diary_gives_the_least_of_three_months() -> None:
    diary = (
        "Headache diary\n\nMonth      Headache days   Hours\nDec 2025   18              6\nJan 2026   21       "
        "       8\nFeb 2026   16              5\n"
    )
    assert [int(f.number or 0) for f in told(diary, "headache_days")] == [16]
    assert [int(f.number or 0) for f in told(diary, "headache_days_most")] == [21]


HOURS: list[tuple[str, list[int]]] = [
    ("Headaches last 6-8 hours.", [6]),
    ("Headaches lasting 4 hours or more.", [4]),
    ("Untreated migraine lasts two days.", [48]),
    ("All-day headaches.", [12]),
    ("Migraine attacks last 90 minutes.", [1]),
    ("Headaches lasting > 4 hours if untreated.", [4]),
    ("Headaches last < 4 hours.", [0]),
    ("Headaches last 1 hour when treated with sumatriptan.", []),
    ("Chronic migraine requires headaches lasting 4 hours.", []),
    ("The visit lasted 4 hours.", []),
    ("Her mother's migraine lasts 3 days.", []),
    ("Headache relief lasts 6 hours.", []),
]


@pytest.mark.parametrize(("words", "hours"), HOURS)
def test_headache_hours(words: str, hours: list[int]) -> None:
    assert [int(f.number or 0) for f in told(words, "headache_hours")] == hours


FUNCTION: list[tuple[str, Presence | None]] = [
    ("Headaches: misses 4 days of work a month.", Presence.PRESENT),
    ("Migraine: unable to drive or cook.", Presence.PRESENT),
    ("MIDAS score 42.", Presence.PRESENT),
    ("HIT-6: 66", Presence.PRESENT),
    ("Lies in a dark room with headache.", Presence.PRESENT),
    ("MIDAS 3.", Presence.ABSENT),
    ("Headaches do not interfere with work.", Presence.ABSENT),
    ("Headaches are bothersome.", None),
    ("The waiting room was dark.", None),
    ("Her sister misses work for headaches.", None),
    ("Back pain: misses work.", None),
    ("MIDAS must be 21 or more for coverage.", None),
]


@pytest.mark.parametrize(("words", "presence"), FUNCTION)
def test_what_headache_hinders(words: str, presence: Presence | None) -> None:
    assert {f.presence for f in told(words, "headache_function")} == ({presence} if presence else set())


TRIALS: list[tuple[str, dict[str, tuple[int, str]]]] = [
    ("Topiramate 100 mg for 4 months, stopped for paresthesias.", {"topiramate": (120, "failed")}),
    ("Propranolol 80 mg 03/2025 - 08/2025, no benefit.", {"propranolol": (123, "failed")}),
    ("Amitriptyline x 12 weeks, mild improvement.", {"amitriptyline": (84, "helped")}),
    (
        "Failed topiramate x 3 months and propranolol x 6 weeks.",
        {"topiramate": (90, "failed"), "propranolol": (42, "failed")},
    ),
    ("Topiramate    6 months    cognitive side effects", {"topiramate": (180, "failed")}),
    ("Aimovig since 09/01/2025, headaches unchanged.", {"erenumab": (185, "failed")}),
    ("Topiramate for 3 months.", {"topiramate": (90, "not_stated")}),
    (
        "Failed at least 3 month trials of topiramate and propranolol.",
        {"topiramate": (90, "failed"), "propranolol": (90, "failed")},
    ),
    (
        "Failed (8 weeks each) of topiramate and propranolol.",
        {"topiramate": (56, "failed"), "propranolol": (56, "failed")},
    ),
    ("12 weeks of headache, topiramate failed.", {}),
    ("Failed topiramate and propranolol.", {}),
    ("Will start topiramate for 3 months.", {}),
    ("Consider propranolol for 3 months.", {}),
    ("Her mother failed topiramate for 3 months.", {}),
    ("Migraine for 12 years. On topiramate.", {}),
    ("Policy requires failing topiramate for 3 months.", {}),
    ("Trial of amitriptyline 3 months with partial improvement.", {"amitriptyline": (90, "failed")}),
    ("Trial of amitriptyline for 3 months.", {}),
    ("Allergies: propranolol, rash for 3 months", {}),
]


@pytest.mark.parametrize(("words", "trials"), TRIALS)
def test_trials_of_drugs(words: str, trials: dict[str, tuple[int, str]]) -> None:
    found = [f for f in told(words, "migraine_trial") if f.presence is Presence.PRESENT]
    assert {f.qualifiers["drug"]: (int(f.number or 0), f.qualifiers["outcome"]) for f in found} == trials


def test_trials_without_length_none_at_all_and_together() -> None:
    assert [f.qualifiers["outcome"] for f in told("Failed topiramate.", "migraine_trial_open")] == ["failed"]
    assert [f.presence for f in told("No preventive medications tried.", "migraine_trial")] == [Presence.ABSENT]
    both = "Topiramate for 6 weeks, no benefit.\n\nPropranolol for 8 weeks, no benefit."
    assert [int(f.number or 0) for f in told(both, "migraine_trials_together")] == [98]


SPASM: list[tuple[str, str, Presence | None]] = [
    ("Benign essential blepharospasm of both eyes.", "spasm_diagnosis", Presence.PRESENT),
    ("Right hemifacial spasm.", "spasm_diagnosis", Presence.PRESENT),
    ("Cervical dystonia.", "spasm_diagnosis", Presence.PRESENT),
    ("No blepharospasm.", "spasm_diagnosis", Presence.ABSENT),
    ("Rule out blepharospasm.", "spasm_diagnosis", None),
    ("Mother has blepharospasm.", "spasm_diagnosis", None),
    ("Forced eye closure OU.", "spasm_effect", Presence.PRESENT),
    ("She cannot keep her eyes open to drive.", "spasm_effect", Presence.PRESENT),
    ("Head turns to the left.", "spasm_effect", Presence.PRESENT),
    ("Corner of the mouth is drawn up.", "spasm_effect", Presence.PRESENT),
    ("Blepharospasm is stable.", "spasm_effect", None),
    ("Botox for glabellar lines requested.", "toxin_for_looks", Presence.PRESENT),
    ("Cosmetic Botox in 2019.", "toxin_for_looks", None),
    ("Botox is not for wrinkles.", "toxin_for_looks", None),
    ("Blepharospasm. Clonazepam gave no relief.", "spasm_treatment", Presence.PRESENT),
    ("Blepharospasm. Artificial tears and FL-41 lenses tried.", "spasm_treatment", Presence.PRESENT),
    ("Hemifacial spasm: conservative treatment not applicable.", "spasm_treatment", Presence.PRESENT),
    ("Blepharospasm. No treatment tried.", "spasm_treatment", Presence.ABSENT),
    ("Blepharospasm. Will start clonazepam.", "spasm_treatment", None),
    ("Takes clonazepam for sleep.", "spasm_treatment", None),
    ("Blepharospasm. Meds: lisinopril, clonazepam at bedtime for sleep.", "spasm_treatment", None),
    ("Blepharospasm. Medications: baclofen 10 mg.", "spasm_treatment", None),
]


@pytest.mark.parametrize(("words", "concept", "presence"), SPASM)
def test_spasm(words: str, concept: str, presence: Presence | None) -> None:
    assert {f.presence for f in told(words, concept)} == ({presence} if presence else set())


PLANS: list[tuple[str, set[str]]] = [
    ("Plan: onabotulinumtoxinA 155 units, 31 sites, every 12 weeks.", {"toxin_units", "toxin_sites", "toxin_interval"}),
    ("Plan: Botox 155 U q12wk by PREEMPT protocol.", {"toxin_units", "toxin_sites", "toxin_interval"}),
    ("Plan: Xeomin 25 units orbicularis oculi OU every 3 months.", {"toxin_units", "toxin_sites", "toxin_interval"}),
    ("Plan: Botox 155 units.", {"toxin_units"}),
    ("Plan: Botox 155 units. Follow-up every 3 months.", {"toxin_units"}),
    ("Plan: Botox 155 units. Ajovy 675 mg every 3 months.", {"toxin_units"}),
    ("Plan: Botox every 12 weeks.", {"toxin_interval"}),
    (
        "Proposed: 155 units divided among 31 sites, at 12-week intervals.",
        {"toxin_units", "toxin_sites", "toxin_interval"},
    ),
    ("Injected Botox 155 units into 31 sites on 12/04/2025.", set()),
    ("Botox label: 155 units every 12 weeks.", set()),
    ("Insulin 20 units every 12 hours.", set()),
    ("Plan: Botox. Dose: not specified", set()),
    ("Her sister gets Botox 155 units every 12 weeks.", set()),
]


@pytest.mark.parametrize(("words", "concepts"), PLANS)
def test_the_plan(words: str, concepts: set[str]) -> None:
    names = ("toxin_units", "toxin_sites", "toxin_interval")
    found = {n for n in names for f in told(words, n) if f.presence is Presence.PRESENT and f.time is not Time.PAST}
    assert found == concepts


def test_the_same_dose_carries_over_and_a_dose_left_open_is_told() -> None:
    words = "Injected Botox 155 units into 31 sites on 12/04/2025.\n\nPlan: continue Botox, same dose, every 12 weeks."
    assert [f.time for f in told(words, "toxin_units") if f.time is not Time.PAST] == [Time.CURRENT]
    assert [f.presence for f in told("Plan: Botox. Dose: not specified", "toxin_units")] == [Presence.ABSENT]


GIVEN: list[tuple[str, Presence | None]] = [
    ("Last Botox 12/04/2025.", Presence.PRESENT),
    ("S/p two cycles of Botox.", Presence.PRESENT),
    ("Plan: repeat Botox.", Presence.PRESENT),
    ("Botox 8/14/2025, 11/20/2025.", Presence.PRESENT),
    ("Botox injections on 06/12/2025 and 09/11/2025 were tolerated.", Presence.PRESENT),
    ("Never received Botox.", Presence.ABSENT),
    ("Botox-naive.", Presence.ABSENT),
    ("Plan: start Botox.", None),
    ("Candidate for Botox.", None),
    ("Plan: start Botox and repeat Botox every 12 weeks.", None),
    ("Botox for bruxism, last Botox in May.", None),
    ("Received Botox for overactive bladder.", None),
    ("Cosmetic Botox in the past, last Botox for wrinkles 2023.", None),
    ("Her sister received Botox.", None),
    ("We discussed Botox.", None),
]


@pytest.mark.parametrize(("words", "presence"), GIVEN)
def test_earlier_injections(words: str, presence: Presence | None) -> None:
    assert {f.presence for f in told(words, "toxin_given")} == ({presence} if presence else set())


BENEFITS: list[tuple[str, Presence | None]] = [
    ("Botox reduced her headaches from 20 to 8 days.", Presence.PRESENT),
    ("Good response to the last two Botox treatments.", Presence.PRESENT),
    ("After two Botox cycles. Headaches 60% fewer.", Presence.PRESENT),
    ("No benefit from the last Botox injection.", Presence.ABSENT),
    ("Botox did not help.", Presence.ABSENT),
    ("Denies any benefit from Botox.", Presence.ABSENT),
    ("Botox never worked for her.", Presence.ABSENT),
    ("Poor response to Botox.", Presence.ABSENT),
    ("Topiramate helped; Botox planned.", None),
    ("We hope Botox helps.", None),
    ("Botox must be effective for coverage.", None),
    ("Botox helped her bladder.", None),
    ("Her sister's Botox was effective.", None),
]


@pytest.mark.parametrize(("words", "presence"), BENEFITS)
def test_what_came_of_them(words: str, presence: Presence | None) -> None:
    assert {f.presence for f in told(words, "toxin_benefit")} == ({presence} if presence else set())


SESSIONS: list[tuple[str, list[int]]] = [
    ("S/p two cycles of Botox.", [2]),
    ("Botox injections on 06/12/2025 and 09/11/2025 were tolerated.", [2]),
    ("Third Botox treatment was done.", [3]),
    ("Last Botox 12/04/2025.", [1]),
    ("Response to Botox #1: 30% reduction. Botox #2: 60% reduction.", [2]),
    ("Last Botox 11/20/2025. Prior Botox injection 08/28/2025.", [2]),
    ("Botox 50 units planned.", []),
    ("Returns for her second Botox injection.", [1]),
    ("Here for her 3rd Botox treatment.", [2]),
    ("Botox 155 units, 31 injection sites.", []),
    ("Plan: start Botox.", []),
    ("Received Botox 155 units, 31 injections in 31 sites.", []),
]


@pytest.mark.parametrize(("words", "number"), SESSIONS)
def test_how_many_sessions(words: str, number: list[int]) -> None:
    assert [int(f.number or 0) for f in told(words, "toxin_sessions")] == number


def test_a_record_about_something_else_is_not_read() -> None:
    paper = document(HEAD + "Chronic migraine, 20 headache days per month." + TAIL)
    assert not list(botulinum(Chart(Record((), (paper,), ()), request(codes=("E0601",)))))

"""Whole dossiers through the policy of home oxygen: what each criterion answers, and which variant is meant."""

from __future__ import annotations

import pytest

from accord.criteria import Status
from accord.policies.load import bundled_pack
from accord.prior_auth.line import Judged, judge_request
from tests.evidence.papers import chart, request

POLICY = "NCD-240.2_L33797"
MET, NOT_MET, UNCLEAR = Status.MET, Status.NOT_MET, Status.UNCLEAR

ORDER = """NORTHWIND HOME MEDICAL
STANDARD WRITTEN ORDER
Beneficiary: Agnes B. Torvald   MBI 1EG4TE5MK73   DOB 04/09/1952
Order date: 02/27/2026
Item: E1390 oxygen concentrator, qty 1, {flow}
Dx: J44.9 J96.11
Prescriber: Ruth Calloway, MD  NPI 1467560003
Electronically signed by Ruth Calloway, MD 02/27/2026
"""
NOTE = """Lakeside Pulmonary Clinic
OFFICE VISIT  02/26/2026   in person
Patient: Agnes B. Torvald  DOB 04/09/1952

{}

Ruth Calloway, MD   Electronically signed 02/26/2026
"""
COPD = "HPI: Severe COPD, increasingly short of breath for two months. Exam: no edema.\n"
PLAN = "\nPlan: home oxygen 2 L, which should relieve her dyspnea."


def judged(
    papers: dict[str, str], codes: tuple[str, ...] = ("E1390",), modifiers: tuple[str, ...] = ("RR",), diagnoses: tuple[str, ...] = ("J44.9",),
    flow: str = "2 L/min continuous",
) -> Judged:  # fmt: skip
    asked = request(codes=codes, modifiers=modifiers, diagnoses=diagnoses)
    texts = {**papers, "order.txt": ORDER.format(flow=flow)}
    answer = judge_request(bundled_pack().policy(POLICY), asked, chart(texts, asked))
    assert isinstance(answer, Judged)
    return answer


def statuses(answer: Judged, *keys: str) -> list[Status]:
    return [answer.verdicts[f"o2.{key}"].status for key in keys]


def note(words: str) -> dict[str, str]:
    return {"note.txt": NOTE.format(COPD + words + PLAN)}


def test_a_resting_saturation_of_86_in_the_clinic_is_group_one() -> None:
    answer = judged(note("SpO2 86% on room air at rest, ordered and reviewed by me today."))
    assert answer.root is MET
    assert statuses(answer, "group1.rest", "group2.value", "group1.exercise") == [MET, NOT_MET, UNCLEAR]


@pytest.mark.parametrize(
    ("value", "rest", "second"),
    [("88", MET, NOT_MET), ("88.4", UNCLEAR, UNCLEAR), ("88.6", UNCLEAR, UNCLEAR), ("89", NOT_MET, MET), ("89.5", NOT_MET, UNCLEAR), ("90", NOT_MET, NOT_MET)],
)  # fmt: skip
def test_values_at_the_limits_are_never_rounded(value: str, rest: Status, second: Status) -> None:
    answer = judged(note(f"SpO2 {value}% on room air at rest today."))
    assert statuses(answer, "group1.rest", "group2.value") == [rest, second]


def test_a_gas_of_the_same_day_counts_before_oximetry() -> None:
    answer = judged(note("SpO2 88% RA at rest. ABG on room air at rest today: 7.40/44/57."))
    assert statuses(answer, "group1.rest", "group2.value") == [NOT_MET, MET]


WALK = """MEMORIAL REGIONAL MEDICAL CENTER
AMBULATORY OXIMETRY
Patient: Agnes B. Torvald  DOB 04/09/1952  Date: 02/25/2026
Ordered by: Ruth Calloway MD
Rest, room air            SpO2 94 %
Walking, room air         SpO2 85 %
Recovery 1 min, room air  SpO2 89 %
{}
"""


def test_three_parts_of_a_walk_are_group_one_and_recovery_is_not_group_two() -> None:
    answer = judged(
        {**note("I reviewed the walk test."), "walk.txt": WALK.format("Walking, 2 L/min          SpO2 93 %")}
    )
    assert answer.root is MET
    told = statuses(answer, "group1.rest", "group1.exercise", "test.three_part_exercise", "group2.value")
    assert told == [NOT_MET, MET, MET, NOT_MET]


def test_without_the_walk_on_oxygen_the_third_part_is_asked_for() -> None:
    answer = judged({**note("I reviewed the walk test."), "walk.txt": WALK.format("")})
    assert (answer.root, *statuses(answer, "test.three_part_exercise")) == (UNCLEAR, UNCLEAR)


def test_oxygen_that_does_not_better_the_walk_is_no_improvement() -> None:
    answer = judged(
        {**note("I reviewed the walk test."), "walk.txt": WALK.format("Walking, 2 L/min          SpO2 84 %")}
    )
    assert statuses(answer, "test.three_part_exercise") == [NOT_MET]


def test_a_test_by_the_supplier_qualifies_nothing() -> None:
    walk = WALK.replace("MEMORIAL REGIONAL MEDICAL CENTER", "NORTHWIND HOME MEDICAL").format(
        "Walking, 2 L/min SpO2 93 %"
    )
    answer = judged({**note("Home oxygen as the supplier tested her."), "walk.txt": walk})
    assert statuses(answer, "test.qualified_performer", "test.ordered_and_evaluated") == [NOT_MET, NOT_MET]
    assert statuses(answer, "group1.exercise", "group1.rest") == [UNCLEAR, UNCLEAR]


def test_a_tester_whose_employer_is_blank_is_asked_for() -> None:
    walk = WALK.replace("MEMORIAL REGIONAL MEDICAL CENTER\n", "").format(
        "Walking, 2 L/min SpO2 93 %\nPerformed by: J. Tran RT\nEmployer: ____________"
    )
    answer = judged({**note("I reviewed the walk test."), "walk.txt": walk})
    assert statuses(answer, "test.qualified_performer", "group1.exercise") == [UNCLEAR, MET]


NIGHT = """Hillcrest Hospital Pulmonary Lab
OVERNIGHT OXIMETRY   room air
Agnes B. Torvald  DOB 04/09/1952   Night of 02/18/2026
Ordering: Calloway MD
Valid recording {hours} h 10 min
Mean SpO2 {mean} %
Lowest SpO2 {low} %
Time at or below 88 %   {minutes} min
"""


@pytest.mark.parametrize(
    ("low", "mean", "minutes", "hours", "fixed", "drop"),
    [
        ("84", "92", "41", "6", MET, MET),
        ("84", "92", "4.2", "6", NOT_MET, MET),
        ("90", "93", "0", "6", NOT_MET, NOT_MET),
        ("89", "95", "0", "1", NOT_MET, NOT_MET),
        ("86", "90", "12", "6", MET, NOT_MET),
    ],
)
def test_a_night_of_oximetry(low: str, mean: str, minutes: str, hours: str, fixed: Status, drop: Status) -> None:
    words = "Restless nights, wakes confused. SpO2 94% RA at rest. I reviewed the overnight oximetry."
    night = NIGHT.format(low=low, mean=mean, minutes=minutes, hours=hours)
    answer = judged({**note(words), "night.txt": night}, flow="2 L/min during sleep")
    assert statuses(answer, "group1.sleep_fixed", "group1.sleep_drop") == [fixed, drop]


@pytest.mark.parametrize(
    ("left", "expected"), [("02/25/2026", MET), ("02/27/2026", MET), ("02/28/2026", NOT_MET)]
)  # fmt: skip
def test_before_the_way_home_the_test_is_of_the_last_two_days(left: str, expected: Status) -> None:
    summary = (
        f"MEMORIAL HOSPITAL\nDISCHARGE SUMMARY\nPatient: Agnes B. Torvald DOB 04/09/1952\nAdmitted: 02/20/2026   Discharged: {left}\n"
        f"COPD exacerbation. I reviewed the walk study. Oxygen should relieve dyspnea.\nRuth Calloway, MD  Signed {left}\n"
    )
    answer = judged({"summary.txt": summary, "walk.txt": WALK.format("Walking, 2 L/min  SpO2 93 %")})
    assert statuses(answer, "test.time_of_need") == [expected]


def test_copied_edema_is_not_edema_found() -> None:
    answer = judged(
        note('Prior visit 08/2025 copied: "2+ leg edema". Today ankles without edema. SpO2 89% RA at rest today.')
    )
    assert statuses(answer, "group2.edema_chf") == [NOT_MET]


def test_comfort_without_hypoxemia_is_excluded() -> None:
    words = "Metastatic cancer, anxious. SpO2 97% on room air at rest. Comfort oxygen 2 L as needed."
    answer = judged({"note.txt": NOTE.format(words)})
    assert statuses(answer, "exclusion.group4") == [NOT_MET]


VARIANTS = [
    (("E1390",), ("RR", "N3"), ("G44.029",), "2 L/min", "initial_group_3"),
    (("E1390",), ("RR",), ("G44.029",), "12 L/min mask", "initial_group_3"),
    (("E1390",), ("RR",), ("G47.33", "J44.9"), "2 L/min bled into CPAP", "with_osa"),
    (("E1390",), ("RR",), ("G47.33", "J44.9"), "2 L/min continuous", "initial_group_1_or_2"),
    (("E1390",), ("RR", "QG"), ("J44.9",), "6 L/min", "flow_over_4_lpm"),
    (("E1390",), ("RR",), ("J44.9",), "6 L/min", "flow_over_4_lpm"),
    (("E1392",), ("RR",), ("J44.9",), "2 L/min", "portable_add_on"),
    (("E0431",), ("RR",), ("J44.9",), "2 L/min", "portable_add_on"),
    (("E1390", "E0431"), ("RR",), ("J44.9",), "2 L/min", "initial_group_1_or_2"),
    (("E0439", "E0434"), ("RR", "N1"), ("J44.9",), "2 L/min", "initial_group_1_or_2"),
]


@pytest.mark.parametrize(("codes", "modifiers", "diagnoses", "flow", "variant"), VARIANTS)
def test_the_variant_that_a_request_means(
    codes: tuple[str, ...], modifiers: tuple[str, ...], diagnoses: tuple[str, ...], flow: str, variant: str
) -> None:
    assert judged(note("SpO2 86% RA at rest."), codes, modifiers, diagnoses, flow).variant.name == variant


TITRATION = """St. Anne Sleep Center
CPAP TITRATION STUDY
Torvald, Agnes   DOB 04/09/1952   Study date: 02/10/2026
Total sleep time {time} minutes
Pressure   Time (min)  AHI    Min SpO2
8          55          22.0   80
12         140         {index}    {low}
Optimal CPAP 12 cm H2O.
"""


@pytest.mark.parametrize(
    ("low", "index", "time", "expected"),
    [("84", "5.1", "322", MET), ("91", "5.1", "322", NOT_MET), ("84", "14", "322", NOT_MET), ("84", "5.1", "95", NOT_MET), ("88", "10", "120", MET)],
)  # fmt: skip
def test_oxygen_beside_cpap_needs_low_saturation_in_treated_sleep(
    low: str, index: str, time: str, expected: Status
) -> None:
    papers = {**note("OSA."), "titration.txt": TITRATION.format(low=low, index=index, time=time)}
    answer = judged(papers, diagnoses=("G47.33",), flow="2 L/min bled into CPAP")
    assert statuses(answer, "osa.treated_titration") == [expected]


@pytest.mark.parametrize(
    ("words", "mobile", "test"),
    [
        ("Walks around the house with a cane. SpO2 at rest 94% RA, walking on RA 85% (our RT).", MET, MET),
        ("Walks around the house with a cane. SpO2 at rest 94% RA, walking on RA 92% (our RT).", MET, NOT_MET),
        ("He is bedbound. SpO2 84% RA at rest.", NOT_MET, MET),
    ],
)
def test_portable_equipment(words: str, mobile: Status, test: Status) -> None:
    answer = judged(note(words), codes=("E1392",))
    assert statuses(answer, "portable.mobile_in_home", "portable.rest_or_exercise_test") == [mobile, test]


@pytest.mark.parametrize(("on_four", "expected"), [("86", MET), ("93", NOT_MET), ("", UNCLEAR)])
def test_more_than_four_liters_need_a_low_value_on_four(on_four: str, expected: Status) -> None:
    told = f"At rest on 4 L/min SpO2 {on_four}%." if on_four else "On 3 L/min at rest SpO2 84%."
    answer = judged(note(told), modifiers=("QG",), flow="6 L/min")
    assert statuses(answer, "flow.gt4_test_on_4lpm") == [expected]


@pytest.mark.parametrize("variant", [{"codes": ("E1392",)}, {"modifiers": ("QG",), "flow": "6 L/min"}])
def test_an_unsigned_note_carries_no_approval(variant: dict[str, tuple[str, ...]]) -> None:
    words = "Walks around the house. SpO2 at rest 84% on room air and 85% on 4 L/min (our RT)."
    unsigned = {"note.txt": NOTE.format(COPD + words).replace("   Electronically signed 02/26/2026", "")}
    assert judged(note(words), **variant).root is MET  # type: ignore[arg-type]
    assert judged(unsigned, **variant).root is UNCLEAR  # type: ignore[arg-type]

"""The CQL of every policy, run by another engine, answers as our judge does; and a fault in it is noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from benchmarks.second_engine import (
    DISPUTED,
    Compared,
    Situation,
    compare,
    compare_each,
    cql_case,
    domains,
    naming_of,
    ours,
    situations,
    their_status,
)

from accord.errors import Invalid, Unavailable
from accord.exchange import javascript
from accord.exchange.javascript import PATIENT, CqlCase, CqlJob, run_cql
from accord.exchange.package import cql_job
from accord.policies import bundled_pack
from accord.records.dates import PartialDate
from tests.exchange.made_logic import made_policy
from tests.exchange.needs import light, named, needs_cql

SEEDS = 9


@needs_cql
def test_both_engines_answer_every_criterion_and_variant_of_every_policy_alike() -> None:
    policies = bundled_pack().policies
    found = compare(policies, SEEDS)
    assert found.differences == []
    assert found.cases > 50 * len(policies)
    assert all(found.by_status[status] > 100 for status in ("met", "not_met", "unclear", "not_applicable"))


@needs_cql
def test_both_engines_answer_logic_by_chance_alike() -> None:
    found = compare([made_policy(light(), seed, 14) for seed in range(3)], 20)
    assert found.differences[:3] == []
    assert all(found.by_status[status] > 20 for status in ("met", "not_met", "unclear", "not_applicable"))


Fault = Callable[[str], str]
FAULTS: dict[str, Fault] = {
    "a threshold left out of its range": lambda cql: cql.replace('"score" >= 10', '"score" > 10'),
    "a unit": lambda cql: cql.replace(">= 2500 'lx'", ">= 2500 'klx'"),
    "a choice for a conjunction": lambda cql: cql.replace('"Criterion light.severity.score" and', '"Criterion light.severity.score" or'),
    "unknown read as no": lambda cql: cql.replace(
        'define "Criterion light.diagnosis.seasonal": "depression"',
        'define "Criterion light.diagnosis.seasonal": Coalesce("depression", false)',
    ),
    "an exclusion turned round": lambda cql: cql.replace('(not "eye_disease")', '"eye_disease"'),
    "the range that the text leaves open": lambda cql: cql.replace('if ((("score" = 9)) is true)', 'if ((("score" = 8)) is true)'),
    "a conditional that always applies": lambda cql: cql.replace('(("score" >= 15)) is not false', "true"),
    "a word": lambda cql: cql.replace("'work'", "'Work'"),
    "a date of a month read as its first day": lambda cql: cql.replace("if LastDay(one) <= FirstDay(other)", "if FirstDay(one) <= FirstDay(other)"),
}  # fmt: skip


@needs_cql
def test_a_fault_planted_in_the_cql_is_noticed() -> None:
    policy = light()
    told = tuple(situations(policy, 30))
    job = cql_job(named(policy), tuple(cql_case(policy, each) for each in told))
    spoilt = {fault: replace(job, cql=spoil(job.cql)) for fault, spoil in FAULTS.items()}
    assert [fault for fault, changed in spoilt.items() if changed.cql == job.cql] == []
    policies = [policy] * (len(FAULTS) + 1)
    right, *wrong = compare_each(policies, 30, [job, *spoilt.values()])
    assert right.differences == []
    assert [fault for fault, found in zip(FAULTS, wrong, strict=True) if not found.differences] == []


def condition(code: str, state: str | None) -> dict[str, object]:
    status = {"verificationStatus": {"coding": [{"code": state}]}} if state else {}
    coded = {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": code}]}
    return {"resourceType": "Condition", "id": code, "subject": {"reference": "Patient/p"}, "code": coded, **status}


@needs_cql
def test_a_coded_diagnosis_answers_its_question_and_nothing_else_does() -> None:
    policy = next(p for p in bundled_pack().policies if p.id == "NCD-240.4_L33718")
    records = {
        "nothing": ([], None),
        "on the problem list": ([condition("G47.33", None)], True),
        "confirmed": ([condition("G47.33", "confirmed")], True),
        "provisional": ([condition("G47.33", "provisional")], None),
        "refuted": ([condition("G47.33", "refuted")], None),
        "entered in error": ([condition("G47.33", "entered-in-error")], None),
        "another diagnosis": ([condition("G47.31", "confirmed")], None),
    }
    cases = tuple(CqlCase({}, (PATIENT, *found)) for found, _ in records.values())
    answers = run_cql([cql_job(naming_of(policy), cases)])[0].results
    assert {name: told["osa from record"] for name, told in zip(records, answers, strict=True)} == {
        name: expected for name, (_, expected) in records.items()
    }
    assert answers[6]["other_apnea from record"] is True  # and the codes of another value set are found


@needs_cql
def test_a_beginning_of_codes_finds_each_code_under_it_and_no_neighbour() -> None:
    policy = next(p for p in bundled_pack().policies if p.id == "NCD-240.4_L33718")
    cases = tuple(CqlCase({}, (PATIENT, condition(code, "confirmed"))) for code in ("I63.9", "I69.354", "I64", "I10"))
    answers = run_cql([cql_job(naming_of(policy), cases)])[0].results
    assert [told["stroke from record"] for told in answers] == [True, True, None, None]


@needs_cql
def test_an_answer_of_a_person_weighs_more_than_what_is_looked_up() -> None:
    policy = next(p for p in bundled_pack().policies if p.id == "NCD-240.4_L33718")
    case = CqlCase({"osa answered": False}, (PATIENT, condition("G47.33", "confirmed")))
    told = run_cql([cql_job(naming_of(policy), (case,))])[0].results[0]
    assert (told["osa from record"], told["osa"]) == (True, False)


@needs_cql
def test_library_that_does_not_translate_is_refused_with_its_line() -> None:
    text = "library Bad version '1'\nusing FHIR version '4.0.1'\ncontext Patient\ndefine \"x\": \"nobody\"\n"
    with pytest.raises(Invalid, match="line 4"):
        run_cql([CqlJob("Bad", text)])


def test_without_the_tools_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(javascript, "packages_folder", lambda: tmp_path)
    with pytest.raises(Unavailable, match="install-cql"):
        run_cql([])


@needs_cql
def test_tools_that_give_no_answer_are_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(javascript, "LONGEST", 0.01)
    with pytest.raises(Unavailable, match="no answer"):
        run_cql([cql_job(named(light()), ())])


def test_a_pair_of_answers_that_cannot_be_is_called_broken() -> None:
    assert their_status({"x": True}, "x") == "met"
    assert their_status({"x": True, "x applies": False}, "x") == "not_applicable"
    assert their_status({"x": None, "x applies": False}, "x") == "broken"
    assert their_status({"x": False, "x applies": False}, "x") == "broken"
    assert their_status({"x": "true"}, "x") == "broken"
    assert their_status({"x": True, "x applies": None}, "x") == "broken"


def test_both_sides_of_every_threshold_are_among_the_requests() -> None:
    values = domains(light())
    assert {Decimal(9), Decimal(10), Decimal(14), Decimal(15), Decimal(16)} <= set(values["score"])
    assert {Decimal("2499.99"), Decimal(2500), Decimal("2500.01"), Decimal("10000.01")} <= set(values["light_strength"])
    assert any(isinstance(value, PartialDate) and value.day is None for value in values["visit_date"])
    drawn = [value for each in situations(light(), 60) for value in each.answers.values()]
    assert DISPUTED in drawn


def test_a_disputed_fact_is_unknown_to_our_side_of_the_comparison() -> None:
    told = ours(light(), Situation({"depression": DISPUTED}))
    assert told["Criterion light.diagnosis.seasonal"] == "unclear"
    assert ours(light(), Situation({"depression": False}))["Criterion light.diagnosis.seasonal"] == "not_met"
    assert Compared().differences == []

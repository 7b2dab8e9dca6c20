"""The rules over a request's codes, dates and identifiers: each with good, bad and edge cases in a table."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.dossier.review import Outcome
from accord.errors import Invalid
from accord.prior_auth.checks import (
    RULES,
    CheckResult,
    Severity,
    check_diagnosis_covered,
    check_request,
    check_services_governed,
)
from accord.prior_auth.checks.birth_date import years_between
from accord.prior_auth.checks.member_id import is_original_medicare
from accord.records.places import ElementPlace
from accord.records.request import Person, Request, Service, Stated

PASSED, PROBLEM, UNKNOWN = Outcome.PASSED, Outcome.PROBLEM, Outcome.UNKNOWN
GOOD_NPI, BAD_NPI = "1234567893", "1234567890"
RECEIVED = dt.date(2026, 3, 2)


def at(path: str, value: object) -> ElementPlace:
    return ElementPlace("request.json", path, str(value), "request.json")


def stated(path: str, value: Any) -> Stated[Any] | None:
    return None if value is None else Stated(value, at(path, value))


def service(code: str = "E0601", quantity: int | None = 1, *modifiers: str) -> Service:
    return Service(code, at(f"services[{code}].code", code), quantity, modifiers)


def request(
    *,
    diagnoses: tuple[str, ...] = ("G47.33",),
    services: tuple[Service, ...] = (service(),),
    requester: str | None = GOOD_NPI,
    performer: str | None = GOOD_NPI,
    received: dt.date | None = RECEIVED,
    service_date: dt.date | None = dt.date(2026, 3, 10),
    birth_date: dt.date | None = dt.date(1950, 5, 1),
    member_id: str | None = "1EG4-TE5-MK73",
    payer: str | None = "Medicare",
    missing: tuple[str, ...] = (),
) -> Request:
    return Request(
        patient=Person(birth_date=stated("patient.birth_date", birth_date), member_id=stated("patient.id", member_id)),
        services=services,
        diagnoses=tuple(Stated(code, at(f"diagnoses[{i}]", code)) for i, code in enumerate(diagnoses)),
        requester=Person(npi=stated("requester.npi", requester)),
        performer=Person(npi=stated("performer.npi", performer)),
        received=stated("received", received),
        service_date=stated("service_date", service_date),
        payer=stated("payer", payer),
        missing=missing,
    )


def of(rule: str, **changes: Any) -> list[CheckResult]:
    return RULES[rule](request(**changes))


def outcomes(results: list[CheckResult]) -> list[Outcome]:
    return [result.outcome for result in results]


def words_of(results: list[CheckResult]) -> str:
    return " ".join(result.sentence for result in results)


def test_a_request_in_order_passes_every_rule() -> None:
    results = check_request(request())
    assert {result.outcome for result in results} == {PASSED}
    silent = set(RULES) - {result.rule for result in results}
    assert silent == {"hcpcs.modifiers", "icd10.excludes1", "icd10.repeated"}


def test_every_result_names_the_rule_of_the_table_that_gave_it() -> None:
    broken = request(
        diagnoses=("G35", "G35", "E10.9", "E11.9", "S32.010", "D63.1", "XX"),
        services=(service("E06", 0, "NU", "RR", "???"), service("D0120", None)),
        requester=BAD_NPI,
        member_id="12",
        birth_date=dt.date(1850, 1, 1),
        service_date=dt.date(2024, 1, 1),
        missing=("requester.name",),
    )
    for name, rule in RULES.items():
        assert {result.rule for result in rule(broken)} <= {name}
    assert {r.rule for r in check_request(broken) if r.outcome is PROBLEM} >= set(RULES) - {
        "icd10.listed",
        "icd10.billable",
        "icd10.in_force",
        "hcpcs.known",
    }


def test_an_empty_request_is_only_missing_things() -> None:
    empty = Request(Person(), (), (), Person(), Person(), missing=("services", "diagnoses"))
    results = check_request(empty)
    assert {result.rule for result in results} == {"request.missing"}
    assert outcomes(list(results)) == [PROBLEM, PROBLEM]


def test_only_a_problem_can_stop_a_request() -> None:
    with pytest.raises(Invalid, match="only a problem"):
        CheckResult("a.rule", UNKNOWN, Severity.BLOCKING, "It could not be checked.")


def test_a_result_becomes_the_check_that_the_review_shows() -> None:
    (result,) = of("npi.check_digit", requester=BAD_NPI, performer=None)
    check = result.as_check()
    assert (check.rule, check.outcome, check.sentence, check.places) == (
        "npi.check_digit",
        PROBLEM,
        result.sentence,
        (at("requester.npi", BAD_NPI),),
    )


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ((), ["everything"]),
        (("requester.npi",), ["the requester's NPI"]),
        (("service_date", "diagnoses"), ["the day of service", "a diagnosis code"]),
        (("performer.fax",), ["performer.fax"]),
    ],
)
def test_each_missing_element_is_named_in_words(missing: tuple[str, ...], words: list[str]) -> None:
    results = of("request.missing", missing=missing)
    assert outcomes(results) == ([PROBLEM] * len(missing) or [PASSED])
    assert all(word in result.sentence for word, result in zip(words, results, strict=True))


@pytest.mark.parametrize(
    ("requester", "performer", "expected"),
    [
        (GOOD_NPI, GOOD_NPI, [PASSED, PASSED]),
        (BAD_NPI, GOOD_NPI, [PROBLEM, PASSED]),
        (GOOD_NPI, "123", [PASSED, PROBLEM]),
        ("not known", None, [PROBLEM]),
        (None, None, []),
    ],
)
def test_npis(requester: str | None, performer: str | None, expected: list[Outcome]) -> None:
    assert outcomes(of("npi.check_digit", requester=requester, performer=performer)) == expected


FY2026, FY2027 = dt.date(2026, 3, 10), dt.date(2026, 10, 1)


@pytest.mark.parametrize(
    ("rule", "diagnoses", "day", "expected"),
    [
        ("icd10.listed", ("E11.649", "z79.4"), FY2026, [PASSED]),
        ("icd10.listed", ("E11",), FY2026, [PASSED]),
        ("icd10.listed", ("E11.999",), FY2026, [PROBLEM]),
        ("icd10.listed", ("E11.999",), FY2027, [UNKNOWN]),
        ("icd10.listed", ("diabetes", "E11.9"), FY2027, [PROBLEM]),
        ("icd10.listed", ("S32.10A",), FY2026, []),
        ("icd10.listed", (), FY2026, []),
        ("icd10.billable", ("E11.649",), FY2026, [PASSED]),
        ("icd10.billable", ("E11", "G35", "I10"), FY2026, [PROBLEM, PROBLEM]),
        ("icd10.billable", ("G35",), FY2027, [UNKNOWN]),
        ("icd10.billable", ("S32.010",), FY2026, []),
        ("icd10.billable", ("E11.999",), FY2026, []),
        ("icd10.in_force", ("E11.9",), FY2026, [PASSED]),
        ("icd10.in_force", ("E11.9", "I10"), FY2027, [UNKNOWN]),
        ("icd10.in_force", ("E11.9",), dt.date(2025, 9, 30), [UNKNOWN]),
        ("icd10.in_force", ("E11.999",), FY2026, []),
        ("icd10.seventh_character", ("S32.010A", "E11.9"), FY2026, [PASSED]),
        ("icd10.seventh_character", ("S32.010", "S32.010Z", "S32.10A"), FY2026, [PROBLEM, PROBLEM, PROBLEM]),
        ("icd10.seventh_character", (), FY2026, []),
        ("icd10.repeated", ("E11.9", "I10"), FY2026, [PASSED]),
        ("icd10.repeated", ("E11.9", "I10", "e119"), FY2026, [PROBLEM]),
        ("icd10.repeated", ("E11.9",), FY2026, []),
        ("icd10.excludes1", ("E11.9", "I10"), FY2026, [PASSED]),
        ("icd10.excludes1", ("E10.9", "E11.9"), FY2026, [PROBLEM]),
        ("icd10.excludes1", ("E10.9",), FY2026, []),
        ("icd10.code_first", ("N18.4", "D63.1"), FY2026, [PASSED]),
        ("icd10.code_first", ("D63.1",), FY2026, [PROBLEM]),
        ("icd10.code_first", ("D63.1", "N18.4"), FY2026, [PROBLEM]),
        ("icd10.code_first", ("E11.9", "D63.1"), FY2026, [PROBLEM]),
        ("icd10.code_first", (), FY2026, []),
    ],
)
def test_diagnosis_codes(rule: str, diagnoses: tuple[str, ...], day: dt.date, expected: list[Outcome]) -> None:
    assert outcomes(of(rule, diagnoses=diagnoses, service_date=day)) == expected


def test_without_a_day_of_service_the_day_of_receipt_chooses_the_edition() -> None:
    assert outcomes(of("icd10.in_force", service_date=None)) == [PASSED]
    assert outcomes(of("icd10.in_force", service_date=None, received=None)) == [UNKNOWN]
    assert outcomes(of("icd10.listed", diagnoses=("E11.999",), service_date=None, received=None)) == [UNKNOWN]


def test_the_sentence_on_another_edition_says_from_when_to_when_ours_holds() -> None:
    sentence = words_of(of("icd10.in_force", service_date=FY2027))
    assert "2025-10-01" in sentence
    assert "2026-09-30" in sentence


def test_the_sentence_on_a_heading_names_a_code_beneath_it() -> None:
    assert "E11.641" in words_of(of("icd10.billable", diagnoses=("E11.64",)))


@pytest.mark.parametrize(
    ("diagnoses", "words"),
    [
        (("S32.010",), "A (initial encounter for closed fracture)"),
        (("S32.010Z",), "S32.010 takes"),
        (("S32.10A",), "S32.10XA"),
    ],
)
def test_the_sentence_on_a_seventh_character_says_what_to_write(diagnoses: tuple[str, ...], words: str) -> None:
    assert words in words_of(of("icd10.seventh_character", diagnoses=diagnoses))


def test_both_codes_of_an_excluded_pair_are_pointed_at() -> None:
    (result,) = of("icd10.excludes1", diagnoses=("I10", "E10.9", "E11.9"))
    assert result.places == (at("diagnoses[1]", "E10.9"), at("diagnoses[2]", "E11.9"))
    assert result.severity is Severity.LOOK


@pytest.mark.parametrize(
    ("rule", "services", "expected"),
    [
        ("hcpcs.shape", (service("E0601"), service("64635")), [PASSED]),
        ("hcpcs.shape", (service("E601"),), [PROBLEM]),
        ("hcpcs.shape", (service("D0120"), service("CPAP"), service("0001U")), [PROBLEM, PROBLEM]),
        ("hcpcs.shape", (), []),
        ("hcpcs.known", (service("E0601"),), [PASSED]),
        ("hcpcs.known", (service("E0601"), service("99999")), [UNKNOWN]),
        ("hcpcs.known", (service("CPAP"),), []),
        ("hcpcs.modifiers", (service("E0601", 1, "RR", "KX"),), [PASSED]),
        ("hcpcs.modifiers", (service("E0601", 1, "NU", "RR"),), [PROBLEM]),
        ("hcpcs.modifiers", (service("E0601", 1, "NU"), service("E0562", 1, "RR")), [PASSED]),
        ("hcpcs.modifiers", (service("E0601", 1, "NUU"),), [PROBLEM]),
        ("hcpcs.modifiers", (service("E0601", 1, "NU", "NU"),), [PROBLEM]),
        ("hcpcs.modifiers", (service("E0601", 1, "NU", "KX", "KF", "LT", "GK"),), [PROBLEM]),
        ("hcpcs.modifiers", (service("E0601", 1, "NU", "KX", "KF", "LT"),), [PASSED]),
        ("hcpcs.modifiers", (service("E0601"),), []),
        ("service.quantity", (service("E0601", 1), service("A4239", 90)), [PASSED]),
        ("service.quantity", (service("E0601", 0),), [PROBLEM]),
        ("service.quantity", (service("E0601", -1), service("A4239", None)), [PROBLEM, UNKNOWN]),
        ("service.quantity", (), []),
    ],
)
def test_service_lines(rule: str, services: tuple[Service, ...], expected: list[Outcome]) -> None:
    assert outcomes(of(rule, services=services)) == expected


def test_an_unconfirmed_code_is_never_called_wrong() -> None:
    (result,) = of("hcpcs.known", services=(service("Q9999"),))
    assert (result.outcome, result.severity) == (UNKNOWN, Severity.NOTE)
    assert "cannot be confirmed" in result.sentence


@pytest.mark.parametrize(
    ("day", "expected", "severity"),
    [
        (dt.date(2026, 3, 2), PASSED, Severity.NOTE),
        (dt.date(2026, 3, 10), PASSED, Severity.NOTE),
        (dt.date(2027, 3, 2), PASSED, Severity.NOTE),
        (dt.date(2027, 3, 3), PROBLEM, Severity.LOOK),
        (dt.date(2026, 3, 1), PROBLEM, Severity.LOOK),
        (dt.date(2025, 3, 2), PROBLEM, Severity.LOOK),
        (dt.date(2025, 3, 1), PROBLEM, Severity.BLOCKING),
        (dt.date(1926, 3, 10), PROBLEM, Severity.BLOCKING),
    ],
)
def test_the_day_of_service_against_the_day_of_receipt(day: dt.date, expected: Outcome, severity: Severity) -> None:
    (result,) = of("dates.service", service_date=day)
    assert (result.outcome, result.severity) == (expected, severity)


def test_without_both_dates_the_day_of_service_is_not_judged() -> None:
    assert outcomes(of("dates.service", received=None)) == [UNKNOWN]
    assert of("dates.service", service_date=None) == []


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        (dt.date(1950, 5, 1), PASSED),
        (RECEIVED, PASSED),
        (RECEIVED + dt.timedelta(days=1), PROBLEM),
        (dt.date(1905, 3, 3), PASSED),
        (dt.date(1905, 3, 2), PROBLEM),
        (dt.date(1900, 1, 1), PROBLEM),
    ],
)
def test_birth_dates(birth: dt.date, expected: Outcome) -> None:
    assert outcomes(of("dates.birth", birth_date=birth)) == [expected]


def test_a_birth_date_is_compared_with_the_dates_of_the_request_only() -> None:
    assert outcomes(of("dates.birth", received=None)) == [PASSED]
    assert outcomes(of("dates.birth", received=None, service_date=None)) == [UNKNOWN]
    assert of("dates.birth", birth_date=None) == []


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 130))
def test_age_grows_by_one_on_each_birthday(birth: dt.date, years: int) -> None:
    if (birth.month, birth.day) == (2, 29):
        birth = birth.replace(day=28)
    birthday = birth.replace(year=birth.year + years)
    assert years_between(birth, birthday) == years
    assert years_between(birth, birthday - dt.timedelta(days=1)) == years - 1


@pytest.mark.parametrize(
    ("member_id", "expected"),
    [
        ("1EG4-TE5-MK73", PASSED),
        ("1eg4te5mk73", PASSED),
        ("9AA9AA9AA99", PASSED),
        ("1E04TE5MK73", PASSED),
        ("0EG4TE5MK73", PROBLEM),
        ("1SG4TE5MK73", PROBLEM),
        ("1EB4TE5MK73", PROBLEM),
        ("1EGATE5MK73", PROBLEM),
        ("1EG4TE5M173", PROBLEM),
        ("1EG4TE5MK7Z", PROBLEM),
        ("1EG4TE5MK7", PROBLEM),
        ("1EG4TE5MK731", PROBLEM),
        ("123-45-6789A", PROBLEM),
    ],
)
def test_medicare_member_ids(member_id: str, expected: Outcome) -> None:
    (result,) = of("member_id.mbi", member_id=member_id)
    assert result.outcome is expected
    assert member_id not in result.sentence


@given(st.integers(0, 10), st.sampled_from("SLOIBZ"))
def test_no_position_of_a_medicare_id_takes_a_letter_that_looks_like_a_digit(place: int, letter: str) -> None:
    good = "1EG4TE5MK73"
    assert outcomes(of("member_id.mbi", member_id=good[:place] + letter + good[place + 1 :])) == [PROBLEM]


@pytest.mark.parametrize(
    ("payer", "original"),
    [
        ("Medicare", True),
        ("MEDICARE PART B", True),
        ("Medicare FFS (DME MAC JC)", True),
        ("Acme Medicare Advantage", False),
        ("Medicare Part C", False),
        ("Medicaid", False),
        ("Acme Health", False),
    ],
)
def test_only_original_medicare_gives_these_ids(payer: str, original: bool) -> None:
    assert is_original_medicare(payer) is original
    assert bool(of("member_id.mbi", payer=payer, member_id="ABC123")) is original


@pytest.mark.parametrize(
    ("codes", "governed", "expected"),
    [
        (("E0601",), {"E0601", "E0470"}, [PASSED]),
        (("e0601",), {"E0601"}, [PASSED]),
        (("E0601", "E0562"), {"E0601"}, [PASSED, PROBLEM]),
        (("E0562",), {"E0601"}, [PROBLEM]),
        (("E0601",), set[str](), []),
        ((), {"E0601"}, []),
    ],
)
def test_services_against_the_codes_of_a_policy(
    codes: tuple[str, ...], governed: set[str], expected: list[Outcome]
) -> None:
    asked = request(services=tuple(service(code) for code in codes))
    assert outcomes(check_services_governed(asked, governed)) == expected


@pytest.mark.parametrize(
    ("diagnoses", "prefixes", "expected"),
    [
        (("E11.649",), ["E11"], [PASSED]),
        (("E11649",), ["E11.6*"], [PASSED]),
        (("I10", "E11.649"), ["E10", "E11.-"], [PASSED]),
        (("E11",), ["E11.6"], [PROBLEM]),
        (("I10",), ["E11"], [PROBLEM]),
        (("I10",), [], []),
        (("I10",), ["", "*"], [PROBLEM]),
        ((), ["E11"], []),
    ],
)
def test_diagnoses_against_the_codes_of_a_policy(
    diagnoses: tuple[str, ...], prefixes: list[str], expected: list[Outcome]
) -> None:
    assert outcomes(check_diagnosis_covered(request(diagnoses=diagnoses), prefixes)) == expected


@given(st.lists(st.text(max_size=9), max_size=4), st.lists(st.text(max_size=7), max_size=3))
def test_whatever_is_written_in_the_code_fields_the_rules_answer(diagnoses: list[str], codes: list[str]) -> None:
    asked = request(diagnoses=tuple(diagnoses), services=tuple(service(code, 1, code) for code in codes))
    for result in check_request(asked):
        assert result.sentence
        assert result.places or result.rule == "request.missing"


def test_the_same_request_gives_the_same_results() -> None:
    asked = request(diagnoses=("E10.9", "E11.9", "G35"))
    assert check_request(asked) == check_request(replace(asked))

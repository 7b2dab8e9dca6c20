"""Policies are found by code, payer, place and date of service; what is not found says why."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from accord.errors import NotFound
from accord.policies import Pack, find_policies, load_pack, why_not

from .edits import PACK

SERVED = dt.date(2026, 1, 5)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACK)


@pytest.mark.parametrize("payer", ["Medicare", "medicare", "Original Medicare, Part B", "CMS Medicare FFS"])
def test_a_policy_is_found_by_code_payer_place_and_date(pack: Pack, payer: str) -> None:
    (match,) = find_policies(pack, ["E0203"], payer, "oh", SERVED)
    assert (match.policy.id, match.edition.name, match.codes, match.related) == (
        "EX-LIGHT",
        "EX-LIGHT v2",
        ("E0203",),
        (),
    )
    assert match.because == "EX-LIGHT decides E0203; EX-LIGHT v2 is in force on 2026-01-05."


def test_a_related_code_is_governed_but_decides_nothing_alone(pack: Pack) -> None:
    (match,) = find_policies(pack, ["A4634"], "Medicare", "OH", SERVED)
    assert (match.deciding, match.codes, match.related) == (False, (), ("A4634",))
    assert "decides none of them alone" in match.because


@pytest.mark.parametrize(
    ("date", "edition"),
    [
        ((2024, 1, 1), "EX-LIGHT v1"),
        ((2025, 6, 30), "EX-LIGHT v1"),
        ((2025, 7, 1), "EX-LIGHT v2"),
        ((2099, 1, 1), "EX-LIGHT v2"),
    ],
)
def test_the_edition_is_chosen_by_the_date_of_service(pack: Pack, date: tuple[int, int, int], edition: str) -> None:
    assert find_policies(pack, ["E0203"], "Medicare", "OH", dt.date(*date))[0].edition.name == edition


def test_a_date_before_the_first_edition_is_not_found_and_says_which_exist(pack: Pack) -> None:
    with pytest.raises(NotFound) as missing:
        pack.policies[0].edition_on(dt.date(2023, 12, 31))
    assert "no edition in force on 2023-12-31" in missing.value.message
    assert missing.value.remedy == "There is: EX-LIGHT v1 (2024-01-01 to 2025-06-30); EX-LIGHT v2 (2025-07-01 to now)."


@pytest.mark.parametrize(
    ("code", "payer", "state", "date", "reason"),
    [
        ("E0999", "Medicare", "OH", SERVED, "Code E0999 is governed by no policy of the loaded pack pack."),
        ("E0203", "Medicaid", "OH", SERVED, "it is not a policy of Medicaid; it applies to medicare."),
        ("E0203", "Medicare", "TX", SERVED, "it does not apply in TX; it applies in OH, WI."),
        ("E0203", "Medicare", None, SERVED, "it does not apply in a place that is not stated"),
        ("E0203", "Medicare", "OH", dt.date(2020, 1, 1), "it has no edition in force on 2020-01-01."),
    ],
)
def test_a_code_without_a_policy_says_why(
    pack: Pack, code: str, payer: str, state: str | None, date: dt.date, reason: str
) -> None:
    assert find_policies(pack, [code], payer, state, date) == []
    (why,) = why_not(pack, [code], payer, state, date)
    assert reason in why.reason
    assert why.code == code


def test_a_code_that_is_found_needs_no_reason(pack: Pack) -> None:
    assert [why.code for why in why_not(pack, ["E0203", "E0999"], "Medicare", "OH", SERVED)] == ["E0999"]


def test_every_objection_is_told(pack: Pack) -> None:
    told = [why.reason for why in why_not(pack, ["E0203"], "Aetna", "TX", dt.date(2020, 1, 1))]
    assert len(told) == 3


def test_a_retired_policy_is_never_found(pack: Pack) -> None:
    retired = replace(pack, policies=(replace(pack.policies[0], status="retired"),))
    assert find_policies(retired, ["E0203"], "Medicare", "OH", SERVED) == []
    assert "it is retired" in why_not(retired, ["E0203"], "Medicare", "OH", SERVED)[0].reason


def test_deciding_policies_come_first_whatever_their_order(pack: Pack) -> None:
    first = pack.policies[0]
    aside = replace(
        first, id="EX-ASIDE", applies_to=replace(first.applies_to, codes=("E0999",), related_codes=("E0203",))
    )
    for policies in ((first, aside), (aside, first)):
        found = find_policies(replace(pack, policies=policies), ["E0203"], "Medicare", "OH", SERVED)
        assert [match.policy.id for match in found] == ["EX-LIGHT", "EX-ASIDE"]

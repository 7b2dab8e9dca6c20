"""Where and when the facet policy governs, and what it says elsewhere."""

from __future__ import annotations

import datetime as dt

import pytest

from accord.policies import find_policies, why_not
from accord.policies.load import bundled_pack

POLICY = "L38773_A58364_FACET"


@pytest.mark.parametrize(
    ("state", "served", "edition"),
    [
        ("KY", dt.date(2026, 7, 22), "L38773 v26"),
        ("OH", dt.date(2026, 7, 23), "L38773 v32"),
        ("OH", dt.date(2025, 8, 14), "L38773 v26"),
    ],
)
def test_it_governs_two_states_by_the_day_of_service(state: str, served: dt.date, edition: str) -> None:
    (match,) = find_policies(bundled_pack(), ["64635"], "Medicare", state, served)
    assert (match.policy.id, match.edition.name) == (POLICY, edition)


@pytest.mark.parametrize(
    ("state", "sister"),
    [("TN", "L38765"), ("FL", "L33930"), ("TX", "L34892"), ("NY", "L35936"), ("MI", "L38841"), ("CA", "L38801")],
)
def test_elsewhere_it_names_the_sister(state: str, sister: str) -> None:
    day = dt.date(2026, 8, 1)
    assert find_policies(bundled_pack(), ["64493"], "Medicare", state, day) == []
    (reason,) = why_not(bundled_pack(), ["64493"], "Medicare", state, day)
    assert reason.policy == POLICY
    assert sister in reason.reason
    assert state in reason.reason.split("Elsewhere:")[1]


def test_before_the_first_edition_none_is_held() -> None:
    (reason,) = why_not(bundled_pack(), ["64493"], "Medicare", "OH", dt.date(2025, 8, 13))
    assert "no edition in force" in reason.reason

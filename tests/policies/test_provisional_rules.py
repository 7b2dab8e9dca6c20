"""The three policies that were written from summaries: they say so, they never carry an approval, and their numbers are parameters."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from benchmarks.review import paths_of, received_on

from accord.dossier.review import Desk, ProposalKind, Review
from accord.policies import Policy
from accord.policies.load import bundled_pack
from accord.prior_auth.line import review

CASES = Path(__file__).parents[2] / "benchmarks" / "cases"
PROVISIONAL = ("P_L39015_ESI", "P_L39741_CERVICAL-FUSION", "P_OPD-BLEPHAROPLASTY")
MINE = sorted(path for family in ("esi", "cfus", "bleph") for path in CASES.glob(f"{family}-own-*"))


def policy(identity: str) -> Policy:
    return next(each for each in bundled_pack("us_medicare").policies if each.id == identity)


def reviewed(case: Path) -> Review:
    return review(paths_of(case), Desk.PAYER, received_on(case / "request.json"))[0]


@pytest.mark.parametrize("identity", PROVISIONAL)
def test_they_say_why_they_are_provisional(identity: str) -> None:
    assert policy(identity).provisional
    assert "provisional" in policy(identity).title


@pytest.mark.parametrize(
    ("identity", "name", "value"),
    [
        ("P_L39015_ESI", "sustained_relief", 50),
        ("P_L39015_ESI", "sustained_months", 3),
        ("P_L39741_CERVICAL-FUSION", "least_arm_pain", 4),
        ("P_OPD-BLEPHAROPLASTY", "lid_margin", Decimal("2.5")),
    ],
)
def test_what_differs_between_contractors_is_a_parameter(identity: str, name: str, value: object) -> None:
    assert policy(identity).parameters[name].value == value


@pytest.mark.parametrize("case", MINE, ids=[path.name for path in MINE])
def test_no_record_is_approved_by_them(case: Path) -> None:
    gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
    seen = reviewed(case)
    assert seen.proposal.kind is not ProposalKind.APPROVE
    assert seen.proposal.kind is ProposalKind(gold["proposal"])

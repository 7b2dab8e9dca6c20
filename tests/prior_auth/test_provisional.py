"""A provisional policy carries no approval, whatever the record proves, and every review by it says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.dossier.review import Desk, Outcome, ProposalKind, Review
from accord.policies.load import bundled_pack
from accord.prior_auth.line import review_record
from tests.prior_auth.shipped import TODAY, form, record, reviewed, texts

WHY = "The official text was not at hand."


def by_provisional_policies(case: str) -> Review:
    """The review of an example as if every policy were provisional."""
    pack = bundled_pack()
    pack = replace(pack, policies=tuple(replace(policy, provisional=WHY) for policy in pack.policies))
    return review_record(record(texts(case), form(case)), Desk.PAYER, TODAY, pack)


def test_what_would_be_approved_goes_to_a_clinician() -> None:
    assert reviewed(texts())[0].proposal.kind is ProposalKind.APPROVE
    seen = by_provisional_policies("cpap-approve")
    assert seen.proposal.kind is ProposalKind.CLINICIAN
    assert WHY in seen.proposal.why


@pytest.mark.parametrize("case", ["cpap-approve", "oxygen-ask"])
def test_every_review_says_that_the_policy_is_provisional(case: str) -> None:
    said = [check for check in by_provisional_policies(case).checks if check.rule == "policy.standing"]
    assert [(check.outcome, WHY in check.sentence) for check in said] == [(Outcome.PROBLEM, True)]
    assert not [c for c in reviewed(texts(case), form(case))[0].checks if c.rule == "policy.standing"]


def test_what_is_still_unclear_is_asked_as_ever() -> None:
    plain = reviewed(texts("oxygen-ask"), form("oxygen-ask"))[0].proposal
    assert plain.kind is ProposalKind.ASK
    assert by_provisional_policies("oxygen-ask").proposal == plain

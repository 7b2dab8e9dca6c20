"""Whole requests for power mobility: from the papers to each criterion's answer."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from accord.policies import Policy, load_policy
from accord.prior_auth.line import Judged, judge_request
from tests.evidence.papers import chart, request
from tests.policies.mobility_dossiers import ALL_MET, CHANGES, HOME, NOTE, ORDER, SUPPLIER

SAME = frozenset({"met", "not_applicable"})


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(Path(str(files("accord.policies") / "packs" / "us_medicare" / "NCD-280.3_L33789.yaml")))


def answers(policy: Policy, papers: dict[str, str], code: str = "K0827") -> dict[str, str]:
    asked = request((code,), name="Burl Hatcher", performer="Heartland Power Chairs", diagnoses=("J44.9",))
    judged = judge_request(policy, asked, chart(papers, asked))
    assert isinstance(judged, Judged)
    return {key: verdict.status.value for key, verdict in judged.verdicts.items()}


@pytest.mark.parametrize("name", CHANGES)
def test_a_request_is_answered_as_a_careful_reviewer_would(policy: Policy, name: str) -> None:
    change = CHANGES[name]
    papers = {"note.txt": NOTE, "order.txt": ORDER, "home.txt": HOME, "worksheet.txt": SUPPLIER}
    if change.old:
        assert any(change.old in text for text in papers.values())
        papers = {paper: text.replace(change.old, change.new) for paper, text in papers.items()}
    told = answers(policy, papers)
    wanted = {**ALL_MET, **change.answers}
    assert {
        key: (want, told[key]) for key, want in wanted.items() if told[key] != want and not {told[key], want} <= SAME
    } == {}


def test_a_suppliers_worksheet_alone_proves_nothing(policy: Policy) -> None:
    told = answers(policy, {"worksheet.txt": SUPPLIER, "order.txt": ORDER})
    free = {"pmd.exclusion.group2_pov_or_group4", "pmd.exclusion.reversible_lt_3mo"}
    assert {key for key, status in told.items() if status == "met"} <= free


@pytest.mark.parametrize("code", ["K0806", "K0868", "K0884"])
def test_codes_that_are_never_covered(policy: Policy, code: str) -> None:
    assert answers(policy, {"order.txt": ORDER}, code)["pmd.exclusion.group2_pov_or_group4"] == "not_met"


@pytest.mark.parametrize(
    ("code", "variant"),
    [
        ("K0800", "pov_group1"), ("K0816", "pwc_group1_or_2_no_power"), ("K0829", "pwc_group1_or_2_no_power"),
        ("K0835", "pwc_group2_single_power"), ("K0843", "pwc_group2_multiple_power"), ("K0855", "pwc_group3_no_power"),
        ("K0856", "pwc_group3_single_power"), ("K0864", "pwc_group3_multiple_power"), ("E0986", "power_assist_e0986"),
        ("K0890", "pwc_group2_single_power"), ("K0891", "pwc_group2_multiple_power"),
    ],
)  # fmt: skip
def test_the_code_chooses_the_variant(policy: Policy, code: str, variant: str) -> None:
    asked = request((code,))
    judged = judge_request(policy, asked, chart({"order.txt": ORDER}, asked))
    assert isinstance(judged, Judged)
    assert judged.variant.name == variant

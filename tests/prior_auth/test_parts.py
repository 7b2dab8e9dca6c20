"""A request with several services: each judged for itself, and the whole never less careful than any of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from accord.criteria import Status
from accord.dossier.appeal import concerned
from accord.dossier.citations import unresolved
from accord.dossier.denial import Denial, read_denial
from accord.dossier.letter import compose_letter
from accord.dossier.letter_text import letter_text
from accord.dossier.review import CARE, Desk, NoPolicy, Part, Proposal, ProposalKind, Review
from accord.dossier.review_json import from_json, schema, to_json
from accord.dossier.write import compose
from accord.errors import Invalid
from accord.policies.load import bundled_pack
from accord.prior_auth.line import review_record
from accord.records.read import read
from accord.records.record import Record
from tests.evidence.papers import document
from tests.prior_auth.shipped import form, reviewed, texts

SEVERAL = Path(__file__).resolve().parents[2] / "benchmarks" / "several"
CASES = sorted(path.parent.name for path in SEVERAL.glob("*/expected.json"))
QUIET = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Other services that may stand on a request: of other policies, of none, of the same one on a side.
OTHERS = (
    "E1390-RR",
    "E0277-RR",
    "L1833-RT",
    "L1833-LT",
    "K0823",
    "64493-50",
    "64568",
    "99999",
    "A7030",
    "E0562",
    "33276",
)


@cache
def record_of(case: str) -> Record:
    """A case as it is read."""
    folder = SEVERAL / case
    return read([folder / "request.json", folder / "documents"])


def review_of(case: str, side: Desk = Desk.PAYER) -> Review:
    """The review of a case on the day it came."""
    asked = json.loads((SEVERAL / case / "request.json").read_text("utf-8"))
    return review_record(record_of(case), side, dt.date.fromisoformat(asked["received"]), bundled_pack())


def told(part: Part) -> dict[str, Any]:
    """A part as expected.json writes it."""
    used = None if isinstance(part.policy, NoPolicy) else part.policy
    return {
        "services": list(part.services),
        "policy": used.id if used else None,
        "variant": used.variant if used else None,
        "proposal": part.proposal.kind.value,
    }


@pytest.mark.parametrize("case", CASES)
def test_each_case_is_answered_part_by_part(case: str) -> None:
    seen = review_of(case)
    wanted = json.loads((SEVERAL / case / "expected.json").read_text("utf-8"))
    assert {"proposal": seen.proposal.kind.value, "parts": [told(part) for part in seen.parts]} == wanted


@pytest.mark.parametrize("case", CASES)
def test_a_review_with_parts_comes_back_and_follows_the_schema(case: str) -> None:
    seen = review_of(case)
    assert from_json(to_json(seen)) == seen
    Draft202012Validator(schema()).validate(json.loads(to_json(seen)))
    assert not unresolved(seen, record_of(case))


def test_a_request_under_one_policy_has_the_shape_it_had() -> None:
    whole = json.loads(to_json(reviewed(texts())[0]))
    assert "parts" not in whole
    assert "checklists" not in whole


@pytest.mark.parametrize("case", CASES)
def test_the_first_part_stands_at_the_top_for_readers_that_know_no_parts(case: str) -> None:
    seen = review_of(case)
    first = seen.parts[0]
    assert (seen.policy, seen.root, seen.tree, seen.criteria) == (first.policy, first.root, first.tree, first.criteria)


def asked(*more: str) -> dict[str, Any]:
    """The form of the shipped approval with more services."""
    whole = form()
    extra = [{"code": s.split("-")[0], "quantity": 1, "modifiers": s.split("-")[1:]} for s in more]
    return whole | {"services": [*whole["services"], *extra]}


@cache
def with_services(*more: str) -> Review:
    """The shipped approval with more services."""
    return reviewed(texts(), asked(*more))[0]


@QUIET
@given(st.lists(st.sampled_from(OTHERS), max_size=4, unique=True))
def test_the_whole_is_never_more_generous_than_any_part(more: list[str]) -> None:
    seen = with_services(*more)
    assert CARE[seen.proposal.kind] == max(CARE[part.proposal.kind] for part in seen.all_parts)
    assert sorted(i for part in seen.all_parts for i in part.services) == list(range(len(seen.request.services)))


@QUIET
@given(st.lists(st.sampled_from(OTHERS), max_size=3, unique=True), st.sampled_from(OTHERS))
def test_adding_a_service_never_brings_an_approval(before: list[str], added: str) -> None:
    fewer, more = with_services(*before), with_services(*[s for s in before if s != added], added)
    if fewer.proposal.kind is not ProposalKind.APPROVE and added not in before:
        assert more.proposal.kind is not ProposalKind.APPROVE


@QUIET
@given(st.lists(st.sampled_from(OTHERS), min_size=1, max_size=4, unique=True))
def test_no_part_is_approved_that_would_not_be_if_it_were_asked_for_alone(more: list[str]) -> None:
    seen = with_services(*more)
    whole = asked(*more)
    for part in seen.parts:
        if part.proposal.kind is ProposalKind.APPROVE:
            alone = reviewed(texts(), whole | {"services": [whole["services"][i] for i in part.services]})[0]
            assert alone.proposal.kind is ProposalKind.APPROVE


@QUIET
@given(st.lists(st.sampled_from(OTHERS), min_size=1, max_size=4, unique=True))
def test_a_service_without_a_policy_never_lets_an_approval_through(more: list[str]) -> None:
    seen = with_services(*more, "64582")
    (left,) = [part for part in seen.all_parts if isinstance(part.policy, NoPolicy)]
    assert left.proposal.kind is ProposalKind.CLINICIAN
    assert left.root is None
    assert not left.criteria
    assert left.checklists
    assert seen.proposal.kind is ProposalKind.CLINICIAN


def test_the_shipped_approval_stands_with_its_accessory_so_that_the_attempts_above_have_something_to_break() -> None:
    assert with_services().proposal.kind is ProposalKind.APPROVE
    assert with_services("A7030").proposal.kind is ProposalKind.APPROVE
    assert not with_services("A7030").parts


def test_a_whole_that_outdoes_a_part_cannot_be_made() -> None:
    seen = review_of("multi-01")
    with pytest.raises(Invalid, match="less careful"):
        dataclasses.replace(seen, proposal=Proposal(ProposalKind.APPROVE, "all is well"))


def test_parts_that_lose_or_repeat_a_service_cannot_be_made() -> None:
    seen = review_of("multi-01")
    with pytest.raises(Invalid, match="exactly once"):
        dataclasses.replace(seen, parts=(seen.parts[0], seen.parts[0]))
    with pytest.raises(Invalid, match="one part"):
        dataclasses.replace(seen, parts=seen.parts[:1])


def test_an_order_for_one_service_is_no_wrong_order_for_the_other() -> None:
    oxygen = review_of("multi-01").parts[1]
    (order,) = [c for c in oxygen.criteria if c.key == "dmepos.order.swo_complete"]
    assert order.status is Status.UNCLEAR


def test_an_order_for_something_not_asked_for_still_is_one() -> None:
    seen = reviewed(texts(), form() | {"services": [{"code": "E1390", "quantity": 1, "modifiers": ["RR"]}]})[0]
    (order,) = [c for c in seen.criteria if c.key == "dmepos.order.swo_complete"]
    assert order.status is Status.NOT_MET


def test_what_is_asked_for_stands_once() -> None:
    seen = review_of("multi-01")
    assert len(seen.proposal.asks) == len(set(seen.proposal.asks))
    assert {ask for part in seen.parts for ask in part.proposal.asks} == set(seen.proposal.asks)


@pytest.mark.parametrize("side", list(Desk))
@pytest.mark.parametrize("case", CASES)
def test_the_letter_argues_each_service_under_its_own_heading(case: str, side: Desk) -> None:
    seen = review_of(case, side)
    letter = compose_letter(seen, record_of(case))
    assert not letter.struck
    text = letter_text(letter, seen)
    if seen.proposal.kind is not ProposalKind.ASK or side is Desk.PROVIDER:
        for part in seen.parts:
            assert f"## {seen.request.services[part.services[0]].code}" in text


def test_a_letter_that_is_sent_tells_nothing_of_what_the_machine_proposes() -> None:
    seen = review_of("multi-01", Desk.PROVIDER)
    sent, _, own = letter_text(compose_letter(seen, record_of("multi-01")), seen).partition("# Not part of the letter")
    assert not any(part.proposal.why in sent for part in seen.parts)
    assert "A7030 × 1: How the record meets the criteria" in sent
    assert "What is needed" in own


@pytest.mark.parametrize("case", CASES[:1] + CASES[-1:])
def test_all_files_are_written_and_show_every_part(case: str) -> None:
    seen = review_of(case)
    files = compose(seen, record_of(case))
    page = files["criteria.html"].decode()
    assert page.count('<section class="part"') == len(seen.parts)
    assert all(files[name].startswith(b"%PDF") for name in files if name.endswith(".pdf"))


def test_an_approval_of_several_names_every_policy_it_rests_on() -> None:
    seen = review_of("multi-03")
    assert seen.proposal.kind is ProposalKind.APPROVE
    text = letter_text(compose_letter(seen, record_of("multi-03")), seen)
    assert all(part.policy.id in text for part in seen.parts if not isinstance(part.policy, NoPolicy))


def test_a_part_alone_is_a_review_of_its_services() -> None:
    seen = review_of("multi-01")
    alone = seen.of(seen.parts[1])
    assert [service.code for service in alone.request.services] == ["E1390"]
    assert alone.all_parts[0].criteria == seen.parts[1].criteria
    assert not alone.parts


def denial_of(*codes: str) -> Denial:
    """A payer's letter that names codes."""
    named = "".join(f"Service denied: {code}\n" for code in codes)
    return read_denial(document(f"Plan of Nowhere\nMay 6, 2026\n{named}\nWe have denied this request.\n", "denial.txt"))


def test_a_letter_about_one_service_is_answered_for_that_one() -> None:
    seen = review_of("multi-01")
    assert concerned(seen, denial_of("E1390")) == seen.of(seen.parts[1])
    assert concerned(seen, denial_of()) is seen
    assert concerned(seen, denial_of("E1390", "E0601")) is seen

"""The invariants of the design, 1 to 6, as properties of whole reviews, with attempts to break them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from accord.criteria import Status
from accord.dossier.review import ProposalKind, Review
from accord.dossier.review_json import to_json
from accord.policies.load import bundled_pack
from accord.records.places import AnyPlace
from tests.evidence.test_instructions import PLANTED
from tests.prior_auth.shipped import EXAMPLES, form, reviewed, texts

QUIET = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
LINES = [(name, number) for name, text in texts().items() for number in range(len(text.splitlines()))]


def places(seen: Review) -> Iterator[AnyPlace]:
    """Every place that a review cites."""
    for criterion in seen.criteria:
        for finding in (*criterion.evidence, *criterion.against):
            yield from (finding.place, *finding.support)
    yield from (place for check in seen.checks for place in check.places)
    yield from (place for conflict in seen.conflicts for place in conflict.places)


def without(lines: frozenset[tuple[str, int]]) -> dict[str, str]:
    """The shipped papers without some of their lines."""
    return {
        name: "\n".join(line for number, line in enumerate(text.splitlines()) if (name, number) not in lines) + "\n"
        for name, text in texts().items()
    }


def test_the_whole_example_is_an_approval_so_that_the_attempts_below_have_something_to_break() -> None:
    seen, _ = reviewed(texts())
    assert seen.proposal.kind is ProposalKind.APPROVE
    assert seen.root is Status.MET


@QUIET
@given(st.frozensets(st.sampled_from(LINES), max_size=60))
def test_1_every_citation_equals_the_record_at_its_place(lost: frozenset[tuple[str, int]]) -> None:
    seen, kept = reviewed(without(lost))
    cited = list(places(seen))
    assert cited
    assert all(kept.resolves(place) for place in cited)


@QUIET
@given(st.frozensets(st.sampled_from(LINES), min_size=1, max_size=60))
def test_3_met_and_not_met_have_findings_and_lost_lines_leave_no_ghosts(lost: frozenset[tuple[str, int]]) -> None:
    seen, _ = reviewed(without(lost))
    for criterion in seen.criteria:
        if criterion.status in (Status.MET, Status.NOT_MET):
            assert criterion.evidence
        if criterion.status is Status.UNCLEAR:
            assert criterion.reason or criterion.missing or criterion.against


def test_3_an_empty_record_proves_nothing() -> None:
    seen, _ = reviewed({"empty.txt": "Nothing of use here.\n"})
    assert all(c.status in (Status.UNCLEAR, Status.NOT_APPLICABLE) for c in seen.criteria)
    assert seen.proposal.kind is ProposalKind.ASK
    assert {ask.key for ask in seen.proposal.asks} <= {c.key for c in seen.criteria}


@pytest.mark.parametrize("name", list(texts()))
def test_3_no_paper_is_superfluous_to_the_approval(name: str) -> None:
    papers = texts()
    del papers[name]
    assert reviewed(papers)[0].proposal.kind is not ProposalKind.APPROVE


@QUIET
@given(st.frozensets(st.sampled_from(LINES), max_size=80))
def test_4_the_machine_never_says_more_than_approve_ask_or_clinician(lost: frozenset[tuple[str, int]]) -> None:
    seen, _ = reviewed(without(lost))
    assert seen.proposal.kind in (ProposalKind.APPROVE, ProposalKind.ASK, ProposalKind.CLINICIAN)
    if seen.proposal.kind is ProposalKind.APPROVE:
        assert seen.root is Status.MET


def test_4_there_is_no_word_for_a_denial() -> None:
    assert {kind.value for kind in ProposalKind} == {"approve", "ask", "clinician"}
    assert set(bundled_pack().decision.root.values()) <= {"approve", "ask", "clinician"}
    assert bundled_pack().decision.root["not_met"] == "clinician"


@QUIET
@given(st.frozensets(st.sampled_from(LINES), max_size=30))
def test_5_the_same_record_gives_the_same_bytes(lost: frozenset[tuple[str, int]]) -> None:
    papers = without(lost)
    assert to_json(reviewed(papers)[0]) == to_json(reviewed(papers)[0])


def test_5_another_process_with_other_hashes_writes_the_same_files(tmp_path: Path) -> None:
    written: list[dict[str, bytes]] = []
    for seed in ("1", "4242"):
        out = tmp_path / seed
        command = [sys.executable, "-m", "accord.cli", "review", str(EXAMPLES / "oxygen-ask"), "--out", str(out)]
        done = subprocess.run(
            [*command, "--date", "2026-06-05", "--quiet"],
            env={"PYTHONHASHSEED": seed, "HOME": str(tmp_path)},
            check=False,
        )
        assert done.returncode == 10
        written.append({path.name: path.read_bytes() for path in sorted(out.iterdir())})
    assert written[0] == written[1]
    assert set(written[0]) >= {"review.json", "letter.pdf", "letter.txt", "audit.pdf", "audit.html", "criteria.pdf"}


@QUIET
@example(("order_and_class.txt", 11), PLANTED[0], frozenset({("order_and_class.txt", 3)}))
@given(st.sampled_from(LINES), st.sampled_from(PLANTED), st.frozensets(st.sampled_from(LINES), max_size=6))
def test_6_an_instruction_planted_at_any_line_changes_nothing(
    at: tuple[str, int], words: str, lost: frozenset[tuple[str, int]]
) -> None:
    plain = without(lost)
    planted = dict(plain)
    lines = plain[at[0]].splitlines()
    position = min(at[1], len(lines))
    planted[at[0]] = "\n".join([*lines[:position], "", words, "", *lines[position:]]) + "\n"
    before, after = reviewed(plain)[0], reviewed(planted)[0]
    softened = {c.key: c.status for c in before.criteria}
    for criterion in after.criteria:
        assert criterion.status is softened[criterion.key] or criterion.status is Status.UNCLEAR
    if before.proposal.kind is not ProposalKind.APPROVE:
        assert after.proposal.kind is not ProposalKind.APPROVE
    assert after.record.warnings


@pytest.mark.parametrize("words", PLANTED)
def test_6_an_instruction_in_a_paper_of_its_own_changes_nothing_at_all(words: str) -> None:
    papers = texts("oxygen-ask")
    before = reviewed(papers, form("oxygen-ask"))[0]
    after = reviewed({**papers, "cover.txt": f"FAX COVER SHEET\n\n{words}\n"}, form("oxygen-ask"))[0]
    assert {c.key: c.status for c in after.criteria} == {c.key: c.status for c in before.criteria}
    assert after.proposal == before.proposal
    assert after.record.warnings

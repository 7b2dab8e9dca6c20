"""Loading: what is read, what is shared, what is kept, how fast."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import shutil
import time
from decimal import Decimal
from pathlib import Path

import pytest

from accord.errors import Invalid, NotFound
from accord.logic import All, AtLeast, Compare, CriterionRef, criteria_of
from accord.policies import bundled_pack, load_pack, load_policy, passage
from accord.policies.model import Source
from accord.policies.windows import Duration, Window

from .edits import EXAMPLE, PACK, TEXT, load_text


def test_the_example_is_read_whole() -> None:
    policy = load_policy(EXAMPLE)
    assert [edition.name for edition in policy.editions] == ["EX-LIGHT v1", "EX-LIGHT v2"]
    assert policy.applies_to.diagnoses[0].matches("icd10", "F33.2")
    assert not policy.applies_to.diagnoses[1].matches("icd10", "F32.91")
    assert policy.facts["light_strength"].unit == "lx"
    assert policy.facts["eye_disease"].absent is False
    assert policy.facts["setting"].notes is False
    assert policy.criteria["light.use.at_home"].judgement
    assert policy.criteria["light.device.strength"].scope == "supplier"
    assert policy.criteria["light.device.strength"].logic == All(
        (Compare("light_strength", ">=", Decimal(2500)), Compare("light_strength", "<=", Decimal(10000)))
    )


def test_a_policy_carries_the_hashes_of_its_files() -> None:
    policy = load_policy(EXAMPLE)
    shared = (PACK / "shared.yaml").read_bytes()
    assert policy.sha256 == hashlib.sha256(EXAMPLE.read_bytes()).hexdigest()
    assert policy.included == {"shared.yaml": hashlib.sha256(shared).hexdigest()}


def test_parameters_stand_for_their_values_alone_and_within_words() -> None:
    policy = load_policy(EXAMPLE)
    assert policy.criteria["light.severity.score"].logic == Compare("score", ">=", Decimal(10))
    assert policy.facts["depression"].sources[0].params.window() == Window(
        Duration(), Duration(12), "before", "order_date"
    )


def test_a_variant_named_within_another_is_written_out() -> None:
    policy = load_policy(EXAMPLE)
    inner, whole = policy.variants["replacement"].tree, policy.variants["initial"].tree
    assert isinstance(whole, All)
    assert whole.children[0] == inner
    assert criteria_of(whole)[:2] == ("light.diagnosis.seasonal", "orders.written.complete")


def test_a_tree_may_ask_for_a_number_of_its_branches(tmp_path: Path) -> None:
    old = "- any: [light.device.strength, light.use.at_home]"
    text = TEXT.replace(old, "- at_least: 2\n          of: [light.device.strength, light.use.at_home]")
    tree = load_text(text, tmp_path).variants["initial"].tree
    assert isinstance(tree, All)
    assert tree.children[-1] == AtLeast(2, (CriterionRef("light.device.strength"), CriterionRef("light.use.at_home")))


def test_of_a_shared_file_only_what_is_used_is_kept(tmp_path: Path) -> None:
    more = "schema: accord-shared/1\nfacts:\n  spare: {ask: Anything else?, type: boolean}\n"
    policy = load_text(TEXT.replace("include: [shared]", "include: [shared, more]"), tmp_path, more=more)
    assert "spare" not in policy.facts
    assert "order_complete" in policy.facts


def test_a_policy_may_replace_a_shared_parameter(tmp_path: Path) -> None:
    more = "schema: accord-shared/1\nparameters:\n  least_score: {value: 20, why: another}\n"
    policy = load_text(TEXT.replace("include: [shared]", "include: [shared, more]"), tmp_path, more=more)
    assert policy.parameters["least_score"].value == Decimal(10)


def test_a_shared_file_may_use_a_parameter_of_the_policy(tmp_path: Path) -> None:
    more = """schema: accord-shared/1
facts:
  wanted: {ask: Is it there?, type: boolean, from: [{finding: {concept: $what}}]}
"""
    included = TEXT.replace("include: [shared]", "include: [shared, more]").replace(
        "logic: depression\n", "logic: {all: [depression, wanted]}\n"
    )
    with pytest.raises(Invalid, match=r"more\.yaml, line 3, facts\.wanted.*there is no parameter '\$what'"):
        load_text(included, tmp_path, more=more)
    given = included.replace("parameters: ", "parameters:\n  what: {value: [a_thing, another], why: an example}\n#", 1)
    assert load_text(given, tmp_path, more=more).facts["wanted"].sources[0].params.words("concept") == (
        "a_thing",
        "another",
    )


def test_what_is_included_must_be_a_shared_file(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"more\.yaml cannot be included"):
        load_text(TEXT.replace("include: [shared]", "include: [shared, more]"), tmp_path, more=TEXT)


def test_a_fault_in_a_shared_file_is_told_of_that_file(tmp_path: Path) -> None:
    more = "schema: accord-shared/1\nfacts:\n  spare: {ask: Anything else?, type: bool}\n"
    with pytest.raises(Invalid, match=r"more\.yaml, line 3, facts\.spare\.type: 'bool' is no fact type"):
        load_text(TEXT.replace("include: [shared]", "include: [shared, more]"), tmp_path, more=more)


def test_a_shared_fact_that_is_used_needs_its_anchor(tmp_path: Path) -> None:
    more = "schema: accord-shared/1\nfacts:\n  seen: {ask: When?, type: date, from: [{visit: {before: started}}]}\n"
    included = TEXT.replace("include: [shared]", "include: [shared, more]")
    assert "seen" not in load_text(included, tmp_path, more=more).facts
    used = included.replace("logic: depression\n", "logic: {all: [depression, {known: seen}]}\n")
    with pytest.raises(Invalid, match=r"more\.yaml, line 3, facts\.seen: there is no fact 'started' to look around"):
        load_text(used, tmp_path, more=more)


def test_the_criteria_of_a_variant_include_those_on_which_they_rest(tmp_path: Path) -> None:
    rests = "logic: {all: [depression, {criterion: light.severity.score}]}\n"
    policy = load_text(TEXT.replace("logic: depression\n", rests), tmp_path)
    keys = [criterion.key for criterion in policy.criteria_in(policy.variant("replacement"))]
    assert keys == ["light.diagnosis.seasonal", "orders.written.complete", "light.severity.score"]


def test_nothing_of_a_policy_can_be_changed() -> None:
    policy = load_policy(EXAMPLE)
    with pytest.raises(dataclasses.FrozenInstanceError):
        policy.status = "active"  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(TypeError):
        policy.facts["score"] = policy.facts["depression"]  # pyright: ignore[reportIndexIssue]


def test_what_is_not_there_is_not_found() -> None:
    policy = load_policy(EXAMPLE)
    for ask in (
        lambda: load_policy(PACK / "none.yaml"),
        lambda: load_pack(PACK / "none"),
        lambda: bundled_pack("none"),
        lambda: load_pack(PACK).policy("EX-DARK"),
        lambda: policy.criterion("light.a.b"),
        lambda: policy.variant("late"),
        lambda: passage(policy, "light.a.b"),
    ):
        with pytest.raises(NotFound):
            ask()


@pytest.fixture
def pack_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "example"
    shutil.copytree(PACK, folder)
    return folder


def test_a_pack_is_read_once_and_again_when_a_file_changes(pack_folder: Path) -> None:
    first = load_pack(pack_folder)
    assert load_pack(pack_folder) is first
    (pack_folder / "EX-LIGHT.yaml").write_text(TEXT.replace("(an example)", "(changed)"), encoding="utf-8")
    assert load_pack(pack_folder).policies[0].title.endswith("(changed)")


def test_a_pack_needs_its_decision_rule(pack_folder: Path) -> None:
    (pack_folder / "decision.yaml").unlink()
    with pytest.raises(Invalid, match=r"needs one file with the schema accord-decision/1, and has 0"):
        load_pack(pack_folder)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("not_met: clinician", "not_met: deny", "'deny' is no proposal here"),
        ("not_met: clinician", "not_met: ask", "'ask' is no proposal here"),
        ("unclear: ask", "unclear: approve", "'approve' is no proposal here"),
        ("judgement: clinician", "judgement: approve", "'approve' is no proposal where judgement is needed"),
        ("  identity: ask", "  identity: ignore", "'ignore' is no answer to a contradiction"),
    ],
)
def test_no_decision_rule_can_deny_or_approve_what_is_open(pack_folder: Path, old: str, new: str, reason: str) -> None:
    file = pack_folder / "decision.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(Invalid, match=reason):
        load_pack(pack_folder)


def test_two_files_of_one_policy_part_its_dates(pack_folder: Path) -> None:
    old = pack_folder / "EX-LIGHT.old.yaml"
    early = TEXT.replace('from: "2024-01-01", to: "2025-06-30"', 'from: "2020-01-01", to: "2021-06-30"').replace(
        'from: "2025-07-01", to: null', 'from: "2021-07-01", to: "2023-12-31"'
    )
    old.write_text(early, encoding="utf-8")
    pack = load_pack(pack_folder)
    assert pack.policy("EX-LIGHT", dt.date(2022, 1, 1)).file == "EX-LIGHT.old.yaml"
    assert pack.policy("EX-LIGHT", dt.date(2024, 1, 1)).file == "EX-LIGHT.yaml"
    assert pack.policy("EX-LIGHT").file == "EX-LIGHT.yaml"
    with pytest.raises(NotFound, match=r"2020-01-01 to 2021-06-30.*2025-07-01 to now"):
        pack.policy("EX-LIGHT", dt.date(2019, 1, 1))
    old.write_text(early.replace("2023-12-31", "2024-01-01"), encoding="utf-8")
    with pytest.raises(Invalid, match="both hold policy EX-LIGHT for the same dates"):
        load_pack(pack_folder)


SEASONAL = "Is the depression seasonal, shown by a diagnosis of seasonal depression?"


class Store:
    """A coverage store that holds one section."""

    def passage(self, source: Source, section: str) -> str | None:
        return f"{SEASONAL}." if (source.key, section) == ("EX", "Coverage A") else None


def test_a_passage_says_where_it_stands_and_that_it_is_not_loaded() -> None:
    policy = load_policy(EXAMPLE)
    bare = passage(policy, "light.diagnosis.seasonal")
    assert (bare.source.key, bare.section, bare.words, bare.note) == ("EX", "Coverage A", None, "not loaded")
    assert passage(policy, "light.diagnosis.seasonal", Store()).words == f"{SEASONAL}."
    assert passage(policy, "light.severity.score", Store()).note == "not loaded"


def test_four_policies_load_in_a_tenth_of_a_second(tmp_path: Path) -> None:
    """Four times the example; the shortest of five runs, so that a busy machine does not decide."""
    shutil.copy(PACK / "shared.yaml", tmp_path)
    shutil.copy(PACK / "decision.yaml", tmp_path)
    spent: list[float] = []
    for run in range(5):
        for n in range(4):
            text = TEXT.replace("id: EX-LIGHT\n", f"id: EX{n}\n").replace("(an example)", f"(run {run})")
            (tmp_path / f"EX{n}.yaml").write_text(text, encoding="utf-8")
        start = time.perf_counter()
        load_pack(tmp_path)
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.1, spent

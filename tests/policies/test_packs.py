"""Every policy that ships: it loads, its own tests hold and guard it, and it agrees with the digest of its source."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any as Json

import pytest

import accord.policies
from accord.logic import All, Any, Compare, CriterionRef, Node, children_of, criteria_of
from accord.policies import Policy, load_pack, load_policy
from accord.policies.checks import missing_examples

from .edits import EXAMPLE
from .mutations import unnoticed
from .walk import wrong_cases, wrong_examples

PACKS = Path(accord.policies.__file__).parent / "packs"
ROOT = Path(__file__).parents[2]
SHIPPED = sorted(path for path in PACKS.glob("*/*.yaml") if "accord-policy/1" in path.read_text(encoding="utf-8"))
POLICIES = [EXAMPLE, *SHIPPED]
by_name = pytest.mark.parametrize("path", POLICIES, ids=[path.stem for path in POLICIES])


@pytest.mark.parametrize(
    "folder", sorted(path for path in PACKS.iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_a_shipped_pack_loads(folder: Path) -> None:
    pack = load_pack(folder)
    assert {policy.file for policy in pack.policies} == {path.name for path in SHIPPED if path.parent == folder}
    assert pack.decision.root["not_met"] == "clinician"


@by_name
def test_the_judge_gives_the_answers_that_the_policy_shows(path: Path) -> None:
    policy = load_policy(path)
    assert wrong_examples(policy) + wrong_cases(policy) == []


@by_name
def test_every_criterion_shows_when_it_is_met_not_met_and_unclear(path: Path) -> None:
    assert missing_examples(load_policy(path)) == {}


@by_name
def test_a_change_of_any_comparison_is_noticed_by_an_example(path: Path) -> None:
    assert unnoticed(load_policy(path)) == []


@by_name
def test_every_variant_is_shown_in_a_whole_request(path: Path) -> None:
    policy = load_policy(path)
    assert {case.variant for case in policy.cases} == set(policy.variants)


def test_a_wrong_example_is_told() -> None:
    policy = load_policy(EXAMPLE)
    key = "light.severity.score"
    lower = replace(policy.criteria[key], logic=Compare("score", ">=", Decimal(11)))
    told = wrong_examples(replace(policy, criteria={**policy.criteria, key: lower}))
    assert told == [f"EX-LIGHT {key}: {{'score': Decimal('10')}} gives not_met, not met"]


def test_a_wrong_case_is_told() -> None:
    policy = load_policy(EXAMPLE)
    wrong = replace(policy.cases[0], root="not_met", asks=("light.visit.recent",))
    told = wrong_cases(replace(policy, cases=(wrong,)))
    assert told == [
        "EX-LIGHT 'everything documented': root is met, not not_met",
        "EX-LIGHT 'everything documented': asks (), not ('light.visit.recent',)",
    ]


def test_examples_without_boundary_values_let_a_change_pass() -> None:
    policy = load_policy(EXAMPLE)
    key = "light.device.strength"
    inner = tuple(example for example in policy.criteria[key].examples if example.facts.get("light_strength") != 2500)
    thinner = {**policy.criteria, key: replace(policy.criteria[key], examples=inner)}
    (told,) = unnoticed(replace(policy, criteria=thinner))
    assert told.startswith(f"EX-LIGHT {key}: no example notices")


# The digest: keys, variant trees and codes of every policy that it describes.


def digest() -> dict[str, Json]:
    shared = Path(os.environ.get("ACCORD_SHARED", str(ROOT.parent / "shared")))
    file = shared / "policies" / "criteria.json"
    if not file.is_file():
        pytest.skip(f"the digest of the policies is not at {file}; set ACCORD_SHARED")
    return json.loads(file.read_text(encoding="utf-8"))


def described(policy: Policy) -> dict[str, Json]:
    found = [entry for entry in digest()["policies"] if entry["id"] == policy.id]
    if not found:
        pytest.skip(f"the digest does not describe {policy.id}")
    return found[0]


shipped = pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])


@pytest.mark.shared
@shipped
def test_variants_have_the_trees_of_the_digest(path: Path) -> None:
    policy = load_policy(path)
    expected = described(policy)["variants"]
    assert set(policy.variants) >= set(expected)
    for name, tree in expected.items():
        assert canonical(policy.variants[name].tree) == canonical_digest(tree, expected), name


@pytest.mark.shared
@shipped
def test_criteria_have_the_keys_and_styles_of_the_digest(path: Path) -> None:
    policy = load_policy(path)
    entry = described(policy)
    leaves = {leaf["k"]: leaf["st"] for leaf in [*digest()["shared"], *entry["leaves"]]}
    named = {key for variant in policy.variants.values() for key in criteria_of(variant.tree)}
    assert named <= set(leaves)
    assert {leaf["k"] for leaf in entry["leaves"]} <= set(policy.criteria)
    styles = {key: criterion.style for key, criterion in policy.criteria.items() if key in leaves}
    assert styles == {key: leaves[key] for key in styles}


@pytest.mark.shared
@shipped
def test_every_code_of_the_digest_is_governed(path: Path) -> None:
    policy = load_policy(path)
    entry = described(policy)
    governed = {*policy.applies_to.codes, *policy.applies_to.related_codes}
    expected = [code for words in entry.get("hcpcs") or [entry.get("cpt", "")] for code in codes_in(words)]
    assert expected
    assert set(expected) - governed == set()


def codes_in(words: str) -> list[str]:
    """The codes of 'E0431 E0433', 'A7027-A7039' or a sentence with codes in it; a range is written out."""
    found: list[str] = []
    for letter, first, last in re.findall(r"\b([A-Z]?)(\d{4,5})(?:-[A-Z]?(\d{4,5}))?\b", words):
        found += [f"{letter}{number:0{len(first)}}" for number in range(int(first), int(last or first) + 1)]
    return found


def canonical(tree: Node) -> Json:
    """A tree as sets, so that the order of children does not count."""
    if isinstance(tree, CriterionRef):
        return tree.key
    kind = {All: "all", Any: "any"}.get(type(tree), type(tree).__name__)
    return (kind, frozenset(canonical(child) for child in children_of(tree)))


def canonical_digest(tree: Json, variants: dict[str, Json]) -> Json:
    if isinstance(tree, str):
        name = tree.removeprefix("variant:")
        return tree if name == tree else canonical_digest(variants[name], variants)
    ((kind, children),) = tree.items()
    return (kind, frozenset(canonical_digest(child, variants) for child in children))

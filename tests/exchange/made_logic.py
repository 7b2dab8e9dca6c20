"""Logic by chance, of every node, so that the translation is tested where no policy happens to go."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from accord.logic import (
    COMPARISONS,
    All,
    Any,
    AtLeast,
    Compare,
    CriterionRef,
    FactRef,
    FirstKnown,
    IsKnown,
    IsTrue,
    Node,
    NoneOf,
    Not,
    OneOf,
    When,
)
from accord.policies.model import Fact, Policy, PolicyCriterion, Variant

FACTS: Mapping[str, Fact] = {
    fact.name: fact
    for fact in (
        *(Fact(name, "Is it so?", "boolean") for name in ("a", "b", "c", "d")),
        Fact("level", "How much?", "quantity", "mm[Hg]"),
        Fact("count", "How many?", "integer"),
        Fact("other_count", "How many others?", "integer"),
        Fact("first", "When?", "date"),
        Fact("then", "When?", "date"),
        Fact('where it\'s "used"', "Where?", "words"),
    )
}
WORDS = ("home", "O'Neill \\ clinic", "work")


def made_policy(light: Policy, seed: int, criteria: int) -> Policy:
    """A policy with criteria by chance, the later ones over the earlier ones too, and a variant for every tree kind."""
    chance = random.Random(seed)
    made: dict[str, PolicyCriterion] = {}
    for number in range(criteria):
        key = f"made.by.chance_{number}"
        logic = made_node(chance, 3, tuple(made))
        gap = made_node(chance, 1, tuple(made)) if chance.random() < 0.2 else None
        made[key] = PolicyCriterion(
            key, "Is it met?", "It is.", "Send it.", "EX", "A", "diagnosis", logic, unclear_when=gap
        )
    refs = tuple(CriterionRef(key) for key in made)
    trees: dict[str, Node] = {
        "all": All(refs[:4]),
        "any": Any(refs[2:7]),
        "none": NoneOf(refs[1:3]),
        "some": AtLeast(2, refs[:6]),
        "one": refs[-1],
    }
    variants = {name: Variant(name, name, tree, ()) for name, tree in trees.items()}
    return replace(
        light,
        id=f"MADE-{seed}",
        facts=FACTS,
        criteria=made,
        variants=variants,
        value_sets={},
        cases=(),
        default_variant="all",
    )


def made_node(chance: random.Random, depth: int, criteria: tuple[str, ...]) -> Node:
    """A node by chance, at most so deep."""
    kinds = ["true", "known", "number", "numbers", "date", "word"] + (["criterion"] if criteria else [])
    kinds += ["all", "any", "none", "some", "not", "when", "first"] * 2 if depth else []
    return _made(chance, chance.choice(kinds), depth, criteria)


def _made(chance: random.Random, kind: str, depth: int, criteria: tuple[str, ...]) -> Node:
    def below(least: int = 1, most: int = 3) -> tuple[Node, ...]:
        return tuple(made_node(chance, depth - 1, criteria) for _ in range(chance.randint(least, most)))

    sign = chance.choice(COMPARISONS)
    if kind == "some":
        children = below(2, 4)
        return AtLeast(chance.randint(1, len(children)), children)
    if kind == "when":
        return When(*below(2, 2))
    if kind in ("all", "any", "none", "first"):
        return {"all": All, "any": Any, "none": NoneOf, "first": FirstKnown}[kind](below())
    plain: Mapping[str, Node] = {
        "true": IsTrue(chance.choice("abcd")),
        "known": IsKnown(chance.choice(tuple(FACTS))),
        "number": Compare("level", sign, Decimal(chance.choice(("0", "88.5", "100")))),
        "numbers": Compare("count", sign, FactRef("other_count") if chance.random() < 0.5 else Decimal(2)),
        "date": Compare("first", sign, FactRef("then")),
        "word": OneOf('where it\'s "used"', tuple(chance.sample(WORDS, 2))),
        "criterion": CriterionRef(chance.choice(criteria)) if criteria else IsTrue("a"),
    }
    return Not(below(1, 1)[0]) if kind == "not" else plain[kind]

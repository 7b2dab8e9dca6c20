"""Criteria, variants and cases as a policy writes them -> values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal

from accord.logic import All, Any, CriterionRef, Node, NoneOf, Not
from accord.policies.codes import modifier, service
from accord.policies.logic_text import Names, at_least, read_logic
from accord.policies.marked_yaml import Scalar, Yaml, refusal
from accord.policies.model import (
    ANSWERS,
    SCOPES,
    STYLES,
    Case,
    Example,
    Fact,
    FactExample,
    PolicyCriterion,
    Source,
    VariantRule,
)
from accord.policies.placeholders import Placeholders
from accord.policies.reading import (
    KEY,
    choice,
    entries,
    flag,
    instead,
    items,
    keys,
    one_or_more,
    some,
    text,
)

_PARTIAL_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_REQUIRED = ("question", "text", "ask", "source", "section", "style", "logic")
_OPTIONAL = ("scope", "unclear_when", "ambiguity", "met_means", "judgement", "tests")


def read_criterion(
    key: str, node: Yaml, names: Names, sources: Mapping[str, Source], placeholders: Placeholders
) -> PolicyCriterion:
    """A leaf of the policy."""
    if not KEY.fullmatch(key):
        raise refusal(node.spot, f"'{key}' is no criterion key; write three lower-case parts, 'family.group.name'.")
    given = keys(node, _REQUIRED, _OPTIONAL)
    source = text(given["source"])
    if source not in sources:
        raise refusal(given["source"].spot, f"there is no source '{source}'. {instead(source, sources)}")
    style = choice(given["style"], STYLES, "style")
    logic = read_logic(placeholders.fill(given["logic"]), names)
    _check_exclusion(given, node, style, logic)
    gap = read_logic(placeholders.fill(given["unclear_when"]), names) if "unclear_when" in given else None
    if gap is not None and "ambiguity" not in given:
        raise refusal(given["unclear_when"].spot, "'ambiguity' is missing: say what the published text leaves open.")
    return PolicyCriterion(
        key=key,
        question=text(given["question"]),
        text=text(given["text"]),
        ask=text(given["ask"]),
        source=source,
        section=text(given["section"]),
        style=style,
        logic=logic,
        scope=choice(given["scope"], SCOPES, "scope") if "scope" in given else "patient",
        unclear_when=gap,
        ambiguity=text(given["ambiguity"]) if "ambiguity" in given else "",
        met_means=text(given["met_means"]) if "met_means" in given else "",
        judgement=flag(given["judgement"]) if "judgement" in given else False,
        examples=_examples(given["tests"], names.facts) if "tests" in given else (),
    )


def _check_exclusion(given: Mapping[str, Yaml], node: Yaml, style: str, logic: Node) -> None:
    turned = isinstance(logic, NoneOf | Not)
    if (style == "exclusion" or turned) and "met_means" not in given:
        what = "an exclusion" if style == "exclusion" else "logic that turns its answer round"
        raise refusal(
            node.spot, f"{what} needs 'met_means': say in words what 'met' means, as in 'no fracture was found'."
        )


def _examples(node: Yaml, facts: Mapping[str, Fact]) -> tuple[Example, ...]:
    given = keys(node, (), ANSWERS)
    return tuple(
        Example(answer, example_facts(case, facts))
        for answer, cases in given.items()
        for case in some(cases, lambda item: item)
    )


def example_facts(node: Yaml, facts: Mapping[str, Fact]) -> Mapping[str, FactExample]:
    """Values of facts, each of its fact's type; what is not named is unknown."""
    names = Names(facts)
    return {
        names.fact(Scalar(value.spot, name)).name: _example_value(value, facts[name])
        for name, value in entries(node).items()
    }


def _example_value(node: Yaml, fact: Fact) -> FactExample:
    value = node.value if isinstance(node, Scalar) else None
    fits = {
        "boolean": isinstance(value, bool),
        "quantity": isinstance(value, Decimal),
        "integer": isinstance(value, Decimal) and value == int(value),
        "words": isinstance(value, str),
        "date": isinstance(value, str) and _is_date(value),
    }[fact.type]
    if not fits or value is None:
        raise refusal(node.spot, f"this value does not fit '{fact.name}', which is of type {fact.type}.")
    return value


def _is_date(word: str) -> bool:
    if not _PARTIAL_DATE.fullmatch(word):
        return False
    try:
        dt.date.fromisoformat((word + "-01-01")[:10])
    except ValueError:
        return False
    return True


def read_tree(
    node: Yaml, criteria: Mapping[str, object], variants: Mapping[str, Yaml], within: tuple[str, ...]
) -> Node:
    """A tree over criterion keys; 'variant:x' stands for the tree of that variant, which is written out here."""
    if isinstance(node, Scalar):
        return _leaf(node, criteria, variants, within)

    def read(child: Yaml) -> Node:
        return read_tree(child, criteria, variants, within)

    given = entries(node)
    if "at_least" in given:
        return at_least(node, read)
    kind = next(iter(given), "")
    if len(given) != 1 or kind not in TREE:
        raise refusal(node.spot, f"a tree has one of the keys {', '.join(TREE)}, at_least.")
    return TREE[kind](some(given[kind], read))


TREE = {"all": All, "any": Any, "none": NoneOf}


def _leaf(node: Scalar, criteria: Mapping[str, object], variants: Mapping[str, Yaml], within: tuple[str, ...]) -> Node:
    word = text(node)
    if not word.startswith("variant:"):
        if word not in criteria:
            raise refusal(node.spot, f"there is no criterion '{word}'. {instead(word, criteria)}")
        return CriterionRef(word)
    name = word.removeprefix("variant:")
    if name not in variants:
        raise refusal(node.spot, f"there is no variant '{name}'. {instead(name, variants)}")
    if name in within:
        raise refusal(node.spot, f"variant '{within[0]}' contains itself through {' > '.join((*within, name))}.")
    return read_tree(entries(variants[name])["tree"], criteria, variants, (*within, name))


def read_rules(node: Yaml, names: Names, placeholders: Placeholders) -> tuple[VariantRule, ...]:
    """Selection rules of a variant, in order."""
    return some(node, lambda item: _rule(item, names, placeholders))


def _rule(node: Yaml, names: Names, placeholders: Placeholders) -> VariantRule:
    given = keys(node, (), ("codes", "modifiers", "facts"))
    if not given:
        raise refusal(node.spot, "a rule needs one of codes, modifiers, facts.")
    return VariantRule(
        codes=one_or_more(given["codes"], service) if "codes" in given else (),
        modifiers=one_or_more(given["modifiers"], modifier) if "modifiers" in given else (),
        facts=read_logic(placeholders.fill(given["facts"]), names) if "facts" in given else None,
    )


def read_case(node: Yaml, variants: Mapping[str, object], names: Names) -> Case:
    """Facts of a whole request and what the policy must say."""
    given = keys(node, ["case", "variant", "facts", "root"], ["criteria", "asks"])
    expected: Mapping[str, Yaml] = entries(given["criteria"]) if "criteria" in given else {}
    for key, value in expected.items():
        _known_criterion(Scalar(value.spot, key), names)
    return Case(
        title=text(given["case"]),
        variant=choice(given["variant"], variants, "variant"),
        facts=example_facts(given["facts"], names.facts),
        root=choice(given["root"], ANSWERS, "answer"),
        criteria={key: choice(value, ANSWERS, "answer") for key, value in expected.items()},
        asks=items(given["asks"], lambda item: _known_criterion(item, names)) if "asks" in given else None,
    )


def _known_criterion(node: Yaml, names: Names) -> str:
    return choice(node, names.criteria, "criterion")

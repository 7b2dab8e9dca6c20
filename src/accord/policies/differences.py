"""Two policies compared part by part, in plain words, with the criteria, variants and codes that each change touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from accord.logic import Node
from accord.policies.checks import anchors_of_fact, closure, facts_of_criterion
from accord.policies.in_words import Line, call_in_words, met_in_words, silence_in_words, tree_in_words
from accord.policies.model import Fact, Policy, PolicyCriterion, Source, Variant
from accord.wording import say

T = TypeVar("T")

WHOLE = ("added", "removed", "changed")


@dataclass(frozen=True)
class Difference:
    """One thing that differs. section -- 'criteria', 'codes' ...; was and now -- '' for what is added or removed.

    criteria, variants, codes -- what the change touches, by either policy.
    """

    section: str
    key: str
    what: str
    was: str = ""
    now: str = ""
    criteria: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


def differences(old: Policy, new: Policy) -> tuple[Difference, ...]:
    """Everything that differs in content, in the order of the format. Layout, comments and examples are not compared."""
    found = [
        *_head(old, new),
        *_codes(old, new),
        *_sources(old, new),
        *_parameters(old, new),
        *_facts(old, new),
        *_criteria(old, new),
        *_variants(old, new),
    ]
    return tuple(_touching(one, old, new) for one in found)


def _head(old: Policy, new: Policy) -> Iterator[Difference]:
    for key in ("id", "title", "provisional", "default_variant"):
        was, now = str(getattr(old, key) or ""), str(getattr(new, key) or "")
        yield from _changed("head", key, was, now)
    for key in ("payers", "states", "elsewhere"):
        yield from _changed("head", key, _joined(getattr(old.applies_to, key)), _joined(getattr(new.applies_to, key)))
    before, after = ({str(e): e.note for e in policy.editions} for policy in (old, new))
    yield from _listed("editions", tuple(before), tuple(after))


def _codes(old: Policy, new: Policy) -> Iterator[Difference]:
    for key in ("codes", "related_codes", "diagnoses"):
        was, now = ([str(c) for c in getattr(policy.applies_to, key)] for policy in (old, new))
        for one in _listed(key, was, now):
            yield replace(one, codes=(one.key,)) if key != "diagnoses" else one


def _sources(old: Policy, new: Policy) -> Iterator[Difference]:
    def parts(source: Source) -> Iterator[tuple[str, str]]:
        yield from (("title", source.title), ("version", source.version), ("effective", source.effective.isoformat()))
        yield from (
            ("document", source.document),
            ("url", source.url),
            ("digests", _joined([k for k, _ in source.digests])),
        )
        yield "words", _joined([digest[:12] for _, digest in source.digests])

    yield from _compared("sources", old.sources, new.sources, parts, lambda source: source.title)


def _parameters(old: Policy, new: Policy) -> Iterator[Difference]:
    yield from _compared(
        "parameters",
        old.parameters,
        new.parameters,
        lambda one: iter((("value", _joined(one.value)), ("why", one.why))),
        lambda one: f"{_joined(one.value)} ({one.why})",
    )


def _facts(old: Policy, new: Policy) -> Iterator[Difference]:
    sides = {id(fact): policy for policy in (old, new) for fact in policy.facts.values()}

    def parts(fact: Fact) -> Iterator[tuple[str, str]]:
        policy = sides[id(fact)]
        yield from (("ask", fact.ask), ("type", fact.type), ("unit", fact.unit or ""), ("notes", str(fact.notes)))
        yield "looked_for", "\n".join(line for call in fact.sources for line in _lines(call_in_words(policy, call)))
        silence = silence_in_words(policy, fact)
        yield "silence", "\n".join(_lines(silence)) if silence else ""

    yield from _compared("facts", old.facts, new.facts, parts, lambda fact: fact.ask)


def _criteria(old: Policy, new: Policy) -> Iterator[Difference]:
    sides = {id(criterion): policy for policy in (old, new) for criterion in policy.criteria.values()}

    def parts(one: PolicyCriterion) -> Iterator[tuple[str, str]]:
        policy = sides[id(one)]
        yield from (("question", one.question), ("text", one.text), ("logic", _logic(policy, one.logic)))
        yield "unclear_when", _logic(policy, one.unclear_when) if one.unclear_when else ""
        yield from (("ambiguity", one.ambiguity), ("ask", one.ask), ("met_means", one.met_means))
        yield from (("source", one.source), ("section", one.section), ("style", one.style), ("scope", one.scope))
        yield "judgement", str(one.judgement)

    yield from _compared("criteria", old.criteria, new.criteria, parts, lambda one: one.question)


def _variants(old: Policy, new: Policy) -> Iterator[Difference]:
    sides = {id(variant): policy for policy in (old, new) for variant in policy.variants.values()}

    def parts(one: Variant) -> Iterator[tuple[str, str]]:
        policy = sides[id(one)]
        yield "title", one.title
        yield "tree", "\n".join(_lines(tree_in_words(policy, one.tree), keys=True))
        yield (
            "when",
            "\n".join(
                " ".join((*rule.codes, *rule.modifiers, *([_logic(policy, rule.facts)] if rule.facts else [])))
                for rule in one.rules
            ),
        )

    yield from _compared("variants", old.variants, new.variants, parts, lambda one: one.title)
    both = [name for name in new.variants if name in old.variants]
    if [name for name in old.variants if name in new.variants] != both:
        yield from _changed("variants", "order", _joined(tuple(old.variants)), _joined(tuple(new.variants)))


def _compared(
    section: str,
    old: Mapping[str, T],
    new: Mapping[str, T],
    parts: Callable[[T], Iterator[tuple[str, str]]],
    shown: Callable[[T], str],
) -> Iterator[Difference]:
    """What was removed, added, or differs in one of its parts."""
    for key, value in old.items():
        if key not in new:
            yield Difference(section, key, "removed", was=shown(value))
    for key, value in new.items():
        if key not in old:
            yield Difference(section, key, "added", now=shown(value))
            continue
        before = dict(parts(old[key]))
        for part, words in parts(value):
            if before[part] != words:
                was, now = _only_differing(before[part], words)
                yield Difference(section, key, part, was, now)


def _only_differing(was: str, now: str) -> tuple[str, str]:
    """Of several lines only those that the other side lacks; all of them where only their order differs."""
    before, after = was.splitlines(), now.splitlines()
    gone = [line for line in before if line not in after]
    come = [line for line in after if line not in before]
    return ("\n".join(gone), "\n".join(come)) if gone or come else (was, now)


def _listed(section: str, was: Sequence[str], now: Sequence[str]) -> Iterator[Difference]:
    yield from (Difference(section, one, "removed", was=one) for one in was if one not in now)
    yield from (Difference(section, one, "added", now=one) for one in now if one not in was)


def _changed(section: str, key: str, was: str, now: str) -> Iterator[Difference]:
    if was != now:
        yield Difference(section, key, "changed", was, now)


def _logic(policy: Policy, node: Node) -> str:
    return "\n".join(_lines(met_in_words(policy, node)))


def _lines(line: Line, *, keys: bool = False) -> Iterator[str]:
    """Its words and those below. keys -- a criterion is told by its key: another question makes no other tree."""
    yield line.key if keys and line.key else line.words
    for child in line.below:
        yield from _lines(child, keys=keys)


def _joined(value: Any) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _touching(one: Difference, old: Policy, new: Policy) -> Difference:
    """With what it touches: criteria through facts and sources, variants through criteria, codes through variants."""
    criteria = tuple(dict.fromkeys(key for policy in (old, new) for key in _criteria_of(one, policy)))
    variants = tuple(dict.fromkeys(name for policy in (old, new) for name in _variants_of(one, policy, criteria)))
    codes = [code for policy in (old, new) for name in variants for code in _codes_of(policy, name)]
    return replace(one, criteria=criteria, variants=variants, codes=tuple(dict.fromkeys((*one.codes, *codes))))


def _criteria_of(one: Difference, policy: Policy) -> Iterator[str]:
    for key, criterion in policy.criteria.items():
        facts = closure(facts_of_criterion(criterion), lambda name: anchors_of_fact(policy.facts.get(name)))
        touched = {"criteria": key == one.key, "sources": criterion.source == one.key, "facts": one.key in facts}
        if touched.get(one.section, False):
            yield key


def _variants_of(one: Difference, policy: Policy, criteria: Sequence[str]) -> Iterator[str]:
    for name, variant in policy.variants.items():
        rests_on = {criterion.key for criterion in policy.criteria_in(variant)}
        if (one.section == "variants" and one.key in (name, "order")) or rests_on & set(criteria):
            yield name


def _codes_of(policy: Policy, name: str) -> tuple[str, ...]:
    """The codes for which a variant may be meant; all of the policy's where no rule names one."""
    if name not in policy.variants:
        return ()
    codes = [code for rule in policy.variants[name].rules for code in rule.codes]
    return tuple(dict.fromkeys(codes)) or policy.applies_to.codes


def in_a_sentence(one: Difference) -> str:
    """'criteria light.severity.score: logic changed'."""
    section = say(f"policy_section.{one.section}")
    if one.what in WHOLE:
        return say(f"policy_changed.{one.what}", section=section, name=one.key)
    return say("policy_diff.part", section=section, name=one.key, part=say(f"policy_part.{one.what}"))

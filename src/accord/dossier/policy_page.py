"""A policy in plain words: what the terminal, the page that a clinician signs, and its data are all made from."""

from __future__ import annotations

from typing import Any

from accord.dossier.html import html_page
from accord.logic import Node, facts_of
from accord.policies.checks import anchors_of_fact, closure
from accord.policies.content import content_digest
from accord.policies.in_words import (
    Line,
    call_in_words,
    length_in_words,
    met_in_words,
    not_applicable_in_words,
    not_met_in_words,
    silence_in_words,
    tree_in_words,
)
from accord.policies.model import ChosenParameter, Fact, Policy, PolicyCriterion, Source, Variant, VariantRule
from accord.policies.passages import SourceStanding, Standing
from accord.policies.standing import status_of
from accord.policies.windows import Duration
from accord.wording import say

View = dict[str, Any]
TEMPLATE = "policy.html.j2"
SCHEMA = "accord-policy-page/1"
SIGNED_WITH = ("name", "credentials", "npi", "date", "signature")


def policy_page(view: View) -> str:
    """One self-contained page to read, print and sign."""
    return html_page(view, TEMPLATE)


def policy_view(policy: Policy, standings: tuple[SourceStanding, ...] = ()) -> View:
    """Everything that a clinician has to know of a policy. standings -- its sources against what is published."""
    published = {one.source.key: one for one in standings}
    used = dict.fromkeys(criterion.source for criterion in policy.criteria.values())
    return {
        "schema": SCHEMA,
        "language": "en",
        "id": policy.id,
        "title": policy.title,
        "status": status_of(policy),
        "standing": policy.standing,
        "provisional": policy.provisional,
        "digest": content_digest(policy),
        "file": {"name": policy.file, "sha256": policy.sha256, "included": dict(policy.included)},
        "editions": [_edition(edition.name, edition.start, edition.end, edition.note) for edition in policy.editions],
        "applies_to": _applies(policy),
        "sources": [_source(policy.sources[key], published.get(key)) for key in used if key in policy.sources],
        "parameters": [_parameter(parameter) for parameter in policy.parameters.values()],
        "variants": [_variant(policy, variant) for variant in policy.variants.values()],
        "to_sign": [say(f"policy_signature.{what}") for what in SIGNED_WITH],
        "criteria": [_criterion(policy, i, key) for i, key in enumerate(_in_order(policy), 1)],
    }


def _in_order(policy: Policy) -> list[str]:
    """Criteria as the variants name them, then those on which they rest."""
    ordered = [c.key for variant in policy.variants.values() for c in policy.criteria_in(variant)]
    return list(dict.fromkeys(ordered))


def _edition(name: str, start: object, end: object, note: str) -> View:
    return {"name": name, "from": str(start), "to": str(end) if end else "", "note": note}


def _applies(policy: Policy) -> View:
    applies = policy.applies_to
    return {
        "payers": list(applies.payers),
        "states": list(applies.states),
        "elsewhere": applies.elsewhere,
        "codes": list(applies.codes),
        "related_codes": list(applies.related_codes),
        "diagnoses": [f"{pattern.code}{'…' if pattern.prefix else ''}" for pattern in applies.diagnoses],
        "diagnoses_note": applies.diagnoses_note,
    }


def _source(source: Source, standing: SourceStanding | None) -> View:
    told = {
        "key": source.key,
        "title": source.title,
        "kind": source.kind,
        "document": source.document,
        "version": source.version,
        "effective": source.effective.isoformat(),
        "url": source.url,
    }
    known = standing if standing and standing.standing not in (Standing.NOT_LOADED, Standing.ELSEWHERE) else None
    return told | {"published": say(f"policy_source.{known.standing.value}") if known else ""}


def _parameter(parameter: ChosenParameter) -> View:
    value = parameter.value
    shown = ", ".join(value) if isinstance(value, tuple) else str(value)
    length = Duration.of(shown)
    return {
        "name": parameter.name,
        "value": shown,
        "shown": length_in_words(length) if length else shown,
        "why": parameter.why,
    }


def _variant(policy: Policy, variant: Variant) -> View:
    return {
        "name": variant.name,
        "title": variant.title,
        "default": variant.name == policy.default_variant,
        "when": [_rule(policy, rule) for rule in variant.rules],
        "tree": _line(tree_in_words(policy, variant.tree)),
    }


def _rule(policy: Policy, rule: VariantRule) -> View:
    return {
        "codes": list(rule.codes),
        "modifiers": list(rule.modifiers),
        "facts": _line(met_in_words(policy, rule.facts)) if rule.facts is not None else None,
    }


def _criterion(policy: Policy, number: int, key: str) -> View:
    criterion = policy.criteria[key]
    names = _facts(policy, criterion)
    return {
        "number": number,
        "key": key,
        "question": criterion.question,
        "text": criterion.text,
        "ask": criterion.ask,
        "source": policy.sources[criterion.source].title if criterion.source in policy.sources else criterion.source,
        "section": criterion.section,
        "style": say(f"policy_style.{criterion.style}"),
        "scope": say(f"policy_scope.{criterion.scope}"),
        "judgement": criterion.judgement,
        "met_means": criterion.met_means,
        "met": _line(met_in_words(policy, criterion.logic)),
        "not_met": _line(not_met_in_words(policy, criterion.logic)),
        "not_applicable": _maybe(not_applicable_in_words(policy, criterion.logic)),
        "unclear": _maybe(met_in_words(policy, criterion.unclear_when) if criterion.unclear_when else None),
        "ambiguity": criterion.ambiguity,
        "facts": [_fact(policy, policy.facts[name]) for name in names if name in policy.facts],
        "variants": [v.name for v in policy.variants.values() if key in [c.key for c in policy.criteria_in(v)]],
    }


def _facts(policy: Policy, criterion: PolicyCriterion) -> tuple[str, ...]:
    """The facts that decide it, and the dates around which they are looked for."""
    nodes: list[Node] = [node for node in (criterion.logic, criterion.unclear_when) if node is not None]
    direct = [name for node in nodes for name in facts_of(node)]
    return closure(direct, lambda name: anchors_of_fact(policy.facts.get(name)))


def _fact(policy: Policy, fact: Fact) -> View:
    return {
        "name": fact.name,
        "ask": fact.ask,
        "type": say(f"policy_type.{fact.type}"),
        "unit": fact.unit or "",
        "looked_for": [_line(call_in_words(policy, call)) for call in fact.sources],
        "silence": _maybe(silence_in_words(policy, fact)),
        "confirmed_only": not fact.notes,
    }


def _maybe(line: Line | None) -> View | None:
    return _line(line) if line is not None else None


def _line(line: Line) -> View:
    return {"words": line.words, "key": line.key, "below": [_line(child) for child in line.below]}

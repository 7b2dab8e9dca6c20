"""A policy as a FHIR Questionnaire for DTR: which kind of request it is, then each criterion's questions.

A question's linkId is the fact's name; its prefill is the library's `<fact> from record`. Facts that several criteria ask for
are asked once, under the first of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

import orjson

from accord.exchange.library_cql import asked_facts, record_name
from accord.exchange.naming import Naming
from accord.exchange.prefill import prefill, prefill_anchors
from accord.exchange.quoting import name
from accord.logic import Compare, Node, OneOf, children_of
from accord.policies.checks import closure, facts_of_criterion
from accord.policies.model import Edition, Fact, Policy, PolicyCriterion
from accord.wording import say

JsonObject = dict[str, Any]

PROFILE = "http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/dtr-std-questionnaire"
_DTR = "http://hl7.org/fhir/us/davinci-dtr/StructureDefinition"
_SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition"
_CORE = "http://hl7.org/fhir/StructureDefinition"
UCUM = "http://unitsofmeasure.org"
ITEM_TYPES: Mapping[str, str] = {"boolean": "boolean", "quantity": "quantity", "integer": "integer", "date": "date"}
WHICH = "request.variant"


def questionnaire(naming: Naming) -> JsonObject:
    """The Questionnaire of the policy."""
    policy, edition = naming.policy, naming.edition
    period = {"start": edition.start.isoformat(), **({"end": edition.end.isoformat()} if edition.end else {})}
    told = _told(policy, edition)
    return {
        "resourceType": "Questionnaire",
        "id": naming.id(),
        "meta": {"profile": [PROFILE]},
        "text": _narrative(policy, told),
        "extension": [
            _extension(f"{_CORE}/cqf-library", valueCanonical=naming.canonical("Library")),
            {
                "url": f"{_SDC}/sdc-questionnaire-launchContext",
                "extension": [
                    _extension(
                        "name",
                        valueCoding={
                            "system": "http://hl7.org/fhir/uv/sdc/CodeSystem/launchContext",
                            "code": "patient",
                        },
                    ),
                    _extension("type", valueCode="Patient"),
                ],
            },
            _extension(f"{_DTR}/questionnaireAudience", valueCode="clinical"),
            _extension(f"{_DTR}/request-specific", valueBoolean=True),
        ],
        "url": naming.url("Questionnaire"),
        "identifier": [{"system": f"{naming.base}/policy", "value": policy.id}],
        "version": naming.version,
        "name": naming.library,
        "title": policy.title,
        "status": "draft",
        "subjectType": ["Patient"],
        "publisher": "Accord",
        "description": told,
        "effectivePeriod": period,
        "item": [_which(naming), *_groups(naming)],
    }


def _told(policy: Policy, edition: Edition) -> str:
    """What it is, for people."""
    told = say("exchange.description", id=policy.id, edition=edition.name, status=policy.status)
    return f"{told} {say('exchange.provisional', why=policy.provisional)}" if policy.provisional else told


def _about(criterion: PolicyCriterion) -> str:
    """What a criterion asks for, what to send, and that a clinician judges it where one has to."""
    return " ".join([criterion.text, criterion.ask, *([say("exchange.judgement")] if criterion.judgement else [])])


def _narrative(policy: Policy, told: str) -> JsonObject:
    """Words for a reader without a form: what it is, and the question of each criterion."""
    asked = "".join(f"<li>{escape(criterion.question)}</li>" for criterion in policy.criteria.values())
    words = f"<p>{escape(policy.title)}</p><p>{escape(told)}</p><ul>{asked}</ul>"
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{words}</div>'}


def needed_by(policy: Policy) -> Mapping[str, tuple[str, ...]]:
    """Fact -> the variants that ask for it, or that work one of their facts out from it."""
    found: dict[str, list[str]] = {fact.name: [] for fact in asked_facts(policy)}
    for variant in policy.variants.values():
        criteria = policy.criteria_in(variant)
        direct = dict.fromkeys(fact for criterion in criteria for fact in facts_of_criterion(criterion))
        for fact in closure(direct, lambda each: prefill_anchors(policy, policy.facts[each])):
            found[fact].append(variant.name)
    return {fact: tuple(variants) for fact, variants in found.items() if variants}


def _which(naming: Naming) -> JsonObject:
    policy = naming.policy
    only = len(policy.variants) == 1
    options = [
        {"valueCoding": _variant(naming, each), **({"initialSelected": True} if only else {})}
        for each in policy.variants
    ]
    text = say("exchange.which")
    return {"linkId": WHICH, "text": text, "type": "choice", "required": True, "answerOption": options}


def _variant(naming: Naming, variant: str) -> JsonObject:
    title = naming.policy.variants[variant].title
    return {"system": naming.url("CodeSystem", "variants"), "code": variant, "display": title}


def _groups(naming: Naming) -> Iterator[JsonObject]:
    policy = naming.policy
    needed = needed_by(policy)
    left = dict.fromkeys(needed)
    for key, criterion in policy.criteria.items():
        direct = [fact for fact in facts_of_criterion(criterion) if fact in needed]
        mine = [
            fact for fact in closure(direct, lambda each: prefill_anchors(policy, policy.facts[each])) if fact in left
        ]
        for fact in mine:
            del left[fact]
        if mine:
            yield _group(naming, key, criterion, mine, needed)


def _group(
    naming: Naming, key: str, criterion: PolicyCriterion, facts: Sequence[str], needed: Mapping[str, tuple[str, ...]]
) -> JsonObject:
    policy = naming.policy
    variants = [v for v in policy.variants if any(v in needed[fact] for fact in facts)]
    items = [
        _item(naming, policy.facts[fact], [] if list(needed[fact]) == variants else needed[fact]) for fact in facts
    ]
    about = {"linkId": f"{key}.about", "text": _about(criterion), "type": "display"}
    return {
        "linkId": key,
        "text": criterion.question,
        "type": "group",
        **_enabled(naming, variants),
        "item": [about, *items],
    }


def _enabled(naming: Naming, variants: Iterable[str]) -> JsonObject:
    """Asked for these kinds of request only; where all ask for it, always."""
    given = list(variants)
    if not given or len(given) == len(naming.policy.variants):
        return {}
    when = [
        {
            "question": WHICH,
            "operator": "=",
            "answerCoding": {k: v for k, v in _variant(naming, each).items() if k != "display"},
        }
        for each in given
    ]
    return {"enableWhen": when, **({"enableBehavior": "any"} if len(when) > 1 else {})}


def _item(naming: Naming, fact: Fact, variants: Iterable[str]) -> JsonObject:
    words = sorted(_words_of(naming.policy, fact.name)) if fact.type == "words" else []
    extensions = [*_prefilled(naming, fact), *_unit(fact)]
    return {
        "linkId": fact.name,
        **({"extension": extensions} if extensions else {}),
        "text": fact.ask,
        "type": ITEM_TYPES.get(fact.type, "open-choice" if words else "string"),
        **_enabled(naming, variants),
        "required": False,
        **({"answerOption": [{"valueString": word} for word in words]} if words else {}),
    }


def _prefilled(naming: Naming, fact: Fact) -> Iterator[JsonObject]:
    if prefill(naming.policy, fact) is None:
        return
    called = record_name(fact.name)
    compiled = {"type": "ExpressionRef", "libraryName": naming.library, "name": f"{fact.name} from record"}
    alternative = {"language": "application/elm+json", "expression": orjson.dumps(compiled).decode()}
    yield _extension(
        f"{_SDC}/sdc-questionnaire-initialExpression",
        valueExpression={
            "extension": [_extension(f"{_DTR}/alternativeExpression", valueExpression=alternative)],
            "language": "text/cql-identifier",
            "expression": f"{name(naming.library)}.{called}",
        },
    )


def _unit(fact: Fact) -> Iterator[JsonObject]:
    if fact.type == "quantity":
        unit = {"system": UCUM, "code": fact.unit, "display": fact.unit}
        yield _extension(f"{_CORE}/questionnaire-unitOption", valueCoding=unit)


def _words_of(policy: Policy, fact: str) -> set[str]:
    """The words with which the criteria compare the fact."""
    found: set[str] = set()
    waiting: list[Node] = [n for c in policy.criteria.values() for n in (c.logic, c.unclear_when) if n is not None]
    while waiting:
        node = waiting.pop()
        waiting += children_of(node)
        if isinstance(node, OneOf) and node.fact == fact:
            found.update(node.values)
        elif isinstance(node, Compare) and node.fact == fact and isinstance(node.other, str):
            found.add(node.other)
    return found


def _extension(url: str, **value: object) -> JsonObject:
    return {"url": url, **value}

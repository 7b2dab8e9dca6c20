"""The value sets of a policy as FHIR: what belongs to them by rule (compose), and every code that falls under it (expansion)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from accord.connectors.icd10 import Listing, children, find
from accord.exchange.naming import Naming
from accord.policies.codes import CodePattern
from accord.records.codes import uri_of

JsonObject = dict[str, Any]


def value_set(naming: Naming, key: str) -> JsonObject:
    """The ValueSet of one of the policy's value sets."""
    patterns = naming.policy.value_sets[key]
    contains = list(_expanded(patterns))
    return {
        "resourceType": "ValueSet",
        "id": naming.id(key),
        "url": naming.url("ValueSet", key),
        "version": naming.version,
        "name": f"{naming.library}_{re.sub(r'[^A-Za-z0-9_]', '_', key)}",
        "title": key.replace("_", " "),
        "status": "draft",
        "compose": {"include": [_include(patterns, system) for system in _systems(patterns)]},
        "expansion": {
            # FHIR wants a moment; the edition's first day keeps the same policy the same bytes.
            "timestamp": naming.edition.start.isoformat(),
            "total": len(contains),
            "contains": contains,
        },
    }


def concepts(resource: JsonObject) -> list[dict[str, str]]:
    """Codes with their system, as an engine takes them."""
    return [{"system": code["system"], "code": code["code"]} for code in resource["expansion"]["contains"]]


def _systems(patterns: Sequence[CodePattern]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(pattern.system for pattern in patterns))


def _include(patterns: Sequence[CodePattern], system: str) -> JsonObject:
    """All of one system. FHIR joins several filters by 'and', so the beginnings stand in one expression."""
    mine = [pattern for pattern in patterns if pattern.system == system]
    whole, begun = [p.code for p in mine if not p.prefix], [p.code for p in mine if p.prefix]
    if not begun:
        return {"system": uri_of(system), "concept": [{"code": code} for code in whole]}
    choices = [re.escape(code) for code in whole] + [f"{re.escape(code)}.*" for code in begun]
    return {"system": uri_of(system), "filter": [{"property": "code", "op": "regex", "value": "|".join(choices)}]}


def _expanded(patterns: Sequence[CodePattern]) -> Iterator[JsonObject]:
    seen: set[tuple[str, str]] = set()
    for pattern in patterns:
        for code, display in _codes(pattern):
            if (pattern.system, code) not in seen:
                seen.add((pattern.system, code))
                yield {"system": uri_of(pattern.system), "code": code, **({"display": display} if display else {})}


def _codes(pattern: CodePattern) -> Iterator[tuple[str, str]]:
    listed = find(pattern.code) if pattern.system == "icd10" else None
    if listed is None:
        if not pattern.prefix:
            yield pattern.code, ""
    elif pattern.prefix:
        yield from _beneath(listed)
    else:
        yield str(listed.code), listed.label


def _beneath(listed: Listing) -> Iterator[tuple[str, str]]:
    yield str(listed.code), listed.label
    for child in children(listed.code):
        yield from _beneath(child)

"""The decision rule of a pack: what is proposed for each answer. No rule can say 'deny'."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from accord.policies.marked_yaml import Yaml, refusal
from accord.policies.model import DecisionRule
from accord.policies.reading import choice, keys, named

PROPOSALS: Mapping[str, tuple[str, ...]] = {
    "met": ("approve", "clinician"),
    "unclear": ("ask", "clinician"),
    "not_met": ("clinician",),
}


def read_decision(node: Yaml, sha256: str) -> DecisionRule:
    """A proposal for each answer of the root; what each kind of conflict does to an approval; who judges."""
    given = keys(node, ["schema", "root", "conflicts", "judgement"])
    root = keys(given["root"], list(PROPOSALS))
    conflicts = named(given["conflicts"])
    if not conflicts:
        raise refusal(given["conflicts"].spot, "no kind of contradiction stops an approval; name them.")
    return DecisionRule(
        root=MappingProxyType({key: choice(root[key], PROPOSALS[key], "proposal here") for key in PROPOSALS}),
        conflicts=MappingProxyType(
            {
                key: choice(value, ("ask", "clinician", "note"), "answer to a contradiction")
                for key, value in conflicts.items()
            }
        ),
        judgement=choice(given["judgement"], ("clinician",), "proposal where judgement is needed"),
        sha256=sha256,
    )

"""One policy file with the shared files it includes -> Policy; all that is wrong with it is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from accord.errors import Invalid
from accord.policies import checks
from accord.policies.acts import ID
from accord.policies.criterion_text import read_case, read_criterion, read_rules, read_tree
from accord.policies.fact_text import read_fact
from accord.policies.header_text import (
    read_applies_to,
    read_editions,
    read_parameter,
    read_source,
    read_value_set,
)
from accord.policies.logic_text import Names
from accord.policies.marked_yaml import Fault, Refused, Spot, Table, Yaml, faults_of, refusal
from accord.policies.model import STATUSES, AppliesTo, Policy, Variant
from accord.policies.placeholders import Placeholders
from accord.policies.reading import choice, entries, items, keys, named, text

SECTIONS = ("sources", "value_sets", "parameters", "facts", "criteria")
REQUIRED = (
    "schema", "id", "title", "status", "editions", "applies_to", "sources", "facts", "criteria", "variants",
)  # fmt: skip
OPTIONAL = ("include", "value_sets", "parameters", "default_variant", "tests", "provisional")
NOBODY = AppliesTo((), ())
T = TypeVar("T")


@dataclass(frozen=True)
class Written:
    """A policy file and the shared ones it includes: name, hash and root of each."""

    name: str
    sha256: str
    root: Table
    included: Mapping[str, str]
    shared: tuple[Table, ...]


@dataclass
class Gathered:
    """Faults gathered while the parts of a file are read, and the names of the parts that could not be read."""

    faults: list[Fault] = field(default_factory=list[Fault])
    broken: set[str] = field(default_factory=set[str])

    def read(self, key: str, own: Mapping[str, Yaml], read: Callable[[Yaml], T], otherwise: T) -> T:
        """What stands under a key; what is refused is gathered, and a key that is not there gives `otherwise`."""
        if key not in own:
            return otherwise
        try:
            return read(own[key])
        except Invalid as fault:
            self.faults += faults_of(fault)
            return otherwise

    def section(self, section: Mapping[str, Yaml], read: Callable[[str, Yaml], T]) -> Mapping[str, T]:
        """Every entry of a section that can be read."""
        values: dict[str, T] = {}
        for key, node in section.items():
            try:
                values[key] = read(key, node)
            except Invalid as fault:
                self.faults += faults_of(fault)
                self.broken.add(key)
        return MappingProxyType(values)

    def check(self) -> None:
        """Raises all faults at once; one that only follows from a part that could not be read is left out."""
        told = [fault for fault in self.faults if not self._follows(fault)]
        if self.faults:
            raise Refused(tuple(told or self.faults))

    def _follows(self, fault: Fault) -> bool:
        missing = fault.reason.startswith("there is no ") or "' is no variant. " in fault.reason
        return missing and any(f"'{name}'" in fault.reason or f"'${name}'" in fault.reason for name in self.broken)


def assemble(written: Written) -> Policy:
    """The policy. Raises Refused."""
    found = Gathered()
    try:
        keys(written.root, REQUIRED, OPTIONAL)
    except Invalid as fault:
        found.faults += faults_of(fault)
    own = written.root.entries
    sections = {section: _merged(section, own, written.shared, found) for section in SECTIONS}
    policy, used = _read(written, own, sections, found)
    found.check()
    spots = _spots({**sections, "variants": entries(own["variants"])})
    found.faults += [Fault(spot, reason) for spot, reason in checks.problems(policy, spots, used)]
    found.check()
    return _without_unused(policy)


def _merged(section: str, own: Mapping[str, Yaml], shared: Iterable[Table], found: Gathered) -> dict[str, Yaml]:
    """The entries of a section with the shared ones before; only a parameter may replace a shared one."""
    merged: dict[str, Yaml] = {}
    for table in (*(part.entries for part in shared), own):
        for key, node in found.read(section, table, entries, {}).items():
            if key in merged and section != "parameters":
                found.faults.append(Fault(node.spot, f"'{key}' already stands in {merged[key].spot.file}."))
            merged[key] = node
    return merged


def _read(
    written: Written, own: Mapping[str, Yaml], sections: Mapping[str, Mapping[str, Yaml]], found: Gathered
) -> tuple[Policy, set[str]]:
    placeholders = Placeholders(found.section(sections["parameters"], _named(read_parameter)))
    sources = found.section(sections["sources"], read_source)
    facts = found.section(sections["facts"], _named(lambda key, node: read_fact(key, node, placeholders)))
    names = Names(facts, tuple(sections["criteria"]))
    criteria = found.section(
        sections["criteria"], lambda key, node: read_criterion(key, node, names, sources, placeholders)
    )
    variants = _variants(found.read("variants", own, entries, {}), names, placeholders, found)
    policy = Policy(
        id=found.read("id", own, lambda node: _id(node, written.name), ""),
        title=found.read("title", own, text, ""),
        status=found.read("status", own, lambda node: choice(node, STATUSES, "status"), STATUSES[0]),
        editions=found.read("editions", own, read_editions, ()),
        applies_to=found.read("applies_to", own, read_applies_to, NOBODY),
        sources=sources,
        value_sets=found.section(sections["value_sets"], _named(lambda _, node: read_value_set(node))),
        parameters=placeholders.parameters,
        facts=facts,
        criteria=criteria,
        variants=variants,
        default_variant=found.read("default_variant", own, lambda node: choice(node, variants, "variant"), None),
        cases=found.read("tests", own, lambda node: items(node, lambda case: read_case(case, variants, names)), ()),
        file=written.name,
        sha256=written.sha256,
        included=MappingProxyType(dict(written.included)),
        provisional=found.read("provisional", own, text, ""),
    )
    return policy, placeholders.used


def _id(node: Yaml, file: str) -> str:
    written = text(node)
    if not ID.fullmatch(written):
        raise refusal(node.spot, f"'{written}' is no id; use letters, digits, '.', '_' and '-'.")
    if not file.startswith(f"{written}."):
        raise refusal(
            node.spot, f"the file of policy '{written}' must be named '{written}.yaml' or '{written}.<edition>.yaml'."
        )
    return written


def _variants(
    written: Mapping[str, Yaml], names: Names, placeholders: Placeholders, found: Gathered
) -> Mapping[str, Variant]:
    shapes = found.section(written, _named(lambda _, node: keys(node, ["title", "tree"], ["when"])))
    criteria = dict.fromkeys(names.criteria)
    sound = {key: node for key, node in written.items() if key in shapes}

    def read(key: str, _: Yaml) -> Variant:
        given = shapes[key]
        tree = read_tree(given["tree"], criteria, sound, (key,))
        rules = read_rules(given["when"], names, placeholders) if "when" in given else ()
        return Variant(key, text(given["title"]), tree, rules)

    return found.section(sound, read)


def _named(read: Callable[[str, Yaml], T]) -> Callable[[str, Yaml], T]:
    """The same reader, which first refuses a key that is no name."""

    def checked(key: str, node: Yaml) -> T:
        named(Table(node.spot, {key: node}))
        return read(key, node)

    return checked


def _spots(sections: Mapping[str, Mapping[str, Yaml]]) -> Mapping[str, Spot]:
    return {f"{section}.{key}": node.spot for section, found in sections.items() for key, node in found.items()}


def _without_unused(policy: Policy) -> Policy:
    """Without the shared criteria, facts and value sets that the policy does not use."""
    found = checks.reached(policy)
    return replace(
        policy,
        criteria=_only(policy.criteria, found.criteria),
        facts=_only(policy.facts, found.facts),
        value_sets=_only(policy.value_sets, found.value_sets),
    )


def _only(section: Mapping[str, T], wanted: tuple[str, ...]) -> Mapping[str, T]:
    return MappingProxyType({key: value for key, value in section.items() if key in wanted})

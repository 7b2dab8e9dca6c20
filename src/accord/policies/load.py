"""Policy files -> checked values. A bad policy is refused with file, line and reason; nothing is guessed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from accord.errors import Invalid, NotFound
from accord.policies import checks
from accord.policies.criterion_text import read_case, read_criterion, read_rules, read_tree
from accord.policies.decision_text import read_decision
from accord.policies.fact_text import read_fact
from accord.policies.header_text import (
    read_applies_to,
    read_editions,
    read_parameter,
    read_source,
    read_value_set,
)
from accord.policies.logic_text import Names
from accord.policies.marked_yaml import Spot, Table, Yaml, parse, refusal
from accord.policies.model import STATUSES, DecisionRule, Pack, Policy, Variant
from accord.policies.placeholders import Placeholders
from accord.policies.reading import choice, entries, items, keys, name, named, text

POLICY, SHARED, DECISION = "accord-policy/1", "accord-shared/1", "accord-decision/1"
REMEDY = "Correct the policy; docs/reference/policy-format.md says how each part is written."
SCHEMAS = (POLICY, SHARED, DECISION)
SHARED_SECTIONS = ("sources", "value_sets", "parameters", "facts", "criteria")
S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True)
class PolicyFile:
    """A file of a pack as read: its name and bytes."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Hash of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def load_policy(path: Path | str) -> Policy:
    """The policy of a file; files it includes stand beside it. Raises NotFound, Invalid with file, line and reason."""
    path = Path(path)
    if not path.is_file():
        raise NotFound(f"There is no policy file {path}.")
    return _read_policy(_read(path), {file.name: file for file in _files(path.parent)})


def load_pack(folder: Path | str) -> Pack:
    """All policies of a folder, with its decision rule; read once a process while the files stay the same.

    Raises NotFound where there is no folder, Invalid with file, line and reason for a bad file.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise NotFound(f"There is no policy pack {folder}.")
    try:
        return _pack(folder.name, _files(folder))
    except Invalid as fault:
        raise Invalid(fault.message, fault.remedy or REMEDY) from fault


def bundled_pack(pack: str = "us_medicare") -> Pack:
    """A pack that comes with Accord. Raises NotFound."""
    return load_pack(Path(__file__).parent / "packs" / pack)


def _files(folder: Path) -> tuple[PolicyFile, ...]:
    return tuple(_read(path) for path in sorted(folder.glob("*.yaml")))


def _read(path: Path) -> PolicyFile:
    return PolicyFile(path.name, path.read_bytes())


@lru_cache(maxsize=8)
def _pack(pack: str, files: tuple[PolicyFile, ...]) -> Pack:
    by_name = {file.name: file for file in files}
    by_schema: dict[str, list[PolicyFile]] = {schema: [] for schema in SCHEMAS}
    for file in files:
        by_schema[_schema(_document(file))].append(file)
    decisions = by_schema[DECISION]
    if len(decisions) != 1:
        raise Invalid(f"Pack {pack} needs one file with the schema {DECISION}, and has {len(decisions)}.")
    policies = tuple(_all(by_schema[POLICY], lambda file: _read_policy(file, by_name)))
    _check_ids(policies)
    return Pack(pack, policies, _read_decision(decisions[0]))


def _read_decision(file: PolicyFile) -> DecisionRule:
    return read_decision(_document(file), file.sha256)


def _check_ids(policies: tuple[Policy, ...]) -> None:
    for position, policy in enumerate(policies):
        for other in policies[:position]:
            if policy.id == other.id and any(
                mine.covers(theirs.start) or theirs.covers(mine.start)
                for mine in policy.editions
                for theirs in other.editions
            ):
                raise Invalid(f"{policy.file} and {other.file} both hold policy {policy.id} for the same dates.")


@lru_cache(maxsize=64)
def _document(file: PolicyFile) -> Table:
    try:
        words = file.data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise Invalid(f"{file.name} is not UTF-8 at byte {fault.start}.") from fault
    root = parse(words, file.name)
    if not isinstance(root, Table):
        raise refusal(root.spot, "a policy file holds keys and values.")
    return root


def _schema(root: Table) -> str:
    if "schema" not in root.entries:
        raise refusal(root.spot, f"the key 'schema' is missing. There is: {', '.join(SCHEMAS)}.")
    return choice(root.entries["schema"], SCHEMAS, "schema")


REQUIRED = (
    "schema", "id", "title", "status", "editions", "applies_to", "sources", "facts", "criteria", "variants",
)  # fmt: skip
OPTIONAL = ("include", "value_sets", "parameters", "default_variant", "tests", "provisional")


def _read_policy(file: PolicyFile, beside: Mapping[str, PolicyFile]) -> Policy:
    root = _document(file)
    if _schema(root) != POLICY:
        raise refusal(root.entries["schema"].spot, f"this is no policy; its schema is not {POLICY}.")
    own = keys(root, REQUIRED, OPTIONAL)
    included = _included(own, beside)
    sections = {section: _merged(section, own, included) for section in SHARED_SECTIONS}
    policy, placeholders = _assemble(file, own, sections, included)
    spots = _spots({**sections, "variants": entries(own["variants"])})
    _raise(tuple(f"{spot}: {reason}" for spot, reason in checks.problems(policy, spots, placeholders.used)))
    return _without_unused(policy)


def _included(own: Mapping[str, Yaml], beside: Mapping[str, PolicyFile]) -> tuple[PolicyFile, ...]:
    def find(node: Yaml) -> PolicyFile:
        wanted = f"{name(node)}.yaml"
        if wanted not in beside:
            raise refusal(node.spot, f"there is no file {wanted} beside this one.")
        root = _document(beside[wanted])
        if _schema(root) != SHARED:
            raise refusal(node.spot, f"{wanted} cannot be included; its schema is not {SHARED}.")
        keys(root, ["schema"], SHARED_SECTIONS)
        return beside[wanted]

    return items(own["include"], find) if "include" in own else ()


def _merged(section: str, own: Mapping[str, Yaml], included: tuple[PolicyFile, ...]) -> dict[str, Yaml]:
    """The entries of a section with the shared ones before; only a parameter may replace a shared one."""
    merged: dict[str, Yaml] = {}
    tables = [_document(file).entries for file in included] + [own]
    for written in (table[section] for table in tables if section in table):
        for key, node in entries(written).items():
            if key in merged and section != "parameters":
                raise refusal(node.spot, f"'{key}' already stands in {merged[key].spot.file}.")
            merged[key] = node
    return merged


def _assemble(
    file: PolicyFile,
    own: Mapping[str, Yaml],
    sections: Mapping[str, Mapping[str, Yaml]],
    included: tuple[PolicyFile, ...],
) -> tuple[Policy, Placeholders]:
    placeholders = Placeholders(_mapped(_named(sections["parameters"]), read_parameter))
    sources = _mapped(sections["sources"], read_source)
    facts = _mapped(_named(sections["facts"]), lambda key, node: read_fact(key, node, placeholders))
    names = Names(facts, tuple(sections["criteria"]))
    criteria = _mapped(sections["criteria"], lambda key, node: read_criterion(key, node, names, sources, placeholders))
    variants = _variants(own["variants"], names, placeholders)
    policy = Policy(
        id=_id(own["id"], file),
        title=text(own["title"]),
        status=choice(own["status"], STATUSES, "status"),
        editions=read_editions(own["editions"]),
        applies_to=read_applies_to(own["applies_to"]),
        sources=sources,
        value_sets=_mapped(_named(sections["value_sets"]), lambda _, node: read_value_set(node)),
        parameters=placeholders.parameters,
        facts=facts,
        criteria=criteria,
        variants=variants,
        default_variant=choice(own["default_variant"], variants, "variant") if "default_variant" in own else None,
        cases=items(own["tests"], lambda node: read_case(node, variants, names)) if "tests" in own else (),
        file=file.name,
        sha256=file.sha256,
        included=MappingProxyType({part.name: part.sha256 for part in included}),
        provisional=text(own["provisional"]) if "provisional" in own else "",
    )
    return policy, placeholders


def _id(node: Yaml, file: PolicyFile) -> str:
    written = text(node)
    if not file.name.startswith(f"{written}."):
        raise refusal(
            node.spot, f"the file of policy '{written}' must be named '{written}.yaml' or '{written}.<edition>.yaml'."
        )
    return written


def _variants(node: Yaml, names: Names, placeholders: Placeholders) -> Mapping[str, Variant]:
    written = named(node)
    criteria = dict.fromkeys(names.criteria)
    for variant in written.values():
        keys(variant, ["title", "tree"], ["when"])

    def read(key: str, node: Yaml) -> Variant:
        given = entries(node)
        tree = read_tree(given["tree"], criteria, written, (key,))
        rules = read_rules(given["when"], names, placeholders) if "when" in given else ()
        return Variant(key, text(given["title"]), tree, rules)

    return _mapped(written, read)


def _named(section: Mapping[str, Yaml]) -> Mapping[str, Yaml]:
    for key, node in section.items():
        named(Table(node.spot, {key: node}))
    return section


def _mapped(section: Mapping[str, Yaml], read: Callable[[str, Yaml], T]) -> Mapping[str, T]:
    """Every entry of a section, read; all refusals of the section are raised together."""
    values = _all(section.items(), lambda entry: (entry[0], read(*entry)))
    return MappingProxyType(dict(values))


def _all(given: Iterable[S], read: Callable[[S], T]) -> list[T]:
    """Each one read; if some are refused, all refusals in one Invalid."""
    values: list[T] = []
    refusals: list[str] = []
    for item in given:
        try:
            values.append(read(item))
        except Invalid as fault:
            refusals.append(fault.message)
    _raise(tuple(refusals))
    return values


def _spots(sections: Mapping[str, Mapping[str, Yaml]]) -> Mapping[str, Spot]:
    return {f"{section}.{key}": node.spot for section, found in sections.items() for key, node in found.items()}


def _raise(refusals: tuple[str, ...]) -> None:
    if refusals:
        raise Invalid("\n".join(dict.fromkeys(refusals)))


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

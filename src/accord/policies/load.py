"""Policy files -> checked values. A bad policy is refused with file, line and reason; nothing is guessed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from accord.errors import Invalid, NotFound
from accord.policies.assemble import SECTIONS, Written, assemble
from accord.policies.decision_text import read_decision
from accord.policies.marked_yaml import Fault, Refused, Spot, Table, Yaml, faults_of, parse, refusal
from accord.policies.model import Pack, Policy
from accord.policies.reading import choice, items, keys, name

POLICY, SHARED, DECISION = "accord-policy/1", "accord-shared/1", "accord-decision/1"
REMEDY = "Correct the policy; docs/reference/policy-format.md says how each part is written."
SCHEMAS = (POLICY, SHARED, DECISION)
PACKS = Path(__file__).parent / "packs"
SHIPPED = "us_medicare"
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
    """The policy of a file; files it includes stand beside it, or come with Accord.

    Raises NotFound, Invalid with file, line and reason.
    """
    path = Path(path)
    if not path.is_file():
        raise NotFound(f"There is no policy file {path}.")
    return _read_policy(_read(path), _beside(_files(path.parent)))


def load_pack(folder: Path | str, *, own_rule: bool = True) -> Pack:
    """All policies of a folder, with its decision rule; read once a process while the files stay the same.

    own_rule -- must the folder bring a decision rule? If not, one that brings none takes that of the shipped pack.
    Raises NotFound where there is no folder, Invalid with file, line and reason for a bad file.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise NotFound(f"There is no policy pack {folder}.")
    files = _files(folder)
    if not files:
        raise Invalid(
            f"The folder {folder.name} holds no policy.", "Give a folder of *.yaml; 'accord policy new' writes one."
        )
    try:
        if not own_rule and not any(_schema(_document(file)) == DECISION for file in files):
            files = (*files, _read(PACKS / SHIPPED / "decision.yaml"))
        return _pack(folder.name, files)
    except Invalid as fault:
        raise Refused(faults_of(fault), fault.remedy or REMEDY) from fault


def bundled_pack(pack: str = SHIPPED) -> Pack:
    """A pack that comes with Accord. Raises NotFound."""
    return load_pack(PACKS / pack)


def schema_of(path: Path) -> str:
    """Which kind of file it says it is. Raises Invalid."""
    return _schema(_document(_read(path)))


def check_file(path: Path) -> None:
    """Reads a file of any of the schemas. Raises Invalid with every fault that it finds."""
    file = _read(path)
    root = _document(file)
    schema = _schema(root)
    if schema == POLICY:
        _read_policy(file, _beside(_files(path.parent)))
    elif schema == DECISION:
        read_decision(root, file.sha256)
    else:
        keys(root, ["schema"], SECTIONS)


def places_of(path: Path) -> Mapping[str, Spot]:
    """Key path of each part ('facts.score', 'sources.EX') -> where it stands in the file."""
    root = _document(_read(path))
    found = {key: node.spot for key, node in root.entries.items()}
    for key, node in root.entries.items():
        if isinstance(node, Table):
            found |= {f"{key}.{name}": part.spot for name, part in node.entries.items()}
    return found


def _files(folder: Path) -> tuple[PolicyFile, ...]:
    return tuple(_read(path) for path in sorted(folder.glob("*.yaml")) if path.is_file())


def _read(path: Path) -> PolicyFile:
    try:
        return PolicyFile(path.name, path.read_bytes())
    except OSError as fault:
        raise Invalid(f"{path} cannot be read ({fault.strerror}).", "Make it readable, or take it away.") from fault


@lru_cache(maxsize=8)
def _pack(pack: str, files: tuple[PolicyFile, ...]) -> Pack:
    by_name = _beside(files)
    by_schema: dict[str, list[PolicyFile]] = {schema: [] for schema in SCHEMAS}
    for file in files:
        by_schema[_schema(_document(file))].append(file)
    rules = [read_decision(_document(file), file.sha256) for file in by_schema[DECISION]]
    if len(rules) != 1:
        raise Invalid(f"Pack {pack} needs one file with the schema {DECISION}, and has {len(rules)}.")
    policies = tuple(_all(by_schema[POLICY], lambda file: _read_policy(file, by_name)))
    _check_ids(policies)
    return Pack(pack, policies, rules[0])


@lru_cache(maxsize=1)
def _shipped_shared() -> Mapping[str, PolicyFile]:
    """The shared files that come with Accord; a folder of its own may include them by name."""
    return {f.name: f for f in _files(PACKS / SHIPPED) if _schema(_document(f)) == SHARED}


def _beside(files: Iterable[PolicyFile]) -> Mapping[str, PolicyFile]:
    """What a policy may include: the files beside it before those that come with Accord."""
    return {**_shipped_shared(), **{file.name: file for file in files}}


def _check_ids(policies: tuple[Policy, ...]) -> None:
    for position, policy in enumerate(policies):
        for other in policies[:position]:
            if policy.id == other.id and any(
                mine.covers(theirs.start) or theirs.covers(mine.start)
                for mine in policy.editions
                for theirs in other.editions
            ):
                raise Invalid(f"{policy.file} and {other.file} both hold policy {policy.id} for the same dates.")


@lru_cache(maxsize=256)
def _document(file: PolicyFile) -> Table:
    try:
        words = file.data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = file.data.count(b"\n", 0, fault.start) + 1
        raise refusal(Spot(file.name, line, ""), f"the file is not UTF-8 at byte {fault.start}.") from fault
    root = parse(words, file.name)
    if not isinstance(root, Table):
        raise refusal(root.spot, "a policy file holds keys and values.")
    return root


def _schema(root: Table) -> str:
    if "schema" not in root.entries:
        raise refusal(root.spot, f"the key 'schema' is missing. There is: {', '.join(SCHEMAS)}.")
    return choice(root.entries["schema"], SCHEMAS, "schema")


def _read_policy(file: PolicyFile, beside: Mapping[str, PolicyFile]) -> Policy:
    root = _document(file)
    if _schema(root) != POLICY:
        raise refusal(root.entries["schema"].spot, f"this is no policy; its schema is not {POLICY}.")
    included = _included(root.entries, beside)
    shared = tuple(_document(part) for part in included)
    return assemble(Written(file.name, file.sha256, root, {part.name: part.sha256 for part in included}, shared))


def _included(own: Mapping[str, Yaml], beside: Mapping[str, PolicyFile]) -> tuple[PolicyFile, ...]:
    def find(node: Yaml) -> PolicyFile:
        wanted = f"{name(node)}.yaml"
        if wanted not in beside:
            raise refusal(node.spot, f"there is no file {wanted} beside this one.")
        root = _document(beside[wanted])
        if _schema(root) != SHARED:
            raise refusal(node.spot, f"{wanted} cannot be included; its schema is not {SHARED}.")
        keys(root, ["schema"], SECTIONS)
        return beside[wanted]

    return items(own["include"], find) if "include" in own else ()


def _all(given: Iterable[S], read: Callable[[S], T]) -> list[T]:
    """Each one read; if some are refused, all refusals in one."""
    values: list[T] = []
    faults: list[Fault] = []
    for item in given:
        try:
            values.append(read(item))
        except Invalid as fault:
            faults += faults_of(fault)
    if faults:
        raise Refused(tuple(faults))
    return values

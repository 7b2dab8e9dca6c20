"""check: everything that is wrong or doubtful in policy files, with its place and what to do, all at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

from accord.errors import AccordError, Invalid, NotFound
from accord.policies.acts import PolicyActs
from accord.policies.load import DECISION, PACKS, POLICY, SHIPPED, check_file, load_pack, load_policy, schema_of
from accord.policies.marked_yaml import Fault, Spot, faults_of
from accord.policies.model import Policy
from accord.policies.passages import CoverageStore
from accord.policies.site import Collision, collisions
from accord.policies.standing import with_standing
from accord.prior_auth.authors.doubts import doubts
from accord.prior_auth.authors.remark import Level, Remark
from accord.settings import settings
from accord.wording import say


@dataclass(frozen=True)
class Checked:
    """What a check found. policies -- those that load, by file; files -- how many were read."""

    remarks: tuple[Remark, ...]
    policies: Mapping[Path, Policy]
    files: int

    def of(self, level: Level) -> tuple[Remark, ...]:
        """The remarks of a level."""
        return tuple(remark for remark in self.remarks if remark.level is level)


def check(path: Path, today: dt.date, records: PolicyActs, store: CoverageStore | None = None) -> Checked:
    """A file, or all files of a folder.

    store -- the loaded coverage database, against which sources are held. Raises NotFound where there is no file.
    """
    paths = [path] if path.is_file() else [file for file in sorted(path.glob("*.yaml")) if file.is_file()]
    if not paths:
        raise NotFound(say("policy_check.none", path=path), say("policy_check.none_remedy"))
    remarks: list[Remark] = []
    loaded: dict[Path, Policy] = {}
    for file in paths:
        try:
            check_file(file)
            if schema_of(file) == POLICY:
                loaded[file] = load_policy(file)
        except Invalid as fault:
            remarks += [_fault(file, one) for one in faults_of(fault)]
    if path.is_dir():
        remarks += _rules(path, paths)
    remarks += [*_among(loaded), *_against(path if path.is_dir() else path.parent, loaded)]
    for file, policy in loaded.items():
        remarks += doubts(file, with_standing(policy, records), policy.status, today, store)
    return Checked(tuple(dict.fromkeys(remarks)), loaded, len(paths))


def _fault(file: Path, fault: Fault) -> Remark:
    spot = fault.spot or Spot(file.name, 0, "")
    beside = file.parent / spot.file
    place = beside if beside.is_file() else PACKS / SHIPPED / spot.file
    return Remark(
        Level.FAULT, str(place), spot.line, spot.column, spot.path, fault.reason, say("policy_check.format_remedy")
    )


def _rules(folder: Path, paths: Sequence[Path]) -> Iterator[Remark]:
    """A folder has one decision rule, or none and takes the shipped one."""
    rules = [path for path in paths if _schema(path) == DECISION]
    if len(rules) > 1:
        sentence = say("policy_check.two_rules", files=", ".join(path.name for path in rules))
        yield Remark(Level.FAULT, str(folder), 0, 0, "", sentence, say("policy_check.two_rules_remedy"))
    if not rules:
        yield Remark(Level.NOTE, str(folder), 0, 0, "", say("policy_check.shipped_rule"))


def _schema(path: Path) -> str:
    try:
        return schema_of(path)
    except Invalid:
        return ""  # told already


def _among(loaded: Mapping[Path, Policy]) -> Iterator[Remark]:
    """Two policies of the checked files that bear one id, or decide the same."""
    for (one, first), (other, second) in combinations(loaded.items(), 2):
        for found in collisions((first, second)):
            told = found.told((str(one), str(other)))
            yield Remark(Level.FAULT, str(other), 1, 1, "applies_to", told, say("policy_site.remedy"))


def _against(folder: Path, loaded: Mapping[Path, Policy]) -> Iterator[Remark]:
    """The checked policies against the shipped ones and those of the site's other folders."""
    shipped = PACKS / SHIPPED
    for place in (shipped, *settings().policies):
        if not loaded or place.resolve() == folder.resolve():
            continue
        try:
            others = load_pack(place, own_rule=False).policies
        except AccordError as fault:
            told = say("policy_check.others_unread", folder=place, why=fault.message.splitlines()[0])
            yield Remark(Level.WARNING, str(place), 0, 0, "", told, say("policy_check_remedy.others_unread"))
            continue
        for (file, policy), other in product(loaded.items(), others):
            for found in collisions((policy, other)):
                yield _collided(str(file), place / other.file, found, mine=place != shipped)


def _collided(file: str, place: Path, found: Collision, *, mine: bool) -> Remark:
    """An own policy may decide what a shipped one decides: it goes before it. All else is a fault."""
    if found.codes and not mine:
        told = say("policy_check.goes_before", id=found.second.id, codes=", ".join(found.codes))
        return Remark(Level.NOTE, file, 1, 1, "applies_to", told)
    return Remark(Level.FAULT, file, 1, 1, "applies_to", found.told((file, str(place))), say("policy_site.remedy"))

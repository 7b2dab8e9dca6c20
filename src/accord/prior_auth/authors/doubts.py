"""What may be wrong with a policy that loads: its status, its sources, what no reader can find, what its examples say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

from accord.evidence.own_terms import FOLDER as TERMS
from accord.evidence.own_terms import terms_beside
from accord.evidence.vocabulary import vocabulary
from accord.policies.checks import FINISHED, missing_examples
from accord.policies.load import places_of
from accord.policies.marked_yaml import Spot
from accord.policies.model import Fact, Policy
from accord.policies.operators import Call, concepts_of
from accord.policies.passages import IN_DOUBT, CoverageStore, SourceStanding, Standing, check_sources
from accord.policies.standing import DRAFT, RETIRED
from accord.prior_auth.authors.remark import Level, Remark
from accord.prior_auth.authors.shown import wrong_cases, wrong_examples
from accord.settings import settings
from accord.wording import say

FEWEST_WORDS_OF_A_REASON = 3
STALE_SAID: Mapping[Standing, str] = {
    Standing.CHANGED: "policy_check.source_changed",
    Standing.NEWER_VERSION: "policy_check.source_newer",
    Standing.RETIRED: "policy_check.source_retired",
    Standing.MISSING: "policy_check.source_missing",
}


def doubts(file: Path, policy: Policy, claimed: str, today: dt.date, store: CoverageStore | None) -> Iterator[Remark]:
    """Every doubt about a policy that loads; a wrong example is a fault.

    claimed -- the status that the file writes; the policy's own is that of the site's records.
    """
    tell = _Teller(file, places_of(file))
    yield from _standing(policy, claimed, tell, today)
    yield from _sources(policy, tell, store)
    yield from _reasons(policy, tell)
    yield from _unfindable(policy, tell, file.parent)
    yield from _examples(policy, tell)


class _Teller:
    """Makes remarks of one file, each with the place of the part it speaks of."""

    def __init__(self, file: Path, places: Mapping[str, Spot]) -> None:
        self.file, self.places = str(file), places

    def own(self, path: str) -> bool:
        return path in self.places

    def __call__(self, level: Level, path: str, key: str, **values: object) -> Remark:
        spot = self.places.get(path) or self.places.get(path.partition(".")[0]) or Spot(self.file, 0, "")
        remedy = say(f"policy_check_remedy.{key}") if level is not Level.NOTE else ""
        return Remark(level, self.file, spot.line, spot.column, path, say(f"policy_check.{key}", **values), remedy)


def _standing(policy: Policy, claimed: str, tell: _Teller, today: dt.date) -> Iterator[Remark]:
    yield tell(Level.NOTE, "status", "standing", standing=policy.standing)
    if claimed in FINISHED and policy.status == DRAFT:
        yield tell(Level.WARNING, "status", "claimed", claimed=claimed)
    if policy.provisional:
        yield tell(Level.NOTE, "provisional", "provisional", why=policy.provisional)
    if policy.status != RETIRED and not any(edition.covers(today) for edition in policy.editions):
        yield tell(Level.WARNING, "editions", "not_in_force", today=today)


def _sources(policy: Policy, tell: _Teller, store: CoverageStore | None) -> Iterator[Remark]:
    standings = check_sources(policy, store)
    for one in standings:
        if one.standing in IN_DOUBT:
            yield tell(Level.WARNING, f"sources.{one.source.key}", *_said(one), **_values(one))
    open_ = [one.source.document for one in standings if one.standing is Standing.NOT_LOADED]
    if open_:
        yield tell(Level.NOTE, "sources", "sources_not_loaded", documents=", ".join(open_))


def _said(one: SourceStanding) -> tuple[str]:
    return (STALE_SAID[one.standing].removeprefix("policy_check."),)


def _values(one: SourceStanding) -> dict[str, object]:
    told: dict[Standing, dict[str, object]] = {
        Standing.CHANGED: {"published": one.published, "sections": ", ".join(one.changed)},
        Standing.NEWER_VERSION: {"published": one.published, "version": one.source.version},
    }
    return {"document": one.source.document, **told.get(one.standing, {})}


def _reasons(policy: Policy, tell: _Teller) -> Iterator[Remark]:
    """A parameter's reason is what the signing clinician weighs; one word gives nothing to weigh."""
    for name, parameter in policy.parameters.items():
        if tell.own(f"parameters.{name}") and len(parameter.why.split()) < FEWEST_WORDS_OF_A_REASON:
            yield tell(Level.WARNING, f"parameters.{name}", "thin_reason", name=name)


def _unfindable(policy: Policy, tell: _Teller, folder: Path) -> Iterator[Remark]:
    beside = terms_beside((folder,))
    own = beside.concepts if beside else frozenset[str]()
    if beside and folder.resolve() not in [known.resolve() for known in settings().policies]:
        yield tell(Level.WARNING, "facts", "terms_not_read", folder=folder / TERMS)
    for name, fact in policy.facts.items():
        if not tell.own(f"facts.{name}"):
            continue
        if not fact.sources:
            yield tell(Level.NOTE, f"facts.{name}", "asked_of_a_person", name=name)
        unknown = [word for word in _unknown(fact) if word not in own]
        if unknown:
            yield tell(Level.WARNING, f"facts.{name}", "no_reader", name=name, concepts=", ".join(unknown))


def _unknown(fact: Fact) -> tuple[str, ...]:
    """Concepts and kinds that no reader of this version names."""
    known = vocabulary()
    return tuple(
        dict.fromkeys(
            name for call in fact.calls for name in (*concepts_of(call), *_kinds(call)) if not known.knows(name)
        )
    )


def _kinds(call: Call) -> tuple[str, ...]:
    return call.params.words("kind") if call.operator == "document" else ()


def _examples(policy: Policy, tell: _Teller) -> Iterator[Remark]:
    for key, lines in wrong_examples(policy).items():
        for line in lines:
            yield tell(Level.FAULT, f"criteria.{key}", "example", told=line)
    for line in wrong_cases(policy):
        yield tell(Level.FAULT, "tests", "example", told=line)
    for key, answers in missing_examples(policy).items():
        if tell.own(f"criteria.{key}"):
            yield tell(Level.WARNING, f"criteria.{key}", "few_examples", criterion=key, answers=", ".join(answers))
    shown = {case.variant for case in policy.cases}
    for name in policy.variants:
        if name not in shown:
            yield tell(Level.WARNING, f"variants.{name}", "no_case", name=name)

"""Sources that disagree on what a criterion needs, as contradictions with both places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from accord.criteria import Verdict
from accord.dossier.review import Conflict, ConflictKind
from accord.policies.model import Policy
from accord.records.findings import Finding
from accord.records.places import AnyPlace
from accord.wording import say


def disagreements(policy: Policy, verdicts: Mapping[str, Verdict[Finding]]) -> Iterator[Conflict]:
    """One contradiction for each verdict that rests on sources which disagree, where two places can be shown."""
    for key, verdict in verdicts.items():
        told = [f for f in verdict.against if f.origin != "request"]
        places = tuple(dict.fromkeys(f.place for f in told))
        if verdict.conflict and len(places) >= 2:
            sentence = say("contradiction.sources", question=policy.criterion(key).question.rstrip("?"))
            yield Conflict(kind_of(told), sentence, places)


def kind_of(told: Iterable[Finding]) -> ConflictKind:
    """In what the findings differ: the side, a number, a date, or something else."""
    findings = list(told)
    if len({f.side for f in findings if f.side is not None}) > 1:
        return ConflictKind.LATERALITY
    if len({f.number for f in findings if f.number is not None}) > 1 and len({f.concept for f in findings}) == 1:
        return ConflictKind.NUMBER
    if len({f.presence for f in findings}) == 1 and len({f.date for f in findings if f.date is not None}) > 1:
        return ConflictKind.DATE
    return ConflictKind.OTHER


def joined(found: Iterable[Conflict], more: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """The contradictions of the dossier, then those of the verdicts that name other places."""
    kept = list(found)
    seen: set[AnyPlace] = {place for conflict in kept for place in conflict.places}
    return (*kept, *(conflict for conflict in more if not set(conflict.places) <= seen))

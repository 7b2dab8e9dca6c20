"""What changed from one review of a case to another: files, the request, criteria with their proofs, the proposal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from accord.criteria import Status
from accord.dossier.citations import stated_values
from accord.dossier.phrases import policy_words, service_words
from accord.dossier.review import Ask, Check, Conflict, CriterionReview, Desk, Outcome, Proposal, Review
from accord.records.findings import Finding


@dataclass(frozen=True)
class FileChanges:
    """Files by their names: those that came, those that are gone, those whose words are others now."""

    came: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


@dataclass(frozen=True)
class ValueChange:
    """A value of the request: its label, what was stated before and after; '' where nothing was."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class CriterionChange:
    """A criterion that was answered otherwise, or on other proofs. before, after -- None where the policy did not ask it.

    came, gone -- what was found for it now and was not before, and the other way round; against_* likewise.
    """

    key: str
    question: str
    before: Status | None
    after: Status | None
    came: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    against_came: tuple[Finding, ...] = ()
    against_gone: tuple[Finding, ...] = ()

    @property
    def answered_otherwise(self) -> bool:
        """Is its status another?"""
        return self.before is not self.after


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two reviews, the older one first."""

    side: Desk
    files: FileChanges
    request: tuple[ValueChange, ...]
    policy: tuple[str, str] | None
    criteria: tuple[CriterionChange, ...]
    conflicts_came: tuple[Conflict, ...]
    conflicts_gone: tuple[Conflict, ...]
    checks: tuple[tuple[str, Check | None, Check | None], ...]
    proposal: tuple[Proposal, Proposal]
    asks_came: tuple[Ask, ...]
    asks_gone: tuple[Ask, ...]
    program: tuple[str, str] | None

    @property
    def answered_otherwise(self) -> tuple[CriterionChange, ...]:
        """The criteria whose status is another."""
        return tuple(one for one in self.criteria if one.answered_otherwise)

    @property
    def none(self) -> bool:
        """Does nothing differ?"""
        parts = (self.files != FileChanges(), self.request, self.policy, self.criteria, self.conflicts_came,
                 self.conflicts_gone, self.checks, self.asks_came, self.asks_gone, self.program)  # fmt: skip
        return not any(parts) and self.proposal[0] == self.proposal[1]


def changes(before: Review, after: Review) -> Changes:
    """What came, went and became otherwise."""
    policies, programs = (policy_words(before), policy_words(after)), (_program(before), _program(after))
    asks = {ask.key + ask.words: ask for ask in before.proposal.asks}, {a.key + a.words: a for a in after.proposal.asks}
    return Changes(
        side=after.side,
        files=_files(before, after),
        request=tuple(_request(before, after)),
        policy=policies if policies[0] != policies[1] else None,
        criteria=tuple(_criteria(before, after)),
        conflicts_came=_only(after.conflicts, before.conflicts),
        conflicts_gone=_only(before.conflicts, after.conflicts),
        checks=tuple(_checks(before, after)),
        proposal=(before.proposal, after.proposal),
        asks_came=tuple(ask for key, ask in asks[1].items() if key not in asks[0]),
        asks_gone=tuple(ask for key, ask in asks[0].items() if key not in asks[1]),
        program=programs if programs[0] != programs[1] else None,
    )


def _program(review: Review) -> str:
    return f"{review.accord_version} {review.extractor_version}".strip()


def _files(before: Review, after: Review) -> FileChanges:
    old, new = ({file.name: file.sha256 for file in review.record.files} for review in (before, after))
    return FileChanges(
        tuple(name for name in new if name not in old), tuple(name for name in old if name not in new),
        tuple(name for name in new if name in old and new[name] != old[name]),
    )  # fmt: skip


def _request(before: Review, after: Review) -> Iterable[ValueChange]:
    old, new = _stated(before), _stated(after)
    for label in dict.fromkeys([*old, *new]):
        one, other = old.get(label, ()), new.get(label, ())
        if set(one) != set(other):
            yield ValueChange(label, "; ".join(one), "; ".join(other))


def _stated(review: Review) -> Mapping[str, Sequence[str]]:
    """label (a key of the wording) -> what is stated under it; services stand under their own."""
    told: dict[str, list[str]] = {}
    for label, stated in stated_values(review.request):
        told.setdefault(label, []).append(stated.value)
    told["label.service"] = [service_words(service) for service in review.request.services]
    return {label: tuple(values) for label, values in told.items()}


def _criteria(before: Review, after: Review) -> Iterable[CriterionChange]:
    old = {one.key: one for one in before.distinct_criteria}
    new = {one.key: one for one in after.distinct_criteria}
    for key in dict.fromkeys([*new, *old]):
        change = _criterion(key, old.get(key), new.get(key))
        if change.answered_otherwise or change.came or change.gone or change.against_came or change.against_gone:
            yield change


def _criterion(key: str, old: CriterionReview | None, new: CriterionReview | None) -> CriterionChange:
    told = new or old
    question = (told.question or told.text) if told else ""
    had, has = (one.evidence if one else () for one in (old, new))
    had_against, has_against = (one.against if one else () for one in (old, new))
    return CriterionChange(
        key, question, old.status if old else None, new.status if new else None, _only_found(has, had),
        _only_found(had, has), _only_found(has_against, had_against), _only_found(had_against, has_against),
    )  # fmt: skip


def _only_found(these: Sequence[Finding], those: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings that the others are without; which version of a reader found them does not count."""
    known = [replace(one, tool="") for one in those]
    return tuple(one for one in these if replace(one, tool="") not in known)


def _only(these: Sequence[Conflict], those: Sequence[Conflict]) -> tuple[Conflict, ...]:
    return tuple(one for one in these if one not in those)


def _checks(before: Review, after: Review) -> Iterable[tuple[str, Check | None, Check | None]]:
    """Checks that found a problem, or could not be made, on one side and say something else on the other."""
    old, new = _told(before), _told(after)
    for rule in dict.fromkeys([*new, *old]):
        one, other = old.get(rule), new.get(rule)
        open_ = any(check is not None and check.outcome is not Outcome.PASSED for check in (one, other))
        if open_ and (one is None or other is None or one.sentence != other.sentence):
            yield rule, one, other


def _told(review: Review) -> Mapping[str, Check]:
    """rule -> its check, those with a problem before others of the same rule."""
    ordered = sorted(review.checks, key=lambda check: check.outcome is not Outcome.PASSED)
    return {check.rule: check for check in ordered}

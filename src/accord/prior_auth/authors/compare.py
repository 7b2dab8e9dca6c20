"""compare: two policies, what differs in them, and which whole-request examples come out otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accord.policies.differences import Difference, differences
from accord.policies.model import Case, Policy
from accord.prior_auth.authors.shown import root_of


@dataclass(frozen=True)
class OtherOutcome:
    """A whole-request example whose root the two policies answer differently."""

    case: str
    variant: str
    was: str
    now: str


@dataclass(frozen=True)
class Compared:
    """What a comparison found."""

    differences: tuple[Difference, ...]
    outcomes: tuple[OtherOutcome, ...]


def compare(old: Policy, new: Policy) -> Compared:
    """The two policies; examples of both are answered by both where both have the variant."""
    return Compared(differences(old, new), tuple(dict.fromkeys(_outcomes(old, new))))


def _outcomes(old: Policy, new: Policy) -> Iterator[OtherOutcome]:
    cases: list[Case] = [*old.cases, *new.cases]
    for case in cases:
        if case.variant not in old.variants or case.variant not in new.variants:
            continue
        was, now = (root_of(policy, case.variant, case.facts).value for policy in (old, new))
        if was != now:
            yield OtherOutcome(case.title, case.variant, was, now)

"""Four answers, and how they combine (strong Kleene logic with 'not applicable' left out of choices)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class Status(StrEnum):
    """What the evidence says of a criterion."""

    MET = "met"
    NOT_MET = "not_met"
    UNCLEAR = "unclear"
    NOT_APPLICABLE = "not_applicable"


def all_of(children: Sequence[Status]) -> Status:
    """Not met if any is not met, else unclear if any is unclear, else met; not applicable counts as met."""
    if Status.NOT_MET in children:
        return Status.NOT_MET
    return Status.UNCLEAR if Status.UNCLEAR in children else Status.MET


def any_of(children: Sequence[Status]) -> Status:
    """Met if any is met, else unclear if any is unclear, else not met; not applicable children are left out."""
    asked = [child for child in children if child is not Status.NOT_APPLICABLE]
    if not asked:
        return Status.NOT_APPLICABLE
    return at_least(1, asked)


def none_of(children: Sequence[Status]) -> Status:
    """Not met if any is met, else unclear if any is unclear, else met."""
    if Status.MET in children:
        return Status.NOT_MET
    return Status.UNCLEAR if Status.UNCLEAR in children else Status.MET


def at_least(needed: int, children: Sequence[Status]) -> Status:
    """Met if `needed` are met; unclear while the unclear ones could still reach it; else not met."""
    met = children.count(Status.MET)
    if met >= needed:
        return Status.MET
    return Status.UNCLEAR if met + children.count(Status.UNCLEAR) >= needed else Status.NOT_MET


def opposite(child: Status) -> Status:
    """Met and not met change places."""
    return {Status.MET: Status.NOT_MET, Status.NOT_MET: Status.MET}.get(child, child)

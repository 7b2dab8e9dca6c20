"""Decisions of persons on the lines of a request, and what a decision against it needs before it can stand.

Nothing here is made from a proposal: who decides gives each line's outcome, and for one that is not approved as asked their
own reason, the criterion that is not met and what proof is missing. One call decides one case; there is no other way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.access import Act, Person, check_may
from accord.connectors.npi.check_digit import is_valid
from accord.criteria import Status
from accord.dossier.review import Review
from accord.errors import Forbidden, Invalid


class Outcome(StrEnum):
    """What becomes of a line."""

    APPROVED = "approved"
    MODIFIED = "modified"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"


ADVERSE = frozenset({Outcome.MODIFIED, Outcome.DENIED})
PHYSICIANS = frozenset({"MD", "DO", "M.D.", "D.O.", "MBBS", "DPM", "DDS", "DMD", "OD", "PHARMD"})
# Whose judgement fits which service; a site may name others. No row: any physician who says why they are competent.
SPECIALTIES: Mapping[str, tuple[str, ...]] = {}
SHORTEST_REASON = 40


@dataclass(frozen=True)
class Line:
    """A service as asked for."""

    number: int
    code: str
    modifiers: tuple[str, ...] = ()
    description: str = ""
    quantity: Decimal | None = None
    starts: dt.date | None = None
    ends: dt.date | None = None


@dataclass(frozen=True)
class LineDecision:
    """A person's decision on one line.

    criterion, missing, reason -- of one that is not approved as asked: the criterion that is not met, what proof is missing,
    the person's own reason. competence -- why the person's field fits the service, where no table says that it does.
    """

    line: int
    outcome: Outcome
    quantity: Decimal | None = None
    starts: dt.date | None = None
    ends: dt.date | None = None
    criterion: str = ""
    missing: str = ""
    reason: str = ""
    competence: str = ""

    @property
    def adverse(self) -> bool:
        """Does it give less than was asked for?"""
        return self.outcome in ADVERSE


def check_decisions(
    person: Person, lines: Sequence[Line], decisions: Sequence[LineDecision], review: Review, opened: Collection[str]
) -> None:
    """May the person decide so? opened -- the criteria whose evidence this person has opened in this case.

    Raises Forbidden where the person may not, Invalid where a decision says too little.
    """
    check_may(person, Act.APPROVE)
    _check_lines(lines, decisions)
    for one in decisions:
        asked = next(line for line in lines if line.number == one.line)
        if one.outcome is Outcome.APPROVED:
            _check_as_asked(asked, one)
        elif one.outcome is Outcome.WITHDRAWN:
            raise Invalid(
                "The requester withdraws a request, not the one who decides.", "Record the withdrawal instead."
            )
        else:
            _check_adverse(person, asked, one, review, opened)


def may_decide_against(person: Person) -> bool:
    """Is the person one whose decision against a request could stand?"""
    try:
        _check_clinician(person)
    except (Forbidden, Invalid):
        return False
    return True


def _check_lines(lines: Sequence[Line], decisions: Sequence[LineDecision]) -> None:
    if sorted(one.line for one in decisions) != [line.number for line in lines]:
        raise Invalid(
            "Each line of the request needs one decision.", f"Lines: {', '.join(str(one.number) for one in lines)}."
        )


def _check_as_asked(asked: Line, one: LineDecision) -> None:
    """An approval with less than was asked for is no approval."""
    less = one.quantity is not None and asked.quantity is not None and one.quantity < asked.quantity
    sooner = one.ends is not None and asked.ends is not None and one.ends < asked.ends
    later = one.starts is not None and asked.starts is not None and one.starts > asked.starts
    if less or sooner or later:
        raise Invalid(
            f"Line {asked.number} would be approved with less than was asked for.",
            "Decide it as modified; that needs a clinician and a reason.",
        )


def _check_clinician(person: Person) -> None:
    check_may(person, Act.DENY)
    held = {word.strip().upper() for word in person.credentials.replace("/", ",").split(",")}
    if not held & PHYSICIANS:
        raise Forbidden(
            "Only a physician or another clinician with the right to decide may deny or reduce.",
            "Refer the case to a medical director whose credentials are entered.",
        )
    if not person.name.strip() or not is_valid(person.npi):
        raise Forbidden(
            "Who decides against a request is named, with an NPI.", "Have your NPI entered by an administrator."
        )


def _check_adverse(person: Person, asked: Line, one: LineDecision, review: Review, opened: Collection[str]) -> None:
    _check_clinician(person)
    known = {criterion.key: criterion for criterion in review.all_criteria}
    if known and one.criterion not in known:
        raise Invalid(
            f"Line {one.line} is decided against without a criterion of the policy.",
            f"Name the criterion that is not met: {', '.join(known)}.",
        )
    if known and known[one.criterion].status in (Status.MET, Status.NOT_APPLICABLE):
        raise Invalid(
            f"The review holds {one.criterion} for {known[one.criterion].status.value.replace('_', ' ')}.",
            "Correct the findings of that criterion first, with your reason; then decide.",
        )
    if one.criterion and one.criterion not in opened:
        raise Forbidden(f"You have not opened the evidence on {one.criterion} in this case.", "Open it, then decide.")
    if not one.missing.strip():
        raise Invalid(f"Line {one.line}: say which proof is missing, or what the record shows instead.")
    if len(one.reason.split()) < 6 or len(one.reason.strip()) < SHORTEST_REASON:
        raise Invalid(
            f"Line {one.line}: the reason is too short for the requester to answer it.",
            "Say in your own words which fact of the record fails which requirement.",
        )
    fitting = SPECIALTIES.get(asked.code)
    if (fitting is None or person.specialty not in fitting) and not one.competence.strip():
        raise Invalid(f"Line {one.line}: say why your field ({person.specialty or 'not entered'}) fits this service.")
    if one.outcome is Outcome.MODIFIED and (one.quantity, one.starts, one.ends) == (None, None, None):
        raise Invalid(
            f"Line {one.line} is modified, and nothing says how.", "Give the quantity or the dates that are approved."
        )

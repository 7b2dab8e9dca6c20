"""Decisions of persons on the lines of a request, and what a decision against it needs before it can stand.

Nothing here is made from a proposal: who decides gives each line's outcome, and for one that is not approved as asked their
own reason, the criterion that is not met and what proof is missing. One call decides one case; there is no other way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from accord.access import Act, Person, check_may
from accord.cases.qualified import check_field, check_qualified, weighed_for
from accord.criteria import Status
from accord.dossier.review import ProposalKind, Review
from accord.errors import Forbidden, Invalid


class Outcome(StrEnum):
    """What becomes of a line."""

    APPROVED = "approved"
    MODIFIED = "modified"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"


ADVERSE = frozenset({Outcome.MODIFIED, Outcome.DENIED})
# Of a reason that somebody else has to be able to answer: letters and signs, words, different words.
SHORTEST_REASON, FEWEST_WORDS = 40, 6
FEWEST_OF_MISSING = 3
LONGEST_AUTHORIZATION = 32


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
    the person's own reason; the reason also of one that is approved otherwise than was proposed. competence -- why the
    person's field fits the service, where no table says that it does. authorization -- the number that the payer gave, where
    its answer is recorded; at the payer it is made with the decision.
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
    authorization: str = ""

    @property
    def adverse(self) -> bool:
        """Does it give less than was asked for?"""
        return self.outcome in ADVERSE


@dataclass(frozen=True)
class Ground:
    """On what a decision is made. opened -- the criteria whose evidence the person has opened; proposal -- what was proposed
    for the case; day -- on which it is decided."""

    review: Review
    opened: Collection[str]
    proposal: str
    day: dt.date


def check_decisions(
    person: Person, lines: Sequence[Line], decisions: Sequence[LineDecision], ground: Ground
) -> None:  # fmt: skip
    """May the person decide so? Raises Forbidden where the person may not, Invalid where a decision says too little."""
    check_may(person, Act.APPROVE)
    for asked, one in _paired(lines, decisions):
        if one.outcome is Outcome.WITHDRAWN:
            raise Invalid(
                "The requester withdraws a request, not the one who decides.", "Record the withdrawal instead."
            )
        if one.authorization:
            raise Invalid("The authorization number is made with the decision.", "Leave it out.")
        if one.adverse:
            _check_adverse(person, asked, one, ground)
        check_terms(asked, one)
        if not one.adverse and overrides(ground.proposal, one):
            _check_override(one)


def check_answers(lines: Sequence[Line], answers: Sequence[LineDecision]) -> None:
    """Can this be what a payer decided? One answer a line, its terms within what was asked for, its number as the payer wrote it.

    Raises Invalid.
    """
    for asked, one in _paired(lines, answers):
        if one.outcome is Outcome.WITHDRAWN:
            raise Invalid("A payer approves, modifies or denies; it withdraws nothing.", "Close the case instead.")
        if len(one.authorization) > LONGEST_AUTHORIZATION or not one.authorization.isprintable():
            raise Invalid(
                f"Line {one.line}: an authorization number has {LONGEST_AUTHORIZATION} letters and digits at most.",
                "Copy it from the payer's answer.",
            )
        if one.authorization and one.outcome is Outcome.DENIED:
            raise Invalid(f"Line {one.line} was denied; a denial has no authorization number.")
        if one.adverse and not one.reason.strip():
            raise Invalid(
                f"Line {one.line}: the payer's reason is missing; an appeal answers it.", "Copy it from the payer's answer."
            )
        check_terms(asked, one)


def overrides(proposal: str, one: LineDecision) -> bool:
    """Does the person decide otherwise than was proposed? Both stay in the record."""
    return (one.outcome is Outcome.APPROVED) != (proposal == ProposalKind.APPROVE.value)


def settled(asked: Line, one: LineDecision) -> LineDecision:
    """The decision with what it leaves as asked filled in: what is approved has a quantity and dates of its own."""
    if one.outcome is Outcome.DENIED:
        return one
    quantity = asked.quantity if one.quantity is None else one.quantity
    return replace(one, quantity=quantity, starts=one.starts or asked.starts, ends=one.ends or asked.ends)


def may_decide_against(person: Person) -> bool:
    """Is the person one whose decision against a request could stand?"""
    try:
        check_qualified(person)
    except Forbidden:
        return False
    return True


def check_terms(asked: Line, one: LineDecision) -> None:
    """Are the quantity and the dates possible for such an outcome? Raises Invalid."""
    terms = (one.quantity, one.starts, one.ends)
    if one.outcome is Outcome.DENIED:
        if terms != (None, None, None):
            raise Invalid(f"Line {one.line} is denied; there is nothing of which quantity or dates could be given.")
        return
    if one.quantity is not None and asked.quantity is not None and one.quantity > asked.quantity:
        raise Invalid(f"Line {one.line}: {one.quantity:f} would be approved, and {asked.quantity:f} was asked for.")
    starts, ends = one.starts or asked.starts, one.ends or asked.ends
    if starts is not None and ends is not None and ends < starts:
        raise Invalid(f"Line {one.line}: the last day lies before the first.", "Put the dates right.")
    less = _less(asked, one)
    if one.outcome is Outcome.APPROVED and less:
        raise Invalid(
            f"Line {asked.number} would be approved with less than was asked for.",
            "That is a modification; at the payer it needs a clinician and a reason.",
        )
    if one.outcome is Outcome.MODIFIED:
        if one.quantity is not None and one.quantity <= 0:
            raise Invalid(f"Line {one.line} is modified to nothing.", "That is a denial.")
        if not less and not _bounded(asked, one):
            raise Invalid(
                f"Line {one.line} is modified, and nothing says how.",
                "Give the quantity or the dates that are approved, less than was asked for.",
            )


def _paired(lines: Sequence[Line], decisions: Sequence[LineDecision]) -> list[tuple[Line, LineDecision]]:
    """Each line with its decision. Raises Invalid."""
    if not lines:
        raise Invalid("The review found no line of service to decide on.", "Ask for a request that names its services.")
    if sorted(one.line for one in decisions) != [line.number for line in lines]:
        raise Invalid(
            "Each line of the request needs one decision.", f"Lines: {', '.join(str(one.number) for one in lines)}."
        )
    of = {one.line: one for one in decisions}
    return [(line, of[line.number]) for line in lines]


def _less(asked: Line, one: LineDecision) -> bool:
    """Is it less than was asked for?"""
    fewer = one.quantity is not None and asked.quantity is not None and one.quantity < asked.quantity
    sooner = one.ends is not None and asked.ends is not None and one.ends < asked.ends
    later = one.starts is not None and asked.starts is not None and one.starts > asked.starts
    return fewer or sooner or later or (one.quantity is not None and one.quantity <= 0)


def _bounded(asked: Line, one: LineDecision) -> bool:
    """Does it set a bound where the request set none?"""
    pairs = ((one.quantity, asked.quantity), (one.starts, asked.starts), (one.ends, asked.ends))
    return any(given is not None and wanted is None for given, wanted in pairs)


def _check_adverse(person: Person, asked: Line, one: LineDecision, ground: Ground) -> None:
    check_qualified(person)
    known = {criterion.key: criterion for criterion in weighed_for(ground.review, asked.number, asked.code)}
    if not known:
        raise Invalid(
            f"Line {one.line} was weighed under no policy: there is no criterion that it could fail.",
            "Approve it, ask for more, or add the policy that governs it (setting 'policies') and have it reviewed again.",
        )
    if one.criterion not in known:
        left = [key for key, told in known.items() if told.status not in (Status.MET, Status.NOT_APPLICABLE)]
        raise Invalid(
            f"Line {one.line} is decided against without a criterion of the policy.",
            f"Name the criterion that is not met: {', '.join(left) or 'the review holds all of them for met'}.",
        )
    if known[one.criterion].status in (Status.MET, Status.NOT_APPLICABLE):
        raise Invalid(
            f"The review holds {one.criterion} for {known[one.criterion].status.value.replace('_', ' ')}.",
            "Correct the findings of that criterion first, with your reason; then decide.",
        )
    if one.criterion not in ground.opened:
        raise Forbidden(f"You have not opened the evidence on {one.criterion} in this case.", "Open it, then decide.")
    fits = check_field(person, ground.review, asked.number, asked.code, one.criterion, ground.day)
    if len(_words(one.missing)) < FEWEST_OF_MISSING:
        raise Invalid(f"Line {one.line}: say which proof is missing, or what the record shows instead.")
    if _too_short(one.reason):
        raise Invalid(
            f"Line {one.line}: the reason is too short for the requester to answer it.",
            "Say in your own words which fact of the record fails which requirement.",
        )
    if not fits and _too_short(one.competence):
        raise Invalid(
            f"Line {one.line}: say in a sentence why your field ({person.specialty}) fits this service.",
            "No row of the table of specialties names it.",
        )


def _check_override(one: LineDecision) -> None:
    if _too_short(one.reason):
        raise Invalid(
            f"Line {one.line} is approved otherwise than was proposed, and the reason is missing or too short.",
            "Say in your own words what of the record bears it; the proposal and your reason are kept.",
        )


def _words(told: str) -> list[str]:
    """Its words: what has a letter or digit in it."""
    return [word for word in told.split() if any(sign.isalnum() for sign in word)]


def _too_short(told: str) -> bool:
    """Too short for somebody else to answer it."""
    different = {word.casefold() for word in _words(told)}
    return len(different) < FEWEST_WORDS or len(told.strip()) < SHORTEST_REASON

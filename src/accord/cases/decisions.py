"""Decisions of persons on the lines of a request, and what a decision against it needs before it can stand.

Nothing here is made from a proposal: who decides gives each line's outcome, and for one that is not approved as asked their
own reason, the criterion that is not met and what proof is missing. One call decides one case; there is no other way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from accord.access import Act, Person, check_may
from accord.cases.qualified import check_field, check_qualified, weighed_for
from accord.cases.turning import turning_for
from accord.criteria import Status
from accord.dossier.review import CriterionReview, ProposalKind, Review
from accord.dossier.visible import one_line
from accord.errors import AccordError, Forbidden, Invalid


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
ENOUGH = f"{SHORTEST_REASON} letters and {FEWEST_WORDS} different words at least."
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
    """May the person decide so? Raises Forbidden where the person may not, Invalid where a decision says too little, with all
    that is wrong with it."""
    check_may(person, Act.APPROVE)
    faults: list[AccordError] = []
    for asked, one in _paired(lines, decisions):
        if one.outcome is Outcome.WITHDRAWN:
            raise Invalid(
                "The requester withdraws a request, not the one who decides.", "Record the withdrawal instead."
            )
        if one.authorization:
            raise Invalid("The authorization number is made with the decision.", "Leave it out.")
        if one.adverse:
            faults += _adverse_faults(person, asked, one, ground)
        faults += _terms_faults(asked, one)
        if not one.adverse and overrides(ground.proposal, one):
            faults += _override_faults(one)
    _raise_all(faults)


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
                f"Line {one.line}: the payer's reason is missing; an appeal answers it.",
                "Copy it from the payer's answer.",
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


def _adverse_faults(person: Person, asked: Line, one: LineDecision, ground: Ground) -> Iterator[AccordError]:
    """Everything that a decision against the line lacks. Raises Forbidden where the person may decide against none."""
    check_qualified(person)
    yield from _criterion_faults(asked, one, ground)
    fits = True
    try:
        if weighed_for(ground.review, asked.number, asked.code):
            fits = check_field(person, ground.review, asked.number, asked.code, one.criterion, ground.day)
    except Forbidden as told:
        yield told
    if len(_words(one.missing)) < FEWEST_OF_MISSING:
        yield Invalid(
            f"Line {one.line}: say which proof is missing, or what the record shows instead.",
            f"{FEWEST_OF_MISSING} words at least.",
        )
    if _too_short(one.reason):
        yield Invalid(
            f"Line {one.line}: the reason is too short for the requester to answer it.",
            f"Say in your own words which fact of the record fails which requirement. {ENOUGH}",
        )
    if not fits and _too_short(one.competence):
        yield Invalid(
            f"Line {one.line}: say in a sentence why your field ({person.specialty}) fits this service.",
            f"No row of the table of specialties names it. {ENOUGH}",
        )


def _criterion_faults(asked: Line, one: LineDecision, ground: Ground) -> Iterator[AccordError]:
    """What is wrong with the criterion that is named; it is named here by its question, as on every page."""
    known = {criterion.key: criterion for criterion in weighed_for(ground.review, asked.number, asked.code)}
    turning = {criterion.key: criterion for criterion in turning_for(ground.review, asked.number, asked.code)}
    if not known:
        yield Invalid(
            f"Line {one.line} was weighed under no policy: there is no criterion that it could fail.",
            "Approve it, ask for more, or add the policy that governs it (setting 'policies') and have it reviewed again.",
        )
    elif one.criterion not in known:
        left = "; ".join(f"“{_named(told)}”" for told in turning.values())
        yield Invalid(
            f"Line {one.line} is decided against without a criterion of the policy.",
            f"Name the criterion that is not met: {left}."
            if left
            else "The review holds all that the policy needs for met.",
        )
    elif one.criterion not in turning:
        told = known[one.criterion]
        if told.status in (Status.MET, Status.NOT_APPLICABLE):
            yield Invalid(
                f"The review holds “{_named(told)}” for {told.status.value.replace('_', ' ')}.",
                "Correct the findings of that criterion first, with your reason; then decide.",
            )
        else:
            yield Invalid(
                f"“{_named(told)}” does not keep line {one.line} from approval: by the policy another way is enough, "
                "or it does not apply.",
                "Name a criterion that can turn the outcome, or correct the findings of the others first.",
            )
    elif one.criterion not in ground.opened:
        yield Forbidden(
            f"You have not opened the evidence on “{_named(known[one.criterion])}” in this case.",
            "Open it, then decide.",
        )


def _named(told: CriterionReview) -> str:
    """A criterion as its reviewer is asked it."""
    return one_line(told.question or told.text)


def _override_faults(one: LineDecision) -> Iterator[AccordError]:
    if _too_short(one.reason):
        yield Invalid(
            f"Line {one.line} is approved otherwise than was proposed, and the reason is missing or too short.",
            f"Say in your own words what of the record bears it; the proposal and your reason are kept. {ENOUGH}",
        )


def _terms_faults(asked: Line, one: LineDecision) -> Iterator[AccordError]:
    try:
        check_terms(asked, one)
    except Invalid as told:
        yield told


def _raise_all(faults: Sequence[AccordError]) -> None:
    """All of them as one, in the order in which they were found; as Forbidden where one of them is."""
    if len(faults) == 1:
        raise faults[0]
    if faults:
        kind = Forbidden if any(isinstance(one, Forbidden) for one in faults) else Invalid
        raise kind(" ".join(str(one) for one in faults))


def _words(told: str) -> list[str]:
    """Its words: what has a letter or digit in it."""
    return [word for word in told.split() if any(sign.isalnum() for sign in word)]


def _too_short(told: str) -> bool:
    """Too short for somebody else to answer it."""
    different = {word.casefold() for word in _words(told)}
    return len(different) < FEWEST_WORDS or len(told.strip()) < SHORTEST_REASON

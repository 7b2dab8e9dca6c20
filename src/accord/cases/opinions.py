"""A second person's opinion on a case that was drawn, or on which somebody asked for one, given without knowing the first decision.

Whoever did or saw anything of a case gives none on it; whoever took one on does not decide the case, and is shown neither what
was decided nor what was proposed before the opinion is given. Of a drawn case who decides it learns the opinion only afterwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, literal, select, update

from accord.access import Act, Person, check_may, may
from accord.audit.chain import add_event
from accord.cases.case import Case, case_of, lines_of, seen_by
from accord.cases.decisions import Line, Outcome
from accord.cases.reviews import bare_content, kept_review, last_review, newest_content
from accord.db.engine import Database
from accord.db.tables import case, case_review, decision, event, opinion_asked, second_opinion
from accord.dossier.review import CriterionReview, Desk
from accord.errors import Conflict, Forbidden, Invalid, NotFound

ASKED, TAKEN, GIVEN = "second_opinion_asked", "second_opinion_taken", "second_opinion"
MOST = 50


@dataclass(frozen=True)
class Blinded:
    """What the second person is shown: what was asked for and the criteria with their evidence as they were read; no
    proposal, no decision, nothing that anybody said of a finding."""

    case: str
    reference: str
    lines: tuple[Line, ...]
    criteria: tuple[CriterionReview, ...]


@dataclass(frozen=True)
class Opinion:
    """A second opinion. outcomes -- by line; disagreements -- the criteria that the person answers otherwise."""

    case: str
    by: str
    outcomes: Mapping[int, Outcome]
    disagreements: tuple[str, ...]
    note: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case on which the person may give an opinion. asked_at -- when somebody asked for it; None where it was drawn."""

    case: str
    reference: str
    version: int
    received_at: dt.datetime
    asked_at: dt.datetime | None


def ask_opinion(database: Database, person: Person, case_id: str, version: int, why: str, now: dt.datetime) -> None:
    """Somebody else's look at a case is asked for; from now on it counts as drawn, and no rule approves it.

    why -- kept with the case; who gives the opinion does not read it before. Raises Forbidden, Conflict, Invalid, NotFound.
    """
    check_may(person, Act.APPROVE)
    if not why.strip():
        raise Invalid("Say why a second opinion is wanted.", "It is kept with the case.")
    with database.writing() as connection:
        seen = case_of(connection, person, case_id, lock=True)
        check_may_see_decision(connection, person, case_id)
        if seen.side is not Desk.PAYER or last_review(connection, seen.organization, case_id) is None:
            raise Conflict("There is nothing yet that a second person could look at.", "Wait for the review.")
        if is_asked(connection, case_id) or _row(connection, case_id) is not None:
            raise Conflict("A second opinion on this case is asked for, or given, already.")
        changed = connection.execute(
            update(case)
            .where(case.c.id == case_id, case.c.version == version)
            .values(version=version + 1, sampled=True, changed_at=now)
        )
        if changed.rowcount != 1:
            raise Conflict("Somebody changed the case meanwhile.", "Look at it again; what you entered was not kept.")
        connection.execute(
            insert(opinion_asked).values(
                case=case_id, organization=seen.organization, by=person.id, why=why.strip(), at=now
            )
        )
        add_event(connection, seen.organization, person.id, ASKED, f"case {case_id}", at=now)


def may_ask_opinion(connection: Connection, person: Person, seen: Case) -> bool:
    """Could the person ask for one now?"""
    if seen.side is not Desk.PAYER or not seen.proposal or not may(person, Act.APPROVE):
        return False
    return not is_asked(connection, seen.id) and _row(connection, seen.id) is None


def is_asked(connection: Connection, case_id: str) -> bool:
    """Did somebody ask for a second opinion on the case?"""
    return connection.execute(select(opinion_asked.c.case).where(opinion_asked.c.case == case_id)).first() is not None


def waiting_for_opinion(connection: Connection, person: Person, most: int = MOST) -> list[Waiting]:
    """The cases on which the person may still give an opinion: first those that somebody asked for, then the oldest."""
    check_may(person, Act.GIVE_OPINION)
    seen = seen_by(person).subquery()
    mine = select(event.c.number).where(
        event.c.organization == person.organization, event.c.about == literal("case ") + seen.c.id,
        event.c.who == person.id,
    )  # fmt: skip
    query = (
        select(seen.c.id, seen.c.reference, seen.c.version, seen.c.received_at, opinion_asked.c.at)
        .outerjoin(opinion_asked, opinion_asked.c.case == seen.c.id)
        .where(seen.c.sampled, seen.c.side == Desk.PAYER.value, ~mine.exists())
        .where(~select(second_opinion.c.case).where(second_opinion.c.case == seen.c.id).exists())
        .where(select(case_review.c.case).where(case_review.c.case == seen.c.id).exists())
        .order_by(opinion_asked.c.at.is_(None), seen.c.received_at, seen.c.id)
        .limit(most)
    )
    return [
        Waiting(row.id, row.reference, row.version, row.received_at, row.at) for row in connection.execute(query).all()
    ]


def owed_by(connection: Connection, person: Person) -> list[Waiting]:
    """The cases on which the person took an opinion on and has not given it yet."""
    query = (
        select(case.c.id, case.c.reference, case.c.version, case.c.received_at, opinion_asked.c.at)
        .join(second_opinion, second_opinion.c.case == case.c.id)
        .outerjoin(opinion_asked, opinion_asked.c.case == case.c.id)
        .where(
            case.c.organization == person.organization, second_opinion.c.by == person.id, second_opinion.c.at.is_(None)
        )
        .order_by(second_opinion.c.taken_at, case.c.id)
    )
    return [
        Waiting(row.id, row.reference, row.version, row.received_at, row.at) for row in connection.execute(query).all()
    ]


def given_by(connection: Connection, person: Person, most: int = MOST) -> list[tuple[str, str, dt.datetime]]:
    """(id, reference, when) of the opinions that the person gave, the newest first."""
    query = (
        select(case.c.id, case.c.reference, second_opinion.c.at)
        .join(second_opinion, second_opinion.c.case == case.c.id)
        .where(case.c.organization == person.organization, second_opinion.c.by == person.id)
        .where(second_opinion.c.at.is_not(None))
        .order_by(second_opinion.c.at.desc(), case.c.id)
        .limit(most)
    )
    return [(row.id, row.reference, row.at) for row in connection.execute(query).all()]


def take_opinion(
    database: Database, person: Person, case_id: str, now: dt.datetime, version: int | None = None
) -> Blinded:
    """Takes on the second opinion on a case: from now on its decision is hidden from the person until it is given.

    version -- which they saw on the list. Raises Forbidden where the person had to do with the case, Conflict where somebody else took it on.
    """
    check_may(person, Act.GIVE_OPINION)
    with database.writing() as connection:
        seen = case_of(connection, person, case_id, lock=True)
        if version is not None and version != seen.version:
            raise Conflict("The case moved on since the list was made.", "Open the list again.")
        if not seen.sampled or seen.side is not Desk.PAYER:
            raise Invalid("This case is not among those that are looked at a second time.")
        mine = select(event.c.number).where(
            event.c.organization == person.organization, event.c.about == f"case {case_id}", event.c.who == person.id
        )
        if connection.execute(mine.limit(1)).first() is not None:
            raise Forbidden("You have worked on this case or seen it.", "The second opinion is another person's.")
        if _row(connection, case_id) is not None:
            raise Conflict("Somebody else gives the second opinion on this case.")
        connection.execute(
            insert(second_opinion).values(case=case_id, organization=seen.organization, by=person.id, taken_at=now)
        )
        add_event(connection, seen.organization, person.id, TAKEN, f"case {case_id}", at=now)
        return _blinded(connection, seen)


def blinded(connection: Connection, person: Person, case_id: str) -> Blinded:
    """What is shown to the person who took the second opinion on. Raises Forbidden for anybody else."""
    seen = case_of(connection, person, case_id)
    if not _is_open(connection, person, case_id):
        raise Forbidden("You have not taken on the second opinion on this case.")
    return _blinded(connection, seen)


def check_may_see_decision(connection: Connection, person: Person, case_id: str) -> None:
    """Raises Forbidden while the person owes a second opinion on the case: proposal, decision and history stay hidden."""
    if _is_open(connection, person, case_id):
        raise Forbidden("You are shown what was decided once your second opinion is given.", "Give it first.")


def may_see_decision(connection: Connection, person: Person, case_id: str) -> bool:
    """May the person see what was proposed and decided?"""
    return not _is_open(connection, person, case_id)


def check_may_decide(connection: Connection, person: Person, case_id: str) -> None:
    """Raises Forbidden for the person who gives, or gave, the second opinion: nobody gives both."""
    row = _row(connection, case_id)
    if row is not None and row.by == person.id:
        raise Forbidden("You give the second opinion on this case.", "Somebody else decides it.")


def give_opinion(
    database: Database, person: Person, case_id: str, outcomes: Mapping[int, Outcome], disagreements: Sequence[str],
    note: str, now: dt.datetime,
) -> Opinion:  # fmt: skip
    """Gives the opinion: an outcome for each line, the criteria answered otherwise. Once; it is not changed afterwards.

    Raises Forbidden where the person did not take it on, Conflict where it is given, Invalid for lines or criteria that are
    not those of the case.
    """
    check_may(person, Act.GIVE_OPINION)
    with database.writing() as connection:
        seen = case_of(connection, person, case_id, lock=True)
        row = _row(connection, case_id)
        if row is None or row.by != person.id:
            raise Forbidden("You have not taken on the second opinion on this case.")
        if row.at is not None:
            raise Conflict("The second opinion on this case is given already.")
        shown = _blinded(connection, seen)
        if sorted(outcomes) != [line.number for line in shown.lines] or Outcome.WITHDRAWN in outcomes.values():
            raise Invalid("Each line of the request needs one outcome: approved, modified or denied.")
        unknown = sorted(set(disagreements) - {one.key for one in shown.criteria})
        if unknown:
            raise Invalid(f"The case has no criterion {', '.join(unknown)}.")
        told = {str(line): outcome.value for line, outcome in sorted(outcomes.items())}
        otherwise = sorted(set(disagreements))
        connection.execute(
            update(second_opinion)
            .where(second_opinion.c.case == case_id, second_opinion.c.at.is_(None))
            .values(outcomes=told, disagreements=otherwise, note=note.strip(), at=now)
        )
        facts = {"outcomes": told, "disagreements": otherwise}
        add_event(connection, seen.organization, person.id, GIVEN, f"case {case_id}", facts, at=now)
        return Opinion(case_id, person.id, dict(outcomes), tuple(otherwise), note.strip(), now)


def opinion_of(connection: Connection, person: Person, case_id: str) -> Opinion | None:
    """The opinion on a case once it is given; None before. Raises NotFound for a case of another organization.

    Of a case that was drawn it is shown once the case is decided: the first decision is not to follow it.
    """
    case_of(connection, person, case_id)
    row = _row(connection, case_id)
    if row is None or row.at is None:
        return None
    decides = row.by != person.id and not is_asked(connection, case_id)
    if decides and connection.execute(select(decision.c.id).where(decision.c.case == case_id).limit(1)).first() is None:
        return None
    outcomes = {int(line): Outcome(outcome) for line, outcome in row.outcomes.items()}
    return Opinion(case_id, row.by, outcomes, tuple(row.disagreements), row.note or "", row.at)


def blind_content(connection: Connection, seen: Case) -> str:
    """Under what the newest review is kept without anybody's words; '' where there is none. Raises Conflict where it is not."""
    content = newest_content(connection, seen.id)
    return bare_content(connection, seen.organization, content) if content else ""


def content_for(connection: Connection, person: Person, seen: Case) -> str:
    """The content of the review that the person may see: while they owe a second opinion, the one without anybody's words."""
    if _is_open(connection, person, seen.id):
        return blind_content(connection, seen)
    return newest_content(connection, seen.id)


def _row(connection: Connection, case_id: str) -> Row[Any] | None:
    return connection.execute(select(second_opinion).where(second_opinion.c.case == case_id)).first()


def _is_open(connection: Connection, person: Person, case_id: str) -> bool:
    row = _row(connection, case_id)
    return row is not None and row.by == person.id and row.at is None


def _blinded(connection: Connection, seen: Case) -> Blinded:
    review = kept_review(connection, seen.organization, blind_content(connection, seen))
    if review is None:
        raise NotFound("The case has no review yet.")
    lines = tuple(lines_of(connection, seen.id))
    return Blinded(seen.id, seen.reference, lines, review.distinct_criteria)


__all__ = [
    "Blinded", "Opinion", "Waiting", "ask_opinion", "blind_content", "blinded", "check_may_decide", "check_may_see_decision",
    "content_for", "give_opinion",
    "given_by", "is_asked", "may_ask_opinion", "may_see_decision", "opinion_of", "owed_by", "take_opinion", "waiting_for_opinion",
]  # fmt: skip

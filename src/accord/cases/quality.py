"""Quality control in figures: how far two persons agree, where persons decide otherwise than was proposed, how long they look.

All of an organization and a span of time, for its medical directors and auditors. The figures are plain values; `quality_by`
splits them by policy, reviewer, criterion and week.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from accord.access import Act, Person, check_may
from accord.cases.agreement import Agreement, Pair, agreement
from accord.cases.decisions import Outcome
from accord.cases.states import State
from accord.db.tables import case, decision, opinion_asked, person, second_opinion
from accord.dossier.review import ProposalKind

APPROVED, PROPOSED = Outcome.APPROVED.value, ProposalKind.APPROVE.value
# Who agrees nearly always and hardly looks decides nothing: from so many decisions on that is told.
LEAST_DECISIONS = 20
ALARM_AGREEMENT = 0.99
ALARM_SECONDS = 30.0
MOST = 200


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when, and under which policy; '' -- under any."""

    since: dt.datetime
    until: dt.datetime
    policy: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A line as it was decided.

    by -- None for a rule; seconds -- how long they had the case open by then; state -- where the case stands now.
    """

    case: str
    policy: str
    line: int
    round: int
    proposal: str
    outcome: str
    criterion: str
    by: str | None
    at: dt.datetime
    seconds: float | None = None
    state: str = State.DECIDED.value

    @property
    def as_proposed(self) -> bool:
        """Was it decided as was proposed?"""
        return as_proposed(self.proposal, self.outcome)


@dataclass(frozen=True, slots=True)
class SecondLook:
    """A case that two persons answered, neither knowing of the other. pairs -- (first, second) of each line."""

    case: str
    policy: str
    first: str
    second: str
    pairs: tuple[Pair, ...]
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Override:
    """A line that a person decided otherwise than was proposed; both are kept, with the person's reason."""

    case: str
    reference: str
    policy: str
    line: int
    proposal: str
    outcome: str
    criterion: str
    reason: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Reviewing:
    """How one person decides. agreed -- share of their cases decided as was proposed; seconds -- median with a case open."""

    person: str
    name: str
    cases: int
    agreed: float
    seconds: float

    @property
    def alarm(self) -> bool:
        """Does the person agree nearly always and hardly look?"""
        return self.cases >= LEAST_DECISIONS and self.agreed > ALARM_AGREEMENT and self.seconds < ALARM_SECONDS


def decided(connection: Connection, who: Person, span: Span) -> list[Decided]:
    """Every line that was decided in the span, by persons and by rules, oldest first."""
    check_may(who, Act.CHECK_QUALITY)
    wanted: list[ColumnElement[Any]] = [
        decision.c.case, case.c.policy, decision.c.line, decision.c.round, decision.c.proposal, decision.c.outcome,
        decision.c.criterion, decision.c.by, decision.c.at, decision.c.seconds, case.c.state,
    ]  # fmt: skip
    query = _in_span(select(*wanted), who, span).order_by(decision.c.at, decision.c.case, decision.c.line)
    return [Decided(*row) for row in connection.execute(query)]


def second_looks(connection: Connection, who: Person, span: Span) -> list[SecondLook]:
    """Second opinions given in the span against the first decision of a person.

    An opinion that was asked for is shown to who asked: where they decided after it, the two are not independent.
    """
    check_may(who, Act.CHECK_QUALITY)
    query = (
        select(decision.c.case, decision.c.line, decision.c.outcome, decision.c.by, decision.c.at.label("first_at"),
               second_opinion.c.outcomes, second_opinion.c.by.label("second"), second_opinion.c.at, case.c.policy,
               opinion_asked.c.case.label("asked"))
        .join(second_opinion, second_opinion.c.case == decision.c.case)
        .join(case, case.c.id == decision.c.case)
        .outerjoin(opinion_asked, opinion_asked.c.case == decision.c.case)
        .where(second_opinion.c.organization == who.organization, second_opinion.c.at >= span.since,
               second_opinion.c.at < span.until, decision.c.round == 1, decision.c.by.is_not(None))
        .order_by(decision.c.case, decision.c.line)
    )  # fmt: skip
    if span.policy:
        query = query.where(case.c.policy == span.policy)
    found: dict[str, SecondLook] = {}
    for row in connection.execute(query):
        if str(row.line) not in row.outcomes or (row.asked and row.first_at > row.at):
            continue
        before = found[row.case].pairs if row.case in found else ()
        pairs = (*before, (row.outcome, row.outcomes[str(row.line)]))
        found[row.case] = SecondLook(row.case, row.policy, row.by, row.second, pairs, row.at)
    return list(found.values())


def second_opinions(connection: Connection, who: Person, since: dt.datetime, until: dt.datetime) -> Agreement:
    """The first decision of persons against the second opinions of that span."""
    return agreement([one.pairs for one in second_looks(connection, who, Span(since, until))])


def criteria_disagreed(
    connection: Connection, who: Person, since: dt.datetime, until: dt.datetime, policy: str = ""
) -> list[tuple[str, int]]:
    """(criterion, how often a second opinion answered it otherwise), the most frequent first."""
    check_may(who, Act.CHECK_QUALITY)
    query = select(second_opinion.c.disagreements).where(
        second_opinion.c.organization == who.organization, second_opinion.c.at >= since, second_opinion.c.at < until
    )
    if policy:
        query = query.join(case, case.c.id == second_opinion.c.case).where(case.c.policy == policy)
    counted = Counter(key for told in connection.execute(query).scalars() for key in told or ())
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def overrides(
    connection: Connection, who: Person, since: dt.datetime, until: dt.datetime, policy: str = "", most: int = MOST
) -> list[Override]:
    """Lines that persons decided otherwise than was proposed, the newest first.

    Those of cases on which the asking person still owes a second opinion are left out: they are to know nothing of them.
    """
    check_may(who, Act.CHECK_QUALITY)
    proposed, approved = decision.c.proposal == PROPOSED, decision.c.outcome == APPROVED
    owed = select(second_opinion.c.case).where(second_opinion.c.by == who.id, second_opinion.c.at.is_(None))
    query = (
        _in_span(select(decision, case.c.reference, case.c.policy), who, Span(since, until, policy))
        .where(decision.c.by.is_not(None), proposed != approved, decision.c.case.not_in(owed))
        .order_by(decision.c.at.desc(), decision.c.case, decision.c.line)
        .limit(most)
    )
    return [
        Override(row.case, row.reference, row.policy, row.line, row.proposal, row.outcome, row.criterion,
                 row.reason or "", row.by, row.at)
        for row in connection.execute(query)
    ]  # fmt: skip


def as_proposed(proposal: str, outcome: str) -> bool:
    """Was it decided as was proposed? A denial is never proposed: approved, where it was; not approved, where it was not."""
    return (outcome == APPROVED) == (proposal == PROPOSED)


def reviewing(connection: Connection, who: Person, since: dt.datetime, until: dt.datetime) -> list[Reviewing]:
    """How each person of the organization decides."""
    return reviewing_of(decided(connection, who, Span(since, until)), names(connection, who))


def reviewing_of(rows: Iterable[Decided], named: Mapping[str, str]) -> list[Reviewing]:
    """The same of rows that were asked for already, by name."""
    agreed: dict[str, dict[str, bool]] = defaultdict(dict)
    persons = [row for row in rows if row.by is not None]
    seconds = looked(persons)
    for row in persons:
        by = row.by or ""
        agreed[by][row.case] = agreed[by].get(row.case, True) and row.as_proposed
    told = [
        Reviewing(by, named.get(by, ""), len(cases), sum(cases.values()) / len(cases),
                  median(seconds[by, one] for one in cases))
        for by, cases in agreed.items()
    ]  # fmt: skip
    return sorted(told, key=lambda one: (one.name, one.person))


def looked(rows: Iterable[Decided]) -> dict[Pair, float]:
    """(person, case id) -> seconds with the case open, of everybody who decided; of a case decided again the longest look."""
    found: dict[Pair, float] = {}
    for row in rows:
        if row.by is not None:
            key = row.by, row.case
            found[key] = max(found.get(key, 0.0), row.seconds or 0.0)
    return found


def names(connection: Connection, who: Person) -> Mapping[str, str]:
    """id -> name of everybody of the organization, also of those who may no longer act."""
    query = select(person.c.id, person.c.name).where(person.c.organization == who.organization)
    return {row.id: row.name for row in connection.execute(query)}


def _in_span(query: Select[Any], who: Person, span: Span) -> Select[Any]:
    """Decisions of a payer's own: what a provider enters of a payer's answer is none.

    A case was changed when it was decided or later, which is what the index of an organization's cases knows.
    """
    query = query.join_from(case, decision, case.c.id == decision.c.case).where(
        case.c.organization == who.organization, case.c.changed_at >= span.since, case.c.side == "payer",
        decision.c.at >= span.since, decision.c.at < span.until,
    )  # fmt: skip
    return query.where(case.c.policy == span.policy) if span.policy else query


__all__ = [
    "Agreement", "Decided", "Override", "Pair", "Reviewing", "SecondLook", "Span", "agreement", "as_proposed",
    "criteria_disagreed", "decided", "looked", "names", "overrides", "reviewing", "reviewing_of", "second_looks",
    "second_opinions",
]  # fmt: skip

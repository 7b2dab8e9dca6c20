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

from sqlalchemy import ColumnElement, Connection, Select, func, select

from accord.access import Act, Person, check_may
from accord.cases.agreement import Agreement, Pair, agreement
from accord.cases.decisions import Outcome
from accord.db.tables import case, decision, event, opinion_asked, person, second_opinion
from accord.dossier.review import ProposalKind

# After so long without a sign of them a person was elsewhere.
IDLE = dt.timedelta(minutes=5)
SECONDS_A_DAY, CASE = 86_400, "case "
# Looks at a case some days before it is decided count for the decision.
BEFORE = dt.timedelta(days=14)
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
    """A line as it was decided. by -- None for a rule."""

    case: str
    policy: str
    line: int
    round: int
    proposal: str
    outcome: str
    criterion: str
    by: str | None
    at: dt.datetime

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
    wanted = (case.c.policy, *(decision.c[name] for name in ("case", "line", "round", "proposal", "outcome", "criterion",
                                                             "by", "at")))  # fmt: skip
    query = _in_span(select(*wanted), who, span).order_by(decision.c.at, decision.c.case, decision.c.line)
    return [
        Decided(row.case, row.policy, row.line, row.round, row.proposal, row.outcome, row.criterion, row.by, row.at)
        for row in connection.execute(query)
    ]


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
    proposed, approved = decision.c.proposal == ProposalKind.APPROVE.value, decision.c.outcome == Outcome.APPROVED.value
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
    return (outcome == Outcome.APPROVED.value) == (proposal == ProposalKind.APPROVE.value)


def reviewing(connection: Connection, who: Person, since: dt.datetime, until: dt.datetime) -> list[Reviewing]:
    """How each person of the organization decides."""
    span = Span(since, until)
    rows = decided(connection, who, span)
    return reviewing_of(rows, names(connection, who), looks(connection, who, rows, span))


def reviewing_of(
    rows: Iterable[Decided], named: Mapping[str, str], seconds: Mapping[Pair, float]
) -> list[Reviewing]:  # fmt: skip
    """The same of rows that were asked for already, by name."""
    agreed: dict[str, dict[str, bool]] = defaultdict(dict)
    for row in rows:
        if row.by is not None:
            agreed[row.by][row.case] = agreed[row.by].get(row.case, True) and row.as_proposed
    told = [
        Reviewing(by, named.get(by, ""), len(cases), sum(cases.values()) / len(cases),
                  median(seconds.get((by, one), 0.0) for one in cases))
        for by, cases in agreed.items()
    ]  # fmt: skip
    return sorted(told, key=lambda one: (one.name, one.person))


def looks(connection: Connection, who: Person, rows: Iterable[Decided], span: Span) -> Mapping[Pair, float]:
    """(person, case id) -> seconds with the case open, of everybody who decided.

    A case is open from an act on it until the person's next act on whatever it is; after five minutes without one they
    were elsewhere. The database adds it up: of each decision there are many acts.
    """
    people = sorted({row.by for row in rows if row.by is not None})
    later = func.lead(event.c.at).over(partition_by=event.c.who, order_by=event.c.number)
    acts = (
        select(event.c.who, event.c.about, event.c.at, later.label("later"))
        .where(event.c.organization == who.organization, event.c.who.in_(people), event.c.at >= span.since - BEFORE,
               event.c.at < span.until)
        .subquery()
    )  # fmt: skip
    query = (
        select(acts.c.who, acts.c.about, func.sum(_seconds(connection, acts.c.at, acts.c.later)))
        .where(acts.c.about.startswith(CASE), acts.c.later.is_not(None))
        .group_by(acts.c.who, acts.c.about)
    )
    return {(by, about.removeprefix(CASE)): round(float(spent), 3) for by, about, spent in connection.execute(query)}


def _seconds(connection: Connection, at: ColumnElement[Any], later: ColumnElement[Any]) -> ColumnElement[Any]:
    """From one act to the next, none where a clock was set back, and never longer than somebody stays without a sign."""
    if connection.dialect.name == "sqlite":
        spent = (func.julianday(later) - func.julianday(at)) * SECONDS_A_DAY
        return func.max(0.0, func.min(spent, IDLE.total_seconds()))
    return func.greatest(0, func.least(func.extract("epoch", later - at), IDLE.total_seconds()))


def names(connection: Connection, who: Person) -> Mapping[str, str]:
    """id -> name of everybody of the organization, also of those who may no longer act."""
    query = select(person.c.id, person.c.name).where(person.c.organization == who.organization)
    return {row.id: row.name for row in connection.execute(query)}


def _in_span(query: Select[Any], who: Person, span: Span) -> Select[Any]:
    """Decisions of a payer's own: what a provider enters of a payer's answer is none."""
    query = query.join_from(decision, case, case.c.id == decision.c.case).where(
        case.c.organization == who.organization, case.c.side == "payer", decision.c.at >= span.since,
        decision.c.at < span.until,
    )  # fmt: skip
    return query.where(case.c.policy == span.policy) if span.policy else query


__all__ = [
    "Agreement", "Decided", "Override", "Pair", "Reviewing", "SecondLook", "Span", "agreement", "as_proposed",
    "criteria_disagreed", "decided", "looks", "names", "overrides", "reviewing", "reviewing_of", "second_looks",
    "second_opinions",
]  # fmt: skip

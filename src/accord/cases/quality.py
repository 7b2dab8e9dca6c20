"""Quality control in figures: how far two persons agree, where persons decide otherwise than was proposed, how long they look.

All of an organization and a span of time, for its medical directors and auditors. The figures are plain values.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from sqlalchemy import Connection, Row, select

from accord.access import Act, Person, check_may
from accord.cases.decisions import Outcome
from accord.db.tables import case, decision, event, person, second_opinion
from accord.dossier.review import ProposalKind

Pair = tuple[str, str]
DRAWS = 1000
# After so long without a sign of them a person was elsewhere.
IDLE = dt.timedelta(minutes=5)
# Who agrees nearly always and hardly looks decides nothing: from so many decisions on that is told.
LEAST_DECISIONS = 20
ALARM_AGREEMENT = 0.99
ALARM_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two persons agree, line by line. kappa -- Cohen's, with the interval that holds 95 % of the bootstrap draws.

    percent and kappa are None without cases; kappa also where both gave one same answer throughout: chance explains it all.
    """

    cases: int
    lines: int
    percent: float | None
    kappa: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A line that a person decided otherwise than was proposed; both are kept, with the person's reason."""

    case: str
    reference: str
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


def agreement(cases: Sequence[Sequence[Pair]], draws: int = DRAWS) -> Agreement:
    """The agreement over cases, each the pairs (first, second) of its lines.

    Whole cases are drawn anew, since the lines of a case hang together; the draws are the same for the same cases.
    """
    pairs = [pair for one in cases for pair in one]
    if not pairs:
        return Agreement(len(cases), 0, None, None)
    chance = random.Random(len(pairs))
    found = sorted(
        kappa
        for _ in range(draws)
        if (kappa := cohens_kappa([p for one in chance.choices(cases, k=len(cases)) for p in one])) is not None
    )
    low, high = (found[int(0.025 * len(found))], found[int(0.975 * (len(found) - 1))]) if found else (None, None)
    percent = 100 * sum(first == second for first, second in pairs) / len(pairs)
    kappa = cohens_kappa(pairs)
    return Agreement(len(cases), len(pairs), percent, kappa, *((low, high) if kappa is not None else (None, None)))


def cohens_kappa(pairs: Sequence[Pair]) -> float | None:
    """Agreement beyond chance: 1 always, 0 as chance has it; None where there is nothing beside one same answer."""
    count = len(pairs)
    if not count:
        return None
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(first[word] * second[word] for word in first) / count**2
    if by_chance == 1:
        return None
    return (sum(a == b for a, b in pairs) / count - by_chance) / (1 - by_chance)


def second_opinions(connection: Connection, who: Person, since: dt.datetime, until: dt.datetime) -> Agreement:
    """The first decision of persons against the second opinions of that span."""
    check_may(who, Act.CHECK_QUALITY)
    query = (
        select(decision.c.case, decision.c.line, decision.c.outcome, second_opinion.c.outcomes)
        .join(second_opinion, second_opinion.c.case == decision.c.case)
        .where(second_opinion.c.organization == who.organization, second_opinion.c.at >= since,
               second_opinion.c.at < until, decision.c.round == 1, decision.c.by.is_not(None))
        .order_by(decision.c.case, decision.c.line)
    )  # fmt: skip
    by_case: dict[str, list[Pair]] = defaultdict(list)
    for row in connection.execute(query):
        if str(row.line) in row.outcomes:
            by_case[row.case].append((row.outcome, row.outcomes[str(row.line)]))
    return agreement(list(by_case.values()))


def criteria_disagreed(
    connection: Connection, who: Person, since: dt.datetime, until: dt.datetime
) -> list[tuple[str, int]]:
    """(criterion, how often a second opinion answered it otherwise), the most frequent first."""
    check_may(who, Act.CHECK_QUALITY)
    query = select(second_opinion.c.disagreements).where(
        second_opinion.c.organization == who.organization, second_opinion.c.at >= since, second_opinion.c.at < until
    )
    counted = Counter(key for told in connection.execute(query).scalars() for key in told or ())
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def overrides(connection: Connection, who: Person, since: dt.datetime, until: dt.datetime) -> list[Override]:
    """Lines that persons decided otherwise than was proposed, the newest first."""
    check_may(who, Act.CHECK_QUALITY)
    found = [
        Override(
            row.case, row.reference, row.line, row.proposal, row.outcome, row.criterion, row.reason, row.by, row.at
        )
        for row in _decisions(connection, who, since, until)
        if not as_proposed(row.proposal, row.outcome)
    ]
    return found[::-1]


def as_proposed(proposal: str, outcome: str) -> bool:
    """Was it decided as was proposed? A denial is never proposed: approved, where it was; not approved, where it was not."""
    return (outcome == Outcome.APPROVED.value) == (proposal == ProposalKind.APPROVE.value)


def reviewing(connection: Connection, who: Person, since: dt.datetime, until: dt.datetime) -> list[Reviewing]:
    """How each person decided in that span, by name; an alarm where they agree nearly always and hardly look."""
    check_may(who, Act.CHECK_QUALITY)
    agreed: dict[tuple[str, str], bool] = {}
    for row in _decisions(connection, who, since, until):
        key = (row.by, row.case)
        agreed[key] = agreed.get(key, True) and as_proposed(row.proposal, row.outcome)
    people = {by for by, _ in agreed}
    seconds = seconds_open(_acts(connection, who.organization, people, since - dt.timedelta(days=14), until))
    names = select(person.c.id, person.c.name).where(person.c.organization == who.organization)
    told = [
        _reviewing(one.id, one.name, {key: value for key, value in agreed.items() if key[0] == one.id}, seconds)
        for one in connection.execute(names)
        if one.id in people
    ]
    return sorted(told, key=lambda one: (one.name, one.person))


def seconds_open(acts: Iterable[tuple[str, str, dt.datetime]]) -> Mapping[Pair, float]:
    """(person, case id) -> seconds with the case open, from acts (person, about, at) in their order.

    A case is open from an act on it until the person's next act on whatever it is; after five minutes without one they
    were elsewhere.
    """
    by_person: dict[str, list[tuple[str, dt.datetime]]] = defaultdict(list)
    for who, about, at in acts:
        by_person[who].append((about, at))
    found: dict[Pair, float] = defaultdict(float)
    for who, ordered in by_person.items():
        for (about, at), (_, later) in pairwise(ordered):
            if about.startswith("case "):
                found[who, about.removeprefix("case ")] += max(0.0, min(later - at, IDLE).total_seconds())
    return found


def _reviewing(who: str, name: str, agreed: Mapping[Pair, bool], seconds: Mapping[Pair, float]) -> Reviewing:
    return Reviewing(
        who, name, len(agreed), sum(agreed.values()) / len(agreed), median(seconds.get(key, 0.0) for key in agreed)
    )


def _decisions(connection: Connection, who: Person, since: dt.datetime, until: dt.datetime) -> Sequence[Row[Any]]:
    """The decisions of persons of a payer: what a provider enters of a payer's answer is none."""
    query = (
        select(decision, case.c.reference)
        .join(case, case.c.id == decision.c.case)
        .where(case.c.organization == who.organization, case.c.side == "payer", decision.c.by.is_not(None),
               decision.c.at >= since, decision.c.at < until)
        .order_by(decision.c.at, decision.c.case, decision.c.line)
    )  # fmt: skip
    return connection.execute(query).all()


def _acts(
    connection: Connection, organization: str, people: Iterable[str], since: dt.datetime, until: dt.datetime
) -> list[tuple[str, str, dt.datetime]]:
    query = (
        select(event.c.who, event.c.about, event.c.at)
        .where(event.c.organization == organization, event.c.who.in_(sorted(people)), event.c.at >= since,
               event.c.at < until)
        .order_by(event.c.number)
    )  # fmt: skip
    return [(row.who, row.about, row.at) for row in connection.execute(query)]

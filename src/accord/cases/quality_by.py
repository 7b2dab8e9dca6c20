"""The figures of quality control split: by policy, by criterion and by week; and what approvals without a person did."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from accord.access import Act, Person, check_may
from accord.cases.agreement import DRAWS, Agreement, Pair, agreement, most_likely_share
from accord.cases.decisions import Outcome
from accord.cases.quality import Decided, SecondLook, Span, looked
from accord.cases.states import State
from accord.db.tables import case, correction
from accord.dossier.correction import Word
from accord.dossier.review import ProposalKind

T = TypeVar("T")
K = TypeVar("K")
APPROVED, OTHERWISE, PROPOSED = Outcome.APPROVED.value, "otherwise", ProposalKind.APPROVE.value
# A week lies outside where chance alone would put one in some 370 weeks.
SIGMAS = 3.0
DECIDED = State.DECIDED.value
CONFIRMED, CHANGED = frozenset({Word.CONFIRMED.value}), frozenset({Word.CORRECTED.value, Word.REJECTED.value})


@dataclass(frozen=True, slots=True)
class Split:
    """What was decided under one policy, or by one person. by_rule -- cases that a rule approved."""

    name: str
    cases: int
    by_rule: int
    proposal: Agreement
    second: Agreement


@dataclass(frozen=True, slots=True)
class OfCriterion:
    """Where persons differ from the review and from each other on one criterion.

    named -- decisions against a request that name it; confirmed, changed -- words of persons on its findings.
    """

    criterion: str
    named: int
    disagreed: int
    confirmed: int
    changed: int


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the organization's calendar. approved, otherwise, second -- shares of 0 to 1; None where there is nothing.

    outside -- which of the shares lie further from the whole span's than chance would put them.
    """

    begins: dt.date
    lines: int
    by_rule: int
    approved: float | None
    otherwise: float | None
    second: float | None
    seconds: float | None
    outside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ByRule:
    """What approvals without a person did under one policy.

    looked_at -- lines with a proposed approval that persons decided meanwhile, since their cases were drawn; otherwise -- how many
    of them they did not approve; at_most -- the largest share of wrong approvals that this still allows, at 95 %.
    """

    policy: str
    cases: int
    last: dt.datetime | None
    reopened: int
    looked_at: int
    otherwise: int
    at_most: float | None


def with_proposal(rows: Iterable[Decided], draws: int = DRAWS) -> Agreement:
    """Persons against what was proposed: approved, or otherwise. draws -- for the interval; 0 where none is wanted."""
    by_case: dict[str, list[Pair]] = defaultdict(list)
    for row in rows:
        if row.by is not None:
            by_case[row.case].append(
                (
                    APPROVED if row.proposal == PROPOSED else OTHERWISE,
                    APPROVED if row.outcome == APPROVED else OTHERWISE,
                )
            )
    return agreement(list(by_case.values()), draws)


def with_second(found: Iterable[SecondLook], draws: int = DRAWS) -> Agreement:
    """First decisions against second opinions."""
    return agreement([one.pairs for one in found], draws)


def by_policy(rows: Iterable[Decided], seconds: Iterable[SecondLook]) -> list[Split]:
    """A row a policy, the one with most cases first."""
    decided, second = _grouped(rows, lambda row: row.policy), _grouped(seconds, lambda one: one.policy)
    told = [_split(name, decided.get(name, []), second.get(name, [])) for name in decided.keys() | second.keys()]
    return sorted(told, key=lambda one: (-one.cases, one.name))


def by_reviewer(rows: Iterable[Decided], seconds: Iterable[SecondLook]) -> Mapping[str, Split]:
    """Person's id -> what they decided, and how far second opinions agree with it."""
    decided, second = _grouped(rows, lambda row: row.by), _grouped(seconds, lambda one: one.first)
    return {who: _split(who, mine, second.get(who, [])) for who, mine in decided.items() if who is not None}


def _grouped(rows: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    found: dict[K, list[T]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _split(name: str, rows: Sequence[Decided], seconds: Sequence[SecondLook]) -> Split:
    by_rule = {row.case for row in rows if row.by is None}
    cases = len({row.case for row in rows})
    return Split(name, cases, len(by_rule), with_proposal(rows, draws=0), with_second(seconds, draws=0))


def by_criterion(
    connection: Connection, who: Person, span: Span, rows: Iterable[Decided], disagreed: Iterable[tuple[str, int]]
) -> list[OfCriterion]:
    """A row a criterion that somebody named, answered otherwise or corrected."""
    check_may(who, Act.CHECK_QUALITY)
    named = Counter(row.criterion for row in rows if row.by is not None and row.criterion)
    otherwise, words = dict(disagreed), _words(connection, who, span)
    keys = named.keys() | otherwise.keys() | words.keys()
    told = [
        OfCriterion(key, named[key], otherwise.get(key, 0), *words.get(key, (0, 0)))
        for key in keys
    ]  # fmt: skip
    return sorted(told, key=lambda one: (-one.disagreed, -one.changed, -one.named, one.criterion))


def _words(connection: Connection, who: Person, span: Span) -> Mapping[str, tuple[int, int]]:
    """Criterion -> how many findings persons confirmed, and how many they corrected or rejected."""
    query = (
        select(correction.c.criterion, correction.c.word, func.count())
        .where(
            correction.c.organization == who.organization, correction.c.at >= span.since, correction.c.at < span.until
        )
        .group_by(correction.c.criterion, correction.c.word)
    )
    if span.policy:
        query = query.join(case, case.c.id == correction.c.case).where(case.c.policy == span.policy)
    found: dict[str, tuple[int, int]] = {}
    for criterion, word, count in connection.execute(query):
        confirmed, changed = found.get(criterion, (0, 0))
        found[criterion] = (confirmed + count * (word in CONFIRMED), changed + count * (word in CHANGED))
    return {key: told for key, told in found.items() if key and any(told)}


def by_week(rows: Iterable[Decided], seconds: Iterable[SecondLook], span: Span, zone: ZoneInfo) -> list[Week]:
    """Every week of the span, also those in which nothing was decided; weeks begin on Mondays."""
    first, last = monday(span.since, zone), monday(span.until - dt.timedelta(microseconds=1), zone)
    days = [first + dt.timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]
    begins = [dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC) for day in days]

    def week(one: Decided | SecondLook) -> dt.date:
        return days[max(bisect_right(begins, one.at) - 1, 0)]

    of_rows, of_seconds = _grouped(rows, week), _grouped(seconds, week)
    counts = {day: _counts(of_rows.get(day, ()), of_seconds.get(day, ())) for day in days}
    whole = {name: _share([counts[day][name] for day in days]) for name in SHARES}
    return [_week(day, of_rows.get(day, ()), counts[day], whole) for day in days]


SHARES = ("approved", "otherwise", "second")


def _counts(rows: Sequence[Decided], seconds: Sequence[SecondLook]) -> Mapping[str, tuple[int, int]]:
    """Of each share how many, of how many."""
    persons = [row for row in rows if row.by is not None]
    pairs = [pair for one in seconds for pair in one.pairs]
    return {
        "approved": (sum(row.outcome == APPROVED for row in rows), len(rows)),
        "otherwise": (sum(not row.as_proposed for row in persons), len(persons)),
        "second": (sum(first == second for first, second in pairs), len(pairs)),
    }


def _week(
    day: dt.date, rows: Sequence[Decided], counts: Mapping[str, tuple[int, int]], whole: Mapping[str, float | None]
) -> Week:  # fmt: skip
    shares = {name: _share([counts[name]]) for name in SHARES}
    outside = frozenset(name for name in SHARES if _is_outside(counts[name], whole[name]))
    times = looked(rows).values()
    by_rule = sum(row.by is None for row in rows)
    return Week(
        day,
        len(rows),
        by_rule,
        shares["approved"],
        shares["otherwise"],
        shares["second"],
        median(times) if times else None,
        outside,
    )


def _share(counts: Sequence[tuple[int, int]]) -> float | None:
    of = sum(count for _, count in counts)
    return sum(found for found, _ in counts) / of if of else None


def _is_outside(count: tuple[int, int], whole: float | None) -> bool:
    """Three standard deviations of a share of so many (a p-chart); of fewer than five nothing is said."""
    found, of = count
    if whole is None or of < 5:
        return False
    return abs(found / of - whole) > SIGMAS * sqrt(whole * (1 - whole) / of)


def monday(moment: dt.datetime, zone: ZoneInfo) -> dt.date:
    """The Monday of the week of that moment, where the organization is."""
    day = moment.astimezone(zone).date()
    return day - dt.timedelta(days=day.weekday())


def by_rule(rows: Iterable[Decided]) -> list[ByRule]:
    """What rules approved, and what persons found in the like that they looked at, a policy a row."""
    told: list[ByRule] = []
    for policy, mine in sorted(_grouped(rows, lambda row: row.policy).items()):
        cases = {row.case for row in mine if row.by is None}
        if not cases:
            continue
        # taken up again: it stands elsewhere than among the decided, or was decided once more
        again = {row.case for row in mine if row.round > 1 or row.state != DECIDED}
        alike = [row for row in mine if row.by and row.round == 1 and row.proposal == PROPOSED]
        otherwise = sum(not row.as_proposed for row in alike)
        last = max(row.at for row in mine if row.by is None)
        told.append(ByRule(policy, len(cases), last, len(cases & again), len(alike), otherwise,
                           most_likely_share(otherwise, len(alike))))  # fmt: skip
    return told

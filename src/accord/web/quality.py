"""Quality control, for medical directors and auditors: agreement, overrides, reviewers' time, drift, what rules approved."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy import Connection, func, select

from accord.access import Act, check_may, may
from accord.audit.chain import add_event
from accord.cases.agreement import Agreement
from accord.cases.quality import (
    Decided,
    Override,
    Reviewing,
    SecondLook,
    Span,
    criteria_disagreed,
    decided,
    looked,
    names,
    overrides,
    reviewing_of,
    second_looks,
)
from accord.cases.quality_by import (
    ByRule,
    OfCriterion,
    Split,
    Week,
    by_criterion,
    by_policy,
    by_reviewer,
    by_rule,
    by_week,
    monday,
    with_proposal,
    with_second,
)
from accord.cases.second_looks import MOST, looked_at_twice
from accord.db.tables import case, second_opinion
from accord.dossier.visible import one_line, visible
from accord.web.charts import Chart, chart
from accord.web.naming import criterion_named, policy_named
from accord.web.pages import page
from accord.web.visit import Visit, Visiting
from accord.web.words import names_of, time_words
from accord.wording import say, sentences

SPANS = (4, 13, 26, 52)  # weeks
USUAL = 13
MOST_OVERRIDES = 50
LONGEST_POLICY = 128
FEWEST = 10  # cases without which chance says more than kappa does
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "week",
    "policy",
    "reviewer",
    "lines",
    "approved",
    "as_proposed",
    "second_opinions",
    "second_agrees",
    "median_seconds",
)
router = APIRouter(prefix="/quality")


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything of one span, asked for once."""

    rows: Sequence[Decided]
    seconds: Sequence[SecondLook]
    named: Mapping[str, str]
    criteria: Sequence[OfCriterion]
    rules: Sequence[ByRule]


def checker(visit: Visiting) -> Visit:
    """Raises Forbidden for anybody else."""
    check_may(visit.person, Act.CHECK_QUALITY)
    return visit


Checker = Annotated[Visit, Depends(checker)]


@router.get("")
def show(request: Request, visit: Checker) -> Response:
    """The figures of a span."""
    weeks, span = _span(request, visit)
    with visit.site.database.reading() as connection:
        told = figures(connection, visit, span)
        policies = policies_of(connection, visit)
        drawn, given = _drawn(connection, visit, span)
        looks = _looks(connection, visit, span)
    persons = [row for row in told.rows if row.by is not None]
    by_week_ = by_week(told.rows, told.seconds, span, visit.zone)
    of_reviewer = by_reviewer(told.rows, told.seconds)
    return page(
        "quality", visit, here="/quality", weeks=weeks, spans=SPANS, policy=span.policy, policies=[(one, policy_named(one)) for one in policies],
        query=_query(weeks, span.policy), may_switch=may(visit.person, Act.SWITCH_RULE),
        may_open=may(visit.person, Act.SEE_CASES), any=bool(told.rows or told.seconds), looks=looks, most_looks=MOST,
        counts={
            "lines": len(told.rows), "persons": len({row.case for row in persons}),
            "by_rule": len({row.case for row in told.rows if row.by is None}),
            "overrides": sum(not row.as_proposed for row in persons), "drawn": drawn, "given": given,
        },
        agreements=[(say("web.quality.person_proposal"), _agreement(with_proposal(told.rows))),
                    (say("web.quality.first_second"), _agreement(with_second(told.seconds)))],
        policies_by=[_split(one) for one in by_policy(told.rows, told.seconds)],
        reviewers=[_reviewer(one, of_reviewer[one.person]) for one in reviewing_of(told.rows, told.named)],
        criteria=[(criterion_named(one.criterion), one) for one in told.criteria], rules=[_rule(one, visit) for one in told.rules],
        charts=charts(by_week_), weeks_by=[_week(one) for one in by_week_],
    )  # fmt: skip


@router.get("/overrides")
def read_overrides(request: Request, visit: Checker) -> Response:
    """What persons decided otherwise than was proposed, with their reasons. Each case that is shown counts as seen."""
    weeks, span = _span(request, visit)
    with visit.site.database.writing() as connection:
        found = overrides(connection, visit.person, span.since, span.until, span.policy, MOST_OVERRIDES)
        for one in dict.fromkeys(row.case for row in found):
            add_event(
                connection, visit.person.organization, visit.person.id, "override_read", f"case {one}", at=visit.now
            )
        named = names(connection, visit.person)
    return page(
        "overrides", visit, here="/quality", rows=[_override(one, named, visit) for one in found], most=MOST_OVERRIDES,
        query=_query(weeks, span.policy), may_open=may(visit.person, Act.SEE_CASES),
    )  # fmt: skip


@router.get("/figures.csv")
def give_figures(request: Request, visit: Checker) -> Response:
    """The figures by week, policy and reviewer, without any case, patient or word of a record."""
    weeks, span = _span(request, visit)
    with visit.site.database.writing() as connection:
        rows, seconds = decided(connection, visit.person, span), second_looks(connection, visit.person, span)
        named = names(connection, visit.person)
        told = {"weeks": weeks, "policy": span.policy}
        add_event(connection, visit.person.organization, visit.person.id, "quality_exported",
                  f"organization {visit.person.organization}", told, at=visit.now)  # fmt: skip
    written = io.StringIO(newline="")
    file = csv.writer(written)
    file.writerow(COLUMNS)
    file.writerows(_lines_of_file(rows, seconds, named, visit))
    name = f"accord-quality-{visit.now.astimezone(visit.zone).date()}.csv"
    return Response(
        written.getvalue(), media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


def figures(connection: Connection, visit: Visit, span: Span) -> Figures:
    """All that the page shows."""
    who = visit.person
    rows, seconds = decided(connection, who, span), second_looks(connection, who, span)
    disagreed = criteria_disagreed(connection, who, span.since, span.until, span.policy)
    return Figures(
        rows, seconds, names(connection, who), by_criterion(connection, who, span, rows, disagreed), by_rule(rows),
    )  # fmt: skip


def policies_of(connection: Connection, visit: Visit) -> list[str]:
    """Policies under which the organization has cases: from one to the next by their index, past all of its cases."""
    mine, found = case.c.organization == visit.person.organization, [""]
    while following := connection.execute(
        select(func.min(case.c.policy)).where(mine, case.c.policy > found[-1])
    ).scalar():
        found.append(following)
    return sorted(found[1:])


def charts(weeks: Sequence[Week]) -> list[Chart]:
    """Approvals, overrides, second opinions in percent; time in seconds."""
    days = [week.begins.isoformat() for week in weeks]
    shares = [
        chart(say(f"web.quality.chart_{name}"), days, [_percent(getattr(week, name)) for week in weeks],
              [name in week.outside for week in weeks], 100, " %")
        for name in ("approved", "otherwise", "second")
    ]  # fmt: skip
    seconds = [week.seconds for week in weeks]
    top = max((value for value in seconds if value is not None), default=0.0) or 60.0
    return [*shares, chart(say("web.quality.chart_seconds"), days, seconds, [False] * len(weeks), top, " s")]


def _span(request: Request, visit: Visit) -> tuple[int, Span]:
    """Whole weeks of the organization's calendar, the running one included."""
    asked = request.query_params.get("weeks", "")
    weeks = int(asked) if asked.isdigit() and len(asked) < 4 and int(asked) in SPANS else USUAL
    begins = monday(visit.now, visit.zone) - dt.timedelta(weeks=weeks - 1)
    since = dt.datetime.combine(begins, dt.time(), visit.zone).astimezone(dt.UTC)
    policy = request.query_params.get("policy", "")[:LONGEST_POLICY]
    return weeks, Span(since, visit.now + dt.timedelta(microseconds=1), policy)


def _query(weeks: int, policy: str) -> dict[str, str]:
    return {"weeks": str(weeks), **({"policy": policy} if policy else {})}


def _drawn(connection: Connection, visit: Visit, span: Span) -> tuple[int, int]:
    """How many cases that came in the span are looked at a second time, and how many opinions were given in it."""
    home = visit.person.organization
    came = select(func.count()).where(
        case.c.organization == home, case.c.sampled, case.c.received_at >= span.since, case.c.received_at < span.until
    )
    given = select(func.count()).where(
        second_opinion.c.organization == home, second_opinion.c.at >= span.since, second_opinion.c.at < span.until
    )
    if span.policy:
        came = came.where(case.c.policy == span.policy)
        given = given.join(case, case.c.id == second_opinion.c.case).where(case.c.policy == span.policy)
    return connection.execute(came).scalar_one(), connection.execute(given).scalar_one()


def _looks(connection: Connection, visit: Visit, span: Span) -> list[dict[str, Any]]:
    """The cases that are looked at a second time, and how far each is; what was decided of them is not told here."""
    found = looked_at_twice(connection, visit.person, span.since, span.until, span.policy)
    names = names_of(connection, visit.person.organization, [one.by for one in found])
    return [
        {
            "case": one.case, "reference": one.reference, "policy": policy_named(one.policy), "at": time_words(one.at, visit.zone),
            "why": say("web.quality.look_asked" if one.asked else "web.quality.look_drawn"),
            "stands": say("web.quality.look_waits") if one.by is None
            else say(f"web.quality.look_{one.standing.value}", who=names.get(one.by, "")),
        }
        for one in found
    ]  # fmt: skip


def _agreement(one: Agreement) -> dict[str, Any]:
    few = 0 < one.cases < FEWEST
    interval = "" if few or one.low is None or one.high is None else f"{one.low:.2f} – {one.high:.2f}"
    kappa = say("web.quality.too_few") if few else "–" if one.kappa is None else f"{one.kappa:.2f}"
    return {"cases": one.cases, "lines": one.lines, "percent": percent_words(one.percent), "interval": interval,
            "kappa": kappa}  # fmt: skip


def percent_words(percent: float | None) -> str:
    """'97.5 %'."""
    return "–" if percent is None else f"{percent:.1f} %"


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _split(one: Split) -> dict[str, Any]:
    return {"name": policy_named(one.name), "cases": one.cases, "by_rule": one.by_rule,
            "proposal": _agreement(one.proposal), "second": _agreement(one.second)}  # fmt: skip


def _reviewer(one: Reviewing, split: Split) -> dict[str, Any]:
    return {"name": one_line(one.name) or one.person, "cases": one.cases, "agreed": percent_words(100 * one.agreed),
            "seconds": round(one.seconds), "alarm": one.alarm, "second": _agreement(split.second)}  # fmt: skip


def _rule(one: ByRule, visit: Visit) -> dict[str, Any]:
    return {"policy": policy_named(one.policy), "cases": one.cases, "reopened": one.reopened, "looked_at": one.looked_at,
            "last": time_words(one.last, visit.zone) if one.last else "–", "otherwise": one.otherwise,
            "at_most": percent_words(_percent(one.at_most))}  # fmt: skip


def _week(one: Week) -> dict[str, Any]:
    return {
        "begins": one.begins.isoformat(), "lines": one.lines, "by_rule": one.by_rule,
        "approved": percent_words(_percent(one.approved)), "otherwise": percent_words(_percent(one.otherwise)),
        "second": percent_words(_percent(one.second)), "outside": one.outside,
        "seconds": "–" if one.seconds is None else f"{one.seconds:.0f} s",
    }  # fmt: skip


def _override(one: Override, named: Mapping[str, str], visit: Visit) -> dict[str, Any]:
    return {
        "case": one.case, "reference": one.reference, "line": one.line, "policy": policy_named(one.policy),
        "proposal": proposal_words(one.proposal), "outcome": say(f"web.outcome.{one.outcome}"),
        "criterion": criterion_named(one.criterion), "reason": visible(one.reason), "by": one_line(named.get(one.by, "")),
        "at": time_words(one.at, visit.zone),
    }  # fmt: skip


def proposal_words(proposal: str) -> str:
    """What was proposed; a kind of a later version by its own name."""
    key = f"proposal.payer_{proposal}"
    return say(f"proposal.payer_{proposal}") if key in sentences() else one_line(proposal)


def _lines_of_file(
    rows: Sequence[Decided], seconds: Sequence[SecondLook], named: Mapping[str, str], visit: Visit
) -> list[list[object]]:
    """A row for each week, policy and reviewer; approvals by a rule under 'rule'."""
    keys: dict[tuple[str, str, str], tuple[list[Decided], list[SecondLook]]] = {}
    for row in rows:
        keys.setdefault((monday(row.at, visit.zone).isoformat(), row.policy, row.by or ""), ([], []))[0].append(row)
    for one in seconds:
        keys.setdefault((monday(one.at, visit.zone).isoformat(), one.policy, one.first), ([], []))[1].append(one)
    return [
        [week, plain_cell(policy), plain_cell(named.get(by, by)) if by else "rule", *_cells(mine, theirs)]
        for (week, policy, by), (mine, theirs) in sorted(keys.items())
    ]


def _cells(rows: Sequence[Decided], seconds: Sequence[SecondLook]) -> list[object]:
    pairs = [pair for one in seconds for pair in one.pairs]
    times = looked(rows).values()
    return [
        len(rows), sum(row.outcome == "approved" for row in rows), sum(row.as_proposed for row in rows), len(pairs),
        sum(first == second for first, second in pairs), round(median(times), 1) if times else "",
    ]  # fmt: skip


def plain_cell(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    plain = one_line(words)
    return f"'{plain}" if plain.startswith(FORMULAS) else plain

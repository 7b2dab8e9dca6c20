"""The work list: where every case stands and how long is left. What was proposed is not shown here."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.datastructures import QueryParams

from accord.access import Act, may
from accord.cases.case import COUNTED, Case, Filter, cases_of, counts_of
from accord.cases.states import STATES, State, state_named
from accord.cases.views import list_cases
from accord.dossier.visible import one_line
from accord.errors import Invalid
from accord.web.naming import Named, policy_named
from accord.web.pages import page
from accord.web.visit import Visit, Visiting
from accord.web.words import due_of, names_of, state_words
from accord.wording import say

MOST = 50
SOON = dt.timedelta(hours=48)
LONGEST_NAME = 120
FILTERS = ("state", "whose", "due", "patient")
router = APIRouter()


@router.get("/cases")
def work_list(request: Request, visit: Visiting) -> Response:
    """A page of the cases of the person's organization; that it was looked at is kept before it is shown."""
    asked = request.query_params
    wanted, after = _wanted(asked, visit), _after(asked)
    with visit.site.database.reading() as connection:
        found = cases_of(connection, visit.person, wanted, MOST, after)
        counts = counts_of(connection, visit.person)
        names = names_of(connection, visit.person.organization, (case.owner for case in found.cases))
    kept = {name: asked[name] for name in FILTERS if asked.get(name)}
    list_cases(visit.site.database, visit.person, kept, len(found.cases), visit.now)
    onward = f"/cases?{urlencode({**kept, 'after': '|'.join(found.after)})}" if found.after else ""
    return page(
        "work_list", visit, here="/cases", rows=[_row(case, visit, names) for case in found.cases], onward=onward,
        begins=f"/cases?{urlencode(kept)}" if after else "", filtered=bool(kept),
        asked={name: kept.get(name, "") for name in FILTERS}, states=_states(visit, counts),
        total=_count(sum(counts.values())), may_make=may(visit.person, Act.MAKE_CASE),
    )  # fmt: skip


def _wanted(asked: QueryParams, visit: Visit) -> Filter:
    whose, state = asked.get("whose", ""), asked.get("state", "")
    return Filter(
        states=(state_named(state),) if state else (),
        owner=visit.person.id if whose == "mine" else None,
        unowned=whose == "nobody",
        patient=asked.get("patient", "")[:LONGEST_NAME],
        due_before=visit.now + SOON if asked.get("due") == "soon" else None,
    )


def _after(asked: QueryParams) -> tuple[str, str] | None:
    """From where the page goes on. Raises Invalid for what no link of ours says."""
    moment, _, case = asked.get("after", "").partition("|")
    if not moment:
        return None
    with suppress(ValueError):
        if case and dt.datetime.fromisoformat(moment).tzinfo is not None:
            return moment, case
    raise Invalid(say("web.wrong.link"), say("web.wrong.link_remedy"))


def _row(case: Case, visit: Visit, names: Any) -> dict[str, Any]:
    return {
        "case": case,
        "due": due_of(case, visit.now, visit.zone),
        "state": state_words(case.state),
        "patient": one_line(case.patient) or say("web.cases.no_name"),
        "services": one_line(case.services),
        "policy": policy_named(case.policy)
        if case.policy
        else Named(say(f"web.cases.{'no_policy' if case.proposal else 'reviewing'}"), ""),
        "owner": names.get(case.owner, "") if case.owner else say("web.cases.nobody"),
        "mine": case.owner == visit.person.id,
    }


def _states(visit: Visit, counts: dict[State, int]) -> list[dict[str, Any]]:
    """Every state of the organization's side with how many cases stand there."""
    return [
        {"value": state.value, "words": state_words(state), "count": _count(counts.get(state, 0))}
        for state, standing in STATES.items() if standing.side is visit.side
    ]  # fmt: skip


def _count(count: int) -> str:
    return str(count) if count <= COUNTED else say("web.cases.more_than", count=f"{COUNTED:,}")

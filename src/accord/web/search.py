"""Search across the organization's cases."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import QueryParams

from accord.access import Act, check_may
from accord.cases.search import COUNTED, NOBODY, WORDS, Found, Search, search
from accord.cases.states import STATES, state_named
from accord.cases.turns import colleagues
from accord.dossier.phrases import PROPOSAL
from accord.dossier.review import ProposalKind
from accord.dossier.visible import one_line
from accord.errors import AccordError, Invalid
from accord.policies.site import site_pack
from accord.web.naming import Named, policy_named
from accord.web.pages import page
from accord.web.visit import Visit, Visiting
from accord.web.words import names_of, state_words, time_words
from accord.wording import say

MOST = 50
LONGEST = 120
FIELDS = (*WORDS, "state", "proposal", "owner", "from", "until")
router = APIRouter(prefix="/search")


def searcher(visit: Visiting) -> Visit:
    """Raises Forbidden for whoever sees no cases."""
    check_may(visit.person, Act.SEE_CASES)
    return visit


Searcher = Annotated[Visit, Depends(searcher)]


@router.get("")
def show(request: Request, visit: Searcher) -> Response:
    """The form; with something to look for, a page of what fits."""
    asked, wrong, found = request.query_params, "", None
    kept = {name: asked[name][:LONGEST].strip() for name in FIELDS if asked.get(name, "").strip()}
    try:
        wanted, after = _wanted(kept, visit), _after(asked)
        found = search(visit.site.database, visit.person, wanted, visit.now, MOST, after) if wanted.asked else None
    except Invalid as told:
        wrong = str(told)
    with visit.site.database.reading() as connection:
        people = colleagues(connection, visit.person)
        owners = [case.owner for case in found.cases] if found else []
        names = names_of(connection, visit.person.organization, owners)
    return page(
        "search", visit, 422 if wrong else 200, here="/search", asked={name: kept.get(name, "") for name in FIELDS}, wrong=wrong,
        searched=found is not None, rows=[_row(case, visit, names) for case in found.cases] if found else [],
        total=_total(found), more=bool(found and found.total > COUNTED), people=people, nobody=NOBODY, **_choices(visit),
        onward=f"/search?{urlencode({**kept, 'after': '|'.join(found.after)})}" if found and found.after else "",
        begins=f"/search?{urlencode(kept)}" if asked.get("after") else "",
    )  # fmt: skip


def _wanted(kept: dict[str, str], visit: Visit) -> Search:
    """Raises Invalid, NotFound for what no form of ours says."""
    proposal = kept.get("proposal", "")
    if proposal and proposal not in {one.value for one in ProposalKind}:
        raise Invalid(say("web.search.no_proposal"))
    start, end = _day(kept.get("from", "")), _day(kept.get("until", ""))
    if start and end and end < start:
        raise Invalid(say("web.search.until_before_from"))
    return Search(
        **{name: kept.get(name, "") for name in WORDS},
        state=state_named(kept["state"]) if "state" in kept else None,
        proposal=proposal,
        owner=kept.get("owner", ""),
        received_from=_midnight(start, visit) if start else None,
        received_until=_midnight(end + dt.timedelta(days=1), visit) if end else None,
    )


def _day(told: str) -> dt.date | None:
    """Raises Invalid for what is no day; of the far ends of the calendar too, whose neighbours are none."""
    if not told:
        return None
    with suppress(ValueError):
        day = dt.date.fromisoformat(told)
        if 1900 <= day.year <= 2999:
            return day
    raise Invalid(say("web.search.no_day"))


def _midnight(day: dt.date, visit: Visit) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), visit.zone).astimezone(dt.UTC)


def _after(asked: QueryParams) -> tuple[str, str] | None:
    """From where the page goes on. Raises Invalid for what no link of ours says."""
    moment, _, case = asked.get("after", "").partition("|")
    if not moment:
        return None
    with suppress(ValueError):
        if case and dt.datetime.fromisoformat(moment).tzinfo is not None:
            return moment, case
    raise Invalid(say("web.wrong.link"), say("web.wrong.link_remedy"))


def _choices(visit: Visit) -> dict[str, Any]:
    return {
        "states": [
            (state.value, state_words(state)) for state, standing in STATES.items() if standing.side is visit.side
        ],
        "proposals": [(kind.value, say(PROPOSAL[visit.side, kind])) for kind in ProposalKind],
        "policies": _policies(),
    }


def _policies() -> list[tuple[str, str]]:
    """Those of the site; of a site whose policies cannot be read none: the search goes on without."""
    try:
        return [(one.id, one_line(one.title)) for one in site_pack().policies]
    except AccordError:
        return []


def _total(found: Found | None) -> str:
    if found is None:
        return ""
    if found.total > COUNTED:
        return say("web.search.very_many", most=f"{COUNTED:,}")
    return say("web.search.found_one") if found.total == 1 else say("web.search.found", count=found.total)


def _row(case: Any, visit: Visit, names: Any) -> dict[str, Any]:
    return {
        "id": case.id,
        "reference": case.reference,
        "received": time_words(case.received_at, visit.zone),
        "patient": one_line(case.patient) or say("web.cases.no_name"),
        "born": case.born.isoformat() if case.born else "",
        "state": state_words(case.state),
        "services": one_line(case.services),
        "policy": policy_named(case.policy) if case.policy else Named("–", ""),
        "owner": names.get(case.owner, "") if case.owner else say("web.cases.nobody"),
    }

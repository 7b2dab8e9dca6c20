"""Two reviews of one case side by side: what came, what went, what is answered otherwise and on which proof."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from accord.cases.case import case_of
from accord.cases.comparing import Reviewed, compare, reviews_of
from accord.cases.opinions import check_may_see_decision
from accord.cases.views import open_form
from accord.errors import Invalid
from accord.web.changes_shown import changes_view
from accord.web.pages import page
from accord.web.visit import Visit, Visiting
from accord.web.words import state_words, time_words
from accord.wording import say

router = APIRouter(prefix="/cases/{case_id}")


@router.get("/compare")
def show(case_id: str, request: Request, visit: Visiting) -> Response:
    """Any two reviews, chosen by their dates; without a choice the last two."""
    with visit.site.database.reading() as connection:
        case = case_of(connection, visit.person, case_id)
        check_may_see_decision(connection, visit.person, case_id)
        there = reviews_of(connection, case_id)
    before = _chosen(request.query_params.get("before", ""), there, -2)
    after = _chosen(request.query_params.get("after", ""), there, -1)
    found = compare(visit.site.database, visit.person, case_id, before, after, visit.now) if len(there) > 1 else None
    if found is None:
        open_form(visit.site.database, visit.person, case_id, "compare", visit.now)
    return page(
        "compare", visit, here="/cases", case=case, state=state_words(case.state), before=before, after=after,
        reviews=[{"number": one.number, "words": _words(one, visit)} for one in there],
        c=changes_view(found) if found is not None else None,
    )  # fmt: skip


def _chosen(told: str, there: list[Reviewed], usual: int) -> int:
    """The number of a review. Raises Invalid for what no form of ours says."""
    if not told:
        return there[usual].number if len(there) >= -usual else 0
    if not told.isdigit() or len(told) > 6:
        raise Invalid(say("web.wrong.link"), say("web.wrong.link_remedy"))
    return int(told)


def _words(one: Reviewed, visit: Visit) -> str:
    return say("web.compare.review", number=one.number, at=time_words(one.at, visit.zone))

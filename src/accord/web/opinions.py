"""Second opinions: asked for, taken on, given without knowing the first decision, and then held against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection, select
from starlette.datastructures import FormData

from accord.access import Act, check_may
from accord.cases.case import Case, case_of, decisions_of, lines_of
from accord.cases.decisions import Line, LineDecision, Outcome
from accord.cases.files import files_of
from accord.cases.opinions import (
    Opinion,
    Waiting,
    ask_opinion,
    blind_content,
    check_may_see_decision,
    give_opinion,
    given_by,
    may_see_decision,
    opinion_of,
    owed_by,
    take_opinion,
    waiting_for_opinion,
)
from accord.cases.views import open_case, open_form
from accord.db.tables import opinion_asked
from accord.dossier.visible import one_line, visible
from accord.errors import AccordError, Conflict, Forbidden, Invalid, NotFound
from accord.web.naming import criterion_named
from accord.web.pages import page
from accord.web.problems import status_of
from accord.web.quality import proposal_words
from accord.web.shown import Shown, shown
from accord.web.visit import Sent, Visit, Visiting, word
from accord.web.words import names_of, time_words
from accord.wording import say

ANSWERS = (Outcome.APPROVED, Outcome.MODIFIED, Outcome.DENIED)
# What somebody who owes an opinion is shown of a case beside its own page: the papers as they came.
STILL_SHOWN = frozenset({"/cases/{case_id}/files/{number}", "/cases/{case_id}/pictures/{name}"})
LONGEST_WORDS = 4_000
router = APIRouter(prefix="/opinions")


def keep_blind(request: Request, visit: Visiting) -> None:
    """Before every page of a case. Raises Forbidden for who owes a second opinion on it: it would show what was decided."""
    path = str(getattr(request.scope.get("route"), "path", ""))
    if path.startswith(router.prefix) or path in STILL_SHOWN:
        return
    case_id = str(request.path_params.get("case_id", ""))
    with visit.site.database.reading() as connection:
        if not may_see_decision(connection, visit.person, case_id):
            raise Forbidden(say("web.opinions.owed"), say("web.opinions.owed_remedy"))


def giver(visit: Visiting) -> Visit:
    """Raises Forbidden for anybody else."""
    check_may(visit.person, Act.GIVE_OPINION)
    return visit


def asker(visit: Visiting) -> Visit:
    """Raises Forbidden for anybody else."""
    check_may(visit.person, Act.APPROVE)
    return visit


Giver = Annotated[Visit, Depends(giver)]
Asker = Annotated[Visit, Depends(asker)]


@router.get("")
def lists(visit: Giver) -> Response:
    """What waits, what the person took on, what they gave."""
    with visit.site.database.reading() as connection:
        waiting, owed = waiting_for_opinion(connection, visit.person), owed_by(connection, visit.person)
        given = given_by(connection, visit.person)
    return page(
        "opinions", visit, here="/opinions", waiting=[_waiting(one, visit) for one in waiting],
        owed=[_waiting(one, visit) for one in owed],
        given=[{"case": id_, "reference": reference, "at": time_words(at, visit.zone)} for id_, reference, at in given],
    )  # fmt: skip


@router.get("/{case_id}/ask")
def ask_form(case_id: str, visit: Asker) -> Response:
    """Why is one wanted?"""
    return _ask(visit, _case(visit, case_id))


@router.post("/{case_id}/ask")
def ask(case_id: str, visit: Asker, form: Sent) -> Response:
    """Asks for one, or the form again."""
    _case(visit, case_id)
    try:
        why = word(form, "why")[:LONGEST_WORDS]
        ask_opinion(visit.site.database, visit.person, case_id, _version(form), why, visit.now)
    except (Invalid, Conflict) as wrong:
        return _ask(visit, _case(visit, case_id), word(form, "why"), wrong)
    return RedirectResponse(f"/cases/{case_id}", 303)


@router.post("/{case_id}/take")
def take(case_id: str, visit: Giver, form: Sent) -> Response:
    """From now on the case shows this person no decision."""
    with visit.site.database.reading() as connection:
        case_of(connection, visit.person, case_id)
    take_opinion(visit.site.database, visit.person, case_id, visit.now, _version(form))
    return RedirectResponse(f"/opinions/{case_id}", 303)


@router.get("/{case_id}")
def show(case_id: str, visit: Visiting) -> Response:
    """To who owes the opinion the case without any decision, with the form; to others both answers beside each other."""
    with visit.site.database.reading() as connection:
        case = case_of(connection, visit.person, case_id)
        owes = not may_see_decision(connection, visit.person, case_id)
        told = opinion_of(connection, visit.person, case_id)
    if owes:
        return _blind(visit, case, {})
    if told is None:
        raise NotFound(say("web.opinions.none"), say("web.opinions.none_remedy"))
    open_case(visit.site.database, visit.person, case_id, visit.now)
    return _both(visit, case, told)


@router.post("/{case_id}")
def give(case_id: str, visit: Giver, form: Sent) -> Response:
    """Gives the opinion, once; or the form again with what was written."""
    with visit.site.database.reading() as connection:
        case = case_of(connection, visit.person, case_id)
        lines = lines_of(connection, case_id)
        if may_see_decision(connection, visit.person, case_id):
            raise NotFound(say("web.opinions.not_yours"), say("web.opinions.none_remedy"))
    otherwise = [str(one) for one in form.getlist("otherwise")]
    try:
        note = word(form, "note")[:LONGEST_WORDS]
        give_opinion(visit.site.database, visit.person, case_id, _outcomes(form, lines), otherwise, note, visit.now)
    except (Invalid, Conflict) as wrong:
        return _blind(visit, case, _written(form, otherwise), wrong)
    return RedirectResponse(f"/opinions/{case_id}", 303)


def _version(form: FormData) -> int:
    told = word(form, "version")
    if not told.isdigit() or len(told) > 9:
        raise Invalid(say("web.wrong.unreadable"), say("web.wrong.form_remedy"))
    return int(told)


def _outcomes(form: FormData, lines: Sequence[Line]) -> dict[int, Outcome]:
    told = {line.number: word(form, f"outcome-{line.number}") for line in lines}
    if not set(told.values()) <= {one.value for one in ANSWERS}:
        raise Invalid(say("web.opinions.no_outcome"))
    return {line: Outcome(answer) for line, answer in told.items()}


def _written(form: FormData, otherwise: Sequence[str]) -> dict[str, Any]:
    return {**{name: word(form, name) for name in form if name.startswith("outcome-")}, "note": word(form, "note"),
            "otherwise": set(otherwise)}  # fmt: skip


def _case(visit: Visit, case_id: str) -> Case:
    with visit.site.database.reading() as connection:
        case = case_of(connection, visit.person, case_id)
        check_may_see_decision(connection, visit.person, case_id)
    return case


def _ask(visit: Visit, case: Case, why: str = "", wrong: AccordError | None = None) -> Response:
    open_form(visit.site.database, visit.person, case.id, "second opinion", visit.now)
    return page("opinion_ask", visit, status_of(wrong) if wrong else 200, here="/cases", case=case, why=why,
                wrong=str(wrong) if wrong else "")  # fmt: skip


def _blind(visit: Visit, case: Case, written: Mapping[str, Any], wrong: AccordError | None = None) -> Response:
    """Of the case its lines, its criteria with their evidence as they were read, and its papers; nothing that anybody
    proposed, said or decided."""
    told, lines = _shown(visit, case)
    open_case(visit.site.database, visit.person, case.id, visit.now)
    return page(
        "opinion", visit, status_of(wrong) if wrong else 200, here="/opinions", case=case, lines=lines, v=told.view,
        document=told.document, written=written, otherwise=written.get("otherwise", set()),
        outcomes=[(one.value, say(f"web.outcome.{one.value}")) for one in ANSWERS], wrong=str(wrong) if wrong else "",
    )  # fmt: skip


def _shown(visit: Visit, case: Case) -> tuple[Shown, list[Line]]:
    with visit.site.database.reading() as connection:
        files, content = files_of(connection, case.id), blind_content(connection, case)
        lines = lines_of(connection, case.id)
    told = shown(visit.site.database, case, content, files) if content else None
    if told is None:
        raise Conflict(say("web.opinions.no_review"), say("web.opinions.no_review_remedy"))
    return told, lines


def _both(visit: Visit, case: Case, told: Opinion) -> Response:
    with visit.site.database.reading() as connection:
        lines = lines_of(connection, case.id)
        first = [(one, row) for round_, one, row in decisions_of(connection, case.id) if round_ == 1]
        asked = _asked(connection, case.id)
        who = [told.by, *(row.by for _, row in first), *([asked["by"]] if asked else [])]
        named = names_of(connection, visit.person.organization, who)
    answers = {one.line: (one, row) for one, row in first}
    return page(
        "opinion_both", visit, here="/opinions", case=case, given=time_words(told.at, visit.zone),
        by=one_line(named.get(told.by, "")), note=visible(told.note), otherwise=[criterion_named(key) for key in told.disagreements],
        proposal=proposal_words(case.proposal),
        asked={**asked, "by": one_line(named.get(asked["by"], ""))} if asked else None,
        rows=[_row(line, answers.get(line.number), told.outcomes.get(line.number), named) for line in lines],
    )  # fmt: skip


def _row(
    line: Line, first: tuple[LineDecision, Any] | None, second: Outcome | None, named: Mapping[str, str]
) -> dict[str, Any]:
    decided, row = first if first else (None, None)
    return {
        "line": line, "first": say(f"web.outcome.{decided.outcome.value}") if decided else "",
        "by": one_line(named.get(row.by or "", row.rule)) if row else "",
        "reason": visible(decided.reason) if decided else "",
        "second": say(f"web.outcome.{second.value}") if second else "–",
        "agree": decided is not None and decided.outcome is second,
    }  # fmt: skip


def _asked(connection: Connection, case_id: str) -> dict[str, str] | None:
    row = connection.execute(select(opinion_asked).where(opinion_asked.c.case == case_id)).first()
    return {"by": row.by, "why": visible(row.why)} if row is not None else None


def _waiting(one: Waiting, visit: Visit) -> dict[str, Any]:
    return {"case": one.case, "reference": one.reference, "version": one.version, "received": time_words(one.received_at, visit.zone),
            "asked": time_words(one.asked_at, visit.zone) if one.asked_at else ""}  # fmt: skip

"""Findings are judged: confirmed, corrected or rejected by whoever works on the case; contradictions are resolved."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from accord.access import Act, check_may
from accord.cases.case import Case, case_of
from accord.cases.correcting import Typed, corrected, fields_of, typed_of
from accord.cases.corrections import words_of
from accord.cases.files import files_of
from accord.cases.jobs import review_waits
from accord.cases.judging import as_read, judge_finding, resolve, withdraw
from accord.cases.reviews import newest_content
from accord.cases.views import open_case, open_part
from accord.dossier.correction import FindingKeys, Word
from accord.dossier.phrases import quote as quoted_words
from accord.dossier.phrases import read_as
from accord.dossier.phrases import where as where_words
from accord.dossier.visible import one_line
from accord.errors import AccordError, Conflict, Invalid, NotFound
from accord.records.findings import Finding, Side
from accord.records.places import Place
from accord.web.judged import judged_values, may_judge, said_words, spoken_of
from accord.web.laid import Laid
from accord.web.pages import fragment, page
from accord.web.problems import status_of
from accord.web.shown import Shown, shown
from accord.web.visit import Sent, Visit, Visiting, word
from accord.wording import say

WORDS = {"confirm": Word.CONFIRMED, "correct": Word.CORRECTED, "reject": Word.REJECTED}
SHORT = 10
router = APIRouter(prefix="/cases/{case_id}")


@router.get("/findings/{key}")
def ask(case_id: str, key: str, request: Request, visit: Visiting) -> Response:
    """What was said of a finding, and the forms to say more; for the script one form alone."""
    case, told, _ = judged_case(visit, case_id)
    criterion, only = request.query_params.get("criterion", ""), request.query_params.get("only", "")
    was = as_read(told.review, criterion, key)
    if is_part(request):
        open_part(visit.site.database, visit.person, case_id, "finding", visit.now)
    else:
        open_case(visit.site.database, visit.person, case_id, visit.now)
    asked = {"criterion": criterion, "id": request.query_params.get("id", ""), "do": "", "reason": ""}
    return _form(visit, case, told, key, was, asked, typed_of(was), only if only in WORDS else "")


@router.post("/findings")
def say_it(case_id: str, request: Request, visit: Visiting, form: Sent) -> Response:
    """A word on a finding: the page again, or for the script the criterion with what was said; or the form and what is wrong."""
    check_may(visit.person, Act.JUDGE_FINDING)
    case, told, content = judged_case(visit, case_id)
    asked = _asked(form)
    typed = Typed(*(word(form, name) for name in ("value", "unit", "date", "side", "quote")))
    try:
        _keep(visit, case_id, told, asked, typed)
    except (Conflict, Invalid) as wrong:
        was = as_read(told.review, asked["criterion"], asked["finding"])
        return _form(visit, case, told, asked["finding"], was, asked, typed, "", wrong, part=is_part(request))
    if not is_part(request):
        return RedirectResponse(f"/cases/{case_id}#{quote(asked['id'])}", 303)
    return criterion_part(visit, case, told, content, asked["criterion"], asked["id"])


@router.post("/conflicts")
def resolve_one(case_id: str, visit: Visiting, form: Sent) -> Response:
    """How a contradiction is to be understood, and why."""
    check_may(visit.person, Act.JUDGE_FINDING)
    with visit.site.database.reading() as connection:
        case_of(connection, visit.person, case_id)
    seen, conflict, reason = _number(word(form, "seen")), word(form, "conflict"), word(form, "reason")
    try:
        resolve(visit.site.database, visit.person, case_id, conflict, seen, reason, visit.now)
    except (Conflict, Invalid) as wrong:
        return _conflict_again(visit, case_id, conflict, reason, wrong)
    return RedirectResponse(f"/cases/{case_id}#conflicts", 303)


def _conflict_again(visit: Visit, case_id: str, conflict: str, reason: str, wrong: AccordError) -> Response:
    """The contradiction with what was written and what is wrong. Raises what was wrong where the case has none such."""
    case, told, content = judged_case(visit, case_id)
    item = next((one for one in told.view["conflicts"] if one["conflict"] == conflict), None)
    if item is None:
        raise wrong
    with visit.site.database.reading() as connection:
        spoken = judged_values(connection, visit, case, told, content)["spoken"].get(conflict)
    open_part(visit.site.database, visit.person, case_id, "contradiction", visit.now)
    return page(
        "conflict", visit, status_of(wrong), here="/cases", case=case, item=item, reason=reason, wrong=str(wrong),
        seen=spoken.last if spoken else 0,
    )  # fmt: skip


def criterion_part(visit: Visit, case: Case, told: Laid, content: str, key: str, anchor: str) -> Response:
    """One criterion as the page shows it, for the script to put in its place."""
    found = shown_criterion(told, key, anchor)
    with visit.site.database.reading() as connection:
        values = judged_values(connection, visit, case, told, content)
        values["behind"] = "waits" if review_waits(connection, case.id) else ""
    made = fragment("criterion", c=found, case=case, visit=visit, **values)
    again = fragment("again", case=case, visit=visit, content=content, oob=True, may_edit=True, **values)
    headers = {"hx-retarget": f'[id="{found["id"]}"]', "hx-reswap": "outerHTML"}
    return HTMLResponse(made + again, headers=headers)


def shown_criterion(told: Laid, key: str, anchor: str) -> dict[str, Any]:
    """The criterion as shown; of several parts that weigh it the one that was asked for, else the first. Raises NotFound."""
    found = [c for part in told.view["parts"] for c in part["criteria"] if c["key"] == one_line(key)]
    if not found:
        raise NotFound(say("web.case.no_criterion"))
    return next((c for c in found if c["id"] == anchor), found[0])


def is_part(request: Request) -> bool:
    """Does the script ask, for a piece of the page?"""
    return request.headers.get("hx-request") == "true"


def _keep(visit: Visit, case_id: str, told: Shown, asked: dict[str, str], typed: Typed) -> None:
    database, seen = visit.site.database, _number(asked["seen"])
    if asked["do"] == "withdraw":
        key = _key_as_read(told, asked)
        withdraw(database, visit.person, case_id, key, seen, asked["reason"], visit.now)
        return
    if asked["do"] not in WORDS:
        raise Invalid(say("web.judge.no_word"))
    becomes: Finding | None = None
    if asked["do"] == "correct":
        was = as_read(told.review, asked["criterion"], asked["finding"])
        becomes = corrected(told.record, was, typed).finding
    judge_finding(
        database, visit.person, case_id, asked["criterion"], asked["finding"], seen, WORDS[asked["do"]], asked["reason"],
        visit.now, becomes,
    )  # fmt: skip


def _key_as_read(told: Shown, asked: dict[str, str]) -> str:
    """A finding that was corrected is known by what was read; one that the record no longer holds by what was said of it."""
    if any(one.finding == asked["finding"] for one in told.review.corrections):
        return asked["finding"]
    return FindingKeys.of(told.review.record).key(as_read(told.review, asked["criterion"], asked["finding"]))


def judged_case(visit: Visit, case_id: str) -> tuple[Case, Shown, str]:
    """The case, its newest review as shown, and under which content that is kept. Raises NotFound where none was made."""
    with visit.site.database.reading() as connection:
        case = case_of(connection, visit.person, case_id)
        files, content = files_of(connection, case_id), newest_content(connection, case_id)
    told = shown(visit.site.database, case, content, files) if content else None
    if told is None:
        raise NotFound(say("web.case.no_criterion"))
    return case, told, content


def _asked(form: FormData) -> dict[str, str]:
    """What stands in the form; of the button that confirms, all of it in one value."""
    packed = word(form, "confirm").split("|")
    if len(packed) == 4:
        return {"do": "confirm", "reason": "", **dict(zip(("finding", "criterion", "id", "seen"), packed, strict=True))}
    return {name: word(form, name) for name in ("do", "finding", "criterion", "id", "seen", "reason")}


def _number(told: str) -> int:
    if not told.isdigit() or len(told) > 9:
        raise Invalid(say("web.wrong.unreadable"), say("web.wrong.form_remedy"))
    return int(told)


def _form(
    visit: Visit, case: Case, told: Shown, key: str, was: Finding, asked: dict[str, str], typed: Typed, only: str,
    wrong: AccordError | None = None, *, part: bool = False,
) -> Response:  # fmt: skip
    with visit.site.database.reading() as connection:
        rows = words_of(connection, case.id)
    spoken = spoken_of(rows, told.review, visit.zone).get(key)
    mine = {row.number for row in rows if spoken and said_words(row, visit.zone) in spoken.rows}
    criterion = shown_criterion(told, asked["criterion"], asked["id"])
    if only == "" and part and wrong is not None:
        only = asked["do"] if asked["do"] in ("correct", "reject") else ""
    response = page(
        "finding", visit, status_of(wrong) if wrong else 200, here="/cases", case=case, key=key, short=key[:SHORT],
        criterion=criterion["key"], anchor=criterion["id"], question=criterion["question"] or criterion["text"],
        words=quoted_words(was.place), where=where_words(was.place), read_as=read_as(was),
        rows=[{"at": "", "words": said_words(row, visit.zone)} for row in rows if row.number in mine],
        last=spoken.last if spoken else 0, standing=spoken.word if spoken else "", judges=may_judge(visit, case),
        fields=fields_of(was), typed=typed, quotable=isinstance(was.place, Place), choices=_choices(was),
        only=only, written=asked, wrong=str(wrong) if wrong else "",
    )  # fmt: skip
    if part:
        response.headers["hx-retarget"] = f'[id="judge-{key[:SHORT]}"]'
        response.headers["hx-reselect"] = ".judge"
        response.headers["hx-reswap"] = "outerHTML"
    return response


def _choices(was: Finding) -> dict[str, list[tuple[str, str]]]:
    sides = [("", say("web.judge.no_side")), *((one.value, one.value) for one in Side)]
    told = {"side": sides}
    if isinstance(was.value, bool):
        told["value"] = [("yes", say("finding.yes")), ("no", say("finding.no"))]
    return told

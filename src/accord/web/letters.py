"""Letters of a case: written as sentences that keep their citations, kept as versions, signed, sent, taken as PDF."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from accord.access import Act, check_may, may
from accord.access.sessions import check_form_token
from accord.cases import letters as kept
from accord.cases.case import case_of
from accord.cases.comparing import reviews_of
from accord.cases.letter_making import advice, composed, fitting, title_of
from accord.cases.reviews import kept_review
from accord.cases.views import list_letters
from accord.dossier.changes import changes
from accord.dossier.editing import Draft, Marked, Written, lacks_of, mark, struck_count
from accord.dossier.editing.paper import brief_paper, numbers_of, paper_view
from accord.dossier.pdf import brief_pdf, letter_pdf
from accord.errors import AccordError, Conflict, Invalid, NotFound
from accord.web.case_page import attachment
from accord.web.changes_shown import changes_view
from accord.web.desk import Desk, desk_of
from accord.web.letter_form import Filled, filled, standing, without_empty
from accord.web.letter_shown import advice_view, counts, editor_view, mark_view, paper_sections, version_view
from accord.web.pages import fragment, page
from accord.web.problems import status_of
from accord.web.security import check_origin
from accord.web.signed_letters import send_kept, signed_line
from accord.web.visit import Sent, Visiting, word
from accord.web.words import names_of, state_words, time_words
from accord.wording import say

MOST_FIELDS = 6_000  # a long letter has several fields for each of its sentences
router = APIRouter(prefix="/cases/{case_id}/letters")


async def long_form(request: Request, visit: Visiting) -> AsyncGenerator[FormData]:
    """A form of a letter. Raises Forbidden for any that is not ours."""
    check_origin(request.headers)
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
        check_form_token(visit.session, word(form, "form_token"))
        yield form


Long = Annotated[FormData, Depends(long_form)]


@router.get("")
def all_letters(case_id: str, visit: Visiting) -> Response:
    """What may be written now, and every version that was kept."""
    desk = desk_of(case_id, visit)
    if desk is None:
        return RedirectResponse(f"/cases/{case_id}", 303)
    with visit.site.database.reading() as connection:
        versions = kept.versions_of(connection, case_id)
        names = names_of(connection, desk.case.organization, [who for one in versions for who in (one.by, one.sent_by)])
    newest = {one.kind: one for one in reversed(versions)}
    list_letters(visit.site.database, visit.person, case_id, visit.now)
    return page(
        "letters", visit, here="/cases", case=desk.case, state=state_words(desk.case.state),
        open=[{"kind": kind.value, "title": title_of(kind), "number": newest[kind].number if kind in newest else 0}
              for kind in fitting(desk.case.state, desk.ground)],
        versions=[version_view(one, names, visit) for one in versions], may_edit=may(visit.person, Act.EDIT_CASE),
    )  # fmt: skip


@router.get("/{kind}")
def write(case_id: str, kind: str, request: Request, visit: Visiting) -> Response:
    """The newest version of a letter, or the letter as it is composed, to be changed."""
    desk, written = desk_of(case_id, visit), _kind(kind)
    if desk is None:
        return RedirectResponse(f"/cases/{case_id}", 303)
    anew, denial = "anew" in request.query_params, request.query_params.get("denial", "")[:300]
    with visit.site.database.reading() as connection:
        number = kept.newest_number(connection, case_id, written)
        found = kept.letter_of(connection, case_id, written, number) if number and not anew else None
    if found is None and written not in fitting(desk.case.state, desk.ground):
        raise Conflict(say("letter_edit.not_now"), say("letter_edit.not_now_remedy"))
    draft = found[1] if found else composed(written, desk.ground, denial)
    kept.open_letter(visit.site.database, visit.person, case_id, written, number, visit.now)
    return _editor(desk, draft, number, found[0] if found else None, anew=anew)


@router.post("/{kind}")
def change(case_id: str, kind: str, visit: Visiting, form: Long) -> Response:
    """The letter with what was changed: checked and shown again, or kept as the next version."""
    check_may(visit.person, Act.EDIT_CASE)
    desk, written = desk_of(case_id, visit, long=True), _kind(kind)
    if desk is None:
        return RedirectResponse(f"/cases/{case_id}", 303)
    base, number = _base(desk, written, form)
    told = filled(form, base, desk.passages(base), visit.person, visit.now)
    if word(form, "do") != "keep" or not told.whole:
        return _editor(desk, told.draft, number, None, told, status=200 if told.whole else 422, changed=True)
    try:
        draft = without_empty(standing(told.draft, told.gone))
        made = kept.keep_version(
            visit.site.database, visit.person, case_id, number, draft, desk.checks(written, draft.denial), desk.ground,
            visit.now,
        )  # fmt: skip
    except (Conflict, Invalid) as wrong:
        return _editor(desk, told.draft, number, None, told, str(wrong), status_of(wrong), changed=True)
    return RedirectResponse(f"/cases/{case_id}/letters/{written.value}/{made}", 303)


@router.post("/{kind}/check")
def check_one(case_id: str, kind: str, visit: Visiting, form: Long) -> Response:
    """For the script: what is to be said of one sentence as it is being written."""
    check_may(visit.person, Act.EDIT_CASE)
    desk, written = desk_of(case_id, visit, long=True), _kind(kind)
    if desk is None:
        raise NotFound(say("web.wrong.no_page"), say("web.wrong.no_page_remedy"))
    base, _ = _base(desk, written, form)
    told = filled(form, base, desk.passages(base), visit.person, visit.now)
    wanted = next((one for one in told.draft.sentences if str(one.id) == word(form, "id")), None)
    if wanted is None:
        raise NotFound(say("web.wrong.no_page"), say("web.wrong.no_page_remedy"))
    found = mark(wanted, desk.sources(written, base.denial), desk.stores)
    return HTMLResponse(fragment("letter_mark", s={"id": wanted.id, **mark_view(found)}))


@router.get("/{kind}/{number}")
def read_version(case_id: str, kind: str, number: int, visit: Visiting) -> Response:
    """A version as it was kept, checked against the record as it is now; what can be done with it."""
    desk, written = desk_of(case_id, visit), _kind(kind)
    if desk is None:
        return RedirectResponse(f"/cases/{case_id}", 303)
    return _version(desk, written, number)


@router.get("/{kind}/{number}/pdf")
def give_pdf(case_id: str, kind: str, number: int, visit: Visiting) -> Response:
    """The version as PDF/A; that it was taken away is kept."""
    desk, written = desk_of(case_id, visit, long=True), _kind(kind)
    if desk is None:
        return RedirectResponse(f"/cases/{case_id}", 303)
    version, draft, marks = _found(desk, written, number)
    lacks = lacks_of(draft, desk.ground.review, marks)
    day = (version.sent_at or version.at).astimezone(visit.zone).date()
    view = paper_view(draft, desk.ground.review, marks, day, lacks, signed_line(version, visit))
    data = brief_pdf(brief_paper(view)) if written is Written.BRIEF else letter_pdf(view)
    kept.take_letter(visit.site.database, visit.person, case_id, written, number, visit.now)
    name = f"{desk.case.reference} {written.value} {number}.pdf"
    return Response(data, media_type="application/pdf", headers=attachment(name))


@router.post("/{kind}/{number}/sign")
def sign(case_id: str, kind: str, number: int, visit: Visiting, form: Sent) -> Response:
    """The person's name under the letter."""
    check_may(visit.person, Act.SIGN_LETTER)
    desk, written = desk_of(case_id, visit, long=True), _kind(kind)
    if desk is None:
        return RedirectResponse(f"/cases/{case_id}", 303)
    del form
    try:
        _, draft, _ = _found(desk, written, number)
        checks = desk.checks(written, draft.denial)
        kept.sign_version(
            visit.site.database, visit.person, case_id, written, number, checks, desk.ground, visit.now
        )  # fmt: skip
    except (Conflict, Invalid) as wrong:
        return _version(desk, written, number, wrong)
    return RedirectResponse(f"/cases/{case_id}/letters/{written.value}/{number}", 303)


@router.post("/{kind}/{number}/send")
def send(case_id: str, kind: str, number: int, visit: Visiting, form: Sent) -> Response:
    """The letter goes out, with the step that it belongs to."""
    check_may(visit.person, Act.EDIT_CASE)
    desk, written = desk_of(case_id, visit, long=True), _kind(kind)
    if desk is None:
        return RedirectResponse(f"/cases/{case_id}", 303)
    told = word(form, "version")
    try:
        send_kept(desk, written, number, int(told) if told.isdigit() and len(told) < 10 else 0)
    except (Conflict, Invalid) as wrong:
        return _version(desk, written, number, wrong)
    return RedirectResponse(f"/cases/{case_id}/letters/{written.value}/{number}", 303)


def _kind(told: str) -> Written:
    if told not in {one.value for one in Written}:
        raise NotFound(say("web.wrong.no_page"), say("web.wrong.no_page_remedy"))
    return Written(told)


def _base(desk: Desk, kind: Written, form: FormData) -> tuple[Draft, int]:
    """The letter that the form was made from, and its number. Raises Invalid, Conflict where a newer review came meanwhile."""
    told = word(form, "base")
    if not told.isdigit() or len(told) > 6:
        raise Invalid(say("web.wrong.unreadable"), say("web.wrong.form_remedy"))
    number = int(told)
    if number and not word(form, "anew"):
        with desk.visit.site.database.reading() as connection:
            return kept.letter_of(connection, desk.case.id, kind, number)[1], number
    if word(form, "content") != desk.content:
        raise Conflict(say("letter_edit.review_came"), say("letter_edit.review_came_remedy"))
    if kind not in fitting(desk.case.state, desk.ground):
        raise Conflict(say("letter_edit.not_now"), say("letter_edit.not_now_remedy"))
    return composed(kind, desk.ground, word(form, "denial")), number


def _found(desk: Desk, kind: Written, number: int) -> tuple[kept.Version, Draft, dict[int, Marked]]:
    with desk.visit.site.database.reading() as connection:
        version, draft = kept.letter_of(connection, desk.case.id, kind, number)
    return version, draft, desk.marks(draft)


def _editor(
    desk: Desk, draft: Draft, number: int, version: kept.Version | None, told: Filled | None = None, wrong: str = "",
    status: int = 200, *, anew: bool = False, changed: bool = False,
) -> Response:  # fmt: skip
    visit, marks = desk.visit, desk.marks(draft)
    passages = desk.passages(draft)
    return page(
        "letter", visit, status, here="/cases", case=desk.case, state=state_words(desk.case.state), kind=draft.kind.value,
        title=draft.title, number=number, content=desk.content, denial=draft.denial, wrong=wrong, anew=anew, changed=changed,
        denials=tuple(desk.ground.payers_letters) if draft.kind in (Written.APPEAL, Written.BRIEF) else (),
        lacks=lacks_of(standing(draft, told.gone) if told else draft, desk.ground.review, marks), document=desk.told.document,
        may_edit=may(visit.person, Act.EDIT_CASE) and draft.kind in fitting(desk.case.state, desk.ground),
        newer=_newer(desk, version), advice=advice_view(advice(draft.kind, desk.ground, draft.denial)),
        kept_at=time_words(version.at, visit.zone) if version else "", sent=bool(version and version.sent_at),
        e=editor_view(draft, marks, passages, told, visit.person),
    )  # fmt: skip


def _version(desk: Desk, kind: Written, number: int, wrong: AccordError | None = None) -> Response:
    visit = desk.visit
    version, draft, marks = _found(desk, kind, number)
    kept.open_letter(visit.site.database, visit.person, desk.case.id, kind, number, visit.now)
    with visit.site.database.reading() as connection:
        case = case_of(connection, visit.person, desk.case.id)
        newest = kept.newest_number(connection, desk.case.id, kind)
        names = names_of(connection, desk.case.organization, [version.by, version.sent_by])
    struck = struck_count(marks.values())
    able = version.sent_at is None and number == newest and not struck
    unsigned = kept.needs_signature(kind, desk.ground) and version.signed_at is None
    return page(
        "letter_version", visit, status_of(wrong) if wrong else 200, here="/cases", case=case, state=state_words(case.state),
        title=draft.title, kind=kind.value, v=version_view(version, names, visit), counts=counts(marks),
        lacks=lacks_of(draft, desk.ground.review, marks), paper=paper_sections(draft, marks, numbers_of(draft)),
        wrong=str(wrong) if wrong else "", newest=newest, newer=_newer(desk, version),
        may_edit=may(visit.person, Act.EDIT_CASE) and kind in fitting(case.state, desk.ground),
        may_sign=able and version.signed_at is None and may(visit.person, Act.SIGN_LETTER),
        may_send=able and not unsigned and kept.may_send(visit.person, case.state, kind, desk.ground),
        waits=_waits(struck, version, number == newest, unsigned=unsigned and (case.state, kind) in kept.SENDS),
    )  # fmt: skip


def _waits(struck: int, version: kept.Version, newest: bool, *, unsigned: bool) -> str:
    """Why the version is not sent yet, and what to do; '' where nothing is in its way."""
    if version.sent_at is not None or not newest:
        return ""
    if struck:
        return f"{say('letter_edit.struck_left', count=struck)} {say('letter_edit.struck_left_remedy')}"
    return f"{say('letter_edit.not_signed')} {say('letter_edit.not_signed_remedy')}" if unsigned else ""


def _newer(desk: Desk, version: kept.Version | None) -> Mapping[str, Any] | None:
    """What changed since the review from which a version was written; None where there is no newer one."""
    if version is None or version.review == desk.content:
        return None
    with desk.visit.site.database.reading() as connection:
        before = kept_review(connection, desk.case.organization, version.review)
        numbers = {one.content: one.number for one in reviews_of(connection, desk.case.id)}
    if before is None:
        return None
    address = (
        f"/cases/{desk.case.id}/compare?before={numbers.get(version.review, 0)}&after={numbers.get(desk.content, 0)}"
    )
    return {"address": address, **changes_view(changes(before, desk.ground.review))}

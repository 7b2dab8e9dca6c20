"""The case page: the record on one side, the criteria on the other; criteria and evidence before what is proposed."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from accord.access import Act, may
from accord.cases.case import Case, case_of, clock_of, decisions_of, lines_of
from accord.cases.decisions import LineDecision
from accord.cases.due import notices_of
from accord.cases.files import KeptFile, bytes_of, files_of
from accord.cases.moving import open_evidence
from accord.cases.opinions import content_for, may_ask_opinion, opinion_of
from accord.cases.reviews import newest_content
from accord.cases.states import OPEN, STATES, TRANSITIONS, Step
from accord.cases.turns import colleagues
from accord.cases.views import history_of, messages_of, open_case, open_part, open_waiting, take_file
from accord.dossier.visible import one_line, visible
from accord.errors import NotFound
from accord.web.codes import named
from accord.web.findings import criterion_part, is_part, shown_criterion
from accord.web.history import clock_words, decision_words, happened_words, message_words, questions_of
from accord.web.judged import judged_values
from accord.web.laid import Laid
from accord.web.pages import page
from accord.web.papers import behind_of
from accord.web.shown import laid_out, picture_of
from accord.web.steps import buttons
from accord.web.visit import Sent, Visit, Visiting, word
from accord.web.words import due_of, names_of, state_words, time_words
from accord.wording import say

SECONDS_TO_LOOK_AGAIN = "4"
SECONDS_TO_READ = 2.0
SANDBOX = {"content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'"}
PNG, WEBP = "image/png", "image/webp"
router = APIRouter(prefix="/cases/{case_id}")


@router.get("")
def show(case_id: str, request: Request, visit: Visiting) -> Response:
    """The case; that it was looked at is kept before it is shown."""
    with visit.site.database.reading() as connection:
        case = case_of(connection, visit.person, case_id)
        files, content = files_of(connection, case_id), newest_content(connection, case_id)
    if not content:
        return _waiting(case, files, visit)
    told = laid_out(visit.site.database, case, content, files, SECONDS_TO_READ)
    if told is None:
        return _reading(case, files, visit)
    open_case(visit.site.database, visit.person, case_id, visit.now)
    return page("case", visit, here="/cases", **_head(case, visit),
                **_body(case, visit, files, told, content, request.query_params.get("papers") == "pages"))  # fmt: skip


@router.post("/evidence")
def open_one(case_id: str, request: Request, visit: Visiting, form: Sent) -> Response:
    """The evidence on a criterion, opened by this person: the page again, or for the script the criterion alone."""
    with visit.site.database.reading() as connection:
        case = case_of(connection, visit.person, case_id)
        files, content = files_of(connection, case_id), newest_content(connection, case_id)
    told = laid_out(visit.site.database, case, content, files) if content else None
    key = word(form, "criterion")
    if told is None or key not in told.keys:
        raise NotFound(say("web.case.no_criterion"))
    open_evidence(visit.site.database, visit.person, case_id, key, visit.now)
    criterion = shown_criterion(told, key, word(form, "id"))
    if is_part(request):
        return criterion_part(visit, case, told, content, key, word(form, "id"))
    return RedirectResponse(f"/cases/{case_id}#{quote(criterion['id'])}", 303)


@router.get("/files/{number}")
def give_file(case_id: str, number: int, visit: Visiting) -> Response:
    """A file as it came, to be kept by the browser and never shown by it."""
    with visit.site.database.reading() as connection:
        case = case_of(connection, visit.person, case_id)
        found = next((file for file in files_of(connection, case_id) if file.number == number), None)
        if found is None:
            raise NotFound(say("web.case.no_file"))
        data = bytes_of(connection, case.organization, found.sha256)
    take_file(visit.site.database, visit.person, case_id, found.sha256, visit.now)
    return Response(data, media_type="application/octet-stream", headers={**SANDBOX, **attachment(found.name)})


@router.get("/pictures/{name}")
def give_picture(case_id: str, name: str, visit: Visiting) -> Response:
    """A strip of a scanned page with the cited words in boxes, or a whole page as it was received."""
    with visit.site.database.reading() as connection:
        case = case_of(connection, visit.person, case_id)
        files, content = files_of(connection, case_id), content_for(connection, visit.person, case)
    made = picture_of(visit.site.database, case, content, files, name) if content else None
    if made is None:
        raise NotFound(say("web.case.no_file"))
    open_part(visit.site.database, visit.person, case_id, "pictures", visit.now)
    return Response(made, media_type=WEBP if name.endswith(".webp") else PNG)


def attachment(name: str) -> dict[str, str]:
    """The header that makes a browser save a file under its name, whatever signs are in it."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name) or "file"
    return {"content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"}


def _waiting(case: Case, files: list[KeptFile], visit: Visit) -> Response:
    """A case whose review is being made; the browser looks again by itself."""
    open_waiting(visit.site.database, visit.person, case.id, visit.now)
    with visit.site.database.reading() as connection:
        failed = behind_of(connection, case, visit.now) == "failed"
    return _later(case, files, visit, "failed" if failed else "reviewing")


def _reading(case: Case, files: list[KeptFile], visit: Visit) -> Response:
    """A case whose record is read again, for the first time in this process; scans take a while. Only its files are named."""
    open_part(visit.site.database, visit.person, case.id, "files", visit.now)
    return _later(case, files, visit, "reading")


def _later(case: Case, files: list[KeptFile], visit: Visit, why: str) -> Response:
    shown_files = [_file(case, file, visit) for file in files]
    response = page(
        "case_waiting",
        visit,
        here="/cases",
        files=shown_files,
        why=why,
        may_edit=may(visit.person, Act.EDIT_CASE),
        **_head(case, visit),
    )
    if why != "failed":
        response.headers["refresh"] = f"{SECONDS_TO_LOOK_AGAIN}; url=/cases/{case.id}"
    return response


def _head(case: Case, visit: Visit) -> dict[str, Any]:
    return {
        "case": case,
        "state": state_words(case.state),
        "due": due_of(case, visit.now, visit.zone),
        "patient": one_line(case.patient) or say("web.cases.no_name"),
        "member": one_line(case.member),
        "received": time_words(case.received_at, visit.zone),
        "urgency": say(f"web.urgency.{case.urgency.value}"),
    }


def _body(
    case: Case, visit: Visit, files: list[KeptFile], told: Laid, content: str, as_received: bool
) -> dict[str, Any]:
    with visit.site.database.reading() as connection:
        happened, looked = history_of(connection, case.organization, case.id)
        messages, decisions = messages_of(connection, case.id), decisions_of(connection, case.id)
        rows, lines = clock_of(connection, case.id), lines_of(connection, case.id)
        judged = judged_values(connection, visit, case, told, content)
        judged["behind"] = behind_of(connection, case, visit.now)
        mine = notices_of(connection, visit.person) if may(visit.person, Act.SEE_CASES) else []
        notices = [one for one in mine if one.case == case.id]
        who = [case.owner, *(one.who for one in happened), *(one.by for one in messages)]
        names = names_of(connection, case.organization, who)
        opinion = {"may_ask": may_ask_opinion(connection, visit.person, case),
                   "there": opinion_of(connection, visit.person, case.id) is not None}  # fmt: skip
        others = colleagues(connection, visit.person) if may(visit.person, Act.EDIT_CASE) else []
    zone, asked = visit.zone, questions_of(told.view)
    return {
        "v": {**told.view, "codes": named(told.view["codes"])},
        "asked": asked,
        "document": told.pages if as_received and told.pages else told.document,
        "papers": ("pages" if as_received else "text") if told.pages else "",
        "facts": told.facts,
        "warnings": told.warnings,
        "proposal": told.proposal,
        **judged,
        "content": content,
        "oob": False,
        "takes_papers": may(visit.person, Act.EDIT_CASE) and case.state in OPEN,
        "notices": [
            {"id": one.id, "words": say(f"web.notices.{one.kind}"), "at": time_words(one.at, zone)} for one in notices
        ],
        "files": [_file(case, file, visit) for file in files],
        "owner": names.get(case.owner or "", say("web.cases.nobody")),
        "colleagues": others,
        "lines": lines,
        "buttons": buttons(case, visit.person),
        "appeal_hint": _may_be_appealed(case, [one for _, one, _ in decisions])
        and not may(visit.person, Act.SIGN_LETTER),
        "may_edit": may(visit.person, Act.EDIT_CASE),
        "opinion": opinion,
        "may_extend": may(visit.person, Act.EXTEND) and STATES[case.state].runs,
        "clock": [clock_words(row, zone) for row in rows],
        "decisions": [decision_words(round_, one, row, zone, asked) for round_, one, row in decisions],
        "messages": [message_words(one, names, zone) for one in messages],
        "history": [happened_words(one, names, zone, asked) for one in happened],
        "looked": looked,
    }


def _may_be_appealed(case: Case, decisions: list[LineDecision]) -> bool:
    """Did the payer decide against something, and is it the provider's turn?"""
    return case.state in TRANSITIONS[Step.APPEAL].origins and any(one.adverse for one in decisions)


def _file(case: Case, file: KeptFile, visit: Visit) -> dict[str, Any]:
    return {
        "name": one_line(visible(file.name)),
        "address": f"/cases/{case.id}/files/{file.number}",
        "size": say("web.case.size", kilobytes=max(1, round(file.bytes / 1024))),
        "at": time_words(file.at, visit.zone),
    }

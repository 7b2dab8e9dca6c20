"""A new request: files are dropped, a case begins."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import threading
import time
from collections.abc import AsyncGenerator
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile

from accord.access import Act, check_may
from accord.cases.clocks import Urgency
from accord.cases.files import Arrived
from accord.cases.making import MOST_BYTES, make_case
from accord.dossier.visible import one_line
from accord.errors import Invalid, Unavailable
from accord.web.findings import is_part
from accord.web.pages import page
from accord.web.problems import status_of
from accord.web.visit import MOST_FILES, Sent, Visit, Visiting, word
from accord.wording import say

LONGEST_NAME = 150  # bytes: file systems count these
LONGEST_ENDING = 10
UNKNOWN = "application/octet-stream"
# A form's files stand on the disk until they are kept; then they are in memory, 200 MB of one and twice that while sealed.
_TURNS = threading.BoundedSemaphore(2)
SECONDS_TO_WAIT, MOMENT = 60.0, 0.05
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]{1,80}")
router = APIRouter()


def may_make(visit: Visiting) -> Visit:
    """Before anything is received. Raises Forbidden."""
    check_may(visit.person, Act.MAKE_CASE)
    return visit


Maker = Annotated[Visit, Depends(may_make)]


async def in_turn(form: Sent) -> AsyncGenerator[FormData]:
    """The form once few others hold their files in memory. Raises Unavailable after a minute."""
    until = time.monotonic() + SECONDS_TO_WAIT
    while not _TURNS.acquire(blocking=False):
        if time.monotonic() > until:
            raise Unavailable(say("web.wrong.many_files"), say("web.wrong.many_files_remedy"))
        await asyncio.sleep(MOMENT)
    try:
        yield form
    finally:
        _TURNS.release()


Upload = Annotated[FormData, Depends(in_turn)]


@router.get("/cases/new")
def ask(visit: Maker) -> Response:
    """The form."""
    return _form(visit)


@router.post("/cases/new")
def begin(request: Request, visit: Maker, form: Upload) -> Response:
    """The case, or the form again with what is wrong."""
    try:
        urgency, came = _urgency(word(form, "urgency")), _received(word(form, "received_at"), visit)
        made = make_case(visit.site.database, visit.person, arrived(form), visit.now, urgency, came)
    except Invalid as wrong:
        return _form(visit, form, f"{wrong.message} {wrong.remedy}".strip(), status_of(wrong))
    return led_to(request, f"/cases/{made.id}")


def led_to(request: Request, address: str) -> Response:
    """To where the files went. The script is only told: it would open the page to see where it came, and then open it again."""
    if is_part(request):
        return Response(status_code=204, headers={"hx-redirect": address})
    return RedirectResponse(address, 303)


def arrived(form: FormData) -> list[Arrived]:
    """The files of a form in their order; a field that was left empty holds none."""
    found: list[Arrived] = []
    for one in form.getlist("files"):
        if isinstance(one, UploadFile) and (one.filename or one.size):
            found.append(Arrived(plain_name(one.filename or ""), _media_type(one.content_type), one.file.read()))
    return found


def plain_name(given: str) -> str:
    """The last part of a name, without folders and signs that steer a screen or a terminal; never empty, never too long."""
    last = one_line(given.replace("\\", "/").rpartition("/")[2]).strip(". ") or "file"
    if len(last.encode()) <= LONGEST_NAME:
        return last
    stem, _, ending = last.rpartition(".")
    kept = (stem or last).encode()[: LONGEST_NAME - LONGEST_ENDING].decode(errors="ignore").strip(". ")
    return f"{kept}.{ending}" if len(ending.encode()) < LONGEST_ENDING else kept


def _media_type(told: str | None) -> str:
    """What the browser says; it is only shown, readers look at the bytes."""
    kind = (told or "").partition(";")[0].strip().lower()
    return kind if MEDIA_TYPE.fullmatch(kind) else UNKNOWN


def _urgency(given: str) -> Urgency:
    if given not in {one.value for one in Urgency}:
        raise Invalid(say("web.new.no_urgency"))
    return Urgency(given)


def _received(given: str, visit: Visit) -> dt.datetime | None:
    """The time in the organization's zone; None where it was left empty."""
    if not given:
        return None
    try:
        told = dt.datetime.fromisoformat(given)
    except ValueError:
        raise Invalid(say("web.new.no_time")) from None
    return (told if told.tzinfo else told.replace(tzinfo=visit.zone)).astimezone(dt.UTC)


def _form(visit: Visit, form: FormData | None = None, wrong: str = "", status: int = 200) -> Response:
    return page(
        "new_case", visit, status, here="/cases/new", wrong=wrong, most=MOST_BYTES // 1024**2, most_files=MOST_FILES,
        urgency=word(form, "urgency") if form else Urgency.STANDARD.value, zone=str(visit.zone),
        received_at=word(form, "received_at") if form else "",
    )  # fmt: skip

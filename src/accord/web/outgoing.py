"""What somebody typed into the form of a step and what of it goes out: held against the record, marked, kept knowingly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from accord.access import Act, may
from accord.cases.case import Case
from accord.cases.letter_making import fitting, title_of
from accord.cases.letters import SENDS, newest_number
from accord.cases.outward import Weighed, digest_of, weighed
from accord.cases.states import Step
from accord.dossier.citation import sources_of
from accord.dossier.citation.stores import local_stores
from accord.dossier.citations import numbered
from accord.dossier.editing import Known, Mark, Marked, Written, marks_of_typed
from accord.dossier.letter_view import FAULT
from accord.dossier.phrases import where
from accord.dossier.visible import one_line
from accord.errors import Forbidden
from accord.records.places import ElementPlace, Place
from accord.web.desk import Desk, desk_of
from accord.web.visit import Visit
from accord.wording import say

SIGNS: Mapping[Mark, tuple[str, str]] = {
    Mark.BORNE: ("met", "✓"), Mark.OWN: ("not_applicable", "✎"), Mark.STRUCK: ("not_met", "✗"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The texts that a form would send, each sentence with its mark.

    read -- was there a record to hold them against? signs -- may the person answer for what no list holds?
    """

    texts: tuple[str, ...]
    marks: tuple[Marked, ...]
    read: bool
    signs: bool

    def weighed(self, kept: str) -> Weighed:
        """What came of it. kept -- the digest of the words of which the person said that they send them as they are."""
        return weighed(self.texts, self.marks, kept=kept == digest_of(self.texts))

    @property
    def view(self) -> dict[str, Any]:
        """What the form shows of it; empty where all of it is borne."""
        open_ = sum(one.mark is not Mark.BORNE for one in self.marks)
        if not open_:
            return {}
        able = self.signs or all(one.mark is not Mark.STRUCK for one in self.marks)
        return {"able": able, "digest": digest_of(self.texts), "count": open_, "read": self.read,
                "sentences": [_sentence(one) for one in self.marks]}  # fmt: skip


def outgoing(visit: Visit, case: Case, texts: Sequence[str]) -> Outgoing:
    """The texts held against the newest review and record of the case; what nobody read yet bears nothing."""
    desk, signs = _desk(visit, case) if texts else None, may(visit.person, Act.SIGN_LETTER)
    if desk is None:
        day: dt.date = visit.now.astimezone(visit.zone).date()
        return Outgoing(tuple(texts), marks_of_typed(texts, None, local_stores(day)), read=False, signs=signs)
    review, record = desk.ground.review, desk.ground.record
    known = Known(sources_of(review, record), tuple(numbered(review)))
    return Outgoing(tuple(texts), marks_of_typed(texts, known, desk.stores), read=True, signs=signs)


def drafted_letters(visit: Visit, case: Case, step: Step) -> list[dict[str, str]]:
    """The letters of the editor that go out with this step: where each is opened, and what it is called."""
    kinds = [kind for (state, kind), takes in SENDS.items() if state is case.state and takes is step]
    desk = _desk(visit, case, long=False) if kinds else None
    if desk is None:
        return []
    fit = fitting(case.state, desk.ground)
    with visit.site.database.reading() as connection:
        return [_letter(connection, case, kind) for kind in kinds if kind in fit]


def _letter(connection: Connection, case: Case, kind: Written) -> dict[str, str]:
    number, title = newest_number(connection, case.id, kind), title_of(kind)
    address = f"/cases/{case.id}/letters/{kind.value}"
    if number:
        return {
            "address": f"{address}/{number}",
            "words": say("web.step_form.written_letter", title=title, number=number),
        }
    return {"address": address, "words": say("web.step_form.compose_letter", title=title)}


def _desk(visit: Visit, case: Case, *, long: bool = True) -> Desk | None:
    """None too for whoever owes a second opinion: they take no step, and the step itself tells them."""
    try:
        return desk_of(case.id, visit, long=long)
    except Forbidden:
        return None


def _sentence(one: Marked) -> dict[str, Any]:
    status, sign = SIGNS[one.mark]
    places = [c for c in one.sentence.citations if isinstance(c, Place | ElementPlace)]
    word = say(f"web.step_form.{one.mark.value}_plain" if one.mark is Mark.BORNE else f"web.step_form.{one.mark.value}")
    if places:
        word = say("web.step_form.borne", where=where(places[0]))
    return {"text": one_line(one.sentence.text), "status": status, "sign": sign, "word": word,
            "faults": [_fault(one.mark, say(FAULT[fault.kind]), fault.what) for fault in one.faults]}  # fmt: skip


def _fault(mark: Mark, kind: str, what: str) -> str:
    return f"{kind}: {one_line(what)}" if mark is Mark.STRUCK else say("web.step_form.nowhere", what=one_line(what))

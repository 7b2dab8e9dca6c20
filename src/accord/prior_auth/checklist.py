"""The checklist of a service that no policy decides: what published documents ask, beside the record's nearest passages.

Nothing here judges: no item has a verdict, and the proposal stays with a clinician.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from accord.connectors.coverage.states import NAMES
from accord.dossier.checklist import Candidate, Checklist, ChecklistDocument, ChecklistItem, Cited
from accord.errors import Unavailable
from accord.evidence.nearest import NearestPassages, Wanted
from accord.records.request import Request
from accord.wording import say

if TYPE_CHECKING:
    from accord.connectors.coverage.speaking import Speaking, Stated

MOST_DOCUMENTS = 6
MOST_ITEMS = 60
MOST_CANDIDATES = 3


class PublishedDocuments(Protocol):
    """Where published coverage documents are found; local, so that a request's words stay on the machine."""

    def of(self, code: str, words: str, state: str, on: dt.date | None) -> tuple[Speaking, ...]:
        """The documents that speak of a service in a state on a day, with what they require."""
        ...

    def section(self, document: str, version: int, section: str) -> str | None:
        """The text of a section, or None when it is not held."""
        ...


FindDocuments = Callable[[], PublishedDocuments | None]


def checklists(
    request: Request, documents: FindDocuments, near: NearestPassages, today: dt.date
) -> tuple[Checklist, ...]:
    """One checklist for each code of the request, from the code, what the request calls it, the state and the day."""
    codes = dict.fromkeys(service.code for service in request.services)
    if not codes:
        return ()
    try:
        store = documents()
    except Unavailable as fault:
        return tuple(Checklist(code, (), say("checklist.damaged", why=fault.message), fault.remedy) for code in codes)
    if store is None:
        return tuple(Checklist(code, (), say("checklist.not_loaded"), say("checklist.load")) for code in codes)
    day = request.service_date or request.received
    state = request.state.value.strip().upper() if request.state else ""
    on, place = day.value if day else today, state if state in NAMES else ""
    return tuple(_checklist(code, store.of(code, _words(request, code), place, on), store, near) for code in codes)


def _words(request: Request, code: str) -> str:
    """What the request calls the service: the only words of it, beside its code, that are looked up."""
    return next((s.description for s in request.services if s.code == code and s.description), "")


def _checklist(code: str, found: Sequence[Speaking], store: PublishedDocuments, near: NearestPassages) -> Checklist:
    if not found:
        return Checklist(code, (), say("checklist.nothing_found", code=code), say("checklist.look_elsewhere"))
    shown = found[:MOST_DOCUMENTS]
    left = len(found) - len(shown)
    note = say("checklist.more_documents", count=left) if left else ""
    return Checklist(code, tuple(_document(one, store, near) for one in shown), note)


def _document(one: Speaking, store: PublishedDocuments, near: NearestPassages) -> ChecklistDocument:
    document = one.document
    cited = [(cite, stated.place.under) for stated in one.stated if resolves(cite := _cited(one, stated), store)]
    items = tuple(ChecklistItem(cite, under, _candidates(cite, near)) for cite, under in cited[:MOST_ITEMS])
    return ChecklistDocument(
        document.id, document.kind.value, document.version, document.title,
        document.effective.isoformat() if document.effective else "", document.url,
        say(f"checklist.how.{one.how}", found=one.found), items, max(0, len(cited) - MOST_ITEMS), _note(one),
    )  # fmt: skip


def _note(one: Speaking) -> str:
    """Why a document has no items."""
    if one.stated:
        return ""
    return say("checklist.no_text" if "text" in one.document.missing else "checklist.no_requirement")


def _cited(one: Speaking, stated: Stated) -> Cited:
    place = stated.place
    return Cited(one.document.id, one.document.version, stated.section, place.start, place.end, stated.text)


def _candidates(cite: Cited, near: NearestPassages) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(each.place, each.shared, each.meaning) for each in near.nearest(Wanted((cite.text,)), MOST_CANDIDATES)
    )


def resolves(cite: Cited, store: PublishedDocuments) -> bool:
    """Do the cited words stand in the published section at their place?"""
    words = store.section(cite.document, cite.version, cite.section)
    return words is not None and words[cite.start : cite.end] == cite.text


def unresolved(shown: Sequence[Checklist], store: PublishedDocuments) -> tuple[Cited, ...]:
    """The items whose words are not, or no longer, those of the published document."""
    return tuple(item.cited for one in shown for item in one.items if not resolves(item.cited, store))

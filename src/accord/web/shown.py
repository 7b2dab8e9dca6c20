"""A review and the record it was made from, ready to be laid out; made once for the same content and kept in memory."""

from __future__ import annotations

import base64
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from accord.cases.case import Case
from accord.cases.corrections import conflict_key
from accord.cases.files import KeptFile, bytes_of
from accord.cases.moving import criterion_digests
from accord.cases.records import record_for
from accord.cases.reviews import kept_review
from accord.db.engine import Database
from accord.dossier.citations import numbered
from accord.dossier.review import Review
from accord.dossier.view import view
from accord.errors import NotFound
from accord.records.documents import Document
from accord.records.record import Record
from accord.web.pages import fragment
from accord.web.sheets import Sheet, sheet_view, sheets_of

CODE, PROCEDURE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.]{1,9}"), 7  # an ICD-10-PCS code has seven places
MOST_KEPT = 64
READERS = 2
LONG_ENOUGH = 60.0  # seconds
Key = tuple[str, str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Shown:
    """view -- all that the papers say (accord.dossier.view); document -- the text of the record with the cited words marked;
    pages -- the same as pictures of the pages as they were received, where there are any, their text beside them;
    facts -- what stands below the criteria and is the same for everybody: checks, the request; proposal -- what is proposed;
    pictures -- PNGs of scanned pages with the cited words in boxes, by name; sheets -- what pictures of pages are made of;
    record -- what was read, without the files' bytes; digests -- of all that is shown of each criterion.
    """

    review: Review
    record: Record
    view: Mapping[str, Any]
    document: Markup
    pages: Markup | None
    facts: Markup
    proposal: Markup
    pictures: Mapping[str, bytes]
    sheets: Mapping[str, Sheet]
    digests: Mapping[str, str]

    @property
    def keys(self) -> frozenset[str]:
        """The criteria that a person can open."""
        return frozenset(criterion.key for criterion in self.review.all_criteria)


class _Kept:
    """The cases shown last. Each is made once, by a few threads of their own, however many people wait for it."""

    def __init__(self) -> None:
        self._lock, self._made = threading.Lock(), OrderedDict[Key, Shown]()
        self._making: dict[Key, Future[Shown]] = {}
        self._readers = ThreadPoolExecutor(READERS, "reader")

    def get(self, key: Key, make: Callable[[], Shown], seconds: float) -> Shown | None:
        """None where it is not made in that time; it goes on being made."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
            future = self._making.get(key)
            if future is None:
                future = self._making[key] = self._readers.submit(self._make, key, make)
        try:
            return future.result(seconds)
        except TimeoutError:
            return None

    def _make(self, key: Key, make: Callable[[], Shown]) -> Shown:
        try:
            made = make()
            with self._lock:
                self._made[key] = made
                while len(self._made) > MOST_KEPT:
                    self._made.popitem(last=False)
            return made
        finally:
            with self._lock:
                self._making.pop(key, None)


_kept = _Kept()


def shown(
    database: Database, case: Case, content: str, files: list[KeptFile], seconds: float = LONG_ENOUGH
) -> Shown | None:
    """What is shown of a review; the record is read again from the files as they came. None where that takes longer.

    Raises NotFound, Unavailable.
    """
    organization = case.organization
    key = (organization, case.id, content, tuple(f"{file.name} {file.sha256}" for file in files))

    def fetch(file: KeptFile) -> bytes:
        with database.reading() as connection:
            return bytes_of(connection, organization, file.sha256)

    def make() -> Shown:
        with database.reading() as connection:
            review = kept_review(connection, organization, content)
        if review is None:
            raise NotFound("There is no such review.")
        received = frozenset(file.sha256 for file in files)
        return lay_out(review, record_for(organization, files, fetch), f"/cases/{case.id}/pictures/", received)

    return _kept.get(key, make, seconds)


def lay_out(review: Review, record: Record, address: str, received: frozenset[str]) -> Shown:
    """The views, with pictures under addresses of their own instead of within the page. received -- digests of the files."""
    told = view(review, record, (), whole=True)
    pictures: dict[str, bytes] = {}
    for document in told["documents"]:
        for page in document["pages"]:
            for image in page["images"]:
                name = image["name"].replace(".svg", ".png")
                pictures[name] = base64.b64decode(image["data"].partition(",")[2])
                image["file"] = name
    back, sheets = _back(told), sheets_of(record, numbered(review), received)
    _add_sheets(told, sheets, back)

    def papers(*, as_received: bool) -> Markup:
        return Markup(fragment("document", documents=told["documents"], elements=told["elements"], back=back,
                               pictures=address, as_received=as_received))  # fmt: skip

    _add_keys(told, review)
    for part in told["parts"]:
        for criterion in part["criteria"]:
            criterion["proof"] = Markup(fragment("proof", c=criterion))
    kept = {name: value for name, value in told.items() if name != "documents"} | {"codes": codes_of(review)}
    return Shown(
        review, without_bytes(record), kept, papers(as_received=False), papers(as_received=True) if sheets else None,
        Markup(fragment("facts", v=told)), Markup(fragment("proposal", v=told)), pictures,
        {sheet.name: sheet for sheet in sheets.values()}, criterion_digests(review),
    )  # fmt: skip


def codes_of(review: Review) -> list[dict[str, str]]:
    """The codes of the request with what each is, so that it can be looked up."""
    services = [("procedure" if len(one.code) == PROCEDURE else "item", one.code) for one in review.request.services]
    found = [*services, *(("diagnosis", diagnosis.value) for diagnosis in review.request.diagnoses)]
    return [{"kind": kind, "code": code} for kind, code in dict.fromkeys(found) if CODE.fullmatch(code)]


def _add_sheets(told: Mapping[str, Any], sheets: Mapping[tuple[int, int], Sheet], back: Mapping[int, str]) -> None:
    """To each page that is on paper its sheet."""
    for position, shown_as in enumerate(told["documents"]):
        begun: set[int] = set()
        for page in shown_as["pages"]:
            sheet = sheets.get((position, page["number"]))
            here = {number for number, _ in sheet.boxes} if sheet else set[int]()
            page["sheet"] = sheet_view(sheet, back, lambda n, done=frozenset(begun): n not in done) if sheet else None
            begun |= here


def _add_keys(told: Mapping[str, Any], review: Review) -> None:
    """To each ask the criterion that it is for, to each contradiction the key under which it is resolved."""
    where = {c["key"]: c for part in told["parts"] for c in part["criteria"]}
    for ask in told["asks"]:
        criterion = where.get(ask["key"])
        ask["for"] = {"id": criterion["id"], "words": criterion["question"] or criterion["text"]} if criterion else None
    for shown_as, conflict in zip(told["conflicts"], review.conflicts, strict=True):
        shown_as["conflict"] = conflict_key(conflict)


def without_bytes(record: Record) -> Record:
    """The record as words, to be kept in memory: citations are checked against it."""

    def plain(document: Document) -> Document:
        pages = tuple(replace(page, boxes=(), confidence=()) for page in document.pages)
        return replace(document, data=b"", pages=pages)

    files = tuple(replace(file, data=b"") for file in record.files)
    return replace(record, files=files, documents=tuple(plain(document) for document in record.documents))


def _back(told: Mapping[str, Any]) -> Mapping[int, str]:
    """number -> where on the page it is spoken of first: the way back from the marked words."""
    back: dict[int, str] = {}
    for part in told["parts"]:
        for criterion in part["criteria"]:
            for place in _places(criterion):
                back.setdefault(place["number"], criterion["id"])
    for name in ("conflicts", "checks", "warnings"):
        for item in told[name]:
            for place in item["places"]:
                back.setdefault(place["number"], name)
    for row in told["request"]:
        back.setdefault(row["place"]["number"], "request")
    return back


def _places(criterion: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = [*criterion["evidence"], *criterion["against"]]
    found += criterion["set_aside"]
    return [*found, *(more for one in found for more in one["support"]), *criterion["nearest"]]

"""A review laid out with the record it was made from: made once for the same content, however many wait for it, and kept."""

from __future__ import annotations

import base64
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from accord.cases.case import Case
from accord.cases.corrections import conflict_key
from accord.cases.files import KeptFile, bytes_of, files_of
from accord.cases.moving import criterion_digests
from accord.cases.records import record_for
from accord.cases.reviews import kept_review, newest_content
from accord.db.engine import Database
from accord.db.tables import case as case_table
from accord.dossier.citations import numbered
from accord.dossier.review import Review
from accord.dossier.view import view
from accord.errors import NotFound, Unavailable
from accord.records.documents import Document
from accord.records.record import Record
from accord.web.codes import codes_of
from accord.web.grouped import add_groups, add_policy
from accord.web.laid import (
    Laid,
    is_kept,
    is_small_enough,
    keep_layout,
    kept_inner,
    kept_layout,
    kept_picture,
    kept_sheets,
    layout_key,
)
from accord.web.pages import fragment
from accord.web.sheets import Sheet, picture, sheet_view, sheets_of

MOST_KEPT = 64
READERS = 2
LONG_ENOUGH = 60.0  # seconds
# Of the view, what is laid out for each person anew; the rest stands in `document`, `facts` and `proposal`.
LAID = ("parts", "counts", "conflicts", "corrections", "policy", "services", "standing")
log = logging.getLogger(__name__)
Key = tuple[str, str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Shown(Laid):
    """What is laid out with what it was made from. pictures -- PNGs of scanned pages with the cited words in boxes, by name;
    sheets -- what pictures of pages are made of; record -- what was read, without the files' bytes.
    """

    review: Review
    record: Record
    pictures: Mapping[str, bytes]
    sheets: Mapping[str, Sheet]


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
    """A review with its record, which is read again from the files as they came. None where that takes longer.

    Raises NotFound, Unavailable.
    """
    key = (case.organization, case.id, content, tuple(f"{file.name} {file.sha256}" for file in files))
    return _kept.get(key, lambda: _made(database, case.organization, case.id, content, files), seconds)


def laid_out(
    database: Database, case: Case, content: str, files: list[KeptFile], seconds: float = LONG_ENOUGH
) -> Laid | None:
    """What is shown of a review: as it is kept, else made as `shown` makes it. Raises NotFound, Unavailable."""
    with database.reading() as connection:
        kept = kept_layout(connection, case.id, layout_key(content, files))
    return kept or shown(database, case, content, files, seconds)


def picture_of(database: Database, case: Case, content: str, files: list[KeptFile], name: str) -> bytes | None:
    """A strip of a scanned page with the cited words in boxes (PNG), or a whole page as it was received (WebP, by its name).

    None where there is no such picture. Raises NotFound, Unavailable.
    """
    key = layout_key(content, files)
    with database.reading() as connection:
        sheets = kept_sheets(connection, case.id, key)
        strip = kept_picture(connection, case.id, name) if sheets is not None and name.endswith(".png") else None
    if sheets is None:
        told = shown(database, case, content, files)
        if told is None:
            return None
        sheets, strip = told.sheets, told.pictures.get(name)
    if strip is not None:
        return strip
    sheet = sheets.get(name.removesuffix(".webp"))
    return picture(sheet, lambda: _paper(database, case, files, sheet)) if sheet else None


def _paper(database: Database, case: Case, files: list[KeptFile], sheet: Sheet) -> bytes:
    """The bytes of the file that a sheet is a page of."""
    with database.reading() as connection:
        if any(file.sha256 == sheet.sha256 for file in files):
            return bytes_of(connection, case.organization, sheet.sha256)
        inner = kept_inner(connection, case.id, sheet.sha256)
    if inner is None:
        raise NotFound("There is no such file.")
    return inner


def lay_out_newest(database: Database, case_id: str) -> None:
    """Lays the newest review of a case out and keeps it, so that nobody waits for it. Raises NotFound, Unavailable."""
    with database.reading() as connection:
        organization = connection.execute(select(case_table.c.organization).where(case_table.c.id == case_id)).scalar()
        files, content = files_of(connection, case_id), newest_content(connection, case_id)
        there = is_kept(connection, case_id, layout_key(content, files))
    if organization is not None and content and not there:
        _made(database, organization, case_id, content, files)


def _made(database: Database, organization: str, case_id: str, content: str, files: list[KeptFile]) -> Shown:
    def fetch(file: KeptFile) -> bytes:
        with database.reading() as connection:
            return bytes_of(connection, organization, file.sha256)

    with database.reading() as connection:
        review = kept_review(connection, organization, content)
    if review is None:
        raise NotFound("There is no such review.")
    received = frozenset(file.sha256 for file in files)
    made = lay_out(review, record_for(organization, files, fetch), f"/cases/{case_id}/pictures/", received)
    _keep(database, organization, case_id, content, files, made)
    return made


def _keep(
    database: Database, organization: str, case_id: str, content: str, files: list[KeptFile], made: Shown
) -> None:
    """The newest review's, for whoever looks next. Where it cannot be kept it is made again: no reason not to show it."""
    if not is_small_enough(made.pictures, made.sheets):
        return
    key = layout_key(content, files)
    try:
        with database.writing() as connection:
            if newest_content(connection, case_id) == content and not is_kept(connection, case_id, key):
                keep_layout(connection, organization, case_id, key, made, made.pictures, made.sheets)
    except (Unavailable, IntegrityError) as fault:  # the database is away, or another process was faster
        log.warning("What case %s shows could not be kept (%s).", case_id, type(fault).__name__)


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
    for part, reviewed in zip(told["parts"], review.all_parts, strict=True):
        add_groups(part, reviewed)
        add_policy(part, reviewed)
        for criterion in part["criteria"]:
            criterion["proof"] = Markup(fragment("proof", c=criterion))
    kept = {name: told[name] for name in LAID} | {"codes": codes_of(review), "warned": len(told["warnings"])}
    return Shown(
        kept, papers(as_received=False), papers(as_received=True) if sheets else None, Markup(fragment("facts", v=told)),
        Markup(fragment("warnings", v=told)),
        Markup(fragment("proposal", v=told)), criterion_digests(review), review, without_bytes(record), pictures,
        {sheet.name: sheet for sheet in sheets.values()},
    )  # fmt: skip


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

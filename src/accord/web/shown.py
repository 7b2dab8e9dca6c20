"""A review and the record it was made from, ready to be laid out; made once for the same content and kept in memory."""

from __future__ import annotations

import base64
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from accord.cases.case import Case
from accord.cases.files import KeptFile, bytes_of
from accord.cases.reviews import kept_review, record_of
from accord.db.engine import Database
from accord.dossier.review import Review
from accord.dossier.view import view
from accord.errors import NotFound
from accord.records.documents import Document
from accord.records.record import Record
from accord.web.pages import fragment

MOST_KEPT = 64
READERS = 2
LONG_ENOUGH = 60.0  # seconds
Key = tuple[str, str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Shown:
    """view -- all that the papers say (accord.dossier.view); document -- the text of the record with the cited words marked;
    facts -- what stands below the criteria and is the same for everybody: contradictions, checks, the request, the proposal;
    pictures -- PNGs of scanned pages with the cited words in boxes, by name; record -- what was read, without the files' bytes.
    """

    review: Review
    record: Record
    view: Mapping[str, Any]
    document: Markup
    facts: Markup
    pictures: Mapping[str, bytes]

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

    def make() -> Shown:
        with database.reading() as connection:
            review = kept_review(connection, organization, content)
            data = [(file, bytes_of(connection, organization, file.sha256)) for file in files]
        if review is None:
            raise NotFound("There is no such review.")
        return lay_out(review, record_of(data), f"/cases/{case.id}/pictures/")

    return _kept.get(key, make, seconds)


def lay_out(review: Review, record: Record, address: str) -> Shown:
    """The views, with pictures under addresses of their own instead of within the page."""
    told = view(review, record, (), whole=True)
    pictures: dict[str, bytes] = {}
    for document in told["documents"]:
        for page in document["pages"]:
            for image in page["images"]:
                name = image["name"].replace(".svg", ".png")
                pictures[name] = base64.b64decode(image["data"].partition(",")[2])
                image["file"] = name
    document = fragment(
        "document", documents=told["documents"], elements=told["elements"], back=_back(told), pictures=address
    )
    for part in told["parts"]:
        for criterion in part["criteria"]:
            criterion["proof"] = Markup(fragment("proof", c=criterion))
    facts = Markup(fragment("facts", v=told))
    kept = {name: value for name, value in told.items() if name != "documents"}
    return Shown(review, without_bytes(record), kept, Markup(document), facts, pictures)


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
    return [*found, *(more for one in found for more in one["support"]), *criterion["nearest"]]

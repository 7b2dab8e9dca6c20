"""The local side: a loaded release of the coverage database."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from accord.connectors.answer import Page, Provenance
from accord.connectors.coverage import local_codes, local_lists
from accord.connectors.coverage.choosing import choose
from accord.connectors.coverage.compare import Edition, change, changed, edition, not_compared
from accord.connectors.coverage.dates import stored
from accord.connectors.coverage.plain import digest
from accord.connectors.coverage.records import document, hit, related_of, sections_of, url_of
from accord.connectors.coverage.schema import FILE, opened
from accord.connectors.coverage.search import Filters, Match, find_documents
from accord.connectors.coverage.values import (
    Changes,
    Contractor,
    CoverageAnswer,
    Document,
    Hit,
    Kind,
    News,
    Passage,
    Program,
    Related,
    SadEntry,
    Section,
)
from accord.connectors.coverage.words import WordIndex
from accord.connectors.releases import Held, Release, provenance, releases
from accord.errors import NotFound, Unavailable

INDEX = "coverage"
STALE_AFTER_DAYS = 30
T = TypeVar("T")


class Local:
    """One release, open for reading."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.db = opened(release.folder / FILE)
        self.loaded = frozenset(str(row["name"]) for row in self.db.execute("select name from loaded"))

    @cached_property
    def words(self) -> WordIndex:
        """The index of words, opened when first asked."""
        return WordIndex(self.release.folder)

    @cached_property
    def cards(self) -> dict[int, sqlite3.Row]:
        """The newest version of every document, without its text."""
        return {int(row["key"]): row for row in self.db.execute("select * from document where newest")}

    @property
    def said(self) -> Provenance:
        """What every answer from this release says of itself."""
        return provenance(self.release, STALE_AFTER_DAYS)

    def search(
        self, query: str, kind: Kind | None, state: str, contractor: str, code: str, on: dt.date | None,
        limit: int, cursor: str,
    ) -> Page[Hit]:  # fmt: skip
        """As tools.search."""
        found = find_documents(self.db, self.words, self.cards, query, Filters(kind, state, contractor, code, on))
        cut = self._page(found, limit, cursor)
        return _with(cut, tuple(self._hit(match, on) for match in cut.items))

    def _hit(self, match: Match, on: dt.date | None) -> Hit:
        row = choose(self.db, match.row["id"], None, on) if on else match.row
        return hit(self.db, row, match.score, match.why, match.words)

    def get(self, document_id: str, version: int | None, on: dt.date | None) -> Document:
        """As tools.get; versions that this release does not hold are looked for in the other loaded ones."""
        try:
            return document(self.db, choose(self.db, document_id, version, on), self.loaded, self.said)
        except NotFound:
            if version is None and on is None:
                raise
            found = _in_others(self.release, document_id, version, on)
            if found is None:
                raise
            return found

    def by_code(self, code: str, state: str, on: dt.date | None, limit: int, cursor: str) -> Page[Hit]:
        """As tools.by_code."""
        found = local_codes.governing(self.db, code, state, on)
        if not found:
            where = f" in {state}" if state else ""
            raise NotFound(f"No loaded document lists or names {code}{where}.", self.release.notice)
        cut = self._page(found, limit, cursor)
        return _with(cut, tuple(hit(self.db, each.row, each.weight, each.why) for each in cut.items))

    def check(self, hcpcs: str, icd10: tuple[str, ...], state: str, on: dt.date | None) -> CoverageAnswer:
        """As tools.check."""
        return local_codes.check(self.db, self.loaded, self.said, hcpcs, icd10, state, on)

    def contractors(self, contractor_id: int | None, state: str) -> Page[Contractor]:
        """As tools.contractors."""
        return self._whole(local_lists.contractors(self.db, contractor_id, state))

    def jurisdiction(self, state: str, program: Program | None, on: dt.date | None) -> Page[Contractor]:
        """As tools.jurisdiction."""
        return self._whole(local_lists.jurisdiction(self.db, state, program, on))

    def whats_new(self, since: dt.date, kind: Kind | None, contractor: str, limit: int, cursor: str) -> Page[News]:
        """As tools.whats_new."""
        return self._page(local_lists.whats_new(self.db, since, kind, contractor, self.release.as_of), limit, cursor)

    def sad_exclusions(
        self, keyword: str, code: str, contractor: str, on: dt.date | None, limit: int, cursor: str
    ) -> Page[SadEntry]:
        """As tools.sad_exclusions."""
        return self._page(local_lists.sad_exclusions(self.db, keyword, code, contractor, on), limit, cursor)

    def passage(self, document_id: str, section: str, version: int | None) -> Passage:
        """As tools.passage."""
        row = choose(self.db, document_id, version, None)
        parts = sections_of(self.db, row)
        if not parts:
            raise _no_text(self.db, row)
        part = _section(parts, section, row["id"])
        return Passage(
            row["id"], int(row["version"]), part.name, part.title, part.text, digest(part.text),
            stored(row["effective"]), stored(row["ends"]), url_of(row), self.said,
        )  # fmt: skip

    def related(self, document_id: str, version: int | None) -> Page[Related]:
        """As tools.related."""
        return self._whole(related_of(self.db, choose(self.db, document_id, version, None)))

    def edition(self) -> Edition:
        """What two releases are compared by."""
        return edition(self.db, self.loaded)

    def _page(self, items: Sequence[T], limit: int, cursor: str) -> Page[T]:
        start = int(cursor or 0)
        after = str(start + limit) if start + limit < len(items) else ""
        return Page(tuple(items[start : start + limit]), len(items), False, after, self.said)

    def _whole(self, items: Sequence[T]) -> Page[T]:
        return Page(tuple(items), len(items), False, "", self.said)


def _with(page: Page[T], items: tuple[Hit, ...]) -> Page[Hit]:
    return Page(items, page.total, page.total_is_lower_bound, page.next, page.provenance)


def _section(sections: tuple[Section, ...], asked: str, document_id: str) -> Section:
    """The section of that name or title, or the only one that begins so. Raises NotFound."""
    wanted = " ".join(asked.lower().split())
    exact = [part for part in sections if wanted in (part.name.lower(), part.title.lower())]
    begun = [part for part in sections if part.name.lower().startswith(wanted) or part.title.lower().startswith(wanted)]
    found = exact or begun
    if len(found) == 1:
        return found[0]
    held = ", ".join(part.name for part in found or sections)
    what = "more than one section" if found else "no section"
    raise NotFound(f"{document_id} has {what} '{asked}'.", f"There is: {held}.")


def _no_text(db: sqlite3.Connection, row: sqlite3.Row) -> NotFound:
    """The text of this version is not held; the remedy names the versions whose text is."""
    query = (
        "select version from document where id = ? and exists (select 1 from section where document = document.key) "
        "order by version desc"
    )
    held = ", ".join(str(version) for (version,) in db.execute(query, (row["id"],)))
    others = f"Ask for a version whose text is: {held}; or load" if held else "Load"
    what = f"The text of {row['id']}, version {row['version']}, is not loaded."
    return NotFound(what, f"{others} its download with 'accord sync coverage'.")


_held = Held(INDEX, Local)


def held() -> Local | None:
    """The release that answers, or None when none is loaded."""
    return _held.get()


def _in_others(but: Release, document_id: str, version: int | None, on: dt.date | None) -> Document | None:
    """The document in the newest other release that holds what is asked."""
    for release in releases(INDEX):
        if release.name == but.name:
            continue
        other = Local(release)
        try:
            return document(other.db, choose(other.db, document_id, version, on), other.loaded, other.said)
        except NotFound:
            continue
    return None


def changes(older_release: str, newer_release: str, document_id: str, limit: int, cursor: str) -> Changes:
    """As tools.changes."""
    older, newer = (Local(release) for release in _two(older_release, newer_release))
    before, after = older.edition(), newer.edition()
    keys = changed(before, after, document_id)
    if document_id and not keys:
        choose(newer.db, document_id, None, None)
    start = int(cursor or 0)
    following = str(start + limit) if start + limit < len(keys) else ""
    items = tuple(change(before, after, key) for key in keys[start : start + limit])
    return Changes(
        older.release.name, newer.release.name, items, len(keys), following, not_compared(before, after), newer.said
    )


def _two(older: str, newer: str) -> tuple[Release, Release]:
    """Two loaded releases. Raises NotFound (no release of that name), Unavailable (fewer than two are loaded)."""
    loaded = releases(INDEX)
    if len(loaded) < 2:
        raise Unavailable(
            f"{len(loaded)} edition of the coverage database is loaded; two are compared.",
            "Load another with 'accord sync coverage --from FOLDER'.",
        )
    later = _named(loaded, newer) if newer else (_answering(loaded) or loaded[0])
    if older:
        return _named(loaded, older), later
    at = loaded.index(later)
    if at + 1 >= len(loaded):
        raise Unavailable(
            f"No edition before {later.name} is loaded.", "Name the two with older_release and newer_release."
        )
    return loaded[at + 1], later


def _answering(loaded: tuple[Release, ...]) -> Release | None:
    now = held()
    return next((release for release in loaded if now and release.name == now.release.name), None)


def _named(loaded: tuple[Release, ...], name: str) -> Release:
    found = next((release for release in loaded if release.name == name), None)
    if found is None:
        raise NotFound(f"There is no loaded edition '{name}'.", f"Loaded: {', '.join(r.name for r in loaded)}.")
    return found

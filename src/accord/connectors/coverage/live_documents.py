"""A live document whole: its row, its code lists, contractors, related documents and revisions, put together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from accord.connectors.answer import Provenance
from accord.connectors.coverage import live_lists
from accord.connectors.coverage.ids import page, read_name
from accord.connectors.coverage.live_lists import CodeList, Lists, in_order, other_groups, read_lists
from accord.connectors.coverage.live_places import Places
from accord.connectors.coverage.live_read import day, number, passage_of, words
from accord.connectors.coverage.live_reports import LETTERS, Reports
from accord.connectors.coverage.live_service import Api, Row, together
from accord.connectors.coverage.manual import FIELDS, named_places
from accord.connectors.coverage.sections import SECTIONS, title_of
from accord.connectors.coverage.values import Contractor, Document, Kind, Related, Section
from accord.connectors.outward import Told
from accord.errors import NotFound

MOST_VERSIONS_BACK = 25
NAMED = "named by it"
_ANALYSIS = re.compile(r"(?:ncaid|calid)=(\d+)", re.I)


@dataclass(frozen=True, slots=True)
class Shape:
    """Paths and fields of one kind. Names of days are tried in their order."""

    path: str
    id: str
    version: str
    effective: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    lists: tuple[CodeList, ...] = ()
    related: tuple[str, ...] = ()
    local: bool = False


_LCD = Shape(
    "/v1/data/lcd/", "lcdid", "ver", ("rev_eff_date", "orig_det_eff_date"), ("rev_end_date", "ent_det_end_date"),
    live_lists.LCD, ("/v1/data/lcd/related-documents", "/v1/data/lcd/related-ncd-documents"), True,
)  # fmt: skip
SHAPES: Mapping[Kind, Shape] = {
    Kind.NCD: Shape("/v1/data/ncd/", "ncdid", "ncdver", ("effective_date",), ("effective_end_date",), (),
                    ("/v1/data/ncd/related-ncas/", "/v1/data/ncd/related-cals/")),
    Kind.LCD: _LCD,
    Kind.PROPOSED_LCD: _LCD,
    Kind.ARTICLE: Shape(
        "/v1/data/article/", "articleid", "ver", ("article_eff_date", "article_pub_date"),
        ("article_rev_end_Date", "article_end_date"), live_lists.ARTICLE,
        ("/v1/data/article/related-documents", "/v1/data/article/related-ncd-documents"), True,
    ),
    Kind.NCA: Shape("/v1/data/nca/tracking-sheet", "ncaid", "", related=("/v1/data/nca/related-ncd",)),
    Kind.CAL: Shape("/v1/data/cal/tracking-sheet", "calid", "", related=("/v1/data/cal/related-ncd",)),
    Kind.MEDCAC: Shape("/v1/data/medcac-meeting/", "medcacid", ""),
    Kind.TECHNOLOGY_ASSESSMENT: Shape("/v1/data/technology-assessment/", "taid", ""),
    Kind.COVERAGE_DOCUMENT: Shape("/v1/data/medicare-coverage-document/", "mcdid", ""),
}  # fmt: skip
STATUS = {"": "in force", "a": "in force", "f": "future", "r": "retired", "p": "proposed"}
NO_TEXT = ("_id", "_name", "_phone", "_email", "_filename", "_date", "_file_name", "_version", "_status")


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands about a document besides its own row."""

    lists: Lists
    contractors: tuple[Contractor, ...]
    states: tuple[str, ...]
    related: tuple[Related, ...]
    history: Sequence[Row]
    versions: tuple[int, ...]
    said: tuple[Provenance, ...]


class Documents:
    """Documents of one service."""

    def __init__(self, api: Api) -> None:
        self.api, self.reports, self.places = api, Reports(api), Places(api)

    def get(self, document_id: str, version: int | None, on: dt.date | None) -> Document:
        """A version of a document, whole. Raises NotFound."""
        name = read_name(document_id)
        shape = SHAPES[name.kind]
        official, seen = self._official(name.id, name.kind)
        told = self._row(name.id, shape, official, version)
        if on is not None and version is None:
            told = self._in_force(name.id, shape, official, told, on)
        row = told.value
        asked: dict[str, str | int] = {shape.id: official}
        if found := _version(row):
            asked |= {shape.version: found} if shape.version else {}
        around = self._around(name.kind, shape, asked)
        around = replace(around, related=self._with_named(name.id, name.kind, row, around.related))
        return _document(name.id, name.kind, official, row, around, together([told.provenance, *seen, *around.said]))

    def related_of(self, kind: Kind, official: int, version: int) -> tuple[Related, ...]:
        """The documents that a version names."""
        shape = SHAPES[kind]
        told = [self.api.rows(path, {shape.id: official, shape.version: version}) for path in shape.related]
        return self._related([row for part in told for row in part.value])

    def _with_named(self, name: str, kind: Kind, row: Row, related: tuple[Related, ...]) -> tuple[Related, ...]:
        """Besides, the NCDs that its text names by their place in the manual."""
        texts = [passage_of(row, field) for field in FIELDS]
        places = {place for text in texts for place in named_places(text, kind is Kind.NCD)} - {name}
        if not places - {one.id for one in related}:
            return related
        ncds = self.reports.all(Kind.NCD).value
        found = [Related(one.id, Kind.NCD, one.title, 0, NAMED, "") for one in ncds if one.id in places]
        return (*related, *(one for one in found if one.id not in {each.id for each in related}))

    def _official(self, name: str, kind: Kind) -> tuple[int, tuple[Provenance, ...]]:
        """The service's own number. NCDs and proposed documents are called by another: their list leads to it."""
        if kind is not Kind.NCD and not name.startswith("D"):
            return number({"id": name}, "id"), ()
        told = self.reports.all(kind)
        found = next((one for one in told.value if one.id == name), None)
        if found is None:
            raise NotFound(
                f"CMS Coverage API knows no {kind.replace('_', ' ')} {name}.", "Search for the subject instead."
            )
        return found.number, (told.provenance,)

    def _row(self, name: str, shape: Shape, official: int, version: int | None) -> Told[Row]:
        asked: dict[str, str | int] = {shape.id: official}
        which = f", version {version}" if version is not None else ""
        if version is not None and shape.version:
            asked[shape.version] = version
        told = self.api.rows(shape.path, asked, f"CMS Coverage API knows no {name}{which}.")
        row = max(told.value, key=_version)
        if version is not None and shape.version and _version(row) != version:
            raise NotFound(f"CMS Coverage API gave version {_version(row)} of {name} where {version} was asked for.")
        return Told(row, told.provenance)

    def _in_force(self, name: str, shape: Shape, official: int, newest: Told[Row], on: dt.date) -> Told[Row]:
        """The service gives the newest or a version by number: so one version after another is asked, downwards."""
        told, version = newest, _version(newest.value)
        for before in range(version - 1, max(0, version - MOST_VERSIONS_BACK) - 1, -1):
            start = _first_day(told.value, shape.effective)
            if start is None or start <= on:
                break
            try:
                told = self._row(name, shape, official, before)
            except NotFound:
                continue
        start, end = _first_day(told.value, shape.effective), _first_day(told.value, shape.ends)
        if (start is not None and on < start) or (end is not None and on > end):
            raise NotFound(f"CMS Coverage API has no version of {name} in force on {on}.", "Ask the local index.")
        return told

    def _around(self, kind: Kind, shape: Shape, asked: dict[str, str | int]) -> _Around:
        lists = read_lists(self.api, shape.lists, asked)
        other = other_groups(self.api, asked) if kind is Kind.ARTICLE else Lists((), ())
        related = [self.api.rows(path, asked if shape.local or kind is Kind.NCD else _only(asked, shape.id))
                   for path in shape.related]  # fmt: skip
        said = [*lists.provenances, *other.provenances, *(told.provenance for told in related)]
        contractors, states, history = (), (), ()
        versions: tuple[int, ...] = ()
        if shape.local:
            contractors = self._contractors(self.api.rows(f"{shape.path}contractor", asked).value)
            states = self._states(self.api.rows(f"{shape.path}primary-jurisdiction", asked).value)
            history = self.api.rows(f"{shape.path}revision-history", asked).value
        elif kind is Kind.NCD:
            others = self.api.rows("/v1/data/ncd/other-versions/", _only(asked, shape.id)).value
            versions = tuple(_version(row) for row in others)
        names = self._related([row for told in related for row in told.value])
        groups = Lists(in_order((*lists.groups, *other.groups)), ())
        return _Around(groups, contractors, states, names, history, versions, tuple(said))

    def _contractors(self, rows: Sequence[Row]) -> tuple[Contractor, ...]:
        if not rows:
            return ()
        known = self.places.by_key()
        keys = dict.fromkeys((number(row, "contractor_id"), number(row, "contractor_type_id")) for row in rows)
        return tuple(known[key] for key in keys if key in known)

    def _states(self, rows: Sequence[Row]) -> tuple[str, ...]:
        if not rows:
            return ()
        names = self.places.state_names()
        return tuple(sorted({names[one] for row in rows if (one := number(row, "state_id")) in names}))

    def _related(self, rows: Sequence[Row]) -> tuple[Related, ...]:
        sections: Mapping[int, tuple[str, str]] = {}
        if any(number(row, "r_ncd_id") or row.get("section") for row in rows):
            sections = {one.number: (one.id, one.title) for one in self.reports.all(Kind.NCD).value}
        found = [related for row in rows if (related := _one_related(row, sections))]
        return tuple(dict.fromkeys(found))


def _one_related(row: Row, sections: Mapping[int, tuple[str, str]]) -> Related | None:
    url = words(row, "url")
    for kind, field in ((Kind.ARTICLE, "r_article_id"), (Kind.LCD, "r_lcd_id")):
        if one := number(row, field):
            version = number(row, field.replace("_id", "_version"))
            return Related(f"{LETTERS[kind]}{one}", kind, "", version, NAMED, url or page(kind, one, version))
    ncd = number(row, "r_ncd_id") or (number(row, "document_id") if row.get("section") else 0)
    if ncd:
        version = number(row, "r_ncd_version") or number(row, "document_version")
        name, title = sections.get(ncd, (words(row, "section"), words(row, "title")))
        return Related(name, Kind.NCD, title, version, NAMED, url) if name else None
    if one := _analysis(row, url):
        kind = Kind.CAL if words(row, "review_type").upper() == "CAL" else Kind.NCA
        return Related(f"{LETTERS[kind]}{one}", kind, words(row, "title"), number(row, "document_version"),
                       NAMED, url)  # fmt: skip
    return None


def _analysis(row: Row, url: str) -> int:
    """The number of an NCA or CAL that an NCD names; the contract leaves open whose number document_id is."""
    told = _ANALYSIS.search(url)
    return int(told[1]) if told else number(row, "document_id")


def _document(name: str, kind: Kind, official: int, row: Row, around: _Around, provenance: Provenance) -> Document:
    shape, version = SHAPES[kind], _version(row)
    status = words(row, "status") or words(row, "document_status")
    history = sorted(
        around.history, key=lambda one: (day(one, "rev_hist_date") or dt.date.min, number(one, "rev_hist_num"))
    )
    revision = passage_of(history[-1], "rev_hist_exp") if history else passage_of(row, "history_exp")
    return Document(
        name, kind, official, version, words(row, "title"), STATUS.get(status.lower(), status.lower()),
        _first_day(row, shape.effective), _first_day(row, shape.ends), day(row, "date_retired"),
        day(row, "last_updated"), around.contractors, around.states, _sections(kind, row, history), around.lists.groups,
        around.related, page(kind, official, version), revision,
        tuple(sorted({version, *around.versions}, reverse=True)), (), provenance,
    )  # fmt: skip


def _sections(kind: Kind, row: Row, history: Sequence[Row]) -> tuple[Section, ...]:
    told = {name: passage_of(row, name) for name in SECTIONS.get(kind) or _text_fields(row)}
    if history:
        told["revision_history"] = "\n\n".join(_revision(one) for one in history)
    return tuple(Section(name, title_of(kind, name), text) for name, text in told.items() if text)


def _revision(row: Row) -> str:
    when = day(row, "rev_hist_date")
    return f"{words(row, 'rev_hist_num')} {when or ''}: {passage_of(row, 'rev_hist_exp')}".strip()


def _text_fields(row: Row) -> list[str]:
    """Of kinds without a table of sections: every field of words, but for ids, names of people, days and files."""
    return [
        name for name, value in row.items() if isinstance(value, str) and name != "title" and not name.endswith(NO_TEXT)
    ]


def _only(asked: Mapping[str, str | int], name: str) -> dict[str, str | int]:
    return {name: asked[name]}


def _first_day(row: Row, names: Sequence[str]) -> dt.date | None:
    return next((found for name in names if (found := day(row, name)) is not None), None)


def _version(row: Row) -> int:
    names = ("document_version", "lcd_version", "article_version")
    return next((found for name in names if (found := number(row, name))), 0)

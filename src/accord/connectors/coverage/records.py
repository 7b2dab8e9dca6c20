"""Rows of a release's store as the values that answers are made of."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable

from accord.connectors.answer import Provenance
from accord.connectors.coverage.dates import stored
from accord.connectors.coverage.ids import page
from accord.connectors.coverage.sections import title_of
from accord.connectors.coverage.values import (
    Code,
    CodeGroup,
    Contractor,
    Document,
    Hit,
    Kind,
    ListKind,
    Program,
    Related,
    Section,
)

BASES = {Kind.NCD: "N", Kind.LCD: "L", Kind.PROPOSED_LCD: "L", Kind.ARTICLE: "A"}
HHH, DME, A_AND_B = "HHH MAC", "DME MAC", ("MAC A", "MAC B")
EXCERPT = 320
BARE = "select code, '', note from code where code_group = ? order by code"
WITH_TEXT = (
    "select code.code, coalesce(text, ''), note from code left join code_text using (code)"
    " where code_group = ? order by code.code"
)


def kind_of(row: sqlite3.Row) -> Kind:
    """The kind of a document row."""
    return Kind(row["kind"])


def url_of(row: sqlite3.Row) -> str:
    """The official page of a document row."""
    return page(kind_of(row), int(row["number"]), int(row["version"]))


def contractor(row: sqlite3.Row, states: Iterable[str] = (), *, dated: bool = False) -> Contractor:
    """A contractor row; dated -- it is joined with the jurisdiction that it is asked for."""
    return Contractor(
        int(row["id"]), int(row["type_id"]), int(row["version"]), row["name"], row["number"], row["type"],
        row["subtype"], programs(row["type"], row["subtype"]), tuple(states), row["url"],
        stored(row["since"]) if dated else None, stored(row["until"]) if dated else None,
    )  # fmt: skip


def programs(kind: str, subtype: str) -> tuple[Program, ...]:
    """What a contract is for: told by the subtype, else by the type."""
    if subtype in A_AND_B:
        return (Program.AB,)
    told = subtype or kind
    found = [Program.DME] if DME in told else [Program.HHH] if HHH in told else []
    if not subtype and any(part in kind for part in ("Part A", "Part B", "A and B")):
        found.insert(0, Program.AB)
    return tuple(found)


def contractors_of(db: sqlite3.Connection, document: int) -> tuple[Contractor, ...]:
    """Who issued a document."""
    rows = db.execute(
        "select contractor.*, (select group_concat(state, ' ') from jurisdiction where jurisdiction.contractor ="
        " contractor.key and until is null) as states from holds join contractor on contractor.key = holds.contractor"
        " where document = ? order by name, contractor.number",
        (document,),
    )
    return tuple(contractor(row, sorted((row["states"] or "").split())) for row in rows)


def names_of(db: sqlite3.Connection, row: sqlite3.Row) -> tuple[str, ...]:
    """The names of those who issued a document, each once."""
    found = db.execute(
        "select distinct name from holds join contractor on contractor.key = holds.contractor where document = ?"
        " order by name",
        (row["key"],),
    )
    return tuple(each["name"] for each in found) or tuple(name for name in row["names"].split("; ") if name)


def states_of(db: sqlite3.Connection, document: int) -> tuple[str, ...]:
    """Where a document holds; empty for a national one and where it is not known."""
    rows = db.execute("select state from holds_in where document = ? order by state", (document,))
    return tuple(row["state"] for row in rows)


def sections_of(db: sqlite3.Connection, row: sqlite3.Row) -> tuple[Section, ...]:
    """The text of a document, in reading order."""
    kind = kind_of(row)
    rows = db.execute("select name, text from section where document = ? order by position", (row["key"],))
    return tuple(Section(each["name"], title_of(kind, each["name"]), each["text"]) for each in rows)


def groups_of(
    db: sqlite3.Connection, document: int, kinds: tuple[ListKind, ...] = tuple(ListKind), *, texts: bool = True
) -> tuple[CodeGroup, ...]:
    """The code groups of a document with their codes; texts -- with what each code is called."""
    rows = db.execute("select * from code_group where document = ?", (document,)).fetchall()
    order = {kind.value: place for place, kind in enumerate(kinds)}
    wanted = sorted((row for row in rows if row["kind"] in order), key=lambda row: (order[row["kind"]], row["number"]))
    groups = (_group(db, row, WITH_TEXT if texts else BARE) for row in wanted)
    return tuple(group for group in groups if group.codes or group.paragraph)


def _group(db: sqlite3.Connection, row: sqlite3.Row, question: str) -> CodeGroup:
    codes = tuple(Code(*each) for each in db.execute(question, (row["key"],)))
    return CodeGroup(ListKind(row["kind"]), int(row["number"]), row["paragraph"], codes, row["footnote"])


def related_of(db: sqlite3.Connection, row: sqlite3.Row) -> tuple[Related, ...]:
    """The documents that it names, and those that name it, in the versions that are held newest."""
    named = db.execute(
        "select other.*, 'named by it' as relation from related join document other on other.base = related.base"
        " and other.number = related.number and other.newest where related.document = ?"
        " union select other.*, 'names it' from related join document other on other.key = related.document"
        " and other.newest where related.base = ? and related.number = ?",
        (row["key"], row["base"], row["number"]),
    ).fetchall()
    found: dict[int, Related] = {}
    for each in sorted(named, key=lambda each: (each["relation"] != "named by it", each["kind"], each["id"])):
        found.setdefault(int(each["key"]), _related(each))
    found.pop(int(row["key"]), None)
    return tuple(found.values())


def _related(row: sqlite3.Row) -> Related:
    return Related(row["id"], kind_of(row), row["title"], int(row["version"]), row["relation"], url_of(row))


def versions_of(db: sqlite3.Connection, row: sqlite3.Row) -> tuple[int, ...]:
    """Every version held, newest first."""
    rows = db.execute(
        "select version from document where base = ? and number = ? order by version desc", (row["base"], row["number"])
    )
    return tuple(int(each["version"]) for each in rows)


def document(db: sqlite3.Connection, row: sqlite3.Row, loaded: frozenset[str], said: Provenance) -> Document:
    """A whole document. loaded -- the official tables that the release was made from."""
    sections = sections_of(db, row)
    key = int(row["key"])
    return Document(
        row["id"], kind_of(row), int(row["number"]), int(row["version"]), row["title"], row["status"],
        stored(row["effective"]), stored(row["ends"]), stored(row["retired"]), stored(row["updated"]),
        contractors_of(db, key), states_of(db, key), sections, groups_of(db, key), related_of(db, row), url_of(row),
        row["revision"], versions_of(db, row), _missing(row, sections, loaded), said,
    )  # fmt: skip


def _missing(row: sqlite3.Row, sections: tuple[Section, ...], loaded: frozenset[str]) -> tuple[str, ...]:
    missing = [] if any(section.name != "sticky_note" for section in sections) else ["text"]
    if not row["title"]:
        missing.append("title")
    if row["base"] == "A":
        tables = {"HCPCS codes": "article_x_hcpc_code", "diagnoses": "article_x_icd10_covered"}
        missing += [what for what, table in tables.items() if table not in loaded]
    return tuple(missing)


def hit(db: sqlite3.Connection, row: sqlite3.Row, score: float, why: str, words: tuple[str, ...] = ()) -> Hit:
    """A document found. words -- stems to show an excerpt for."""
    key = int(row["key"])
    return Hit(
        row["id"], kind_of(row), row["title"], int(row["version"]), row["status"], stored(row["effective"]),
        stored(row["ends"]), names_of(db, row), states_of(db, key), round(score, 4), why,
        _excerpt(db, key, words) if words else "", url_of(row),
    )  # fmt: skip


def _excerpt(db: sqlite3.Connection, key: int, words: tuple[str, ...]) -> str:
    """The line of the text that holds most of the words, cut to length around the first of them."""
    best, most = "", 0
    for row in db.execute("select text from section where document = ? order by position", (key,)):
        for line in row["text"].split("\n"):
            low = line.lower()
            held = sum(word in low for word in words)
            if held > most:
                best, most = line, held
    return _around(best, words)


def _around(line: str, words: tuple[str, ...]) -> str:
    if len(line) <= EXCERPT:
        return line
    low = line.lower()
    first = min((at for word in words if (at := low.find(word)) >= 0), default=0)
    start = max(0, min(first - EXCERPT // 3, len(line) - EXCERPT))
    start = line.rfind(" ", 0, start) + 1 if start else 0
    end = start + EXCERPT
    return f"{'… ' if start else ''}{line[start:end].rpartition(' ')[0] if end < len(line) else line[start:]}{' …' if end < len(line) else ''}"


def today() -> dt.date:
    """The day on which a question is asked."""
    return dt.date.today()

"""What differs between two loaded editions, as far as both hold it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accord.connectors.coverage.official import GROUP_TABLES
from accord.connectors.coverage.records import kind_of
from accord.connectors.coverage.sections import title_of
from accord.connectors.coverage.values import Change, Difference, Happened

TEXT_TABLES = {"N": ("ncd_trkg", "text of NCDs"), "L": ("lcd", "text of LCDs"), "A": ("article", "text of articles")}
DOCUMENTS = {"N": "NCDs", "L": "LCDs", "A": "articles"}
ISSUERS = {"L": "lcd_x_contractor", "A": "article_x_contractor"}
FIELDS = ("title", "status", "effective", "ends", "retired")
Key = tuple[str, int]


@dataclass(frozen=True)
class Edition:
    """The newest version of each document in one release, and digests of its parts."""

    db: sqlite3.Connection
    loaded: frozenset[str]
    documents: dict[Key, sqlite3.Row]
    sections: dict[int, dict[str, str]]
    groups: dict[int, dict[tuple[str, int], str]]


def edition(db: sqlite3.Connection, loaded: frozenset[str]) -> Edition:
    """Reads what is compared."""
    documents = {(row["base"], int(row["number"])): row for row in db.execute("select * from document where newest")}
    sections: dict[int, dict[str, str]] = {}
    for row in db.execute(
        "select document, name, section.digest as told from section join document on key = document where newest"
    ):
        sections.setdefault(row["document"], {})[row["name"]] = row["told"]
    groups: dict[int, dict[tuple[str, int], str]] = {}
    for row in db.execute(
        "select document, code_group.kind as list, code_group.number as place, digest from code_group"
    ):
        groups.setdefault(row["document"], {})[row["list"], row["place"]] = row["digest"]
    return Edition(db, loaded, documents, sections, groups)


def not_compared(older: Edition, newer: Edition) -> tuple[str, ...]:
    """What only one of the editions holds, or neither."""
    missing = [what for base, what in DOCUMENTS.items() if base not in _bases(older, newer)]
    missing += [what for table, what in TEXT_TABLES.values() if not _both(older, newer, table)]
    missing += [f"codes: {kind}" for kind in GROUP_TABLES if not _comparable(older, newer, kind)]
    return tuple(missing)


def changed(older: Edition, newer: Edition, only: str) -> tuple[Key, ...]:
    """The documents that differ; only -- just the one with this id."""
    bases = _bases(older, newer)
    keys = [
        key
        for key in older.documents.keys() | newer.documents.keys()
        if key[0] in bases
        if not only or only in {edition.documents[key]["id"] for edition in (older, newer) if key in edition.documents}
    ]
    return tuple(sorted(key for key in keys if _differs(older, newer, key)))


def _bases(older: Edition, newer: Edition) -> set[str]:
    """The kinds of document of which both editions hold any."""
    return {base for base, _ in older.documents} & {base for base, _ in newer.documents}


def _differs(older: Edition, newer: Edition, key: Key) -> bool:
    old, new = older.documents.get(key), newer.documents.get(key)
    if old is None or new is None:
        return True
    return old["version"] != new["version"] or any(True for _ in _places(older, newer, old, new))


def change(older: Edition, newer: Edition, key: Key) -> Change:
    """One document's change in full."""
    old, new = older.documents.get(key), newer.documents.get(key)
    one = new if new is not None else old
    if one is None:
        raise KeyError(key)
    differences = (
        tuple(tell() for tell in _places(older, newer, old, new)) if old is not None and new is not None else ()
    )
    return Change(
        one["id"], kind_of(one), one["title"], _happened(old, new), int(old["version"]) if old is not None else 0,
        int(new["version"]) if new is not None else 0, differences,
    )  # fmt: skip


def _happened(old: sqlite3.Row | None, new: sqlite3.Row | None) -> Happened:
    if old is None:
        return Happened.NEW
    if new is None:
        return Happened.REMOVED
    if new["status"] == "retired" and old["status"] != "retired":
        return Happened.RETIRED
    return Happened.SAME_VERSION_CHANGED if old["version"] == new["version"] else Happened.REVISED


def _places(older: Edition, newer: Edition, old: sqlite3.Row, new: sqlite3.Row) -> Iterable[Callable[[], Difference]]:
    """Where two versions differ; each can tell how."""
    for field in FIELDS:
        if old[field] and new[field] and old[field] != new[field]:
            yield lambda field=field: Difference(field, (str(old[field]),), (str(new[field]),))
    yield from _issuers(older, newer, old, new)
    yield from _sections(older, newer, old, new)
    yield from _groups(older, newer, old, new)


def _issuers(older: Edition, newer: Edition, old: sqlite3.Row, new: sqlite3.Row) -> Iterable[Callable[[], Difference]]:
    table = ISSUERS.get(old["base"], "")
    if not table or not _both(older, newer, table):
        return
    before, after = _held_by(older, old), _held_by(newer, new)
    if before != after:
        yield lambda: Difference("contractors", _less(before, after), _less(after, before))


def _held_by(edition: Edition, row: sqlite3.Row) -> tuple[str, ...]:
    rows = edition.db.execute(
        "select name || ' ' || contractor.number as told from holds join contractor on contractor.key ="
        " holds.contractor where document = ? order by 1",
        (row["key"],),
    )
    return tuple(each["told"] for each in rows)


def _sections(older: Edition, newer: Edition, old: sqlite3.Row, new: sqlite3.Row) -> Iterable[Callable[[], Difference]]:
    before, after = older.sections.get(old["key"], {}), newer.sections.get(new["key"], {})
    if not before or not after:
        return
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            yield lambda name=name: _section(older, newer, old, new, name)


def _section(older: Edition, newer: Edition, old: sqlite3.Row, new: sqlite3.Row, name: str) -> Difference:
    before, after = (_lines(edition, row, name) for edition, row in ((older, old), (newer, new)))
    return Difference(f"section {title_of(kind_of(new), name)}", _less(before, after), _less(after, before))


def _lines(edition: Edition, row: sqlite3.Row, name: str) -> tuple[str, ...]:
    found = edition.db.execute(
        "select text from section where document = ? and name = ?", (row["key"], name)
    ).fetchone()
    return tuple(line for line in (found["text"] if found else "").split("\n") if line)


def _groups(older: Edition, newer: Edition, old: sqlite3.Row, new: sqlite3.Row) -> Iterable[Callable[[], Difference]]:
    before, after = older.groups.get(old["key"], {}), newer.groups.get(new["key"], {})
    for kind, number in dict.fromkeys([*before, *after]):
        if _comparable(older, newer, kind) and before.get((kind, number)) != after.get((kind, number)):
            yield lambda kind=kind, number=number: _group(older, newer, old, new, kind, number)


def _group(older: Edition, newer: Edition, old: sqlite3.Row, new: sqlite3.Row, kind: str, number: int) -> Difference:
    before, after = (_held(edition, row, kind, number) for edition, row in ((older, old), (newer, new)))
    return Difference(f"{kind} {number}", _less(before, after), _less(after, before))


def _held(edition: Edition, row: sqlite3.Row, kind: str, number: int) -> tuple[str, ...]:
    group = edition.db.execute(
        "select key, paragraph from code_group where document = ? and kind = ? and number = ?",
        (row["key"], kind, number),
    ).fetchone()
    if group is None:
        return ()
    codes = edition.db.execute("select code, note from code where code_group = ? order by code", (group["key"],))
    told = [f"{each['code']}{each['note']}" for each in codes]
    return (*(line for line in group["paragraph"].split("\n") if line), *told)


def _less(these: tuple[str, ...], those: tuple[str, ...]) -> tuple[str, ...]:
    held = {" ".join(each.split()) for each in those}
    return tuple(each for each in these if " ".join(each.split()) not in held)


def _both(older: Edition, newer: Edition, table: str) -> bool:
    return table in older.loaded and table in newer.loaded


def _comparable(older: Edition, newer: Edition, kind: str) -> bool:
    """A list is compared when the same tables bring it into both editions."""
    tables = {table.codes for table in GROUP_TABLES.get(kind, ())}
    return kind == "other" or (bool(tables & older.loaded) and tables & older.loaded == tables & newer.loaded)

"""A search store that is open: what its files are called, and the two handles by which it is read."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

import tantivy

from accord.connectors.icd10.search.spelling import Speller
from accord.errors import Unavailable

SEARCH_LAYOUT = 1
TERMS, RANKED, SEARCH_FOLDER = "terms.sqlite", "ranked", "search"
FIELD_TERM, FIELD_CONTEXT, FIELD_ROW = "term", "context", "row"
DAMAGED, REMEDY = "The ICD-10-CM search index is damaged or of another layout", "Run 'accord sync icd10' again."
UNSPECIFIED_FLAG, OTHER_FLAG = 1, 2
SIDES = frozenset({"left", "right", "bilater", "unilater"})


class TermKind(IntEnum):
    """Where a term stands: the title, an inclusion term, the ward's name (words/called.toml), the alphabetic index."""

    TITLE = 0
    INCLUSION = 1
    CALLED = 2
    INDEX = 3


@dataclass(frozen=True)
class SearchStore:
    """One edition's terms."""

    file: sqlite3.Connection
    schema: tantivy.Schema
    searcher: tantivy.Searcher
    speller: Speller = field(repr=False)


def open_search(folder: Path) -> SearchStore:
    """Opens a built store read-only. Raises Unavailable when it is not whole."""
    try:
        uri = f"{(folder / TERMS).absolute().as_uri()}?mode=ro&immutable=1"
        file = sqlite3.connect(uri, uri=True, check_same_thread=False)
        (layout,) = file.execute("PRAGMA user_version").fetchone()
        index = tantivy.Index.open(str(folder / RANKED))
    except (sqlite3.Error, ValueError, OSError) as fault:
        raise Unavailable(f"{DAMAGED} ({type(fault).__name__}).", REMEDY) from fault
    if layout != SEARCH_LAYOUT:
        raise Unavailable(f"{DAMAGED} (layout {layout}).", REMEDY)
    return SearchStore(file, index.schema, index.searcher(), Speller(file))

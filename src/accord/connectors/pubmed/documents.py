"""Citations as small compressed documents in SQLite files: one base and a part for each update; the newest part wins."""

from __future__ import annotations

import datetime as dt
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import orjson

from accord.connectors.pubmed.citation import AbstractPart, Author, Citation, MeshHeading, Notice
from accord.errors import Unavailable

TABLES = """
CREATE TABLE document (pmid INTEGER PRIMARY KEY, version INTEGER NOT NULL, body BLOB);
CREATE TABLE dictionary (words BLOB NOT NULL);
"""
PART = "documents-{:04d}.sqlite"
PARTS = "documents-*.sqlite"
WINDOW = 32_768
LEVEL = 4
AT_ONCE = 500


class Press:
    """Compresses citations of one part. A primed compressor is copied for each, which costs less than priming it."""

    def __init__(self, words: bytes) -> None:
        self._primed = zlib.compressobj(LEVEL, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, words)

    def pack(self, citation: Citation) -> bytes:
        """The citation as compressed JSON."""
        return self.pack_json(orjson.dumps(citation))

    def pack_json(self, body: bytes) -> bytes:
        """The same for a citation that is JSON already."""
        press = self._primed.copy()
        return press.compress(body) + press.flush()


def unpack(body: bytes, words: bytes) -> Citation:
    """The citation that was packed with the same words."""
    return from_json(orjson.loads(zlib.decompressobj(-15, words).decompress(body)))


def from_json(told: Mapping[str, Any]) -> Citation:
    """The citation of its JSON."""
    day = dt.date.fromisoformat
    read: dict[str, Any] = {
        name: tuple(cast(list[Any], value)) if isinstance(value, list) else value for name, value in told.items()
    }
    read["abstract"] = tuple(AbstractPart(**part) for part in told["abstract"])
    read["authors"] = tuple(Author(**author) for author in told["authors"])
    read["mesh"] = tuple(
        MeshHeading(one["name"], one["code"], one["major"], tuple(one["qualifiers"])) for one in told["mesh"]
    )
    read["notices"] = tuple(Notice(**notice) for notice in told["notices"])
    for name in ("published", "entered", "revised"):
        read[name] = day(told[name]) if told[name] else None
    return Citation(**read)


def shared_words(citations: Iterable[Citation]) -> bytes:
    """What documents share, learnt from some of them: whole documents, the last of which deflate finds cheapest."""
    return b"".join(orjson.dumps(citation) for citation in citations)[-WINDOW:]


def create_part(folder: Path, number: int, words: bytes) -> sqlite3.Connection:
    """A new part, for one writer."""
    file = sqlite3.connect(folder / PART.format(number))
    file.executescript("PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL; PRAGMA page_size = 8192;" + TABLES)
    file.execute("INSERT INTO dictionary VALUES (?)", (words,))
    file.commit()
    return file


def parts(folder: Path) -> tuple[Path, ...]:
    """The parts of a release, oldest first."""
    return tuple(sorted(folder.glob(PARTS)))


class Documents:
    """Reads the documents of a release by PMID, safe for many threads."""

    def __init__(self, folder: Path) -> None:
        """Raises Unavailable when a part cannot be read."""
        try:
            self._files = [
                sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
                for path in reversed(parts(folder))
            ]
            self._words = [bytes(file.execute("SELECT words FROM dictionary").fetchone()[0]) for file in self._files]
        except (sqlite3.Error, TypeError) as fault:
            raise Unavailable(
                f"The PubMed documents in {folder.name} are damaged ({type(fault).__name__}).",
                "Run 'accord sync pubmed' again.",
            ) from fault

    def get(self, pmids: Sequence[int]) -> dict[int, Citation]:
        """Those of the citations that are there, by PMID; a deleted one is not."""
        found: dict[int, Citation] = {}
        missing = list(dict.fromkeys(pmids))
        for file, words in zip(self._files, self._words, strict=True):
            known = dict(rows(file, "SELECT pmid, body FROM document WHERE pmid IN ({})", missing))
            found |= {pmid: unpack(body, words) for pmid, body in known.items() if body is not None}
            missing = [pmid for pmid in missing if pmid not in known]
            if not missing:
                break
        return found

    def versions(self, pmids: Sequence[int]) -> dict[int, int]:
        """The version of each PMID that was ever loaded; 0 for a deleted one."""
        found: dict[int, int] = {}
        missing = list(dict.fromkeys(pmids))
        for file in self._files:
            found |= dict(rows(file, "SELECT pmid, version FROM document WHERE pmid IN ({})", missing))
            missing = [pmid for pmid in missing if pmid not in found]
        return found

    def close(self) -> None:
        """Lets go of the files."""
        for file in self._files:
            file.close()


def rows(file: sqlite3.Connection, statement: str, pmids: Sequence[int]) -> Iterator[tuple[int, Any]]:
    """Rows for any number of PMIDs, asked in lots; {} in the statement stands for the list."""
    for begin in range(0, len(pmids), AT_ONCE):
        lot = pmids[begin : begin + AT_ONCE]
        yield from file.execute(statement.format(",".join("?" * len(lot))), lot)

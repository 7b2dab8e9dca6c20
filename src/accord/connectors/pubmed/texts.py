"""Open full texts that a site has loaded: JATS files of the PMC open access subset, in one SQLite file."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tarfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from accord.connectors.pubmed.answers import FullText, Section
from accord.connectors.pubmed.jats import read_articles
from accord.connectors.releases import Draft
from accord.connectors.syncing import Built, Inputs, Progress
from accord.errors import Invalid, Unavailable

INDEX = "pubmed_full_text"
FILE = "texts.sqlite"
TABLES = """
CREATE TABLE IF NOT EXISTS text (pmcid TEXT PRIMARY KEY, pmid INTEGER, doi TEXT, licence TEXT, body BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS text_pmid ON text (pmid);
"""
ENDS = (".xml", ".nxml")
PACKED = (".tar.gz", ".tgz", ".tar")
BEGINNING = 4_096


class FullTextLoader:
    """Articles of the PMC open access subset, from a folder; the whole subset is hundreds of gigabytes."""

    index = INDEX
    title = "PubMed Central open full texts"
    layout = 1
    stale_after_days = 120
    wants = "JATS articles (.xml, .nxml) or packages of them (.tar.gz) of the PMC open access subset"

    def fetch(self, into: Path, progress: Progress) -> None:
        """Nothing is fetched: which part of the subset a site wants, and may keep, is its own choice."""
        del into, progress
        raise Unavailable(
            "Open full texts are loaded from a folder, as the whole subset is hundreds of gigabytes.",
            "Fetch the packages you want from the PMC open access subset, then "
            "'accord sync pubmed --index pubmed_full_text --from FOLDER'.",
        )

    def inputs(self, folder: Path) -> Inputs:
        """The articles and packages in a folder. Raises Invalid for none."""
        paths = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())
        files = tuple(path for path in paths if path.name.endswith(PACKED) or _is_article(path))
        if not files:
            raise Invalid(f"There is no open article in {folder}.", f"Wanted: {self.wants}.")
        day = dt.datetime.fromtimestamp(max(path.stat().st_mtime for path in files), dt.UTC).date()
        return Inputs(
            files, day, day.isoformat(), "PMC open access subset", "https://pmc.ncbi.nlm.nih.gov/tools/openftlist/"
        )

    def build(self, inputs: Inputs, draft: Draft, progress: Progress) -> Built:
        """Reads the files in order; a later article takes the place of an earlier one. Raises Invalid naming the file."""
        file = sqlite3.connect(draft.folder / FILE)
        file.executescript(TABLES)
        for number, path in enumerate(inputs.files, 1):
            step = str(path)
            if not draft.done(step):
                with file:
                    file.executemany("INSERT OR REPLACE INTO text VALUES (?,?,?,?,?)", map(_row, _read(path)))
                draft.finish(step)
            progress("loading full texts", number, len(inputs.files), "files")
        (count,) = file.execute("SELECT count(*) FROM text").fetchone()
        file.close()
        if not count:
            raise Invalid("None of the files holds an article with a PMCID.", f"Wanted: {self.wants}.")
        return Built({"full texts": count})


class Texts:
    """Reads the loaded full texts."""

    def __init__(self, folder: Path) -> None:
        path = (folder / FILE).absolute()
        self._file = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    def get(self, pmcids: Sequence[str]) -> dict[str, FullText]:
        """Those of the articles that are there."""
        found = (self._file.execute("SELECT body FROM text WHERE pmcid = ?", (pmcid,)).fetchone() for pmcid in pmcids)
        texts = (_unpack(row[0]) for row in found if row)
        return {text.pmcid: text for text in texts}

    def licences(self, pmids: Sequence[int]) -> dict[int, FullText]:
        """The loaded articles of these PMIDs, for what they say of their licence."""
        found = (self._file.execute("SELECT body FROM text WHERE pmid = ?", (pmid,)).fetchone() for pmid in pmids)
        texts = (_unpack(row[0]) for row in found if row)
        return {text.pmid: text for text in texts if text.pmid}


def _is_article(path: Path) -> bool:
    if not path.name.endswith(ENDS):
        return False
    with path.open("rb") as file:
        begin = file.read(BEGINNING)
    return b"<article" in begin or b"<pmc-articleset" in begin


def _read(path: Path) -> Iterator[FullText]:
    if not path.name.endswith(PACKED):
        yield from _with_id(read_articles(path.read_bytes(), path.name))
        return
    try:
        with tarfile.open(path) as package:
            for member in package:
                file = package.extractfile(member) if member.isfile() and member.name.endswith(ENDS) else None
                if file is not None:
                    yield from _with_id(read_articles(file.read(), f"{path.name}: {member.name}"))
    except (tarfile.TarError, OSError, EOFError, zlib.error) as fault:
        raise Invalid(f"{path.name} is damaged ({type(fault).__name__}).", "Fetch it again.") from fault


def _with_id(texts: Sequence[FullText]) -> Iterator[FullText]:
    return (text for text in texts if text.pmcid)


def _row(text: FullText) -> tuple[object, ...]:
    return text.pmcid, text.pmid, text.doi, text.licence, zlib.compress(orjson.dumps(text), 6)


def _unpack(body: bytes) -> FullText:
    told: dict[str, Any] = orjson.loads(zlib.decompress(body))
    told["sections"] = tuple(Section(**section) for section in told["sections"])
    told["references"] = tuple(told["references"])
    return FullText(**told)

"""CIM-10, the French classification, where the site provides its file of labels; never mixed with ICD-10-CM."""

from __future__ import annotations

import csv
import gzip
import io
import math
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from accord.connectors.answer import Provenance
from accord.connectors.icd10.search.tokens import PIECE, plain
from accord.connectors.releases import Draft, Held, Release, provenance
from accord.connectors.syncing import Built, Inputs, Progress
from accord.errors import Invalid, Unavailable

INDEX, LAYOUT, STALE_AFTER_DAYS = "cim10_fr", 1, 500
FILE = "cim10.sqlite"
NAMES = re.compile(r"cim-?_?10.*\.(csv|csv\.gz|tsv|txt)$", re.I)
YEAR = re.compile(r"(20\d\d)")
CODE_COLUMNS, LABEL_COLUMNS = ("code",), ("long", "label", "libelle", "libellé", "short")
SHAPE = re.compile(r"[A-Z][0-9][0-9A-Z][0-9A-Z+]*")
SAYING_NOTHING = """de du des d l la le les un une et ou a à au aux en avec sans par pour sur dans non sai sp autre autres
precision precisee classee ailleurs"""
EMPTY = frozenset(SAYING_NOTHING.split())
TABLES = """
CREATE TABLE entry (letters TEXT PRIMARY KEY, label TEXT) WITHOUT ROWID;
CREATE TABLE word (word TEXT, letters TEXT, PRIMARY KEY (word, letters)) WITHOUT ROWID;
CREATE TABLE weight (word TEXT PRIMARY KEY, weight REAL) WITHOUT ROWID;
CREATE TABLE mass (letters TEXT PRIMARY KEY, mass REAL) WITHOUT ROWID;
"""
LEAST_LIKE = 80
NOT_CM = "CIM-10 is not ICD-10-CM: these codes cannot stand on a request in the United States."


@dataclass(frozen=True, slots=True)
class FrenchCode:
    """A code with its French label."""

    letters: str
    label: str

    def __str__(self) -> str:
        return f"{self.letters[:3]}.{self.letters[3:]}" if len(self.letters) > 3 else self.letters


class FrenchLoader:
    """The loader of the index cim10_fr."""

    index, layout, stale_after_days = INDEX, LAYOUT, STALE_AFTER_DAYS
    title = "CIM-10 labels in French"
    wants = "a file cim10*.csv (or .csv.gz) with the columns code and label (also: long, short, libelle)"

    def fetch(self, into: Path, progress: Progress) -> None:
        """There is no official address that gives this file without a form. Raises Unavailable saying so."""
        raise Unavailable(
            "CIM-10 labels are not fetched: ATIH publishes them on its site only.",
            "Download them by hand and run 'accord sync cim10_fr --from FOLDER'.",
        )

    def inputs(self, folder: Path) -> Inputs:
        """The newest label file of the folder."""
        paths = [folder] if folder.is_file() else sorted(folder.iterdir())
        found = [path for path in paths if path.is_file() and NAMES.search(path.name)]
        if not found:
            raise Invalid(f"There is no CIM-10 file in {folder.name}.", f"Wanted: {self.wants}.")
        year = YEAR.search(found[-1].name)
        name = year[1] if year else "undated"
        return Inputs((found[-1],), None, name, f"CIM-10 (ATIH), {found[-1].name}")

    def build(self, inputs: Inputs, draft: Draft, progress: Progress) -> Built:
        """One SQLite file of labels and their words."""
        rows = dict(_read(inputs.files[0]))
        if not rows:
            raise Invalid(f"{inputs.files[0].name} holds no code.", f"Wanted: {self.wants}.")
        words = {letters: frozenset(french_words(label)) for letters, label in rows.items()}
        seen = Counter(word for found in words.values() for word in found)
        weights = {word: math.log(1 + len(rows) / n) for word, n in seen.items()}
        path = draft.folder / FILE
        path.unlink(missing_ok=True)
        with sqlite3.connect(path) as file:
            file.executescript(TABLES)
            file.executemany("INSERT INTO entry VALUES (?,?)", rows.items())
            file.executemany("INSERT INTO word VALUES (?,?)", ((w, c) for c, found in words.items() for w in found))
            file.executemany("INSERT INTO weight VALUES (?,?)", weights.items())
            file.executemany(
                "INSERT INTO mass VALUES (?,?)", ((c, sum(weights[w] for w in f)) for c, f in words.items())
            )
        file.close()
        progress("labels", len(rows), len(rows), "codes")
        return Built({"codes": len(rows)})


class FrenchBook:
    """One loaded release."""

    def __init__(self, release: Release) -> None:
        self.release = release
        uri = f"{(release.folder / FILE).absolute().as_uri()}?mode=ro&immutable=1"
        try:
            self.file = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self.weights: dict[str, float] = dict(self.file.execute("SELECT word, weight FROM weight"))
        except sqlite3.Error as fault:
            raise Unavailable("The CIM-10 index is damaged.", "Run 'accord sync cim10_fr' again.") from fault

    def find(self, letters: str) -> FrenchCode | None:
        """The code, or None."""
        row = self.file.execute("SELECT letters, label FROM entry WHERE letters = ?", (letters,)).fetchone()
        return FrenchCode(*row) if row else None

    def beneath(self, letters: str, limit: int) -> tuple[FrenchCode, ...]:
        """The codes that begin so, without the code itself."""
        query = "SELECT letters, label FROM entry WHERE letters > ? AND letters < ? ORDER BY letters LIMIT ?"
        return tuple(FrenchCode(*row) for row in self.file.execute(query, (letters, f"{letters}~", limit)))

    def search(self, query: str, limit: int) -> list[tuple[FrenchCode, float]]:
        """The codes whose labels cover the question best and say least besides."""
        words = list(dict.fromkeys(self._known(word) for word in french_words(query)))
        asked = {word: self.weights.get(word, 3.0) for word in words}
        total = sum(asked.values()) or 1.0
        covered: defaultdict[str, float] = defaultdict(float)
        for word, weight in asked.items():
            for (letters,) in self.file.execute("SELECT letters FROM word WHERE word = ?", (word,)):
                covered[letters] += weight
        best = sorted(covered, key=lambda c: -covered[c])[: max(200, limit)]
        marks = ",".join("?" * len(best))
        masses = dict(self.file.execute(f"SELECT letters, mass FROM mass WHERE letters IN ({marks})", best).fetchall())
        scores = {c: covered[c] / total * (0.7 + 0.3 * covered[c] / masses[c]) for c in best}
        chosen = sorted(best, key=lambda c: (-scores[c], c))[:limit]
        return [(found, round(scores[c], 3)) for c in chosen if (found := self.find(c))]

    def _known(self, word: str) -> str:
        """The word of the labels that a misspelt one is most like."""
        if word in self.weights or len(word) < 4:
            return word
        from rapidfuzz import fuzz, process

        near = process.extractOne(word, self.weights.keys(), scorer=fuzz.ratio, score_cutoff=LEAST_LIKE)
        return near[0] if near else word


def french_words(text: str) -> Iterator[str]:
    """The words that say something, without accents and endings of number and gender."""
    for word in PIECE.findall(plain(text.replace("'", " ").replace("’", " "))):
        if word not in EMPTY:
            yield re.sub(r"(?<=\w{3})(?:es|s|x|e)$", "", word)


def french_book() -> FrenchBook:
    """The release that answers. Raises Unavailable when none is loaded."""
    book = _held.get()
    if book is None:
        raise Unavailable("CIM-10 labels are not loaded.", "Run 'accord sync cim10_fr --from FOLDER'.")
    return book


def says(book: FrenchBook) -> Provenance:
    """What an answer in French says of itself."""
    return provenance(book.release, STALE_AFTER_DAYS, notice=NOT_CM)


def _read(path: Path) -> Iterator[tuple[str, str]]:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = _text(raw)
    first = text.partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    columns = {name.strip().lower(): name for name in rows.fieldnames or () if name}
    code = next((columns[name] for name in CODE_COLUMNS if name in columns), None)
    label = next((columns[name] for name in LABEL_COLUMNS if name in columns), None)
    if code is None or label is None:
        raise Invalid(f"{path.name} has no columns code and label.", f"It has: {', '.join(columns) or 'none'}.")
    for row in rows:
        letters = (row[code] or "").strip().upper().replace(".", "")
        if SHAPE.fullmatch(letters) and row[label]:
            yield letters, row[label].strip()


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


_held: Held[FrenchBook] = Held(INDEX, FrenchBook)

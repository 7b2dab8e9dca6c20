"""The official alphabetic index: its lines with their places, and the terms that they make with the codes they lead to.

Read from the XML that is published with each edition (index, external causes, neoplasms, drugs), or from the same as CSV.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from accord.connectors.icd10.search.tokens import plain
from accord.errors import Invalid

CODE = re.compile(r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?")
REFERENCE = re.compile(r"\s*[;.].*$")
NOT_A_TERM = frozenset({"condition", "nature of condition"})
NEOPLASM_COLUMNS = {
    "MalignantPrimary": "malignant primary", "MalignantSecondary": "malignant secondary", "CaInSitu": "carcinoma in situ",
    "Benign": "benign", "UncertainBehavior": "uncertain behavior", "UnspecifiedBehavior": "unspecified behavior",
}  # fmt: skip
DRUG_COLUMNS = {
    "PoisoningAccidental": "poisoning accidental", "PoisoningIntentionalSelfHarm": "poisoning intentional self-harm",
    "PoisoningAssault": "poisoning assault", "PoisoningUndetermined": "poisoning undetermined",
    "AdverseEffect": "adverse effect", "Underdosing": "underdosing",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the index. level 0 is a main term; modifiers stand in brackets and may be absent in a record.

    codes -- what it leads to, with what the column says of it ('' but for the neoplasm and drug tables).
    """

    level: int
    term: str
    modifiers: str
    see: str
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class IndexTerm:
    """Words that lead to a category or code: a line with all lines that it stands under."""

    words: str
    also: str
    letters: str


def read_lines(path: Path) -> list[Line]:
    """The lines of one file, XML or CSV. Raises Invalid when it is neither."""
    try:
        return list(_xml_lines(path) if path.suffix.lower() == ".xml" else _csv_lines(path))
    except (ElementTree.ParseError, KeyError, ValueError) as fault:
        raise Invalid(
            f"{path.name} is not an alphabetic index ({type(fault).__name__}).", "It may be cut off; fetch it again."
        ) from fault


def index_terms(lines: Iterable[Line]) -> list[IndexTerm]:
    """All terms with the codes they lead to; 'see' is followed to the term it names, as far as there is one."""
    steps = list(placed(lines))
    terms = [
        IndexTerm(f"{words} {column}".strip(), also, letters)
        for words, also, line in steps
        for column, text in line.codes
        if (letters := _letters(text))
    ]
    led = {_key(term.words): term.letters for term in reversed(terms)}
    terms.extend(
        IndexTerm(words, also, letters)
        for words, also, line in steps
        if line.see and not line.codes and (letters := _followed(line.see, led))
    )
    return terms


def placed(lines: Iterable[Line]) -> Iterator[tuple[str, str, Line]]:
    """Each line with the words of its whole path and the modifiers that stand along it."""
    above: list[Line] = []
    for line in lines:
        del above[line.level :]
        above.append(line)
        yield ", ".join(step.term for step in above), " ".join(step.modifiers for step in above if step.modifiers), line


def _followed(see: str, led: dict[str, str]) -> str:
    wanted = REFERENCE.sub("", see)
    return "" if wanted.lower() in NOT_A_TERM else led.get(_key(wanted), "")


def _key(words: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", plain(words)))


def _letters(text: str) -> str:
    found = CODE.match(text.strip())
    return found[0].replace(".", "") if found else ""


def _csv_lines(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        names = frozenset(rows.fieldnames or ())
        columns = next((c for c in (NEOPLASM_COLUMNS, DRUG_COLUMNS) if c.keys() <= names), {"Code": ""})
        if not {"Level", "Term", *columns} <= names:
            raise Invalid(f"{path.name} has no columns Level, Term and Code.", "The index as CSV names them so.")
        for row in rows:
            codes = tuple((about, row[name] or "") for name, about in columns.items() if row[name])
            yield Line(int(row["Level"]), row["Term"], row["NonEssModif"] or "", row.get("See") or "", codes)


def _xml_lines(path: Path) -> Iterator[Line]:
    root = ElementTree.parse(path).getroot()
    if not any(True for _ in root.iter("mainTerm")):
        raise Invalid(f"{path.name} has no main terms, so it is not an alphabetic index.")
    heads = {head.get("col", ""): (head.text or "").lower() for head in root.iter("head")}
    for main in root.iter("mainTerm"):
        yield from _xml_term(main, 0, heads)


def _xml_term(element: ElementTree.Element, level: int, heads: dict[str, str]) -> Iterator[Line]:
    title = element.find("title")
    modifiers = " ".join(part.text or "" for part in element.findall("title/nemod"))
    words = "" if title is None else " ".join([title.text or "", *(part.tail or "" for part in title)])
    cells = [(heads.get(cell.get("col", ""), ""), cell.text or "") for cell in element.findall("cell")]
    code = [("", element.findtext("code", ""))] if element.find("code") is not None else []
    see = element.findtext("see") or ""
    yield Line(level, " ".join(words.split()), modifiers, see, tuple(code + cells))
    for child in element.findall("term"):
        yield from _xml_term(child, level + 1, heads)

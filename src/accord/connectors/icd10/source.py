"""Reads the official tabular list from the installed package's files, without importing the package (which is slow)."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from accord.connectors.icd10.codes import LONGEST
from accord.connectors.icd10.edition import Edition
from accord.connectors.icd10.kinds import Kind, NoteKind
from accord.errors import Unavailable

KINDS = {"chapter": Kind.CHAPTER, "section": Kind.SECTION, "diag": Kind.CODE}
NOTE_TAGS = {kind.value: kind for kind in NoteKind}


@dataclass(slots=True)
class Entry:
    """One entry in the order of the book. letters has no point; block numbers the note elements of the entry.

    number, parent and last are positions in the book: its own, its parent's (-1: none), and its last descendant's.
    """

    number: int
    parent: int
    letters: str
    kind: Kind
    label: str
    last: int = 0
    children: int = 0
    notes: list[tuple[NoteKind, int, str]] = field(default_factory=list[tuple[NoteKind, int, str]])
    seventh: dict[str, str] = field(default_factory=dict[str, str])


def read_entries(edition: Edition) -> list[Entry]:
    """All entries of the edition, parents before children. Raises Unavailable when the package is not the one."""
    folder = package_folder(edition) / "data"
    codes = (folder / edition.code_list_file).read_text(encoding="utf-8").split()
    return read_tabular(folder / edition.tabular_file, frozenset(codes))


def read_tabular(tabular: Path, confirmed: frozenset[str]) -> list[Entry]:
    """All entries of an official tabular list; of the codes with a seventh character those that the code list has."""
    root = ElementTree.parse(tabular).getroot()
    entries: list[Entry] = []
    for chapter in root.iter("chapter"):
        _walk(chapter, -1, {}, confirmed, entries)
    return entries


def package_folder(edition: Edition) -> Path:
    remedy = f"Install {edition.package}=={edition.package_version}."
    spec = importlib.util.find_spec(edition.package)
    if spec is None or spec.origin is None:
        raise Unavailable(f"The package {edition.package}, which carries {edition.name}, is not installed.", remedy)
    found = importlib.metadata.version(edition.package)
    if found != edition.package_version:
        raise Unavailable(f"{edition.package} is at {found}, which is not the edition {edition.name}.", remedy)
    return Path(spec.origin).parent


def _walk(
    element: ElementTree.Element,
    parent: int,
    inherited: dict[str, str],
    confirmed: frozenset[str],
    entries: list[Entry],
) -> None:
    entry = _entry(element, len(entries), parent)
    entries.append(entry)
    seventh = entry.seventh or inherited
    for child in element:
        if child.tag in KINDS:
            _walk(child, entry.number, seventh, confirmed, entries)
            entry.children += 1
    if not entry.children and entry.kind is Kind.CODE:
        entries.extend(_extended(entry, seventh, confirmed, len(entries)))
        entry.children = len(entries) - entry.number - 1
    entry.last = len(entries) - 1


def _entry(element: ElementTree.Element, number: int, parent: int) -> Entry:
    name = element.get("id") or element.findtext("name", "")
    entry = Entry(number, parent, name.replace(".", ""), KINDS[element.tag], element.findtext("desc", "").strip())
    for block, part in enumerate(element):
        if part.tag in NOTE_TAGS:
            kind = NOTE_TAGS[part.tag]
            entry.notes.extend((kind, block, note.text.strip()) for note in part if note.text)
        elif part.tag == "sevenChrDef":
            entry.seventh = {e.attrib["char"]: (e.text or "").strip() for e in part if e.tag == "extension"}
    return entry


def _extended(base: Entry, seventh: dict[str, str], confirmed: frozenset[str], number: int) -> Iterator[Entry]:
    """The codes that a seventh character makes of a leaf, with X in the empty places; only those officially listed."""
    stem = base.letters.ljust(LONGEST - 1, "X")
    for character, meaning in seventh.items():
        if stem + character in confirmed:
            yield Entry(number, base.number, stem + character, Kind.EXTENDED, f"{base.label}, {meaning}", last=number)
            number += 1

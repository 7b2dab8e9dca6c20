"""The open notes as sentences, parted once and for all into a half to learn from and a half that is scored."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

csv.field_size_limit(10_000_000)


class Half(StrEnum):
    """LEARN -- errors there may be looked at; SCORED -- only counted."""

    LEARN = "learn"
    SCORED = "scored"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a note, and the passage around it: its neighbours on both sides."""

    note: str
    text: str
    passage: str


ABBREVIATED = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|St|vs|approx|etc|No|e\.g|i\.e|a\.m|p\.m|b\.i\.d|t\.i\.d|q)|\b[A-Z])\.$")
BREAK = re.compile(r"((?<=[.!?])\s+(?=[A-Z0-9])|\s*\n\s*)")


def notes(shared: Path) -> Iterator[str]:
    """Every note once: MTS-Dialog sections, ACI-Bench notes and the corrected texts of MEDEC's validation part."""
    seen: set[str] = set()
    for text in _texts(shared):
        clean = text.replace("\r\n", "\n").strip()
        if clean and clean not in seen:
            seen.add(clean)
            yield clean


def _texts(shared: Path) -> Iterator[str]:
    data = shared / "data"
    for path in sorted((data / "patients/notes/mts_dialog").rglob("*.csv")):
        yield from (row["section_text"] for row in _rows(path))
    for path in sorted((data / "patients/notes/aci_bench").rglob("*.csv")):
        yield from (row["note"] for row in _rows(path) if "note" in row)
    for path in sorted((data / "verification").glob("aci_*.json")):
        yield from (row["tgt"] for row in json.loads(path.read_text("utf-8"))["data"])
    for row in _rows(data / "verification/medec_ms_valid.csv"):
        corrected = row["Corrected Text"]
        yield corrected if len(corrected) > 20 else row["Text"]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: value or "" for name, value in row.items()}


def half_of(note: str) -> Half:
    """By the note's hash, so that a note never changes sides."""
    return Half.LEARN if hashlib.sha256(note.encode()).digest()[0] % 2 else Half.SCORED


def sentences(note: str) -> tuple[Said, ...]:
    """The sentences of 4 to 60 words, each with its passage."""
    parts: list[tuple[str, str]] = []  # (what stands before, the words)
    before = ""
    for piece in BREAK.split(note):
        words = piece.strip(" \t•*-")
        if not piece.strip():
            before = "\n" if "\n" in piece else " "
        elif parts and before == " " and ABBREVIATED.search(parts[-1][1]):
            parts[-1] = (parts[-1][0], f"{parts[-1][1]} {words}")
        elif words:
            parts.append((before, words))
    name = hashlib.sha256(note.encode()).hexdigest()[:12]
    return tuple(
        Said(name, part, "".join(gap + words for gap, words in parts[max(0, i - 1) : i + 2]).strip())
        for i, (_, part) in enumerate(parts)
        if 4 <= len(part.split()) <= 60
    )


def said_in(shared: Path, half: Half) -> tuple[Said, ...]:
    """All sentences of a half, each once."""
    every = (said for note in notes(shared) if half_of(note) is half for said in sentences(note))
    return tuple({said.text: said for said in every}.values())

"""Measures context reading on the public ConText kit (120 de-identified reports) in the shared data folder.

Run: python benchmarks/context.py [--errors KIND]     (ACCORD_SHARED names the shared folder, default '../shared')
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from accord.evidence.narrative.checkboxes import checkboxes
from accord.evidence.narrative.context import Assertion, assertion
from accord.evidence.narrative.cues import hits_in
from accord.evidence.narrative.sections import sections
from accord.evidence.narrative.sentences import sentences
from accord.records.documents import Document, DocumentKind, Page, PageOrigin
from accord.records.findings import Presence, Time, Whose

KIT = "data/verification/context_rsAnnotations_1_120.txt"


@dataclass(frozen=True)
class Row:
    """One annotated concept in its sentence."""

    document: Document
    start: int
    end: int
    negation: str
    temporality: str
    experiencer: str


def rows(folder: Path) -> Iterator[Row]:
    """The rows of the kit whose concept stands in its sentence."""
    lines = (folder / KIT).read_text(encoding="utf-8", errors="replace").splitlines()[1:]
    for line in lines:
        cells = line.split("\t")
        if len(cells) < 6:
            continue
        sentence = re.sub(
            r" {2,}", " ", cells[2]
        )  # the kit writes the line breaks of the reports as two or three blanks
        found = _place(cells[1], sentence)
        if found:
            yield Row(_document(_without_marks(sentence, found)), *found.span(), *(cell.strip() for cell in cells[3:6]))


def _place(concept: str, sentence: str) -> re.Match[str] | None:
    """The annotated place is the one in capitals, where there is one."""
    places = list(re.finditer(r"\s+".join(map(re.escape, concept.split())), sentence, re.IGNORECASE))
    return next((p for p in places if p[0].isupper()), places[0] if places else None)


def _without_marks(sentence: str, place: re.Match[str]) -> str:
    """The sentence with the concept in small letters: the kit sets it in capitals to mark it."""
    words = place[0].capitalize() if place.start() == 0 else place[0].lower()
    return sentence[: place.start()] + words + sentence[place.end() :]


def _document(text: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document("kit", DocumentKind.TEXT, text, (Page(1, 0, len(text), PageOrigin.TEXT),), digest)


def is_asserted(read: Assertion) -> bool:
    """Said to be so of the patient, now or before."""
    return read.presence is not Presence.ABSENT and not read.hypothetical and read.whose is Whose.PATIENT


# the kit also calls historical what stands in a section of history ('Hypertension.'), which its sentences do not show
TELLS_PAST = re.compile(
    r"\b(?:history of|hx of|h/o|past|previous(?:ly)?|prior|former(?:ly)?|ago|status post|s/p|old|remote|in (?:19|20)\d\d|"
    r"used to|quit|resolved|had been|last (?:week|month|year)|since (?:19|20)\d\d|childhood)\b"
)
MEASURES: dict[str, tuple[Callable[[Row], bool], Callable[[Assertion], bool]]] = {
    "negated": (lambda row: row.negation == "Negated", lambda read: read.presence is Presence.ABSENT),
    "possible": (lambda row: row.negation == "Possible", lambda read: read.presence is Presence.POSSIBLE),
    "historical": (lambda row: row.temporality == "Historical", lambda read: read.time is Time.PAST),
    "  said so": (
        lambda row: row.temporality == "Historical" and TELLS_PAST.search(row.document.flat) is not None,
        lambda read: read.time is Time.PAST,
    ),
    "planned": (lambda row: False, lambda read: read.time is Time.PLANNED),
    "hypothetical": (lambda row: row.temporality == "Not particular", lambda read: read.hypothetical),
    "other_person": (lambda row: row.experiencer != "Patient", lambda read: read.whose is not Whose.PATIENT),
    "asserted": (
        lambda row: row.negation == "Affirmed" and row.temporality != "Not particular" and row.experiencer == "Patient",
        is_asserted,
    ),
}


def main() -> int:
    """Print precision, recall and F1 of each measure and the speed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--errors", choices=list(MEASURES), help="print the rows that this measure gets wrong")
    options.add_argument("--half", choices=["even", "odd"], help="measure every second row only")
    chosen = options.parse_args()
    kit = list(rows(Path(os.environ.get("ACCORD_SHARED", "../shared"))))
    if chosen.half:
        kit = kit[0 if chosen.half == "even" else 1 :: 2]
    hits_in("builds the table of cues")
    laying_out = _seconds(lambda: [_lay_out(row.document) for row in kit])
    read: list[Assertion] = []
    reading = _seconds(lambda: read.extend(assertion(row.document, row.start, row.end) for row in kit))
    sys.stdout.write(f"{len(kit)} sentences: context {len(kit) / reading:.0f} a cpu-s, ")
    sys.stdout.write(f"with sentences and sections found first {len(kit) / (reading + laying_out):.0f} a cpu-s\n")
    for name, figure in _measured(kit, read).items():
        sys.stdout.write(figure.told(name) + "\n")
    if chosen.errors:
        _print_errors(chosen.errors, kit, read)
    return 0


def _lay_out(document: Document) -> None:
    """What is read once a document, whatever is asked of it."""
    sections(document)
    sentences(document)
    checkboxes(document)
    _ = document.flat


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


@dataclass(frozen=True)
class Measured:
    """Of one measure: how many are so, how many were said to be so, and how many of those rightly."""

    gold: int
    said: int
    hits: int

    @property
    def precision(self) -> float:
        """Right among the said."""
        return self.hits / max(self.said, 1)

    @property
    def recall(self) -> float:
        """Said among those that are so."""
        return self.hits / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    def told(self, name: str) -> str:
        """A line of the table."""
        figures = f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"
        return f"{name:13} {figures}  ({self.gold} in the gold, {self.said} said)"


def measured(kit: Sequence[Row]) -> dict[str, Measured]:
    """Every measure over the rows."""
    return _measured(kit, [assertion(row.document, row.start, row.end) for row in kit])


def _measured(kit: Sequence[Row], read: Sequence[Assertion]) -> dict[str, Measured]:
    figures: dict[str, Measured] = {}
    for name, (is_so, says_so) in MEASURES.items():
        gold, said = [is_so(row) for row in kit], [says_so(each) for each in read]
        figures[name] = Measured(sum(gold), sum(said), sum(g and s for g, s in zip(gold, said, strict=True)))
    return figures


def _print_errors(name: str, kit: list[Row], read: list[Assertion]) -> None:
    gold, said = MEASURES[name]
    for row, each in zip(kit, read, strict=True):
        if gold(row) != said(each):
            text = row.document.text
            cues = [text[span.start : span.end] for span in each.cues]
            shown = (
                text[max(0, row.start - 120) : row.start] + "«" + text[row.start : row.end] + "»" + text[row.end :][:60]
            )
            sys.stdout.write(f"{'missed' if gold(row) else 'false '} {shown!r} {cues}\n")


if __name__ == "__main__":
    sys.exit(main())

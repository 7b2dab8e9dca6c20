"""Which papers are reports of a sleep test, and which part of the night a line of a report belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from accord.evidence.chart import Chart
from accord.evidence.narrative.sentences import Sentence, lines, sentences
from accord.evidence.profile import PartKind, Profile
from accord.records.dates import PartialDate
from accord.records.documents import Document
from accord.records.places import Place
from accord.records.request import Stated


class Part(StrEnum):
    """Without therapy, or with it."""

    DIAGNOSTIC = "diagnostic"
    TITRATION = "titration"


INDEX_NAMES = r"p?ahi|rei|p?rdi|apn(?:o)?ea[ -]hypopn(?:o)?ea index|respiratory (?:event|disturbance) index"
_COULD_BE = frozenset(
    {
        PartKind.OTHER,
        PartKind.OXIMETRY,
        PartKind.LABORATORY,
        PartKind.CARDIOLOGY,
        PartKind.PROCEDURE_NOTE,
        PartKind.LETTER,
    }
)
_REPORTS = re.compile(rf"(?<![a-z])(?:{INDEX_NAMES})(?![a-z])|obstructive apneas?", re.IGNORECASE)
_NIGHT = re.compile(r"\b(?:study|test(?:ing)?|night|recorded|performed|polysomno\w*|psg|hsa?t)\b[^.;\n]{0,30}$")
_REPORTS_BACK = re.compile(
    r"thank you for (?:the )?(?:refer|allowing|the opportunity)|your patient|referred (?:for|by you)"
)
_TITLED = re.compile(
    r"\b(?:hst|hsa?t|home sleep|polysomnogra\w+|n?psg|sleep (?:apnea )?(?:study|test)) (?:\w+ )?report\b"
)
_OVERNIGHT = re.compile(r"overnight|nocturnal|during sleep")
_TALLIES = re.compile(r"hypopn(?:o)?eas?", re.IGNORECASE)
_TITRATION = re.compile(
    r"titration|treatment (?:portion|part|phase|half|segment)|therap(?:y|eutic) (?:portion|part|phase|half|segment)|"
    r"(?:c?pap|positive airway pressure) (?:portion|part|phase|half|trial|segment|night)|with (?:c?pap|pap)\b|post[ -]?pap|\bon (?:c?pap|bi-?level|therapy)\b"
)
_DIAGNOSTIC = re.compile(
    r"diagnostic|baseline|pre[ -]?(?:c?pap|treatment|titration)|without (?:c?pap|pap|therapy)|before (?:c?pap|pap)\b|first half|part (?:1|one|a|i)\b"
)
_ONLY_TITRATION = re.compile(
    r"\b(?:c?pap|bi-?level|pap|bipap|asv)[ -]?(?:re-?)?titration\b|\btitration (?:study|report|polysomno\w*|psg|night)\b|\b95811\b"
)
_SPLIT = re.compile(r"split[ -]?night|split study|\bsplit\b")


@dataclass(frozen=True)
class Study:
    """A report of one test: a stretch of a document."""

    document: Document
    start: int
    end: int
    papers: tuple[Profile, ...]

    @property
    def paper(self) -> Profile:
        """Its first paper, which bears the head."""
        return self.papers[0]

    @property
    def date(self) -> Stated[PartialDate] | None:
        """The night of the test; in a letter the date that stands behind a word for it, not that of the letter."""
        if self.paper.kind is PartKind.LETTER:
            told = next(
                (
                    m
                    for m in self.paper.dates
                    if _NIGHT.search(self.document.flat[max(self.start, m.start - 40) : m.start])
                ),
                None,
            )
            return Stated(told.date, self.place(told.start, told.end)) if told else None
        return next((paper.date for paper in self.papers if paper.date is not None), None)

    @cached_property
    def flat(self) -> str:
        """Its words in lower case."""
        return self.document.flat[self.start : self.end]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences and rows, in order."""
        return tuple(s for s in sentences(self.document) if self.start <= s.start < self.end)

    def place(self, start: int, end: int) -> Place:
        """Words of the document."""
        return self.document.place(start, end)

    @cached_property
    def is_oximetry(self) -> bool:
        """Is it a record of saturation alone, without breaths?"""
        return self.paper.kind is PartKind.OXIMETRY and not _TALLIES.search(self.flat)

    @cached_property
    def is_split(self) -> bool:
        """Does it hold a diagnostic and a titration part?"""
        return bool(_SPLIT.search(self.flat)) or bool(_DIAGNOSTIC.search(self.flat) and self._titration_heads())

    @cached_property
    def is_titration(self) -> bool:
        """Is the whole night with therapy?"""
        head = self.flat[:900]
        return (
            not self.is_split
            and bool(_ONLY_TITRATION.search(head))
            and not re.search(r"diagnostic (?:poly|study|psg|night)|baseline", head)
        )

    def _titration_heads(self) -> list[int]:
        return [offset for offset, part in self._heads if part is Part.TITRATION]

    @cached_property
    def _heads(self) -> tuple[tuple[int, Part], ...]:
        """Headings within the report that begin a part of the night."""
        found: list[tuple[int, Part]] = []
        for line in lines(self.document):
            if self.start <= line.start < self.end and not line.blank:
                words = self.document.flat[line.start : line.end].strip()
                part = _heads_part(words) if _is_heading(self.document.text[line.start : line.end]) else None
                if part is not None:
                    found.append((line.start, part))
        return tuple(found)

    def part_at(self, offset: int) -> Part:
        """Is the line without therapy or with it?"""
        if self.is_titration:
            return Part.TITRATION
        index = bisect_right([start for start, _ in self._heads], offset) - 1
        return self._heads[index][1] if index >= 0 else Part.DIAGNOSTIC


def _is_heading(line: str) -> bool:
    words = line.strip(" -=*_#\t")
    few_numbers = len(re.findall(r"\d+(?:\.\d+)?", re.sub(r"\d{1,2}:\d\d|\b(?:part|phase) \d", "", words.lower()))) <= 1
    return 0 < len(words) < 90 and few_numbers and not words.rstrip().endswith((".", ",")) and words[:1].isupper()


def _heads_part(words: str) -> Part | None:
    titration, diagnostic = _TITRATION.search(words), _DIAGNOSTIC.search(words)
    if bool(titration) == bool(diagnostic) or _SPLIT.search(words):
        return None
    hit = titration or diagnostic
    if hit is None or hit.start() > 30:
        return None
    return Part.TITRATION if titration else Part.DIAGNOSTIC


def studies(chart: Chart) -> Iterator[Study]:
    """Each report of a sleep test; its pages and sections are one study."""
    for document in chart.record.documents:
        open_papers: list[Profile] = []
        for paper in (p for p in chart.papers if p.document is document):
            if not is_report(paper):
                if open_papers:
                    yield _study(document, open_papers)
                open_papers = []
                continue
            if open_papers and _another(open_papers[0], paper):
                yield _study(document, open_papers)
                open_papers = []
            open_papers.append(paper)
        if open_papers:
            yield _study(document, open_papers)


def is_report(paper: Profile) -> bool:
    """Is this paper (a page of) a report of a sleep test?"""
    if paper.kind is PartKind.SLEEP_STUDY:
        return True
    words = paper.document.flat[paper.part.start : paper.part.end]
    if (
        paper.kind is PartKind.OXIMETRY
        and _OVERNIGHT.search(words)
        and not re.search(r"\bon (?:c?pap|bi-?level)\b", words)
    ):
        return True
    told = bool(_REPORTS.search(words) and (_TALLIES.search(words) or _TITLED.search(words[:400])))
    if paper.kind is PartKind.LETTER and re.search(r"\bdear\b|to whom it may", words):
        return told and bool(_REPORTS_BACK.search(words) and re.search(r"\brecord\w+|sleep time|\btst\b", words))
    return paper.kind in _COULD_BE and told


def _another(first: Profile, paper: Profile) -> bool:
    """Does a paper begin another test rather than carry on?"""
    if first.date is None or paper.date is None or first.date.value == paper.date.value:
        return False
    words = paper.document.flat[paper.part.start : paper.part.start + 400]
    return bool(re.search(r"polysomno|sleep (?:study|test|apnea test)|titration (?:study|report)", words))


def _study(document: Document, papers: list[Profile]) -> Study:
    return Study(document, papers[0].part.start, papers[-1].part.end, tuple(papers))

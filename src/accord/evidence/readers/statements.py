"""What papers state in sentences of many wordings: patterns over sentences, each match with its assertion.

A subject's reader gives a table concept -> pattern. Patterns run over the sentence in lower case with one blank between words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.instructions import instructions_in
from accord.evidence.narrative.context import Assertion, assertion
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.sentences import Sentence, sentences
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.mentions import about, date_of, voice, whose
from accord.records.documents import Document
from accord.records.findings import Finding, Presence
from accord.records.places import Place

LONGEST = 300


@dataclass(frozen=True)
class Said:
    """A sentence in lower case with single blanks; `origin[i]` is where character i stands in the document."""

    sentence: Sentence
    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of text[start:end]."""
        return self.origin[start], self.origin[max(end - 1, start)] + 1


@per_document
def said(document: Document) -> list[Said]:
    """The sentences of a document, squeezed."""
    return [_squeezed(document, sentence) for sentence in sentences(document)]


def _squeezed(document: Document, sentence: Sentence) -> Said:
    pieces: list[str] = []
    origin: list[int] = []
    for offset in range(sentence.start, sentence.end):
        character = document.flat[offset]
        if character == " " and (not pieces or pieces[-1] == " "):
            continue
        pieces.append("'" if character == "’" else character)
        origin.append(offset)
    return Said(sentence, "".join(pieces), tuple(origin))


@per_document
def _planted(document: Document) -> list[Place]:
    """Words that address the reviewer or a program; they tell nothing of the patient."""
    return list(instructions_in(document))


def said_in(paper: Profile) -> Iterator[Said]:
    """The sentences of a paper, those left out that address the reviewer."""
    planted = _planted(paper.document)
    for each in said(paper.document):
        low, high = each.sentence.start, each.sentence.end
        if paper.part.start <= low < paper.part.end and not any(p.start < high and low < p.end for p in planted):
            yield each


def place_of(document: Document, each: Said, start: int, end: int) -> Place:
    """The whole sentence, or, where it is long, the matched words."""
    if each.sentence.end - each.sentence.start <= LONGEST:
        return document.place(each.sentence.start, each.sentence.end)
    first, last = each.span(start, end)
    return document.place(first, min(last, first + LONGEST))


Guard = Callable[[Profile, Said, re.Match[str], Assertion], bool]


def stated(
    papers: Iterable[Profile], table: Mapping[str, re.Pattern[str]], tool: str, guard: Guard | None = None
) -> Iterator[Finding]:
    """A finding for each sentence that states a concept of the table; hypothetical ones left out."""
    for paper in papers:
        for each in said_in(paper):
            for concept, pattern in table.items():
                for match in pattern.finditer(each.text):
                    told = assertion(paper.document, *each.span(match.start(), match.end()))
                    if told.hypothetical or (guard is not None and not guard(paper, each, match, told)):
                        continue
                    yield statement(paper, each, match, concept, tool, told)
                    break


def statement(paper: Profile, each: Said, match: re.Match[str], concept: str, tool: str, told: Assertion) -> Finding:
    """The finding of one match."""
    return Finding(
        concept=concept,
        place=place_of(paper.document, each, match.start(), match.end()),
        presence=told.presence,
        time=told.time,
        whose=whose(told.whose, paper),
        date=date_of(paper),
        qualifiers={"words": match[0], **about(paper)},
        voice=voice(paper),
        tool=tool,
    )


def phrases(*wordings: str) -> re.Pattern[str]:
    """One pattern of several wordings that begin and end at word edges."""
    return lazy_pattern("|".join(rf"(?<![a-z0-9])(?:{wording})(?![a-z0-9])" for wording in wordings))


def papers_about(chart: Chart, subject: re.Pattern[str]) -> Iterator[Profile]:
    """The papers in which a subject is named."""
    for paper in chart.papers:
        if subject.search(paper.document.flat, paper.part.start, paper.part.end):
            yield paper


def is_present(told: Assertion) -> bool:
    """Is it said to be so?"""
    return told.presence is Presence.PRESENT

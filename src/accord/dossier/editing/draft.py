"""A letter as a person changes it: rows and sections of sentences, each with what bears it and who answers for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from accord.dossier.citation import Citation, Statement, StatementKind
from accord.dossier.citation.statement import NO_VALUES
from accord.dossier.letter_parts import Row, Section
from accord.dossier.plain import WHEN_FILLED, decode, encode
from accord.dossier.visible import one_line
from accord.errors import Invalid

SCHEMA = "accord-letter/1"
LONGEST = 4_000  # characters of a sentence
MOST = 600  # sentences of a letter
LONGEST_HEADING = 120
MOST_SECTIONS = 80


class Written(StrEnum):
    """What a letter is. The notice bears a person's decision, in that person's words; no other one can deny."""

    NECESSITY = "necessity"
    REQUEST = "request"
    APPROVAL = "approval"
    HANDOVER = "handover"
    APPEAL = "appeal"
    BRIEF = "brief"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who answers for a sentence that no citation bears. by -- the person's id; at -- the moment, ISO 8601."""

    by: str
    name: str
    credentials: str
    at: str


@dataclass(frozen=True)
class Sentence:
    """A sentence under a number that it keeps through all versions."""

    id: int
    text: str
    kind: StatementKind
    citations: tuple[Citation, ...] = ()
    phrase: str = ""
    values: Mapping[str, str] = field(default_factory=lambda: NO_VALUES)
    signed: Signed | None = None

    def __post_init__(self) -> None:
        if self.id < 1 or len(self.text) > LONGEST:
            raise Invalid(f"A sentence of a letter has at most {LONGEST} characters.", "Make two of it.")
        if self.signed is not None and self.citations:
            raise Invalid("A sentence that is somebody's own statement cites nothing.")

    @property
    def statement(self) -> Statement:
        """The sentence as the citation check reads it."""
        return Statement(self.text, self.kind, self.citations, self.phrase, self.values)


@dataclass(frozen=True)
class DraftRow:
    """A line of the letter's head."""

    label: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class DraftParagraph:
    """Sentences that stand together."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class DraftSection:
    """A heading ('' for none) and its paragraphs. own -- the heading is the writer's own words, not composed ones."""

    heading: str
    paragraphs: tuple[DraftParagraph, ...]
    own: bool = field(default=False, metadata=WHEN_FILLED)

    def __post_init__(self) -> None:
        if len(self.heading) > LONGEST_HEADING and self.own:
            raise Invalid(f"A heading has at most {LONGEST_HEADING} characters.", "Write the rest below it.")


@dataclass(frozen=True)
class Draft:
    """A letter with all its sentences. denial -- the name of the payer's letter that it answers, where it answers one."""

    kind: Written
    title: str
    rows: tuple[DraftRow, ...]
    sections: tuple[DraftSection, ...]
    denial: str = ""

    def __post_init__(self) -> None:
        ids = [sentence.id for sentence in self.sentences]
        if len(ids) != len(set(ids)):
            raise Invalid("Two sentences of the letter bear one number.")
        if len(ids) > MOST:
            raise Invalid(f"A letter has at most {MOST} sentences.", "Take out what the reader does not need.")
        if len(self.sections) > MOST_SECTIONS:
            raise Invalid(f"A letter has at most {MOST_SECTIONS} sections.", "Put some of them together.")

    @property
    def sentences(self) -> Iterator[Sentence]:
        """All sentences, in order."""
        yield from (sentence for row in self.rows for sentence in row.sentences)
        yield from (s for section in self.sections for paragraph in section.paragraphs for s in paragraph.sentences)

    @property
    def last_id(self) -> int:
        """The highest number of a sentence."""
        return max((sentence.id for sentence in self.sentences), default=0)


def draft_of(
    kind: Written, title: str, rows: Sequence[Row], sections: Sequence[Section], denial: str = ""
) -> Draft:  # fmt: skip
    """The letter as it was composed, each sentence under its number."""
    numbers = iter(range(1, 10**9))

    def numbered(statements: Iterable[Statement]) -> tuple[Sentence, ...]:
        return tuple(Sentence(next(numbers), s.text, s.kind, s.citations, s.phrase, s.values) for s in statements)

    head = tuple(DraftRow(row.label, numbered(row.statements)) for row in rows)
    body = tuple(
        DraftSection(one.heading, tuple(DraftParagraph(numbered(p.statements)) for p in one.paragraphs))
        for one in sections
    )
    return Draft(kind, title, head, body, denial)


def rewritten(sentence: Sentence, text: str, citations: Sequence[Citation]) -> Sentence:
    """The sentence with other words or citations: from then on written freely, and whoever signed it no longer answers."""
    words, cited = " ".join(text.split()), tuple(dict.fromkeys(citations))
    if words == " ".join(sentence.text.split()) and cited == sentence.citations:
        return sentence
    return Sentence(sentence.id, words, StatementKind.DRAFTED, cited)


def signed_as_own(sentence: Sentence, signed: Signed) -> Sentence:
    """The sentence as somebody's own statement: it no longer claims to be borne by the record."""
    return replace(
        sentence, kind=StatementKind.DRAFTED, citations=(), phrase="", values=NO_VALUES, signed=signed,
        text=one_line(sentence.text),
    )  # fmt: skip


def draft_to_json(draft: Draft) -> str:
    """As it is kept."""
    return json.dumps({"schema": SCHEMA, **encode(draft)}, ensure_ascii=False)


def draft_from_json(text: str) -> Draft:
    """The letter that was kept. Raises Invalid for another schema."""
    whole: dict[str, Any] = json.loads(text)
    if whole.pop("schema", None) != SCHEMA:
        raise Invalid("This letter was kept by another version of Accord.", "Open it with that version.")
    return decode(Draft, whole, "letter")

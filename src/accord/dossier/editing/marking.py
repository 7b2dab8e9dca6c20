"""What is to be said of each sentence of a letter: borne, somebody's own statement, or no longer borne and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from accord.connectors.npi.check_digit import is_valid
from accord.dossier.citation import Fault, FaultKind, Sources, StatementKind, Stores, Struck, verify
from accord.dossier.citation.named import unknown_ids
from accord.dossier.citation.reading import Kind, read
from accord.dossier.completeness import lacking
from accord.dossier.editing.draft import Draft, DraftSection, Sentence, Written
from accord.dossier.letter_kind import LetterKind
from accord.dossier.letter_parts import Row
from accord.dossier.review import Review
from accord.wording import say

BLANK = "____"
# What states something of the patient wherever it stands.
STATING = {Kind.NUMBER: FaultKind.NUMBER, Kind.DATE: FaultKind.DATE, Kind.CODE: FaultKind.CODE}
COUNTED = re.compile(
    r"[×x]\s*\d|\b\d+(?:\.\d+)?\s*(?:units?|sessions?|visits?|treatments?|pieces?|boxes|months?|days?)\b", re.I
)
NUMBER = re.compile(r"(?<!\d)\d{10}(?!\d)")


class Mark(StrEnum):
    """BORNE -- its citations bear it, or it is a phrase that claims nothing. OWN -- the writer's own statement.

    SIGNED -- somebody's own statement, signed by them. STRUCK -- its citations do not bear it.
    """

    BORNE = "borne"
    OWN = "own"
    SIGNED = "signed"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its mark and, where it is struck, every reason."""

    sentence: Sentence
    mark: Mark
    faults: tuple[Fault, ...] = ()


def mark(sentence: Sentence, sources: Sources, stores: Stores = Stores()) -> Marked:  # noqa: B008
    """The check of one sentence against what it cites, now."""
    if sentence.signed is not None:
        return Marked(sentence, Mark.SIGNED)
    if sentence.kind is StatementKind.DRAFTED and not sentence.citations:
        unknown = tuple(unknown_ids(sentence.text, stores))
        return Marked(sentence, Mark.STRUCK if unknown else Mark.OWN, unknown)
    told = verify(sentence.statement, sources, stores)
    return Marked(sentence, Mark.STRUCK, told.faults) if isinstance(told, Struck) else Marked(sentence, Mark.BORNE)


def heading_faults(section: DraftSection) -> tuple[Fault, ...]:
    """Numbers, dates and codes in a heading of the writer's: it cites nothing, so it may name what follows and state nothing."""
    told = [token for token in read(section.heading).tokens if token.kind in STATING] if section.own else []
    return tuple(dict.fromkeys(Fault(STATING[token.kind], token.form) for token in told))


def marks_of(draft: Draft, sources: Sources, stores: Stores = Stores()) -> dict[int, Marked]:  # noqa: B008
    """Every sentence by its number."""
    return {sentence.id: mark(sentence, sources, stores) for sentence in draft.sentences}


def struck_count(marks: Iterable[Marked]) -> int:
    """How many keep the letter from being sent."""
    return sum(one.mark is Mark.STRUCK for one in marks)


def lacks_of(draft: Draft, review: Review, marks: dict[int, Marked]) -> tuple[str, ...]:
    """What such a letter has to state and this one, as it now stands, does not; blanks that wait for a pen count too."""
    lost = () if draft.kind is Written.NOTICE else lacking(LetterKind(draft.kind), _rows(draft, marks), review)
    told = {say("letter_part.quantity"): _is_counted(draft), say("letter_part.npi"): _has_npi(draft),
            say("letter_part.ends"): draft.kind is Written.APPROVAL and not _blank(draft.sentences)}  # fmt: skip
    found = [word for word in lost if not any(held and _same(word, label) for label, held in told.items())]
    if not any(section.paragraphs for section in draft.sections):
        found.append(say("letter_edit.no_body"))
    blanks = sum(BLANK in sentence.text for sentence in draft.sentences)
    return (*found, say("letter_edit.blanks", count=blanks)) if blanks else tuple(found)


def _rows(draft: Draft, marks: dict[int, Marked]) -> Sequence[Row]:
    """The head as far as it stands: a struck value counts as not stated."""
    return [
        Row(row.label, tuple(s.statement for s in row.sentences if marks[s.id].mark is not Mark.STRUCK))
        for row in draft.rows
    ]


def _same(word: str, label: str) -> bool:
    return word.casefold() == label.casefold()


def _is_counted(draft: Draft) -> bool:
    """Does the head say how much is asked for?"""
    said = [s.text for row in draft.rows if row.label == say("letter_part.service") for s in row.sentences]
    return bool(said) and all(COUNTED.search(text) for text in said)


def _has_npi(draft: Draft) -> bool:
    said = " ".join(s.text for row in draft.rows if row.label == say("letter_part.from") for s in row.sentences)
    return any(is_valid(number) for number in NUMBER.findall(said))


def _blank(sentences: Iterable[Sentence]) -> bool:
    return any(BLANK in sentence.text for sentence in sentences)

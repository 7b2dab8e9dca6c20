"""Words that somebody typed without citing anything, sentence by sentence, each with what of the record or review bears it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from accord.dossier.citation import Citation, Fault, Own, Sources, StatementKind, Stores, check, drafted
from accord.dossier.citation.reading import Kind, Token, read
from accord.dossier.editing.draft import LONGEST, Sentence
from accord.dossier.editing.marking import STATING, Mark, Marked, mark
from accord.evidence.narrative.sentences import sentences
from accord.records.documents import Document, DocumentKind, Page, PageOrigin
from accord.records.places import AnyPlace, Place
from accord.records.record import Record

BULLET = re.compile(r"^(?:[-–—*•·]\s+|\d{1,2}[.)]\s+)")
FEWEST = 3  # words of a sentence that, standing in the record, bear it by themselves
SHARED = 0.6  # of a sentence's things, that a text must share to be asked whether it bears it
NO_SOURCES = Sources(Record((), (), ()), {})


@dataclass(frozen=True)
class Known:
    """What typed words are held against: the record with the review's own sentences, and the passages the review cites."""

    sources: Sources
    cited: tuple[AnyPlace, ...]


def marks_of_typed(texts: Sequence[str], known: Known | None, stores: Stores) -> tuple[Marked, ...]:
    """Every sentence of the texts with what is to be said of it. known -- None where no record was read yet.

    A sentence is borne where a passage that the review cites, a sentence of the review or words of the record say all of it.
    """
    found = _Known(known) if known is not None else None
    told = [piece for text in texts for piece in pieces(text)]
    return tuple(_marked(number, words, found, stores) for number, words in enumerate(told, 1))


def pieces(text: str) -> Iterator[str]:
    """The sentences of a text as it was typed, without the signs of a list; one that is too long in pieces."""
    if not text.strip():
        return
    page = Page(1, 0, len(text), PageOrigin.TEXT)
    document = Document("typed", DocumentKind.TEXT, text, (page,), hashlib.sha256(text.encode()).hexdigest())
    for span in sentences(document):
        words = BULLET.sub("", " ".join(text[span.start : span.end].split()))
        yield from (words[start : start + LONGEST] for start in range(0, len(words), LONGEST))


class _Known:
    def __init__(self, known: Known) -> None:
        self.sources = known.sources
        own = [(name, text) for names in (known.sources.own, *known.sources.parts) for name, text in names.items()]
        self._texts: tuple[Citation, ...] = (
            *known.cited, *(Own(name, text) for name, text in dict.fromkeys(own) if text.strip()),
        )  # fmt: skip
        self._forms = [_forms(one.text) for one in self._texts]
        self._all: frozenset[tuple[Kind, str]] | None = None

    def bearer(self, words: str) -> Citation | None:
        """The first text that bears all that is said; none where none does."""
        wanted = _forms(words)
        for text, forms in zip(self._texts, self._forms, strict=True):
            if len(wanted & forms) >= SHARED * len(wanted) and self._bears(words, text):
                return text
        return next((place for place in self._verbatim(words) if self._bears(words, place)), None)

    def nowhere(self, words: str) -> tuple[Fault, ...]:
        """Its numbers, dates and codes that stand nowhere in the record or the review."""
        told = [token for token in read(words).tokens if token.kind in STATING]
        if told and self._all is None:
            texts = [document.text for document in self.sources.record.documents]
            self._all = frozenset(form for text in texts for form in _forms(text)).union(*self._forms)
        lost = [token for token in told if (token.kind, token.form) not in (self._all or frozenset())]
        return tuple(Fault(STATING[token.kind], _said(token)) for token in dict.fromkeys(lost))

    def _bears(self, words: str, text: Citation) -> bool:
        return not check(drafted(words, text), self.sources)

    def _verbatim(self, words: str) -> Iterator[Place]:
        parts = words.strip("“”\"'.!? ").lower().split()
        if len(parts) < FEWEST:
            return
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(re.escape(part) for part in parts) + r"(?!\w)")
        for document in self.sources.record.documents:
            yield from (document.place(match.start(), match.end()) for match in pattern.finditer(document.flat))


def _forms(text: str) -> frozenset[tuple[Kind, str]]:
    return frozenset((token.kind, token.form) for token in read(text).tokens)


def _said(token: Token) -> str:
    return f"{token.form} {token.unit}".strip()


def _marked(number: int, words: str, known: _Known | None, stores: Stores) -> Marked:
    sentence = Sentence(number, words, StatementKind.DRAFTED)
    if not read(words).tokens:
        return Marked(sentence, Mark.BORNE)  # a greeting, a line of dashes: it states nothing
    bearer = known.bearer(words) if known is not None else None
    cited = replace(sentence, citations=(bearer,)) if bearer is not None else sentence
    told = mark(cited, known.sources if known is not None else NO_SOURCES, stores)
    if told.mark is Mark.OWN and known is not None:
        return Marked(sentence, Mark.OWN, known.nowhere(words))
    return told

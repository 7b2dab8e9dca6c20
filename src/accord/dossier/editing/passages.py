"""What a sentence can be made to cite: places under short keys, found by their number in the papers or by their words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from accord.dossier.citation import Citation
from accord.dossier.citations import numbered
from accord.dossier.editing.draft import Draft
from accord.dossier.review import Review
from accord.errors import Invalid
from accord.records.places import AnyPlace, Place
from accord.records.record import Record

MOST = 12  # places offered for the same words
LONGEST = 1_500  # characters of a cited passage
NUMBER = re.compile(r"\[?\s*(\d{1,5})\s*\]?")
SPAN = re.compile(r"p(\d{1,5})\.(\d{1,8})\.(\d{1,8})")


class Passages:
    """The citations of a letter and of its review by key, and the words of the record."""

    def __init__(self, draft: Draft, review: Review, record: Record) -> None:
        self._draft, self._review, self._record = draft, review, record

    @cached_property
    def numbers(self) -> Mapping[AnyPlace, int]:
        """place -> its number in the papers and beside the record."""
        return numbered(self._review)

    @cached_property
    def _known(self) -> Mapping[str, Citation]:
        cited = (c for sentence in self._draft.sentences for c in sentence.citations)
        return {key_of(citation): citation for citation in (*self.numbers, *cited)}

    def key(self, citation: Citation) -> str:
        """Under which a form names the citation: words of the record by where they stand, others by a digest."""
        if isinstance(citation, Place) and len(citation.text) <= LONGEST and self._record.resolves(citation):
            documents = self._record.documents
            position = next(i for i, document in enumerate(documents) if document.name == citation.document)
            if documents[position].place(citation.start, citation.end) == citation:
                return f"p{position}.{citation.start}.{citation.end}"
        return key_of(citation)

    def cited(self, key: str) -> Citation:
        """The citation that a form names. Raises Invalid for one that is not there."""
        if key in self._known:
            return self._known[key]
        span = SPAN.fullmatch(key)
        if span is not None and int(span[1]) < len(self._record.documents):
            document, start, end = self._record.documents[int(span[1])], int(span[2]), int(span[3])
            if 0 < end - start <= LONGEST and end <= len(document.text):
                return document.place(start, end)
        raise Invalid("A citation of this form leads nowhere.", "Open the letter again.")

    def found(self, words: str) -> tuple[AnyPlace, ...]:
        """The places with that number or those words, the shortest way to say them first; none where there are none."""
        number = NUMBER.fullmatch(words.strip())
        if number is not None:
            return tuple(place for place, told in self.numbers.items() if told == int(number[1]))
        parts = words.strip("“”\"' ").lower().split()
        if not parts or len(words) > LONGEST:
            return ()
        return tuple(place for place, _ in zip(self._places(parts), range(MOST + 1), strict=False))

    def _places(self, parts: list[str]) -> Iterator[Place]:
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(re.escape(part) for part in parts) + r"(?!\w)")
        for document in self._record.documents:
            yield from (document.place(match.start(), match.end()) for match in pattern.finditer(document.flat))


def key_of(citation: Citation) -> str:
    """Twelve digits of its digest: they give nothing of the words away, and nobody can make up a citation with them."""
    return hashlib.sha256(repr(citation).encode()).hexdigest()[:12]

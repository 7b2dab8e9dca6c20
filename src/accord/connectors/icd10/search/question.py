"""A question understood: its words in slots, each slot with all that it may mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from accord.connectors.icd10.search.phrases import LONGEST_PHRASE
from accord.connectors.icd10.search.spelling import Speller
from accord.connectors.icd10.search.tokens import EMPTY, NEGATING, OTHER, PIECE, UNSPECIFIED, stem, stems, words

UNKNOWN_WEIGHT = 3.0
SENSE_COST, LITERAL_COST = 0.03, 0.02
LONGEST_QUESTION = 40
SAYS_OTHER = OTHER | {"specified"}
HEAVIEST = 14.0


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a slot. prior is 1 for the likeliest; weights are those of the stems, in the same order."""

    stems: tuple[str, ...]
    weights: tuple[float, ...]
    prior: float

    @property
    def mass(self) -> float:
        """How much the whole sense tells."""
        return sum(self.weights)


@dataclass(frozen=True, slots=True)
class Slot:
    """A word or phrase of the question; words is as typed (or mended).

    hints -- stems of titles that the words often lead to, with their weights and how often (0 to 1).
    """

    words: str
    senses: tuple[Sense, ...]
    weight: float
    hints: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked. mended are the words that were read otherwise than typed: (typed, read).

    other, unspecified -- it says 'other', 'NEC', 'specified', or 'NOS', 'unspecified'.
    """

    text: str
    slots: tuple[Slot, ...]
    mended: tuple[tuple[str, str], ...]
    other: bool = False
    unspecified: bool = False


class Reader:
    """Reads questions with the words of one store."""

    def __init__(self, file: sqlite3.Connection, speller: Speller) -> None:
        self._file, self._speller = file, speller
        self._senses_of = lru_cache(maxsize=8192)(self._look_up_phrase)
        self._hints_of = lru_cache(maxsize=8192)(self._look_up_hints)
        self._weight_of = lru_cache(maxsize=65536)(self._look_up_weight)

    def read(self, text: str) -> Question:
        """The question in slots: the longest phrases first, then single words, misspelt ones mended."""
        typed = words(text)[:LONGEST_QUESTION]
        read = [self._known_or_mended(word, i, typed) for i, word in enumerate(typed)]
        sequence = [meant[0] for meant in read]
        slots = {slot.senses or slot.words: slot for slot in self._slots(sequence, read)}
        mended = tuple((a, b) for a, b in zip(typed, sequence, strict=True) if a != b)
        said = frozenset(sequence)
        return Question(text, tuple(slots.values()), mended, bool(said & SAYS_OTHER), bool(said & UNSPECIFIED))

    def _known_or_mended(self, word: str, i: int, typed: Sequence[str]) -> tuple[str, ...]:
        """The word itself when it is known, else what it may stand for, else itself."""
        if word in EMPTY or word in NEGATING or self._known(word) or not word.isalpha():
            return (word,)
        mended = self._speller.mend(word)
        return tuple(m.word for m in mended) or (word,)

    def _known(self, word: str) -> bool:
        return (
            bool(self._weight_of(stem(word)))
            or self._senses_of(word) is not None
            or self._file.execute("SELECT 1 FROM spelling WHERE word = ?", (word,)).fetchone() is not None
        )

    def _slots(self, sequence: Sequence[str], read: Sequence[tuple[str, ...]]) -> Iterator[Slot]:
        i, denied = 0, 0
        while i < len(sequence):
            length, senses = self._longest_phrase(sequence, i)
            if senses is not None:
                yield self._phrase_slot(" ".join(sequence[i : i + length]), senses, denied > 0)
                i, denied = i + length, 0
                continue
            word = sequence[i]
            if word in NEGATING:
                denied = 2
            elif word not in EMPTY:
                yield from self._word_slots(read[i], denied > 0)
                denied -= 1
            i += 1

    def _longest_phrase(self, sequence: Sequence[str], i: int) -> tuple[int, tuple[str, ...] | None]:
        for length in range(min(LONGEST_PHRASE, len(sequence) - i), 0, -1):
            senses = self._senses_of(" ".join(sequence[i : i + length]))
            if senses is not None and (length == len(sequence) or sequence[i] not in EMPTY or length > 1):
                return length, senses
        return 1, None

    def _phrase_slot(self, key: str, meanings: tuple[str, ...], denied: bool) -> Slot:
        senses = [self._sense(stems(told), 1 - SENSE_COST * n) for n, told in enumerate(meanings)]
        literal = self._sense(stems(key), 1 - LITERAL_COST)
        if literal.mass and literal.stems not in [sense.stems for sense in senses]:
            senses.append(literal)
        senses = [sense for sense in senses if sense.stems]
        if not senses:
            return Slot(key, (), 0.0)
        if denied:
            senses = [self._denied(sense) for sense in senses]
        return Slot(key, tuple(senses), min(HEAVIEST, max(senses[0].mass, literal.mass)))

    def _denied(self, sense: Sense) -> Sense:
        extra = tuple(f"no_{s}" for s in sense.stems[:2])
        extra = tuple(s for s in extra if self._weight_of(s))
        more = tuple(self._weight_of(s) for s in extra)
        return replace(sense, stems=sense.stems + extra, weights=sense.weights + more)

    def _word_slots(self, meant: tuple[str, ...], denied: bool) -> Iterator[Slot]:
        for piece in self._pieces(meant[0]):
            others = meant[1:] if piece == meant[0] else ()
            senses = [self._sense((stem(word),), 1 - SENSE_COST * n) for n, word in enumerate((piece, *others))]
            senses = [sense for sense in senses if sense.mass]
            if denied:
                senses = [self._denied(sense) for sense in senses]
            if senses:
                yield Slot(piece, tuple(senses), senses[0].mass, self._hints_of(stem(piece)))
            else:
                yield Slot(piece, (), UNKNOWN_WEIGHT)

    def _pieces(self, word: str) -> list[str]:
        """'mouth/throat' and '3b' fall apart where the whole is not known."""
        if self._weight_of(stem(word)):
            return [word]
        pieces = [piece for piece in PIECE.findall(word) if piece not in EMPTY]
        if len(pieces) > 1:
            return pieces
        return self._two_words(word) or [word]

    def _two_words(self, word: str) -> list[str]:
        for cut in range(3, len(word) - 2):
            first, second = word[:cut], word[cut:]
            if self._weight_of(stem(first)) and self._weight_of(stem(second)) and len(word) >= 8:
                return [first, second]
        return []

    def _sense(self, found: Sequence[str], prior: float) -> Sense:
        distinct = tuple(dict.fromkeys(found))
        return Sense(distinct, tuple(self._weight_of(s) for s in distinct), prior)

    def _look_up_phrase(self, key: str) -> tuple[str, ...] | None:
        row = self._file.execute("SELECT senses FROM phrase WHERE key = ?", (key,)).fetchone()
        return tuple(row[0].split("|")) if row else None

    def _look_up_hints(self, one: str) -> tuple[tuple[str, float, float], ...]:
        row = self._file.execute("SELECT hints FROM hint WHERE stem = ?", (one,)).fetchone()
        parts = (part.rsplit(":", 1) for part in row[0].split()) if row else ()
        return tuple((other, self._weight_of(other), float(share)) for other, share in parts)

    def _look_up_weight(self, one: str) -> float:
        row = self._file.execute("SELECT weight FROM stem WHERE stem = ?", (one,)).fetchone()
        return float(row[0]) if row else 0.0

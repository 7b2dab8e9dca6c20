"""The first four places of all codes of a book, found by their words: what a search looks through."""

from __future__ import annotations

import bisect
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from accord.connectors.icd10.pcs.codes import sections
from accord.connectors.icd10.pcs.contents import Pointer
from accord.connectors.icd10.pcs.lexicon import lexicon
from accord.connectors.icd10.pcs.reading import Known, Said
from accord.connectors.icd10.pcs.store import Book
from accord.connectors.icd10.pcs.words import side, telling, tokens

LEAST_LIKE, LEAST_LIKE_SHORT, SHORT = 82, 88, 6
MOST_STARTS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """Codes with the same first four places: what is done, where, on which side."""

    start: str
    operation: str
    site: frozenset[str]
    system: frozenset[str]
    side: str


class Shelf:
    """All cells of a book, and the official words that may be in a question."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.cells = {
            start: self._cell(start) for (start,) in book.file.execute("SELECT start FROM cell ORDER BY start")
        }
        self.starts = list(self.cells)
        self.by_site: dict[str, set[frozenset[str]]] = defaultdict(set)
        self.by_words: dict[frozenset[str], list[Cell]] = defaultdict(list)
        self.by_operation: dict[str, list[Cell]] = defaultdict(list)
        for cell in self.cells.values():
            self.by_words[cell.site].append(cell)
            self.by_operation[cell.operation].append(cell)
        often: Counter[str] = Counter()
        for words in self.by_words:
            often.update(words)
            for word in words:
                self.by_site[word].add(words)
        self.rare = {word: 1 + math.log(len(self.by_words) / many) for word, many in often.items()}
        others = {name for section in sections().values() for name in section.operations.values()}
        operations = {" ".join(tokens(name)): name for name in {*self.by_operation, *others}}
        self.known = Known(self._look_up, operations, frozenset(often), self._words(6), self._words(7), self._spell)

    def weight(self, words: frozenset[str]) -> float:
        """How much the words tell: rare ones more."""
        return sum(self.rare.get(word, 1.0) for word in words)

    def beneath(self, start: str) -> list[Cell]:
        """The cells that begin so; a longer beginning gives the one that it is in."""
        if len(start) >= 4:
            return [self.cells[start[:4]]] if start[:4] in self.cells else []
        first = bisect.bisect_left(self.starts, start)
        last = bisect.bisect_left(self.starts, f"{start}~")
        return [self.cells[found] for found in self.starts[first:last]]

    def with_words(self, wording: frozenset[str]) -> list[Cell]:
        """The cells whose site has the words, at least the most telling of them."""
        known = [word for word in wording if word in self.by_site]
        if not known:
            return []
        sets = [self.by_site[word] for word in known]
        together = sets[0].intersection(*sets[1:]) or self.by_site[max(known, key=lambda word: self.rare[word])]
        return [cell for words in together for cell in self.by_words[words]]

    def _cell(self, start: str) -> Cell:
        part = self.book.label(start, 4)
        system = self.book.label(start, 2)
        return Cell(start, self.book.label(start, 3), telling(part), telling(system), side(part))

    def _words(self, place: int) -> frozenset[str]:
        return frozenset(word for key, label in self.book.labels.items() if key[1] == place for word in telling(label))

    def _look_up(self, phrase: str) -> Said:
        rows = self.book.file.execute("SELECT pointer, target, start FROM entry WHERE key = ?", (phrase,)).fetchall()
        starts = [start for pointer, _, start in rows if start and pointer != Pointer.USE]
        used = [target for pointer, target, _ in rows if pointer == Pointer.USE]
        seen = [target.partition(",")[0] for pointer, target, _ in rows if pointer == Pointer.SEE]
        sites = [target for target in used if telling(target) in self.by_words]
        weight = 1.0 if len(starts) <= MOST_STARTS else 0.5
        return Said(
            dict.fromkeys(starts, weight),
            tuple(dict.fromkeys(name for name in seen if name in self.by_operation)),
            tuple(dict.fromkeys(sites)),
            tuple(dict.fromkeys(target.partition(" in ")[0] for target in used if target not in sites)),
        )

    @cached_property
    def _vocabulary(self) -> dict[int, list[str]]:
        """All words that are known, by length: a misspelt word is at most two letters longer or shorter."""
        rows = self.book.file.execute("SELECT word FROM word").fetchall()
        ours = lexicon()
        phrases = [*ours.instead, *ours.operation, *ours.site, *ours.approach, *ours.device, *ours.qualifier]
        known = {word for (word,) in rows} | {word for phrase in phrases for word in phrase.split() if len(word) > 3}
        by_size: dict[int, list[str]] = defaultdict(list)
        for word in sorted(known):
            by_size[len(word)].append(word)
        return by_size

    def _spell(self, word: str) -> str:
        """The known word that is most like a misspelt one, or nothing."""
        near = [known for size in range(len(word) - 2, len(word) + 3) for known in self._vocabulary.get(size, ())]
        least = LEAST_LIKE if len(word) > SHORT else LEAST_LIKE_SHORT
        found = process.extractOne(word, near, scorer=fuzz.ratio, score_cutoff=least)
        return found[0] if found and found[0] != word else ""


def plain_words(text: str) -> frozenset[str]:
    """The folded words of a name."""
    return frozenset(tokens(text))

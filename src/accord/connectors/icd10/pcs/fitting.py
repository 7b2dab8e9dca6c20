"""How well the places of a code say what a question asks, place by place."""

from __future__ import annotations

from dataclasses import dataclass

from accord.connectors.icd10.pcs.codes import sections
from accord.connectors.icd10.pcs.reading import Meaning, Reading
from accord.connectors.icd10.pcs.shelf import Cell, Shelf
from accord.connectors.icd10.pcs.words import telling

# What a place that fits is worth; the unit is "the right operation, told plainly, is worth two".
OPERATION, SITE, START, EXACT, TEXT, SIDE = 2.0, 3.0, 1.6, 0.8, 1.0, 0.4
WRONG_OPERATION, WRONG_SIDE, UNSAID_SITE, IN_SYSTEM = -1.0, -0.6, -0.5, 0.35
APPROACH, WRONG_APPROACH, DEVICE, QUALIFIER, OTHER_SITE = 1.0, -0.5, 0.9, 0.9, 0.5
OTHERWISE = 0.5  # the alphabetic index names a beginning whose operation is not the one that was asked for
WEAK = 0.3  # a site that was only looked at or said in passing, where another is told
ELSEWHERE = 0.5  # a site that the fourth place has less of than this may be the last place
ALONE, NAMED_OPERATION = 4.2, 1.0  # a name found by its words alone, where no place is labelled

# Where nothing is said: which way and which device come first. Open surgery and no device are the plain cases.
USUAL_APPROACH = {"0": 0.12, "4": 0.08, "3": 0.06, "8": 0.05, "X": 0.05, "7": 0.04, "F": 0.0}
USUAL_FOR = {
    "Inspection": {"8": 0.2, "4": 0.1, "0": 0.05}, "Insertion": {"3": 0.2, "0": 0.1}, "Drainage": {"3": 0.2, "0": 0.1},
    "Dilation": {"3": 0.2}, "Delivery": {"X": 0.2},
}  # fmt: skip
USUAL_DEVICE = {"Z": 0.1, "J": 0.08, "7": 0.04, "Y": -0.1}
DIAGNOSTIC, DIAGNOSTIC_UNSAID = "X", -0.25
NONE_SAID = "Z"
NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A site that was asked for: what it counts, and each wording with its weight and how much its words tell."""

    meaning: Meaning
    worth: float
    wordings: tuple[tuple[frozenset[str], float, float], ...]


class Fit:
    """One question against one shelf; what many cells share is worked out once."""

    def __init__(self, shelf: Shelf, reading: Reading) -> None:
        self.shelf, self.reading, self.wanted = shelf, reading, reading.wanted
        strong = not all(meaning.weak for meaning in reading.sites)
        self.sites = [self._weighed(meaning, WEAK if meaning.weak and strong else 1.0) for meaning in reading.sites]
        self.asked = sum(site.worth for site in self.sites)
        self.biopsy = any("diagnostic" in words for meaning in reading.qualifiers for words, _ in meaning.wordings)
        self._last: dict[tuple[str, str, tuple[str, ...]], float] = {}
        self._shares: dict[tuple[frozenset[str], frozenset[str]], float] = {}

    def cell(self, cell: Cell) -> float:
        """Operation, site, side and the alphabetic index together: the first four places."""
        score = SITE * self._site_share(cell)
        if self.wanted:
            told = self.wanted.get(cell.operation)
            score += WRONG_OPERATION if told is None else OPERATION * told
        for start, weight in self.reading.starts.items():
            if cell.start.startswith(start) or start.startswith(cell.start):
                score += START * weight * (1.0 if not self.wanted or cell.operation in self.wanted else OTHERWISE)
                break
        if self.reading.side and cell.side:
            score += SIDE if cell.side == self.reading.side else WRONG_SIDE
        return score

    def code(self, code: str, cell: Cell, before: float, share: float, elsewhere: list[Meaning]) -> float:
        """The whole code: its cell's score, the words of its name, and its last three places."""
        whole = before + TEXT * share if cell.site else self.by_name(code, share)
        starts = self.reading.starts
        exact = max((EXACT for start in starts if len(start) > 4 and code.startswith(start)), default=0.0)
        return whole + exact + self._approach(code[4], cell) + self._put_in(code, elsewhere)

    def by_name(self, code: str, share: float) -> float:
        """The score of a code whose places have no words: the words of its name, and what its section does."""
        operation = sections()[code[0]].operations.get(code[2], "")
        return ALONE * share + NAMED_OPERATION * self.wanted.get(operation, 0.0)

    def elsewhere(self, cell: Cell) -> list[Meaning]:
        """The sites that were asked for and that the cell does not have: a bypass leads somewhere."""
        return [site.meaning for site in self.sites if self._best(site, cell)[0] < ELSEWHERE]

    def _weighed(self, meaning: Meaning, factor: float) -> Weighed:
        told = tuple((words, weight, self.shelf.weight(words)) for words, weight in meaning.wordings if words)
        return Weighed(meaning, factor * max((tells for _, _, tells in told), default=1.0), told)

    def _site_share(self, cell: Cell) -> float:
        if not self.sites:
            return 0.0
        key = (cell.site, cell.system)
        if key not in self._shares:
            self._shares[key] = self._share_of(cell)
        return self._shares[key]

    def _share_of(self, cell: Cell) -> float:
        """How much of the sites that were asked for the cell has, less what it has beside them."""
        had, explained = 0.0, NO_WORDS
        for site in self.sites:
            share, words = self._best(site, cell)
            had += site.worth * share
            explained |= words
        unsaid = self.shelf.weight(cell.site - explained) / (self.shelf.weight(cell.site) or 1.0)
        return had / self.asked + UNSAID_SITE * unsaid / SITE

    def _best(self, site: Weighed, cell: Cell) -> tuple[float, frozenset[str]]:
        best, explained = 0.0, NO_WORDS
        for words, weight, tells in site.wordings:
            here = words & cell.site
            around = (words & cell.system) - here
            share = weight * (self.shelf.weight(here) + IN_SYSTEM * self.shelf.weight(around)) / tells
            if share > best:
                best, explained = share, here
        return best, explained

    def _approach(self, approach: str, cell: Cell) -> float:
        usual = USUAL_FOR.get(cell.operation, USUAL_APPROACH).get(approach, 0.0)
        if not self.reading.approaches:
            return usual
        told = self.reading.approaches.get(approach)
        return usual + (WRONG_APPROACH if told is None else APPROACH * told)

    def _put_in(self, code: str, elsewhere: list[Meaning]) -> float:
        """Device and qualifier, which the codes of one table have in common."""
        key = (code[:3], code[5:], tuple(meaning.said for meaning in elsewhere))
        if key not in self._last:
            self._last[key] = self._last_two(code, elsewhere)
        return self._last[key]

    def _last_two(self, code: str, elsewhere: list[Meaning]) -> float:
        device, qualifier = code[5], code[6]
        last = telling(self.shelf.book.label(code, 7)) if qualifier != NONE_SAID else NO_WORDS
        both = last | (telling(self.shelf.book.label(code, 6)) if device != NONE_SAID else NO_WORDS)
        score = DEVICE * sum(_share(meaning, both) for meaning in self.reading.devices)
        score += 0.0 if self.reading.devices else USUAL_DEVICE.get(device, 0.0)
        score += QUALIFIER * sum(_share(meaning, last) for meaning in self.reading.qualifiers)
        score += OTHER_SITE * sum(_share(meaning, both) for meaning in elsewhere)
        if qualifier == NONE_SAID:
            return score + USUAL_DEVICE[NONE_SAID]
        return score + (DIAGNOSTIC_UNSAID if qualifier == DIAGNOSTIC and not self.biopsy else 0.0)


def _share(meaning: Meaning, words: frozenset[str]) -> float:
    if not words:
        return 0.0
    return max((weight * len(told & words) / len(told) for told, weight in meaning.wordings if told), default=0.0)

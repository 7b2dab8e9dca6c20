"""Finds HCPCS codes by words in a loaded quarter: ranked by tantivy, misspelt words mended, ended codes after the others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import tantivy
from rapidfuzz import fuzz, process

from accord.connectors.hcpcs.codes import code_system
from accord.connectors.hcpcs.item import Item, ItemKind
from accord.connectors.hcpcs.release import WORDS_FOLDER, Quarter
from accord.connectors.hcpcs.speech import said
from accord.connectors.hcpcs.standing import Standing, of_item
from accord.errors import Unavailable

LEAST_LIKE, LEAST_TO_SPELL = 86, 5
LOOKED_THROUGH = 200
NOT_IN_USE = 0.5
LONG_NAME = 0.002


@dataclass(frozen=True, slots=True)
class Found:
    """An item and how well it fits, from 0 to 1."""

    item: Item
    score: float


class Words:
    """The words of one quarter."""

    def __init__(self, quarter: Quarter) -> None:
        self.quarter = quarter
        try:
            self.index = tantivy.Index.open(str(quarter.release.folder / WORDS_FOLDER))
        except ValueError as fault:
            raise Unavailable("The words of HCPCS cannot be read.", "Run 'accord sync hcpcs' again.") from fault
        self.vocabulary = [word for (word,) in quarter.file.execute("SELECT word FROM word ORDER BY word")]
        self.known = frozenset(self.vocabulary)

    def mended(self, words: list[str]) -> list[str]:
        """Each unknown word as the known one that it is most like, where there is one."""
        return [self._mend(word) if len(word) >= LEAST_TO_SPELL and word not in self.known else word for word in words]

    def _mend(self, word: str) -> str:
        found = process.extractOne(word, self.vocabulary, scorer=fuzz.ratio, score_cutoff=LEAST_LIKE)
        return found[0] if found else word


def search(quarter: Quarter, question: str, most: int, on: dt.date) -> list[Found]:
    """By the beginning of a code where the question is one, else by words."""
    start = question.strip().upper()
    if code_system(start.ljust(5, "0")) and any(letter.isdigit() for letter in start):
        return [Found(item, 1.0) for item in quarter.between(start, start, ItemKind.CODE, most)]
    words = _words(quarter)
    asked = words.mended(said(question))
    if not asked:
        return []
    query, _ = words.index.parse_query_lenient(" ".join(asked), ["words"])
    searcher = words.index.searcher()
    hits = searcher.search(query, LOOKED_THROUGH, count=False).hits
    best = hits[0][0] if hits else 1.0
    found: list[Found] = []
    for score, address in hits:
        told = searcher.doc(address).to_dict()
        item = quarter.find(str(told["code"][0]))
        if item is not None:
            found.append(Found(item, _fit(item, asked, str(told["words"][0]), score / best, on)))
    return sorted(found, key=lambda hit: (-hit.score, hit.item.code))[:most]


def _fit(item: Item, asked: list[str], words: str, ranked: float, on: dt.date) -> float:
    """Half by the engine's rank, half by the share of asked words that the name has; less once it has ended."""
    have = words.split(" ")
    share = sum(word in have for word in asked) / len(asked)
    used = 1.0 if of_item(item, on) is Standing.VALID else NOT_IN_USE
    return round(used * (0.5 * ranked + 0.5 * share) - LONG_NAME * len(have), 4)


@lru_cache(maxsize=4)
def _words(quarter: Quarter) -> Words:
    return Words(quarter)

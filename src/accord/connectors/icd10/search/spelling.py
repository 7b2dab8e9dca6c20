"""Mends misspelt words: near in letters, or the same when read aloud."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

SOUNDS = (
    (re.compile(r"^(?:pn|kn|gn|mn)"), "n"),
    (re.compile(r"^(?:ps|pt)"), "s"),
    (re.compile(r"^x"), "s"),
    (re.compile(r"sth?m"), "sm"),
    (re.compile(r"ph|gh(?=t)"), "f"),
    (re.compile(r"sch|sh"), "s"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ch|ck|qu|q|x|c(?![eiy])"), "k"),
    (re.compile(r"c|z"), "s"),
    (re.compile(r"dg|j"), "g"),
    (re.compile(r"tion|sion|cion"), "sn"),
    (re.compile(r"v"), "f"),
)
VOWELS = re.compile(r"(?<!^)[aeiouyhw]")
TWICE = re.compile(r"(.)\1+")
SHORTEST = 4
MOST = 3
FIRST_LETTER_COST, SEEN_BONUS = 1.0, 0.05


@dataclass(frozen=True, slots=True)
class Mended:
    """A word of the index that a misspelt one may mean; likeness is between 0 and 1."""

    word: str
    likeness: float


def skeleton(word: str) -> str:
    """The consonants as they sound: 'hemroids' and 'hemorrhoids' are the same."""
    for pattern, instead in SOUNDS:
        word = pattern.sub(instead, word)
    if word[:1] in "aeiouy":
        word = "a" + word[1:]
    return TWICE.sub(r"\1", VOWELS.sub("", word))


class Speller:
    """The words of one store. Its list is read when the first unknown word comes."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file
        self._by_length: dict[int, list[str]] | None = None

    def mend(self, word: str) -> tuple[Mended, ...]:
        """What the word may mean, the likeliest first; nothing for short words and those with digits."""
        if len(word) < SHORTEST or not word.isalpha():
            return ()
        from rapidfuzz.distance import OSA

        limit = 1 if len(word) <= 5 else 2 if len(word) <= 9 else 3
        found = dict(self._near(word, limit))
        sounding = self._file.execute("SELECT word FROM spelling WHERE skeleton = ?", (skeleton(word),)).fetchall()
        for (other,) in sounding:
            distance = OSA.distance(word, other)
            if distance <= max(limit + 1, len(word) // 2):
                found[other] = min(found.get(other, 9), max(1, distance - 1))
        seen = self._seen(found)
        costs = {
            other: distance + FIRST_LETTER_COST * (other[0] != word[0]) - SEEN_BONUS * min(seen[other], 20) ** 0.5
            for other, distance in found.items()
        }
        best = sorted(costs, key=lambda other: (costs[other], other))[:MOST]
        return tuple(
            Mended(other, max(0.5, 1 - 0.07 * max(costs[other], 0)))
            for other in best
            if costs[other] <= costs[best[0]] + 1
        )

    def _near(self, word: str, limit: int) -> list[tuple[str, int]]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if self._by_length is None:
            self._by_length = {}
            for (other,) in self._file.execute("SELECT word FROM spelling WHERE length(word) > 3"):
                self._by_length.setdefault(len(other), []).append(other)
        lengths = range(len(word) - limit, len(word) + limit + 1)
        choices = [other for length in lengths for other in self._by_length.get(length, ())]
        near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=limit, limit=12)
        return [(other, int(distance)) for other, distance, _ in near]

    def _seen(self, found: dict[str, int]) -> dict[str, int]:
        marks = ",".join("?" * len(found))
        return dict(self._file.execute(f"SELECT word, seen FROM spelling WHERE word IN ({marks})", tuple(found)))

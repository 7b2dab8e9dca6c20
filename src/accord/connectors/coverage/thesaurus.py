"""Splits a query into what it asks about, each with the other words that documents use for it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import tantivy

IDLE = (
    "a an and are as at be by can do does for from has have how i in into is it its my of on or our that the their them"
    " this to up use used using via was what when where which who why will with without covered coverage cover medicare"
    " policy policies criteria patient patients treatment therapy procedure service services requirements need"
)
LONGEST = 6
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a query asks about: its own words, and what else it may be called."""

    words: Words
    also: tuple[Words, ...]


@cache
def analyzer() -> tantivy.TextAnalyzer:
    """How titles and texts are cut into words: letters and digits, lower case, English stems."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    return builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("english")).build()


def stems(text: str) -> Words:
    """The words of a text as they are indexed."""
    return tuple(analyzer().analyze(text))


@cache
def _table() -> dict[Words, tuple[Words, ...]]:
    told = tomllib.loads(files("accord.connectors.coverage").joinpath("synonyms.toml").read_text("utf-8"))
    table: dict[Words, list[Words]] = {}
    for same in told["same"]:
        terms = [stems(term) for term in same]
        for term in terms:
            table.setdefault(term, []).extend(other for other in terms if other != term)
    for lay in told["lay"]:
        for said in lay["say"]:
            table.setdefault(stems(said), []).extend(stems(meant) for meant in lay["means"])
    return {term: tuple(dict.fromkeys(others)) for term, others in table.items()}


def read_query(query: str) -> tuple[Asked, ...]:
    """What a query asks about, in its order; the longest known phrase at each place is one thing.

    Words that ask for nothing ('is', 'covered', 'patient') are left out unless there is nothing else.
    """
    words = stems(query)
    table, idle = _table(), _idle()
    asked: list[Asked] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(min(LONGEST, len(words) - at), 0, -1) if words[at : at + n] in table), 1)
        phrase = words[at : at + size]
        if phrase in table:
            asked.append(Asked(phrase, table[phrase]))
        elif phrase[0] not in idle:
            asked.append(Asked(phrase, ()))
        at += size
    return tuple(dict.fromkeys(asked)) or tuple(Asked((word,), ()) for word in dict.fromkeys(words))


@cache
def _idle() -> frozenset[str]:
    return frozenset(stem for word in IDLE.split() for stem in stems(word))

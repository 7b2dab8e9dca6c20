"""Splits a query into what it asks about, each with the other words that documents use for it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import tantivy

IDLE = (
    "a about after again against all also although am an and another any are as at away be because been before being"
    " beside between both but by can cannot could did do does doing done down during each either else enough ever every"
    " few for from further get gets getting give given gives go goes had has have having he her here hers him his how i"
    " if in instead into is it its itself just last less let like made make makes many may me might mine more most much"
    " must my need needs never no nor not now of off often on once one only or other our out over own per please put"
    " really said same say says she should since so some someone something still such take takes than that the their"
    " them then there these they this those through to together too toward two under until up upon us use used uses"
    " using very via want wants was way we well went were what when where whether which while who whom whose why will"
    " wish with within without would yes yet you your"
    " ask asks cover coverage covered covers criteria doctor doctors mother father wife husband man woman people person"
    " medicare pay paid pays patient patients policy policies procedure procedures requirement requirements rule rules"
    " service services therapy treat treated treating treatment treatments help helps new"
)
LONGEST = 6
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a query asks about: its own words, what else it may be called, and words near to it."""

    words: Words
    also: tuple[Words, ...]
    near: tuple[Words, ...] = ()


@cache
def analyzer() -> tantivy.TextAnalyzer:
    """How titles and texts are cut into words: letters and digits, lower case, English stems."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    return builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("english")).build()


def stems(text: str) -> Words:
    """The words of a text as they are indexed."""
    return tuple(analyzer().analyze(text))


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(files("accord.connectors.coverage").joinpath("synonyms.toml").read_text("utf-8"))


@cache
def _near() -> dict[Words, tuple[Words, ...]]:
    return {stems(word): tuple(stems(near) for near in nears) for word, nears in _told()["word"].items()}


@cache
def _table() -> dict[Words, tuple[Words, ...]]:
    told = _told()
    table: dict[Words, list[Words]] = {}
    for same in told["same"]:
        terms = [stems(term) for term in same]
        for term in terms:
            table.setdefault(term, []).extend(other for other in terms if other != term)
    for lay in told["lay"]:
        for said in lay["say"]:
            table.setdefault(stems(said), []).extend(stems(meant) for meant in lay["means"])
    # The stemmer makes 'a' of 'aed': what looks like a word that asks for nothing cannot be an abbreviation.
    empty = {(word,) for word in _idle()}
    return {
        term: tuple(other for other in dict.fromkeys(others) if other not in empty)
        for term, others in table.items() if term not in empty
    }  # fmt: skip


def read_query(query: str) -> tuple[Asked, ...]:
    """What a query asks about, in its order; the longest known phrase at each place is one thing.

    Words that ask for nothing ('is', 'covered', 'patient') are left out unless there is nothing else.
    """
    words = stems(query)
    table, near, idle = _table(), _near(), _idle()
    asked: list[Asked] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(min(LONGEST, len(words) - at), 0, -1) if words[at : at + n] in table), 1)
        phrase = words[at : at + size]
        if phrase in table:
            parts = tuple((word,) for word in phrase if word not in idle) if size > 1 else ()
            asked.append(Asked(phrase, table[phrase], (*near.get(phrase, ()), *parts)))
        elif phrase[0] not in idle:
            asked.append(Asked(phrase, (), near.get(phrase, ())))
        at += size
    return tuple(dict.fromkeys(asked)) or tuple(Asked((word,), ()) for word in dict.fromkeys(words))


@cache
def _idle() -> frozenset[str]:
    return frozenset(stem for word in IDLE.split() for stem in stems(word))

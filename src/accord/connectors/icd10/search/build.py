"""Builds the search store of one edition: every term with the code it leads to, ranked by tantivy, kept in SQLite.

terms.sqlite  -- term (words of one term), place (what stands around a code), stem (weights), spelling, phrase
ranked/       -- tantivy, one document for each row of term
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from accord.connectors.icd10.alphabetic import IndexTerm
from accord.connectors.icd10.kinds import Kind, NoteKind
from accord.connectors.icd10.search import phrases
from accord.connectors.icd10.search.hints import learn_hints
from accord.connectors.icd10.search.spelling import skeleton
from accord.connectors.icd10.search.store import (
    FIELD_CONTEXT,
    FIELD_ROW,
    FIELD_TERM,
    OTHER_FLAG,
    SEARCH_LAYOUT,
    SIDES,
    TERMS,
    UNSPECIFIED_FLAG,
    TermKind,
)
from accord.connectors.icd10.search.tokens import OTHER, UNSPECIFIED, numbers_within, plain, stems
from accord.connectors.icd10.source import Entry

TABLES = """
CREATE TABLE term (row INTEGER PRIMARY KEY, number INTEGER, kind INTEGER, stems TEXT, also TEXT, mass REAL, words TEXT);
CREATE TABLE place (number INTEGER PRIMARY KEY, own TEXT, above TEXT, far TEXT, label TEXT, leaf INTEGER,
                    standing INTEGER, defaults TEXT, category INTEGER, mass REAL, twins TEXT, kin TEXT);
CREATE TABLE stem (stem TEXT PRIMARY KEY, weight REAL) WITHOUT ROWID;
CREATE TABLE spelling (word TEXT PRIMARY KEY, skeleton TEXT, seen INTEGER) WITHOUT ROWID;
CREATE TABLE hint (stem TEXT PRIMARY KEY, hints TEXT) WITHOUT ROWID;
CREATE TABLE phrase (key TEXT PRIMARY KEY, senses TEXT) WITHOUT ROWID;
"""
KEYS = "CREATE INDEX spelling_skeleton ON spelling (skeleton);"
NOTES_AS_TERMS = (NoteKind.INCLUSION_TERM, NoteKind.INCLUDES)
MOST_DEFAULTS, MOST_TWINS = 8, 6
WRITER_BYTES, WRITER_THREADS = 60_000_000, 1
WORDS = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that lead to an entry; `also` may stand in a question and need not."""

    number: int
    kind: TermKind
    words: str
    also: str = ""


def build_search(folder: Path, entries: Sequence[Entry], index: Iterable[IndexTerm] = ()) -> dict[str, int]:
    """Fills the folder, which must exist; gives how many terms of each kind there are."""
    terms = list(_terms(entries, index))
    stemmed = [stems(term.words) for term in terms]
    weights = _weights(stemmed)
    rows = [
        (row, t.number, t.kind.value, " ".join(s), " ".join(stems(t.also)), _mass(s, weights), t.words)
        for row, (t, s) in enumerate(zip(terms, stemmed, strict=True))
    ]
    places = list(_places(entries, terms, stemmed, weights))
    with sqlite3.connect(folder / TERMS) as file:
        file.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {TABLES}")
        file.executemany("INSERT INTO term VALUES (?,?,?,?,?,?,?)", rows)
        file.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", places)
        file.executemany("INSERT INTO stem VALUES (?,?)", weights.items())
        file.executemany("INSERT INTO hint VALUES (?,?)", learn_hints(_lessons(entries, terms, stemmed)))
        file.executemany("INSERT INTO spelling VALUES (?,?,?)", _spellings(terms))
        file.executemany("INSERT INTO phrase VALUES (?,?)", ((k, "|".join(s)) for k, s in phrases.phrases().items()))
        file.executescript(f"{KEYS} PRAGMA user_version = {SEARCH_LAYOUT};")
    file.close()
    _write_ranked(folder / "ranked", rows, {place[0]: f"{place[2]} {place[3]}" for place in places})
    return {kind.name.lower(): sum(t.kind is kind for t in terms) for kind in TermKind}


def _terms(entries: Sequence[Entry], index: Iterable[IndexTerm]) -> Iterator[Term]:
    """Titles, inclusion terms, the ward's names and the index; a seventh character is left to the answer."""
    at: dict[str, int] = {}
    for entry in entries:
        if entry.kind is Kind.CODE:
            at[entry.letters] = entry.number
            yield Term(entry.number, TermKind.TITLE, entry.label)
            for kind, _, text in entry.notes:
                if kind in NOTES_AS_TERMS:
                    yield Term(entry.number, TermKind.INCLUSION, text)
        elif entry.kind is Kind.EXTENDED:
            at[entry.letters] = entry.parent
    for letters, name in phrases.called():
        if letters in at:
            yield Term(at[letters], TermKind.CALLED, name)
    for term in index:
        if term.letters in at:
            yield Term(at[term.letters], TermKind.INDEX, term.words, term.also)


def _weights(stemmed: Iterable[Sequence[str]]) -> dict[str, float]:
    """How much a stem tells: the rarer the more."""
    seen: Counter[str] = Counter()
    total = 0
    for one in stemmed:
        seen.update(set(one))
        total += 1
    return {s: math.log(1 + total / n) for s, n in seen.items()}


def _mass(one: Iterable[str], weights: dict[str, float]) -> float:
    return sum(weights[s] for s in set(one))


def _places(
    entries: Sequence[Entry], terms: Sequence[Term], stemmed: Sequence[Sequence[str]], weights: dict[str, float]
) -> Iterator[tuple[int, str, str, str, str, int, int, str, int, float, str, str]]:
    own: dict[int, dict[str, None]] = {}
    for term, found in zip(terms, stemmed, strict=True):
        own.setdefault(term.number, {}).update(dict.fromkeys(found))
        own[term.number].update(dict.fromkeys(stems(term.also)))
    titles = [stems(entry.label) for entry in entries]
    twins: dict[str, list[int]] = {}
    for entry in entries:
        if entry.kind is Kind.CODE and _is_leaf(entry, entries):
            twins.setdefault(_twins(entry, titles), []).append(entry.number)
    for entry in entries:
        if entry.kind is not Kind.CODE:
            continue
        own[entry.number].update(dict.fromkeys(numbers_within(entry.label)))
        above, far = _around(entry, entries, own, titles)
        leaf = _is_leaf(entry, entries)
        speaks_for = entries[entry.parent] if leaf and _standing(entry.label) & UNSPECIFIED_FLAG else entry
        beneath = [] if speaks_for.kind is not Kind.CODE else _defaults(speaks_for, entries, titles, weights)
        kin = [number for number in twins[_twins(entry, titles)] if number != entry.number][:MOST_TWINS] if leaf else []
        defaults = " ".join(map(str, beneath))
        yield (
            entry.number, " ".join(own[entry.number]), " ".join(above), " ".join(far), " ".join(titles[entry.number]),
            leaf, _standing(entry.label), defaults, _category(entry, entries), _mass(titles[entry.number], weights),
            _twins(entry, titles), " ".join(map(str, kin)),
        )  # fmt: skip


def _around(
    entry: Entry, entries: Sequence[Entry], own: dict[int, dict[str, None]], titles: Sequence[Sequence[str]]
) -> tuple[dict[str, None], dict[str, None]]:
    """Stems of the titles above; and those of all else above, of what is included, and of the seventh characters."""
    above: dict[str, None] = {}
    far: dict[str, None] = {}
    step = entry
    while step.parent >= 0:
        step = entries[step.parent]
        (above if step.kind is Kind.CODE else far).update(dict.fromkeys(titles[step.number]))
        far.update(own.get(step.number, {}))
    for other in entries[entry.number + 1 : entry.last + 1]:
        if other.parent == entry.number and other.kind is Kind.EXTENDED:
            far.update(dict.fromkeys(titles[other.number]))
    return above, {s: None for s in far if s not in above}


def _is_leaf(entry: Entry, entries: Sequence[Entry]) -> bool:
    """May it stand on a request, at most for want of a seventh character?"""
    return entry.last == entry.number or entries[entry.number + 1].kind is Kind.EXTENDED


def _standing(label: str) -> int:
    found = set(re.findall(r"[a-z]+", plain(label)))
    return UNSPECIFIED_FLAG * bool(found & UNSPECIFIED) + OTHER_FLAG * bool(found & OTHER)


def _defaults(
    entry: Entry, entries: Sequence[Entry], titles: Sequence[Sequence[str]], weights: dict[str, float]
) -> list[int]:
    """The leaves beneath a heading that its bare name most likely means: those whose titles add the least."""
    known = set(titles[entry.number])

    def added(leaf: Entry) -> tuple[float, int]:
        extra = sum(weights[s] for s in set(titles[leaf.number]) - known)
        return extra - 4 * bool(_standing(leaf.label) & UNSPECIFIED_FLAG) + 2 * bool(
            _standing(leaf.label) & OTHER_FLAG
        ), leaf.number

    beneath = entries[entry.number + 1 : entry.last + 1]
    leaves = [e for e in beneath if e.kind is Kind.CODE and _is_leaf(e, entries)]
    return [leaf.number for leaf in sorted(leaves, key=added)[:MOST_DEFAULTS]]


def _twins(entry: Entry, titles: Sequence[Sequence[str]]) -> str:
    """The same for codes of one category that differ by side or trimester alone."""
    return " ".join([entry.letters[:3], *(s for s in titles[entry.number] if s not in SIDES)])


def _category(entry: Entry, entries: Sequence[Entry]) -> int:
    while len(entry.letters) > 3:
        entry = entries[entry.parent]
    return entry.number


def _lessons(
    entries: Sequence[Entry], terms: Sequence[Term], stemmed: Sequence[Sequence[str]]
) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Terms other than titles, with the titles that they lead to and that stand above."""
    titles: dict[int, frozenset[str]] = {}
    for entry in entries:
        if entry.kind is Kind.CODE:
            titles[entry.number] = titles.get(entry.parent, frozenset()) | frozenset(stems(entry.label))
    for term, found in zip(terms, stemmed, strict=True):
        if term.kind is not TermKind.TITLE:
            yield frozenset(found), titles[term.number]


def _spellings(terms: Iterable[Term]) -> Iterator[tuple[str, str, int]]:
    """Every word that occurs, and those of the phrases, to mend misspelt ones by."""
    seen: Counter[str] = Counter()
    for term in terms:
        seen.update(WORDS.findall(plain(term.words)))
    for key in phrases.phrases():
        seen.update(dict.fromkeys(WORDS.findall(key), 3))
    return ((word, skeleton(word), n) for word, n in sorted(seen.items()))


def _write_ranked(
    folder: Path, rows: Iterable[tuple[int, int, int, str, str, float, str]], around: dict[int, str]
) -> None:
    folder.mkdir()
    schema = tantivy.SchemaBuilder()
    schema.add_text_field(FIELD_TERM, tokenizer_name="whitespace", index_option="freq")
    schema.add_text_field(FIELD_CONTEXT, tokenizer_name="whitespace", index_option="basic")
    schema.add_unsigned_field(FIELD_ROW, stored=True)
    index = tantivy.Index(schema.build(), path=str(folder))
    writer = index.writer(WRITER_BYTES, WRITER_THREADS)
    for row, number, _, found, also, _, _ in rows:
        document = tantivy.Document()
        document.add_text(FIELD_TERM, found)
        document.add_text(FIELD_CONTEXT, f"{also} {around[number]}")
        document.add_unsigned(FIELD_ROW, row)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()

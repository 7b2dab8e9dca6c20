"""Names as they may be misspelt: an index of the distinct surnames and first names by spelling, of organizations by word.

Never of the providers themselves: millions of them share some hundred thousand names.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import tantivy
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, JaroWinkler

FOLDER = "spellings"
HEAP = 128 << 20
SURNAME, FIRST, ORGANIZATION = "surname", "first", "organization"
TOGETHER = "together"  # an organization's name without its blanks: a lost or moved blank is a slip like any other
FIELDS = (SURNAME, FIRST)
MOST_NEAR = 3_000
SHORTEST_FOR_TWO = 5
SHORTEST_FUZZY_WORD = 4
ORGANIZATIONS_RANKED = 150
OFTEN = 30
NEAR_WEIGHS = 6.0  # a near word counts as a rare one: its own score is constant


def schema() -> tantivy.Schema:
    """One document for each distinct name, with the name in the field of its sort."""
    builder = tantivy.SchemaBuilder()
    for name in FIELDS:
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(ORGANIZATION, stored=True, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(TOGETHER, tokenizer_name="raw", index_option="basic")
    return builder.build()


def write(folder: Path, names: Iterable[tuple[str, str]]) -> int:
    """Adds names, each with the field it belongs to, to the index in the folder, made where it is not there."""
    folder.mkdir(exist_ok=True)
    index = tantivy.Index(schema(), str(folder))
    writer = index.writer(HEAP, 1)
    count = 0
    for field, name in names:
        more = {TOGETHER: together(name)} if field == ORGANIZATION else {}
        writer.add_document(tantivy.Document(**{field: name}, **more))
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count


class Spellings:
    """The index of a release, open for reading."""

    def __init__(self, folder: Path) -> None:
        self.index = tantivy.Index.open(str(folder))
        self.schema = schema()

    def near(self, field: str, name: str, edits: int) -> tuple[str, ...]:
        """Names within so many edits of a folded name, the most alike first."""
        searcher = self.index.searcher()
        query = tantivy.Query.fuzzy_term_query(self.schema, field, name, distance=edits)
        found = _texts(searcher, searcher.search(query, MOST_NEAR, count=False).hits, field)
        ranked = process.extract(name, found, scorer=OSA.distance, limit=None, score_cutoff=edits)
        alike = {text: (far, -JaroWinkler.similarity(name, text)) for text, far, _ in ranked}
        return tuple(sorted(alike, key=lambda text: (*alike[text], text)))

    def organizations_near(self, name: str, most: int) -> tuple[str, ...]:
        """Names of organizations within one edit of a folded name, blanks not counted, the most alike first."""
        whole = together(name)
        if len(whole) < SHORTEST_FUZZY_WORD:
            return ()
        searcher = self.index.searcher()
        query = tantivy.Query.fuzzy_term_query(self.schema, TOGETHER, whole, distance=1)
        found = _texts(searcher, searcher.search(query, MOST_NEAR, count=False).hits, ORGANIZATION)
        return tuple(sorted(dict.fromkeys(found), key=lambda text: (OSA.distance(name, text), text)))[:most]

    def organizations(self, name: str, most: int) -> tuple[tuple[str, int], ...]:
        """Names of organizations that share words, or near words, with a folded name; with their likeness of 100."""
        searcher = self.index.searcher()
        words = [self._word(searcher, word) for word in dict.fromkeys(name.split())]
        if not words:
            return ()
        hits = searcher.search(tantivy.Query.boolean_query(words), ORGANIZATIONS_RANKED, count=False).hits
        ranked = process.extract(
            name, _texts(searcher, hits, ORGANIZATION), scorer=fuzz.WRatio, limit=most, score_cutoff=60
        )
        return tuple((text, int(likeness)) for text, likeness, _ in ranked)

    def holds(self, field: str, name: str) -> bool:
        """Is the name in the index? Of an organization, whether all its words stand together in one name."""
        searcher = self.index.searcher()
        if field != ORGANIZATION:
            return searcher.doc_freq(field, name) > 0
        words = [(tantivy.Occur.Must, tantivy.Query.term_query(self.schema, field, word)) for word in name.split()]
        if not words:
            return True
        hits = searcher.search(tantivy.Query.boolean_query(words), MOST_NEAR, count=False).hits
        return name in _texts(searcher, hits, field)

    def _word(self, searcher: tantivy.Searcher, word: str) -> tuple[tantivy.Occur, tantivy.Query]:
        """The word itself where many bear it, else also the words near it."""
        exact = tantivy.Query.term_query(self.schema, ORGANIZATION, word, "freq")
        if len(word) < SHORTEST_FUZZY_WORD or searcher.doc_freq(ORGANIZATION, word) >= OFTEN:
            return tantivy.Occur.Should, exact
        near = tantivy.Query.fuzzy_term_query(self.schema, ORGANIZATION, word, distance=1)
        both = [(tantivy.Occur.Should, exact), (tantivy.Occur.Should, tantivy.Query.boost_query(near, NEAR_WEIGHS))]
        return tantivy.Occur.Should, tantivy.Query.boolean_query(both)


def together(name: str) -> str:
    """A name without its blanks."""
    return name.replace(" ", "")


def _texts(searcher: tantivy.Searcher, hits: Sequence[Any], field: str) -> list[str]:
    return [str(searcher.doc(address)[field][0]) for _, address in hits]


def distinct_names(file: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every distinct surname, first name and organization of the register, read from its indexes."""
    for kind, field in ((1, SURNAME), (2, ORGANIZATION)):
        query = "SELECT DISTINCT name FROM provider INDEXED BY by_full_name WHERE kind = ? AND name <> ''"
        for (name,) in file.execute(query, (kind,)):
            yield field, name
    query = "SELECT DISTINCT first FROM provider INDEXED BY by_full_name WHERE kind = 1 AND first <> ''"
    for (first,) in file.execute(query):
        yield FIRST, first

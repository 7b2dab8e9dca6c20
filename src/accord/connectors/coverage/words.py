"""The index of words over titles, texts and paragraphs of documents, and its ranking."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tantivy

from accord.connectors.coverage.schema import FILE, WORDS, opened
from accord.connectors.coverage.thesaurus import Asked, Words, analyzer, read_query

if TYPE_CHECKING:
    from accord.connectors.syncing import Progress

TOKENIZER = "coverage"
HEAP = 128 << 20
KEY, TITLE, MAIN, REST, LISTS = "key", "title", "main", "rest", "lists"
MAIN_SECTIONS = (
    "item_service_description", "indications_limitations", "indication", "description", "keywords", "issue",
)  # fmt: skip
REFERENCES = ("bibliography", "source_info", "revision_history", "history_exp", "ama_statement")
BOOSTS = {TITLE: 4.0, MAIN: 1.0, REST: 0.35, LISTS: 0.5}
SYNONYM = 0.95
NEAR = 0.5
MOST_RANKED = 3000
UNCOVERED = 0.1
LONGEST_FUZZY = 2


def schema() -> tantivy.Schema:
    """One document of the index for each document of the database, in its newest version."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field(KEY, stored=True, fast=True)
    for field in BOOSTS:
        builder.add_text_field(field, stored=False, tokenizer_name=TOKENIZER, index_option="position")
    return builder.build()


def build_words(folder: Path, progress: Progress) -> None:
    """Builds the index in folder/words from the store in the same folder."""
    into = folder / WORDS
    into.mkdir(exist_ok=True)
    for old in into.iterdir():
        old.unlink()
    index = tantivy.Index(schema(), str(into))
    index.register_tokenizer(TOKENIZER, analyzer())
    writer = index.writer(HEAP, 1)
    done = 0
    with opened(folder / FILE) as db:
        total = int(db.execute("select count(*) from document where newest").fetchone()[0])
        for done, fields in enumerate(_documents(db), 1):
            writer.add_document(tantivy.Document(**fields))
            if done % 500 == 0:
                progress("indexing words", done, total, "documents")
    writer.commit()
    writer.wait_merging_threads()
    progress("indexing words", done, total, "documents")


def _documents(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    for document in db.execute("select key, base, number, title from document where newest").fetchall():
        told = _told_by(db, document)
        parts = db.execute("select name, text from section where document = ?", (told,)).fetchall()
        yield {
            KEY: int(document["key"]),
            TITLE: document["title"],
            MAIN: "\n".join(part["text"] for part in parts if part["name"] in MAIN_SECTIONS),
            REST: "\n".join(part["text"] for part in parts if part["name"] not in MAIN_SECTIONS + REFERENCES),
            LISTS: "\n".join(_lists(db, int(document["key"]))),
        }


def _told_by(db: sqlite3.Connection, document: sqlite3.Row) -> int:
    """The newest version that has a text."""
    found = db.execute(
        "select key from document where base = ? and number = ? and exists"
        " (select 1 from section where document = key) order by version desc limit 1",
        (document["base"], document["number"]),
    ).fetchone()
    return int(found["key"]) if found else int(document["key"])


def _lists(db: sqlite3.Connection, key: int) -> Iterable[str]:
    """Paragraphs of its groups, and what its procedure codes are called where that may be kept."""
    for row in db.execute("select paragraph from code_group where document = ? and paragraph != ''", (key,)):
        yield row["paragraph"]
    yield from (
        row["text"]
        for row in db.execute(
            "select distinct text from code_group join code on code_group = code_group.key join code_text using (code)"
            " where document = ? and kind = 'hcpcs'",
            (key,),
        )
    )


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document of the store with its score, and the words by which it was found."""

    key: int
    score: float


class WordIndex:
    """The index of a release, open for reading."""

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder / WORDS))
        self._index.register_tokenizer(TOKENIZER, analyzer())
        self._schema = schema()
        self._searcher = self._index.searcher()

    def rank(self, query: str) -> tuple[Ranked, ...]:
        """Documents by how much of what the query asks about they speak of, and how prominently; best first."""
        asked = read_query(query)
        scores: dict[int, list[float]] = {}
        for at, one in enumerate(asked):
            for key, score in self._about(one):
                scores.setdefault(key, [0.0] * len(asked))[at] = score
        weights = [max((held[at] for held in scores.values()), default=0.0) for at in range(len(asked))]
        ranked = [Ranked(key, _together(held, weights)) for key, held in scores.items()]
        return tuple(sorted(ranked, key=lambda each: (-each.score, each.key)))

    def _about(self, one: Asked) -> Iterator[tuple[int, float]]:
        ways = [self._way(one.words, 1.0)] + [self._way(also, SYNONYM) for also in one.also]
        ways += [self._way(near, NEAR) for near in one.near]
        if len(one.words) == 1 and not any(self._searcher.doc_freq(field, one.words[0]) for field in BOOSTS):
            ways += self._misspelt(one.words[0])
        query = tantivy.Query.disjunction_max_query([way for group in ways for way in group], 0.1)
        found = self._searcher.search(query, MOST_RANKED, count=False).hits
        keys = self._searcher.fast_field_values(KEY, [address for _, address in found])
        yield from ((int(key or 0), float(score)) for key, (score, _) in zip(keys, found, strict=True))

    def _way(self, words: Words, weight: float) -> list[tantivy.Query]:
        return [
            tantivy.Query.boost_query(self._in_field(field, words), boost * weight) for field, boost in BOOSTS.items()
        ]

    def _in_field(self, field: str, words: Words) -> tantivy.Query:
        """All the words in a title; in a text, the words close together."""
        terms = [tantivy.Query.term_query(self._schema, field, word, "freq") for word in words]
        if len(words) == 1:
            return terms[0]
        if field == TITLE:
            return tantivy.Query.boolean_query([(tantivy.Occur.Must, term) for term in terms])
        return tantivy.Query.phrase_query(self._schema, field, list(words), slop=2)

    def _misspelt(self, word: str) -> list[list[tantivy.Query]]:
        """Near words, for a word that no document has."""
        if len(word) < 4:
            return []
        edits = 1 if len(word) < 7 else LONGEST_FUZZY
        near = [
            tantivy.Query.boost_query(tantivy.Query.fuzzy_term_query(self._schema, field, word, distance=edits), boost)
            for field, boost in ((TITLE, BOOSTS[TITLE]), (MAIN, BOOSTS[MAIN]))
        ]
        return [near]


def _together(held: list[float], weights: list[float]) -> float:
    """The sum over what was asked about, cut by the share that the document does not speak of."""
    total = sum(weights)
    covered = sum(weight for score, weight in zip(held, weights, strict=True) if score)
    return sum(held) * (UNCOVERED + (1 - UNCOVERED) * (covered / total if total else 0.0))

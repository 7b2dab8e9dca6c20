"""From what a question asks to a query of the index. What must hold is exact here; how hits are ranked is ranking.py's."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tantivy import FieldType, Occur, Query, Schema, Searcher

from accord.connectors.pubmed.index import PAIRED
from accord.connectors.pubmed.question import AllOf, AnyOf, But, Node, Ranked, Span, Term
from accord.connectors.pubmed.tags import TAGS, Kind, language_code, types_asked
from accord.connectors.pubmed.words import BETWEEN, pair, plain, stems, whole
from accord.errors import Invalid

FLAGS = frozenset({"hasabstract", "pubmed pmc", "medline", "publisher", "inprocess", "books", "retracted"})
TITLE_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Matcher:
    """Makes queries for one index."""

    schema: Schema
    searcher: Searcher

    def query(self, node: Node) -> Query:
        """The query of a strict question. Raises Invalid where a term has no word, or a subset is not known."""
        return MADE[type(node)](self, node)

    def words(self, text: str, quoted: bool, starred: bool, fields: Sequence[str]) -> Query:
        """The words, in one of the fields: each of them anywhere there, or in this order where quoted."""
        terms = stems(text)
        if not terms:
            raise Invalid(f"'{text}' holds no word to search for.", "Give letters or digits.")
        in_order = quoted and len(terms) > 1
        if in_order:
            return _either([self.phrase(name, terms, plain(text), starred) for name in fields])
        ended = [self.begins(name, plain(text)[-1], terms[-1]) for name in fields] if starred else None
        each = [[self.term(name, term) for name in fields] for term in terms]
        if ended:
            each[-1] = ended
        return _every([_either(found) for found in each])

    def term(self, name: str, term: str) -> Query:
        """One stemmed term of a field of texts; the title counts more."""
        query = Query.term_query(self.schema, name, term)
        return Query.boost_query(query, TITLE_WEIGHT) if name == "title" else query

    def phrase(self, name: str, terms: list[str], unstemmed: list[str], starred: bool) -> Query:
        """Terms side by side in a field. Two frequent ones are one term there; of more, such pairs are looked for first."""
        if starred:
            return Query.phrase_prefix_query(self.schema, name, [*terms[:-1], unstemmed[-1]])
        told = [(a, b) for a, b in pairwise(terms) if pair(a, b) != BETWEEN] if name in PAIRED else []
        if told and len(terms) == 2:
            return self.neighbours(name, *terms)
        whole = Query.phrase_query(self.schema, name, list(terms))
        held = (Query.term_query(self.schema, PAIRED[name], pair(*each), "freq") for each in dict.fromkeys(told))
        return _every([whole, *(Query.const_score_query(each, 0.0) for each in held)])

    def neighbours(self, name: str, first: str, second: str) -> Query:
        """Two frequent terms side by side, scored as the phrase is: by the rarity of both words, not of the pair."""
        term = pair(first, second)
        query = Query.term_query(self.schema, PAIRED[name], term, "freq")
        of_words = self.rarity(name, first) + self.rarity(name, second)
        return Query.boost_query(query, of_words / self.rarity(PAIRED[name], term))

    def rarity(self, name: str, term: str) -> float:
        """Inverse document frequency in a field, as BM25 has it."""
        found = self.searcher.doc_freq(name, term)
        return math.log(1 + (self.searcher.num_docs - found + 0.5) / (found + 0.5))

    def begins(self, name: str, begin: str, stem: str) -> Query:
        """Words with this beginning. Terms are stems, so a beginning longer than its own stem finds that stem."""
        pattern = Query.regex_query(self.schema, name, f"{re.escape(begin)}.*")
        if begin.startswith(stem) or not stem.startswith(begin):
            return _either([pattern, Query.term_query(self.schema, name, stem)])
        return pattern

    def value(self, name: str, value: str, starred: bool = False) -> Query:
        """A whole value of a field; with a star, the values that begin so. It does not change the ranking."""
        value = whole(value)
        query = (
            Query.regex_query(self.schema, name, f"{re.escape(value)}.*")
            if starred
            else Query.term_query(self.schema, name, value, index_option="basic")
        )
        return Query.const_score_query(query, 0.0)

    def span(self, name: str, first: int, last: int) -> Query:
        """Days from first to last."""
        query = Query.range_query(self.schema, name, FieldType.Unsigned, max(first, 1), last)
        return Query.const_score_query(query, 0.0)

    def pmids(self, pmids: Sequence[int]) -> Query:
        """Any of these citations."""
        return Query.const_score_query(Query.term_set_query(self.schema, "pmid", list(pmids)), 0.0)


def _of_term(matcher: Matcher, term: Term) -> Query:
    tag = term.tag
    if tag.kind is Kind.WORDS:
        return matcher.words(term.text, term.quoted, term.starred, tag.fields)
    if tag.kind is Kind.NUMBER:
        return matcher.pmids([int(term.text)])
    if tag.kind is Kind.NAME:
        return _of_name(matcher, term)
    return _either([matcher.value(tag.fields[0], tag.prefix + value, term.starred) for value in values(term)])


def values(term: Term) -> tuple[str, ...]:
    """The values that a term of whole values stands for: a type with those beneath it, a language by its code ..."""
    given = SPELT.get(term.tag.name, _as_given)(term.text)
    if term.tag.name == "sb" and given[0] not in FLAGS:
        raise Invalid(f"The subset '{term.text}' is not known here.", f"There is: {', '.join(sorted(FLAGS))}.")
    return given


def _as_given(text: str) -> tuple[str, ...]:
    return (text,)


SPELT: Mapping[str, Callable[[str], tuple[str, ...]]] = {
    "pt": types_asked,
    "la": lambda text: (language_code(text),),
    "ta": lambda text: tuple(dict.fromkeys((text, text.replace(".", "")))),
    "sb": lambda text: (text.lower(),),
    "doi": lambda text: (text.removeprefix("https://doi.org/").removeprefix("doi:").strip(),),
    "pmcid": lambda text: (text if text.upper().startswith("PMC") else f"PMC{text}",),
}


def _of_name(matcher: Matcher, term: Term) -> Query:
    """'Smith JA' is that one; 'Smith J' also Smith JA; 'Smith' all Smiths; 'Smith, John' by the full name."""
    name, field = term.text, term.tag.fields[0]
    words = name.split()
    has_initials = len(words) > 1 and words[-1].isalpha() and len(words[-1]) <= 3
    if term.quoted and not term.starred:
        return matcher.value(field, name)
    if not has_initials and not term.starred and "," not in name:
        return _either([matcher.value(field, name), *(matcher.value(field, name + end, True) for end in (" ", ", "))])
    return matcher.value(field, name, starred=True)


def _of_span(matcher: Matcher, span: Span) -> Query:
    return matcher.span(span.tag.fields[0], span.first, span.last)


def _of_all(matcher: Matcher, node: AllOf) -> Query:
    return _every([matcher.query(part) for part in node.parts])


def _of_any(matcher: Matcher, node: AnyOf) -> Query:
    if all(isinstance(part, Term) and part.tag.kind is Kind.NUMBER for part in node.parts):
        return matcher.pmids([int(part.text) for part in node.parts if isinstance(part, Term)])
    return _either([matcher.query(part) for part in node.parts])


def _of_but(matcher: Matcher, node: But) -> Query:
    wanted = matcher.query(node.wanted) if node.wanted else Query.const_score_query(Query.all_query(), 0.0)
    return Query.boolean_query([(Occur.Must, wanted), (Occur.MustNot, matcher.query(node.unwanted))])


def _of_ranked(matcher: Matcher, node: Ranked) -> Query:
    return matcher.words(node.text, False, False, TAGS[0].fields)


MADE: Mapping[type, Callable[[Matcher, Any], Query]] = {
    Term: _of_term,
    Span: _of_span,
    AllOf: _of_all,
    AnyOf: _of_any,
    But: _of_but,
    Ranked: _of_ranked,
}


def _either(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def _every(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])

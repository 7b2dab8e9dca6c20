"""Phrases of frequent words are looked up as pairs: quicker, and with the hits and the order that their places would give."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tantivy import Index, Query, SchemaBuilder

from accord.connectors.pubmed.build import Builder
from accord.connectors.pubmed.citation import AbstractPart, Citation
from accord.connectors.pubmed.documents import Documents
from accord.connectors.pubmed.index import FOLDER
from accord.connectors.pubmed.matching import Matcher
from accord.connectors.pubmed.question import read_question
from accord.connectors.pubmed.search import Asked, Found, PubmedSearch, open_search
from accord.connectors.pubmed.words import BETWEEN, frequent, pair, pairs, stems
from accord.errors import Unavailable
from tests.connectors.pubmed.made import record, write

FREQUENT = ("of", "the", "patients", "with", "in", "Of", "THE")
TELLING = ("asthma", "oxygen", "metformin", "étude", "β-blocker", "x" * 70)
WORDS = (*FREQUENT, *FREQUENT, *TELLING)
phrases = st.lists(st.sampled_from((*FREQUENT, *TELLING[:-1])), min_size=2, max_size=5).map(" ".join)


def built(folder: Path, told: list[tuple[str, str]]) -> PubmedSearch:
    """A search of citations with these titles and abstracts."""
    write(folder / "files", 1, record(1))
    (source,) = (folder / "files").glob("*.gz")
    first = Builder(_made(folder / "first"), 0)
    first.apply(source)
    first.finish()
    one: Citation = Documents(folder / "first").get([1])[1]
    builder = Builder(_made(folder / "all"), 0)
    builder.write([
        replace(one, pmid=pmid, title=title, abstract=(AbstractPart("", abstract),))
        for pmid, (title, abstract) in enumerate(told, 1)
    ])  # fmt: skip
    builder.commit()
    builder.finish()
    return open_search(folder / "all")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def by_places(matcher: Matcher, name: str, terms: list[str], unstemmed: list[str], starred: bool) -> Query:
    """A phrase found by where its words stand, as it would be without pairs."""
    return Query.phrase_query(matcher.schema, name, list(terms))


def hits(found: Found) -> dict[int, object]:
    return {hit.pmid: pytest.approx(hit.score, rel=1e-4) for hit in found.hits}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> PubmedSearch:
    """Three hundred citations of few words, so that every short phrase stands in some of them."""
    chance = random.Random(3)
    made = [" ".join(chance.choices(WORDS, k=chance.randint(1, 30))) for _ in range(300)]
    return built(tmp_path_factory.mktemp("many"), [(text[:40], text) for text in made])


@settings(deadline=None)
@given(phrase=phrases)
def test_a_phrase_finds_by_pairs_what_its_places_give(many: PubmedSearch, phrase: str) -> None:
    asked = Asked(read_question(f'"{phrase}"'))
    quick = many.search(asked, 300)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Matcher, "phrase", by_places)
        exact = many.search(asked, 300)
    assert quick.total == exact.total
    assert hits(quick) == {hit.pmid: hit.score for hit in exact.hits}
    assert [hit.score for hit in quick.hits[:10]] == pytest.approx([hit.score for hit in exact.hits[:10]], rel=1e-4)


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("of the patients", {1}),
        ("the patients", {1, 2}),
        ("patients the", set[int]()),
        ("of patients", {3}),
        ("in the", {2}),
        ("the asthma", {3}),
        ("of the", {1}),  # a long word stands between them in 4
        ("the the", set[int]()),
    ],
)
def test_words_that_stand_apart_are_no_phrase(tmp_path: Path, phrase: str, found: set[int]) -> None:
    told = ["of the patients", "in the patients the", "of patients of asthma the asthma", f"of {'x' * 70} the"]
    told[1] = told[1].removesuffix(" the")
    search = built(tmp_path, [("A title", text) for text in told])
    answer = search.search(Asked(read_question(f'"{phrase}"[ab]')), 10)
    assert {hit.pmid for hit in answer.hits} == found
    assert answer.total == len(found)


@given(st.text())
@example("of the " + "x" * 70 + " of the")
@example("naïve of the")
def test_there_are_as_many_pairs_as_words(text: str) -> None:
    told, terms = pairs(text).split(), stems(text)
    assert len(told) == len(terms)
    joined = zip_longest(terms, terms[1:], fillvalue="")
    assert all(said in (BETWEEN, pair(one, other)) for said, (one, other) in zip(told, joined, strict=True))


@given(st.text("aefhinopstw 0-.,", max_size=80))
def test_ascii_is_read_as_any_text(text: str) -> None:
    assert pairs(f"é {text}").split()[1:] == pairs(text).split()


def test_a_pair_is_no_word_and_telling_words_make_none() -> None:
    assert {"of", "the", "patient"} <= frequent()
    assert pair("of", "the") == f"of{BETWEEN}the"
    assert pair("of", "asthma") == pair("asthma", "of") == pair("the", "") == BETWEEN
    assert all(BETWEEN not in term for term in stems("of_the a_b"))


def test_an_index_of_an_older_kind_is_refused_with_what_to_do(tmp_path: Path) -> None:
    builder = SchemaBuilder()
    builder.add_text_field("title")
    (tmp_path / FOLDER).mkdir()
    Index(builder.build(), str(tmp_path / FOLDER))
    with pytest.raises(Unavailable, match="another version") as fault:
        open_search(tmp_path)
    assert "accord sync pubmed" in fault.value.remedy

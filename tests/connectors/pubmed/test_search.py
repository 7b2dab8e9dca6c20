"""Searches find what they say, and every result tells its standing."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import TypeAdapter

from accord.connectors import registry
from accord.connectors.pubmed import tools
from accord.connectors.pubmed.answers import MatchVerdict, RelatedBy
from accord.connectors.pubmed.citation import Standing
from accord.connectors.pubmed.search import Sort
from accord.connectors.releases import Release
from accord.errors import Invalid, NotFound, Unavailable

pytestmark = pytest.mark.usefixtures("loaded")


def pmids(query: str, **more: object) -> set[int]:
    return {hit.pmid for hit in tools.search(query, **more).items}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("metformin[ti]", {11111, 33333}),
        ("metformin AND mortality", {11111}),
        ("metformin NOT mortality", {33333}),
        ("(insulin[ti] OR oxygen[ti]) AND review[pt]", {22222}),
        ('"heart failure"', {11111}),
        ('"failure heart"', set[int]()),
        ('"heart fail*"', {11111}),
        ("failure[ab] AND heart[ab]", {11111, 22222}),
        ("nephropath*", {33333}),
        ("diabetes[tiab]", {22222, 33333, 55555}),
        ("heart failure[mh]", {11111}),
        ("heart failure[majr]", {11111}),
        ("metformin[majr]", set[int]()),
        ("clinical trial[pt]", {11111}),
        ("garcia m[au]", {11111}),
        ("garcia[au]", {11111}),
        ("sjogren[1au]", {22222}),
        ("Sjögren K[au]", {22222}),
        ("smith j[au]", {33333, 44444, 55555, 66666}),
        ('"smith j"[au]', {66666}),
        ("smith, jo[au]", {33333, 44444, 55555, 66666}),
        ("french[la]", {55555}),
        ("2019[dp]", {33333}),
        ("2018:2020[dp]", {33333, 44444, 55555}),
        ("2021/05/06[lr] AND insulin[ti]", {22222, 55555}),
        ("j test[ta] AND oxygen", {66666}),
        ("12[vi] AND 345[pg]", {11111}),
        ("10.1000/ABC.1", {11111}),
        ("PMC100[pmcid]", {11111}),
        ("11111 22222", {11111, 22222}),
        ("retracted[sb]", {33333}),
        ("hasabstract AND trial[ti]", {33333}),
        ("NOT smith[au]", {11111, 22222}),
    ],
)
def test_a_strict_question_finds_exactly_these(query: str, expected: set[int]) -> None:
    found = tools.search(query)
    assert {hit.pmid for hit in found.items} == expected
    assert found.total == len(expected)


def test_plain_words_put_the_one_with_all_of_them_first() -> None:
    found = tools.search("does metformin reduce mortality in heart failure?")
    assert found.items[0].pmid == 11111
    assert found.total is None
    assert "any of these words" in found.understood


def test_filters_narrow_plain_words() -> None:
    assert pmids("metformin insulin heart", article_types=("review",)) == {22222}
    assert pmids("insuline diabete", languages=("French",)) == {55555}
    assert pmids("metformin", date_from=dt.date(2020, 1, 1)) >= {11111}
    assert 33333 not in pmids("metformin", date_from=dt.date(2020, 1, 1))
    assert pmids("trial[ti]", has_abstract=True, date_to=dt.date(2019, 12, 31)) == {33333}


def test_the_newest_stands_first_when_asked() -> None:
    dates = [hit.published for hit in tools.search("eng[la]", sort=Sort.DATE).items]
    assert len(dates) > 2
    assert dates == sorted(dates, reverse=True)  # type: ignore[type-var]
    assert [hit.pmid for hit in tools.search("failure heart", sort=Sort.DATE).items] == [11111, 22222]


def test_pages_follow_each_other() -> None:
    whole = [hit.pmid for hit in tools.search("smith[au]", limit=10).items]
    paged, cursor = [], ""
    while True:
        page = tools.search("smith[au]", limit=1, cursor=cursor)
        paged += [hit.pmid for hit in page.items]
        cursor = page.next
        if not cursor:
            break
    assert paged == whole


@pytest.mark.parametrize(
    ("pmid", "expected", "told_by"),
    [
        (11111, Standing.STANDS, []),
        (33333, Standing.RETRACTED, [("RetractionIn", 44444)]),
        (44444, Standing.RETRACTION_NOTICE, [("RetractionOf", 33333)]),
        (55555, Standing.CORRECTED, [("ErratumIn", 11111)]),
        (66666, Standing.CONCERN, [("ExpressionOfConcernIn", 1)]),
    ],
)
def test_every_result_shows_its_standing(pmid: int, expected: Standing, told_by: list[tuple[str, int]]) -> None:
    listed = tools.search(f"{pmid}[pmid]").items[0]
    whole = tools.get((str(pmid),)).items[0]
    row = tools.copyright_status((str(pmid),)).items[0]
    assert listed.standing is whole.standing is row.standing is expected
    assert [(notice.kind, notice.pmid) for notice in listed.told_by] == told_by


def test_an_answer_says_its_release_and_age(loaded: Release) -> None:
    said = tools.search("metformin").provenance
    assert (said.release, said.as_of) == (loaded.name, dt.date(2021, 5, 6))
    assert said.stale
    assert said.age_days is not None


def test_what_is_missing_is_named() -> None:
    found = tools.get(("22222", "999", "11111", "22222"))
    assert [item.record.pmid for item in found.items] == [22222, 11111]
    assert found.missing == (999,)


def test_related_articles() -> None:
    assert {hit.pmid for hit in tools.related("22222", RelatedBy.CITED_BY).items} == {11111}
    assert {hit.pmid for hit in tools.related("11111", RelatedBy.REFERENCES).items} == {22222}
    assert {hit.pmid for hit in tools.related("33333", RelatedBy.NOTICES).items} == {44444}
    assert tools.related("11111").items[0].pmid in {22222, 33333}
    with pytest.raises(NotFound):
        tools.related("98765")


@pytest.mark.parametrize(
    ("line", "verdict", "pmid"),
    [
        ("J Test|2021|12|345|Garcia M", MatchVerdict.MATCHED, 11111),
        ("Journal of Testing|2020|12|345|Garcia", MatchVerdict.MATCHED, 11111),
        ("|||||Metformin in hart failure", MatchVerdict.MATCHED, 11111),
        ("|2015|||Sjogren|", MatchVerdict.MATCHED, 22222),
        ("J Test||1||Smith", MatchVerdict.AMBIGUOUS, None),
        ("Nature|1953|171|737|Watson JD", MatchVerdict.NOT_FOUND, None),
    ],
)
def test_a_reference_finds_its_article(line: str, verdict: MatchVerdict, pmid: int | None) -> None:
    (found,) = tools.match_citations((line,)).items
    assert found.verdict is verdict
    assert pmid is None or found.items[0].pmid == pmid


def test_a_reference_says_where_it_differs() -> None:
    (found,) = tools.match_citation(journal="J Test", year=2020, volume="12", first_page="345", author="Garcia M").items
    assert found.differs == ("year: '2020' was asked for, the article has '2021'",)


def test_ids_are_converted_both_ways() -> None:
    found = tools.convert_ids(("11111", "PMC100", "https://doi.org/10.1000/ABC.1", "10.1000/none", "77")).items
    assert [row.pmid for row in found] == [11111, 11111, 11111, None, None]
    assert {(row.pmcid, row.doi) for row in found[:3]} == {("PMC100", "10.1000/abc.1")}
    assert all(row.problem for row in found[3:])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: tools.search("x", limit=0),
        lambda: tools.search("x", cursor="abc"),
        lambda: tools.search("foo[sb]"),
        lambda: tools.get(("abc",)),
        lambda: tools.get(()),
        lambda: tools.convert_ids(("hello",)),
        lambda: tools.full_text(("ABC",)),
        lambda: tools.match_citation(year=2020),
        lambda: tools.match_citations(("Nature|long ago|1",)),
        lambda: tools.match_citations(("Nature|0001|1",)),
        lambda: tools.match_citation(journal="Nature", year=10**16),
        lambda: tools.match_citation(journal="Nature", volume="1", year=-5),
        lambda: tools.match_citation(journal="Nature", volume="1", year=0),
    ],
)
def test_wrong_questions_are_refused_with_a_remedy(wrong: object) -> None:
    with pytest.raises(Invalid) as fault:
        wrong()  # type: ignore[operator]
    assert fault.value.remedy


def test_every_tool_gives_what_json_can_say() -> None:
    for tool in registry.tools("pubmed"):
        TypeAdapter(tool.gives).json_schema(mode="serialization")
    found = tools.search("metformin")
    assert TypeAdapter(type(found)).validate_json(TypeAdapter(type(found)).dump_json(found)) == found


def test_full_texts_that_are_not_loaded_say_how_to_load_them() -> None:
    with pytest.raises(Unavailable, match="accord sync pubmed --index pubmed_full_text"):
        tools.full_text(("PMC100",))

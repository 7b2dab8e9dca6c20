"""Citation files are read whole, or refused with the name of the file and the PMID."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors.pubmed.citation import Citation, Standing, standing
from accord.connectors.pubmed.dates import first_day_of_text, span
from accord.connectors.pubmed.documents import Press, shared_words, unpack
from accord.connectors.pubmed.reader import BLOCK, Deleted, read_file
from accord.errors import Invalid
from tests.connectors.pubmed.conftest import SHARED
from tests.connectors.pubmed.made import deletion, record, whole_set, write

SAMPLE = SHARED / "data" / "pubmed" / "medline16n0902.xml.gz"
BOOK = """<PubmedBookArticle><BookDocument><PMID Version="1">7</PMID><ArticleIdList><ArticleId IdType="bookaccession">NBK1
</ArticleId></ArticleIdList><Book><Publisher><PublisherName>P</PublisherName></Publisher><BookTitle>GeneReviews</BookTitle>
<PubDate><Year>1993</Year></PubDate><AuthorList Type="editors"><Author><LastName>Ed</LastName></Author></AuthorList></Book>
<ArticleTitle>Marfan <i>Syndrome</i></ArticleTitle><Language>eng</Language><AuthorList Type="authors"><Author><LastName>Dietz
</LastName><Initials>H</Initials></Author></AuthorList><Abstract><AbstractText>Clinical.</AbstractText></Abstract>
</BookDocument></PubmedBookArticle>"""


def read(path: Path) -> list[Citation | Deleted]:
    return list(read_file(path))


def one(path: Path) -> Citation:
    (found,) = (record for record in read_file(path) if isinstance(record, Citation))
    return found


def test_inline_markup_is_part_of_the_text(tmp_path: Path) -> None:
    path = write(tmp_path, 1, record(1, raw_title="H<sub>2</sub>O and <i>E. coli</i> in\n the <b>gut</b>"))
    assert one(path).title == "H2O and E. coli in the gut"


def test_formulas_without_their_namespace_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, 1, record(1, raw_title="Where <mml:math><mml:mi>x</mml:mi></mml:math> is"))
    assert one(path).title == "Where x is"


def test_a_reference_list_is_kept_as_pmids(tmp_path: Path) -> None:
    assert one(write(tmp_path, 1, record(1, cites=(5, 6, 5)))).references == (5, 6)


def test_books_and_deletions_are_read_in_their_order(tmp_path: Path) -> None:
    found = read(write(tmp_path, 1, record(1), BOOK, deletion(8, 9)))
    assert [type(each).__name__ for each in found] == ["Citation", "Citation", "Deleted"]
    book = found[1]
    assert isinstance(book, Citation)
    assert (book.title, book.journal, book.authors[0].short, book.is_book) == (
        "Marfan Syndrome", "GeneReviews", "Dietz H", True,
    )  # fmt: skip
    assert found[2] == Deleted((8, 9))


def test_records_across_blocks_are_whole(tmp_path: Path) -> None:
    path = write(tmp_path, 1, *(record(pmid, abstract="word " * 20_000) for pmid in range(1, 2 * BLOCK // 100_000)))
    assert [each.pmid for each in read(path) if isinstance(each, Citation)] == list(range(1, 2 * BLOCK // 100_000))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (whole_set(record(1), "<PubmedArticle><MedlineCitation><PMID>77</PMID></MedlineCitation></PubmedArticle>"), "PMID 77"),
        (whole_set(record(1), record(78).replace("</Journal>", "")), "PMID 78"),
        (whole_set(record(1), record(2))[:-700], "cut off"),
        (whole_set(record(1))[:-20], "cut off"),
        (b"<html>maintenance</html>", "not a file of PubMed citations"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_named(tmp_path: Path, body: bytes, says: str) -> None:
    path = tmp_path / "pubmed26n0009.xml.gz"
    path.write_bytes(gzip.compress(body))
    with pytest.raises(Invalid, match=says) as fault:
        read(path)
    assert "pubmed26n0009" in str(fault.value)


def test_half_of_a_packed_file_is_damaged(tmp_path: Path) -> None:
    path = write(tmp_path, 1, *(record(pmid) for pmid in range(1, 200)))
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(Invalid, match="damaged"):
        read(path)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2003 Mar-Apr", dt.date(2003, 3, 1)), ("1998 Dec-1999 Jan", dt.date(1998, 12, 1)),
        ("Spring 2001", dt.date(2001, 3, 1)), ("2000", dt.date(2000, 1, 1)), ("no date", None),
    ],
)  # fmt: skip
def test_printed_dates_are_understood(text: str, day: dt.date | None) -> None:
    assert first_day_of_text(text) == day


@given(st.integers(1800, 2100), st.integers(1, 12), st.integers(1, 28))
def test_a_day_lies_in_its_month_and_year(year: int, month: int, day: int) -> None:
    number = year * 10_000 + month * 100 + day
    for text in (f"{year}", f"{year}/{month:02d}", f"{year}/{month}/{day}", f"{year - 1}:{year}", f"{year}:3000"):
        first, last = span(text)
        assert first <= number <= last


@pytest.mark.parametrize(
    ("types", "notices", "expected"),
    [
        ((), (), Standing.STANDS), (("Retracted Publication",), (), Standing.RETRACTED),
        ((), ("ErratumIn", "RetractionIn"), Standing.RETRACTED), ((), ("ErratumIn",), Standing.CORRECTED),
        ((), ("ExpressionOfConcernIn", "ErratumIn"), Standing.CONCERN), ((), ("CommentIn",), Standing.STANDS),
        (("Retraction of Publication",), ("RetractionOf",), Standing.RETRACTION_NOTICE),
    ],
)  # fmt: skip
def test_the_gravest_notice_is_the_standing(
    types: tuple[str, ...], notices: tuple[str, ...], expected: Standing
) -> None:
    assert standing(types, notices) is expected


@pytest.mark.shared
@pytest.mark.skipif(not SAMPLE.exists(), reason="NLM's sample is not here (ACCORD_SHARED)")
def test_nlms_sample_is_read_whole_and_kept_whole() -> None:
    citations = [each for each in read_file(SAMPLE) if isinstance(each, Citation)]
    assert len(citations) == 604
    assert sum(bool(each.abstract) for each in citations) == 526
    assert sum(len(each.mesh) for each in citations) == 1404
    assert all(each.title and each.published for each in citations)
    words = shared_words(citations[:50])
    press = Press(words)
    assert [unpack(press.pack(each), words) for each in citations] == citations

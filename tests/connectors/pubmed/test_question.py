"""Questions are understood as PubMed's users write them; what cannot be is refused with what would do."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors.pubmed.explain import explained, live_term
from accord.connectors.pubmed.question import Ranked, read_question
from accord.connectors.pubmed.tags import TAGS
from accord.errors import Invalid


@pytest.mark.parametrize(
    ("question", "live"),
    [
        ("metformin AND insulin", "(metformin) AND (insulin)"),
        ("a1 OR b2 AND c3", "((a1) OR (b2)) AND (c3)"),
        ("a1 OR (b2 AND c3)", "(a1) OR ((b2) AND (c3))"),
        ("heart failure[ti]", "heart failure[ti]"),
        ('"heart failure"[Title]', '"heart failure"[ti]'),
        ("metformin NOT rats[mh]", '(metformin) NOT ("rats"[mh:noexp])'),
        ("diabet*[tiab] 2020:2021[dp]", "(diabet*[tiab]) AND (2020/01/01:2021/12/31[dp])"),
        ('"2019/02"[Date - Publication] : "3000"[Date - Publication]', "2019/02/01:3000/12/31[dp]"),
        ("12345 23456", '(12345[pmid]) OR (23456[pmid])'),
        ("https://doi.org/10.1000/x.y", '"10.1000/x.y"[doi]'),
        ("review[pt] hasabstract", '("review"[pt]) AND (hasabstract)'),
        ("NOT cats", "all[sb] NOT (cats)"),
    ],
)  # fmt: skip
def test_a_question_is_put_to_ncbi_as_it_was_meant(question: str, live: str) -> None:
    assert live_term(read_question(question)) == live


@pytest.mark.parametrize(
    "question", ["does metformin help?", "heart (failure)", "low-dose aspirin: a study", "and or not", 'the 5" wound']
)
def test_plain_words_are_ranked(question: str) -> None:
    assert isinstance(read_question(question), Ranked)
    assert not explained(question).strict


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("", "no word"), ("?!", "no word"), ("a AND", "'AND'"), ("OR b", "'OR'"), ("a OR NOT b", "'OR NOT'"),
        ("(a AND b", "not closed"), ("a AND b)", "not opened"), ("() AND a", "empty parenthesis"), ("[ti] a", "without a term"),
        ("x[zz]", "not known"), ("ab*", "too short"), ("a*b* AND c", "only at the end"), ("2021:2020[dp]", "ends before"),
        ("soon[dp]", "not a date"), ("2020/13[dp]", "not a day"), ("abc[pmid]", "not a PMID"), ('"open[ti]', "cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(question: str, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        read_question(question)


def test_an_unknown_tag_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Invalid) as fault:
        read_question("x[wat]")
    assert all(f"[{tag.name}]" in fault.value.remedy for tag in TAGS)


def test_words_left_out_are_told() -> None:
    assert explained("what is the effect of metformin").left_out == ("what", "is", "the", "of")


@given(st.text(alphabet='ab1*:"()[]ti AND OR NOT.-/', max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Invalid):
        assert live_term(read_question(text))

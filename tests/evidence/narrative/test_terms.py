"""Words of concepts and the files that list them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from accord.errors import Invalid, NotFound
from accord.evidence.narrative.terms import Terms, load_terms, read_terms, wordings
from tests.evidence.narrative.writing import document


def found(phrases: Mapping[str, list[str]], text: str) -> list[tuple[str, str]]:
    return [(m.concept, text[m.start : m.end]) for m in Terms(phrases).find(document(text))]


FINDS = [
    ("obstructive sleep apnea", "Obstructive  sleep\n   apnea", "Obstructive  sleep\n   apnea"),
    ("low back pain", "low-back pain", "low-back pain"),
    ("medial branch block", "two medial branch blocks", "medial branch blocks"),
    ("[home] sleep (test|study)", "a home sleep study", "home sleep study"),
    ("[home] sleep (test|study)", "a sleep test", "sleep test"),
    ("obes*", "morbid obesity", "obesity"),
    ("medial branch* block", "medial branches block", "medial branches block"),
    ("MI", "an MI in May", "MI"),
    ("OSA|sleep apnoea", "sleep apnoea", "sleep apnoea"),
    ("patient's own", "patient’s own", "patient’s own"),
]


@pytest.mark.parametrize(("phrase", "text", "expected"), FINDS)
def test_a_phrase_is_found_however_it_is_set(phrase: str, text: str, expected: str) -> None:
    assert found({"thing": [phrase]}, text) == [("thing", expected)]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("MI", "mi casa"), ("MI", "MIDDLE"), ("PT", "pt tolerated it"), ("arm", "farm"), ("arm", "army")],
)
def test_other_words_are_not_taken_for_a_phrase(phrase: str, text: str) -> None:
    assert found({"thing": [phrase]}, text) == []


def test_the_longer_of_two_overlapping_mentions_wins() -> None:
    text = "central sleep apnea and sleep apnea"
    phrases = {"apnea": ["sleep apnea"], "central": ["central sleep apnea"]}
    assert found(phrases, text) == [("central", "central sleep apnea"), ("apnea", "sleep apnea")]


def test_two_concepts_may_share_the_same_words() -> None:
    assert found({"a": ["cpap"], "b": ["cpap"]}, "CPAP") == [("a", "CPAP"), ("b", "CPAP")]


def test_a_phrase_has_every_wording_its_brackets_allow() -> None:
    assert set(wordings("[very] (big|small) dog")) == {"very big dog", "very small dog", "big dog", "small dog"}


def test_a_term_file_holds_phrases_and_codes() -> None:
    read = read_terms("sleep", "osa:\n  phrases: [obstructive sleep apnea]\n  codes: [G47.33]\n")
    assert read.codes["osa"] == ("G47.33",)
    assert [m.concept for m in read.terms().find(document("Obstructive sleep apnea"))] == ["osa"]


@pytest.mark.parametrize(
    "text",
    [
        "a:\n  phrases: [low back pain]\nb:\n  phrases: [low-back pain]\n",
        "a:\n  phrases: ['[low] back pain', back pain]\n",
        "a:\n  words: [x]\n",
        "a: {}\n",
        "- a\n",
        "a: [",
        "a:\n  phrases: ['a|(b|c) d']\n",
    ],
)
def test_a_faulty_term_file_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_terms("faulty", text)


def test_a_term_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        load_terms("nothing", tmp_path)
    (tmp_path / "some.yaml").write_text("a:\n  phrases: [b]\n", encoding="utf-8")
    assert load_terms("some", tmp_path).phrases == {"a": ("b",)}


MANY_WORDINGS = (
    "(difficulty|trouble|problems|problem|hard time|unable) [to] [with] (falling|staying|fall|stay|initiating|maintaining|getting to) "
    "[or] [falling|staying|maintaining|initiating] (asleep|sleep)"
)


def test_a_phrase_of_many_wordings_finds_each_of_them_and_nothing_else() -> None:
    from random import Random

    from accord.evidence.narrative.terms import MANY, many

    assert many(MANY_WORDINGS) > MANY
    terms = Terms({"insomnia": [MANY_WORDINGS]})
    for wording in Random(7).sample(wordings(MANY_WORDINGS), 200):
        text = f"She reports {wording} at night."
        assert [(m.start, m.end) for m in terms.find(document(text))] == [(12, 12 + len(wording))], wording
    for other in (
        "trouble sleeping",
        "difficulty falling",
        "no trouble at all",
        "unable to stay awake",
        "troubled sleep",
    ):
        assert not terms.find(document(f"She reports {other} at night.")), other

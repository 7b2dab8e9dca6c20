"""Words made comparable, misspelt ones mended, the shipped tables in order."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors import icd10
from accord.connectors.icd10.search.phrases import called, phrases
from accord.connectors.icd10.search.spelling import Speller, skeleton
from accord.connectors.icd10.search.tokens import numbers_within, stem, stems, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anaemia", "anemia"), ("oesophageal", "esophagus"), ("tumour", "tumors"), ("diarrhoea", "diarrhea"),
        ("fractures", "fractured"), ("stenotic", "stenosis"), ("hypertensive", "hypertension"), ("renal", "kidneys"),
        ("cardiac", "heart"), ("psychotic", "psychosis"), ("infected", "infection"), ("II", "2"), ("IIIb", "3b"),
        ("allergic", "allergy"), ("diabetic", "diabetes"), ("third", "3rd"), ("paediatric", "pediatric"),
    ],
)  # fmt: skip
def test_spellings_endings_and_twins_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one.lower()) == stem(other.lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [("hepatitis", "hepatic"), ("gastritis", "gastric"), ("humerus", "humeral head"), ("hypertension", "hypotension")],
)
def test_different_things_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stems(other)[-1]


def test_what_is_denied_is_marked() -> None:
    assert stems("recurrent, without psychotic features") == [
        *stems("recurrent psychotic"), f"no_{stem('psychotic')}", stem("features"), f"no_{stem('features')}",
    ]  # fmt: skip
    assert "no_pain" not in stems("without fever, pain")


@pytest.mark.parametrize(
    ("label", "number", "held"),
    [
        ("Body mass index [BMI] 40.0-44.9, adult", "42", True),
        ("Body mass index [BMI] 40.0-44.9, adult", "45", False),
        ("Other low birth weight newborn, 2000-2499 grams", "2100", True),
        ("Burns involving 20-29% of body surface", "25", True),
    ],
)
def test_a_range_stands_for_the_numbers_in_it(label: str, number: str, held: bool) -> None:
    assert (number in numbers_within(label)) is held


def test_apostrophes_points_and_articles_do_not_part_words() -> None:
    assert words("Crohn's of the small bowel, s/p resection") == ["crohns", "of", "small", "bowel", "s/p", "resection"]
    assert words("h.o. MI") == ["ho", "mi"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("hemroids", "hemorrhoids"), ("newmonia", "pneumonia"), ("diarea", "diarrhea"), ("siezure", "seizure")],
)
def test_words_that_sound_alike_have_one_skeleton(typed: str, meant: str) -> None:
    assert skeleton(typed) == skeleton(meant)


def speller(*known: str) -> Speller:
    file = sqlite3.connect(":memory:")
    file.execute("CREATE TABLE spelling (word TEXT PRIMARY KEY, skeleton TEXT, seen INTEGER)")
    file.executemany("INSERT INTO spelling VALUES (?, ?, 5)", [(word, skeleton(word)) for word in known])
    return Speller(file)


def test_a_misspelt_word_is_read_as_the_nearest_known_one() -> None:
    mended = speller("diabetes", "dialysis", "hemorrhoids").mend("diabetis")
    assert [one.word for one in mended] == ["diabetes"]
    assert 0.5 <= mended[0].likeness <= 1


@pytest.mark.parametrize("word", ["abc", "x1y2z3", "zzzzzzzz"])
def test_what_is_like_nothing_stays_as_it_is(word: str) -> None:
    assert speller("diabetes").mend(word) == ()


@given(st.text(max_size=40))
def test_any_text_has_stems(text: str) -> None:
    assert all(one and one == one.lower() for one in stems(text))


def test_every_name_in_the_table_leads_to_a_code_of_the_edition() -> None:
    unlisted = [letters for letters, _ in called() if not icd10.is_billable(letters)]
    assert not unlisted


def test_every_short_form_says_something_else_than_itself() -> None:
    table = phrases()
    assert len(table) > 2000
    assert all(sense.lower() != key for key, senses in table.items() for sense in senses)

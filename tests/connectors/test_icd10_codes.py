"""ICD-10-CM codes as people write them, and what the tabular list says of them."""

from __future__ import annotations

import datetime as dt
import gzip
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors import icd10
from accord.connectors.icd10 import Code, NoteKind, Standing
from accord.connectors.icd10.index import open_index
from accord.errors import Invalid, NotFound

SHARED = Path(os.environ.get("ACCORD_SHARED", "../shared"))
OFFICIAL = SHARED / "data" / "icd" / "icd10cm-codes-2026.txt.gz"

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
shaped = st.builds(
    lambda first, second, rest: first + second + rest,
    st.sampled_from(CHARACTERS[10:]),
    st.sampled_from(CHARACTERS[:10]),
    st.text(CHARACTERS, min_size=1, max_size=5),
)


@pytest.mark.parametrize("written", ["E11.649", "e11649", " E11.649 ", "E11649", "e11.649\n"])
def test_a_code_is_read_however_it_is_written(written: str) -> None:
    assert str(icd10.code(written)) == "E11.649"


@pytest.mark.parametrize(
    "written",
    ["", "E1", "11.649", "E11.", "E1.1649", "E11.64.9", "E11.-", "E11.64999", "E 11", "É11.9", "E11.6 49", "E11;9"],
)
def test_what_is_not_shaped_like_a_code_is_refused_with_a_remedy(written: str) -> None:
    with pytest.raises(Invalid, match="shape") as refused:
        icd10.code(written)
    assert refused.value.remedy
    assert not icd10.is_valid(written)
    assert not icd10.is_billable(written)


@given(shaped)
def test_reading_a_code_twice_changes_nothing(letters: str) -> None:
    once = icd10.code(letters)
    assert icd10.code(str(once)) == once
    assert icd10.code(str(once).lower()) == once
    assert icd10.code(once) is once


@given(st.text(max_size=10))
def test_any_text_is_a_listed_code_or_is_refused(text: str) -> None:
    if icd10.is_valid(text):
        assert icd10.code(text).letters.isalnum()
    else:
        with pytest.raises((Invalid, NotFound)):
            icd10.listing(text)


@pytest.mark.parametrize(
    ("code", "valid", "billable"),
    [
        ("E11.649", True, True),
        ("E11.64", True, False),
        ("E11", True, False),
        ("I10", True, True),
        ("G47.33", True, True),
        ("G35", True, False),
        ("S32.010A", True, True),
        ("S32.010", True, False),
        ("T36.0X1A", True, True),
        ("QA0.0101", True, True),
        ("E11.999", False, False),
        ("Z99.9X", False, False),
        ("I00-I99", False, False),
        ("9", False, False),
    ],
)
def test_headings_are_valid_and_not_billable(code: str, valid: bool, billable: bool) -> None:
    assert (icd10.is_valid(code), icd10.is_billable(code)) == (valid, billable)


def every_billable_code() -> list[str]:
    return [letters for (letters,) in open_index().execute("SELECT letters FROM entry WHERE billable")]


def test_every_billable_code_of_the_edition_passes_every_question_about_one_code() -> None:
    codes = every_billable_code()
    assert len(codes) == icd10.FY2026.billable_codes
    wrong = [
        letters
        for letters in codes
        if not icd10.is_billable(str(Code(letters)).lower())
        or icd10.seventh_character_problem(letters) is not None
        or icd10.in_force(letters, dt.date(2026, 3, 10)) is not Standing.IN_FORCE
    ]
    assert wrong == []


@pytest.mark.shared
def test_the_billable_codes_are_the_officially_published_ones_with_their_titles() -> None:
    if not OFFICIAL.is_file():
        pytest.skip(f"{OFFICIAL} is absent; set ACCORD_SHARED")
    with gzip.open(OFFICIAL, "rt", encoding="utf-8", errors="replace") as lines:
        official = dict(line.split(None, 1) for line in lines if line.strip())
    assert set(every_billable_code()) == set(official)
    differing = [code for code, title in official.items() if plain(icd10.label(code)) != plain(title)]
    assert len(differing) < len(official) / 1000


def plain(title: str) -> str:
    letters = unicodedata.normalize("NFKD", title.strip().casefold())
    return "".join(letter for letter in letters if letter.isascii())


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_independent_reader_of_the_same_list_agrees() -> None:
    reader = pytest.importorskip("simple_icd_10_cm")

    query = "SELECT letters FROM entry WHERE kind IN ('code', 'extended') AND number % 29 = 0"
    for (letters,) in open_index().execute(query).fetchall():
        listed = icd10.listing(letters)
        code = str(listed.code)
        assert reader.is_leaf(code) == listed.billable
        assert reader.get_children(code) == [str(child.code) for child in icd10.children(code)]
        above = [up for up in reader.get_ancestors(code) if up[0].isalpha() and "-" not in up]
        assert list(dict.fromkeys(above)) == [str(up.code) for up in icd10.parents(code)]
        own = [note.text for note in icd10.notes(code, NoteKind.EXCLUDES1) if note.owner == code]
        assert own == [text.strip() for text in reader.get_excludes1(code)]


@pytest.mark.parametrize(
    ("date", "code", "standing"),
    [
        (dt.date(2025, 10, 1), "E11.9", Standing.IN_FORCE),
        (dt.date(2026, 9, 30), "E11.9", Standing.IN_FORCE),
        (dt.date(2025, 9, 30), "E11.9", Standing.CANNOT_SAY),
        (dt.date(2026, 10, 1), "E11.9", Standing.CANNOT_SAY),
        (dt.date(2026, 3, 1), "E11.999", Standing.NOT_IN_EDITION),
        (dt.date(2027, 3, 1), "E11.999", Standing.CANNOT_SAY),
    ],
)
def test_outside_the_edition_nothing_is_said_of_a_code(date: dt.date, code: str, standing: Standing) -> None:
    assert icd10.in_force(code, date) is standing


def test_children_and_parents_follow_the_book() -> None:
    assert [str(child.code) for child in icd10.children("E11.64")] == ["E11.641", "E11.649"]
    assert [str(up.code) for up in icd10.parents("E11.649")] == ["E11.64", "E11.6", "E11"]
    assert icd10.children("E11.649") == ()
    assert icd10.parents("E11") == ()
    assert [str(child.code)[-1] for child in icd10.children("S72.001")] == list("ABCDEFGHJKMNPQRS")


def test_a_category_that_is_also_a_section_is_found_as_the_category() -> None:
    assert str(icd10.listing("B20").code) == "B20"
    assert icd10.is_billable("B20")
    assert str(icd10.children("C50")[0].code) == "C50.0"


def test_every_code_beneath_a_heading_is_listed() -> None:
    assert {str(found.code) for found in icd10.billable_codes("E11.64")} == {"E11.641", "E11.649"}
    assert [str(found.code) for found in icd10.billable_codes("I10")] == ["I10"]


def test_a_label_is_the_official_title() -> None:
    assert icd10.label("e11649") == "Type 2 diabetes mellitus with hypoglycemia without coma"
    with pytest.raises(NotFound, match=r"E11\.999"):
        icd10.label("E11.999")


def test_notes_are_inherited_nearest_first() -> None:
    owners = [note.owner for note in icd10.notes("E11.621")]
    assert owners[0] == "E11.621"
    assert owners.index("E11.621") < owners.index("E11") < owners.index("4")
    assert all(note.kind is NoteKind.EXCLUDES1 for note in icd10.notes("E11.621", NoteKind.EXCLUDES1))
    assert any("L97" in note.text for note in icd10.notes("E11.621", NoteKind.USE_ADDITIONAL))


def test_the_note_on_a_seventh_character_reaches_the_codes_that_take_one() -> None:
    assert icd10.notes("S32.010A", NoteKind.SEVENTH_CHARACTER)
    assert not icd10.notes("E11.9", NoteKind.SEVENTH_CHARACTER)

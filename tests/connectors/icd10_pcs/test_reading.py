"""Questions about procedures are read by their axes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors.icd10.pcs.levels import read_levels
from accord.connectors.icd10.pcs.lexicon import lexicon
from accord.connectors.icd10.pcs.reading import Known, Reading, Said, read
from accord.connectors.icd10.pcs.words import fold, side, tokens

NOTHING = Said({}, (), (), ())
BARE = Known(
    lambda phrase: NOTHING, {"destruction": "Destruction"}, frozenset(), frozenset(), frozenset(), lambda word: ""
)


def reading(question: str) -> Reading:
    return read(question, lexicon(), BARE)


@pytest.mark.parametrize(
    ("word", "stems", "ending"),
    [
        ("cholecystectomy", ("cholecyst",), "ectomy"),
        ("gastrojejunostomy", ("gastr", "jejun"), "ostomy"),
        ("esophagogastroduodenoscopy", ("esophag", "gastr", "duoden"), "scopy"),
        ("salpingoophorectomy", ("salping", "oophor"), "ectomy"),
        ("orchiopexy", ("orchi",), "pexy"),
    ],
)
def test_a_surgical_word_is_taken_apart(word: str, stems: tuple[str, ...], ending: str) -> None:
    assert lexicon().taken_apart(word) == (stems, ending)


@pytest.mark.parametrize("word", ["scopy", "history", "elephantectomy", "knee", ""])
def test_a_word_that_is_not_made_so_is_left_whole(word: str) -> None:
    assert lexicon().taken_apart(word) is None


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("lap chole", "Resection"),
        ("partial nephrectomy", "Excision"),
        ("ORIF left femur", "Reposition"),
        ("colonoscopy with polypectomy", "Excision"),
        ("screening colonoscopy", "Inspection"),
        ("ankle arthrodesis", "Fusion"),
        ("TAVR", "Replacement"),
        ("c-section", "Extraction"),
        ("destruction of the nerve", "Destruction"),
    ],
)
def test_what_is_done_is_read_from_words_short_forms_and_endings(question: str, best: str) -> None:
    wanted = reading(question).wanted
    assert max(wanted, key=lambda name: wanted[name]) == best


@pytest.mark.parametrize(
    ("question", "way"),
    [("lap chole", "4"), ("robotic prostatectomy", "4"), ("open repair", "0"), ("EGD", "8"), ("fine needle biopsy", "3"),
     ("closed reduction", "X"), ("CT guided biopsy", "3")],
)  # fmt: skip
def test_the_way_in_is_read(question: str, way: str) -> None:
    ways = reading(question).approaches
    assert max(ways, key=lambda value: ways[value]) == way


def test_a_device_makes_a_removal_the_removal_of_the_device() -> None:
    told = reading("removal of pacemaker lead").wanted
    assert max(told, key=lambda name: told[name]) == "Removal"


def test_a_misspelt_word_is_read_as_the_one_it_is_like() -> None:
    known = Known(
        BARE.look_up, {}, frozenset(), frozenset(), frozenset(), lambda word: "chole" if word == "choley" else ""
    )
    told = read("lap choley", lexicon(), known)
    assert told.corrected == {"choley": "chole"}
    assert "Resection" in told.wanted


@pytest.mark.parametrize(
    ("text", "regions", "joints"),
    [
        ("fusion L4-L5", ("Lumbar Vertebral",), 1),
        ("L3-5", ("Lumbar Vertebral",), 2),
        ("L5-S1", ("Lumbosacral",), 1),
        ("C5 to C7", ("Cervical Vertebral",), 2),
        ("T11-L2", ("Thoracic Vertebral", "Thoracolumbar Vertebral", "Lumbar Vertebral"), 3),
        ("C7/T1", ("Cervicothoracic Vertebral",), 1),
        ("vertebroplasty L1", ("Lumbar Vertebral",), 0),
        ("L5-L4", (), 0),
        ("C9", (), 0),
        ("no level", (), 0),
    ],
)
def test_levels_of_the_spine(text: str, regions: tuple[str, ...], joints: int) -> None:
    _, found, between = read_levels(text)
    assert (found, between) == (regions, joints)


@pytest.mark.parametrize(
    ("text", "told"), [("rt knee", "right"), ("L hip", "left"), ("both tubes", "bilateral"), ("right and left", "bilateral"), ("knee", "")]
)  # fmt: skip
def test_the_side(text: str, told: str) -> None:
    assert side(text) == told


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert reading(text).side in {"", "right", "left", "bilateral"}


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_folding_twice_changes_nothing_for_words_of_the_lexicon(word: str) -> None:
    assert tokens(word) == [fold(word)]


def test_the_lexicon_names_only_official_words_and_no_code() -> None:
    from accord.connectors.icd10.pcs.store import from_package

    labels = from_package().labels
    operations = {word for (_, place, _), word in labels.items() if place == 3}
    operations |= {"Introduction", "Irrigation", "Traction", "Immobilization", "Packing", "Fluoroscopy"}
    operations |= {"Plain Radiography", "Ultrasonography"}
    told = {name for names in [*lexicon().operation.values(), *lexicon().ending.values()] for name in names}
    assert told <= operations
    site_words = {word for (_, place, _), label in labels.items() if place in (2, 4) for word in tokens(label)}
    for phrase, official in {**lexicon().site, **lexicon().stem}.items():
        assert any(set(tokens(name)) <= site_words for name in official), phrase
